"""Work in a child process that is given up at a deadline: what it returns, or nothing."""

from __future__ import annotations

import os
import pickle
import select
import signal
from collections.abc import Callable
from time import monotonic
from typing import TypeVar

from calc_cli.budgets.limits import end_after

Value = TypeVar("Value")
PIECE_BYTES = 1 << 16


def within(seconds: float, work: Callable[[], Value]) -> Value | None:
    """What `work` returns, done in a child process; None when that took longer or failed. Without `fork` it is done here.

    >>> within(10, lambda: 6 * 7)
    42
    """
    if not hasattr(os, "fork"):
        return work()
    hearing, speaking = os.pipe()
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        end_after(seconds)  # should the parent be killed
        _answer(speaking, work)
    os.close(speaking)
    try:
        text = _heard(hearing, monotonic() + seconds)
    finally:
        os.close(hearing)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    if not text:
        return None
    found: Value = pickle.loads(text)
    return found


def _answer(speaking: int, work: Callable[[], Value]) -> None:
    """The child: send the pickled value, end without ceremony."""
    try:
        with os.fdopen(speaking, "wb") as stream:
            stream.write(pickle.dumps(work()))
    finally:
        os._exit(0)


def _heard(hearing: int, deadline: float) -> bytes:
    """All that was sent before the deadline; nothing when the sender was not done."""
    pieces: list[bytes] = []
    while (left := deadline - monotonic()) > 0:
        ready, _, _ = select.select([hearing], [], [], left)
        if not ready:
            return b""
        piece = os.read(hearing, PIECE_BYTES)
        if not piece:
            return b"".join(pieces)
        pieces.append(piece)
    return b""
