"""A rational enclosure of the values of a tree on a bounded interval."""

from __future__ import annotations

from fractions import Fraction
from math import isfinite

from flint import arb

from calc_cli.balls.constants import enclose
from calc_cli.balls.evaluate import evaluate
from calc_cli.balls.precision import ends
from calc_cli.model import Interval
from calc_cli.tree import INFINITY, MINUS_INFINITY, Expr


def range_over(tree: Expr, variable: str, interval: Interval) -> tuple[Fraction, Fraction] | None:
    """(low, high) with low <= tree <= high on the interval; None when it is unbounded or not proved bounded."""
    if interval.lower == MINUS_INFINITY or interval.upper == INFINITY:
        return None
    span = enclose(interval.lower).union(enclose(interval.upper))
    value = evaluate(tree, {variable: span}, 64)
    low, high = float(value.lower()), float(value.upper())
    if not (isfinite(low) and isfinite(high)):
        return None
    slack = Fraction(1, 10**6) + (abs(Fraction(low)) + abs(Fraction(high))) / 10**12
    return Fraction(low) - slack, Fraction(high) + slack


def rational_ends(enclosure: arb) -> tuple[Fraction, Fraction]:
    """Exact ends of a finite ball."""
    return ends(enclosure)


def inner_bound(constant: Expr, side: int, precision_bits: int = 128) -> Fraction:
    """A rational just above (side +1) or just below (side -1) the constant."""
    low, high = ends(enclose(constant, precision_bits))
    return high if side > 0 else low
