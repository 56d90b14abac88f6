"""Which stage the analysis of this process is in, and what it has proved: told to whoever listens, so that it outlives a killed process.

Without a listener (the library used from Python) all of it does nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import Any, Protocol


class Stage(StrEnum):
    """The parts of an analysis in their order; the words the user reads when one of them takes too long."""

    READING = "reading"
    DERIVATIVES = "derivatives"
    DOMAIN = "domain"
    SOLVING = "solving"
    CLASSIFYING = "classifying"
    EXTREMA = "extrema"
    ASYMPTOTES = "asymptotes"
    WRITING = "writing"


class Listener(Protocol):
    """Hears where an analysis is and what it has proved."""

    def enter(self, stage: Stage) -> None:
        """The analysis begins this stage."""

    def found(self, name: str, value: Any) -> None:
        """The analysis has proved this part of the study."""

    def keep(self) -> None:
        """What follows may take long: nothing found so far may get lost."""


_listeners: list[Listener] = []


def listen(listener: Listener | None) -> None:
    """Tell this listener from now on, and no other."""
    _listeners[:] = [] if listener is None else [listener]


@contextmanager
def apart() -> Iterator[None]:
    """Another function is studied on the way: what is found about it is told to nobody."""
    before = list(_listeners)
    _listeners.clear()
    try:
        yield
    finally:
        _listeners[:] = before


def enter(stage: Stage) -> None:
    """Say that a stage begins."""
    for listener in _listeners:
        listener.enter(stage)


def found(name: str, value: object) -> None:
    """Say what has been proved: the problem, derivatives, gradient, domain, points."""
    for listener in _listeners:
        listener.found(name, value)


def keep() -> None:
    """Say that what follows may take long."""
    for listener in _listeners:
        listener.keep()
