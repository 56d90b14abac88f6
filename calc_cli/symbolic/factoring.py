"""Irreducible factors of integer polynomials in kernels."""

from __future__ import annotations

from flint import fmpz_mpoly, fmpz_poly

from calc_cli.effort import charge
from calc_cli.symbolic.field import degrees, polynomial_from, terms_of, used_in

FAILURES = (OverflowError, RuntimeError)
FACTOR_SECONDS, TERM_SECONDS = 50e-6, 5e-6
"""For a polynomial that is factored, and for each of its terms."""
Factors = list[tuple[fmpz_mpoly, int]]


def factored(polynomial: fmpz_mpoly) -> tuple[int, Factors]:
    """(content, [(irreducible factor, multiplicity)]) with content * product of the powers = polynomial.

    python-flint 0.9 sometimes fails to read the multiplicities FLINT answers (OverflowError), and FLINT gives up when exponents are
    very large (RuntimeError); then square-free factors are found first, and those in one unknown are factored apart. A factor in
    several unknowns may then stay reducible.
    """
    charge(FACTOR_SECONDS + TERM_SECONDS * len(polynomial))
    try:
        content, parts = polynomial.factor()
    except FAILURES:
        return _by_squarefree_parts(polynomial)
    return int(content), [(p, int(m)) for p, m in parts]


def _by_squarefree_parts(polynomial: fmpz_mpoly) -> tuple[int, Factors]:
    try:
        content, parts = polynomial.factor_squarefree()
    except FAILURES:
        return 1, [(polynomial, 1)]
    scale, found = int(content), Factors()
    for part, multiplicity in parts:
        used = used_in(part)
        inner, pieces = _of_one_unknown(part, next(iter(used))) if len(used) == 1 else (1, [(part, 1)])
        scale *= inner ** int(multiplicity)
        found.extend((piece, m * int(multiplicity)) for piece, m in pieces)
    return scale, found


def _of_one_unknown(polynomial: fmpz_mpoly, index: int) -> tuple[int, Factors]:
    coefficients = [0] * (degrees(polynomial)[index] + 1)
    size = len(degrees(polynomial))
    for exponents, coefficient in terms_of(polynomial):
        coefficients[exponents[index]] = coefficient
    content, parts = fmpz_poly(coefficients).factor()

    def lifted(part: fmpz_poly) -> fmpz_mpoly:
        powers = {tuple(k if i == index else 0 for i in range(size)): int(c) for k, c in enumerate(part.coeffs()) if c}
        return polynomial_from(powers)

    return int(content), [(lifted(part), int(m)) for part, m in parts]
