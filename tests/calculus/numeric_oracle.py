"""Values of trees and numerical derivatives with mpmath, independent of calc's own arithmetic."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cache, reduce

import mpmath
import sympy

from calc_cli.functions import TABLE
from calc_cli.language import parse_expression
from calc_cli.tree import (
    Call,
    Comparison,
    Constant,
    Expr,
    Junction,
    Negation,
    Number,
    Piecewise,
    Power,
    Product,
    Quotient,
    Sum,
    Variable,
    is_constant,
    rational_value,
)

DIGITS = 50
RELATIONS = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
}


GREATEST = mpmath.mpf(10) ** 7
TAME = frozenset(
    ["log", "sqrt", "cbrt", "root", "abs", "sign", "floor", "ceil", "min", "max", "atan", "asinh", "hypot", "log2", "log10", "tanh"]
)


class NotReal(ArithmeticError):
    """The tree has no real value at the point."""


class TooLarge(ArithmeticError):
    """The value exists, but mpmath would need forever for it."""


def value(node: Expr, point: dict[str, mpmath.mpf]) -> mpmath.mpf:
    """The real value of the tree at the point."""
    match node:
        case Number(q):
            return mpmath.mpf(q.numerator) / q.denominator
        case Constant(name):
            return {"pi": mpmath.pi, "e": mpmath.e}[name] + 0
        case Variable(name):
            return point[name]
        case Negation(operand):
            return -value(operand, point)
        case Sum(terms):
            return mpmath.fsum(value(term, point) for term in terms)
        case Product(factors):
            return reduce(lambda a, b: a * b, [value(factor, point) for factor in factors])
        case Quotient(top, bottom):
            return value(top, point) / value(bottom, point)
        case Power(base, exponent):
            return power_value(value(base, point), exponent, point)
        case Call(name, arguments):
            return call_value(name, [value(argument, point) for argument in arguments])
        case Piecewise(branches, otherwise):
            for branch, condition in branches:
                if holds(condition, point):
                    return value(branch, point)
            if otherwise is None:
                raise NotReal
            return value(otherwise, point)
    raise TypeError(node)


@cache
def sympy_function(name: str, size: int) -> Callable[..., object]:
    """SymPy's function of that name, computed by mpmath."""
    symbols = sympy.symbols("u v w")[:size]
    return sympy.lambdify(symbols, getattr(sympy, name)(*symbols), "mpmath")


def call_value(name: str, arguments: list[mpmath.mpf]) -> mpmath.mpf:
    """The value of a function of the table: SymPy's where it has one, else that of our definition."""
    row = TABLE[name]
    if name not in TAME and any(abs(argument) > GREATEST for argument in arguments):
        raise TooLarge
    if name == "cbrt":
        return mpmath.sign(arguments[0]) * mpmath.cbrt(abs(arguments[0]))
    if name in {"min", "max"}:
        return {"min": min, "max": max}[name](arguments)
    if name in {"root", "principal_power"}:
        return root_value(name, *arguments)
    if name.startswith("airy") and name.endswith("prime"):
        return real(getattr(mpmath, name[:6])(arguments[0], derivative=1))
    if row.sympy:
        return real(sympy_function(row.sympy, len(arguments))(*arguments))
    return value(parse_expression(row.definition), dict(zip("uvw", arguments, strict=False)))


def root_value(name: str, u: mpmath.mpf, v: mpmath.mpf) -> mpmath.mpf:
    """root(u, v) for an odd degree v of every u; principal_power(u, v) for u >= 0."""
    if name == "root" and u < 0 and v % 2 == 1:
        return -mpmath.root(-u, int(v))
    if u < 0:
        raise NotReal
    return mpmath.power(u, 1 / v if name == "root" else v)


def power_value(base: mpmath.mpf, exponent: Expr, point: dict[str, mpmath.mpf]) -> mpmath.mpf:
    """base**exponent with the real root for an odd denominator; base > 0 for an exponent that is no rational number."""
    q = rational_value(exponent)
    if q is not None and base < 0 and q.denominator % 2:
        return (-1) ** q.numerator * mpmath.power(-base, mpmath.mpf(q.numerator) / q.denominator)
    if q is not None and base < 0:
        raise NotReal
    if q is None and base == 0 and is_constant(exponent) and value(exponent, point) > 0:
        return mpmath.mpf(0)
    if q is None and base <= 0:
        raise NotReal
    power = value(exponent, point)
    if abs(power) > GREATEST or (base and abs(power * mpmath.log(abs(base))) > GREATEST):
        raise TooLarge
    return real(mpmath.power(base, power))


def holds(condition: Expr, point: dict[str, mpmath.mpf]) -> bool:
    """Truth of a condition at the point."""
    if isinstance(condition, Junction):
        return {"and": all, "or": any}[condition.word](holds(part, point) for part in condition.conditions)
    assert isinstance(condition, Comparison)
    return RELATIONS[condition.relation](value(condition.left, point), value(condition.right, point))


def real(z: object) -> mpmath.mpf:
    """z, which must be real and finite."""
    number = mpmath.mpmathify(z)
    if isinstance(number, mpmath.mpc):
        if abs(number.imag) > mpmath.mpf(10) ** (-DIGITS // 2) * abs(number):
            raise NotReal
        number = number.real
    if not mpmath.isfinite(number):
        raise NotReal
    return number


def numerical_derivative(node: Expr, name: str, point: dict[str, mpmath.mpf]) -> mpmath.mpf:
    """A central difference, good to about 30 of 50 digits."""
    return real(mpmath.diff(lambda t: value(node, {**point, name: t}), point[name], h=mpmath.mpf(10) ** -16))


def derivative_agrees(function: Expr, derivative: Expr, name: str, point: dict[str, mpmath.mpf]) -> bool | None:
    """Does the derivative's value fit the function's difference quotient? None: the function has no real value there."""
    with mpmath.workdps(DIGITS):
        try:
            expected = numerical_derivative(function, name, point)
        except (NotReal, TooLarge, ZeroDivisionError, ValueError, OverflowError, TypeError):
            return None
        if abs(expected) > 10**12:
            return None
        found = value(derivative, point)
        return bool(abs(found - expected) <= mpmath.mpf(10) ** -9 * (1 + abs(expected)))


def rational_points(*values: str) -> list[mpmath.mpf]:
    """Exact rationals as mpmath numbers."""
    with mpmath.workdps(DIGITS):
        return [mpmath.mpf(Fraction(v).numerator) / Fraction(v).denominator for v in values]
