"""All real roots of an irreducible integer polynomial, increasing, by a short formula; None when no short formula is known.

Tried in order: linear, quadratic, pure power x^k = c, quadratic in x^k, the same after a shift of x, roots that are cosines
of rational angles. Cardano's and Ferrari's formulas are not short and not used.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from math import isqrt

from flint import fmpq, fmpq_poly, fmpz, fmpz_poly

from calc_cli.records import record
from calc_cli.symbolic.radicals import (
    combine,
    opposite,
    proves_positive,
    quadratic_tree,
    root_of_quadratic,
    root_of_rational,
    square_part,
    square_root,
)
from calc_cli.tree import ONE, PI, Call, Expr, Number, add, divide, multiply, negate, rational

SHIFT_DEGREE = 60


Numbers = tuple[Fraction, Fraction, Fraction, int, Fraction]
"""(a, b, c, k, s): the equation in u = (x - s)**k is a*u**2 + b*u + c = 0, or a*u + c = 0 for b = 0."""


@record
class ClosedForms:
    """rule: the step's name; roots: every real root, increasing; numbers: what the rule's formula was used with."""

    rule: str
    roots: tuple[Expr, ...]
    numbers: Numbers | None = None


def to_fraction(value: fmpq | fmpz) -> Fraction:
    """The same rational as a Fraction."""
    return Fraction(int(value.p), int(value.q)) if isinstance(value, fmpq) else Fraction(int(value))


def closed_forms(coefficients: tuple[int, ...]) -> ClosedForms | None:
    """The real roots of an irreducible polynomial of degree >= 1 by formulas; coefficients: lowest degree first, the last one positive."""
    degree = len(coefficients) - 1
    if degree == 1:
        return ClosedForms("linear", (rational(Fraction(-coefficients[0], coefficients[1])),))
    if degree == 2:
        return quadratic_roots(coefficients[2], coefficients[1], coefficients[0])
    direct = None if coefficients[1] else in_a_power(fmpz_poly(list(coefficients)))
    if direct is not None:
        return direct
    if degree > SHIFT_DEGREE and not has_small_roots(coefficients):
        return None
    spread = centred_coefficient(coefficients)
    if is_symmetric_quartic(coefficients) if degree == 4 else spread == 0:  # others in x**k, k > 1, have no term of degree n - 2
        shift, centred = depress(fmpz_poly(list(coefficients)))
        moved = in_a_power(centred.numer()) if shift else None
        if moved is not None:
            roots = tuple(add(rational(shift), root) for root in moved.roots)
            return ClosedForms(moved.rule, roots, None if moved.numbers is None else (*moved.numbers[:4], shift))
    return cosine_roots(coefficients, spread) if spread < 0 else None


def centred_coefficient(coefficients: tuple[int, ...]) -> int:
    """2 n a² times the coefficient of x**(n - 2) in `depress`, by the three highest coefficients a, b, c: 2 n a c - (n - 1) b²."""
    n, (c, b, a) = len(coefficients) - 1, coefficients[-3:]
    return 2 * n * a * c - (n - 1) * b * b


def is_symmetric_quartic(coefficients: tuple[int, ...]) -> bool:
    """Has `depress` of a quartic no linear term? By its four highest coefficients: 8 a² d - 4 a b c + b³ = 0."""
    _, d, c, b, a = coefficients
    return 8 * a * a * d - 4 * a * b * c + b**3 == 0


def has_small_roots(coefficients: tuple[int, ...]) -> bool:
    """The leading coefficient leads by far, as in Chebyshev's polynomials (a cheap filter: no mathematics rests on it)."""
    return max(map(abs, coefficients)) < abs(coefficients[-1]) << 200


def is_square(n: int) -> bool:
    """Is n >= 0 a square? Most that are none end in other hexadecimal digits than 0, 1, 4 and 9."""
    return n & 15 in (0, 1, 4, 9) and isqrt(n) ** 2 == n


def quadratic_roots(a: int, b: int, c: int) -> ClosedForms:
    """(-b ± sqrt(b² - 4ac)) / (2a), for a > 0 and a discriminant that is no square."""
    discriminant = b * b - 4 * a * c
    note = numbers_of(a, b, c, 1 if b else 2)
    if discriminant < 0:
        return ClosedForms("quadratic_formula", (), note)
    s, d = square_part(discriminant)
    middle, half_width = Fraction(-b, 2 * a), Fraction(s, 2 * a)
    roots = quadratic_tree(middle, -half_width, d), quadratic_tree(middle, half_width, d)
    return ClosedForms("quadratic_formula" if b else "pure_root", roots, note)


def numbers_of(a: int, b: int, c: int, k: int) -> Numbers:
    """Those of a*x**(2*k) + b*x**k + c, or of a*x**k + c for b = 0."""
    return Fraction(a), Fraction(b), Fraction(c), k, Fraction(0)


def in_a_power(poly: fmpz_poly) -> ClosedForms | None:
    """p(x) = q(x^k), k > 1, with q linear or quadratic."""
    inner, k = poly.deflation()
    if k == 1 or inner.degree() > 2:
        return None
    if inner.degree() == 1:
        value, note = Fraction(-int(inner[0]), int(inner[1])), numbers_of(int(inner[1]), 0, int(inner[0]), k)
        if k % 2:
            return ClosedForms("pure_root", (root_of_rational(value, k),), note)
        if value < 0:
            return ClosedForms("pure_root", (), note)
        root = root_of_rational(value, k)
        return ClosedForms("pure_root", (negate(root), root), note)
    a, b, c = int(inner[2]), int(inner[1]), int(inner[0])
    discriminant = b * b - 4 * a * c
    note = numbers_of(a, b, c, k)
    if discriminant < 0:
        return ClosedForms("biquadratic", (), note)
    if square_root(Fraction(discriminant)) is not None:
        return None
    s, d = square_part(discriminant)
    middle, width = Fraction(-b, 2 * a), Fraction(s, 2 * a)
    if k % 2:
        return ClosedForms("biquadratic", tuple(root_of_quadratic(middle, w, d, k) for w in (-width, width)), note)
    positive = [root_of_quadratic(middle, w, d, k) for w in (-width, width) if proves_positive(middle, w, d)]
    return ClosedForms("biquadratic", (*(opposite(r) for r in reversed(positive)), *positive), note)


def depress(poly: fmpz_poly) -> tuple[Fraction, fmpq_poly]:
    """(s, p(x + s)) with s the mean of the roots, so that the second coefficient vanishes; the result is monic."""
    n = poly.degree()
    monic = fmpq_poly(poly) / poly.leading_coefficient()
    mean = -monic[n - 1] / n
    return to_fraction(mean), monic(fmpq_poly([mean, 1])) if mean else monic


@lru_cache(maxsize=256)
def cosine_orders(degree: int) -> tuple[int, ...]:
    """Every m for which 2 cos(2 pi/m) has this degree (>= 2) over Q: the m with phi(m) = 2 degree."""
    bound = 20 * degree + 30
    return tuple(m for m in range(5, bound) if int(fmpz(m).euler_phi()) == 2 * degree)


@lru_cache(maxsize=512)
def depressed_cosine_polynomial(m: int) -> tuple[Fraction, fmpq_poly, int]:
    """`depress` of the minimal polynomial of 2 cos(2 pi/m), and 2 n p q for its coefficient p/q of x**(n - 2)."""
    mean, model = depress(fmpz_poly.cos_minpoly(m))
    spread = to_fraction(model[model.degree() - 2])
    return mean, model, 2 * model.degree() * spread.numerator * spread.denominator


def cosine_roots(coefficients: tuple[int, ...], spread: int) -> ClosedForms | None:
    """x = r + λ 2 cos(2 pi k/m), r and λ rational; spread: the `centred_coefficient`, negative."""
    degree = len(coefficients) - 1
    for m in cosine_orders(degree):
        mean, model, weight = depressed_cosine_polynomial(m)
        if not is_square(spread * weight):  # λ² is this product divided by a square
            continue
        shift, centred = depress(fmpz_poly(list(coefficients)))
        factor = square_root(to_fraction(centred[degree - 2]) / to_fraction(model[degree - 2]))
        assert factor is not None
        ratio = fmpq(factor.numerator, factor.denominator)
        if all(centred[i] == model[i] * ratio ** (degree - i) for i in range(degree)):
            return ClosedForms("cosines", cosines(shift - factor * mean, 2 * factor, m))
    return None


def cosines(offset: Fraction, factor: Fraction, m: int) -> tuple[Expr, ...]:
    """offset + factor cos(2 pi k/m), 0 < k < m/2 prime to m, increasing, factor > 0."""
    indices = [k for k in range(m // 2, 0, -1) if 2 * k < m and fmpz(k).gcd(m) == 1]
    roots = []
    for k in indices:
        angle = Fraction(2 * k, m)
        sign = 1 if angle < Fraction(1, 2) else -1
        roots.append(combine([(offset, ONE), (sign * factor, cosine_tree(angle if sign > 0 else 1 - angle))]))
    return tuple(roots)


def cosine_tree(turns: Fraction) -> Expr:
    """cos(turns * pi) for 0 < turns < 1/2, as the sine of the complement when that has the smaller denominator."""
    other = Fraction(1, 2) - turns
    if (other.denominator, other) < (turns.denominator, turns):
        return Call("sin", (angle_tree(other),))
    return Call("cos", (angle_tree(turns),))


def angle_tree(turns: Fraction) -> Expr:
    """The tree of turns * pi: 2*pi/3."""
    if turns < 0:
        return negate(angle_tree(-turns))
    top = multiply(Number(Fraction(turns.numerator)), PI)
    return divide(top, Number(Fraction(turns.denominator)))


