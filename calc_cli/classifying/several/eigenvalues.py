"""Eigenvalues of a symmetric matrix of constants: exact when short, otherwise as certified enclosures."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from flint import arb, arb_mat, fmpq, fmpq_mat, fmpz_poly

from calc_cli import balls
from calc_cli import tree as t
from calc_cli.balls.precision import ends, fraction, precision
from calc_cli.classifying.several.inertia import determinant
from calc_cli.language import to_text
from calc_cli.model import Number
from calc_cli.symbolic.constants import simplify_constant
from calc_cli.symbolic.polynomials import real_roots
from calc_cli.tree import Expr

LONGEST_TEXT = 60
BITS = 128


def eigenvalues(matrix: Sequence[Sequence[Expr]], entries: arb_mat, exact: bool = True) -> tuple[Number, ...]:
    """The eigenvalues with multiplicity, increasing; () when they cannot all be enclosed.

    matrix: constants, simplified where they are exact; entries: balls over them; exact: may the entries have exact text? Independent
    blocks are solved apart.
    """
    found: list[Number] = []
    for block in blocks(matrix):
        part = [[matrix[i][j] for j in block] for i in block]
        values = block_eigenvalues(part, arb_mat([[entries[i, j] for j in block] for i in block]), exact)
        if values is None:
            return ()
        found.extend(values)
    return tuple(sorted_numbers(found))


def blocks(matrix: Sequence[Sequence[Expr]]) -> list[list[int]]:
    """Indices joined by a chain of entries that are not literally zero."""
    left, found = set(range(len(matrix))), []
    while left:
        block, queue = set(), [min(left)]
        while queue:
            i = queue.pop()
            if i not in block:
                block.add(i)
                queue.extend(j for j in range(len(matrix)) if j != i and matrix[i][j] != t.ZERO)
        left -= block
        found.append(sorted(block))
    return found


def block_eigenvalues(matrix: Sequence[Sequence[Expr]], entries: arb_mat, exact: bool) -> list[Number] | None:
    """The eigenvalues of one block."""
    if len(matrix) == 1:
        return [number_of(matrix[0][0], entries[0, 0], exact)]
    rational = [[t.rational_value(entry) for entry in row] for row in matrix]
    if all(value is not None for row in rational for value in row):
        return [balls.number(root) for root in rational_eigenvalues(rational)]  # type: ignore[arg-type]
    if len(matrix) == 2:
        return quadratic_eigenvalues(matrix, entries, exact)
    return isolated_eigenvalues(matrix, entries)


def number_of(tree: Expr, enclosure: arb, exact: bool = True) -> Number:
    """The number by its exact text when it is short, by its enclosure otherwise."""
    if exact and has_text(tree) and len(to_text(tree)) <= LONGEST_TEXT:
        return balls.number(tree)
    return balls.number_within(tree, enclosure) if enclosure.is_finite() else balls.number(tree)


def has_text(tree: Expr) -> bool:
    """Has the constant an exact text?"""
    return not any(isinstance(node, t.IsolatedRoot | t.SystemRoot) for node in t.walk(tree))


def rational_eigenvalues(matrix: Sequence[Sequence[Fraction]]) -> list[Expr]:
    """The roots of the characteristic polynomial with multiplicity, increasing."""
    polynomial = fmpq_mat([[fmpq(v.numerator, v.denominator) for v in row] for row in matrix]).charpoly()
    return [root for root, multiplicity in real_roots(fmpz_poly(polynomial.numer())) for _ in range(multiplicity)]


def quadratic_eigenvalues(matrix: Sequence[Sequence[Expr]], entries: arb_mat, exact: bool) -> list[Number]:
    """(a + d ± sqrt((a - d)**2 + 4 b**2))/2."""
    (a, b), (_, d) = matrix
    spread = t.add(t.power(t.subtract(a, d), 2), t.multiply(t.rational(4), t.power(b, 2)))
    with precision(BITS):
        p, q, r = entries[0, 0], entries[0, 1], entries[1, 1]
        root = ((p - r) * (p - r) + 4 * q * q).nonnegative_part().sqrt()
        both = ((p + r - root) / 2, (p + r + root) / 2)
    found = []
    exact = exact and all(has_text(entry) for entry in (a, b, d))
    spread = spread if exact else t.call("abs", spread)  # a double eigenvalue: balls over 0 reach below 0
    for sign, ball in zip((-1, 1), both, strict=True):
        root_tree = t.call("sqrt", spread)
        tree = t.divide(t.add(a, d, t.negate(root_tree) if sign < 0 else root_tree), t.TWO)
        found.append(number_of(simplify_constant(tree) if exact else tree, ball, exact))
    return found


def isolated_eigenvalues(matrix: Sequence[Sequence[Expr]], entries: arb_mat) -> list[Number] | None:
    """Simple eigenvalues, each the only zero of the characteristic polynomial in an interval; None when two cannot be told apart."""
    with precision(BITS):
        try:
            values = sorted((value.real for value in entries.eig()), key=lambda value: float(value.mid()))
        except ValueError:
            return None
        if any(not low < high for low, high in pairwise(values)):
            return None
        cuts = [fraction(((low + high) / 2).mid()) for low, high in pairwise(values)]
    variable = t.Variable("t")
    shifted = [[t.subtract(variable, e) if i == j else t.negate(e) for j, e in enumerate(row)] for i, row in enumerate(matrix)]
    polynomial = determinant(shifted, lambda tree: tree)
    outer = [ends(values[0])[0] - 1, *cuts, ends(values[-1])[1] + 1]
    trees = [t.IsolatedRoot(polynomial, "t", low, high) for low, high in pairwise(outer)]
    return [balls.number_within(tree, value) for tree, value in zip(trees, values, strict=True)]


def sorted_numbers(numbers: list[Number]) -> list[Number]:
    """In increasing order as far as it is proved: each is moved before the larger ones."""
    found: list[Number] = []
    for number in numbers:
        place = len(found)
        while place and proves_less(number, found[place - 1]):
            place -= 1
        found.insert(place, number)
    return found


def proves_less(a: Number, b: Number) -> bool:
    """a < b, by their enclosures; numbers that agree in twenty digits keep their order."""
    return Fraction(a.upper) < Fraction(b.lower)
