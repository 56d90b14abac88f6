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
import os
import pickle
import queue
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from io import BytesIO
from itertools import islice
from operator import attrgetter
from typing import IO

from calc_cli.batch.child import READY, TIRED, Fields, Orders
from calc_cli.batch.desk import Desk, Result
from calc_cli.batch.documents import error_body
from calc_cli.batch.reading import Job, printable
from calc_cli.batch.summary import Outcome
from calc_cli.budgets import endings
from calc_cli.budgets.board import Board, board_of, new_file
from calc_cli.budgets.limits import PATIENCE, ended_by_work

LIST_SECONDS = 0.1
SWITCH_SECONDS = 0.0005
"""A thread that has a result must not wait for one that is busy: a worker may be idle until it is heard."""
LONGEST_LIST = 64
LINES_PER_WORKER = 5000
START_SECONDS = 60.0
START_ATTEMPTS = 3
LONGEST_WAIT_SECONDS = 0.25
LAST_WORDS_BYTES = 1 << 16
READ_BYTES = 1 << 16
BOOT = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from calc_cli.batch.child import main; main(int(sys.argv[2]))"


FIELDS: Callable[[Job], Fields] = attrgetter(*Job.__match_args__)


class WorkersDoNotStart(RuntimeError):
    """Several workers in a row ended before they were ready."""


@dataclass(eq=False, slots=True)
class Worker:
    """A child process. tasks: the jobs it was given and has not answered, or whose answers have not come; since: when the last answer
    came, or the list; list_length: of the last list; board: what it notes of its analysis; hearing: the end of a pipe to which its
    libraries print."""

    process: subprocess.Popen[bytes]
    since: float
    board: Board
    hearing: int
    is_ready: bool = False
    answered: int = 0
    began: float = 0.0
    list_length: int = 0
    tasks: deque[tuple[int, Job]] = field(default_factory=deque)


class Crew:
    """At most `size` workers answering jobs under a budget a line."""

    def __init__(self, size: int, orders: Orders) -> None:
        self.size = max(1, size)
        self.orders = orders
        self.workers: list[Worker] = []
        self.events: queue.SimpleQueue[tuple[object, object]] = queue.SimpleQueue()
        self.desk = Desk(self.events)
        self.line_seconds = LIST_SECONDS / 10
        self.failed_starts = 0
        self.is_stopping = self.is_abandoned = False

    def results(self, entries: Iterator[object]) -> Iterator[Result | None]:
        """One result an entry, in order, as soon as it is there; None now and then while waiting, to redraw a progress line."""
        self.desk = Desk(self.events)
        self.desk.read(entries)
        sys.setswitchinterval(SWITCH_SECONDS)
        while not (self.desk.is_done or self.is_abandoned):
            self._wait()
            self._end_overdue()
            if self.is_stopping and self.desk.last_number is None:
                self.desk.stop_after([worker.tasks[0] for worker in self.workers if worker.tasks])
            self._hand_out()
            yield from self.desk.in_order()
            yield None

    def finish(self, *, at_once: bool = False) -> None:
        """Bring no more than what is in progress to its end, or nothing at all; may be called by a signal handler."""
        self.is_stopping = True
        self.is_abandoned = at_once
        self.events.put((self, None))

    def close(self) -> None:
        """Kill all workers."""
        ended = list(self.workers)
        for worker in ended:
            self._dismiss(worker)
        for worker in ended:
            worker.process.wait()

    def _listen(self, worker: Worker, results: IO[bytes]) -> None:
        """Thread: lines of one worker to events, as many as come at once; None at its end."""
        begun: list[bytes] = []
        with results:
            while content := results.read1(READ_BYTES):  # type: ignore[attr-defined]
                begun.append(content)
                if b"\n" in content:
                    lines = BytesIO(b"".join(begun)).readlines()  # several times as quick as `split`
                    begun = [] if lines[-1].endswith(b"\n") else [lines.pop()]
                    self.events.put((worker, lines))
        worker.process.wait()
        self.events.put((worker, None))

    def _wait(self) -> None:
        """Take the next event, then all that are there already."""
        deadlines = [worker.since + self._allowance(worker) - time.monotonic() for worker in self.workers if self._is_timed(worker)]
        with suppress(queue.Empty):
            self._take(*self.events.get(timeout=max(0.0, min([LONGEST_WAIT_SECONDS, *deadlines]))))
            while True:
                self._take(*self.events.get_nowait())

    def _take(self, sender: object, content: object) -> None:
        if sender is None:
            self.desk.take_entry(content)
        elif isinstance(sender, Worker) and content is None and sender in self.workers:
            self._take_end(sender)
        elif isinstance(sender, Worker) and isinstance(content, list):
            now = time.monotonic()
            for line in content:
                if sender not in self.workers:  # dismissed for the line before
                    return
                self._take_line(sender, line, now)

    def _take_line(self, worker: Worker, line: bytes, now: float) -> None:
        if line == READY:
            worker.is_ready, worker.since, worker.began, self.failed_starts = True, now, now, 0
            return
        first, _, body = line.partition(b" ")
        word = first.decode()
        outcome = Outcome(word.removesuffix(TIRED))
        self._finish(worker, outcome, body[:-1].decode())
        worker.since = now
        worker.answered += 1
        if not worker.tasks:
            self.line_seconds += 0.5 * (min((now - worker.began) / worker.list_length, 1.0) - self.line_seconds)
        if word.endswith(TIRED) or outcome in (Outcome.INTERNAL, Outcome.CRASHED, Outcome.OUT_OF_MEMORY):
            self._dismiss(worker)

    def _take_end(self, worker: Worker) -> None:
        """A worker died: the line in progress is answered with that, unless it never started."""
        if not worker.is_ready:
            self._fail_start(worker)
            return
        if worker.tasks:
            self._put_first(worker)
            self._finish_ended(worker, -(worker.process.returncode or 0))
        self._dismiss(worker)

    def _put_first(self, worker: Worker) -> None:
        """The job in progress to the front: answers to those before it were lost on their way, they will be asked again."""
        lost = min(max(0, worker.board.begun - worker.answered - 1), len(worker.tasks) - 1)
        task = worker.tasks[lost]
        del worker.tasks[lost]
        worker.tasks.appendleft(task)

    def _finish_ended(self, worker: Worker, number: int) -> None:
        if ended_by_work(number):
            self._finish_late(worker)
            return
        error = endings.killed_by(number, _last_words(worker), self.orders.memory_mib, worker.board)
        outcome = Outcome.OUT_OF_MEMORY if error.code == "out_of_memory" else Outcome.CRASHED
        self._finish(worker, outcome, error_body(worker.tasks[0][1], error))

    def _fail_start(self, worker: Worker) -> None:
        *_, reason = ["", *_last_words(worker).decode("utf-8", "replace").splitlines()]
        self._dismiss(worker)
        self.failed_starts += 1
        if self.failed_starts >= START_ATTEMPTS:
            raise WorkersDoNotStart("the worker processes do not start" + (f": {printable(reason)[:300]}" if reason else ""))

    def _end_overdue(self) -> None:
        now = time.monotonic()
        for worker in [worker for worker in self.workers if self._is_timed(worker) and now - worker.since >= self._allowance(worker)]:
            if not worker.is_ready:
                self._fail_start(worker)
                continue
            worker.process.kill()
            self._put_first(worker)
            self._finish_late(worker)
            self._dismiss(worker)

    def _finish_late(self, worker: Worker) -> None:
        error = endings.timeout(self.orders.timeout_seconds, worker.board)
        self._finish(worker, Outcome.TIMEOUT, error_body(worker.tasks[0][1], error))

    def _is_timed(self, worker: Worker) -> bool:
        return bool(worker.tasks) or not worker.is_ready

    def _allowance(self, worker: Worker) -> float:
        return PATIENCE * self.orders.timeout_seconds if worker.is_ready else START_SECONDS

    def _finish(self, worker: Worker, outcome: Outcome, body: str) -> None:
        number, job = worker.tasks.popleft()
        self.desk.finish(number, job, outcome, body)

    def _dismiss(self, worker: Worker) -> None:
        """Kill it; what it had not begun goes back to the front of the queue."""
        worker.process.kill()
        self.workers.remove(worker)
        assert worker.process.stdin is not None
        with suppress(BrokenPipeError):
            worker.process.stdin.close()
        os.close(worker.hearing)
        self.desk.pending.extendleft(reversed(worker.tasks))

    def _hand_out(self) -> None:
        """Give every idle worker a list of jobs; start another worker while jobs wait and the crew is not full."""
        for worker in list(self.workers):
            if not worker.tasks and worker.answered >= LINES_PER_WORKER:
                self._dismiss(worker)
            elif self.desk.has_work and not worker.tasks:
                self._give(worker)
        while self.desk.has_work and len(self.workers) < self.size:
            self._give(self._start())

    def _give(self, worker: Worker) -> None:
        pending = self.desk.pending
        fair = -(-len(pending) // self.size)
        length = max(1, min(LONGEST_LIST, fair, int(LIST_SECONDS / max(self.line_seconds, 1e-6)))) if worker.is_ready else 1
        tasks = [pending.popleft() for _ in islice(range(length), len(pending))]
        worker.tasks.extend(tasks)
        worker.list_length = len(tasks)
        if worker.is_ready:
            worker.since = worker.began = time.monotonic()
        self._tell(worker, [FIELDS(job) for _, job in tasks])

    def _start(self) -> Worker:
        hearing, speaking = os.pipe()
        os.set_blocking(speaking, False)  # a library that prints a lot must not wait for a reader
        file = new_file()
        try:
            process = subprocess.Popen(
                [sys.executable, "-P", "-c", BOOT, json.dumps(sys.path), str(file)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=speaking,
                pass_fds=[file],
                start_new_session=True,
            )
            board = board_of(file)
        finally:
            os.close(speaking)
            os.close(file)
        worker = Worker(process, time.monotonic(), board, hearing)
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


def _last_words(worker: Worker) -> bytes:
    """What the libraries of a worker printed."""
    os.set_blocking(worker.hearing, False)
    try:
        return os.read(worker.hearing, LAST_WORDS_BYTES)
    except BlockingIOError:
        return b""
