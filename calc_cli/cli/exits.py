"""All exit codes of calc."""

from __future__ import annotations

ANSWERED = 0
FAILED = 1
"""The analysis failed; in a batch: at least one line."""
UNREADABLE = 2
"""The input cannot be read, or the command is misused."""
UNPROVED = 3
"""With --strict: something stayed unproved."""
INTERRUPTED = 130
SIGNALLED = 128
"""Added to the number of another signal that ended calc."""

FAILURES = frozenset({"timeout", "aborted", "internal", "out_of_memory"})
"""Codes of errors that are no fault of the input."""


def exit_code(error_code: str) -> int:
    """The exit code that goes with the code of a `CalcError`."""
    return FAILED if error_code in FAILURES else UNREADABLE
