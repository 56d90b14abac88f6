"""f = g(u) with g strictly monotone: f and u have the same extrema, or opposite ones."""

from __future__ import annotations

from calc_cli import tree as t
from calc_cli.symbolic.constants import sign_of
from calc_cli.tree import Expr

INCREASING = frozenset({"exp", "log", "log2", "log10", "log1p", "expm1", "sqrt", "cbrt", "sinh", "tanh", "asinh", "acosh", "atanh",
                        "atan", "asin", "erf", "sigmoid", "softplus", "Shi", "logit", "erfinv"})  # fmt: skip
DECREASING = frozenset({"acos", "acot", "erfc"})


def inner_function(tree: Expr) -> tuple[Expr, int]:
    """(u, s): wherever f is defined it is a strictly increasing (s = 1) or decreasing (s = -1) function of u.

    >>> from calc_cli.language import parse_expression, to_text
    >>> inner, sign = inner_function(parse_expression("3 - 2*exp(x*y)"))
    >>> to_text(inner), sign
    ('x*y', -1)
    """
    sign = 1
    while True:
        step = _outer(tree)
        if step is None:
            return tree, sign
        tree, sign = step[0], sign * step[1]


def _outer(tree: Expr) -> tuple[Expr, int] | None:
    """One monotone function taken off."""
    match tree:
        case t.Negation(operand):
            return operand, -1
        case t.Sum(parts):
            varying = [part for part in parts if not t.is_constant(part)]
            return (t.add(*varying), 1) if 0 < len(varying) < len(parts) else None
        case t.Product(parts):
            constants = [part for part in parts if t.is_constant(part)]
            varying = [part for part in parts if not t.is_constant(part)]
            sign = sign_of(t.multiply(*constants)) if constants and varying else None
            return (t.multiply(*varying), sign) if sign else None
        case t.Quotient(a, b) if t.is_constant(b) and not t.is_constant(a):
            sign = sign_of(b)
            return (a, sign) if sign else None
        case t.Power(base, exponent) if base == t.E and not t.is_constant(exponent):
            return exponent, 1
        case t.Call(name, (argument,)) if name in INCREASING:
            return argument, 1
        case t.Call(name, (argument,)) if name in DECREASING:
            return argument, -1
    return None
