"""Exact decisions on real constants: their sign, whether they are zero or equal, and their short canonical form.

Rational numbers and r + c*sqrt(d) are decided here; for all others the normal form of constants is imported on first use.
"""

from __future__ import annotations

from calc_cli.balls.constants import value_at
from calc_cli.model import Truth
from calc_cli.symbolic.quadratic_field import quadratic_value
from calc_cli.tree import INFINITIES, INFINITY, AlgebraicValue, Expr, RootOf, rational, rational_value, subtract

START_BITS = 64


def sign_of(constant: Expr, max_bits: int = 4096) -> int | None:
    """The proved sign of a constant, infinities allowed; None when not decided or not defined.

    Balls first; a ball that still contains zero is followed by the exact tests of `decide_zero`.
    """
    if not isinstance(constant, RootOf | AlgebraicValue):
        if constant in INFINITIES:
            return 1 if constant == INFINITY else -1
        value = rational_value(constant)
        if value is not None:
            return (value > 0) - (value < 0)
        quadratic = quadratic_value(constant)
        if quadratic is not None:
            return quadratic.sign()
    ball = value_at(constant, START_BITS)
    if ball > 0 or ball < 0:
        return 1 if ball > 0 else -1
    from calc_cli.symbolic import constant_decisions

    return constant_decisions.hard_sign(constant, max_bits)


def decide_zero(constant: Expr) -> Truth:
    """Is the constant zero?"""
    sign = sign_of(constant)
    return Truth.UNKNOWN if sign is None else Truth.TRUE if sign == 0 else Truth.FALSE


def decide_equal(left: Expr, right: Expr) -> Truth:
    """Are two constants the same real number (or the same infinity)?"""
    if left == right:
        return Truth.TRUE
    if left in INFINITIES or right in INFINITIES:
        return Truth.FALSE
    return decide_zero(subtract(left, right))


def simplify_constant(constant: Expr) -> Expr:
    """The short canonical form of a constant, equal to it; the constant itself where it has no value.

    >>> from calc_cli.language import parse_expression, to_text
    >>> to_text(simplify_constant(parse_expression("1/sqrt(2) + sin(pi/4)")))
    'sqrt(2)'
    """
    value = rational_value(constant)
    if value is not None:
        return rational(value)
    if constant in INFINITIES:
        return constant
    quadratic = quadratic_value(constant)
    if quadratic is not None:
        return quadratic.tree()
    from calc_cli.symbolic import constant_decisions

    return constant_decisions.simplified(constant)
