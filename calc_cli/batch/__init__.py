"""Many problems at once: read them, answer each in a killable worker, write the documents in the order given.

    opening.py     files -> lines of text               tables.py      lines of CSV -> records
    reading.py     lines -> jobs                        desk.py        order, duplicates, bounds on what waits
    answering.py   job -> outcome and document          child.py       the loop of a worker process
    workers.py     jobs -> results, on this machine     cluster.py     jobs -> results, on a dask cluster
    documents.py   result -> its line                   formats.py     result -> lines of a format, and back to resume
    writing.py     an output that is only appended to   resuming.py    what an earlier output already answers
    progress.py    the moving line on a terminal        summary.py     counts and the exit code
    running.py     all of it: `run_batch`
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from calc_cli.batch.running import run_batch

__all__ = ["run_batch"]


def __getattr__(name: str) -> Any:
    """`run_batch` on first use: a worker loads nothing of what starts workers."""
    if name == "run_batch":
        from calc_cli.batch.running import run_batch

        return run_batch
    raise AttributeError(name)
