"""How many eigenvalues of a symmetric matrix are positive, negative and zero: proved by signs of its characteristic polynomial.

All eigenvalues are real, so Descartes' rule is exact: the number of positive ones, with multiplicity, is the number of sign changes
of the coefficients. Source: S. Basu, R. Pollack, M.-F. Roy, Algorithms in Real Algebraic Geometry (2006), th. 2.33, prop. 8.14.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations

from flint import arb, arb_mat

from calc_cli import tree as t
from calc_cli.balls.precision import precision
from calc_cli.records import record
from calc_cli.symbolic.constants import sign_of, simplify_constant
from calc_cli.tree import Expr


@record
class Inertia:
    """Numbers of positive, negative and zero eigenvalues."""

    positive: int
    negative: int
    zero: int


def ball_inertia(entries: arb_mat, bits: int) -> Inertia | None:
    """The inertia of every symmetric matrix in the balls, all non-singular; None when some sign is not certain."""
    with precision(bits):
        coefficients = list(entries.charpoly().coeffs())
        if not all(c.is_finite() for c in coefficients):
            return None
        found = inertia_from([_sign(c) for c in coefficients])
    return found if found is not None and found.zero == 0 else None


def _sign(value: arb) -> int | None:
    return 1 if value > 0 else -1 if value < 0 else 0 if value.is_zero() else None


def inertia_from(signs: Sequence[int | None]) -> Inertia | None:
    """The inertia from the signs of det(t - H), constant term first; None: not known.

    An unknown or zero sign between two opposite ones changes nothing: whatever it is, there is one sign change.
    """
    zero = next((k for k, sign in enumerate(signs) if sign != 0), None)
    if zero is None or signs[zero] is None:
        return None
    positive, last, k = 0, signs[zero], zero + 1
    while k < len(signs):
        sign = signs[k]
        if sign is None:
            after = signs[k + 1] if k + 1 < len(signs) else None
            if after is None or after == 0 or after == last:
                return None
        elif sign:
            positive += sign != last
            last = sign
        k += 1
    size = len(signs) - 1
    return Inertia(positive, size - zero - positive, zero)


def exact_inertia(matrix: Sequence[Sequence[Expr]]) -> Inertia | None:
    """The inertia of a symmetric matrix of constants, singular or not; None when a sign is not decided."""
    size = len(matrix)
    signs: list[int | None] = []
    for k in range(size, -1, -1):
        minors = [determinant([[matrix[i][j] for j in rows] for i in rows]) for rows in combinations(range(size), k)]
        sign = sign_of(t.add(*minors)) if k else 1
        signs.append(None if sign is None else sign * (-1) ** k)
    return inertia_from(signs)


def determinant(matrix: Sequence[Sequence[Expr]], tidy: Callable[[Expr], Expr] = simplify_constant) -> Expr:
    """The determinant by expansion along the first row, simplified."""
    if not matrix:
        return t.ONE
    return tidy(_expanded(matrix))


def _expanded(matrix: Sequence[Sequence[Expr]]) -> Expr:
    if len(matrix) == 1:
        return matrix[0][0]
    terms = []
    for j, entry in enumerate(matrix[0]):
        if entry != t.ZERO:
            cofactor = _expanded([[*row[:j], *row[j + 1 :]] for row in matrix[1:]])
            term = t.multiply(entry, cofactor)
            terms.append(t.negate(term) if j % 2 else term)
    return t.add(*terms)
