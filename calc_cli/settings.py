"""What the user may choose about an analysis."""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum

from calc_cli.records import record


class Roots(StrEnum):
    """The meaning of x**(p/q): the real root wherever q is odd, or the principal branch (base > 0 only)."""

    REAL = "real"
    PRINCIPAL = "principal"


@record
class Settings:
    """on: the interval or box asked for, as typed; budget_seconds: work for a numeric search, in the nominal
    seconds of `effort`; let: values of names that are constants, by name, as typed; wrt: the names that are variables."""

    on: str | None = None
    roots: Roots = Roots.REAL
    budget_seconds: float = 10.0
    steps: bool = True
    wrt: tuple[str, ...] = ()
    let: dict[str, str] = field(default_factory=dict)
