"""Functions defined otherwise at single points, as sin(x)/x and 1 at 0: the points are tried apart, the line is cut there."""

from __future__ import annotations

from itertools import pairwise

from calc_cli import tree as t
from calc_cli.balls.evaluate import definition_of
from calc_cli.model import Equation, Interval, Truth
from calc_cli.solving.rational import solve_rational
from calc_cli.solving.trigonometric import linear_coefficients
from calc_cli.symbolic import constants
from calc_cli.symbolic.asymptotics import limit
from calc_cli.symbolic.comparing import compare, in_order
from calc_cli.symbolic.univariate import numerator_of
from calc_cli.tree import Expr

OTHERWISE_AT_A_POINT = frozenset({"sinc"})
DIVIDED = frozenset({"besselj", "besseli"})
"""Defined where u = 0, though the normal form of their higher orders divides by u."""

def without_exceptions(equation: Equation) -> tuple[Expr, list[Expr]] | None:
    """(the function with every `v if u == 0 else w` replaced by w, the points strictly inside where some linear u is 0).

    None when there are none, or when not all of them are found.
    """
    points: list[Expr] = []
    done: dict[Expr, Expr] = {}
    for node in t.walk(equation.function):
        parts = tuple(done[part] for part in t.children(node))
        done[node] = t.rebuild(node, parts) if parts else node
        meaning = definition_of(node) if isinstance(node, t.Call) and node.function in OTHERWISE_AT_A_POINT else node
        if isinstance(meaning, t.Piecewise) and equation.variable in t.variables_of(meaning):
            usual = _usual(meaning, equation.variable, points)
            if usual is None:
                return None
            done[node] = usual if meaning is not node else done[usual]
    if not points:
        return None
    places = [(compare(equation.interval.lower, point), compare(point, equation.interval.upper)) for point in points]
    if any(None in place for place in places):
        return None
    groups, doubtful = in_order([p for p, place in zip(points, places, strict=True) if place == (-1, -1)], lambda point: point)
    return None if doubtful else (done[equation.function], [group[0] for group in groups])


def divided_points(equation: Equation) -> list[Expr] | None:
    """The points strictly inside at which the normal form divides by 0 and the function is defined; None when not all are found."""
    points: list[Expr] = []
    for node in t.walk(equation.function):
        if not (isinstance(node, t.Call) and node.function in DIVIDED and equation.variable in t.variables_of(node.arguments[1])):
            continue
        order = t.rational_value(node.arguments[0])
        if order is None or order.denominator != 1 or abs(order) < 2:
            continue
        below = node.arguments[1]
        numerator = numerator_of(below, equation.variable)
        found = None if numerator is None else solve_rational(Equation(below, equation.variable, equation.interval), numerator)
        if found is None or found.complete is not Truth.TRUE or found.identically_zero:
            return None
        for root in found.roots:
            if isinstance(root.value, t.IsolatedRoot):
                return None
            points.append(root.value)
    groups, doubtful = in_order(points, lambda point: point)
    return None if doubtful else [group[0] for group in groups]


def _usual(node: t.Piecewise, variable: str, points: list[Expr]) -> Expr | None:
    """The value everywhere but at some points, which are added to the list; None for other functions in pieces."""
    for value, condition in node.branches:
        point = _point(condition, variable)
        if point is None:
            return None
        points.append(point)
        if isinstance(condition, t.Comparison) and condition.relation == "!=":
            return value
    return node.otherwise


def _point(condition: Expr, variable: str) -> Expr | None:
    """The only point at which `u == v` holds, or `u != v` does not, u - v linear."""
    if not isinstance(condition, t.Comparison) or condition.relation not in ("==", "!="):
        return None
    linear = linear_coefficients(t.subtract(condition.left, condition.right), variable)
    if linear is None or constants.sign_of(linear[0]) in (0, None):
        return None
    return constants.simplify_constant(t.divide(t.negate(linear[1]), linear[0]))


def between_points(interval: Interval, points: list[Expr]) -> list[Interval]:
    """The open intervals that are left."""
    return [Interval(low, high) for low, high in pairwise([interval.lower, *points, interval.upper])]


def sign_at(equation: Equation, plain: Expr, point: Expr) -> int | None:
    """The sign of the function at such a point; of its limit there when only the other values are written down: it is analytic."""
    value = t.substitute(equation.function, {equation.variable: point})
    sign = constants.sign_of(constants.simplify_constant(value))
    if sign is not None:
        return sign
    found = limit(plain, equation.variable, point, 1).value
    return None if found is None else constants.sign_of(found)
