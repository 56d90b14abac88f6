"""The loop of a worker process: read a list of jobs from standard input, write one line for each as soon as it is answered.

A line is `OUTCOME JSON`. An exception that is no `CalcError` is a bug: the line in progress is answered with it and the
process ends, because what a bug left behind in caches and precision settings is not to be trusted for the next line.
"""

from __future__ import annotations

import importlib
import os
import pickle
import signal
import sys
from collections.abc import Callable
from types import TracebackType

from calc_cli.batch.documents import error_line
from calc_cli.batch.reading import Job
from calc_cli.batch.summary import Outcome
from calc_cli.errors import CalcError
from calc_cli.records import record
from calc_cli.settings import Settings

READY = b"ready\n"
ORPHAN_GRACE_SECONDS = 10.0


@record
class Orders:
    """What a worker is told once. answer: `module:function` taking a job and the settings; path: where modules are found."""

    settings: Settings
    answer: str
    timeout_seconds: float
    memory_bytes: int


def main() -> None:
    """Serve until standard input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    results = os.dup(1)
    os.dup2(2, 1)  # whatever a library prints must not mix with the results
    orders: Orders = pickle.load(sys.stdin.buffer)
    _limit_memory(orders.memory_bytes)
    module, _, name = orders.answer.partition(":")
    answer: Callable[[Job, Settings], tuple[Outcome, str]] = getattr(importlib.import_module(module), name)
    os.write(results, READY)
    while True:
        try:
            jobs: list[Job] = pickle.load(sys.stdin.buffer)
        except EOFError:
            os._exit(0)
        for job in jobs:
            sys.excepthook = _last_words(job, results)
            _end_if_orphaned(orders.timeout_seconds)
            _send(results, *answer(job, orders.settings))


def _send(results: int, outcome: Outcome, line: str) -> None:
    data = memoryview(f"{outcome} {line}\n".encode())
    while data:
        data = data[os.write(results, data) :]


def _last_words(job: Job, results: int) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """The exception hook that answers the line in progress."""

    def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, MemoryError):
            _send(results, Outcome.CRASHED, error_line(job, CalcError("out_of_memory", "the analysis needed too much memory")))
            return
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        where = f" at {trace.tb_frame.f_globals.get('__name__')}:{trace.tb_lineno}" if trace is not None else ""
        message = f"internal error: {kind.__name__}{where}: {error}"
        _send(results, Outcome.INTERNAL, error_line(job, CalcError("internal", message, hint="this is a bug in calc; please report it")))

    return report


def _end_if_orphaned(timeout_seconds: float) -> None:
    """Should the parent be gone, nobody kills a line that hangs: the kernel's alarm does, even inside a library call."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, min(timeout_seconds + ORPHAN_GRACE_SECONDS, 1e6))


def _limit_memory(memory_bytes: int) -> None:
    """A line that asks for more memory ends its worker, not the machine."""
    try:
        import resource
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = memory_bytes if hard == resource.RLIM_INFINITY else min(memory_bytes, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


if __name__ == "__main__":
    main()
