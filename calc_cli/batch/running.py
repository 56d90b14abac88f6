"""`calc batch`: files of problems -> one JSON document a line, a summary, an exit code."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from typing import BinaryIO, TextIO

from calc_cli.batch.child import Orders
from calc_cli.batch.progress import Progress
from calc_cli.batch.reading import read_jobs
from calc_cli.batch.resuming import Key, without_answered
from calc_cli.batch.summary import SOME_FAILED, Report
from calc_cli.batch.workers import Crew, Result, WorkersDoNotStart
from calc_cli.settings import Settings

MEMORY_BYTES = 4 << 30
SEARCH_SHARE = 0.7
"""Share of the line's time that its numeric searches may use, so that an analysis ends by itself with what it has proved."""


def run_batch(
    files: Sequence[str],
    *,
    jobs: int,
    timeout_seconds: float,
    out: TextIO,
    err: TextIO,
    settings: Settings,
    fail_fast: bool = False,
    answered: frozenset[Key] = frozenset(),
    memory_bytes: int = MEMORY_BYTES,
    answer: str = "calc_cli.batch.answering:answer",
    standard_input: BinaryIO | None = None,
) -> int:
    """Answer every line of `files` in order; returns the exit code of `Report`.

    jobs: worker processes; timeout_seconds: a line that takes longer is killed and answered with the error `timeout`; fail_fast: stop
    after the first line that failed; answered: lines to leave out (`answered_in`); memory_bytes: what one worker may use; answer:
    `module:function` that answers one job.
    """
    began = time.monotonic()
    settings = replace(settings, budget_seconds=min(settings.budget_seconds, SEARCH_SHARE * timeout_seconds))
    crew = Crew(jobs, Orders(settings, answer, timeout_seconds, memory_bytes))
    report, progress = Report(), Progress(err, files)
    try:
        for result in crew.results(without_answered(read_jobs(files, standard_input), answered)):
            if result is not None:
                _write(result, report, progress, out, err)
            else:
                out.flush()
                progress.show(report)
            if fail_fast and report.exit_code:
                break
    except KeyboardInterrupt:
        report.is_interrupted = True
        for result in crew.stop():
            _write(result, report, progress, out, err)
    except WorkersDoNotStart as error:
        progress.clear()
        err.write(f"calc batch: {error}\n")
        return SOME_FAILED
    finally:
        crew.stop()
    out.flush()
    progress.clear()
    err.write(report.sentence(time.monotonic() - began) + "\n")
    return report.exit_code


def _write(result: Result, report: Report, progress: Progress, out: TextIO, err: TextIO) -> None:
    """A document goes to `out`, a message about a file to `err`; both are counted."""
    if result.outcome is None:
        report.unreadable_files += 1
        progress.clear()
        err.write(f"calc batch: {result.text}\n")
        return
    report.counts[result.outcome] += 1
    out.write(result.text + "\n")
