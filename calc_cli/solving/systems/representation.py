"""The points of a zero-dimensional ideal as number field points (rational univariate representation).

The quotient ring is made reduced by adding the square-free parts of the characteristic polynomials of the unknowns (Seidenberg's lemma
92), so that its dimension is the number of different complex solutions. A linear form t whose characteristic polynomial is then square-
free separates them, and every unknown is a polynomial in t (shape lemma). Source: Rouillier, AAECC 9, 1999; Becker, Weispfenning, Gröbner
Bases, 8.2.
"""

from __future__ import annotations

from flint import fmpq, fmpq_mat, fmpq_poly, fmpz_poly

from calc_cli.effort import charge
from calc_cli.solving.form import Budget, Refused
from calc_cli.solving.systems.conjugates import Conjugates, has_real_root
from calc_cli.solving.systems.groebner import Quotient, Vector
from calc_cli.symbolic.algebraic import primitive
from calc_cli.symbolic.polynomials import factors

FORMS = ((1, 2, 3, 5, 7, 11), (3, -1, 2, 7, -5, 4), (1, -3, 9, -27, 5, 13), (2, 7, -3, 11, 17, -19), (31, 17, -23, 5, 41, -13))
ENTRY_SECONDS = 2e-7
"""A characteristic polynomial costs so much times the cube of the dimension."""
Dense = list[fmpq]


class Algebra:
    """The quotient ring as a vector space of dimension `size` with the matrix of each unknown (columns: images of the basis)."""

    def __init__(self, matrices: list[fmpq_mat], one: fmpq_mat) -> None:
        self.matrices = matrices
        self.one = one
        self.size = one.nrows()

    def krylov(self, matrix: fmpq_mat, start: fmpq_mat, count: int) -> list[fmpq_mat]:
        """start, M*start, …, M^(count-1)*start."""
        vectors = [start]
        for _ in range(count - 1):
            vectors.append(matrix * vectors[-1])
        return vectors


def algebra_of(quotient: Quotient) -> Algebra:
    """The multiplication matrices of the quotient ring."""
    size = len(quotient.monomials)
    matrices = []
    for unknown in range(quotient.unknowns):
        images = [quotient.times(unknown, {place: fmpq(1)}) for place in range(size)]
        matrices.append(from_columns([dense(image, size) for image in images]))
    return Algebra(matrices, column([fmpq(int(i == 0)) for i in range(size)]))


def dense(vector: Vector, size: int) -> Dense:
    """A sparse vector written out."""
    return [vector.get(i, fmpq(0)) for i in range(size)]


def column(vector: Dense) -> fmpq_mat:
    """A vector as a matrix with one column."""
    return fmpq_mat(len(vector), 1, vector)


def from_columns(columns: list[Dense]) -> fmpq_mat:
    """The matrix with these columns."""
    return fmpq_mat([list(row) for row in zip(*columns, strict=True)])


def characteristic_polynomial(matrix: fmpq_mat) -> fmpz_poly:
    """The characteristic polynomial of multiplication by an element, over Z and primitive."""
    return primitive(fmpz_poly(matrix.charpoly().numer()))


def squarefree_part(polynomial: fmpz_poly) -> fmpz_poly:
    """The product of the different irreducible factors."""
    product = fmpz_poly([1])
    for factor, _ in factors(polynomial):
        product = product * factor
    return product


def reduced_algebra(algebra: Algebra, squarefree: list[fmpz_poly]) -> Algebra:
    """The quotient by the nilpotent elements, which the square-free parts of the unknowns' polynomials generate."""
    nilpotent: list[Dense] = []
    for matrix, part in zip(algebra.matrices, squarefree, strict=True):
        image = at_matrix(part, matrix)
        nilpotent += [[image[i, j] for i in range(algebra.size)] for j in range(algebra.size)]
    rows, rank = fmpq_mat(nilpotent).rref()
    if rank == 0:
        return algebra
    pivots = [next(j for j in range(algebra.size) if rows[i, j] != 0) for i in range(rank)]
    kept = [j for j in range(algebra.size) if j not in pivots]
    project = fmpq_mat([[projected(rows, pivots, j, k) for j in range(algebra.size)] for k in kept])
    inject = fmpq_mat([[fmpq(int(i == k)) for k in kept] for i in range(algebra.size)])
    return Algebra([project * m * inject for m in algebra.matrices], project * algebra.one)


def projected(rows: fmpq_mat, pivots: list[int], j: int, k: int) -> fmpq:
    """The coefficient at k of basis vector j modulo the row space."""
    return -rows[pivots.index(j), k] if j in pivots else fmpq(int(j == k))


def at_matrix(polynomial: fmpz_poly, matrix: fmpq_mat) -> fmpq_mat:
    """p(M) by Horner's rule."""
    size = matrix.nrows()
    identity = fmpq_mat([[int(i == j) for j in range(size)] for i in range(size)])
    total = identity * 0
    for c in reversed(polynomial.coeffs()):
        total = total * matrix + identity * fmpq(c)
    return total


def points_of(quotient: Quotient, budget: Budget) -> list[Conjugates]:
    """The real points of the ideal, as sets of conjugates; unknown number i of the quotient ring is coordinate i."""
    algebra, left = algebra_of(quotient), budget.seconds_left()
    charge(ENTRY_SECONDS * algebra.size**3 * quotient.unknowns)
    characteristic = [characteristic_polynomial(matrix) for matrix in algebra.matrices]
    squarefree = [squarefree_part(p) for p in characteristic]
    annihilators = [tuple(f for f, _ in factors(p)) for p in squarefree]
    if any(not any(has_real_root(f) for f in known) for known in annihilators):
        return []
    if budget.seconds_left() < 2 * (left - budget.seconds_left()):  # what follows takes longer and cannot be interrupted
        raise Refused("time is over")
    if all(part.degree() < algebra.size for part in squarefree):
        algebra = reduced_algebra(algebra, squarefree)
    sizes = [part.degree() for part in squarefree]
    order = sorted(range(quotient.unknowns), key=lambda i: -sizes[i])
    coordinate_forms = [tuple(int(i == j) for j in range(quotient.unknowns)) for i in order if sizes[i] == algebra.size]
    for form in (*coordinate_forms, *FORMS):
        if budget.spent():
            raise Refused("time is over")
        charge(2 * ENTRY_SECONDS * algebra.size**3)
        found = separated(algebra, form, annihilators)
        if found is not None:
            return found
    raise Refused("no separating linear form was found")


def separated(algebra: Algebra, form: tuple[int, ...], annihilators: list[tuple[fmpz_poly, ...]]) -> list[Conjugates] | None:
    """The points by one linear form t; None when its characteristic polynomial has multiple roots: then it does not separate."""
    matrix = algebra.matrices[0] * form[0]
    for c, other in zip(form[1:], algebra.matrices[1:], strict=False):
        matrix = matrix + other * c
    eliminant = characteristic_polynomial(matrix)
    if squarefree_part(eliminant).degree() < algebra.size:
        return None
    powers = algebra.krylov(matrix, algebra.one, algebra.size)
    table = from_columns([[v[i, 0] for i in range(algebra.size)] for v in powers])
    unknowns = from_columns([[(m * algebra.one)[i, 0] for i in range(algebra.size)] for m in algebra.matrices])
    solution = table.solve(unknowns)
    found = []
    for modulus, _ in factors(eliminant):
        if has_real_root(modulus):
            whole = fmpq_poly(modulus)
            coordinates = {j: fmpq_poly([solution[i, j] for i in range(algebra.size)]) % whole for j in range(len(algebra.matrices))}
            found.append(Conjugates(modulus, coordinates, dict(enumerate(annihilators)) if modulus.degree() > 2 else {}))
    return found
