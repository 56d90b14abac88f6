"""Answers kept for the next question of the same analysis.

An analysis that counts its work (`effort`) must not be spared any by what another one left behind, nor meet its narrower enclosures: a
line of a batch has the same answer alone as after thousands of others.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import _lru_cache_wrapper, lru_cache
from typing import Protocol, TypeVar

Value = TypeVar("Value")


class Clearable(Protocol):
    """A dictionary or a set."""

    def clear(self) -> None:
        """Remove everything."""


Store = TypeVar("Store", bound=Clearable)

_forgetting: list[Callable[[], None]] = []


def remembered(maxsize: int) -> Callable[[Callable[..., Value]], _lru_cache_wrapper[Value]]:
    """`functools.lru_cache` that `forget` empties.

    >>> @remembered(8)
    ... def square(n):
    ...     return n * n
    >>> square(3), square.cache_info().currsize, forget(), square.cache_info().currsize
    (9, 1, None, 0)
    """

    def remembering(function: Callable[..., Value]) -> _lru_cache_wrapper[Value]:
        kept = lru_cache(maxsize=maxsize)(function)
        _forgetting.append(kept.cache_clear)
        return kept

    return remembering


def kept(store: Store) -> Store:
    """A dictionary or set of a module that `forget` empties."""
    _forgetting.append(store.clear)
    return store


def forget() -> None:
    """Another analysis begins: nothing is known."""
    for clear in _forgetting:
        clear()
