"""`calc batch`: files of problems -> documents in order, a summary, an exit code."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from types import FrameType
from typing import BinaryIO, Protocol, TextIO

from calc_cli.batch.child import Orders
from calc_cli.batch.cluster import CannotAnswer
from calc_cli.batch.desk import Result
from calc_cli.batch.formats import FORMATS, Answered, Format, FormatName, NotOurs
from calc_cli.batch.progress import Progress
from calc_cli.batch.reading import read_jobs
from calc_cli.batch.resuming import without_answered
from calc_cli.batch.summary import NOTHING_READ, SIGNALLED, SOME_FAILED, Report
from calc_cli.batch.workers import Crew, WorkersDoNotStart
from calc_cli.batch.writing import CannotWrite, Output, StandardOutput
from calc_cli.budgets.limits import MEMORY_MIB
from calc_cli.settings import Settings

SEARCH_SHARE = 0.25
"""Share of the line's time for a numeric search, so that an analysis ends by itself with what it has proved: all searches together may
take twice as much, and nominal seconds are rough."""
ANSWER = "calc_cli.batch.answering:answer"
ENDINGS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
AGAIN: dict[int, str] = {signal.SIGINT: "Ctrl-C again"}


class Answerer(Protocol):
    """Entries in, results out in order: worker processes here, or a cluster."""

    def results(self, entries: Iterator[object]) -> Iterator[Result | None]:
        """One result an entry, in order; None now and then while waiting."""

    def finish(self, *, at_once: bool = False) -> None:
        """Bring no more than what is in progress to its end, or nothing at all; may be called by a signal handler."""

    def close(self) -> None:
        """End at once."""


def run_batch(
    files: Sequence[str],
    *,
    jobs: int,
    timeout_seconds: float,
    out: Output,
    err: TextIO,
    settings: Settings,
    format: FormatName = FormatName.JSONL,
    fail_fast: bool = False,
    answered: Iterable[Answered] = (),
    memory_mib: int = MEMORY_MIB,
    answer: str = ANSWER,
    standard_input: BinaryIO | None = None,
    answerer: Callable[[Orders], Answerer] | None = None,
) -> int:
    """Answer every line of `files` in order; returns the exit code of `Report`.

    jobs: worker processes; timeout_seconds, memory_mib: a line that takes more is killed and answered with the error `timeout` or
    `out_of_memory`; fail_fast: stop after the first line that failed; answered: the documents of the run that is resumed; answer:
    `module:function` that answers one job; answerer: who answers instead of worker processes of this machine.
    """
    settings = replace(settings, budget_seconds=min(settings.budget_seconds, SEARCH_SHARE * timeout_seconds))
    orders = Orders(settings, answer, timeout_seconds, memory_mib)
    run = Run(out, err, FORMATS[format], settings, Progress(err, files, is_crowded=isinstance(out, StandardOutput) and out.is_terminal))
    entries = without_answered(read_jobs(files, standard_input), answered, run.report, run.format, settings)
    try:
        crew = Crew(jobs, orders) if answerer is None else answerer(orders)
    except CannotAnswer as error:
        return run.give_up(str(error), SOME_FAILED)
    try:
        with interrupts(run, crew):
            run.write_all(crew.results(entries), fail_fast=fail_fast)
    except KeyboardInterrupt:
        return SIGNALLED + run.signal
    except (WorkersDoNotStart, CannotAnswer, CannotWrite) as error:
        return run.give_up(str(error), SOME_FAILED)
    except NotOurs as error:
        return run.give_up(f"cannot resume: {error}", NOTHING_READ)
    finally:
        crew.close()
    return run.end()


class Run:
    """What is written and counted while a batch runs."""

    def __init__(self, out: Output, err: TextIO, format: Format, settings: Settings, progress: Progress) -> None:
        self.report = Report()
        self._out = out
        self._err = err
        self.format = format
        self._settings = settings
        self.interruptions = 0
        self.signal: int = signal.SIGINT
        self._progress = progress
        self._began = time.monotonic()

    def write_all(self, results: Iterator[Result | None], *, fail_fast: bool) -> None:
        """Write the results as they come."""
        for result in results:
            if result is None:
                self._out.flush()
                self._say_interrupted()
                self._progress.show(self.report)
                continue
            self._write(result)
            if fail_fast and (self.report.failed or self.report.unreadable_files):
                return

    def _say_interrupted(self) -> None:
        if self.interruptions and not self.report.ended_by:
            self.report.ended_by = self.signal
            self.say(f"{self.ending()}; finishing the lines in progress ({AGAIN.get(self.signal, 'the same signal again')} stops at once)")

    def ending(self) -> str:
        """How the signal that interrupts is called."""
        return "interrupted" if self.signal == signal.SIGINT else f"told to end ({signal.Signals(self.signal).name})"

    def say(self, message: str) -> None:
        """A message beside the progress line."""
        self._progress.clear()
        self._err.write(f"calc batch: {message}\n")
        self._err.flush()

    def give_up(self, message: str, code: int) -> int:
        """End with a message."""
        self.say(message)
        return code

    def end(self) -> int:
        """The summary, and the exit code."""
        self.report.ended_by = self.signal if self.interruptions else 0
        try:
            self._out.flush()
        except CannotWrite as error:
            return self.give_up(str(error), SOME_FAILED)
        self._progress.clear()
        self._err.write(self.report.sentence(time.monotonic() - self._began) + "\n")
        return self.report.exit_code

    def _write(self, result: Result) -> None:
        """A document goes to the output, a message about a file to `err`; both are counted."""
        if result.job is None:
            self.report.unreadable_files += 1
            self.say(result.body)
            return
        self.report.counts[result.outcome] += 1
        self._out.write(self.format.text_of(result.job, result, self._settings))


def _is_unheeded(number: int) -> bool:
    """A batch started with nohup goes on when its terminal is closed."""
    return number == getattr(signal, "SIGHUP", None) and signal.getsignal(number) is signal.SIG_IGN


@contextmanager
def interrupts(run: Run, crew: Answerer) -> Iterator[None]:
    """The first Ctrl-C lets what is in progress end, the second one lets nothing go on, the third one ends even a write that waits.

    So do the signals of a terminal that closes and of a machine that shuts down.
    """

    def interrupted(number: int, frame: FrameType | None) -> None:
        run.interruptions += 1
        run.signal = number
        if run.interruptions > 2:
            raise KeyboardInterrupt
        crew.finish(at_once=run.interruptions == 2)

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, interrupted) for number in ENDINGS if not _is_unheeded(number)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
