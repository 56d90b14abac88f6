"""Homogeneous forms of two variables: their real zero directions with multiplicities, and their signs."""

from __future__ import annotations

from fractions import Fraction

from flint import fmpq, fmpq_poly, fmpz_poly

from calc_cli import balls
from calc_cli import tree as t
from calc_cli.classifying.several.coefficients import ZERO, Coefficient, coefficient, over, plus, sign, times, tree_of
from calc_cli.classifying.several.jets import Jet, Undecided
from calc_cli.model import StopReason
from calc_cli.records import record
from calc_cli.symbolic.polynomials import real_roots
from calc_cli.tree import Expr

PROBES = tuple(Fraction(p, q) for q in (1, 2, 3, 5) for p in range(-4 * q, 4 * q + 1))


@record
class Direction:
    """A zero direction (1, slope), or (0, 1) when slope is None."""

    slope: Coefficient | None
    multiplicity: int


def directions(form: Jet, degree: int) -> list[Direction]:
    """All real zero directions of a form that is not zero. Raises Undecided when the coefficients do not allow it."""
    polynomial = slopes_polynomial(form, degree)
    top = len(polynomial) - 1
    found = [Direction(coefficient(root), m) for root, m in roots(polynomial)]
    return [*found, *([Direction(None, degree - top)] if top < degree else [])]


def slopes_polynomial(form: Jet, degree: int) -> list[Coefficient]:
    """F(1, s) as coefficients of s, lowest first, without leading zeros."""
    values = [form.get((degree - j, j), ZERO) for j in range(degree + 1)]
    while values[-1] == ZERO:
        values.pop()
    return values


def roots(polynomial: list[Coefficient]) -> list[tuple[Expr, int]]:
    """The real roots with multiplicity: exactly over Q, by the discriminant in degree 2, else only none when none is certified."""
    lead = polynomial[-1]
    monic = [over(value, lead) for value in polynomial]
    if all(isinstance(value, Fraction) for value in monic):
        entries = [fmpq(value.numerator, value.denominator) for value in monic if isinstance(value, Fraction)]
        return real_roots(fmpz_poly(fmpq_poly(entries).numer()))
    low = next(k for k, value in enumerate(monic) if value != ZERO)
    at_zero: list[tuple[Expr, int]] = [(t.ZERO, low)] if low else []
    rest = monic[low:]
    if len(rest) == 2:
        return [*at_zero, (tree_of(times(rest[0], Fraction(-1))), 1)]
    if len(rest) == 3:
        return [*at_zero, *quadratic_roots(rest[0], rest[1])]
    if proves_no_root(rest):
        return at_zero
    raise Undecided


def quadratic_roots(c: Coefficient, b: Coefficient) -> list[tuple[Expr, int]]:
    """The real roots of s**2 + b s + c."""
    discriminant = plus(times(b, b), times(Fraction(-4), c))
    s = sign(discriminant)
    if s is None:
        raise Undecided
    half = times(b, Fraction(-1, 2))
    if s == 0:
        return [(tree_of(half), 2)]
    if s < 0:
        return []
    root = t.divide(t.call("sqrt", tree_of(discriminant)), t.TWO)
    return [(t.subtract(tree_of(half), root), 1), (t.add(tree_of(half), root), 1)]


def proves_no_root(polynomial: list[Coefficient]) -> bool:
    """Is the polynomial proved to have no real zero? It and its reciprocal are searched on [-1, 1] by balls."""
    s = t.Variable("s")
    for values in (polynomial, polynomial[::-1]):
        tree = t.add(*(t.multiply(tree_of(value), t.power(s, k)) for k, value in enumerate(values)))
        slope = t.add(*(t.multiply(tree_of(value), t.rational(k), t.power(s, k - 1)) for k, value in enumerate(values) if k))
        found = balls.isolate_zeros(tree, slope, "s", Fraction(-101, 100), Fraction(101, 100), budget_seconds=1.0)
        if found.isolated or found.undecided or found.stopped is not StopReason.FINISHED:
            return False
    return True


def takes_both_signs(form: Jet, degree: int) -> bool:
    """Are a positive and a negative value certified in some directions?"""
    found: set[int] = set()
    for probe in PROBES:
        found.add(sign(value_at(form, degree, probe)) or 0)
        if {1, -1} <= found:
            return True
    return False


def sign_somewhere(form: Jet, degree: int) -> int:
    """The sign of the form in some direction where it is not zero. Raises Undecided."""
    for probe in PROBES:
        found = sign(value_at(form, degree, probe))
        if found:
            return found
    raise Undecided


def value_at(form: Jet, degree: int, slope: Fraction) -> Coefficient:
    """F(1, slope)."""
    total: Coefficient = ZERO
    for j in range(degree, -1, -1):
        total = plus(times(total, slope), form.get((degree - j, j), ZERO))
    return total
