"""The rounding mode of doubles: codac computes while it is upwards, everything else (Python's own decimals too) needs the nearest.

A process left with upward rounding prints 75.8 as 75.80000000000001; codac with rounding to nearest gives intervals that are not outward.
"""

from __future__ import annotations

import ctypes
import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

NEAREST = 0


@cache
def controls() -> Any | None:
    """The C library, when it can tell and set the mode."""
    try:
        library = ctypes.CDLL(None)
        library.fegetround, library.fesetround  # noqa: B018  looked up
    except (OSError, TypeError, AttributeError):
        return None
    return library


@cache
def imported() -> tuple[Any, int]:
    """codac and the rounding mode it sets when it is loaded; ImportError without it. The mode from before is set again."""
    library = controls()
    before = library.fegetround() if library else NEAREST
    codac = importlib.import_module("codac")
    wanted = library.fegetround() if library else NEAREST
    if library:
        library.fesetround(before)
    return codac, wanted


@contextmanager
def outward() -> Iterator[None]:
    """Inside, doubles are rounded as codac needs it; afterwards to the nearest again."""
    library, wanted = controls(), imported()[1]
    if library is None:
        yield
        return
    library.fesetround(wanted)
    try:
        yield
    finally:
        library.fesetround(NEAREST)
