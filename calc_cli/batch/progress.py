"""The moving line of a batch on a terminal: lines done, rate, time left."""

from __future__ import annotations

import shutil
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from calc_cli.batch.opening import STDIN, plain_name
from calc_cli.batch.summary import Report

REDRAW_SECONDS = 0.2
REPORT_SECONDS = 30.0


class Progress:
    """Draws on `err` when that is a terminal; otherwise a long run writes a line now and then.

    is_crowded: the results are written to the same terminal, and show by themselves how far it is.
    """

    def __init__(self, err: TextIO, files: Sequence[str], *, is_crowded: bool = False) -> None:
        self._err = err
        self._is_terminal = err.isatty()
        self._is_crowded = is_crowded and self._is_terminal
        self._began = self._drawn = time.monotonic()
        self._files = files
        self._expected = _count_lines(files) if self._is_terminal and not self._is_crowded else None
        self._width = 0

    def show(self, report: Report) -> None:
        """Redraw, a few times a second at most."""
        now = time.monotonic()
        if self._is_crowded or now - self._drawn < (REDRAW_SECONDS if self._is_terminal else REPORT_SECONDS):
            return
        self._drawn = now
        if not self._is_terminal:
            self._expected = self._expected or _count_lines(self._files)
            self._err.write(progress_text(report, now - self._began, self._expected) + "\n")
            self._err.flush()
            return
        text = progress_text(report, now - self._began, self._expected)[: shutil.get_terminal_size().columns - 1]
        self._err.write("\r" + text.ljust(self._width))
        self._err.flush()
        self._width = len(text)

    def clear(self) -> None:
        """Wipe the line."""
        if self._width:
            self._err.write("\r" + " " * self._width + "\r")
            self._width = 0


def progress_text(report: Report, seconds: float, expected: int | None) -> str:
    """`120 of about 1000 lines, 3 failed, 240 lines/s, about 4 s left`."""
    done = report.earlier + report.lines
    parts = [f"{done} of about {expected} lines" if expected else f"{done} lines"]
    if report.failed:
        parts.append(f"{report.failed} failed")
    if report.lines and seconds > 0:
        rate = report.lines / seconds
        parts.append(f"{rate:.3g} lines/s")
        if expected and expected > done:
            parts.append(f"about {(expected - done) / rate:.0f} s left")
    return ", ".join(parts)


def _count_lines(files: Sequence[str]) -> int | None:
    """Line breaks in all files; None when one of them is not a plain file that can be read."""
    if not all(name != STDIN and name == plain_name(name) and Path(name).is_file() for name in files):
        return None
    total = 0
    try:
        for name in files:
            with Path(name).open("rb") as stream:
                while block := stream.read(1 << 20):
                    total += block.count(b"\n")
    except OSError:
        return None
    return total
