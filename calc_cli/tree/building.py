"""Constructors of trees. They only drop neutral elements and fold rationals; nothing here simplifies."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from math import prod

from calc_cli.tree.nodes import (
    ONE,
    ZERO,
    AlgebraicValue,
    Call,
    Expr,
    Negation,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
)
from calc_cli.tree.walking import children


def rational(value: Fraction | int) -> Expr:
    """The tree of a rational number: `rational(Fraction(-1, 3))` is -(1/3)."""
    top, bottom = value.numerator, value.denominator
    if bottom == 1:
        return _integer(top)
    size = Quotient(natural(abs(top)), natural(bottom))
    return Negation(size) if top < 0 else size


@lru_cache(maxsize=1024)
def _integer(value: int) -> Expr:
    return Negation(natural(-value)) if value < 0 else natural(value)


@lru_cache(maxsize=1024)
def natural(value: int) -> Number:
    """The number of a natural number."""
    return Number(Fraction(value))


def rational_value(node: Expr) -> Fraction | None:
    """The value of a tree built from rational numbers by + - * / and small integer powers (q**0 = 1, also for q = 0); otherwise None."""
    if type(node) is Number:
        return node.value
    return _folded(node) if type(node) in ARITHMETIC else None


ARITHMETIC = frozenset((Negation, Sum, Product, Quotient, Power))


def _folded(node: Expr) -> Fraction | None:
    values = []
    for part in children(node):
        if (value := rational_value(part)) is None:
            return None
        values.append(value)
    match node:
        case Negation():
            return -values[0]
        case Sum():
            return sum(values[1:], values[0])
        case Product():
            return prod(values[1:], start=values[0])
        case Quotient():
            top, bottom = values
            whole = top.denominator == bottom.denominator == 1
            return (Fraction(top.numerator, bottom.numerator) if whole else top / bottom) if bottom else None
        case _:
            small = values[1].denominator == 1 and abs(values[1]) <= 4096
            return values[0] ** values[1].numerator if small and (values[0] or values[1] >= 0) else None


def add(*terms: Expr) -> Expr:
    """The sum, zeros dropped and nested sums flattened."""
    flat = [t for term in terms for t in (term.terms if isinstance(term, Sum) else (term,)) if t != ZERO]
    return ZERO if not flat else flat[0] if len(flat) == 1 else Sum(tuple(flat))


def negate(node: Expr) -> Expr:
    """-node, with -(-a) = a and -0 = 0."""
    if node == ZERO:
        return ZERO
    return node.operand if isinstance(node, Negation) else Negation(node)


def subtract(left: Expr, right: Expr) -> Expr:
    """left - right."""
    return add(left, negate(right))


def multiply(*factors: Expr) -> Expr:
    """The product: ones dropped, a zero wins, signs pulled to the front, nested products flattened."""
    negative = False
    flat: list[Expr] = []
    for factor in factors:
        if isinstance(factor, Negation):
            negative, factor = not negative, factor.operand
        if factor == ZERO:
            return ZERO
        flat.extend(factor.factors if isinstance(factor, Product) else () if factor == ONE else (factor,))
    product = ONE if not flat else flat[0] if len(flat) == 1 else Product(tuple(flat))
    return Negation(product) if negative else product


def divide(numerator: Expr, denominator: Expr) -> Expr:
    """The quotient, with a/1 = a and signs pulled to the front."""
    if isinstance(denominator, Negation):
        return negate(divide(numerator, denominator.operand))
    if isinstance(numerator, Negation):
        return negate(divide(numerator.operand, denominator))
    return numerator if denominator == ONE else Quotient(numerator, denominator)


def power(base: Expr, exponent: Expr | int | Fraction) -> Expr:
    """base ** exponent, with a**1 = a and a**0 = 1."""
    exponent = exponent if isinstance(exponent, Expr) else rational(exponent)
    return base if exponent == ONE else ONE if exponent == ZERO else Power(base, exponent)


def call(function: str, *arguments: Expr) -> Expr:
    """function(arguments)."""
    return Call(function, arguments)


def written_out(node: AlgebraicValue) -> Expr:
    """The polynomial in the root, highest power first."""
    powers = range(len(node.numerator) - 1, -1, -1)
    terms = [multiply(rational(Fraction(node.numerator[k], node.denominator)), power(node.root, k)) for k in powers if node.numerator[k]]
    return add(*terms)
