"""The zeros of a polynomial are isolated from those of its derivative, when these are known."""

from __future__ import annotations

from collections.abc import Sequence

from flint import arb, fmpz_poly

from calc_cli.balls.isolation import isolated_between
from calc_cli.balls.roots import isolate_as
from calc_cli.symbolic.algebraic import coefficients_of
from calc_cli.symbolic.polynomials import factors

LEAST_DEGREE = 3
"""Others are solved by formulas."""


def isolate_from_turning_points(polynomial: fmpz_poly, turning: Sequence[arb]) -> None:
    """Prepare the enclosures of the zeros of a polynomial that is irreducible but for a constant factor.

    turning: enclosures of all real zeros of its derivative, increasing.
    """
    if polynomial.degree() < LEAST_DEGREE:
        return
    (factor, exponent), *others = factors(polynomial)
    if others or exponent > 1:
        return
    found = isolated_between(factor, turning)
    if found is not None:
        isolate_as(coefficients_of(factor), found)
