"""Where the results go: standard output, or a file that is only ever appended to."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

BUFFER_BYTES = 1 << 16


class CannotWrite(Exception):
    """The output takes no more: the disk is full."""


class Output(Protocol):
    """What results are written to; a text stream is one."""

    def write(self, text: str, /) -> object:
        """Write, perhaps later."""

    def flush(self) -> None:
        """Write now."""


class StandardOutput:
    """Standard output; a pipe that nobody reads any more raises BrokenPipeError."""

    @property
    def is_terminal(self) -> bool:
        """People see it."""
        return sys.stdout.isatty()

    def write(self, text: str, /) -> None:
        """Write, perhaps later."""
        with _refusals("standard output"):
            sys.stdout.write(text)

    def flush(self) -> None:
        """Write now."""
        with _refusals("standard output"):
            sys.stdout.flush()


@contextmanager
def _refusals(name: str) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise CannotWrite(f"cannot write {name}: {error.strerror}") from None


class AppendedFile:
    """A file at the end of which whole results are put, several at once. After a failed write nothing more is written."""

    def __init__(self, path: Path, *, keep: bool) -> None:
        self._path = path
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | (0 if keep else os.O_TRUNC)
        self._descriptor = os.open(path, flags, 0o666)
        self._waiting = bytearray()
        self._has_failed = False

    @property
    def is_empty(self) -> bool:
        """Nothing is in it."""
        return os.fstat(self._descriptor).st_size == 0

    def write(self, text: str, /) -> None:
        """Append a result."""
        self._waiting += text.encode()
        if len(self._waiting) >= BUFFER_BYTES:
            self.flush()

    def flush(self) -> None:
        """Hand all of it to the system."""
        try:
            while self._waiting and not self._has_failed:
                del self._waiting[: os.write(self._descriptor, self._waiting)]
        except OSError as error:
            self._has_failed = True
            raise CannotWrite(f"cannot write {self._path}: {error.strerror}") from None

    def close(self) -> None:
        """No more is to come."""
        os.close(self._descriptor)
