"""Infimum and supremum: unbounded along a curve, a bound that is taken, the least critical value of a coercive function, a compact box."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from calc_cli import balls
from calc_cli import tree as t
from calc_cli.classifying.several.inertia import determinant
from calc_cli.domain import Requirement, gates
from calc_cli.effort import deadline, now
from calc_cli.model import Convexity, CriticalPoint, CriticalSet, Extremum, Interval, Number, PointType, Proof, Region
from calc_cli.records import record
from calc_cli.study.several.bounds import range_of
from calc_cli.study.several.coercive import proves_coercive, proves_continuous, proves_posynomial, proves_vanishing
from calc_cli.study.several.nonnegative import proves_at_least
from calc_cli.study.several.rational_ends import far_out
from calc_cli.study.several.region import is_closed_box
from calc_cli.study.several.relaxation import Values, multiplied_out, relaxed_bound
from calc_cli.study.several.runaway import approaching, line_runaway, polynomial_runaway, taken_on_lines
from calc_cli.study.several.symmetry import images, meets
from calc_cli.study.several.taken import proves_apart
from calc_cli.symbolic.comparing import compare
from calc_cli.symbolic.constants import sign_of
from calc_cli.tree import Expr


@record
class Landmarks:
    """Where extrema may be taken: critical points and sets inside, points of the boundary; complete: there are no other places.

    box: when not complete, a box in which none is missing. flat: values on stretches of edges, for each of which one point stands.
    """

    points: tuple[CriticalPoint, ...]
    sets: tuple[CriticalSet, ...]
    boundary: tuple[CriticalPoint, ...]
    complete: bool
    box: Region | None = None
    flat: tuple[Number | None, ...] = ()


@record
class Question:
    """The infimum of `tree` on the region; direction: -1 when the tree is the negative of f and the supremum is wanted."""

    tree: Expr
    variables: tuple[str, ...]
    region: Region | None
    landmarks: Landmarks
    direction: int
    convexity: Convexity
    critical_values: Values
    deadline: float

    @property
    def is_late(self) -> bool:
        """The time for studies along lines is over."""
        return now() > self.deadline

    @property
    def is_bounded(self) -> bool:
        """f is continuous on a closed box, hence bounded there."""
        return is_closed_box(self.region) and proves_continuous(self.tree, self.variables, self.region)

    def turned(self, value: Expr) -> Expr:
        """A value of f as one of the tree, and back."""
        return value if self.direction > 0 else t.negate(value)

    @property
    def complete(self) -> bool:
        """Every place where an extremum may be taken is among the landmarks, and its value is known."""
        marks = self.landmarks
        valued = all(point.value is not None for point in (*marks.points, *marks.boundary)) and all(s.value is not None for s in marks.sets)
        return marks.complete and valued

    def taken(self, value: Expr) -> list[tuple[Number, ...] | None]:
        """The landmarks with this value of the tree."""
        wanted = balls.number(self.turned(value))
        found: list[tuple[Number, ...] | None] = []
        for number, at in self.numbers:
            if proves_apart(number, wanted, 1) or proves_apart(wanted, number, 1):
                continue
            order = compare(number.tree, wanted.tree)
            if order == 0 or (order is None and at is not None and any(self.mirrored(place, at) for place in found if place is not None)):
                found.append(at)
        return found

    def least(self) -> Expr | None:
        """The least value at a landmark; None when there is none, or two that may be least cannot be compared."""
        marks = [(number, at) for number, at in self.numbers]
        if not marks:
            return None
        best, place = min(marks, key=lambda mark: self.direction * (mark[0].approx or 0.0))
        for other, at in marks:
            if other is best or proves_apart(best, other, self.direction):
                continue
            order = self.order(best, other)
            if order is None and not (at is not None and place is not None and self.mirrored(place, at)):
                return None
            best, place = (other, at) if order == 1 else (best, place)
        return self.turned(best.tree)

    @property
    def numbers(self) -> list[tuple[Number, tuple[Number, ...] | None]]:
        """The values of f at the landmarks, with the points."""
        marks = self.landmarks
        found: list[tuple[Number, tuple[Number, ...] | None]] = [
            (point.value, point.at) for point in (*marks.points, *marks.boundary) if point.value is not None
        ]
        return found + [(component.value, None) for component in marks.sets if component.value is not None]

    def order(self, a: Number, b: Number) -> int | None:
        """The order of two values of the tree, given as values of f."""
        found = compare(a.tree, b.tree)
        return None if found is None else self.direction * found

    def mirrored(self, a: tuple[Number, ...], b: tuple[Number, ...]) -> bool:
        """A symmetry of f, changing signs or the order of the variables, leads from one landmark to the other: the values are equal."""
        if not (self.landmarks.complete or self.landmarks.box) or self.landmarks.sets:
            return False
        places = [at for _, at in self.numbers if at is not None]
        for image in images(self.tree, self.variables, self.region, a):
            near = [at for at in places if meets(image, at)]
            if len(near) == 1 and near[0] == b:
                return True
        return False


Answer = Callable[[Question], Extremum | None]


def attained(question: Question, value: Expr, *, within_box: bool = False) -> Extremum:
    """The extremum with this value at the landmarks that have it; within_box: it is not taken outside the box of the landmarks."""
    points = question.landmarks.points
    certified = any(point.proof is Proof.CERTIFIED for point in points)
    at = tuple(dict.fromkeys(place for place in question.taken(value) if place is not None))
    proof = Proof.CERTIFIED if certified else Proof.EXACT
    partial = not has_every_place(question, value, within_box=within_box)
    return Extremum(balls.number(question.turned(value)), True, at, proof, partial=partial)


def has_every_place(question: Question, value: Expr, *, within_box: bool) -> bool:
    """Is no point with this value missing among the landmarks? On an edge of the domain that belongs to it points may be missing."""
    marks, sides = question.landmarks, dict(zip(question.variables, question.region or (), strict=False))
    if not (marks.complete or (within_box and question.region is None and marks.box is not None)):
        return False
    for gate in gates(question.tree):
        if gate.requirement is Requirement.NONNEGATIVE and gate.restricts and not range_of(gate.subterm, sides).proves_nonnegative():
            return False
    return all(flat is not None and compare(flat.tree, question.turned(value)) in (1, -1) for flat in marks.flat)


def unbounded_polynomial(question: Question) -> Extremum | None:
    """A polynomial tends to -oo along a monomial curve."""
    if question.region is not None or any(gate.restricts for gate in gates(question.tree)):
        return None
    curve = polynomial_runaway(question.tree, question.variables, -1)
    return None if curve is None else runaway(question, curve)


def runaway(question: Question, curve: tuple[Expr, ...]) -> Extremum:
    """No bound: f is unbounded along the curve."""
    return Extremum(balls.number(t.negate(t.INFINITY) if question.direction > 0 else t.INFINITY), False, along=curve)


def compact(question: Question) -> Extremum | None:
    """f is continuous on a closed box: the least value at a critical point inside or on the boundary."""
    if not is_closed_box(question.region) or not question.complete:
        return None
    if not proves_continuous(question.tree, question.variables, question.region):
        return None
    least = question.least()
    return None if least is None else attained(question, least)


def by_convexity(question: Question) -> Extremum | None:
    """A critical point of a convex function, or of a posynomial on the positive orthant, is a global minimum."""
    convex = (Convexity.CONVEX, Convexity.STRICTLY_CONVEX) if question.direction > 0 else (Convexity.CONCAVE, Convexity.STRICTLY_CONCAVE)
    inside = [point for point in question.landmarks.points if point.value is not None and _is_stationary(point)]
    if not inside:
        return None
    if question.convexity in convex or proves_posynomial(question.tree, question.variables, question.region):
        value = inside[0].value
        if value is None:
            return None
        found = attained(question, question.turned(value.tree), within_box=True)
        return replace(found, partial=found.partial and not any(point.strict for point in inside))  # its minima make up a convex set
    return None


def _is_stationary(point: CriticalPoint) -> bool:
    """Is the gradient proved to vanish there?"""
    return point.type is PointType.STATIONARY and point.proof is not Proof.UNPROVED


def bound_taken(question: Question) -> Extremum | None:
    """A lower bound read off the structure of f that is a value of f."""
    sides = dict(zip(question.variables, question.region, strict=True)) if question.region is not None else {}
    found = range_of(question.tree, sides)
    if found.low == t.MINUS_INFINITY:
        found = range_of(multiplied_out(question.tree), sides)
    if found.low == t.MINUS_INFINITY:
        return None
    if question.taken(found.low):
        return attained(question, found.low)
    if question.is_late or question.is_bounded:
        return None
    places = taken_on_lines(question.tree, question.variables, question.region, found.low, question.deadline)
    if places:
        at = tuple(tuple(balls.number(x) for x in place) for place in places)
        return Extremum(balls.number(question.turned(found.low)), True, at, partial=True)
    curve = approaching(question.tree, question.variables, question.region, found.low)
    if curve is None:
        return None
    if found.open_low or (question.region is None and question.complete):
        return Extremum(balls.number(question.turned(found.low)), False, along=curve)
    return None


def by_factors(question: Question) -> Extremum | None:
    """f minus its least value at a landmark is a product of factors that show f is nowhere less."""
    least = question.least()
    if least is None or not proves_at_least(question.tree, question.variables, least):
        return None
    return attained(question, least)


def coercive(question: Question) -> Extremum | None:
    """f is continuous on R^n and tends to oo in all directions: the least critical value."""
    if question.region is not None or not question.complete:
        return None
    if not proves_continuous(question.tree, question.variables, None) or not proves_coercive(question.tree, question.variables):
        return None
    least = question.least()
    return None if least is None else attained(question, least)


def vanishing(question: Question) -> Extremum | None:
    """f is continuous on R^n and tends to 0 in all directions: the least critical value when it is negative, else 0."""
    if question.region is not None or not question.complete:
        return None
    if not proves_vanishing(question.tree, question.variables) or not proves_continuous(question.tree, question.variables, None):
        return None
    least = question.least()
    order = 1 if least is None and not question.numbers else None if least is None else compare(least, t.ZERO)
    if order is None:
        return None
    if least is not None and order <= 0:
        return attained(question, least)
    return Extremum(balls.number(t.ZERO), False)


def rational(question: Question) -> Extremum | None:
    """f = P/Q, continuous on R^n, with known limits far out: the least critical value or the least limit."""
    if question.region is not None or not question.complete or not proves_continuous(question.tree, question.variables, None):
        return None
    far = far_out(question.tree, question.variables)
    least = question.least()
    if far is None or (least is None and question.numbers):
        return None
    order = 1 if least is None else compare(least, far.level)
    if order is None:
        return None
    if least is not None and order <= 0:
        return attained(question, least)
    return Extremum(balls.number(question.turned(far.level)), False, along=far.direction or ())


def relaxed(question: Question) -> Extremum | None:
    """f = P(x, e^u): the least value of the coercive polynomial P is a value of f."""
    if question.region is not None:
        return None
    low = relaxed_bound(question.tree, question.critical_values)
    return attained(question, low) if low is not None and question.taken(low) else None


def by_sublevel(question: Question) -> Extremum | None:
    """f is continuous on R^n and larger than its least critical value in a box wherever a coordinate leaves the box."""
    box = question.landmarks.box
    if question.region is not None or box is None or not proves_continuous(question.tree, question.variables, None):
        return None
    least = question.least()
    if least is None:
        return None
    for name, side in zip(question.variables, box, strict=True):
        for outside in (Interval(t.MINUS_INFINITY, side.lower, False, True), Interval(side.upper, t.INFINITY, True, False)):
            if compare(range_of(question.tree, {name: outside}).low, least) != 1:
                return None
    return attained(question, least, within_box=True)


def periodic(question: Question) -> Extremum | None:
    """f is continuous and has as many independent periods as variables: the least critical value."""
    periods = next((point.periods for point in question.landmarks.points if point.periods), ())
    if question.region is not None or len(periods) != len(question.variables) or not question.complete:
        return None
    volume = determinant([[entry.tree for entry in period] for period in periods])
    if not sign_of(volume) or not proves_continuous(question.tree, question.variables, None):
        return None
    least = question.least()
    return None if least is None else attained(question, least)


def unbounded_on_line(question: Question) -> Extremum | None:
    """f tends to -oo on a line, at infinity or at a pole."""
    if question.is_bounded:
        return None
    curve = line_runaway(question.tree, question.variables, question.region, -1, question.deadline)
    return None if curve is None else runaway(question, curve)


ANSWERS: tuple[Answer, ...] = (
    compact,  # a box: nothing else is needed
    by_convexity,
    coercive,
    unbounded_polynomial,
    periodic,
    bound_taken,  # one-variable studies of the parts
    by_factors,  # f - c nowhere negative
    vanishing,
    rational,  # quotients of polynomials with limits far out
    relaxed,  # exponentials as unknowns
    by_sublevel,  # when only a box was searched
    unbounded_on_line,  # one-variable studies along lines
)


def extrema_of(
    tree: Expr,
    variables: tuple[str, ...],
    region: Region | None,
    landmarks: Landmarks,
    convexity: Convexity,
    critical_values: Values,
    budget_seconds: float,
) -> tuple[Extremum | None, Extremum | None]:
    """(infimum, supremum), each None when it is not established."""
    found: list[Extremum | None] = []
    for direction in (1, -1):
        turned = tree if direction > 0 else t.negate(tree)
        end = deadline(budget_seconds)
        question = Question(turned, variables, region, landmarks, direction, convexity, critical_values, end)
        found.append(next((answer for rule in ANSWERS if (answer := rule(question)) is not None), None))
    return found[0], found[1]
