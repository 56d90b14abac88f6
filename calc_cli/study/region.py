"""Which stretch of the line is studied: the whole of it, one period, the interval asked for, or a window said to be one."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from calc_cli import balls, domain
from calc_cli import tree as t
from calc_cli.model import Family, Interval, Truth, family_index
from calc_cli.records import mutable_record
from calc_cli.study.circle import turn
from calc_cli.study.landscape import Landscape, Stretch, changes_infinitely, survey
from calc_cli.symbolic import constants
from calc_cli.symbolic.comparing import compare
from calc_cli.symbolic.univariate import quotient_of
from calc_cli.tree import Expr

LINE = Interval(t.MINUS_INFINITY, t.INFINITY)
WINDOW = 20
TRIES = 12


@mutable_record
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
        period = domain.period_of(tree, variable)
        drift = (period, t.ZERO) if period is not None else domain.drift_of(tree, variable)
        if drift is not None:
            found = _one_period(tree, variable, drift[0], drift[1], budget_seconds)
            if found is not None:
                return found
    interval = asked or LINE
    landscape = survey(tree, variable, interval, budget_seconds)
    if is_infinite(landscape):
        window = _window(interval, gathering(landscape))
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


def gathering(landscape: Landscape) -> tuple[Expr, ...]:
    """Points and infinities at which joints or zeros of f' are known to gather."""
    found = [a for s in landscape.stretches for a in s.critical.accumulates_at]
    return tuple(dict.fromkeys([*landscape.partition.accumulates_at, *found]))


def _unsolved(stretch: Stretch) -> bool:
    """Unbounded, and the whole piece undecided: a window can still be searched."""
    ends = (stretch.interval.lower, stretch.interval.upper)
    unbounded = t.MINUS_INFINITY in ends or t.INFINITY in ends
    return unbounded and stretch.interval in stretch.critical.undecided


def _window(interval: Interval, avoided: tuple[Expr, ...] = ()) -> Interval:
    """The part of the interval in [-20, 20], and beyond 1/20 of a finite point at which the zeros gather."""
    low, high = t.rational(-WINDOW), t.rational(WINDOW)
    lower_inside = interval.lower != t.MINUS_INFINITY and compare(interval.lower, low) != -1
    upper_inside = interval.upper != t.INFINITY and compare(interval.upper, high) != 1
    lower = interval.lower if lower_inside else low
    upper = interval.upper if upper_inside else high
    if compare(lower, upper) != -1:
        beyond = upper is high
        lower = interval.lower if beyond else t.subtract(interval.upper, high)
        upper = t.add(interval.lower, high) if beyond else interval.upper
    window = Interval(lower, upper, not lower_inside or interval.lower_closed, not upper_inside or interval.upper_closed)
    for point in avoided:
        if point not in t.INFINITIES:
            window = _beside(window, point)
    return window


def _beside(window: Interval, point: Expr) -> Interval:
    """The window without a neighbourhood of the point: its larger side."""
    margin = t.rational(Fraction(1, WINDOW))
    after, before = (constants.simplify_constant(end) for end in (t.add(point, margin), t.subtract(point, margin)))
    if compare(after, window.upper) == -1:
        return window if compare(point, window.lower) == -1 else Interval(after, window.upper, True, window.upper_closed)
    return Interval(window.lower, before, window.lower_closed, True) if compare(window.lower, before) == -1 else window


def _one_period(tree: Expr, variable: str, period: Expr, shift: Expr, budget_seconds: float) -> Surveyed | None:
    """One period, opened at a point where nothing happens and then turned to begin at a place; None when there is no place at all."""
    for start in _quiet_points(tree, variable, period):
        end = constants.simplify_constant(t.add(t.rational(start), period))
        landscape = survey(tree, variable, Interval(t.rational(start), end), budget_seconds)
        if is_infinite(landscape) or landscape.partition.complete is not Truth.TRUE:
            return None
        if _is_quiet(landscape, start):
            break
    else:
        return None
    if not landscape.places:
        return None
    turn(landscape, period, shift)
    family = Family(balls.number(period), balls.number(shift), family_index((variable,)))
    return Surveyed(landscape, landscape, period if shift == t.ZERO else None, family)


def _quiet_points(tree: Expr, variable: str, period: Expr) -> Iterator[Fraction]:
    """Rationals early in the period at which no gate of the tree stands."""
    asked = domain.gates(tree)
    length = balls.inner_bound(period, -1)
    for k in range(1, TRIES):
        point = (length * k / (3 * TRIES)).limit_denominator(997)
        if domain.Place(variable, t.rational(point)).regular(asked):
            yield point


def _is_quiet(landscape: Landscape, start: Fraction) -> bool:
    """Neither f' nor f'' vanishes at the start (unless identically): no point is lost there."""
    section = landscape.sections[0]
    if section.stretch is None:
        return False
    at = {landscape.variable: t.rational(start)}
    stretch = section.stretch
    pairs = ((stretch.first, stretch.critical), (stretch.second, stretch.inflection))
    return all(roots.identically_zero or balls.sign(t.substitute(f, at)) for f, roots in pairs)
