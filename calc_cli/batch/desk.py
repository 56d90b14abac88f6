"""What lies between the files and whoever answers: numbers, the order of the results, duplicates, and bounds on all that waits."""

from __future__ import annotations

import queue
import sys
import threading
from collections import OrderedDict, deque
from collections.abc import Iterable, Iterator
from contextlib import suppress

from calc_cli.batch.documents import error_body
from calc_cli.batch.reading import BadLine, Job, Unreadable
from calc_cli.batch.summary import Outcome
from calc_cli.records import record

WINDOW = 4000
"""Entries read and not yet answered in order, at most: bounds the memory while a slow line holds the order."""
WINDOW_BYTES = 32 << 20
REMEMBERED_BYTES = 24 << 20
"""Of answers kept for lines that may come again."""
ENTRY_BYTES = 500

Question = tuple[str, str | None]
"""The expression and the interval asked for, as written: equal questions have equal answers."""


@record
class Result:
    """job None: `body` is a message about a file; otherwise it is the document of the job."""

    job: Job | None
    outcome: Outcome
    body: str


class Desk:
    """Entries in, results out in the same order. `events` carries entries, and whatever else the owner puts there."""

    def __init__(self, events: queue.SimpleQueue[tuple[object, object]]) -> None:
        self.events = events
        self.pending: deque[tuple[int, Job]] = deque()
        self.next_number = 0
        self.read_count = 0
        self.is_all_read = False
        self.last_number: int | None = None
        self._finished: dict[int, Result] = {}
        self._waiting_bytes = 0
        self._room = Room()
        self._followers: dict[Question, list[tuple[int, Job]]] = {}
        self._remembered = Remembered()

    def read(self, entries: Iterator[object]) -> None:
        """Take entries in a thread of its own; an exception among them is raised by `take_entry`."""
        threading.Thread(target=self._read, args=(entries,), daemon=True).start()

    @property
    def is_done(self) -> bool:
        """Everything that is wanted has been given out as a result."""
        if self.last_number is not None:
            return self.next_number > self.last_number
        return self.is_all_read and self.next_number >= self.read_count

    @property
    def has_work(self) -> bool:
        """A job may be given out: not while too much waits for an earlier line, unless it is that line."""
        if not self.pending:
            return False
        number = self.pending[0][0]
        if self.last_number is not None and number > self.last_number:
            return False
        return number == self.next_number or self._waiting_bytes < WINDOW_BYTES

    def stop_after(self, tasks: Iterable[tuple[int, Job]]) -> None:
        """No more is wanted than these tasks, which are in progress, and what is finished: as far as that leaves no gap."""
        wanted = set(self._finished)
        for number, job in tasks:
            wanted.add(number)
            wanted.update(follower for follower, _ in self._followers.get((job.expression, job.on), ()))
        last = self.next_number
        while last in wanted:
            last += 1
        self.last_number = last - 1

    def take_entry(self, entry: object) -> None:
        """An entry that was read; None at the end of all."""
        number = self.read_count
        match entry:
            case Job():
                self._take_job(number, entry)
            case BadLine(job, error):
                self._put(number, Result(job, Outcome.REFUSED, error_body(job, error)))
            case Unreadable(message):
                self._put(number, Result(None, Outcome.REFUSED, message))
            case BaseException():
                raise entry
            case _:
                self.is_all_read = True
                return
        self.read_count += 1

    def finish(self, number: int, job: Job, outcome: Outcome, body: str) -> None:
        """A job is answered, and with it all that ask the same."""
        question = (job.expression, job.on)
        self._remembered.put(question, outcome, body)
        for each, asker in ((number, job), *self._followers.pop(question, ())):
            self._put(each, Result(asker, outcome, body))

    def in_order(self) -> Iterator[Result]:
        """The results that are next."""
        results = []
        while self.next_number in self._finished:
            result = self._finished.pop(self.next_number)
            self.next_number += 1
            self._waiting_bytes -= len(result.body)
            results.append(result)
        if results:
            self._room.leave(len(results), sum([_size_of(result.job) for result in results]))
        yield from results

    def _take_job(self, number: int, job: Job) -> None:
        question = (job.expression, job.on)
        known = self._remembered.get(question)
        if known is not None:
            self._put(number, Result(job, *known))
        elif question in self._followers:
            self._followers[question].append((number, job))
        else:
            self._followers[question] = []
            self.pending.append((number, job))

    def _put(self, number: int, result: Result) -> None:
        self._finished[number] = result
        self._waiting_bytes += len(result.body)

    def _read(self, entries: Iterator[object]) -> None:
        """Thread: entries to events; at the end None, or the exception that ended the reading."""
        with suppress(Exception):  # the thread that takes it raises it
            try:
                for entry in entries:
                    self._room.enter(_size_of(entry if isinstance(entry, Job) else getattr(entry, "job", None)))
                    self.events.put((None, entry))
            finally:
                self.events.put((None, sys.exception()))


def _size_of(job: Job | None) -> int:
    return ENTRY_BYTES if job is None else ENTRY_BYTES + len(job.expression)


class Room:
    """So many entries, and so many bytes of them, are inside at once; another has to wait."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._entries = 0
        self._bytes = 0

    def enter(self, size: int) -> None:
        """Wait for room."""
        with self._changed:
            while self._entries and (self._entries >= WINDOW or self._bytes + size > WINDOW_BYTES):
                self._changed.wait()
            self._entries += 1
            self._bytes += size

    def leave(self, entries: int, size: int) -> None:
        """Make room."""
        with self._changed:
            self._entries -= entries
            self._bytes -= size
            self._changed.notify()


class Remembered:
    """Answers by question, the least recently used of them forgotten first."""

    def __init__(self) -> None:
        self._answers: OrderedDict[Question, tuple[Outcome, str]] = OrderedDict()
        self._bytes = 0

    def get(self, question: Question) -> tuple[Outcome, str] | None:
        """The outcome and document, when they are still known."""
        known = self._answers.get(question)
        if known is not None:
            self._answers.move_to_end(question)
        return known

    def put(self, question: Question, outcome: Outcome, body: str) -> None:
        """Remember an answer; what is a matter of luck is not."""
        if outcome in (Outcome.INTERNAL, Outcome.CRASHED) or question in self._answers:
            return
        self._answers[question] = (outcome, body)
        self._bytes += _weight(question, body)
        while self._bytes > REMEMBERED_BYTES:
            oldest, (_, dropped) = self._answers.popitem(last=False)
            self._bytes -= _weight(oldest, dropped)


def _weight(question: Question, body: str) -> int:
    return ENTRY_BYTES + len(question[0]) + len(body)
