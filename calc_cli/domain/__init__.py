"""Where a function is defined and analytic: pieces and the joints between them, read from the tree as typed.

A sum of powers is analytic everywhere and answered here; what cuts other functions is imported on first use.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from calc_cli.domain.pieces import Joint, Partition, Piece
from calc_cli.model import Interval
from calc_cli.symbolic.monomials import monomials_of
from calc_cli.tree import Expr

if TYPE_CHECKING:
    from calc_cli.domain.conditions import Gate, Requirement, gates, with_definitions
    from calc_cli.domain.period import drift_of, period_of
    from calc_cli.domain.places import Place, resolve

__all__ = [
    "Gate",
    "Joint",
    "Partition",
    "Piece",
    "Place",
    "Requirement",
    "drift_of",
    "gates",
    "partition",
    "period_of",
    "resolve",
    "with_definitions",
]

HOMES = dict.fromkeys(("Gate", "Requirement", "gates", "with_definitions"), "conditions")
HOMES |= {"drift_of": "period", "period_of": "period", "Place": "places", "resolve": "places"}


def partition(tree: Expr, variable: str, interval: Interval, budget_seconds: float = 10.0) -> Partition:
    """Cut the interval into open pieces on which the function is analytic (or undefined) and the joints between them.

    budget_seconds: for all searches of zeros together; what it leaves undone makes `complete` UNKNOWN.
    """
    is_open = not (interval.lower_closed or interval.upper_closed) and interval.lower != interval.upper
    if is_open and monomials_of(tree, variable) is not None:
        return Partition(interval, (Piece(interval, tree),), ())
    from calc_cli.domain import partitioning

    return partitioning.partition(tree, variable, interval, budget_seconds)


def __getattr__(name: str) -> Any:
    """The conditions, places and periods of other functions on first use."""
    home = HOMES.get(name)
    if home is None:
        raise AttributeError(name)
    return getattr(import_module(f"calc_cli.domain.{home}"), name)
