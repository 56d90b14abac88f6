"""Solutions of grad f = 0 -> critical points with value, Hessian, eigenvalues and kind."""

from __future__ import annotations

from dataclasses import replace

from calc_cli import balls
from calc_cli import tree as t
from calc_cli.classifying.several import SeveralVerdict, classify_component, classify_point, enclosed_point
from calc_cli.model import Classification, Component, CriticalPoint, CriticalSet, Number, PointType, Proof, SystemPoint
from calc_cli.records import record
from calc_cli.study.several.sets import value_on
from calc_cli.symbolic.constants import simplify_constant
from calc_cli.tree import Expr, substitute

VALUE_BITS = 128


@record
class Boundary:
    """points: critical points on faces and edges, and corners; complete: no other value can be extreme on the boundary.

    flat: the values of f on stretches of edges where it is constant; one point stands for each.
    """

    points: tuple[CriticalPoint, ...]
    warnings: tuple[str, ...]
    complete: bool
    flat: tuple[Number | None, ...] = ()


def value_of(tree: Expr, variables: tuple[str, ...], at: tuple[Expr, ...]) -> Number | None:
    """f at a point; None when it is not proved to be defined there."""
    point = enclosed_point(variables, at)
    try:
        if point is not None:
            return point.number(tree, point.enclosures((tree,), VALUE_BITS)[0])
        raw = substitute(tree, dict(zip(variables, at, strict=True)))
        enclosed = any(isinstance(node, t.SystemRoot | t.IsolatedRoot) for x in at for node in t.walk(x))
        return balls.number(raw if enclosed else simplify_constant(raw))
    except ValueError:
        return None


def critical_point(tree: Expr, variables: tuple[str, ...], found: SystemPoint, periods: tuple[tuple[Expr, ...], ...] = ()) -> CriticalPoint:
    """The point with everything a table of critical points holds."""
    verdict = classify_point(tree, variables, found.at)
    return described(tree, variables, found, verdict, PointType.STATIONARY, periods)


def described(
    tree: Expr,
    variables: tuple[str, ...],
    found: SystemPoint,
    verdict: SeveralVerdict,
    kind: PointType,
    periods: tuple[tuple[Expr, ...], ...] = (),
) -> CriticalPoint:
    """The point with the verdict on it."""
    return CriticalPoint(
        at=tuple(balls.number(x) for x in found.at),
        value=value_of(tree, variables, found.at),
        classification=verdict.kind,
        type=kind,
        test=verdict.test,
        evidence=verdict.evidence,
        strict=verdict.strict,
        is_global=None,
        proof=found.proof,
        multiplicity=found.multiplicity,
        method=found.method,
        eigenvalues=verdict.eigenvalues,
        index=verdict.index,
        hessian=verdict.hessian_numbers or tuple(tuple(balls.number(entry) for entry in row) for row in verdict.hessian),
        determinant=verdict.determinant_number or (None if verdict.determinant is None else balls.number(verdict.determinant)),
        periods=tuple(tuple(balls.number(x) for x in period) for period in periods),
    )


def determinant_of(verdict: SeveralVerdict) -> Number | None:
    """The determinant of the Hessian as a number."""
    if verdict.determinant_number is not None or verdict.determinant is None:
        return verdict.determinant_number
    return balls.number(verdict.determinant)


def critical_set(tree: Expr, variables: tuple[str, ...], component: Component) -> CriticalSet:
    """A curve, surface, … of critical points with its value; its kind is left open when f is known there: a bound may show it."""
    value = value_on(tree, variables, component)
    kind = Classification.CONSTANT if component.dimension == len(variables) else Classification.UNDECIDED
    shown = None if value is None else balls.number(value)
    found = CriticalSet(component.equations, None, component.dimension, shown, kind, Proof.EXACT)
    return found if value is not None or kind is Classification.CONSTANT else classified(found, tree, variables, component)


def classified(found: CriticalSet, tree: Expr, variables: tuple[str, ...], component: Component) -> CriticalSet:
    """The set with the kind of its points."""
    verdict = classify_component(tree, variables, component, None if found.value is None else found.value.tree)
    value = found.value if found.value is not None or verdict.value is None else balls.number(verdict.value)
    return replace(found, classification=verdict.kind, value=value)


def in_order(points: list[CriticalPoint]) -> tuple[CriticalPoint, ...]:
    """By the first coordinate, then the second, …."""
    return tuple(sorted(points, key=lambda point: tuple(round(x.approx or 0.0, 12) for x in point.at)))
