"""Rational bounds of real constants and rational samples of intervals, certified."""

from __future__ import annotations

from fractions import Fraction

from calc_cli.balls.constants import between, compare, enclose
from calc_cli.balls.precision import ends
from calc_cli.model import Interval
from calc_cli.tree import Expr, rational_value


def rational_bounds(constant: Expr, precision_bits: int = 64) -> tuple[Fraction, Fraction] | None:
    """Rationals lower <= c <= upper for a finite constant; None when its ball is not finite."""
    value = rational_value(constant)
    if value is not None:
        return value, value
    ball = enclose(constant, precision_bits)
    return ends(ball) if ball.is_finite() else None


def sample_in(interval: Interval) -> Fraction | None:
    """A simple rational strictly inside the interval; None when its ends cannot be told apart.

    >>> from calc_cli.tree import INFINITY, TWO
    >>> sample_in(Interval(TWO, INFINITY))
    Fraction(3, 1)
    """
    return between(interval.lower, interval.upper) if compare(interval.lower, interval.upper) == -1 else None
