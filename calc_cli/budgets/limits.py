"""Limits of the process that analyzes: set once, before anything is read."""

from __future__ import annotations

import builtins
import math
import os
import signal
import sys
from types import ModuleType
from typing import Any

MEBIBYTE = 1 << 20
MEMORY_MIB = 1024
"""What one analysis may use unless told otherwise."""
LEAST_MEMORY_MIB = 128
"""Less does not hold the program itself."""
STACK_BYTES = 96 * MEBIBYTE
RECURSION = 20_000
"""Calls of Python that may be open at once: some 4 kB of the stack for each."""
GRACE_SECONDS = 5.0
PATIENCE = 3.0 if hasattr(signal, "setitimer") else 1.0
"""Where the kernel limits processor time, a process that has to share the processor may take so many times as long by the clock."""


def limit_process(memory_mib: int) -> None:
    """Memory, stack and recursion of this process: a request beyond them fails, or ends the process and no other."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # each thread would reserve memory for itself
    sys.setrecursionlimit(max(RECURSION, sys.getrecursionlimit()))
    try:
        import resource
    except ImportError:
        return
    _lower(resource.RLIMIT_AS, allowed_bytes(memory_mib * MEBIBYTE, mapped_bytes()))
    _lower(resource.RLIMIT_CORE, 0)
    soft, hard = resource.getrlimit(resource.RLIMIT_STACK)
    if soft != resource.RLIM_INFINITY and soft < STACK_BYTES:
        resource.setrlimit(resource.RLIMIT_STACK, (STACK_BYTES if hard == resource.RLIM_INFINITY else min(STACK_BYTES, hard), hard))


def allowed_bytes(asked: int, mapped: int) -> int:
    """The address space to allow: what was asked for, beyond what is mapped already where that alone takes most of it.

    >>> allowed_bytes(1024, 100), allowed_bytes(1024, 1000)
    (1024, 2024)
    """
    return asked if 4 * mapped < 3 * asked else mapped + asked


def mapped_bytes() -> int:
    """The address space that this process, or the one it was forked from, has mapped; 0 where the system does not tell."""
    try:
        with open("/proc/self/statm", encoding="ascii") as statm:
            return int(statm.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def _lower(kind: int, value: int) -> None:
    import resource

    soft, hard = resource.getrlimit(kind)
    limits = [value, *(limit for limit in (soft, hard) if limit != resource.RLIM_INFINITY)]
    resource.setrlimit(kind, (min(limits), hard))


def end_after(seconds: float | None) -> None:
    """The kernel ends this process, even inside a library call, should no parent be left to do it; None: not at all."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, 0 if seconds is None else min(seconds + GRACE_SECONDS, 1e6))


def work_at_most(seconds: float | None) -> None:
    """The kernel ends this process, by SIGPROF, when it has used so much processor time from now on; None: not at all."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, 0 if seconds is None else min(seconds, 1e6))


def load_uncharged() -> None:
    """From now on the processor time that modules take to load does not count: the first line in a fresh process has what all have."""
    original, loading = builtins.__import__, False

    def patient(name: str, *rest: Any, **named: Any) -> ModuleType:
        nonlocal loading
        if loading or name in sys.modules:
            return original(name, *rest, **named)
        left, _ = signal.setitimer(signal.ITIMER_PROF, 0)
        loading = True
        try:
            return original(name, *rest, **named)
        finally:
            loading = False
            work_at_most(left)

    if hasattr(signal, "setitimer"):
        builtins.__import__ = patient


def ended_by_work(number: int) -> bool:
    """Is this signal that of `work_at_most`?"""
    return number == getattr(signal, "SIGPROF", None)


def is_budget(seconds: float) -> bool:
    """A positive finite number of seconds."""
    return math.isfinite(seconds) and 0 < seconds < 1e8
