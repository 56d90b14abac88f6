"""A file -> its lines of text: compressed or not, in UTF-8 or UTF-16, each line of bounded length, so that memory stays constant."""

from __future__ import annotations

import gzip
import io
import os
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any, BinaryIO, TextIO, cast

STDIN = "-"
LONGEST_LINE = 400_000
"""Characters of a line that are kept; the rest of a longer one is passed over, and the line is refused."""
GZIP = b"\x1f\x8b"
WIDE = {b"\xff\xfe\0\0": "utf-32", b"\0\0\xfe\xff": "utf-32", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


class NotText(Exception):
    """The file holds no text, or no more of it; the message says from which line on."""


Lines = Iterator[str]
Opener = Callable[[str], BinaryIO]


def plain_name(name: str) -> str:
    """The name without `.gz`: it tells what the file holds.

    >>> plain_name("problems.csv.gz")
    'problems.csv'
    """
    return name[:-3] if name.lower().endswith(".gz") else name


@contextmanager
def opened(name: str, standard_input: BinaryIO | None = None) -> Iterator[Lines]:
    """The lines of a file, each with its line end; `-` is standard input.

    Raises OSError when it cannot be opened or read, `NotText` when it holds something else.
    """
    if name == STDIN:
        yield lines_of(standard_input or _own_standard_input())
    else:
        with Path(name).open("rb") as stream:
            yield lines_of(stream)


def _own_standard_input() -> BinaryIO:
    """A buffer of our own on descriptor 0: a thread that waits on `sys.stdin` itself would abort the interpreter at exit."""
    try:
        return os.fdopen(sys.stdin.fileno(), "rb", closefd=False)
    except (AttributeError, OSError, ValueError):
        return sys.stdin.buffer


def lines_of(stream: BinaryIO) -> Lines:
    """Decode (UTF-8, or what the byte order mark says) and cut into lines; undecodable bytes spoil their own line only."""
    buffered: Any = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, stream))
    if buffered.peek(2).startswith(GZIP):
        buffered = io.BufferedReader(Unpacked(buffered))
    line = 0
    try:
        text = _decoded(buffered)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise NotText(f"line 1: the compressed file is damaged: {error}") from None
    try:
        for content in _bounded(text):
            line += 1
            yield content
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise NotText(f"after line {line}: the compressed file is damaged: {error}") from None
    except UnicodeError as error:
        raise NotText(f"after line {line}: {error}") from None
    finally:
        with suppress(ValueError):  # closed already, when the reading was given up
            text.detach()
    if not line:
        raise NotText("line 1: the file is empty")


class Unpacked(io.RawIOBase):
    """What gzip packed, as soon as it arrives: what comes before a damaged place, or through a slow pipe, is not held back."""

    def __init__(self, stream: io.BufferedReader) -> None:
        arrived: Any = SimpleNamespace(read=stream.read1)
        self._unpacked = gzip.GzipFile(fileobj=arrived, mode="rb")

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: Any) -> int:
        """What one read of the stream gives, 0 at its end."""
        content = self._unpacked.read1(len(buffer))
        buffer[: len(content)] = content
        return len(content)


def _decoded(stream: Any) -> io.TextIOWrapper:
    start = stream.peek(1024)[:1024]
    wide = next((encoding for mark, encoding in WIDE.items() if start.startswith(mark)), None)
    if b"\0" in start and wide is None:
        raise NotText("line 1: this is a binary file, not text")
    return io.TextIOWrapper(stream, wide or "utf-8-sig", "strict" if wide else "surrogateescape")


def _bounded(text: TextIO) -> Lines:
    """Lines, of which one that is too long is cut to `LONGEST_LINE` + 1 characters."""
    while line := text.readline(LONGEST_LINE + 1):
        if len(line) > LONGEST_LINE and not line.endswith("\n"):
            while (rest := text.readline(LONGEST_LINE)) and not rest.endswith("\n"):
                pass
        yield line
