"""Gröbner bases (FLINT's Buchberger, graded reverse lexicographic) and the quotient ring of a zero-dimensional ideal.

Sources: Cox, Little, O'Shea, Ideals, Varieties, and Algorithms, ch. 2 and 5; Using Algebraic Geometry, ch. 2.
"""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import Any

from flint import Ordering, fmpq, fmpz_mpoly, fmpz_mpoly_ctx, fmpz_mpoly_vec

from calc_cli.effort import charge
from calc_cli.solving.form import Refused
from calc_cli.solving.systems.rings import terms_of

LIMITS = ((40, 200, 400), (150, 600, 3000), (400, 1500, 6000))
LIMIT_SECONDS = (0.01, 0.1, 1.0)
"""For a run that reaches the limits."""
TERM_SECONDS = 50e-6
"""For each term of a basis that is found."""
PRODUCT_SECONDS = 1e-6
DIMENSION_LIMIT = 100
Monomial = tuple[int, ...]
Vector = dict[int, fmpq]


@cache
def graded_ring(unknowns: int) -> fmpz_mpoly_ctx:
    """Z[g0, …, g(n-1)] with the graded reverse lexicographic order."""
    return fmpz_mpoly_ctx.get(tuple(f"g{i}" for i in range(unknowns)), Ordering.degrevlex)


def groebner_basis(polynomials: list[fmpz_mpoly]) -> list[fmpz_mpoly]:
    """The reduced Gröbner basis of polynomials in one ring; Refused when it grows too large.

    An unfinished run of FLINT 3 does not give the same ideal back, so each run starts from the polynomials themselves.
    """
    ideal = fmpz_mpoly_vec(polynomials, polynomials[0].context())
    for limits, seconds in zip(LIMITS, LIMIT_SECONDS, strict=True):
        answer: Any = ideal.buchberger_naive(limits=limits)
        found, finished = answer
        if finished:
            charge(TERM_SECONDS * sum(len(p) for p in found))
            reduced: Any = found.autoreduction()
            if proves_inside(polynomials, reduced):
                return list(reduced)
            raise Refused("a Gröbner basis failed its check")
        charge(seconds)
    raise Refused("the Gröbner basis grows too large")


def proves_inside(polynomials: list[Any], basis: Any) -> bool:
    """Every polynomial is reduced to zero by the basis: it lies in the ideal."""
    return all(p.reduction_primitive_part(basis).is_zero() for p in polynomials)


def leading(polynomial: fmpz_mpoly) -> Monomial:
    """The exponents of the leading monomial."""
    return tuple(map(int, polynomial.monomial(0)))


def is_zero_dimensional(basis: list[fmpz_mpoly], unknowns: int) -> bool:
    """Some leading monomial is a power of each unknown (Cox, Little, O'Shea, Theorem 5.3.6)."""
    pure = {next(i for i, k in enumerate(m) if k) for m in map(leading, basis) if sum(k > 0 for k in m) == 1}
    return len(pure) == unknowns


def standard_monomials(basis: list[fmpz_mpoly], unknowns: int) -> list[Monomial]:
    """The monomials that no leading monomial divides: a basis of the quotient ring, lowest degrees first."""
    leads = [leading(p) for p in basis]
    tops = [min(m[i] for m in leads if sum(m) == m[i]) for i in range(unknowns)]
    found = []
    for m in product(*(range(top) for top in tops)):
        if not any(all(a >= b for a, b in zip(m, lead, strict=True)) for lead in leads):
            found.append(m)
            if len(found) > DIMENSION_LIMIT:
                raise Refused("too many solutions for the quotient ring")
    return sorted(found, key=lambda m: (sum(m), m))


class Quotient:
    """Q[x1, …, xn]/I for a zero-dimensional ideal: normal forms as vectors over the standard monomials."""

    def __init__(self, basis: list[fmpz_mpoly], unknowns: int) -> None:
        self.unknowns = unknowns
        self.monomials = standard_monomials(basis, unknowns)
        self.place = {m: i for i, m in enumerate(self.monomials)}
        self.rules = {leading(p): self._rule(p) for p in basis}
        self.known: dict[Monomial, Vector] = {m: {i: fmpq(1)} for m, i in self.place.items()}

    def _rule(self, polynomial: fmpz_mpoly) -> Vector:
        """The leading monomial as a combination of standard monomials."""
        lead, scale = leading(polynomial), int(polynomial.leading_coefficient())
        return {self.place[e]: fmpq(-c, scale) for e, c in terms_of(polynomial) if e != lead}

    def monomial(self, m: Monomial) -> Vector:
        """The normal form of a monomial."""
        found = self.known.get(m)
        if found is None:
            if m in self.rules:
                found = self.rules[m]
            else:
                i = self._reducible_direction(m)
                found = self.times(i, self.monomial((*m[:i], m[i] - 1, *m[i + 1 :])))
            self.known[m] = found
        return found

    def _reducible_direction(self, m: Monomial) -> int:
        """An unknown x such that m/x is still not a standard monomial (m is neither standard nor a leading monomial)."""
        for i, k in enumerate(m):
            if k and (*m[:i], k - 1, *m[i + 1 :]) not in self.place:
                return i
        raise Refused("the basis is not reduced")

    def times(self, unknown: int, vector: Vector) -> Vector:
        """The product of an element by an unknown."""
        total: Vector = {}
        for place, c in vector.items():
            m = self.monomials[place]
            image = self.monomial((*m[:unknown], m[unknown] + 1, *m[unknown + 1 :]))
            charge(PRODUCT_SECONDS * len(image))
            for other, d in image.items():
                total[other] = total.get(other, fmpq(0)) + c * d
        return {i: c for i, c in total.items() if c != 0}
