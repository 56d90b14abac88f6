"""Taylor coefficients of a tree with certified bounds, by recurrences of power series: no derivative is written down.

An independent check of the derivatives in `calculus`, and the order of a zero where the coefficients are exact.
"""

from __future__ import annotations

from typing import Any

from flint import arb, arb_series

from calc_cli.balls.conditions import compare, junction
from calc_cli.balls.cost import growth
from calc_cli.balls.evaluate import basic_form, compiled
from calc_cli.balls.precision import NAN, precision, series_length
from calc_cli.balls.series import outer_series, padded
from calc_cli.effort import charge
from calc_cli.tree import (
    Call,
    Comparison,
    E,
    Expr,
    Junction,
    Negation,
    Piecewise,
    Power,
    Product,
    Quotient,
    Sum,
    Variable,
    children,
    is_constant,
    rational_value,
    walk,
)

NODE_SECONDS = 3e-6
"""For the series of one node."""


def taylor(tree: Expr, variable: str, at: arb, order: int, precision_bits: int = 53) -> list[arb]:
    """[f(a), f'(a), f''(a)/2, …, f^(order)(a)/order!] for every a in the ball; all NaN where f is not proved analytic.

    >>> from calc_cli.tree import Variable, power
    >>> taylor(power(Variable("x"), 2), "x", arb(3), 2)
    [9.00000000000000, 6.00000000000000, 1.00000000000000]
    """
    length = order + 1
    with precision(precision_bits), series_length(length):
        basic = basic_form(tree)
        done: dict[Expr, Any] = {}
        nodes = list(walk(basic))
        charge(NODE_SECONDS * len(nodes) * growth(precision_bits))
        for node in nodes:
            if node not in done:
                done[node] = _series(node, done, variable, at, length)
        result = done[basic]
        return padded(result, length) if isinstance(result, arb_series) else [NAN] * length


def _series(node: Expr, done: dict[Expr, Any], variable: str, at: arb, length: int) -> Any:
    """The series of a node from those of its children; a condition is decided at the centre."""
    parts = [done[child] for child in children(node)]
    match node:
        case Variable(name) if name == variable:
            return arb_series([at, 1])
        case Comparison(_, relation, _):
            return _decided(relation, _head(parts[0]), _head(parts[1]))
        case Junction(word, _):
            return junction(word, *parts)
        case Piecewise(_, otherwise):
            return _chosen(parts, otherwise is not None, length)
    if is_constant(node) and not isinstance(node, Variable):
        return arb_series([compiled(node, ())()])
    if any(not isinstance(part, arb_series) for part in parts):
        return _undefined(length)
    result = _analytic(node, parts, length)
    return result if all(c.is_finite() for c in result.coeffs()) else _undefined(length)


def _analytic(node: Expr, parts: list[arb_series], length: int) -> arb_series:
    match node:
        case Sum():
            return parts[0] + parts[1]
        case Product():
            return parts[0] * parts[1]
        case Negation():
            return -parts[0]
        case Quotient():
            return parts[0] * _reciprocal(parts[1], length)
        case Power(base, exponent):
            return _power(base, exponent, parts, length)
        case Call(name, _):
            return _call(name, parts, length)
        case _:
            raise ValueError(f"no Taylor series for {type(node).__name__}")


def _undefined(length: int) -> arb_series:
    return arb_series([NAN] * length)


def _head(series: Any) -> arb:
    """The value at the centre."""
    if not isinstance(series, arb_series):
        return NAN
    coefficients = series.coeffs()
    return coefficients[0] if coefficients else arb(0)


def _decided(relation: str, left: arb, right: arb) -> bool | arb | None:
    """The comparison, where it also holds in a neighbourhood: never at the border."""
    if not (left.is_finite() and right.is_finite()):
        return NAN
    return None if left.overlaps(right) else compare(relation, left, right)


def _chosen(parts: list[Any], has_otherwise: bool, length: int) -> Any:
    """The branch certainly taken in a neighbourhood."""
    for value, condition in zip(parts[0::2], parts[1::2], strict=False):
        if condition is True:
            return value
        if condition is not False:
            return _undefined(length)
    return parts[-1] if has_otherwise else _undefined(length)


def _reciprocal(u: arb_series, length: int) -> arb_series:
    head = _head(u)
    return 1 / u if head > 0 or head < 0 else _undefined(length)


def _power(base: Expr, exponent: Expr, parts: list[arb_series], length: int) -> arb_series:
    u, v = parts
    if base == E:
        return v.exp()
    value = rational_value(exponent)
    if value is not None and value.denominator == 1:
        n = value.numerator
        return _natural_power(u, n) if n > 0 else _reciprocal(_natural_power(u, -n), length) if n < 0 else _one(u, length)
    head = _head(u)
    if head > 0:
        return (v * u.log()).exp() if value is None else (u.log() * _scalar(value.numerator) / value.denominator).exp()
    if head < 0 and value is not None and value.denominator % 2:
        root = ((-u).log() * _scalar(value.numerator) / value.denominator).exp()
        return -root if value.numerator % 2 else root
    return _undefined(length)


def _scalar(value: int) -> arb_series:
    return arb_series([arb(value)])


def _one(u: arb_series, length: int) -> arb_series:
    head = _head(u)
    return _scalar(1) if head > 0 or head < 0 else _undefined(length)


def _natural_power(u: arb_series, n: int) -> arb_series:
    """u**n by squaring: the constant term may be 0."""
    result, square = _scalar(1), u
    while n:
        if n & 1:
            result = result * square
        n >>= 1
        if n:
            square = square * square
    return result


def _call(name: str, parts: list[arb_series], length: int) -> arb_series:
    """g(u) as the series of g at u(a), composed with u - u(a)."""
    if name in ("max", "min"):
        best = parts[0]
        for part in parts[1:]:
            best = _larger(best, part, name == "max", length)
        return best
    if name == "hypot":
        return (parts[0] * parts[0] + parts[1] * parts[1]).sqrt() if _head(parts[0]) != 0 or _head(parts[1]) != 0 else _undefined(length)
    *orders, u = parts
    if name == "root":
        u, orders = parts[0], parts[1:]
    outer = outer_series(name, [_head(order) for order in orders], _head(u), length)
    inner = arb_series([arb(0), *list(u.coeffs())[1:]])
    return arb_series(outer)(inner) if length > 1 else arb_series(outer[:1])


def _larger(u: arb_series, v: arb_series, larger: bool, length: int) -> arb_series:
    a, b = _head(u), _head(v)
    if a > b:
        return u if larger else v
    if b > a:
        return v if larger else u
    return _undefined(length)
