"""The real points of one polynomial equation p = 0, p irreducible: a hypersurface, a few isolated points, or nothing.

An irreducible p changes sign exactly when its real zeros have dimension n - 1 (Bochnak, Coste, Roy, Real Algebraic Geometry, 4.5.1).
For n = 2 this is decided: over each interval between the real roots of the discriminant the number of real zeros in y is constant.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import islice, pairwise, product

from flint import fmpq, fmpq_poly, fmpz_mpoly, fmpz_poly

from calc_cli.solving.form import Budget
from calc_cli.solving.systems.bivariate import column, common_zeros
from calc_cli.solving.systems.conjugates import Conjugates
from calc_cli.solving.systems.rings import terms_of, univariate, used_in
from calc_cli.symbolic.polynomials import isolate, real_roots

SAMPLES = tuple(Fraction(a, 2) for a in (0, 2, -2, 1, -1, 4, -4, 6, -6))
POSITIVE = tuple(Fraction(a, 6) for a in (6, 12, 3, 18, 2, 30, 1))
SAMPLE_LIMIT = 1200


def proves_sign_change(polynomial: fmpz_mpoly, positives: frozenset[int] = frozenset()) -> bool:
    """Two rational points, unknowns in `positives` positive, at which p has opposite signs are found."""
    used = sorted(used_in(polynomial))
    signs: set[bool] = set()
    for values in islice(product(*(POSITIVE if i in positives else SAMPLES for i in used)), SAMPLE_LIMIT):
        value = value_at(polynomial, dict(zip(used, values, strict=True)))
        if value:
            signs.add(value > 0)
        if len(signs) == 2:
            return True
    return False


def value_at(polynomial: fmpz_mpoly, at: dict[int, Fraction]) -> Fraction:
    """The polynomial at a rational point."""
    total = Fraction(0)
    for exponents, coefficient in terms_of(polynomial):
        term = Fraction(coefficient)
        for i, k in enumerate(exponents):
            if k:
                term *= at[i] ** k
        total += term
    return total


def isolated_points(curve: fmpz_mpoly, budget: Budget) -> list[Conjugates] | None:
    """The real points of an irreducible curve in `ring(2)` when they are finitely many; None when they form a curve."""
    if proves_sign_change(curve):
        return None
    coefficients = column(curve, 0, 1)
    critical = univariate(curve.discriminant(1), 0) * coefficients[-1]
    for sample in between_roots(critical):
        slice_ = fmpq_poly([0])
        for c in reversed(coefficients):
            slice_ = slice_ * fmpq_poly([0, 1]) + fmpq_poly([fmpq_poly(c)(fmpq(sample.numerator, sample.denominator))])
        if real_roots(fmpz_poly(slice_.numer())):
            return None
    return common_zeros(curve, curve.derivative(1), budget)


def between_roots(polynomial: fmpz_poly) -> list[Fraction]:
    """A rational point in each interval that the real roots cut out of the line."""
    intervals = isolate(polynomial) if polynomial.degree() > 0 else []
    if not intervals:
        return [Fraction(0)]
    inner = [(left[1] + right[0]) / 2 for left, right in pairwise(intervals)]
    return [intervals[0][0] - 1, *inner, intervals[-1][1] + 1]
