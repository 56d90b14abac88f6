"""Writing results and messages: one write, no raw control characters, quiet when the reader has gone."""

from __future__ import annotations

import os
import shutil
import sys
import unicodedata
from contextlib import suppress
from enum import StrEnum
from typing import TextIO

from calc_cli.budgets.board import own_board
from calc_cli.budgets.limits import end_after
from calc_cli.reports import Options


class Colour(StrEnum):
    """When to colour: on a terminal that allows it, always, never."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


def open_missing_streams() -> None:
    """A standard stream that the caller closed leads nowhere: no file that is opened later takes its place."""
    for name, number, flags, mode in (("stdin", 0, os.O_RDONLY, "r"), ("stdout", 1, os.O_WRONLY, "w"), ("stderr", 2, os.O_WRONLY, "w")):
        if getattr(sys, name) is None:
            nowhere = os.open(os.devnull, flags)
            if nowhere != number:
                os.dup2(nowhere, number)
                os.close(nowhere)
            setattr(sys, name, os.fdopen(number, mode, encoding="utf-8", closefd=False))


def make_writable(stream: TextIO) -> None:
    """No character can fail to be written: what the encoding lacks is written as an escape."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace")


def options(colour: Colour, *, steps: bool, explain: bool = False) -> Options:
    """How to write to standard output: NO_COLOR and pipes mean plain text, pipes mean full width and the syntax that programs read."""
    on_terminal = sys.stdout.isatty()
    allowed = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Options(
        steps=steps,
        explain=explain,
        width=max(20, shutil.get_terminal_size((80, 24)).columns) if on_terminal else None,
        colour=colour is Colour.ALWAYS or (colour is Colour.AUTO and on_terminal and allowed),
        ascii_only=encoding_is_ascii(),
        symbols=on_terminal and not encoding_is_ascii(),
    )


def encoding_is_ascii() -> bool:
    """Whether standard output may lack the characters beyond ASCII."""
    return not (sys.stdout.encoding or "").lower().startswith("utf")


def end_budget() -> None:
    """The analysis of this process is over: an answer is never cut off, nor followed by another one, however slowly it is read."""
    board = own_board()
    if board is not None and not board.is_answering:
        board.begin_to_answer()
        end_after(None)


def write(text: str) -> None:
    """Write a result; OSError names standard output."""
    end_budget()
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OSError(error.errno, error.strerror, "standard output") from None


def complain(message: str) -> None:
    """Write a message to standard error, if that can be written."""
    end_budget()
    with suppress(OSError):
        sys.stderr.write(printable(message.rstrip("\n")) + "\n")
        sys.stderr.flush()


def complain_of(error: OSError) -> None:
    """Say that something could not be written, or what else the system refused."""
    complain(f"error: cannot write {error.filename}: {error.strerror}" if error.filename else f"error: {error.strerror}")


def printable(text: str) -> str:
    r"""The text with control characters written as escapes; line breaks stay.

    >>> printable("a\x1b[31m")
    'a\\x1b[31m'
    """
    return "".join(
        c if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf", "Cs") else c.encode("unicode_escape", "surrogatepass").decode()
        for c in text
    )


def abandon_output() -> None:
    """The reader closed the pipe: send what is still buffered to nowhere, so that the interpreter ends without a message."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
