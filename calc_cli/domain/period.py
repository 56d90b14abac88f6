"""Periodic functions, and linear functions plus periodic ones, read from the tree and proved by algebra.

Every function is looked at as slope * x + (a periodic function). Sums add slopes and take the least common multiple
of periods; sin(a x + b) has period 2 pi / |a|; floor(a x + b) has slope a and period 1 / |a|.
"""

from __future__ import annotations

from calc_cli.domain.conditions import with_definitions
from calc_cli.domain.places import certified_sign
from calc_cli.domain.shifts import Shifts
from calc_cli.effort import tabled
from calc_cli.functions import TABLE
from calc_cli.language import parse_expression
from calc_cli.records import record
from calc_cli.symbolic.constants import simplify_constant
from calc_cli.tree import (
    ONE,
    ZERO,
    Call,
    Comparison,
    Expr,
    Negation,
    Piecewise,
    Product,
    Quotient,
    Sum,
    Variable,
    add,
    children,
    divide,
    is_constant,
    multiply,
    negate,
    rational,
    rational_value,
    subtract,
)

PRIMES = (2, 3, 5, 7, 11)
MOST_DIVISIONS = 8
"""A function that stays periodic after more divisions than this is taken to be constant."""


@record
class Drift:
    """g(x) = slope * x + p(x), where p has the period given; period None: p is constant."""

    slope: Expr
    period: Expr | None


def period_of(tree: Expr, variable: str) -> Expr | None:
    """The smallest period that can be proved, domain included; None when none is found, or the function is constant."""
    node = with_definitions(tree)
    found = _drift(node, variable)
    if found is None or found.period is None or not _vanishes(found.slope):
        return None
    return _smallest(node, variable, found.period)


def drift_of(tree: Expr, variable: str) -> tuple[Expr, Expr] | None:
    """(T, S), S not 0, with f(x + T) = f(x) + S for all x: f is linear plus periodic. T is the smallest proved."""
    node = with_definitions(tree)
    found = _drift(node, variable)
    if found is None or found.period is None or _vanishes(found.slope):
        return None
    periodic = add(node, negate(multiply(found.slope, Variable(variable))))
    period = _smallest(periodic, variable, found.period)
    return None if period is None else (period, simplify_constant(multiply(found.slope, period)))


def _smallest(node: Expr, variable: str, period: Expr) -> Expr | None:
    """The period divided by primes as long as the quotient is proved to be a period."""
    divisor, divisions = 1, 0
    for prime in PRIMES:
        while Shifts(variable, divide(period, rational(divisor * prime))).proves_invariant(node):
            divisor *= prime
            divisions += 1
            if divisions > MOST_DIVISIONS:
                return None
    return simplify_constant(divide(period, rational(divisor)))


def _drift(node: Expr, variable: str) -> Drift | None:
    """The slope and period of a subterm; None when it is not linear plus periodic as far as its structure tells."""
    if isinstance(node, Variable) and node.name == variable:
        return Drift(ONE, None)
    if is_constant(node):
        return Drift(ZERO, None)
    parts = [_drift(child, variable) for child in children(node)]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    return _combined(node, known)


def _combined(node: Expr, parts: list[Drift]) -> Drift | None:
    slopes = [part.slope for part in parts]
    match node:
        case Sum():
            return _with_common_period(simplify_constant(add(*slopes)), parts)
        case Negation():
            return Drift(negate(slopes[0]), parts[0].period)
        case Product(factors) if sum(not is_constant(factor) for factor in factors) == 1:
            scale = [factor for factor in factors if is_constant(factor)]
            moving = next(part for part, factor in zip(parts, factors, strict=True) if not is_constant(factor))
            return Drift(multiply(*scale, moving.slope), moving.period)
        case Quotient(_, denominator) if is_constant(denominator):
            return Drift(divide(slopes[0], denominator) if slopes[0] != ZERO else ZERO, parts[0].period)
        case Call("min" | "max") | Comparison() if all(_vanishes(subtract(slope, slopes[0])) for slope in slopes):
            return _with_common_period(ZERO if isinstance(node, Comparison) else slopes[0], parts)
        case Piecewise():
            return _of_piecewise(node, parts)
        case Call(name, arguments) if len(arguments) == 1 and not _vanishes(slopes[0]):
            return _of_call(name, parts[0])
        case _:
            return _with_common_period(ZERO, parts) if all(_vanishes(slope) for slope in slopes) else None


def _of_piecewise(node: Piecewise, parts: list[Drift]) -> Drift | None:
    """Conditions must be periodic, the values may share one slope."""
    values = parts[: 2 * len(node.branches) : 2] + parts[2 * len(node.branches) :]
    conditions = parts[1 : 2 * len(node.branches) : 2]
    slope = values[0].slope
    shared = all(_vanishes(subtract(value.slope, slope)) for value in values)
    return _with_common_period(slope, parts) if shared and all(_vanishes(c.slope) for c in conditions) else None


def _of_call(name: str, argument: Drift) -> Drift | None:
    """f(g) with g = slope x + p: the smallest T with slope * T a multiple of f's period (of 1 for floor and ceil)."""
    stepping = name in ("floor", "ceil")
    unit = ONE if stepping else _period_of_row(name)
    if unit is None:
        return None
    slope = argument.slope if certified_sign(argument.slope) == 1 else negate(argument.slope)
    period = _common_multiple([divide(unit, slope)] + ([] if argument.period is None else [argument.period]))
    return None if period is None else Drift(argument.slope if stepping else ZERO, period)


@tabled
def _period_of_row(name: str) -> Expr | None:
    row = TABLE.get(name)
    return parse_expression(row.period) if row is not None and row.period else None


def _with_common_period(slope: Expr, parts: list[Drift]) -> Drift | None:
    periods = [part.period for part in parts if part.period is not None]
    if not periods:
        return Drift(slope, None)
    common = _common_multiple(periods)
    return None if common is None else Drift(slope, common)


def _common_multiple(periods: list[Expr]) -> Expr | None:
    """The least common multiple of positive numbers; None when their quotients are not proved to be rational."""
    common = periods[0]
    for period in periods[1:]:
        if period != common:
            ratio = rational_value(simplify_constant(divide(common, period)))
            if ratio is None:
                return None
            common = multiply(rational(ratio.denominator), common)
    return common


def _vanishes(constant: Expr) -> bool:
    """Proves that a constant is zero."""
    return constant == ZERO or certified_sign(constant) == 0
