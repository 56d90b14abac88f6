"""The splitting lemma: next to a stationary point f is phi(u) + Q(w), Q the non-degenerate part of the Hessian, phi of order >= 3.

u are as many coordinates as the Hessian's corank; phi(u) = f(u, y(u)), where y(u) makes the derivatives by the other coordinates zero.
Source: D. Gromoll, W. Meyer, Topology 8 (1969); V. I. Arnold, S. M. Gusein-Zade, A. N. Varchenko, Singularities of Differentiable Maps I.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

from calc_cli.classifying.several.coefficients import ZERO, Coefficient, coefficient, over, sign, tree_of
from calc_cli.classifying.several.inertia import determinant
from calc_cli.classifying.several.jets import Jet, added, derivative, monomial, scaled, substituted
from calc_cli.classifying.several.verdict import Matrix
from calc_cli.records import record


@record
class Split:
    """kept: indices of the coordinates u; reduced: the jet of phi in them; solved: the jets of the others, y(u)."""

    kept: tuple[int, ...]
    reduced: Jet
    solved: tuple[Jet, ...] = ()


def regular_block(hessian: Matrix, rank: int) -> tuple[int, ...] | None:
    """Indices of a principal block of that size with non-zero determinant, proved; the last ones possible."""
    for block in sorted(combinations(range(len(hessian)), rank), reverse=True):
        if rank == 0 or sign(coefficient(determinant([[hessian[i][j] for j in block] for i in block]))):
            return block
    return None


def split(jet: Jet, hessian: Matrix, rank: int, order: int) -> Split | None:
    """The reduced function up to the order; None when no regular block is proved."""
    block = regular_block(hessian, rank)
    if block is None:
        return None
    size = len(hessian)
    kept = tuple(k for k in range(size) if k not in block)
    if not block:
        return Split(kept, jet)
    inverse = inverse_of(hessian, block)
    slopes = [derivative(jet, j) for j in block]
    solved: list[Jet] = [{} for _ in block]
    for known in range(1, max(2, order)):
        point = parts_of(kept, block, solved, size)
        errors = [substituted(slope, point, known, len(kept)) for slope in slopes]
        for i in range(len(block)):
            for j, error in enumerate(errors):
                solved[i] = added(solved[i], scaled(error, negative(inverse[i][j])))
    return Split(kept, substituted(jet, parts_of(kept, block, solved, size), order, len(kept)), tuple(solved))


def parts_of(kept: tuple[int, ...], block: tuple[int, ...], solved: list[Jet], size: int) -> list[Jet]:
    """Every coordinate as a jet in the kept ones."""
    return [monomial(kept.index(k), len(kept)) if k in kept else solved[block.index(k)] for k in range(size)]


def inverse_of(hessian: Matrix, block: tuple[int, ...]) -> list[list[Coefficient]]:
    """The inverse of a regular block, by cofactors."""
    matrix = [[hessian[i][j] for j in block] for i in block]
    whole = coefficient(determinant(matrix))
    size = range(len(block))
    found: list[list[Coefficient]] = []
    for i in size:
        row: list[Coefficient] = []
        for j in size:
            minor = determinant([[matrix[p][q] for q in size if q != i] for p in size if p != j])
            value = over(coefficient(minor), whole)
            row.append(negative(value) if (i + j) % 2 else value)
        found.append(row)
    return found


def negative(value: Coefficient) -> Coefficient:
    """-value."""
    return -value if isinstance(value, Fraction) else over(value, ZERO - 1)


def first_term(reduced: Jet, order: int) -> tuple[int, Coefficient] | None:
    """(k, c): the first power of one variable with a coefficient proved not zero, those before proved zero; None: none, or not decided."""
    for k in range(order + 1):
        value = reduced.get((k,), ZERO)
        s = sign(value)
        if s is None:
            return None
        if s:
            return k, coefficient(tree_of(value))
    return None
