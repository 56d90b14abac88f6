"""More than one machine: the lines of a batch as tasks of a dask.distributed cluster, whose own scheduler and workers run them.

A task is a short list of lines. On the machine that gets it the lines are answered by a killable child of the dask worker, under the
same budgets as here; the child is kept for the next task. A dask worker that is lost costs only time: the scheduler gives its tasks
to another one. Order, duplicates and resuming are as on one machine.
"""

from __future__ import annotations

import importlib
import logging
import queue
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from calc_cli import __version__
from calc_cli.batch.child import Orders
from calc_cli.batch.desk import Desk, Result
from calc_cli.batch.reading import Job
from calc_cli.batch.summary import Outcome
from calc_cli.batch.workers import Crew

LIST_SECONDS = 1.0
LONGEST_LIST = 200
CONNECT_SECONDS = 15.0
CENSUS_SECONDS = 2.0
LONGEST_WAIT_SECONDS = 0.25
TASKS_PER_THREAD = 2
MOST_ATTEMPTS = 20
"""A list goes to so many other dask workers when those that had it are lost."""

Answers = tuple[list[tuple[Outcome, str]], float]
_own = threading.local()


class CannotAnswer(Exception):
    """The cluster cannot be reached, or its workers cannot run calc."""


def answer_list(jobs: list[Job], orders: Orders, version: str = __version__) -> Answers:
    """The outcome and document of each job, and the seconds all of it took. Runs in a thread of a dask worker."""
    if version != __version__:
        raise CannotAnswer(f"it has calc {__version__}, and the batch was started by calc {version}")
    began = time.monotonic()
    crew: Crew | None = getattr(_own, "crew", None)
    if crew is None or crew.orders != orders:
        if crew is not None:
            crew.close()
        _own.crew = crew = Crew(1, orders)
    results = [result for result in crew.results(iter(jobs)) if result is not None]
    return [(result.outcome, result.body) for result in results], time.monotonic() - began


class Cluster:
    """Jobs to results through a scheduler."""

    def __init__(self, address: str, orders: Orders) -> None:
        self.orders = orders
        self.events: queue.SimpleQueue[tuple[object, object]] = queue.SimpleQueue()
        self.desk = Desk(self.events)
        self.line_seconds = LIST_SECONDS / 10
        self.is_stopping = self.is_abandoned = False
        self._address = address
        self._client = connected(address)
        self._tasks: dict[object, tuple[list[tuple[int, Job]], int]] = {}
        self._threads = 0
        self._counted = float("-inf")

    def results(self, entries: Iterator[object]) -> Iterator[Result | None]:
        """One result an entry, in order; None now and then while waiting."""
        self.desk.read(entries)
        while not (self.desk.is_done or self.is_abandoned):
            self._wait()
            self._count_threads()
            if self.is_stopping and self.desk.last_number is None:
                self.desk.stop_after([task for tasks, _ in self._tasks.values() for task in tasks])
            while self.desk.has_work and len(self._tasks) < max(1, TASKS_PER_THREAD * self._threads):
                self._submit(self._next_list(), 1)
            yield from self.desk.in_order()
            yield None

    def finish(self, *, at_once: bool = False) -> None:
        """Bring no more than what is in progress to its end, or nothing at all; may be called by a signal handler."""
        self.is_stopping = True
        self.is_abandoned = at_once
        self.events.put((self, None))

    def close(self) -> None:
        """Take back what is not answered, and leave the cluster as it was."""
        with suppress(OSError, TimeoutError):
            self._client.cancel(list(self._tasks))
            self._client.close(timeout=5)

    def _wait(self) -> None:
        with suppress(queue.Empty):
            self._take(*self.events.get(timeout=LONGEST_WAIT_SECONDS))
            while True:
                self._take(*self.events.get_nowait())

    def _take(self, sender: object, content: object) -> None:
        if sender is None:
            self.desk.take_entry(content)
        elif sender in self._tasks:
            self._take_answers(sender)

    def _take_answers(self, future: Any) -> None:
        tasks, attempt = self._tasks.pop(future)
        if future.status != "finished":
            self._try_again(future, tasks, attempt)
            return
        answers, seconds = future.result()
        for (number, job), (outcome, body) in zip(tasks, answers, strict=True):
            self.desk.finish(number, job, outcome, body)
        self.line_seconds += 0.2 * (min(seconds / len(tasks), LIST_SECONDS) - self.line_seconds)

    def _try_again(self, future: Any, tasks: list[tuple[int, Job]], attempt: int) -> None:
        """A task that ended without answers: its worker was lost too often for the scheduler, or it cannot run there at all."""
        if future.status in ("cancelled", "lost"):
            raise CannotAnswer(f"the scheduler at {self._address} is gone")
        error = future.exception()
        if type(error).__name__ != "KilledWorker" or attempt >= MOST_ATTEMPTS:
            message = " ".join(str(error).split())[:300]
            raise CannotAnswer(f"a worker of the cluster cannot answer: {type(error).__name__}: {message}")
        self._submit(tasks, attempt + 1)

    def _submit(self, tasks: list[tuple[int, Job]], attempt: int) -> None:
        future = self._client.submit(answer_list, [job for _, job in tasks], self.orders, __version__, pure=False)
        self._tasks[future] = (tasks, attempt)
        future.add_done_callback(lambda done: self.events.put((done, None)))

    def _next_list(self) -> list[tuple[int, Job]]:
        pending = self.desk.pending
        fair = -(-len(pending) // max(1, self._threads))
        length = max(1, min(LONGEST_LIST, fair, int(LIST_SECONDS / max(self.line_seconds, 1e-6)), len(pending)))
        return [pending.popleft() for _ in range(length)]

    def _count_threads(self) -> None:
        """How many tasks the cluster runs at once; raises when the scheduler does not answer."""
        now = time.monotonic()
        if now - self._counted < CENSUS_SECONDS:
            return
        self._counted = now
        if self._client.status != "running":
            raise CannotAnswer(f"the scheduler at {self._address} is gone")
        workers: dict[str, Any] = self._client.scheduler_info(n_workers=-1)["workers"]
        self._threads = sum(worker["nthreads"] for worker in workers.values())


def connected(address: str) -> Any:
    """A client of the scheduler."""
    try:
        distributed: Any = importlib.import_module("distributed")
    except ImportError:
        raise CannotAnswer("--dask needs the library distributed: pip install 'calc-cli[dask]'") from None
    be_quiet()
    try:
        return distributed.Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        message = str(error).partition("\n")[0][:200]
        raise CannotAnswer(f"no dask scheduler answers at {address}: {message}") from None


def be_quiet() -> None:
    """What the library logs about connections that end is said by us, in a line."""
    for name in ("asyncio", "distributed", *(name for name in logging.root.manager.loggerDict if name.startswith("distributed."))):
        logging.getLogger(name).setLevel(logging.CRITICAL)
