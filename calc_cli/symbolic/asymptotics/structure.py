"""Limits and signs from those of the parts, where no expansion of the whole is known: exp(x + sin(x)), exp(x)*(3 + sin(x)*cos(x))."""

from __future__ import annotations

from collections.abc import Callable

from calc_cli.symbolic.asymptotics.constants import call_exact, from_tree, inverse
from calc_cli.symbolic.asymptotics.exact import to_tree
from calc_cli.symbolic.asymptotics.signs import sign
from calc_cli.tree import (
    INFINITIES,
    INFINITY,
    MINUS_INFINITY,
    ONE,
    TWO,
    ZERO,
    Call,
    Expr,
    Negation,
    Power,
    Product,
    Quotient,
    Sum,
    negate,
    rational_value,
    subtract,
)

ValueOf = Callable[[Expr], Expr | None]
SignOf = Callable[[Expr], int | None]

_SIGN_OF_ARGUMENT = frozenset({"sinh", "tanh", "asinh", "atan", "erf", "cbrt", "sign", "erfinv"})
_POSITIVE = frozenset({"exp", "cosh", "sigmoid", "softplus"})
_AT_INFINITY: dict[str, tuple[Expr | None, Expr | None]] = {
    "exp": (ZERO, INFINITY),
    "sinh": (MINUS_INFINITY, INFINITY),
    "cosh": (INFINITY, INFINITY),
    "asinh": (MINUS_INFINITY, INFINITY),
    "cbrt": (MINUS_INFINITY, INFINITY),
    "abs": (INFINITY, INFINITY),
    "log": (None, INFINITY),
    "sqrt": (None, INFINITY),
    "tanh": (negate(ONE), ONE),
    "erf": (negate(ONE), ONE),
    "erfinv": (None, None),
}
"""Limits at -oo and at +oo of functions continuous on the line (log, sqrt: where they are defined)."""


def sign_from_parts(node: Expr, sign_of: SignOf) -> int | None:
    """The eventual sign of a node from the eventual signs of its parts."""
    match node:
        case Negation(operand):
            return _times(-1, sign_of(operand))
        case Product(parts):
            return _times(*(sign_of(part) for part in parts))
        case Quotient(a, b):
            return _times(sign_of(a), sign_of(b))
        case Sum(parts):
            signs = {sign_of(part) for part in parts} - {0}
            return signs.pop() if len(signs) == 1 else None
        case Power(base, exponent):
            below, n = sign_of(base), rational_value(exponent)
            return 1 if below == 1 or (below == -1 and n is not None and n.denominator == 1 and n % 2 == 0) else None
        case Call("log", (u,)) if sign_of(u) == 1:
            return sign_of(subtract(u, ONE))
        case Call("sqrt", (u,)):
            return 1 if sign_of(u) == 1 else None
        case Call(name, (_,)) if name in _POSITIVE:
            return 1
        case Call(name, (u,)) if name in _SIGN_OF_ARGUMENT:
            return sign_of(u)
        case _:
            return None


def _times(*signs: int | None) -> int | None:
    result = 1
    for s in signs:
        if s is None:
            return None
        result *= s
    return result


def limit_from_parts(node: Expr, value_of: ValueOf, sign_of: SignOf) -> Expr | None:
    """The limit of a node from the limits of its parts, unless indeterminate. Raises `Undecided`."""
    match node:
        case Negation(operand):
            value = value_of(operand)
            return None if value is None else negate(value)
        case Sum(parts):
            return _limit_of_sum([value_of(part) for part in parts])
        case Product(parts):
            return _limit_of_product([value_of(part) for part in parts])
        case Quotient(a, b):
            return _limit_of_product([value_of(a), _reciprocal(b, value_of, sign_of)])
        case Power(base, exponent) if exponent == TWO:
            value = value_of(base)
            return _limit_of_product([value, value])
        case Call(name, (u,)) if name in _AT_INFINITY:
            return _limit_of_call(name, value_of(u))
        case _:
            return None


def _limit_of_sum(values: list[Expr | None]) -> Expr | None:
    infinite = {value for value in values if value in INFINITIES}
    if None in values or len(infinite) == 2:
        return None
    return infinite.pop() if infinite else to_tree(from_tree(Sum((ZERO, *(v for v in values if v is not None)))))


def _limit_of_product(values: list[Expr | None]) -> Expr | None:
    if None in values:
        return None
    finite = from_tree(Product((ONE, ONE, *(v for v in values if v is not None and v not in INFINITIES))))
    infinite = [value for value in values if value in INFINITIES]
    if not infinite:
        return to_tree(finite)
    direction = sign(finite) * (-1) ** infinite.count(MINUS_INFINITY)
    return None if direction == 0 else INFINITY if direction > 0 else MINUS_INFINITY


def _reciprocal(node: Expr, value_of: ValueOf, sign_of: SignOf) -> Expr | None:
    value = value_of(node)
    if value is None or value in INFINITIES:
        return value and ZERO
    c = from_tree(value)
    if sign(c):
        return to_tree(inverse(c))
    direction = sign_of(node)
    return {1: INFINITY, -1: MINUS_INFINITY}.get(direction or 0)


def _limit_of_call(name: str, value: Expr | None) -> Expr | None:
    if value is None:
        return None
    if value in INFINITIES:
        return _AT_INFINITY[name][value == INFINITY]
    c = from_tree(value)
    if name == "erfinv" and c in (1, -1):
        return INFINITY if c == 1 else MINUS_INFINITY
    return to_tree(call_exact(name, (c,)))
