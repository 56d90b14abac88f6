"""The zeros of a polynomial are isolated from those of its derivative, when these are known."""

from __future__ import annotations

from collections.abc import Sequence

from flint import arb

from calc_cli.balls.isolation import isolated_between
from calc_cli.balls.roots import isolate_as
from calc_cli.symbolic.polynomials import factored

LEAST_DEGREE = 3
"""Others are solved by formulas."""


def isolate_from_turning_points(coefficients: tuple[int, ...], turning: Sequence[arb]) -> None:
    """Prepare the enclosures of the zeros of a polynomial that is irreducible but for a constant factor.

    coefficients: lowest degree first; turning: enclosures of all real zeros of its derivative, increasing.
    """
    if len(coefficients) <= LEAST_DEGREE:
        return
    (_, exponent, factor), *others = factored(coefficients)
    found = None if others or exponent > 1 else isolated_between(factor, turning)
    if found is not None:
        isolate_as(factor, found)
