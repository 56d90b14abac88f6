"""Rewritings of table functions into simpler ones, and exact arithmetic of rational constants, for the normal form."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

from flint import fmpz

from calc_cli import tree as t
from calc_cli.effort import tabled
from calc_cli.functions import TABLE
from calc_cli.tree import Expr

KEPT = frozenset(
    {
        "asin", "acos", "atan", "asinh", "acosh", "atanh", "abs", "sign", "floor", "ceil", "min", "max", "step", "gamma",
        "digamma",
    }
)


@tabled
def definition_of(name: str) -> Expr | None:
    """The defining formula of a table row as a tree in u, v; None for basic functions."""
    from calc_cli.language import parse_expression

    row = TABLE.get(name)
    if row is None or not row.definition or name in KEPT:
        return None
    return parse_expression(row.definition)


def rewrite(name: str, arguments: tuple[Expr, ...]) -> Expr | None:
    """The call in terms of simpler functions: its definition, or a recurrence (Bessel functions to orders 0 and 1)."""
    if name in ("besselj", "bessely"):
        return _bessel(name, arguments)
    if name in ("besseli", "besselk"):
        return _modified_bessel(name, arguments)
    formula = definition_of(name)
    if formula is None:
        return None
    return t.substitute(formula, dict(zip(("u", "v"), arguments, strict=False)))


def parity_of(name: str, arguments: tuple[Expr, ...]) -> str:
    """`even` or `odd` in the last argument, the others being constant; "": neither. Source: DLMF 10.11.1, 10.27.2."""
    if len(arguments) == 1:
        return TABLE[name].parity
    order = t.rational_value(arguments[0])
    if name in ("besselj", "besseli") and order is not None and order.denominator == 1:
        return "odd" if order % 2 else "even"
    return ""


def _bessel(name: str, arguments: tuple[Expr, ...]) -> Expr | None:
    """J(n, u) = 2(n-1)/u J(n-1, u) - J(n-2, u) for n > 1; J(-n, u) = (-1)^n J(n, u). Source: DLMF 10.6.1, 10.4.1."""
    order = t.rational_value(arguments[0])
    if name == "besselj" and order is not None and order.denominator == 1 and t.rational_value(arguments[1]) == 0:
        return t.ZERO if order else t.ONE
    if order is None or order.denominator != 1 or order in (0, 1) or abs(order) > 20:
        return None
    n, u = int(order), arguments[1]
    if n < 0:
        mirrored = t.call(name, t.rational(-n), u)
        return t.negate(mirrored) if n % 2 else mirrored
    first = t.multiply(t.divide(t.rational(2 * (n - 1)), u), t.call(name, t.rational(n - 1), u))
    return t.subtract(first, t.call(name, t.rational(n - 2), u))


def _modified_bessel(name: str, arguments: tuple[Expr, ...]) -> Expr | None:
    """I(n, u) = I(n-2, u) - 2(n-1)/u I(n-1, u), K with the other sign, n > 1; both even in n. Source: DLMF 10.29.1, 10.27.1."""
    order = t.rational_value(arguments[0])
    if name == "besseli" and order is not None and order.denominator == 1 and t.rational_value(arguments[1]) == 0:
        return t.ZERO if order else t.ONE
    if order is None or order.denominator != 1 or order in (0, 1) or abs(order) > 20:
        return None
    n, u = abs(int(order)), arguments[1]
    if order < 0:
        return t.call(name, t.rational(n), u)
    step = t.multiply(t.divide(t.rational(2 * (n - 1)), u), t.call(name, t.rational(n - 1), u))
    last = t.call(name, t.rational(n - 2), u)
    return t.add(last, step) if name == "besselk" else t.subtract(last, step)


@cache
def factor_rational(q: Fraction) -> tuple[tuple[int, int], ...]:
    """The prime factorisation of a positive rational: ((prime, exponent), …)."""
    factors: dict[int, int] = {}
    for number, direction in ((q.numerator, 1), (q.denominator, -1)):
        for prime, k in fmpz(number).factor():
            factors[int(prime)] = factors.get(int(prime), 0) + direction * int(k)
    return tuple(sorted(factors.items()))


def pull_root(content: Fraction, order: int) -> tuple[Fraction, Fraction]:
    """(a, b) with content = a**order * b and b free of order-th powers."""
    outside, inside = Fraction(1), Fraction(1)
    for prime, k in factor_rational(content):
        outside *= Fraction(prime) ** (k // order)
        inside *= Fraction(prime) ** (k % order)
    return outside, inside


SQRT2, SQRT3, SQRT5 = (t.call("sqrt", t.rational(n)) for n in (2, 3, 5))
_SINES: dict[Fraction, Expr] = {
    Fraction(0): t.ZERO,
    Fraction(1, 6): t.rational(Fraction(1, 2)),
    Fraction(1, 4): t.divide(SQRT2, t.TWO),
    Fraction(1, 3): t.divide(SQRT3, t.TWO),
    Fraction(1, 2): t.ONE,
    Fraction(1, 12): t.divide(t.subtract(t.multiply(SQRT2, SQRT3), SQRT2), t.rational(4)),
    Fraction(5, 12): t.divide(t.add(t.multiply(SQRT2, SQRT3), SQRT2), t.rational(4)),
    Fraction(1, 10): t.divide(t.subtract(SQRT5, t.ONE), t.rational(4)),
    Fraction(3, 10): t.divide(t.add(SQRT5, t.ONE), t.rational(4)),
}


def _sine(turns: Fraction) -> Expr | None:
    """sin(turns * pi) by symmetry from the first quadrant."""
    q = turns % 2
    if q >= 1:
        inner = _sine(q - 1)
        return None if inner is None else t.negate(inner)
    return _SINES.get(min(q, 1 - q))


def angle_values(turns: Fraction) -> tuple[Expr, Expr] | None:
    """(sin, cos) of turns * pi in square roots, when short."""
    sine, cosine = _sine(turns), _sine(turns + Fraction(1, 2))
    return None if sine is None or cosine is None else (sine, cosine)
