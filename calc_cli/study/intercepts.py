"""Where the graph crosses the axes: f(0), and the zeros of f, complete or said not to be."""

from __future__ import annotations

from fractions import Fraction
from math import ceil

from calc_cli import balls
from calc_cli import tree as t
from calc_cli.model import Equation, Family, Intercepts, Interval, Number, Truth
from calc_cli.solving import solve
from calc_cli.study.circle import later, representative
from calc_cli.study.landscape import Landscape
from calc_cli.study.shape import constant_stretches
from calc_cli.symbolic import constants
from calc_cli.symbolic.comparing import compare, in_order
from calc_cli.symbolic.values import value_at
from calc_cli.tree import Expr

MOST_TURNS = 20


def intercepts(landscape: Landscape, family: Family | None, budget_seconds: float) -> Intercepts:
    """f(0) when 0 is studied, and the zeros of f, complete or said not to be; of a periodic f they are families.

    Where points repeat but values do not, all zeros when f is smooth, else those of one period, not complete.
    """
    zeros: list[Expr] = []
    complete = landscape.partition.complete is Truth.TRUE
    for stretch in landscape.stretches:
        found = solve(Equation(stretch.tree, landscape.variable, stretch.interval), budget_seconds)
        zeros.extend(root.value for root in found.roots)
        known = found.identically_zero and any(s.stretch is stretch and s.first == 0 for s in landscape.sections) and family is None
        complete = complete and (known or (found.complete is Truth.TRUE and not found.undecided and not found.identically_zero))
    for place in landscape.places[:-1] if landscape.circular else landscape.places:
        if place.joint is not None and place.defined is Truth.TRUE and place.value is not None and constants.sign_of(place.value) == 0:
            zeros.append(place.at)
    if family is None:
        flat = [s for s in constant_stretches(landscape, None) if s.value is not None and s.value.tree == t.ZERO]
        intervals = tuple(s.interval for s in flat if s.interval is not None)
        alone = [zero for zero in _increasing(zeros) if not any(_holds(interval, zero) for interval in intervals)]
        return Intercepts(tuple(map(balls.number, alone)), _at_zero(landscape, t.ZERO, t.ZERO), complete, (), intervals)
    period, shift = family.period.tree, family.value_shift.tree
    at_zero = _at_zero(landscape, t.ZERO, t.ZERO) or _at_zero(landscape, period, shift)
    if shift != t.ZERO:
        every = zeros_of_drifting(landscape, period, shift, budget_seconds)
        if every is not None:
            return Intercepts(tuple(map(balls.number, _increasing(list(every)))), at_zero, True)
        zeros += [t.ZERO] if at_zero is not None and at_zero.tree == t.ZERO else []
        return Intercepts(tuple(map(balls.number, _increasing(zeros))), at_zero, False)
    crossings = tuple(map(balls.number, _increasing(zeros)))
    bases = _increasing([representative(zero.tree, period) for zero in crossings])
    return Intercepts((), at_zero, complete, tuple((balls.number(base), family.period) for base in bases))


def _holds(interval: Interval, at: Expr) -> bool:
    """The point is proved to lie in the interval, whose ends count."""
    return compare(interval.lower, at) in (-1, 0) and compare(at, interval.upper) in (-1, 0)


def _increasing(zeros: list[Expr]) -> list[Expr]:
    return zeros if len(zeros) < 2 else [group[0] for group in in_order(zeros, lambda zero: zero)[0]]


def _at_zero(landscape: Landscape, origin: Expr, shift: Expr) -> Number | None:
    """f(origin) - shift, which is f(0) when f(x + origin) = f(x) + shift; None when the origin is not studied or not in the domain."""
    for place in landscape.places:
        if (place.joint is not None or place.value is None) and compare(place.at, origin) == 0:
            known = place.value if place.defined is Truth.TRUE else None
            return None if known is None else balls.number(constants.simplify_constant(t.subtract(known, shift)))
    for stretch in landscape.stretches:
        if compare(stretch.interval.lower, origin) == -1 and compare(origin, stretch.interval.upper) == -1:
            value = value_at(stretch.tree, landscape.variable, origin)
            return balls.number(value if shift == t.ZERO else constants.simplify_constant(t.subtract(value, shift)))
    return None


def zeros_of_drifting(landscape: Landscape, period: Expr, shift: Expr, budget_seconds: float) -> tuple[Expr, ...] | None:
    """Every zero of a smooth f with f(x + period) = f(x) + shift, as x + sin(x); None when they are not proved to be all.

    On one period |f| is at most its largest value M at the ends and critical points; so zeros lie within M/|shift| periods of it.
    """
    alone = landscape.stretches[0] if len(landscape.stretches) == 1 else None
    if alone is None or alone.critical.complete is not Truth.TRUE or alone.critical.undecided:
        return None
    if any(place.joint is not None or place.value is None for place in landscape.places):
        return None
    size = max(largest(place.value) for place in landscape.places if place.value is not None)
    rise = least(shift)
    if not rise or size / rise >= MOST_TURNS:
        return None
    turns = ceil(size / rise) + 1
    first, last = landscape.places[0].at, landscape.places[-1].at
    interval = Interval(later(first, -turns, period), later(last, turns, period))
    found = solve(Equation(landscape.tree, landscape.variable, interval), budget_seconds)
    if found.complete is not Truth.TRUE or found.undecided or found.identically_zero or found.families:
        return None
    return tuple(root.value for root in found.roots)


def largest(constant: Expr) -> Fraction:
    """A rational bound of |c| from above."""
    return balls.rational_ends(abs(balls.enclose(constant)))[1]


def least(constant: Expr) -> Fraction:
    """A rational bound of |c| from below, not negative."""
    return max(Fraction(0), balls.rational_ends(abs(balls.enclose(constant)))[0])
