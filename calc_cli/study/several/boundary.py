"""The boundary of a box: critical points of f on every face and edge, and the corners."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product

from calc_cli import balls
from calc_cli import tree as t
from calc_cli.calculus import derive
from calc_cli.domain import gates
from calc_cli.language import to_text
from calc_cli.model import (
    Classification,
    CriticalPoint,
    CriticalSet,
    Interval,
    Number,
    PointType,
    Proof,
    Region,
    Status,
    System,
    Test,
    Truth,
)
from calc_cli.records import record
from calc_cli.solving.systems.box_search import search_box
from calc_cli.study.several.forms import polynomial_of
from calc_cli.study.several.line import study_on_line
from calc_cli.study.several.place import place_at
from calc_cli.study.several.points import Boundary, value_of
from calc_cli.study.several.region import contains, is_bounded
from calc_cli.symbolic.constants import simplify_constant
from calc_cli.tree import Expr, substitute

MOST_FACES = 80
Inside = Callable[[Expr, tuple[str, ...], Region, float], tuple[tuple[CriticalPoint, ...], tuple[CriticalSet, ...], Status]]
"""Critical points and sets of a function in the interior of a box."""


@record
class Face:
    """Some variables fixed at ends of their sides, the others free inside theirs."""

    fixed: dict[str, Expr]
    free: tuple[str, ...]
    sides: Region

    @property
    def words(self) -> str:
        """`x = 0, y = 2`."""
        return ", ".join(f"{name} = {to_text(value)}" for name, value in self.fixed.items())


def faces(variables: tuple[str, ...], region: Region) -> Iterator[Face]:
    """Every face, edge and corner that belongs to the region, those of the highest dimension first."""
    found: list[Face] = []
    for choice in product((None, "lower", "upper"), repeat=len(variables)):
        fixed = {name: getattr(side, c) for name, side, c in zip(variables, region, choice, strict=True) if c is not None}
        closed = all(getattr(side, f"{c}_closed") for side, c in zip(region, choice, strict=True) if c is not None)
        if fixed and closed:
            free = tuple(name for name, c in zip(variables, choice, strict=True) if c is None)
            sides = tuple(side for side, c in zip(region, choice, strict=True) if c is None)
            found.append(Face(fixed, free, sides))
    return iter(sorted(found, key=lambda face: len(face.fixed)))


def boundary_of(tree: Expr, variables: tuple[str, ...], region: Region, budget_seconds: float, inside: Inside) -> Boundary:
    """Every point of the boundary of the box at which an extremum on the box may lie."""
    parts = list(faces(variables, region))
    if len(parts) > MOST_FACES:
        return Boundary((), ("the boundary has too many faces to be studied",), False)
    asked = gates(tree)
    points: list[CriticalPoint] = []
    unfinished: list[str] = []
    flat: list[Number | None] = []
    for face in parts:
        restricted = substitute(tree, face.fixed)
        found, complete, constant = on_face(restricted, face, budget_seconds / len(parts), inside)
        flat += constant
        there = [placed(variables, face, at, value) for at, value in found]
        belongs = [place_at(variables, tuple(x.tree for x in point.at)).defined(asked) for point in there]  # x**y on y = 1 needs x > 0 too
        points += [point for point, defined in zip(there, belongs, strict=True) if defined is Truth.TRUE]
        if Truth.UNKNOWN in belongs or not (complete or belongs == [Truth.FALSE]):
            unfinished.append(face.words)
    warnings = (f"critical points on the boundary are not proved to be complete where {'; '.join(unfinished)}",) if unfinished else ()
    return Boundary(tuple(points), warnings, not unfinished, tuple(flat))


Found = list[tuple[tuple[Number, ...], Number | None]]
Answer = tuple[Found, bool, list[Number | None]]
"""Points with their values, is that all?, the values on stretches where f is constant."""


def on_face(tree: Expr, face: Face, budget_seconds: float, inside: Inside) -> Answer:
    """What lies on the face."""
    if not face.free:
        value = value_of(tree, (), ())
        return [((), value)], value is not None, []
    if len(face.free) == 1:
        return on_edge(tree, face.free[0], face.sides[0], budget_seconds)
    points, sets, status = inside(tree, face.free, face.sides, budget_seconds)
    return [(p.at, p.value) for p in points], status.proved and not sets and not status.infinite, []


def on_edge(tree: Expr, name: str, side: Interval, budget_seconds: float) -> Answer:
    """The critical points of a function of one variable inside an interval; one point for a stretch where it is constant."""
    if t.is_constant(tree):
        at = (balls.number(_middle(side)),)
        value = value_of(tree, (), ())
        return [(at, value)], value is not None, [value]
    if not gates(tree) and polynomial_of(tree, (name,)) is None and is_bounded((side,)):
        return (*on_smooth_edge(tree, name, side, budget_seconds), [])
    study = study_on_line(tree, name, side, max(0.5, budget_seconds))
    found: Found = [(p.at, p.value) for p in study.critical_points]
    for stretch in study.critical_sets:
        assert stretch.interval is not None
        found.append(((balls.number(_middle(stretch.interval)),), stretch.value))
    status = study.critical_status
    complete = status.proved and not any(p.family is not None for p in study.critical_points)
    return found, complete, [stretch.value for stretch in study.critical_sets]


def on_smooth_edge(tree: Expr, name: str, side: Interval, budget_seconds: float) -> tuple[Found, bool]:
    """The zeros of the derivative of an analytic function, searched in the interval."""
    slope = derive(tree, name).result
    solved = search_box(System((slope,), (name,), (side,)), budget_seconds)
    found: Found = []
    for point in solved.points:
        if contains((side,), point.at):
            found.append(((balls.number(point.at[0]),), value_of(tree, (name,), point.at)))
    return found, solved.complete is Truth.TRUE and not (solved.families or solved.components or solved.undecided)


def _middle(side: Interval) -> Expr:
    if side.lower == t.MINUS_INFINITY or side.upper == t.INFINITY:
        return t.rational(balls.between(side.lower, side.upper))
    return simplify_constant(t.divide(t.add(side.lower, side.upper), t.TWO))


def placed(variables: tuple[str, ...], face: Face, at: tuple[Number, ...], value: Number | None) -> CriticalPoint:
    """A point of a face as a point of the box."""
    free = dict(zip(face.free, at, strict=True))
    coordinates = tuple(free[name] if name in free else balls.number(face.fixed[name]) for name in variables)
    return CriticalPoint(
        at=coordinates,
        value=value,
        classification=Classification.UNDECIDED,
        type=PointType.ENDPOINT,
        test=Test.NONE,
        evidence=(),
        strict=None,
        is_global=None,
        proof=Proof.EXACT,
        on_boundary=face.words,
    )
