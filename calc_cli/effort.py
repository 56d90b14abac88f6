"""A clock that only counted work moves: what a search finds within its budget is then a function of the input alone.

A nominal second is about a second on a machine of 2024. Work is announced where it is done: the values of a tree on balls, rewritten
trees, reduced quotients, boxes. What takes long inside a library is not counted; the limit of time of the whole process is for that.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import _lru_cache_wrapper, cache, wraps
from math import inf
from typing import Any, TypeVar

from calc_cli.remembering import forget

Value = TypeVar("Value")

REWRITING_SECONDS = 4e-6
"""For a node of a tree that is rewritten."""


class Clock:
    """seconds: nominal seconds since the analysis of this process began; end: all its searches stop there."""

    __slots__ = ("end", "seconds")

    def __init__(self) -> None:
        self.seconds = 0.0
        self.end = inf


CLOCK = Clock()
"""Inner loops add to it directly."""


def now() -> float:
    """Nominal seconds since the analysis began."""
    return CLOCK.seconds


def charge(seconds: float) -> None:
    """So much work is done, or about to be."""
    CLOCK.seconds += seconds


def deadline(seconds: float) -> float:
    """The time so many nominal seconds from now, or the end of all searches when that comes before."""
    return min(CLOCK.seconds + seconds, CLOCK.end)


def begin(limit_seconds: float = inf, *, afresh: bool = True) -> None:
    """An analysis begins, whose searches together may take so long; afresh: nothing remembered from the ones before may spare it work.

    >>> begin(2.0); charge(0.5); now(), deadline(1.0), deadline(10.0)
    (0.5, 1.5, 2.0)
    """
    CLOCK.seconds, CLOCK.end = 0.0, limit_seconds
    if afresh:
        forget()


def finish() -> None:
    """The analysis is over: its end does not bind what is asked later.

    >>> begin(0.5); finish(); deadline(2.0)
    2.0
    """
    CLOCK.end = inf


def tabled(function: Callable[..., Value]) -> _lru_cache_wrapper[Value]:
    """`functools.cache` for what the program's own tables say: it is worked out once for all analyses, so none of them is charged."""

    @wraps(function)
    def uncharged(*arguments: Any) -> Value:
        before = CLOCK.seconds
        try:
            return function(*arguments)
        finally:
            CLOCK.seconds = before

    return cache(uncharged)
