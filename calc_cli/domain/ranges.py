"""Certified bounds of an analytic function on an open interval: which integer values it may take."""

from __future__ import annotations

from fractions import Fraction

from calc_cli import solving
from calc_cli.balls.evaluate import evaluate
from calc_cli.balls.precision import between_ends, ends
from calc_cli.calculus import derive
from calc_cli.domain.rationals import rational_bounds
from calc_cli.model import Equation, Interval, Truth
from calc_cli.records import record
from calc_cli.symbolic.asymptotics import limit
from calc_cli.tree import INFINITY, MINUS_INFINITY, Expr, substitute


@record
class Range:
    """lower <= u <= upper; None: unbounded on that side; falls_at, rises_at: the ends towards which u tends to -oo, oo."""

    lower: Fraction | None
    upper: Fraction | None
    falls_at: tuple[Expr, ...] = ()
    rises_at: tuple[Expr, ...] = ()


def range_of(function: Expr, variable: str, interval: Interval) -> Range | None:
    """Bounds of an analytic function on an open interval; None when they are not established."""
    return _range_by_balls(function, variable, interval) or _range_by_derivative(function, variable, interval)


def _range_by_balls(function: Expr, variable: str, interval: Interval) -> Range | None:
    """Evaluation on the whole interval at once, when that is finite."""
    if interval.lower == MINUS_INFINITY or interval.upper == INFINITY:
        return None
    lower, upper = rational_bounds(interval.lower), rational_bounds(interval.upper)
    if lower is None or upper is None:
        return None
    image = evaluate(function, {variable: between_ends(lower[0], upper[1])}, 64)
    if not image.is_finite():
        return None
    return Range(*ends(image))


def _range_by_derivative(function: Expr, variable: str, interval: Interval) -> Range | None:
    """The hull of the values at the stationary points and of the limits at both ends."""
    slope = derive(function, variable).result
    stationary = solving.solve(Equation(slope, variable, interval))
    if stationary.complete is not Truth.TRUE or stationary.undecided or stationary.families or stationary.accumulates_at:
        return None
    values = [substitute(function, {variable: root.value}) for root in stationary.roots]
    falls_at, rises_at = [], []
    for end, side in ((interval.lower, 1), (interval.upper, -1)):
        found = limit(function, variable, end, side)
        if found.exists is not Truth.TRUE or found.value is None:
            return None
        if found.value == MINUS_INFINITY:
            falls_at.append(end)
        elif found.value == INFINITY:
            rises_at.append(end)
        else:
            values.append(found.value)
    bounds = [rational_bounds(value) for value in values]
    finite = [bound for bound in bounds if bound is not None]
    if len(finite) < len(bounds):
        return None
    lower = None if falls_at else min(low for low, _ in finite)
    upper = None if rises_at else max(high for _, high in finite)
    return Range(lower, upper, tuple(falls_at), tuple(rises_at))
