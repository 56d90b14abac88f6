"""Which stretch of the line is studied: the whole of it, one period, the interval asked for, or a window said to be one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from calc_cli import balls
from calc_cli import tree as t
from calc_cli.domain.period import drift_of, period_of
from calc_cli.model import Family, Interval, Truth
from calc_cli.study.landscape import Landscape, Place, Stretch, changes_infinitely, close_circle, survey
from calc_cli.symbolic import constants
from calc_cli.symbolic.comparing import compare
from calc_cli.symbolic.univariate import quotient_of
from calc_cli.tree import Expr

LINE = Interval(t.MINUS_INFINITY, t.INFINITY)
WINDOW = 20


@dataclass(slots=True)
class Surveyed:
    """landscape; period of f (None: not periodic or an interval was asked for); family: how points repeat; window: the stretch
    searched when there are infinitely many points that no family describes; bends: the landscape in which inflection points are
    listed, within bends_window, when only they are infinitely many; whole: the landscape of everything asked for, with its domain,
    when only a window of it could be solved; endless: infinitely many critical points are proved."""

    landscape: Landscape
    bends: Landscape
    period: Expr | None = None
    family: Family | None = None
    window: Interval | None = None
    bends_window: Interval | None = None
    whole: Landscape | None = None
    endless: bool = False


def surveyed(tree: Expr, variable: str, asked: Interval | None, budget_seconds: float) -> Surveyed:
    """The landscape of the function on what it makes sense to study."""
    if asked is None and quotient_of(tree, variable) is None:
        period = period_of(tree, variable)
        drift = (period, t.ZERO) if period is not None else drift_of(tree, variable)
        if drift is not None:
            found = _one_period(tree, variable, drift[0], drift[1], budget_seconds)
            if found is not None:
                return found
    interval = asked or LINE
    landscape = survey(tree, variable, interval, budget_seconds)
    if is_infinite(landscape):
        window = _window(interval)
        nearby = survey(tree, variable, window, budget_seconds)
        endless = any(s.critical.families or s.critical.accumulates_at for s in landscape.stretches)
        return Surveyed(nearby, nearby, window=window, bends_window=window, whole=landscape, endless=endless)
    if any(changes_infinitely(s.inflection) for s in landscape.stretches):
        window = _window(interval)
        return Surveyed(landscape, survey(tree, variable, window, budget_seconds), bends_window=window)
    return Surveyed(landscape, landscape)


def is_infinite(landscape: Landscape) -> bool:
    """Infinitely many joints or zeros of f', or a piece on which nothing is known of them."""
    if landscape.partition.infinite:
        return True
    return any(s.critical.families or s.critical.accumulates_at or _unsolved(s) for s in landscape.stretches)


def _unsolved(stretch: Stretch) -> bool:
    """Unbounded, and the whole piece undecided: a window can still be searched."""
    ends = (stretch.interval.lower, stretch.interval.upper)
    unbounded = t.MINUS_INFINITY in ends or t.INFINITY in ends
    return unbounded and stretch.interval in stretch.critical.undecided


def _window(interval: Interval) -> Interval:
    low, high = t.rational(-WINDOW), t.rational(WINDOW)
    lower_inside = interval.lower != t.MINUS_INFINITY and compare(interval.lower, low) != -1
    upper_inside = interval.upper != t.INFINITY and compare(interval.upper, high) != 1
    lower = interval.lower if lower_inside else low
    upper = interval.upper if upper_inside else high
    if compare(lower, upper) != -1:
        lower, upper = (interval.lower, t.add(interval.lower, high)) if upper is high else (t.subtract(interval.upper, high), interval.upper)
    return Interval(lower, upper, not lower_inside or interval.lower_closed, not upper_inside or interval.upper_closed)


def _one_period(tree: Expr, variable: str, period: Expr, shift: Expr, budget_seconds: float) -> Surveyed | None:
    """One period from a joint or a zero of f' to its repetition; None when there is no such point: f is monotone."""
    start = _start(survey(tree, variable, Interval(t.ZERO, period), budget_seconds))
    if start is None:
        half = t.divide(period, t.TWO)
        start = _start(survey(tree, variable, Interval(t.negate(half), half), budget_seconds))
    if start is None:
        return None
    end = constants.simplify_constant(t.add(start.at, period))
    landscape = survey(tree, variable, Interval(start.at, end, True, True), budget_seconds)
    if start.joint is None:
        landscape.places[0] = replace(start)
        last = constants.simplify_constant(t.add(start.value or t.ZERO, shift))
        landscape.places[-1] = replace(start, at=end, value=last)
    close_circle(landscape, shift)
    family = Family(balls.number(period), balls.number(shift))
    return Surveyed(landscape, landscape, period if shift == t.ZERO else None, family)


def _start(landscape: Landscape) -> Place | None:
    """A joint or a zero of f' at which to open the circle."""
    if is_infinite(landscape) or landscape.partition.complete is not Truth.TRUE:
        return None
    return next((p for p in landscape.places if p.joint is not None or p.critical is not None), None)
