"""f = g(u) with one polynomial u inside: the critical sets u = c are told apart by the values g(c) and have the kinds of g at c."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from calc_cli import balls
from calc_cli import tree as t
from calc_cli.domain import gates
from calc_cli.model import Classification, Component, CriticalPoint, CriticalSet, Interval, Number, PointType, Proof, Region
from calc_cli.study.several.bounds import LETTER, range_of
from calc_cli.study.several.composition import composition_of
from calc_cli.study.several.line import study_on_line
from calc_cli.study.several.region import is_bounded
from calc_cli.study.several.sets import level_of
from calc_cli.symbolic import simplify
from calc_cli.symbolic.comparing import compare
from calc_cli.symbolic.constants import sign_of, simplify_constant
from calc_cli.tree import Expr

EXTREMA = (Classification.LOCAL_MINIMUM, Classification.LOCAL_MAXIMUM)
MOST_VALUES = 8
FAR = 1000
SHARES = tuple(Fraction(n, 10**6) for n in (500000, 1, 999999, 499999, 333333))


def sets_by_value(tree: Expr, variables: tuple[str, ...], component: Component) -> tuple[CriticalSet, ...] | None:
    """The parts of a set h(u) = 0 on which f has one value each; None when f is no such g(u), or a value or kind is not decided.

    A minimum (maximum) of g on the range of u at c is one of f at every point where u = c.
    """
    f = composition_of(tree, LETTER)
    if f is None or gates(tree) or len(component.equations) != 1 or t.variables_of(tree) != frozenset(variables):
        return None
    h = level_of(component.equations[0], f)
    if h is None:
        return None
    study = study_on_line(f.outer, LETTER, range_of(f.inner, {}).interval)
    if not study.critical_status.proved or study.critical_sets:
        return None
    kinds: dict[Expr, set[Classification]] = {}
    for point in (*study.critical_points, *study.endpoints):
        value = value_at(point)
        there = sign_of(simplify_constant(t.substitute(h, {LETTER: point.at[0].tree})))
        if there is None or (there == 0 and value is None):
            return None
        if there == 0 and value is not None:
            known = next((other for other in kinds if compare(other, value.tree) == 0), value.tree)
            kinds.setdefault(known, set()).add(point.classification)
    if not 1 < len(kinds) <= MOST_VALUES or any(len(found) > 1 or not found <= set(EXTREMA) for found in kinds.values()):
        return None
    parts = []
    for level, (kind,) in sorted(kinds.items(), key=lambda pair: balls.number(pair[0]).approx or 0.0):
        equations = (*component.equations, simplify(t.subtract(tree, level)))
        parts.append(CriticalSet(equations, None, component.dimension, balls.number(level), kind, Proof.EXACT))
    return tuple(parts)


def sets_by_level(tree: Expr, variables: tuple[str, ...], region: Region | None, dimension: int) -> tuple[CriticalSet, ...] | None:
    """For f = g(u) all sets u = c with c a stationary point of g that u is proved to pass on the region; None when not all are known."""
    f = composition_of(tree, LETTER)
    if f is None or t.variables_of(tree) != frozenset(variables):
        return None
    span = range_of(f.inner, dict(zip(variables, region or (), strict=False))).interval
    study = study_on_line(f.outer, LETTER, span)
    points, status = study.critical_points, study.critical_status
    if not status.proved or status.infinite or study.critical_sets or not (status.within is None or is_bounded((span,))):
        return None
    if any(point.type is not PointType.STATIONARY or point.classification not in EXTREMA or point.family is not None for point in points):
        return None
    if not points or not all(passes(f.inner, variables, region, point.at[0].tree) for point in points):
        return None
    levels = ((simplify(t.subtract(f.inner, point.at[0].tree)), point) for point in points)
    return tuple(CriticalSet((level,), None, dimension, point.value, point.classification, point.proof) for level, point in levels)


def passes(inner: Expr, variables: tuple[str, ...], region: Region | None, level: Expr) -> bool:
    """u takes values below and above the level at points inside the region, which is connected."""
    sides = region or (Interval(t.rational(-FAR), t.rational(FAR)),) * len(variables)
    seen: set[int | None] = set()
    for shares in product(SHARES, repeat=len(variables)):
        place = {}
        for name, side, share in zip(variables, sides, shares, strict=True):
            if side.lower == t.MINUS_INFINITY or side.upper == t.INFINITY:
                return False
            place[name] = t.add(side.lower, t.multiply(t.rational(share), t.subtract(side.upper, side.lower)))
        seen.add(balls.sign(t.subtract(t.substitute(inner, place), level), 256))
        if {1, -1} <= seen:
            return True
    return False


def kind_at_level(tree: Expr, variables: tuple[str, ...], at: tuple[Expr, ...]) -> Classification | None:
    """For f = g(u): the kind of g at u(a) on the range of u, when it is a minimum or maximum there; None when that is not known."""
    f = composition_of(tree, LETTER)
    if f is None or t.variables_of(tree) != frozenset(variables):
        return None
    place = simplify_constant(t.substitute(f.inner, dict(zip(variables, at, strict=True))))
    study = study_on_line(f.outer, LETTER, range_of(f.inner, {}).interval)
    for point in (*study.critical_points, *study.endpoints):
        if point.family is None and compare(point.at[0].tree, place) == 0:
            return point.classification if point.classification in EXTREMA else None
    return None


def value_at(point: CriticalPoint) -> Number | None:
    """The value at a point, the same for all its family; otherwise None."""
    return point.value if point.family is None or point.family.value_shift.tree == t.ZERO else None
