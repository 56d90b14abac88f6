"""Critical points, endpoints, inflection points and singularities, read off the landscape."""

from __future__ import annotations

from calc_cli import balls
from calc_cli import tree as t
from calc_cli.classifying import Occasion, Verdict, classify, classify_endpoint
from calc_cli.model import (
    Classification,
    CriticalPoint,
    Family,
    Limit,
    PointType,
    Proof,
    Singularity,
    SingularityKind,
    Test,
    Truth,
)
from calc_cli.study.circle import representative
from calc_cli.study.landscape import Landscape, Place
from calc_cli.symbolic import constants
from calc_cli.symbolic.comparing import compare
from calc_cli.tree import Expr


def critical_points(landscape: Landscape, family: Family | None) -> tuple[CriticalPoint, ...]:
    """Interior points where f' is zero or does not exist, in order."""
    found = []
    for i, place in _interior(landscape):
        kind = point_type(landscape, i, place)
        if kind is not None:
            found.append(_point(landscape, i, place, kind, family))
    return tuple(found)


def _interior(landscape: Landscape) -> list[tuple[int, Place]]:
    """Places with the domain on both sides; round the circle the last repeats the first."""
    indexed = list(enumerate(landscape.places))
    if landscape.circular:
        indexed = indexed[:-1]
    return [(i, p) for i, p in indexed if landscape.left_of(i).stretch is not None and landscape.right_of(i).stretch is not None]


def point_type(landscape: Landscape, i: int, place: Place) -> PointType | None:
    """How a place is critical; None when it is not (or not in the domain)."""
    if place.critical is not None:
        return PointType.STATIONARY
    if place.joint is None or place.defined is not Truth.TRUE:
        return None
    if not place.continuous:
        return PointType.JUMP if place.broken and _finite_sides(place) else None
    left, right = slope_of(place.left_slope), slope_of(place.right_slope)
    if left is None or right is None:
        return PointType.CORNER if _slopes_unknown_but_singular(place) else None
    if left in t.INFINITIES or right in t.INFINITIES:
        if left == right:
            return PointType.VERTICAL_TANGENT
        return PointType.CUSP if left in t.INFINITIES and right in t.INFINITIES else PointType.CORNER
    order = compare(left, right)
    if order:
        return PointType.CORNER
    both_flat = landscape.left_of(i).first == 0 and landscape.right_of(i).first == 0
    return PointType.STATIONARY if order == 0 and constants.sign_of(left) == 0 and not both_flat else None


def _slopes_unknown_but_singular(place: Place) -> bool:
    """One slope infinite while the other limit is not known: f' cannot exist as a finite number."""
    return any(s in t.INFINITIES for s in (slope_of(place.left_slope), slope_of(place.right_slope)))


def _finite_sides(place: Place) -> bool:
    return any(side is not None and side.value is not None for side in (place.left, place.right))


def slope_of(side: Limit | None) -> Expr | None:
    """The value of a limit, None when it has none."""
    return None if side is None else side.value


def occasion_of(landscape: Landscape, i: int, place: Place) -> Occasion:
    """The data of the classification tests at a place."""
    left, right = landscape.left_of(i), landscape.right_of(i)
    own = landscape.sections[i + 1 if i == 0 else i].stretch  # round the circle the other side lies a period away
    smooth = own if place.joint is None else None
    return Occasion(
        landscape.variable,
        place.at,
        None if left.stretch is None else left.first,
        None if right.stretch is None else right.first,
        smooth.tree if smooth else None,
        smooth.second if smooth else None,
        place.continuous,
        place.value,
        slope_of(place.left),
        slope_of(place.right),
        slope_of(place.left_slope),
        slope_of(place.right_slope),
    )


def _point(landscape: Landscape, i: int, place: Place, kind: PointType, family: Family | None) -> CriticalPoint:
    verdict = classify(occasion_of(landscape, i, place))
    word = verdict.kind
    if word is Classification.SADDLE and kind is not PointType.STATIONARY:
        word = Classification.NOT_EXTREMUM
    root = place.critical
    return CriticalPoint(
        (balls.number(place.at),),
        None if place.value is None else balls.number(place.value),
        word,
        kind,
        verdict.test,
        verdict.evidence,
        verdict.strict,
        None,
        root.proof if root is not None else Proof.EXACT,
        family,
        root.multiplicity if root is not None else None,
        root.method if root is not None else "",
    )


def endpoints(landscape: Landscape, family: Family | None = None) -> tuple[CriticalPoint, ...]:
    """Boundary points that belong to the domain, classified one-sidedly; isolated points count as both ends."""
    found = []
    for i, place in enumerate(landscape.places[:-1] if landscape.circular else landscape.places):
        left, right = landscape.left_of(i).stretch, landscape.right_of(i).stretch
        if place.joint is None or place.defined is not Truth.TRUE or (left is not None and right is not None):
            continue
        if left is None and right is None:
            verdict = Verdict(Classification.LOCAL_MINIMUM, True, Test.NONE, ())
        else:
            one_sided = occasion_of(landscape, i, place)
            continuous = place.continuous_left if left is not None else place.continuous_right
            known = slope_of(place.left if left is not None else place.right)
            verdict = classify_endpoint(_with_side(one_sided, continuous, known, left is not None))
        value = None if place.value is None else balls.number(place.value)
        found.append(
            CriticalPoint(
                (balls.number(place.at),),
                value,
                verdict.kind,
                PointType.ENDPOINT,
                verdict.test,
                verdict.evidence,
                verdict.strict,
                None,
                Proof.EXACT,
                family,
            )
        )
    return tuple(found)


def _with_side(occasion: Occasion, continuous: bool, known: Expr | None, is_left: bool) -> Occasion:
    return Occasion(
        occasion.variable,
        occasion.at,
        occasion.left if is_left else None,
        None if is_left else occasion.right,
        continuous=continuous,
        value=occasion.value,
        value_left=known if is_left else None,
        value_right=None if is_left else known,
    )


def inflection_points(landscape: Landscape, family: Family | None) -> tuple[CriticalPoint, ...]:
    """Points of continuity at which the concavity changes; corners and vertical tangents are marked as such."""
    found = []
    for i, place in _interior(landscape):
        left, right = landscape.left_of(i).second, landscape.right_of(i).second
        if not left or not right or left == right or not place.continuous:
            continue
        kind = point_type(landscape, i, place) or PointType.REGULAR
        root = place.inflection or place.critical
        evidence = (("f'' left", t.rational(left)), ("f'' right", t.rational(right)))
        value = None if place.value is None else balls.number(place.value)
        found.append(
            CriticalPoint(
                (balls.number(place.at),),
                value,
                Classification.SADDLE if place.critical is not None else Classification.NOT_EXTREMUM,
                kind,
                Test.SECOND_DERIVATIVE,
                evidence,
                None,
                None,
                root.proof if root is not None else Proof.EXACT,
                family,
            )
        )
    return tuple(found)


def singularities(landscape: Landscape, family: Family | None) -> tuple[Singularity, ...]:
    """Joints where f is not defined, not continuous, or not smooth, with the one-sided limits."""
    found = []
    last = len(landscape.places) - 1
    for i, place in enumerate(landscape.places):
        if place.joint is None or (landscape.circular and i == last):
            continue
        kind = singularity_kind(landscape, i, place)
        if kind is not None:
            at = place.at if family is None else representative(place.at, family.period.tree)
            found.append(Singularity(balls.number(at), kind, place.left, place.right, family))
    return tuple(sorted(found, key=lambda singular: singular.at.approx or 0.0)) if family is not None else tuple(found)


def singularity_kind(landscape: Landscape, i: int, place: Place) -> SingularityKind | None:
    """Pole, hole, jump, end of the domain, corner, cusp or vertical tangent; None where f is smooth."""
    sides = [s for s in (place.left, place.right) if s is not None]
    if not sides:
        return None
    if any(s.value in t.INFINITIES for s in sides):
        return SingularityKind.POLE
    if any(s.exists is Truth.FALSE for s in sides):
        return SingularityKind.ESSENTIAL
    if len(sides) == 1:
        return SingularityKind.END
    left, right = slope_of(place.left), slope_of(place.right)
    if left is None or right is None:
        return None
    if place.continuous:
        kind = point_type(landscape, i, place)
        return None if kind in (None, PointType.STATIONARY) else SingularityKind(kind.value)
    order = compare(left, right)
    if order is None or not (place.broken or place.defined is Truth.FALSE):
        return None
    return SingularityKind.REMOVABLE if order == 0 else SingularityKind.JUMP
