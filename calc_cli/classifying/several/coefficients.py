"""Exact real constants as coefficients: fractions where they are rational, simplified constant trees otherwise."""

from __future__ import annotations

from fractions import Fraction

from calc_cli import tree as t
from calc_cli.remembering import remembered
from calc_cli.symbolic.constants import sign_of, simplify_constant
from calc_cli.tree import Expr

Coefficient = Fraction | Expr
ZERO, ONE = Fraction(0), Fraction(1)


def coefficient(tree: Expr) -> Coefficient:
    """The constant simplified.

    >>> from calc_cli.language import parse_expression
    >>> coefficient(parse_expression("sqrt(4)/3"))
    Fraction(2, 3)
    """
    value = t.rational_value(tree)
    if value is not None:
        return value
    simple = simplify_constant(tree)
    value = t.rational_value(simple)
    return simple if value is None else value


def tree_of(value: Coefficient) -> Expr:
    """The constant as a tree."""
    return t.rational(value) if isinstance(value, Fraction) else value


def plus(a: Coefficient, b: Coefficient) -> Coefficient:
    """a + b."""
    if isinstance(a, Fraction) and isinstance(b, Fraction):
        return a + b
    if a == ZERO:
        return b
    return a if b == ZERO else coefficient(t.add(tree_of(a), tree_of(b)))


def times(a: Coefficient, b: Coefficient) -> Coefficient:
    """a * b."""
    if isinstance(a, Fraction) and isinstance(b, Fraction):
        return a * b
    if a == ZERO or b == ZERO:
        return ZERO
    if a == ONE:
        return b
    return a if b == ONE else coefficient(t.multiply(tree_of(a), tree_of(b)))


def over(a: Coefficient, b: Coefficient) -> Coefficient:
    """a / b, b not zero."""
    if isinstance(a, Fraction) and isinstance(b, Fraction):
        return a / b
    return coefficient(t.divide(tree_of(a), tree_of(b)))


def sign(a: Coefficient) -> int | None:
    """The proved sign; None when it is not decided."""
    return (a > 0) - (a < 0) if isinstance(a, Fraction) else _sign(a)


@remembered(4096)
def _sign(a: Expr) -> int | None:
    return sign_of(a, 1024)
