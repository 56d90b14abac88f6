"""The skeleton of a study: pieces of the domain, zeros of f' and f'' on them, and all of it in order along the line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field, replace
from fractions import Fraction
from itertools import pairwise

from calc_cli import balls, stages
from calc_cli import tree as t
from calc_cli.balls.constants import SHOWN_BITS
from calc_cli.calculus import derive
from calc_cli.domain import Joint, Partition, partition
from calc_cli.effort import deadline, now
from calc_cli.model import Equation, Interval, Limit, Refusal, Root, RootSet, Truth
from calc_cli.records import mutable_record
from calc_cli.solving import solve
from calc_cli.stages import Stage
from calc_cli.study.continuity import proves_continuous
from calc_cli.study.poles import limit_at_pole
from calc_cli.symbolic.asymptotics import end_sign, limit
from calc_cli.symbolic.comparing import compare, in_order
from calc_cli.symbolic.univariate import quotient_of
from calc_cli.symbolic.values import sign_at, value_at
from calc_cli.tree import Expr

NEARER = 4
LEAST_SECONDS = 0.2
POLYNOMIAL = "polynomial"
"""The strategy that lists every zero with its exact multiplicity."""
UNKNOWN_LIMIT = Limit(None, Truth.UNKNOWN)


@mutable_record
class Stretch:
    """An open piece of the domain. tree: f there, branch-free; first, second: f', f''; the zeros of both on the piece."""

    interval: Interval
    tree: Expr
    first: Expr
    second: Expr
    critical: RootSet
    inflection: RootSet


@mutable_record
class Place:
    """A point where something may happen: a joint, a zero of f', a zero of f''. defined and value: f(at) as typed.

    left, right: one-sided limits of f (None: not in the domain on that side); left_slope, right_slope: those of f'.
    unbroken: f is proved continuous on its domain.
    """

    at: Expr
    joint: Joint | None = None
    critical: Root | None = None
    inflection: Root | None = None
    defined: Truth = Truth.TRUE
    value: Expr | None = None
    left: Limit | None = None
    right: Limit | None = None
    left_slope: Limit | None = None
    right_slope: Limit | None = None
    unbroken: bool = False

    @property
    def continuous(self) -> bool:
        """Proved: defined, with both one-sided limits equal to the value (or analytic)."""
        return self.continuous_left and self.continuous_right

    @property
    def continuous_left(self) -> bool:
        """Proved: the limit from the left is the value."""
        return self._agrees(self.left)

    @property
    def continuous_right(self) -> bool:
        """Proved: the limit from the right is the value."""
        return self._agrees(self.right)

    @property
    def broken(self) -> bool:
        """Proved: defined, with a one-sided limit that is infinite, does not exist or differs from the value."""
        return self.joint is not None and self.defined is Truth.TRUE and any(self._differs(side) for side in (self.left, self.right))

    def _agrees(self, side: Limit | None) -> bool:
        if self.joint is None:
            return True
        if side is None or self.defined is not Truth.TRUE:
            return False
        if self.unbroken:
            return True
        return side.value is not None and self.value is not None and (side.value == self.value or compare(side.value, self.value) == 0)

    def _differs(self, side: Limit | None) -> bool:
        if side is None or self.unbroken:
            return False
        if side.value is None or side.value in t.INFINITIES:
            return side.exists is not Truth.UNKNOWN
        return self.value is not None and compare(side.value, self.value) in (-1, 1)


@mutable_record
class Section:
    """An open interval between neighbouring places. stretch None: outside the domain. first, second: certified signs; None unknown."""

    interval: Interval
    stretch: Stretch | None
    first: int | None = None
    second: int | None = None


@mutable_record
class Landscape:
    """places[i] lies between sections[i] and sections[i + 1]; when circular, the last place is the first one a period later."""

    tree: Expr
    variable: str
    interval: Interval
    partition: Partition
    stretches: list[Stretch]
    places: list[Place]
    sections: list[Section]
    circular: bool = False
    trail: list[Refusal] = field(default_factory=list)

    def left_of(self, i: int) -> Section:
        """The section before places[i]; round the circle for the first."""
        return self.sections[i] if i or not self.circular else self.sections[-2]

    def right_of(self, i: int) -> Section:
        """The section after places[i]; round the circle for the last."""
        last = i == len(self.places) - 1
        return self.sections[1] if last and self.circular else self.sections[i + 1]


def survey(tree: Expr, variable: str, interval: Interval, budget_seconds: float) -> Landscape:
    """Partition, solve f' = 0 and f'' = 0 on every piece, put all places in order, and certify the signs between them."""
    stages.enter(Stage.DOMAIN)
    parts = partition(tree, variable, interval)
    stages.enter(Stage.SOLVING)
    end = deadline(budget_seconds)
    stretches = [_stretch(piece.interval, piece.tree, variable, end) for piece in parts.pieces if piece.tree is not None]
    stages.enter(Stage.CLASSIFYING)
    places = _places(parts, stretches)
    landscape = Landscape(tree, variable, interval, parts, stretches, places, [])
    landscape.sections = _sections(landscape)
    unbroken = bool(parts.joints) and proves_continuous(tree)
    for i, place in enumerate(places):
        if place.joint is not None:
            place.unbroken = unbroken
            _look_around(landscape, i, place)
        else:
            stretch = landscape.sections[i].stretch
            assert stretch is not None
            place.value = _enclosed(value_at(stretch.tree, variable, place.at))
    return landscape


def _stretch(interval: Interval, tree: Expr, variable: str, end: float) -> Stretch:
    """The zeros of f' and f'' on a piece; all pieces share the time until the end."""

    def zeros(function: Expr) -> RootSet:
        return solve(Equation(function, variable, interval), max(LEAST_SECONDS, end - now()))

    first, second = _slopes(tree, variable)
    critical = zeros(first)
    inflection = critical if critical.identically_zero else zeros(second)
    return Stretch(interval, tree, first, second, critical, inflection)


def _slopes(tree: Expr, variable: str) -> tuple[Expr, Expr]:
    """f' and f'' as the rules give them, f'' by the shorter way; of a rational function in lowest terms, since its poles are joints."""
    derivation = derive(tree, variable)
    if quotient_of(tree, variable) is not None:
        return derivation.result, derive(derivation.result, variable).result
    first = derivation.raw
    second = derive(first, variable).raw
    if derivation.result != first:
        second = min(derive(derivation.result, variable).raw, second, key=_size)
    return first, second


def _size(tree: Expr) -> int:
    return sum(1 for _ in t.walk(tree))


def _places(parts: Partition, stretches: Sequence[Stretch]) -> list[Place]:
    """Joints and roots in increasing order; a zero of both derivatives is one place."""
    places: list[Place] = []
    inner = list(parts.inner_joints)
    if parts.lower_end is not None:
        places.append(_joint_place(parts.lower_end))
    by_start = {id(s.interval): s for s in stretches}
    for i, piece in enumerate(parts.pieces):
        stretch = by_start.get(id(piece.interval))
        if stretch is not None:
            places.extend(_roots_in_order(stretch))
        if i < len(inner):
            places.append(_joint_place(inner[i]))
    if parts.upper_end is not None and parts.upper_end is not parts.lower_end:
        places.append(_joint_place(parts.upper_end))
    return places


def _joint_place(joint: Joint) -> Place:
    return Place(joint.at, joint=joint, defined=joint.defined, value=_enclosed(joint.value))


def _enclosed(value: Expr | None) -> Expr | None:
    """The value, None when balls cannot enclose it (at the border of an asin's domain, say)."""
    return value if value is not None and balls.enclose(value, SHOWN_BITS).is_finite() else None


def _roots_in_order(stretch: Stretch) -> list[Place]:
    places = [Place(root.value, critical=root) for root in stretch.critical.roots]
    if stretch.inflection is not stretch.critical:
        places += [Place(root.value, inflection=root) for root in stretch.inflection.roots]
    groups, doubtful = in_order(places, lambda place: place.at)
    for first, second in doubtful:  # a zero of f' and one of f'' that cannot be told apart: nothing is claimed of f'' there
        stretch.inflection = replace(stretch.inflection, complete=Truth.UNKNOWN)
        (first if first.critical is None else second).inflection = None
    return [_one_place(group) for group in groups if any(p.critical or p.inflection for p in group)]


def _one_place(group: list[Place]) -> Place:
    """A zero of f' that is also one of f''."""
    roots = [place.inflection for place in group if place.inflection is not None]
    critical = [place for place in group if place.critical is not None]
    place = (critical or group)[0]
    place.inflection = roots[0] if roots else None
    return place


def _sections(landscape: Landscape) -> list[Section]:
    """The gaps between places, outermost ones included (those beyond a closed end of the interval are outside)."""
    ends = [landscape.interval.lower, *(p.at for p in landscape.places), landscape.interval.upper]
    known = {id(s) for s in landscape.stretches if _has_known_multiplicities(s.critical) and _has_known_multiplicities(s.inflection)}
    sections: list[Section] = []
    for i, (low, high) in enumerate(pairwise(ends)):
        gap = Interval(low, high)
        stretch = None if low == high else _stretch_of(landscape, gap)
        followed = i and stretch is not None and id(stretch) in known
        continued = _continued(sections[-1], landscape.places[i - 1], gap, stretch) if followed else None
        sections.append(continued or _signed(gap, stretch, landscape.variable))
    return sections


def _continued(before: Section, place: Place, gap: Interval, stretch: Stretch | None) -> Section | None:
    """Across a place within one piece, of which all multiplicities are known, a sign changes exactly at a zero of odd multiplicity."""
    if before.stretch is not stretch or place.joint is not None or before.first is None or before.second is None:
        return None
    return Section(gap, stretch, passed(before.first, place.critical), passed(before.second, place.inflection))


def _has_known_multiplicities(roots: RootSet) -> bool:
    """All zeros are listed, each a zero of a polynomial with its exact multiplicity."""
    complete = roots.complete is Truth.TRUE and not (roots.undecided or roots.families or roots.accumulates_at)
    return complete and all(root.method == POLYNOMIAL and root.multiplicity is not None for root in roots.roots)


def passed(sign: int, root: Root | None) -> int:
    """The sign after a zero: it changes exactly at one of odd multiplicity."""
    return -sign if root is not None and root.multiplicity is not None and root.multiplicity % 2 else sign


def _stretch_of(landscape: Landscape, gap: Interval) -> Stretch | None:
    parts = landscape.partition
    if len(parts.pieces) == len(landscape.stretches) == 1 and not parts.joints:
        return landscape.stretches[0]
    sample = t.rational(balls.between(gap.lower, gap.upper))
    for stretch in landscape.stretches:
        low, high = stretch.interval.lower, stretch.interval.upper
        if compare(low, sample) == -1 and compare(sample, high) == -1:
            return stretch
    return None


def _signed(gap: Interval, stretch: Stretch | None, variable: str) -> Section:
    """Signs of f' and f'' from a sample: proofs when the lists of zeros are complete."""
    if stretch is None:
        return Section(gap, None)
    pairs = ((stretch.first, stretch.critical), (stretch.second, stretch.inflection))
    first, second = (_sign(tree, roots, variable, gap) for tree, roots in pairs)
    return Section(gap, stretch, first, 0 if first == 0 else second)


def _sign(tree: Expr, roots: RootSet, variable: str, gap: Interval) -> int | None:
    if roots.identically_zero:
        return 0
    if roots.complete is not Truth.TRUE or changes_infinitely(roots) or any(_may_touch(gap, u) for u in roots.undecided):
        return None
    if gap.lower == t.MINUS_INFINITY and quotient_of(tree, variable) is not None:
        return end_sign(tree, variable, gap.lower)
    return next((sign for sample in _samples(gap) if (sign := sign_at(tree, variable, sample))), None)


def _samples(gap: Interval) -> Iterator[Fraction]:
    """Rationals inside, then closer and closer to an end that is finite: far out a function may be too flat for its sign to be seen."""
    first = balls.between(gap.lower, gap.upper)
    yield first
    for _ in range(NEARER):
        if gap.lower != t.MINUS_INFINITY:
            first = balls.between(gap.lower, t.rational(first))
        elif gap.upper != t.INFINITY:
            first = balls.between(t.rational(first), gap.upper)
        yield first


def changes_infinitely(roots: RootSet) -> bool:
    """Infinitely many zeros, not all of them of even order (an even one changes no sign)."""
    return bool(roots.accumulates_at) or any(f.base.multiplicity is None or f.base.multiplicity % 2 for f in roots.families)


def _may_touch(gap: Interval, undecided: Interval) -> bool:
    """Not proved: the two intervals have no interior point in common."""
    apart = compare(gap.upper, undecided.lower) in (-1, 0) or compare(undecided.upper, gap.lower) in (-1, 0)
    return not apart


def _look_around(landscape: Landscape, i: int, place: Place) -> None:
    """One-sided limits of f and f' at a joint."""
    variable = landscape.variable
    for side, section in ((-1, landscape.sections[i]), (1, landscape.sections[i + 1])):
        stretch = section.stretch
        if stretch is None:
            continue
        value, slope = (limit(tree, variable, place.at, side) for tree in (stretch.tree, stretch.first))
        if place.unbroken and place.defined is Truth.TRUE:
            value = _known_continuous(place, value)
        elif value.exists is Truth.UNKNOWN and place.defined is Truth.FALSE:
            value = limit_at_pole(stretch.tree, variable, place.at, side, section.first) or value
        if side < 0:
            place.left, place.left_slope = value, slope
        else:
            place.right, place.right_slope = value, slope


def _known_continuous(place: Place, side: Limit) -> Limit:
    """At a point of the domain of a continuous function the limit is the value: what is known of one tells the other."""
    if place.value is None and side.value is not None:
        place.value = side.value
    return Limit(place.value, Truth.TRUE)
