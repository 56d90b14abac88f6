"""What became of the lines of a batch, counted; the counts decide the exit code."""

from __future__ import annotations

from collections import Counter
from dataclasses import field
from enum import StrEnum

from calc_cli.records import mutable_record

ANSWERED_ALL, SOME_FAILED, NOTHING_READ = 0, 1, 2
SIGNALLED = 128
"""Added to the number of the signal that ended the batch: Ctrl-C is 130."""


class Outcome(StrEnum):
    """How one line ended; the words the user reads."""

    PROVED = "proved"
    UNPROVED = "unproved"
    REFUSED = "refused"
    TIMEOUT = "timeout"
    OUT_OF_MEMORY = "out_of_memory"
    CRASHED = "crashed"
    INTERNAL = "internal"


ANSWERED = frozenset({Outcome.PROVED, Outcome.UNPROVED})


@mutable_record
class Report:
    """Counts by outcome, and the number of files that could not be read; earlier: lines that the run now resumed had ended; ended_by: the
    number of the signal that ended the batch, 0 for none."""

    counts: Counter[Outcome] = field(default_factory=Counter)
    unreadable_files: int = 0
    ended_by: int = 0
    earlier: int = 0
    earlier_failed: int = 0

    @property
    def lines(self) -> int:
        """Lines that have ended."""
        return self.counts.total()

    @property
    def answered(self) -> int:
        """Lines with a study."""
        return sum(self.counts[outcome] for outcome in ANSWERED)

    @property
    def failed(self) -> int:
        """Lines with an error."""
        return self.lines - self.answered

    @property
    def exit_code(self) -> int:
        """0 all answered; 1 a line or a file failed; 2 nothing could be read; 130 interrupted, 143 and 129 likewise."""
        if self.ended_by:
            return SIGNALLED + self.ended_by
        if self.unreadable_files and not self.lines and not self.earlier:
            return NOTHING_READ
        return SOME_FAILED if self.failed or self.earlier_failed or self.unreadable_files else ANSWERED_ALL

    def sentence(self, seconds: float) -> str:
        """`5 lines in 0.2 s: 4 answered (1 not proved complete), 1 failed (1 timeout)`."""
        text = f"{self.lines} {'line' if self.lines == 1 else 'lines'} in {seconds:.1f} s: {self.answered} answered"
        if unproved := self.counts[Outcome.UNPROVED]:
            text += f" ({unproved} not proved complete)"
        if self.failed:
            failed = [kind for kind in Outcome if kind not in ANSWERED and self.counts[kind]]
            kinds = ", ".join(f"{self.counts[kind]} {kind.replace('_', ' ')}" for kind in failed)
            text += f", {self.failed} failed ({kinds})"
        if self.earlier:
            text += f", {self.earlier} answered before" + (f" ({self.earlier_failed} failed)" if self.earlier_failed else "")
        if self.unreadable_files:
            text += f", {self.unreadable_files} {'file' if self.unreadable_files == 1 else 'files'} not read"
        return f"{text}; interrupted" if self.ended_by else text
