"""The whole study of a function of one variable, from its landscape."""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter

from calc_cli import balls, stages
from calc_cli import tree as t
from calc_cli.calculus import derive
from calc_cli.language import to_text
from calc_cli.model import (
    Convexity,
    CriticalPoint,
    Derivation,
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
from calc_cli.stages import Stage
from calc_cli.study.asked import asked_sides
from calc_cli.study.charting import sign_chart
from calc_cli.study.circle import later, turns_to_representative
from calc_cli.study.extrema import extrema, with_global
from calc_cli.study.intercepts import intercepts
from calc_cli.study.intervals import concavity, domain_intervals, monotonicity
from calc_cli.study.landscape import Landscape
from calc_cli.study.points import critical_points, endpoints, inflection_points, singularities
from calc_cli.study.polynomial import study_polynomial
from calc_cli.study.region import Surveyed, surveyed
from calc_cli.study.shape import asymptotes, constant_stretches, convexity
from calc_cli.study.symmetry import symmetry, symmetry_by_pieces
from calc_cli.study.working import steps_of
from calc_cli.symbolic import constants
from calc_cli.symbolic.monomials import monomials_of
from calc_cli.tree import Expr

DEMANDING_DEGREE = 100


def study(problem: Problem, settings: Settings, began: float | None = None) -> Study:
    """Everything about f: derivatives, domain, points, intervals, extrema, with what is proved and what is not.

    began: the time, by `perf_counter`, from which the seconds of the study count; None: from now on.
    """
    began = perf_counter() if began is None else began
    variable = problem.variables[0]
    asked = asked_sides(settings.on, problem.variables)[variable] if settings.on else None
    first = derive(problem.tree, variable)
    second = derive(first.result, variable)
    stages.found("derivatives", (first, second))
    stages.enter(Stage.DOMAIN)
    if is_demanding(problem.tree, variable):
        stages.keep()
    quick = study_polynomial(problem, first, second, began) if asked is None else None
    return quick or study_landscape(problem, first, second, asked, settings, began)


def study_landscape(
    problem: Problem, first: Derivation, second: Derivation, asked: Interval | None, settings: Settings, began: float
) -> Study:
    """The study of any function, read off its landscape."""
    variable = problem.variables[0]
    found = surveyed(problem.tree, variable, asked, settings.budget_seconds)
    stages.enter(Stage.CLASSIFYING)
    landscape, family = found.landscape, found.family
    mapped = _mapped(found)
    domain = domain_intervals(mapped)
    stages.found("domain", domain)
    points = _based(critical_points(landscape, family), family)
    stages.found("critical_points", (problem.variables, points))
    bends = _based(inflection_points(found.bends, family), family)
    parity = symmetry(problem.tree, variable, domain, None if family is None else family.period.tree)
    if parity is Symmetry.UNKNOWN and found.window is None and not landscape.circular:
        parity = symmetry_by_pieces(landscape)
    stages.enter(Stage.EXTREMA)
    minimum, maximum = _extrema(found, points, parity is Symmetry.EVEN)
    cut = _artificial_ends(found, asked)
    stages.enter(Stage.ASYMPTOTES)
    return Study(
        problem=problem,
        region=asked,
        domain=_domain(found, domain),
        first=first,
        second=second,
        critical_points=with_global(points, minimum, maximum),
        critical_sets=constant_stretches(landscape, family),
        endpoints=_based(with_global(_true_ends(found, cut), minimum, maximum), family),
        inflection_points=bends,
        monotonicity=monotonicity(landscape),
        concavity=concavity(found.bends),
        minimum=minimum,
        maximum=maximum,
        convexity=convexity(found.bends, domain) if found.whole is None else Convexity.UNKNOWN,
        symmetry=parity,
        period=None if found.period is None else balls.number(found.period),
        asymptotes=asymptotes(landscape, _farthest(found), cut, None if family is None else family.period.tree),
        singularities=tuple(s for s in singularities(landscape, family) if s.at.tree not in cut),
        intercepts=_within_window(found, intercepts(landscape, family, min(2.0, settings.budget_seconds))),
        chart=sign_chart(landscape, None if family is None else family.period.tree),
        critical_status=_status(found, "critical", points, found.window or asked),
        inflection_status=_status(found, "inflection", bends, found.bends_window or asked),
        solution=steps_of(landscape, "critical"),
        inflection_solution=steps_of(found.bends, "inflection"),
        warnings=_warnings(found),
        seconds=perf_counter() - began,
    )


def _within_window(found: Surveyed, zeros: Intercepts) -> Intercepts:
    """Zeros found in a window are not all."""
    return replace(zeros, complete=False) if found.window else zeros


def is_demanding(tree: Expr, variable: str) -> bool:
    """Anything but an expanded polynomial of moderate degree: its study may take long."""
    terms = monomials_of(tree, variable)
    return terms is None or max([degree for _, degree in terms]) > DEMANDING_DEGREE


def _extrema(found: Surveyed, points: tuple[CriticalPoint, ...], even: bool) -> tuple[Extremum | None, Extremum | None]:
    """Global minimum and maximum; from a window only what its surroundings are proved not to beat."""
    inside = extrema(found.landscape, found.family, points, even and not found.landscape.circular)
    if found.window is None or found.whole is None:
        return inside
    from calc_cli.study.horizon import beyond_window  # on first use: it loads the normal form

    low, high = (beyond_window(found.whole, found.window, inner, d) for inner, d in zip(inside, (-1, 1), strict=True))
    return low, high


def _based(points: tuple[CriticalPoint, ...], family: Family | None) -> tuple[CriticalPoint, ...]:
    """The representatives of families moved into [0, period) and put in order."""
    if family is None:
        return points
    moved = [_moved(point, family) for point in points]
    return tuple(sorted(moved, key=lambda p: p.at[0].approx or 0.0))


def _moved(point: CriticalPoint, family: Family) -> CriticalPoint:
    turns = turns_to_representative(point.at[0].tree, family.period.tree)
    if turns == 0:
        return point
    at = balls.number(later(point.at[0].tree, turns, family.period.tree))
    rise = constants.simplify_constant(t.multiply(t.rational(turns), family.value_shift.tree))
    value = None if point.value is None else balls.number(constants.simplify_constant(t.add(point.value.tree, rise)))
    return replace(point, at=(at,), value=value, evidence=tuple(_lifted(entry, rise) for entry in point.evidence))


def _lifted(entry: tuple[str, Expr], by: Expr) -> tuple[str, Expr]:
    """One-sided values of f move with the point; slopes and higher derivatives repeat."""
    label, reading = entry
    if label not in ("f left", "f right") or reading in t.INFINITIES:
        return entry
    return label, constants.simplify_constant(t.add(reading, by))


def _status(found: Surveyed, which: str, points: tuple[CriticalPoint, ...], region: Interval | None) -> Status:
    """What is proved about the list: every piece solved completely and every joint settled."""
    landscape = found.landscape if which == "critical" else found.bends
    sets: list[RootSet] = [getattr(s, which) for s in landscape.stretches]
    settled = landscape.partition.complete is Truth.TRUE and _joints_settled(landscape)
    undecided = tuple(u for roots in sets for u in roots.undecided)
    proved = settled and not undecided and all(roots.complete is Truth.TRUE for roots in sets)
    infinite = bool(points) and (found.family is not None or _endless(found, which))
    open_pieces = (s for s, roots in zip(landscape.stretches, sets, strict=True) if roots.undecided)
    left = next((s.first if which == "critical" else s.second for s in open_pieces), None)
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
        two_sided = place.left is not None and place.right is not None
        if place.defined is Truth.TRUE and two_sided and not (place.continuous or place.broken):
            return False
        for side in (place.left, place.right, place.left_slope, place.right_slope):
            if place.defined is Truth.TRUE and side is not None and side.exists is Truth.UNKNOWN:
                return False
    return True


def _endless(found: Surveyed, which: str) -> bool:
    """Infinitely many points are proved, though only those of a window are listed."""
    return found.endless if which == "critical" else found.bends_window is not None and found.whole is None


def _artificial_ends(found: Surveyed, asked: Interval | None) -> tuple[Expr, ...]:
    """Ends of a window that are not ends of the interval asked for: nothing of f ends there."""
    if found.window is None:
        return ()
    kept = () if asked is None else (asked.lower, asked.upper)
    return tuple(end for end in (found.window.lower, found.window.upper) if end not in kept)


def _true_ends(found: Surveyed, cut: tuple[Expr, ...]) -> tuple[CriticalPoint, ...]:
    """Endpoints of the domain or of the interval asked for, not those of a window."""
    return tuple(p for p in endpoints(found.landscape, found.family) if p.at[0].tree not in cut)


def _farthest(found: Surveyed) -> Landscape:
    """The landscape that tells what f does beyond a window: none but the window's where the domain out there is not proved."""
    whole = found.whole
    return whole if whole is not None and whole.partition.infinite else _mapped(found)


def _mapped(found: Surveyed) -> Landscape:
    """The landscape whose domain is told: that of the window where the domain beyond it is endless or not proved."""
    whole = found.whole
    return found.landscape if whole is None or whole.partition.infinite or whole.partition.complete is not Truth.TRUE else whole


def _domain(found: Surveyed, intervals: tuple[Interval, ...]) -> Domain:
    """The domain with what its intervals mean: all of it, those of one period, or those within a window."""
    partition = found.landscape.partition
    whole_line = len(intervals) == 1 and (intervals[0].lower, intervals[0].upper) == (t.MINUS_INFINITY, t.INFINITY)
    period = found.period if found.family is None or whole_line else found.family.period.tree
    whole = None if found.whole is None else found.whole.partition
    if whole is not None and not whole.infinite and whole.complete is not Truth.TRUE:
        return Domain(intervals, partition.conditions, period, partition.complete, found.window)
    if whole is None or not whole.infinite:
        return Domain(intervals, partition.conditions if whole is None else whole.conditions, period, partition.complete, None)
    everything = found.whole is not None and (found.whole.interval.lower, found.whole.interval.upper) == (t.MINUS_INFINITY, t.INFINITY)
    inside = [(piece.lower, piece.upper) for piece in intervals]
    if everything and not whole.conditions and found.window is not None and inside == [(found.window.lower, found.window.upper)]:
        return Domain((Interval(t.MINUS_INFINITY, t.INFINITY),), (), period, partition.complete)  # joints without end, but no gap
    return Domain(intervals, partition.conditions, period, partition.complete, found.window)


def _warnings(found: Surveyed) -> tuple[str, ...]:
    if found.window is None:
        return ()
    low, high = to_text(found.window.lower), to_text(found.window.upper)
    if found.endless:
        return (f"there are infinitely many critical points; those between {low} and {high} are listed (choose others with --on)",)
    if found.landscape.partition.infinite or (found.whole is not None and found.whole.partition.infinite):
        return (f"the domain has infinitely many gaps or joints; studied between {low} and {high} (choose others with --on)",)
    return (f"not proved on the whole domain; studied between {low} and {high} (choose others with --on)",)
