"""What the analysis proved about f, and which of its points an end of a run is near: the distance is enclosed by balls."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np

from calc_cli import balls
from calc_cli import tree as t
from calc_cli.descent.elementary import Array
from calc_cli.descent.program import Loss
from calc_cli.domain.conditions import gates
from calc_cli.model import CriticalPoint, CriticalSet, Interval, Number, Region, Study, Surface
from calc_cli.pipeline import analyze
from calc_cli.records import record
from calc_cli.settings import Settings
from calc_cli.symbolic.constants import simplify_constant
from calc_cli.tree import Expr

MOST_VARIABLES = 6
ON_SET = 1e-5
APART = 3.0


@record
class Landscape:
    """The critical points and sets of f; complete: proved to be all; within: of this box only, None: of the whole domain."""

    points: tuple[CriticalPoint, ...] = ()
    sets: tuple[CriticalSet, ...] = ()
    complete: bool = False
    within: Region | None = None

    def is_complete_at(self, end: Array) -> bool:
        """Is the list proved to be complete where the end lies?"""
        lower, upper = sides(self.within)
        return self.complete and (not lower or bool(np.all(np.array(lower) <= end) and np.all(end <= np.array(upper))))


@record
class Match:
    """The critical point nearest to an end: points[number - 1] moved by the integers `copies`; distance: enclosed; gap: about it;
    clear: every other point listed is at least APART times as far."""

    number: int
    copies: tuple[int, ...]
    distance: Number
    gap: float
    clear: bool


def sides(region: Region | None) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The lower and the upper ends of a box as doubles."""
    if region is None:
        return (), ()
    return tuple(end(side, upper=False) for side in region), tuple(end(side, upper=True) for side in region)


def end(side: Interval, *, upper: bool) -> float:
    """One end as a double, infinite where there is none."""
    value = balls.number(side.upper if upper else side.lower).approx
    return value if value is not None else float("inf") if upper else float("-inf")


def certified(text: str, settings: Settings) -> Landscape:
    """The landscape of a function typed as text; not complete where branches of several variables meet, at points without a gradient."""
    study = analyze(text, settings)
    assert isinstance(study, Study | Surface)
    within = study.critical_status.within
    box = (within,) if isinstance(within, Interval) else within
    points = study.critical_points
    if isinstance(study, Study):
        points = tuple(with_eigenvalue(point, study.second.result, study.problem.variables[0]) for point in points)
    complete = study.critical_status.proved and (isinstance(study, Study) or all(gate.restricts for gate in gates(study.problem.tree)))
    return Landscape(points, study.critical_sets, complete, box)


def with_eigenvalue(point: CriticalPoint, second: Expr, variable: str) -> CriticalPoint:
    """For one variable the only eigenvalue is f''(a), where it is defined."""
    try:
        value = balls.number(simplify_constant(t.substitute(second, {variable: point.at[0].tree})))
    except ValueError:
        return point
    return replace(point, eigenvalues=(value,)) if value.approx is not None else point


def periods_of(point: CriticalPoint) -> tuple[tuple[Expr, ...], ...]:
    """The vectors along which the point repeats."""
    if point.family is not None:
        return ((point.family.period.tree,),)
    return tuple(tuple(entry.tree for entry in period) for period in point.periods)


def double(value: Number) -> float:
    """The nearest double; nan for what has none."""
    return float("nan") if value.approx is None else value.approx


def position(point: CriticalPoint) -> Array:
    """The nearest doubles."""
    return np.array([double(value) for value in point.at])


def nearest_copy(point: CriticalPoint, end: Array) -> tuple[tuple[int, ...], Array]:
    """The integers of the copy nearest to the end, and its place in doubles."""
    base = position(point)
    periods = periods_of(point)
    if not periods:
        return (), base
    steps = np.array([[double(balls.number(entry)) for entry in period] for period in periods])
    counts = np.rint(np.linalg.lstsq(steps.T, end - base, rcond=None)[0])
    return tuple(int(k) for k in counts), base + counts @ steps


def place_of(point: CriticalPoint, copies: tuple[int, ...]) -> tuple[Expr, ...]:
    """The coordinates of a copy, exact."""
    place = [value.tree for value in point.at]
    for count, period in zip(copies, periods_of(point), strict=True):
        place = [t.add(x, t.multiply(t.rational(count), step)) for x, step in zip(place, period, strict=True)]
    return tuple(place)


def distance_between(place: tuple[Expr, ...], end: Array) -> Number | None:
    """|place - end|, enclosed; the end is the exact value of its doubles."""
    squares = [t.power(t.subtract(x, t.rational(Fraction(float(e)))), 2) for x, e in zip(place, end, strict=True)]
    try:
        return balls.number(t.call("sqrt", t.add(*squares)))
    except ValueError:
        return None


def match(landscape: Landscape, end: Array) -> Match | None:
    """The critical point nearest to the end; None without one."""
    if not landscape.points or not np.all(np.isfinite(end)):
        return None
    copies = [nearest_copy(point, end) for point in landscape.points]
    gaps = [float(np.linalg.norm(place - end)) for _, place in copies]
    order = sorted(range(len(gaps)), key=lambda i: (not np.isfinite(gaps[i]), gaps[i]))
    best = order[0]
    distance = distance_between(place_of(landscape.points[best], copies[best][0]), end) if np.isfinite(gaps[best]) else None
    if distance is None:
        return None
    clear = len(order) == 1 or not gaps[order[1]] < APART * gaps[best]
    return Match(best + 1, copies[best][0], distance, gaps[best], clear)


def proves_in_set(component: CriticalSet, end: Array) -> bool:
    """Does the end, its doubles taken as exact, lie in the set: the whole space, or an interval by certified signs?"""
    if component.interval is None or component.family is not None:
        return not component.equations and component.interval is None
    here, interval = t.rational(Fraction(float(end[0]))), component.interval
    above = interval.lower == t.MINUS_INFINITY or balls.sign(t.subtract(here, interval.lower)) == 1
    return above and (interval.upper == t.INFINITY or balls.sign(t.subtract(interval.upper, here)) == 1)


def set_at(landscape: Landscape, variables: tuple[str, ...], end: Array) -> int | None:
    """The number of a critical set that holds the end, or whose equations nearly hold there (approximate)."""
    for number, found in enumerate(landscape.sets, start=1):
        if proves_in_set(found, end):
            return number
        if found.equations and all(is_near_zero(Loss(equation, variables), end) for equation in found.equations):
            return number
    return None


def branches_meet(tree: Expr, variables: tuple[str, ...], end: Array) -> bool:
    """Is the end near a place where one formula takes over from another?"""
    joints = [gate.subterm for gate in gates(tree) if not gate.restricts]
    return any(is_near_zero(Loss(subterm, variables), end) for subterm in joints)


def is_near_zero(equation: Loss, end: Array) -> bool:
    """|g| <= ON_SET (1 + |grad g|)."""
    return abs(equation(end)) <= ON_SET * (1 + float(np.linalg.norm(equation.gradient(end))))
