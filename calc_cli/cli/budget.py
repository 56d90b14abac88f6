"""A limit of time that holds whatever a library underneath does: the work is done in a child process that can be killed.

FLINT ignores signals during a long call and aborts the process when memory runs out; a thread or an alarm handler helps
with neither.
"""

from __future__ import annotations

import math
import os
import signal
import sys
import threading
from collections.abc import Callable
from types import FrameType

from calc_cli.cli.exits import FAILED, INTERRUPTED, TERMINATED
from calc_cli.errors import CalcError

GRACE_SECONDS = 5


def run_within(seconds: float, work: Callable[[], int]) -> int:
    """The exit code of `work`, done in a child process; a `CalcError` (timeout, aborted) when it does not end well."""
    if not hasattr(os, "fork"):
        return run_watched(seconds, work)
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child == 0:
        run_child(seconds, work)
    return wait_for(child, seconds)


def run_child(seconds: float, work: Callable[[], int]) -> None:
    """Do the work and end the process. The kernel's alarm ends it too, should the parent be gone."""
    signal.setitimer(signal.ITIMER_REAL, seconds + GRACE_SECONDS)
    code = FAILED
    try:
        code = work()
        sys.stdout.flush()
        sys.stderr.flush()
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:
        code = 0
    finally:
        os._exit(code)


def wait_for(child: int, seconds: float) -> int:
    """The child's exit code; the child is killed at the deadline and whenever the parent is told to end."""

    def at_deadline(number: int, frame: FrameType | None) -> None:
        raise TimeoutError

    def when_terminated(number: int, frame: FrameType | None) -> None:
        raise SystemExit(TERMINATED)

    before = {
        number: signal.signal(number, handler) for number, handler in ((signal.SIGALRM, at_deadline), (signal.SIGTERM, when_terminated))
    }
    status: int | None = None
    try:
        signal.setitimer(signal.ITIMER_REAL, seconds)
        _, status = os.waitpid(child, 0)
    except TimeoutError:
        hint = "give it more time with --timeout, or a smaller interval with --on"
        raise CalcError("timeout", f"no answer within {seconds:g} s", hint=hint) from None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in before.items():
            signal.signal(number, handler)
        if status is None:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        name = signal.Signals(os.WTERMSIG(status)).name
        raise CalcError("aborted", f"the analysis was aborted ({name})", hint="it may have needed too much memory")
    return os.waitstatus_to_exitcode(status)


def run_watched(seconds: float, work: Callable[[], int]) -> int:
    """Without `fork`: a thread ends the process at the deadline, as far as the libraries let it run."""

    def end() -> None:
        sys.stderr.write(f"error: no answer within {seconds:g} s\n")
        sys.stderr.flush()
        os._exit(FAILED)

    watch = threading.Timer(min(seconds, threading.TIMEOUT_MAX), end)
    watch.daemon = True
    watch.start()
    try:
        return work()
    finally:
        watch.cancel()


def is_budget(seconds: float) -> bool:
    """A positive finite number of seconds."""
    return math.isfinite(seconds) and 0 < seconds < 1e8
