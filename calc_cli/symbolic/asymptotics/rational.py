"""Quotients of polynomials over Q: limits and signs at ends from degrees, leading coefficients and multiplicities."""

from __future__ import annotations

from functools import lru_cache

from flint import fmpq, fmpq_poly

from calc_cli.symbolic.asymptotics.exact import from_fraction
from calc_cli.tree import Expr, Negation, Number, Power, Product, Quotient, Sum, Variable, rational_value

_DEGREE_LIMIT = 256
Fractional = tuple[fmpq_poly, fmpq_poly]
"""Numerator and denominator (not zero, not necessarily coprime)."""


@lru_cache(maxsize=2048)
def as_quotient(tree: Expr, variable: str) -> Fractional | None:
    """The tree as a quotient of polynomials; None when it is not one, or not a small one."""
    match tree:
        case Number(value):
            return fmpq_poly([from_fraction(value)]), _ONE
        case Variable(name):
            return (fmpq_poly([0, 1]), _ONE) if name == variable else None
        case Negation(operand):
            inner = as_quotient(operand, variable)
            return None if inner is None else (-inner[0], inner[1])
        case Sum(parts) | Product(parts):
            combine = _plus if isinstance(tree, Sum) else _times
            total = as_quotient(parts[0], variable)
            for part in parts[1:]:
                fresh = as_quotient(part, variable)
                if total is None or fresh is None:
                    return None
                total = combine(total, fresh)
            return _small(total)
        case Quotient(top, bottom):
            above, below = as_quotient(top, variable), as_quotient(bottom, variable)
            if above is None or below is None or not below[0]:
                return None
            return _small((above[0] * below[1], above[1] * below[0]))
        case Power(base, exponent):
            return _power(as_quotient(base, variable), exponent)
        case _:
            return None


_ONE = fmpq_poly([1])


def _small(value: Fractional | None) -> Fractional | None:
    if value is None or max(value[0].degree(), value[1].degree()) > _DEGREE_LIMIT:
        return None
    return value


def _plus(a: Fractional, b: Fractional) -> Fractional:
    if a[1] == b[1]:
        return a[0] + b[0], a[1]
    return a[0] * b[1] + b[0] * a[1], a[1] * b[1]


def _times(a: Fractional, b: Fractional) -> Fractional:
    return a[0] * b[0], a[1] * b[1]


def _power(base: Fractional | None, exponent: Expr) -> Fractional | None:
    n = rational_value(exponent)
    if base is None or n is None or n.denominator != 1:
        return None
    k = abs(int(n))
    if k * max(base[0].degree(), base[1].degree(), 1) > _DEGREE_LIMIT:
        return None
    if n >= 0:
        return base[0] ** k, base[1] ** k
    return None if not base[0] else (base[1] ** k, base[0] ** k)


def leading_at_infinity(value: Fractional, towards: int) -> tuple[fmpq, int]:
    """(c, k): f ~ c * X**k for x = towards * X, X → +oo; c = 0 for the zero function."""
    top, bottom = value
    if not top:
        return fmpq(0), 0
    k = int(top.degree() - bottom.degree())
    c = top[int(top.degree())] / bottom[int(bottom.degree())]
    return (-c if towards < 0 and k % 2 else c), k


def leading_at_point(value: Fractional, point: fmpq, side: int) -> tuple[fmpq, int]:
    """(c, k): f ~ c * X**k for x = point + side/X, X → +oo."""
    top, bottom = value
    if not top:
        return fmpq(0), 0
    c, zeros = _first_coefficient(top, point)
    d, poles = _first_coefficient(bottom, point)
    k = poles - zeros
    return (-c / d if side < 0 and k % 2 else c / d), k


def _first_coefficient(polynomial: fmpq_poly, point: fmpq) -> tuple[fmpq, int]:
    """The first non-zero Taylor coefficient at a point, and its order."""
    order = 0
    value = polynomial(point)
    while value == 0:
        polynomial = polynomial // fmpq_poly([-point, 1])
        value = polynomial(point)
        order += 1
    return value, order
