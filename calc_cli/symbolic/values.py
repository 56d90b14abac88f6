"""f(a) for an exact constant a, in its short form."""

from __future__ import annotations

from fractions import Fraction

from calc_cli import tree as t
from calc_cli.balls.evaluate import at_rational
from calc_cli.balls.refine import certain_sign
from calc_cli.symbolic.constants import simplify_constant
from calc_cli.symbolic.rational_values import quick_sign, quick_value, unnamed_value
from calc_cli.tree import Expr

GREATEST_DEGREE = 6
GREATEST_SIZE = 40
SIGN_BITS = (64, 128, 256, 512, 1024, 2048)


def value_at(tree: Expr, variable: str, at: Expr) -> Expr:
    """f(at), simplified unless that is much longer than the substitution itself, or would be (algebraic numbers of high degree).

    >>> from calc_cli.language import parse_expression, to_text
    >>> to_text(value_at(parse_expression("x**2 + x"), "x", parse_expression("sqrt(2)")))
    '2 + sqrt(2)'
    """
    quick = quick_value(tree, variable, at)
    if quick is not None:
        return quick
    if isinstance(at, t.IsolatedRoot) and at.variable == variable:
        vanishing = t.transform(tree, lambda node: t.ZERO if node == at.function else node)
        if vanishing != tree:  # what defines the zero is a part of f
            return simplify_constant(t.substitute(vanishing, {variable: at}))
    plain = t.substitute(tree, {variable: at})
    heavy = any(isinstance(n, t.RootOf) and len(n.coefficients) > GREATEST_DEGREE + 1 for n in t.walk(at))
    if isinstance(at, t.IsolatedRoot):
        return plain  # such values have no text of their own
    if heavy and _size(tree) > GREATEST_SIZE:
        return plain
    short = simplify_constant(plain)
    return plain if _size(short) > 2 * _size(plain) else short


def reading_at(tree: Expr, variable: str, at: Expr) -> Expr:
    """f(at) for a number that is looked at, not named: its sign and its decimals are wanted."""
    unnamed = unnamed_value(tree, variable, at) if isinstance(at, t.RootOf) else None
    return value_at(tree, variable, at) if unnamed is None else unnamed


def sign_at(tree: Expr, variable: str, at: Fraction) -> int | None:
    """The certified sign of f at a rational number; 0 only when exact; None: not decided."""
    quick = quick_sign(tree, variable, at)
    if quick is not None:
        return quick
    return next((found for bits in SIGN_BITS if (found := certain_sign(at_rational(tree, variable, at, bits))) is not None), None)


def _size(tree: Expr) -> int:
    return sum(1 for _ in t.walk(tree))
