"""The loop of a worker process: read a list of jobs from standard input, write one line for each soon after it is answered.

A line is `OUTCOME JSON`; `OUTCOME! JSON` asks for a fresh process. An exception that is no `CalcError` is a bug: the line in progress
is answered with it and the process ends, because what a bug left behind in caches and precision settings is not to be trusted for
the next line. Lines that are answered quickly are written several at once, because the parent is woken by every write; a process that
is killed may take such answers with it, and the parent, who reads on the board how many jobs were begun, asks for them again.
"""

from __future__ import annotations

import gc
import importlib
import os
import pickle
import signal
import sys
from collections.abc import Callable
from time import monotonic
from types import TracebackType
from typing import Any

try:
    import resource
except ImportError:  # a system that does not tell
    resource = None  # type: ignore[assignment]

from calc_cli.batch.documents import error_body
from calc_cli.batch.reading import Job
from calc_cli.batch.summary import Outcome
from calc_cli.budgets.board import Board, board_of
from calc_cli.budgets.endings import out_of_memory
from calc_cli.budgets.limits import MEBIBYTE, PATIENCE, end_after, limit_process, load_uncharged, work_at_most
from calc_cli.errors import CalcError
from calc_cli.records import record
from calc_cli.settings import Settings

READY = b"ready\n"
TIRED = "!"
GATHERING_SECONDS = 0.01
"""Answers wait no longer for the next one of their list, unless that takes longer itself."""
TIRED_SHARE = 3
"""A worker that has grown to a third of its memory is replaced: the next line would have less than it may use."""


@record
class Orders:
    """What a worker is told once. answer: `module:function` taking a job and the settings."""

    settings: Settings
    answer: str
    timeout_seconds: float
    memory_mib: int


Fields = tuple[Any, ...]
"""Those of a job, as the parent sends them: what makes it from them is not pickled with each."""
Answer = Callable[[Job, Settings], tuple[Outcome, str]]


def main(descriptor: int = -1) -> None:
    """Serve until standard input ends; descriptor: the file of the board on which the parent follows the stage."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    results = os.dup(1)
    os.dup2(2, 1)  # whatever a library prints must not mix with the results
    orders: Orders = pickle.load(sys.stdin.buffer)
    limit_process(orders.memory_mib)
    gc.set_threshold(250_000, 20, 50)  # an answer leaves few cycles behind; at 100_000 looking for them still took 36 µs a polynomial
    board = board_of(descriptor)
    board.follow()
    module, _, name = orders.answer.partition(":")
    answer: Answer = getattr(importlib.import_module(module), name)
    load_uncharged()
    os.write(results, READY)
    outbox = Outbox(results, GATHERING_SECONDS if board.is_shared else 0.0)
    last_words = sys.excepthook = LastWords(outbox, orders, board)
    while True:
        end_after(None)
        work_at_most(None)
        try:
            given: list[Fields] = pickle.load(sys.stdin.buffer)
        except EOFError:
            os._exit(0)
        for fields in given:
            board.begin()
            job = last_words.job = Job(*fields)
            end_after(PATIENCE * orders.timeout_seconds)
            work_at_most(orders.timeout_seconds)
            outcome, body = answer(job, orders.settings)
            outbox.put(outcome + TIRED if _has_grown(orders.memory_mib) else outcome, body)
        outbox.empty()


class Outbox:
    """Lines on their way to the parent."""

    def __init__(self, descriptor: int, seconds: float) -> None:
        self._descriptor = descriptor
        self._seconds = seconds
        self._waiting: list[str] = []
        self._emptied = monotonic()

    def put(self, outcome: str, body: str) -> None:
        """An answer; it is written now or with the next ones."""
        self._waiting.append(f"{outcome} {body}\n")
        if monotonic() - self._emptied >= self._seconds:
            self.empty()

    def empty(self) -> None:
        """Write what waits."""
        data = memoryview("".join(self._waiting).encode())
        self._waiting.clear()
        while data:
            data = data[os.write(self._descriptor, data) :]
        self._emptied = monotonic()


class LastWords:
    """The exception hook that answers the line in progress, `job`."""

    def __init__(self, outbox: Outbox, orders: Orders, board: Board) -> None:
        self.job: Job | None = None
        self._outbox = outbox
        self._orders = orders
        self._board = board

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Answer it with the error."""
        if self.job is None:  # no line was begun
            sys.__excepthook__(kind, error, trace)
            return
        told: CalcError
        if isinstance(error, MemoryError):
            outcome, told = Outcome.OUT_OF_MEMORY, out_of_memory(self._orders.memory_mib, self._board)
        else:
            while trace is not None and trace.tb_next is not None:
                trace = trace.tb_next
            where = f" at {trace.tb_frame.f_globals.get('__name__')}:{trace.tb_lineno}" if trace is not None else ""
            message = " ".join(f"internal error: {kind.__name__}{where}: {error}".split())[:300]
            outcome, told = Outcome.INTERNAL, CalcError("internal", message, hint="this is a bug in calc; please report it")
        self._outbox.put(outcome, error_body(self.job, told))
        self._outbox.empty()


def _has_grown(memory_mib: int) -> bool:
    if resource is None:
        return False
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit * TIRED_SHARE > memory_mib * MEBIBYTE


if __name__ == "__main__":
    main()
