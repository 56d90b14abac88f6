"""Study -> what its picture must show: points, lines, cuts; families are spread over an interval of x."""

from __future__ import annotations

import math
from collections.abc import Iterator
from enum import StrEnum

from calc_cli.model import AsymptoteKind, Classification, CriticalPoint, Family, Limit, Singularity, SingularityKind, Study
from calc_cli.records import record
from calc_cli.reports.plot.labels import numeric_label, period_label, point_label
from calc_cli.reports.plot.values import NOTHING, value_of
from calc_cli.tree import ONE, ZERO, Comparison, Expr, substitute

MOST_MEMBERS = 200


class Role(StrEnum):
    """What a marked point is."""

    MINIMUM = "minimum"
    MAXIMUM = "maximum"
    STATIONARY = "stationary"
    SADDLE = "saddle"
    CORNER = "corner"
    INFLECTION = "inflection"
    ENDPOINT = "endpoint"
    OPEN = "open"
    CLOSED = "closed"


@record
class Point:
    """A point of the picture. label: its coordinates, or nothing; period: how far apart the members of its family are; is_copy: another
    member of the family of a point shown."""

    x: float
    y: float
    role: Role
    label: str = ""
    period: str = ""
    is_copy: bool = False


@record
class Asymptote:
    """The line y = slope*x + intercept, or x = at when it is vertical; towards: the ends it belongs to."""

    at: float | None
    slope: float = 0.0
    intercept: float = 0.0
    towards: tuple[str, ...] = ()


@record
class Cut:
    """A place where the curve is interrupted or not smooth: one-sided values (NaN: none or not known), whether the function is defined
    there, and its value (NaN: none, or not known)."""

    x: float
    left: float
    right: float
    value: float
    kind: SingularityKind
    defined: bool = False


EXTREMA = {Classification.LOCAL_MINIMUM: Role.MINIMUM, Classification.LOCAL_MAXIMUM: Role.MAXIMUM}
UNSEEN = (SingularityKind.CORNER, SingularityKind.CUSP, SingularityKind.VERTICAL_TANGENT)


def members(at: float, family: Family | None, lower: float, upper: float) -> Iterator[tuple[float, int]]:
    """The members of a family within [lower, upper], with their numbers k."""
    period = math.inf if family is None else abs(value_of(family.period.tree))
    if family is None or period == math.inf:
        if lower <= at <= upper:
            yield at, 0
        return
    sign = 1 if value_of(family.period.tree) > 0 else -1
    if not period > 0:
        return
    slack = 1e-9 * period
    first, last = math.ceil((lower - at - slack) / period), math.floor((upper - at + slack) / period)
    if last - first > MOST_MEMBERS:
        return
    for k in range(first, last + 1):
        yield at + k * period, sign * k


def shift_of(family: Family | None, k: int) -> float:
    """How much higher than the base the member number k lies."""
    return 0.0 if family is None or k == 0 else k * value_of(family.value_shift.tree)


def critical_role(point: CriticalPoint) -> Role:
    """How a critical point is marked."""
    default = Role.STATIONARY if point.type.value == "stationary" else Role.CORNER
    return EXTREMA.get(point.classification, default)


def marked_points(study: Study, lower: float, upper: float) -> tuple[Point, ...]:
    """Critical points, inflection points and endpoints over [lower, upper], in this order of importance."""
    found: list[Point] = []
    groups = ((study.critical_points, None), (study.endpoints, Role.ENDPOINT), (study.inflection_points, Role.INFLECTION))
    for points, role in groups:
        for point in points:
            if point.value is None:
                continue
            x, y = value_of(point.at[0].tree), value_of(point.value.tree)
            for place, k in members(x, point.family, lower, upper):
                height = y + shift_of(point.family, k)
                if math.isfinite(height) and not any(math.isclose(place, p.x, abs_tol=1e-12) for p in found):
                    label = point_label(point.at[0], point.value, point.family, k, place, height)
                    period = "" if point.family is None else period_label(point.family)
                    found.append(Point(place, height, role or critical_role(point), label, period, k != 0))
    return tuple(found)


def cuts(study: Study, lower: float, upper: float) -> tuple[Cut, ...]:
    """Singularities and ends of the domain over [lower, upper], increasing."""
    found: dict[float, Cut] = {}
    ends = {value_of(point.at[0].tree): point for point in study.endpoints}
    for singularity in study.singularities:
        for cut in members_of_singularity(study, singularity, lower, upper):
            found[cut.x] = cut
    for x in domain_ends(study, lower, upper):
        if not any(math.isclose(x, known, rel_tol=1e-12, abs_tol=1e-12) for known in found):
            known = ends.get(x)
            y = value_of(known.value.tree) if known is not None and known.value is not None else NOTHING
            found[x] = Cut(x, y, y, y, SingularityKind.END, in_domain(study, x))
    return tuple(found[x] for x in sorted(found))


def members_of_singularity(study: Study, singularity: Singularity, lower: float, upper: float) -> Iterator[Cut]:
    """The cuts of one singularity and its family."""
    x = value_of(singularity.at.tree)
    left, right = limit_value(singularity.left), limit_value(singularity.right)
    defined = in_domain(study, x)
    at = value_at(study, singularity.at.tree) if defined else NOTHING
    for place, k in members(x, singularity.family, lower, upper):
        shift = shift_of(singularity.family, k)
        yield Cut(place, left + shift, right + shift, at + shift, singularity.kind, defined)


def value_at(study: Study, point: Expr) -> float:
    """f at an exact point of its domain, NaN when its value is not known."""
    for listed in (*study.endpoints, *study.critical_points):
        if listed.at[0].tree == point and listed.value is not None:
            return value_of(listed.value.tree)
    return value_of(substitute(study.problem.tree, {study.problem.variables[0]: point}))


def in_domain(study: Study, x: float) -> bool:
    """Whether a point belongs to the domain; a point is met at an end of an interval exactly as that end was computed."""
    period = NOTHING if study.domain.period is None else value_of(study.domain.period)
    for interval in study.domain.intervals:
        lower, upper = value_of(interval.lower), value_of(interval.upper)
        place = x + period * math.ceil((lower - x) / period - 1e-9) if period > 0 and math.isfinite(lower) else x
        if (same(place, lower) and interval.lower_closed) or (same(place, upper) and interval.upper_closed):
            return True
        if lower < place < upper and not same(place, lower) and not same(place, upper):
            return True
    return False


def limit_value(limit: Limit | None) -> float:
    """A one-sided limit; NaN when there is none or it is not known."""
    return NOTHING if limit is None or limit.value is None else value_of(limit.value)


def domain_ends(study: Study, lower: float, upper: float) -> Iterator[float]:
    """The finite ends of the intervals of the domain, repeated with its period."""
    period = NOTHING if study.domain.period is None else value_of(study.domain.period)
    for interval in study.domain.intervals:
        for end in (interval.lower, interval.upper):
            x = value_of(end)
            if not math.isfinite(x):
                continue
            if not period > 0:
                if lower <= x <= upper:
                    yield x
                continue
            first, last = math.ceil((lower - x) / period - 1e-9), math.floor((upper - x) / period + 1e-9)
            yield from (x + k * period for k in range(first, min(last, first + MOST_MEMBERS) + 1))


def dots(found: tuple[Cut, ...], lower: float, upper: float) -> tuple[Point, ...]:
    """Open dots at limits that are no values, closed dots at values beside a jump or a hole; none for a side that is not drawn."""
    points: list[Point] = []
    for cut in found:
        if cut.kind in UNSEEN:
            continue
        sides = (cut.left if cut.x > lower and not same(cut.x, lower) else NOTHING, cut.right if not same(cut.x, upper) else NOTHING)
        limits = {y for y in sides if math.isfinite(y)}
        if cut.kind is SingularityKind.END and math.isfinite(cut.value) and all(same(y, cut.value) for y in limits):
            continue  # a closed end is marked as an endpoint
        if cut.defined and math.isnan(cut.value):
            continue  # nothing is said of a value that is not known
        hole = cut.kind is SingularityKind.REMOVABLE
        points += [Point(cut.x, y, Role.OPEN, numeric_label(cut.x, y) if hole else "") for y in limits if not same(y, cut.value)]
        if math.isfinite(cut.value):
            points.append(Point(cut.x, cut.value, Role.CLOSED))
    return tuple(points)


def same(a: float, b: float) -> bool:
    """Two heights that no picture can tell apart."""
    return math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-12)


def asymptotes(study: Study, lower: float, upper: float) -> tuple[Asymptote, ...]:
    """The asymptotes; a vertical one once for each member of its family."""
    lines: list[Asymptote] = []
    variable = study.problem.variables[0]
    families = {singularity.at.tree: singularity.family for singularity in study.singularities}
    for asymptote in study.asymptotes:
        if not isinstance(asymptote.equation, Comparison):
            continue
        right = asymptote.equation.right
        if asymptote.kind is AsymptoteKind.VERTICAL:
            lines += [Asymptote(x) for x, _ in members(value_of(right), families.get(right), lower, upper)]
            continue
        at_zero, at_one = (value_of(substitute(right, {variable: point})) for point in (ZERO, ONE))
        lines.append(Asymptote(None, at_one - at_zero, at_zero, asymptote.towards))
    return tuple(lines)


def name_of(study: Study) -> str:
    """`f(x)`."""
    return f"{study.problem.name}({study.problem.variables[0]})"
