"""Worker processes, each killable at any moment: every job gets exactly one result, and results come in the order of the jobs.

Why not a ready-made pool: one with a time limit on each task (pebble) was measured at 0.2 ms a task for its round trip, as much as a small
polynomial needs; here it is 0.04 ms, because lines travel in lists whose length follows the measured speed, yet each line is
reported, timed and killed alone. A worker is a plain child interpreter rather than a fork: no thread or FLINT state is inherited, and
the program that was started is not imported again.

All decisions are taken in the thread that iterates. One thread reads the jobs and one for each worker reads its results; they only put
events into one queue.
"""

from __future__ import annotations

import json
import pickle
import queue
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from typing import IO

from calc_cli.batch.child import READY, Orders
from calc_cli.batch.documents import error_line
from calc_cli.batch.reading import BadLine, Entry, Job, Unreadable
from calc_cli.batch.summary import Outcome
from calc_cli.errors import CalcError
from calc_cli.records import record

WINDOW = 4000
"""Entries read but not yet given out, at most: bounds the memory while a slow line holds the order."""
LIST_SECONDS = 0.1
LONGEST_LIST = 64
LINES_PER_WORKER = 5000
START_SECONDS = 60.0
START_ATTEMPTS = 3
LONGEST_WAIT_SECONDS = 0.25
BOOT = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from calc_cli.batch.child import main; main()"


@record
class Result:
    """outcome None: `text` is a message about a file; otherwise it is the line of output."""

    outcome: Outcome | None
    text: str


class WorkersDoNotStart(RuntimeError):
    """Several workers in a row ended before they were ready."""


@dataclass(eq=False, slots=True)
class Worker:
    """A child process. tasks: the jobs it was given and has not answered, the first is in progress since `since`."""

    process: subprocess.Popen[bytes]
    since: float
    is_ready: bool = False
    answered: int = 0
    tasks: deque[tuple[int, Job]] = field(default_factory=deque)


Event = tuple[Worker | None, object]


class Crew:
    """At most `size` workers answering jobs under a budget a line."""

    def __init__(self, size: int, orders: Orders) -> None:
        self.size = max(1, size)
        self.orders = orders
        self.workers: list[Worker] = []
        self.pending: deque[tuple[int, Job]] = deque()
        self.finished: dict[int, Result] = {}
        self.events: queue.SimpleQueue[Event] = queue.SimpleQueue()
        self.free_places = threading.Semaphore(WINDOW)
        self.line_seconds = LIST_SECONDS
        self.failed_starts = 0
        self.next_number = 0
        self.read_count = 0
        self.is_all_read = False

    def results(self, entries: Iterator[Entry]) -> Iterator[Result | None]:
        """One result an entry, in order, as soon as it is there; None now and then while waiting, to redraw a progress line."""
        threading.Thread(target=self._read, args=(entries,), daemon=True).start()
        while not self.is_all_read or self.next_number < self.read_count:
            self._wait()
            self._end_overdue()
            self._hand_out()
            yield from self._in_order()
            yield None

    def stop(self) -> list[Result]:
        """Kill all workers; the results that waited for an earlier line."""
        ended = list(self.workers)
        for worker in ended:
            self._dismiss(worker)
        for worker in ended:
            worker.process.wait()
        return [self.finished[number] for number in sorted(self.finished)]

    def _read(self, entries: Iterator[Entry]) -> None:
        """Thread: entries to events; at the end None, or the exception that ended the reading."""
        try:
            for entry in entries:
                self.free_places.acquire()
                self.events.put((None, entry))
        finally:
            self.events.put((None, sys.exception()))

    def _listen(self, worker: Worker, results: IO[bytes]) -> None:
        """Thread: lines of one worker to events; None at its end."""
        with results:
            for line in results:
                if line.endswith(b"\n"):
                    self.events.put((worker, line))
        worker.process.wait()
        self.events.put((worker, None))

    def _wait(self) -> None:
        """Take the next event, then all that are there already."""
        deadlines = [worker.since + self._allowance(worker) - time.monotonic() for worker in self.workers if self._is_timed(worker)]
        with suppress(queue.Empty):
            self._take(self.events.get(timeout=max(0.0, min([LONGEST_WAIT_SECONDS, *deadlines]))))
            while True:
                self._take(self.events.get_nowait())

    def _take(self, event: Event) -> None:
        worker, content = event
        if worker is None:
            self._take_entry(content)
        elif worker in self.workers:
            if isinstance(content, bytes):
                self._take_line(worker, content)
            else:
                self._take_end(worker)

    def _take_entry(self, entry: object) -> None:
        number = self.read_count
        match entry:
            case Job():
                self.pending.append((number, entry))
            case BadLine(job, error):
                self.finished[number] = Result(Outcome.REFUSED, error_line(job, error))
            case Unreadable(message):
                self.finished[number] = Result(None, message)
            case BaseException():
                raise entry
            case _:
                self.is_all_read = True
                return
        self.read_count += 1

    def _take_line(self, worker: Worker, line: bytes) -> None:
        now = time.monotonic()
        if line == READY:
            worker.is_ready, worker.since, self.failed_starts = True, now, 0
            return
        outcome, _, text = line.decode().rstrip("\n").partition(" ")
        self._finish(worker, Outcome(outcome), text)
        self.line_seconds += 0.2 * (min(now - worker.since, 1.0) - self.line_seconds)
        worker.since = now
        worker.answered += 1
        if outcome in (Outcome.INTERNAL, Outcome.CRASHED):
            self._dismiss(worker)

    def _take_end(self, worker: Worker) -> None:
        """A worker died: the line in progress is answered with that, unless it never started."""
        if not worker.is_ready:
            self._fail_start(worker)
            return
        if worker.tasks:
            signal = -(worker.process.returncode or 0)
            reason = f" (signal {signal})" if signal > 0 else ""
            error = CalcError("crashed", f"the worker process died{reason}", hint="the problem may need more memory than a worker may use")
            self._finish(worker, Outcome.CRASHED, error_line(worker.tasks[0][1], error))
        self._dismiss(worker)

    def _fail_start(self, worker: Worker) -> None:
        self._dismiss(worker)
        self.failed_starts += 1
        if self.failed_starts >= START_ATTEMPTS:
            raise WorkersDoNotStart("the worker processes do not start")

    def _end_overdue(self) -> None:
        now = time.monotonic()
        for worker in [worker for worker in self.workers if self._is_timed(worker) and now - worker.since >= self._allowance(worker)]:
            if not worker.is_ready:
                self._fail_start(worker)
                continue
            message = f"not finished within {self.orders.timeout_seconds:g} s"
            error = CalcError("timeout", message, hint="allow more time with --timeout, or ask for a smaller interval with --on")
            self._finish(worker, Outcome.TIMEOUT, error_line(worker.tasks[0][1], error))
            self._dismiss(worker)

    def _is_timed(self, worker: Worker) -> bool:
        return bool(worker.tasks) or not worker.is_ready

    def _allowance(self, worker: Worker) -> float:
        return self.orders.timeout_seconds if worker.is_ready else START_SECONDS

    def _finish(self, worker: Worker, outcome: Outcome, text: str) -> None:
        number, _ = worker.tasks.popleft()
        self.finished[number] = Result(outcome, text)

    def _dismiss(self, worker: Worker) -> None:
        """Kill it; what it had not begun goes back to the front of the queue."""
        worker.process.kill()
        self.workers.remove(worker)
        assert worker.process.stdin is not None
        with suppress(BrokenPipeError):
            worker.process.stdin.close()
        self.pending.extendleft(reversed(worker.tasks))

    def _hand_out(self) -> None:
        """Give every idle worker a list of jobs; start another worker while jobs wait and the crew is not full."""
        for worker in list(self.workers):
            if not worker.tasks and worker.answered >= LINES_PER_WORKER:
                self._dismiss(worker)
            elif self.pending and not worker.tasks:
                self._give(worker)
        while self.pending and len(self.workers) < self.size:
            self._give(self._start())

    def _give(self, worker: Worker) -> None:
        fair = -(-len(self.pending) // self.size)
        length = max(1, min(LONGEST_LIST, fair, int(LIST_SECONDS / max(self.line_seconds, 1e-6)))) if worker.is_ready else 1
        tasks = [self.pending.popleft() for _ in islice(range(length), len(self.pending))]
        worker.tasks.extend(tasks)
        if worker.is_ready:
            worker.since = time.monotonic()
        self._tell(worker, [job for _, job in tasks])

    def _start(self) -> Worker:
        command = [sys.executable, "-P", "-c", BOOT, json.dumps(sys.path)]
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
        )
        worker = Worker(process, time.monotonic())
        self.workers.append(worker)
        assert process.stdout is not None
        threading.Thread(target=self._listen, args=(worker, process.stdout), daemon=True).start()
        self._tell(worker, self.orders)
        return worker

    def _tell(self, worker: Worker, message: object) -> None:
        """Write to a worker; if it has just died, its end is an event of its own."""
        assert worker.process.stdin is not None
        with suppress(BrokenPipeError):
            worker.process.stdin.write(pickle.dumps(message))
            worker.process.stdin.flush()

    def _in_order(self) -> Iterator[Result]:
        while self.next_number in self.finished:
            result = self.finished.pop(self.next_number)
            self.next_number += 1
            self.free_places.release()
            yield result
