"""A limit of time and memory that holds whatever a library underneath does: the work is done in a child process that can be killed.

FLINT ignores signals during a long call and aborts the process when memory runs out; a thread or an alarm handler helps
with neither.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable
from types import FrameType

from calc_cli.budgets import endings
from calc_cli.budgets.board import Board, shared_board
from calc_cli.budgets.limits import MEMORY_MIB, end_after, is_budget, limit_process
from calc_cli.cli.exits import FAILED, INTERRUPTED, SIGNALLED, UNREADABLE
from calc_cli.cli.output import complain_of

__all__ = ["is_budget", "run_within"]

LAST_WORDS_BYTES = 1 << 16
MESSAGE_BYTES = 500
FAILED_INSIDE = 70
"""How the child ends when even its report of an error failed."""


def run_within(seconds: float, work: Callable[[], int], memory_mib: int = MEMORY_MIB) -> int:
    """The exit code of `work`, done in a child process; an `Ended` (timeout, out_of_memory, aborted) when it does not end well."""
    if not hasattr(os, "fork"):
        return run_watched(seconds, work)
    sys.stdout.flush()
    sys.stderr.flush()
    board = shared_board()
    hearing, speaking = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(hearing)
        run_child(seconds, memory_mib, work, board, speaking)
    os.close(speaking)
    try:
        status = wait_for(child, seconds, board)
        if os.WIFSIGNALED(status):
            raise endings.killed_by(os.WTERMSIG(status), last_words(hearing), memory_mib, board)
        code = os.waitstatus_to_exitcode(status)
        if code == FAILED_INSIDE:
            raise endings.failed_inside(last_words(hearing), board)
        if not board.is_answering:  # not our end: OpenBLAS out of memory calls exit(1)
            raise endings.killed_by(-code, last_words(hearing), memory_mib, board)
        return code
    finally:
        os.close(hearing)


def last_words(hearing: int) -> bytes:
    """What the libraries of the child printed."""
    os.set_blocking(hearing, False)
    try:
        return os.read(hearing, LAST_WORDS_BYTES)
    except BlockingIOError:
        return b""


def run_child(seconds: float, memory_mib: int, work: Callable[[], int], board: Board, speaking: int) -> None:
    """Do the work and end the process. The kernel's alarm ends it too, should the parent be gone."""
    end_after(seconds)
    code = FAILED_INSIDE
    try:
        keep_libraries_quiet(speaking)
        limit_process(memory_mib)
        board.follow()
        code = work()
        sys.stdout.flush()
        sys.stderr.flush()
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:
        code = 0
    except OSError as error:
        complain_of(error)
        code = UNREADABLE
    finally:
        board.begin_to_answer()
        if code == FAILED_INSIDE:
            os.write(speaking, f"\n{type(sys.exception()).__name__}: {sys.exception()}".encode("utf-8", "replace")[:MESSAGE_BYTES])
        os._exit(code)


def keep_libraries_quiet(speaking: int) -> None:
    """What a library prints goes to the parent; our own output goes where it went before, through streams of its own."""
    os.set_blocking(speaking, False)  # a library that prints a lot must not wait for a reader
    for name, number in (("stdout", 1), ("stderr", 2)):
        stream = getattr(sys, name)
        if stream.fileno() == number:
            own = os.fdopen(os.dup(number), "w", encoding=stream.encoding, errors=stream.errors, closefd=False)
            setattr(sys, name, own)
            setattr(sys, f"__{name}__", own)
        os.dup2(speaking, number)


def wait_for(child: int, seconds: float, board: Board | None = None) -> int:
    """How the child ended; it is killed at the deadline and whenever the parent is told to end."""

    def at_deadline(number: int, frame: FrameType | None) -> None:
        raise TimeoutError

    def when_terminated(number: int, frame: FrameType | None) -> None:
        raise SystemExit(SIGNALLED + number)

    handlers = ((signal.SIGALRM, at_deadline), (signal.SIGTERM, when_terminated), (signal.SIGHUP, when_terminated))
    before = {number: signal.signal(number, handler) for number, handler in handlers if signal.getsignal(number) is not signal.SIG_IGN}
    status: int | None = None
    try:
        signal.setitimer(signal.ITIMER_REAL, seconds)
        _, status = os.waitpid(child, 0)
        return status
    except TimeoutError:
        if status is None and board is not None and board.is_answering:
            _, status = os.waitpid(child, 0)
        if status is not None:
            return status
        os.kill(child, signal.SIGKILL)
        raise endings.timeout(seconds, board) from None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in before.items():
            signal.signal(number, handler)
        if status is None:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


def run_watched(seconds: float, work: Callable[[], int]) -> int:
    """Without `fork`: a thread ends the process at the deadline, as far as the libraries let it run."""

    def end() -> None:
        sys.stderr.write(f"error: not finished within {seconds:g} s\n")
        sys.stderr.flush()
        os._exit(FAILED)

    watch = threading.Timer(min(seconds, threading.TIMEOUT_MAX), end)
    watch.daemon = True
    watch.start()
    try:
        return work()
    finally:
        watch.cancel()
