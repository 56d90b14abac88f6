"""Many problems at once: read them, answer each in a killable worker, write one JSON document a line in the order given.

    reading.py     files -> jobs                        documents.py   job -> the error document of its line
    answering.py   job -> outcome and document          child.py       the loop of a worker process
    workers.py     jobs -> results, in order            summary.py     counts and the exit code
    progress.py    the moving line on a terminal        resuming.py    what an earlier output already answers
    running.py     all of it: `run_batch`
"""

from calc_cli.batch.resuming import answered_in
from calc_cli.batch.running import run_batch

__all__ = ["answered_in", "run_batch"]
