"""Integer polynomials in the unknowns of a system: the few operations elimination needs beyond FLINT's own.

All polynomials of one system live in one context `ring(n)`; unknown number i is generator number i.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from flint import Ordering, fmpz_mpoly, fmpz_mpoly_ctx, fmpz_poly

from calc_cli.symbolic.factoring import factored
from calc_cli.symbolic.field import degrees, terms_of, used_in

__all__ = ["degrees", "is_linear_in", "key", "primitive_factors", "ring", "terms_of", "univariate", "used_in"]


@cache
def ring(unknowns: int) -> fmpz_mpoly_ctx:
    """Z[g0, …, g(n-1)] with the lexicographic order."""
    return fmpz_mpoly_ctx.get(tuple(f"g{i}" for i in range(unknowns)), Ordering.lex)


def key(polynomial: fmpz_mpoly) -> frozenset[Any]:
    """A hashable value that identifies the polynomial."""
    return frozenset(terms_of(polynomial))


def positive(polynomial: fmpz_mpoly) -> fmpz_mpoly:
    """The polynomial or its negative, the leading coefficient positive."""
    return -polynomial if polynomial.leading_coefficient() < 0 else polynomial


def primitive_factors(polynomial: fmpz_mpoly) -> list[fmpz_mpoly]:
    """The different irreducible factors of positive degree of a non-zero polynomial."""
    return [positive(factor) for factor, _ in factored(polynomial)[1] if not factor.is_constant()]


def moved(polynomial: fmpz_mpoly, context: fmpz_mpoly_ctx, places: tuple[int, ...]) -> fmpz_mpoly:
    """The polynomial in another context: its generator places[j] becomes generator j there; no other may occur."""
    size = context.nvars()
    terms = {}
    for exponents, coefficient in terms_of(polynomial):
        vector = tuple(exponents[place] for place in places)
        terms[vector + (0,) * (size - len(places))] = coefficient
    return context.from_dict(terms)


def moved_back(polynomial: fmpz_mpoly, context: fmpz_mpoly_ctx, places: tuple[int, ...]) -> fmpz_mpoly:
    """The inverse of `moved`."""
    terms = {}
    for exponents, coefficient in terms_of(polynomial):
        vector = [0] * context.nvars()
        for j, place in enumerate(places):
            vector[place] = exponents[j]
        terms[tuple(vector)] = coefficient
    return context.from_dict(terms)


def univariate(polynomial: fmpz_mpoly, index: int) -> fmpz_poly:
    """The polynomial as a univariate one in generator `index`, the only one that occurs."""
    coefficients = [0] * (degrees(polynomial)[index] + 1)
    for exponents, coefficient in terms_of(polynomial):
        coefficients[exponents[index]] = coefficient
    return fmpz_poly(coefficients)


def multivariate(polynomial: fmpz_poly, context: fmpz_mpoly_ctx, index: int) -> fmpz_mpoly:
    """A univariate polynomial as one in generator `index`."""
    size = context.nvars()
    terms = {}
    for k, coefficient in enumerate(polynomial.coeffs()):
        terms[tuple(k if i == index else 0 for i in range(size))] = int(coefficient)
    return context.from_dict(terms)


def by_degree(polynomial: fmpz_mpoly, index: int) -> dict[int, fmpz_mpoly]:
    """The polynomial as one in generator `index`: degree -> coefficient."""
    parts: dict[int, dict[tuple[int, ...], int]] = {}
    for exponents, coefficient in terms_of(polynomial):
        rest = (*exponents[:index], 0, *exponents[index + 1 :])
        parts.setdefault(exponents[index], {})[rest] = coefficient
    context = polynomial.context()
    return {degree: context.from_dict(terms) for degree, terms in parts.items()}


def is_linear_in(polynomial: fmpz_mpoly, index: int) -> bool:
    """a*x + b with a a non-zero integer and b free of x = generator `index`."""
    if degrees(polynomial)[index] != 1:
        return False
    return all(not exponents[index] or sum(exponents) == 1 for exponents, _ in terms_of(polynomial))


def substituted(polynomial: fmpz_mpoly, index: int, numerator: fmpz_mpoly, denominator: fmpz_mpoly) -> fmpz_mpoly:
    """denominator**d * p(x = numerator/denominator), d the degree of p in x = generator `index`."""
    parts = by_degree(polynomial, index)
    top = max(parts, default=0)
    total = parts[top]
    scale = denominator
    for k in range(top - 1, -1, -1):
        total = total * numerator
        if k in parts:
            total = total + parts[k] * scale
        scale = scale * denominator
    return total


def unknowns_in(polynomials: Iterable[fmpz_mpoly]) -> frozenset[int]:
    """Every generator that occurs in one of them."""
    found: frozenset[int] = frozenset()
    for polynomial in polynomials:
        found |= used_in(polynomial)
    return found
