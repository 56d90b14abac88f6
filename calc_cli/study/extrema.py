"""Infimum and supremum over the domain studied: values at points against limits at open ends, compared exactly."""

from __future__ import annotations

from calc_cli import balls
from calc_cli import tree as t
from calc_cli.model import Classification, CriticalPoint, Extremum, Family, Proof, Truth
from calc_cli.records import changed, record
from calc_cli.study.landscape import Landscape, Section
from calc_cli.symbolic import constants, is_identically_zero
from calc_cli.symbolic.asymptotics import limit
from calc_cli.symbolic.comparing import compare
from calc_cli.tree import Expr

QUICK_BITS = 256


@record
class Candidate:
    """A value of f taken at a point (at) or only approached (at None)."""

    value: Expr
    at: Expr | None


class _Unknown(Exception):
    """Something needed for the comparison is not known."""


def extrema(
    landscape: Landscape, family: Family | None, points: tuple[CriticalPoint, ...], even: bool
) -> tuple[Extremum | None, Extremum | None]:
    """The infimum and the supremum; None when one is not established, or the domain is empty.

    even: f(-x) = f(x) is proved, so x >= 0 suffices and every point has its mirror image.
    """
    if family is not None and constants.sign_of(family.value_shift.tree):
        return Extremum(balls.number(t.MINUS_INFINITY), False), Extremum(balls.number(t.INFINITY), False)
    values, unknown = _candidates(landscape)
    if even:
        values = [c for c in values if c.at is None or compare(c.at, t.ZERO) != -1]
    proof = Proof.CERTIFIED if any(p.proof is Proof.CERTIFIED for p in points) else Proof.EXACT

    def extremum(direction: int, unbounded: Expr) -> Extremum | None:
        if any(c.value == unbounded for c in values):
            return Extremum(balls.number(unbounded), False)
        return None if unknown or not values else _attained(landscape, values, direction, even, proof)

    return extremum(-1, t.MINUS_INFINITY), extremum(1, t.INFINITY)


def _attained(landscape: Landscape, values: list[Candidate], direction: int, even: bool, proof: Proof) -> Extremum | None:
    """The least (direction -1) or greatest of the values, and where it is taken; None when their order is not known."""
    try:
        best = _best(landscape, values, direction)
    except _Unknown:
        return None
    chosen = [c.at for c in best if c.at is not None]
    if even:
        chosen = [*(m for c in reversed(chosen) if (m := _mirrored(landscape, c)) is not None), *chosen]
    at = tuple((balls.number(c),) for c in chosen)
    return Extremum(balls.number(best[0].value), bool(at), at, proof)


def _mirrored(landscape: Landscape, at: Expr) -> Expr | None:
    """The place at -at of an even function: the one whose enclosure meets it (its mirror image is in the list)."""
    image = t.negate(at)
    if compare(image, t.ZERO) != -1:
        return None
    near = float(balls.enclose(image).mid())
    close = [p.at for p in landscape.places if abs(float(balls.enclose(p.at).mid()) - near) <= 1e-6 * max(1.0, abs(near))]
    meeting = [at for at in close if at == image or balls.compare(at, image, 256) in (None, 0)]
    return meeting[0] if len(meeting) == 1 else image


def _reflected(landscape: Landscape, a: Expr | None, b: Expr | None) -> bool:
    """Proves f(a) = f(b) by a symmetry f(c - x) = f(x) that maps a to b: the image of a is a place, and only b can be it."""
    if a is None or b is None:
        return False
    low, high = balls.rational_ends(balls.enclose(t.add(a, b)))
    x = t.Variable(landscape.variable)
    from calc_cli.solving.recognition import candidates  # on first use: few functions need it

    for centre in candidates(low, high):
        mirrored = t.substitute(landscape.tree, {landscape.variable: t.subtract(centre, x)})
        if is_identically_zero(t.subtract(mirrored, landscape.tree), landscape.variable):
            image = t.subtract(centre, a)
            meeting = [p.at for p in landscape.places if balls.compare(p.at, image, 256) in (None, 0)]
            return meeting == [b]
    return False


def _order(landscape: Landscape, a: Candidate, b: Candidate) -> int | None:
    """The order of two values: balls, then a symmetry that makes them equal, then exact algebra."""
    quick = balls.compare(a.value, b.value, QUICK_BITS)
    if quick is not None:
        return quick
    return 0 if _reflected(landscape, a.at, b.at) else compare(a.value, b.value)


def _best(landscape: Landscape, values: list[Candidate], direction: int) -> list[Candidate]:
    best: list[Candidate] = []
    for candidate in values:
        order = direction if not best else _order(landscape, candidate, best[0])
        if order is None:
            raise _Unknown
        if order == direction:
            best = [candidate]
        elif order == 0 and candidate.at not in [b.at for b in best]:
            best.append(candidate)
    return best


def _candidates(landscape: Landscape) -> tuple[list[Candidate], bool]:
    """(values and limits that matter, is something missing?)."""
    found: list[Candidate] = []
    unknown = landscape.partition.complete is not Truth.TRUE
    for place in landscape.places[:-1] if landscape.circular else landscape.places:
        if place.defined is Truth.TRUE and place.value is not None:
            if place.joint is not None or place.critical is not None:
                found.append(Candidate(place.value, place.at))
        elif place.defined is Truth.UNKNOWN or (place.defined is Truth.TRUE and place.value is None):
            unknown = True
        for side in (place.left, place.right):
            if side is not None and not place.continuous:
                if side.value is None:
                    unknown = True
                else:
                    found.append(Candidate(side.value, None))
    for section in landscape.sections:
        if section.stretch is None:
            continue
        if section.first is None:
            unknown = True
        found.extend(_at_open_ends(landscape, section))
        unknown = unknown or any(c.value is None for c in found)
        if section.first == 0:
            middle = t.rational(balls.between(section.interval.lower, section.interval.upper))
            value = constants.simplify_constant(t.substitute(section.stretch.tree, {landscape.variable: middle}))
            found.append(Candidate(value, middle))
    missing = [c for c in found if c.value == _MISSING]
    return [c for c in found if c.value != _MISSING], unknown or bool(missing)


_MISSING = t.Constant("missing")


def _at_open_ends(landscape: Landscape, section: Section) -> list[Candidate]:
    """Limits at the ends of the whole interval where no place stands (infinities, open ends of the interval asked for)."""
    found = []
    stretch = section.stretch
    assert stretch is not None
    if section is landscape.sections[0]:
        found.append(_limit_at(landscape, stretch.tree, section.interval.lower, 1))
    if section is landscape.sections[-1]:
        found.append(_limit_at(landscape, stretch.tree, section.interval.upper, -1))
    return found


def _limit_at(landscape: Landscape, tree: Expr, end: Expr, side: int) -> Candidate:
    value = limit(tree, landscape.variable, end, side).value
    return Candidate(_MISSING if value is None else value, None)


def with_global(points: tuple[CriticalPoint, ...], minimum: Extremum | None, maximum: Extremum | None) -> tuple[CriticalPoint, ...]:
    """The points with `global` filled in: does an extremum take the global value?"""
    chosen = {Classification.LOCAL_MINIMUM: minimum, Classification.LOCAL_MAXIMUM: maximum}
    marked = []
    for point in points:
        extreme = chosen.get(point.classification)
        is_global: bool | None = None
        if point.classification in chosen and extreme is not None and extreme.value is not None and point.value is not None:
            order = compare(point.value.tree, extreme.value.tree)
            is_global = True if (point.at[0],) in extreme.at else None if order is None else order == 0
        elif point.classification not in chosen:
            is_global = False if point.classification in (Classification.SADDLE, Classification.NOT_EXTREMUM) else None
        marked.append(changed(point, is_global=is_global))
    return tuple(marked)


