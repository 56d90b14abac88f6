"""Quotients of polynomials over Q: limits, signs at ends and lines at infinity from degrees, leading coefficients and multiplicities."""

from __future__ import annotations

from flint import fmpq, fmpq_poly, fmpz_poly

from calc_cli.balls.constants import enclose
from calc_cli.balls.precision import precision
from calc_cli.balls.refine import certain_sign
from calc_cli.model import Limit, Truth
from calc_cli.symbolic.quadratic_field import quadratic_value
from calc_cli.symbolic.univariate import Quotient, rational_tree
from calc_cli.tree import INFINITIES, INFINITY, MINUS_INFINITY, ZERO, Expr, Negation, Power, RootOf, rational_value

POLE_BITS = 128
MOST_ROOTS = 60


def rational_limit(value: Quotient, point: Expr, side: int) -> Limit | None:
    """The limit at an infinity, a rational point or an irrational pole; None at other points."""
    found = rational_leading(value, point, side)
    if found is None:
        sign = sign_at_pole(value, point, side)
        return None if sign is None else Limit(INFINITY if sign > 0 else MINUS_INFINITY, Truth.TRUE)
    c, k = found
    if k < 0 or c == 0:
        return Limit(ZERO, Truth.TRUE)
    if k == 0:
        return Limit(rational_tree(c), Truth.TRUE)
    return Limit(INFINITY if c > 0 else MINUS_INFINITY, Truth.TRUE)


def rational_end_sign(value: Quotient, point: Expr, side: int) -> int | None:
    """The sign close to an infinity or a rational point; None at other points."""
    found = rational_leading(value, point, side)
    return None if found is None else (found[0] > 0) - (found[0] < 0)


def rational_line(value: Quotient) -> tuple[Expr, Expr] | None:
    """(m, b) with P/Q = m*x + b + R/Q, deg R < deg Q and m not 0: division with remainder; None when there is no such line."""
    top, bottom = value
    if top.degree() - bottom.degree() != 1:
        return None
    line = top // bottom
    return rational_tree(line[1]), rational_tree(line[0])


def rational_leading(value: Quotient, point: Expr, side: int) -> tuple[fmpq, int] | None:
    """(c, k): f ~ c * X**k for x = ±X or x = point + side/X, X → +oo; c = 0 for the zero function; None at irrational points."""
    if point in INFINITIES:
        return leading_at_infinity(value, 1 if point == INFINITY else -1)
    a = rational_value(point)
    return None if a is None else leading_at_point(value, fmpq(a.numerator, a.denominator), side)


def leading_at_infinity(value: Quotient, towards: int) -> tuple[fmpq, int]:
    """(c, k): f ~ c * X**k for x = towards * X, X → +oo; c = 0 for the zero function."""
    top, bottom = value
    if not top:
        return fmpq(0), 0
    k = int(top.degree() - bottom.degree())
    c = top[int(top.degree())] / bottom[int(bottom.degree())]
    return (-c if towards < 0 and k % 2 else c), k


def leading_at_point(value: Quotient, point: fmpq, side: int) -> tuple[fmpq, int]:
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


def sign_at_pole(value: Quotient, point: Expr, side: int) -> int | None:
    """The sign beside an algebraic pole a: of P(a) / (R(a) * (side * m'(a))**k) for m(a) = 0, Q = R * m**k; None where there is none."""
    top, bottom = value
    minimal = annihilating(point)
    if minimal is None or bottom.degree() < minimal.degree():
        return None
    k = 0
    while bottom.degree() >= minimal.degree() and not bottom % minimal:
        bottom, k = bottom // minimal, k + 1
    at = enclose(point, POLE_BITS)
    with precision(POLE_BITS):
        signs = [certain_sign(fmpz_poly(p.numer())(at)) for p in (top, bottom, minimal.derivative())]
    if not k or not all(signs):
        return None
    top_sign, rest_sign, slope_sign = (sign or 0 for sign in signs)
    return top_sign * rest_sign * (side * slope_sign if k % 2 else 1)


def annihilating(point: Expr) -> fmpq_poly | None:
    """A square-free polynomial that vanishes at an algebraic number: a `RootOf`, r + c*sqrt(d), or ±q**(m/n)."""
    if isinstance(point, RootOf):
        return fmpq_poly(list(point.coefficients))
    surd = quadratic_value(point)
    if surd is not None:
        return fmpq_poly([surd.r * surd.r - surd.c * surd.c * surd.d, -2 * surd.r, 1])
    match point:
        case Negation(Power(base, exponent)):
            sign = -1
        case Power(base, exponent):
            sign = 1
        case _:
            return None
    q, k = rational_value(base), rational_value(exponent)
    if q is None or k is None or q <= 0 or max(k.denominator, abs(k.numerator)) > MOST_ROOTS:
        return None
    n, power = k.denominator, q**k.numerator
    return fmpq_poly([-(sign**n) * fmpq(power.numerator, power.denominator), *[0] * (n - 1), 1])
