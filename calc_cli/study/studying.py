"""The whole study of a function of one variable, from its landscape."""

from __future__ import annotations

from dataclasses import replace

from calc_cli import balls
from calc_cli import tree as t
from calc_cli.calculus import derive
from calc_cli.model import (
    CriticalPoint,
    Domain,
    Extremum,
    Family,
    Intercepts,
    Interval,
    Problem,
    Refusal,
    RootSet,
    Status,
    Study,
    Symmetry,
    Truth,
)
from calc_cli.settings import Settings
from calc_cli.study.charting import sign_chart
from calc_cli.study.extrema import extremum, with_global
from calc_cli.study.intervals import concavity, domain_intervals, monotonicity
from calc_cli.study.landscape import Landscape, steps_of
from calc_cli.study.points import critical_points, endpoints, inflection_points, singularities
from calc_cli.study.region import Surveyed, surveyed
from calc_cli.study.shape import asymptotes, constant_stretches, convexity, intercepts, symmetry
from calc_cli.symbolic import constants
from calc_cli.symbolic.comparing import compare


def study(problem: Problem, settings: Settings) -> Study:
    """Everything about f: derivatives, domain, points, intervals, extrema, with what is proved and what is not."""
    variable = problem.variables[0]
    asked = None
    if settings.on:
        from calc_cli.language import parse_region

        asked = parse_region(settings.on, problem.variables)[variable]
    first = derive(problem.tree, variable)
    second = derive(first.result, variable)
    found = surveyed(problem.tree, variable, asked, settings.budget_seconds)
    landscape, family = found.landscape, found.family
    domain = domain_intervals(landscape)
    points = _based(critical_points(landscape, family), family)
    bends = _based(inflection_points(landscape, family), family)
    minimum, maximum = _extrema(found, points)
    region = asked if found.window is None else found.window
    return Study(
        problem=problem,
        region=asked,
        domain=Domain(domain, landscape.partition.conditions, found.period, landscape.partition.complete),
        first=first,
        second=second,
        critical_points=with_global(points, minimum, maximum),
        critical_sets=constant_stretches(landscape, family),
        endpoints=() if landscape.circular else with_global(endpoints(landscape), minimum, maximum),
        inflection_points=bends,
        monotonicity=monotonicity(landscape),
        concavity=concavity(landscape),
        minimum=minimum,
        maximum=maximum,
        convexity=convexity(landscape, domain),
        symmetry=symmetry(problem.tree, variable) if asked is None else Symmetry.NONE,
        period=None if found.period is None else balls.number(found.period),
        asymptotes=asymptotes(landscape),
        singularities=singularities(landscape, family),
        intercepts=Intercepts((), None, False) if found.window else intercepts(landscape, family, min(2.0, settings.budget_seconds)),
        chart=sign_chart(landscape, None if family is None else family.period.tree),
        critical_status=_status(found, "critical", points, region),
        inflection_status=_status(found, "inflection", bends, region),
        solution=steps_of(landscape.stretches, "critical"),
        inflection_solution=steps_of(landscape.stretches, "inflection"),
        warnings=_warnings(found),
    )


def _extrema(found: Surveyed, points: tuple[CriticalPoint, ...]) -> tuple[Extremum | None, Extremum | None]:
    """Global minimum and maximum; not established from a window."""
    if found.window is not None:
        return None, None
    low, high = (extremum(found.landscape, direction, found.family, points) for direction in (-1, 1))
    return low, high


def _based(points: tuple[CriticalPoint, ...], family: Family | None) -> tuple[CriticalPoint, ...]:
    """The representatives of families moved into [0, period) and put in order."""
    if family is None:
        return points
    moved = [_moved(point, family) for point in points]
    return tuple(sorted(moved, key=lambda p: p.at[0].approx or 0.0))


def _moved(point: CriticalPoint, family: Family) -> CriticalPoint:
    at, period = point.at[0].tree, family.period.tree
    value = None if point.value is None else point.value.tree
    while compare(at, period) in (0, 1):
        at = constants.simplify_constant(t.subtract(at, period))
        value = None if value is None else constants.simplify_constant(t.subtract(value, family.value_shift.tree))
    if at == point.at[0].tree:
        return point
    return replace(point, at=(balls.number(at),), value=None if value is None else balls.number(value))


def _status(found: Surveyed, which: str, points: tuple[CriticalPoint, ...], region: Interval | None) -> Status:
    """What is proved about the list: every piece solved completely and every joint settled."""
    landscape = found.landscape
    sets: list[RootSet] = [getattr(s, which) for s in landscape.stretches]
    settled = landscape.partition.complete is Truth.TRUE and _joints_settled(landscape)
    undecided = tuple(u for roots in sets for u in roots.undecided)
    proved = settled and not undecided and all(roots.complete is Truth.TRUE for roots in sets)
    infinite = bool(points) and (found.family is not None or found.window is not None)
    left = next((s.first if which == "critical" else s.second for s, roots in zip(landscape.stretches, sets, strict=True) if roots.undecided), None)
    methods = tuple(dict.fromkeys(r.method for roots in sets for r in roots.roots))
    trail: tuple[Refusal, ...] = tuple(r for roots in sets for r in roots.trail)
    count = len(points) if proved and not infinite else None
    return Status(proved, region, count, infinite, undecided, methods, trail, left)


def _joints_settled(landscape: Landscape) -> bool:
    """At every joint inside the domain the limits needed are known."""
    for place in landscape.places:
        if place.joint is None:
            continue
        if place.defined is Truth.UNKNOWN:
            return False
        for side in (place.left, place.right, place.left_slope, place.right_slope):
            if place.defined is Truth.TRUE and side is not None and side.exists is Truth.UNKNOWN:
                return False
    return True


def _warnings(found: Surveyed) -> tuple[str, ...]:
    if found.window is None:
        return ()
    return ("infinitely many points that no family describes: studied in a window",)
