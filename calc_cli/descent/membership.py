"""Does a point of doubles lie in the domain of f? Told from the conditions of the tree as typed, by certified signs."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import numpy as np

from calc_cli import balls
from calc_cli import tree as t
from calc_cli.descent.elementary import Array
from calc_cli.domain.conditions import Gate, Requirement, gates
from calc_cli.model import Truth
from calc_cli.tree import Expr

PRECISION_BITS = 128
LARGEST = 1e300


def decide_defined(tree: Expr, variables: tuple[str, ...], x: Array) -> Truth:
    """Is f defined at the doubles of x, taken as exact? A value too large for doubles is a value.

    >>> from calc_cli.language import parse_expression
    >>> [decide_defined(parse_expression(f), ("x",), np.array([-800.0])).value for f in ("exp(x**2)", "log(x)", "0*sqrt(x)")]
    ['true', 'false', 'false']
    """
    if not np.all(np.isfinite(x)):
        return Truth.UNKNOWN
    place = {name: t.rational(Fraction(float(value))) for name, value in zip(variables, x, strict=True)}
    found = [decide_gate(gate, place) for gate in gates(tree) if gate.restricts]
    if Truth.FALSE in found:
        return Truth.FALSE
    if Truth.UNKNOWN not in found or proves_finite(tree, place):
        return Truth.TRUE
    return Truth.UNKNOWN


def decide_gate(gate: Gate, place: Mapping[str, Expr]) -> Truth:
    """Is the condition met at the point? Conditions in branches and those without a sign are left to the value itself."""
    if gate.guards or gate.requirement in (Requirement.NOT_POLE, Requirement.BRANCH):
        return Truth.UNKNOWN
    sign = balls.sign(t.substitute(gate.subterm, place), PRECISION_BITS)
    if sign is None:
        return Truth.UNKNOWN
    met = {Requirement.NONZERO: sign != 0, Requirement.POSITIVE: sign > 0, Requirement.NONNEGATIVE: sign >= 0}[gate.requirement]
    return Truth.TRUE if met else Truth.FALSE


def proves_finite(tree: Expr, place: Mapping[str, Expr]) -> bool:
    """Is the value enclosed by a finite ball?"""
    return bool(balls.enclose(t.substitute(tree, place), 53).is_finite())


def proves_too_large(tree: Expr, variables: tuple[str, ...], x: Array) -> bool:
    """Of a function that is defined at x: is its absolute value beyond doubles there, or even beyond balls?

    >>> from calc_cli.language import parse_expression
    >>> [proves_too_large(parse_expression(f), ("x",), np.array([800.0])) for f in ("exp(x)", "log(cosh(x))")]
    [True, False]
    """
    place = {name: t.rational(Fraction(float(value))) for name, value in zip(variables, x, strict=True)}
    value = balls.enclose(t.substitute(tree, place), 53)
    return not value.is_finite() or bool(abs(value) > LARGEST)
