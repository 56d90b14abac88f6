"""Going on where an earlier run stopped: the lines that its output file already answers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from calc_cli.batch.reading import BadLine, Entry, Job, Unreadable

Key = tuple[str | None, str, int]
"""file (None when there was only one), id and line of a job."""


def key_of(job: Job) -> Key:
    """What tells a job from every other of the same batch."""
    return job.file, job.id, job.line


def answered_in(path: Path) -> frozenset[Key]:
    """The keys of all documents in an output file; a last line that was cut off is removed from the file first.

    A missing file answers nothing. Raises OSError when it cannot be read, ValueError when it holds something else than documents.
    """
    if not path.exists():
        return frozenset()
    keys, whole = set(), 0
    with path.open("rb") as stream:
        for line in stream:
            if not line.endswith(b"\n"):
                break
            keys.add(_key_in(line))
            whole += len(line)
    if whole < path.stat().st_size:
        with path.open("r+b") as stream:
            stream.truncate(whole)
    return frozenset(keys)


def without_answered(entries: Iterator[Entry], answered: frozenset[Key]) -> Iterator[Entry]:
    """The entries that are not answered yet."""
    for entry in entries:
        match entry:
            case Unreadable():
                yield entry
            case Job() | BadLine(Job()):
                if key_of(entry if isinstance(entry, Job) else entry.job) not in answered:
                    yield entry


def _key_in(line: bytes) -> Key:
    document = json.loads(line)
    if not isinstance(document, dict) or not isinstance(document.get("id"), str) or not isinstance(document.get("line"), int):
        raise ValueError("this is not the output of calc batch")
    return document.get("file"), document["id"], document["line"]
