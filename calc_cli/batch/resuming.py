"""Going on where an earlier run stopped: results are written in order, so what an output file answers is the beginning of the lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from calc_cli.batch.documents import Json, options_of
from calc_cli.batch.formats import Answered, Format, NotOurs
from calc_cli.batch.reading import BadLine, Entry, Job, Unreadable
from calc_cli.batch.summary import Report
from calc_cli.settings import Settings


def repair(path: Path, format: Format) -> None:
    """Remove from an output file the document that was being written when the run was killed or the disk was full.

    A missing file is all right. Raises OSError when it cannot be read or written, `NotOurs` when it holds something else.
    """
    if not path.exists():
        return
    with path.open("rb") as stream:
        whole = format.whole_bytes(stream)
    if whole < path.stat().st_size:
        with path.open("r+b") as stream:
            stream.truncate(whole)


def answered_in(path: Path, format: Format) -> Iterator[Answered]:
    """The key of every document of a repaired output file in order, and whether it is an error; a missing file answers nothing."""
    if path.exists():
        with path.open("rb") as stream:
            yield from format.answered(stream)


def without_answered(
    entries: Iterator[Entry], answers: Iterable[Answered], report: Report, format: Format, settings: Settings
) -> Iterator[Entry | NotOurs]:
    """The entries that are not answered yet; a `NotOurs` instead when the answers are not those of these entries."""
    answered = iter(answers)
    for entry in entries:
        job = None if isinstance(entry, Unreadable) else entry.job if isinstance(entry, BadLine) else entry
        known = None if job is None else next(answered, None)
        if job is None or known is None:
            yield entry
            continue
        if difference := _difference(known, entry, job, format, settings):
            yield NotOurs(f"document {report.earlier + 1} of the output {difference}")
            return
        report.earlier += 1
        report.earlier_failed += known.is_error
    if next(answered, None) is not None:
        yield NotOurs("the output answers more lines than there are: the lines have changed")


def _difference(known: Answered, entry: Entry, job: Job, format: Format, settings: Settings) -> str:
    """Why an answer is not that of an entry; empty when it is."""
    if known.key != format.key_of(job):
        return f"is not that of line {job.line}: the lines have changed"
    options = options_of(job, settings)
    if known.options != options:
        return f"was asked for with {_listed(known.options)}, not with {_listed(options)}"
    texts = [job.expression]
    if known.is_error:  # of which the input is the text at fault
        texts += [job.on or "", settings.on or "", *settings.let, *settings.let.values(), *settings.wrt]
        texts += [entry.error.text] if isinstance(entry, BadLine) else []
    if known.input not in map(format.input_of, texts):
        return f"answers another expression than that of line {job.line}: the lines have changed"
    return ""


def _listed(options: Json) -> str:
    return json.dumps(options, ensure_ascii=True) if options else "no options"
