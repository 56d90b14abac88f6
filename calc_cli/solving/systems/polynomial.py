"""All real solutions of a polynomial system: points with exact coordinates that lie on no sheet, and the sheets."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from flint import arb, arb_mat, fmpz_mpoly, fmpz_mpoly_vec

from calc_cli import balls
from calc_cli import tree as t
from calc_cli.balls.precision import precision
from calc_cli.records import record
from calc_cli.solving.form import Budget, Refused
from calc_cli.solving.systems.cases import Case, Move, Notebook, Polynomials
from calc_cli.solving.systems.conjugates import Conjugates, real_coordinates
from calc_cli.solving.systems.families import place
from calc_cli.solving.systems.groebner import graded_ring, groebner_basis, proves_inside
from calc_cli.solving.systems.rings import degrees, key, moved, terms_of, used_in
from calc_cli.solving.systems.varieties import Piece, pieces
from calc_cli.symbolic import constants
from calc_cli.tree import Expr

POINT_LIMIT = 5000
SIMPLE_BITS = 128
Coordinates = tuple[Expr, ...]


@record
class Sheet:
    """The real points with these equations: a set of this dimension (> 0)."""

    equations: Polynomials
    dimension: int


@record
class Variety:
    """points: isolated real solutions, each once; simple: which of them have a Jacobian proved regular; sheets: the rest; journal: how
    the system was split."""

    points: tuple[Coordinates, ...]
    simple: tuple[bool, ...]
    sheets: tuple[Sheet, ...]
    journal: tuple[tuple[Move, ...], ...] = ()


def real_variety(
    equations: Polynomials, nonzero: Polynomials, unknowns: int, budget: Budget, positives: frozenset[int] = frozenset()
) -> Variety:
    """Every real solution of equations = 0, nonzero != 0, with the unknowns in `positives` positive."""
    case = Case(equations, nonzero, frozenset(range(unknowns)), positives)
    notebook = Notebook()
    found = list(pieces(case, budget, notebook))
    sheets = maximal(sheet_of_piece(piece) for piece in found if piece.dimension and has_points(piece, positives))
    points: dict[Coordinates, bool] = {}
    for piece in found:
        if not piece.dimension:
            for point in real_points(piece, sheets, positives):
                if point not in points:
                    points[point] = proves_regular(equations, point)
                if len(points) > POINT_LIMIT:
                    raise Refused("too many solutions")
    ordered = sorted(points, key=place)
    return Variety(tuple(ordered), tuple(points[point] for point in ordered), sheets, tuple(notebook.journal))


def sheet_of_piece(piece: Piece) -> Sheet:
    """A piece of positive dimension, each equation once."""
    return Sheet(tuple({key(p): p for p in piece.equations}.values()), piece.dimension)


def has_points(piece: Piece, positives: frozenset[int]) -> bool:
    """The point part of a product has a real point that satisfies the signs, and no excluded polynomial vanishes on all of it."""
    for field in piece.points:
        signed = positives & field.coordinates.keys()
        if signed and not any(all(sign(at[i]) > 0 for i in signed) for at in real_coordinates(field)):
            return False
    return not any(vanishes_on(piece, g) for g in piece.nonzero)


def vanishes_on(piece: Piece, polynomial: fmpz_mpoly) -> bool:
    """The polynomial vanishes on the whole product: all its coefficients with respect to the free unknowns do at the point."""
    used = used_in(polynomial)
    fields = [field for field in piece.points if used & field.coordinates.keys()]
    if len(fields) != 1:
        return False
    known = fields[0].coordinates.keys()
    parts: dict[tuple[int, ...], dict[tuple[int, ...], int]] = {}
    for exponents, coefficient in terms_of(polynomial):
        outside = tuple(0 if i in known else k for i, k in enumerate(exponents))
        inside = tuple(k if i in known else 0 for i, k in enumerate(exponents))
        parts.setdefault(outside, {})[inside] = coefficient
    context = polynomial.context()
    return all(fields[0].vanishes(context.from_dict(terms)) for terms in parts.values())


def maximal(sheets: Iterator[Sheet]) -> tuple[Sheet, ...]:
    """The sheets without those that are seen to lie in another."""
    listed = sorted(sheets, key=lambda sheet: -sheet.dimension)
    kept: list[Sheet] = []
    for sheet in listed:
        if not any(proves_contained(sheet, other) for other in kept):
            kept.append(sheet)
    return tuple(kept)


def proves_contained(sheet: Sheet, other: Sheet) -> bool:
    """The equations of the other sheet lie in the ideal of this one's."""
    names = {key(p) for p in sheet.equations}
    missing = [p for p in other.equations if key(p) not in names]
    if not missing or not sheet.equations:
        return not missing
    size = int(sheet.equations[0].context().nvars())
    context, places = graded_ring(size), tuple(range(size))
    try:
        basis = groebner_basis([moved(p, context, places) for p in sheet.equations])
    except Refused:
        return False
    return proves_inside([moved(p, context, places) for p in missing], fmpz_mpoly_vec(basis, context))


def real_points(piece: Piece, sheets: tuple[Sheet, ...], positives: frozenset[int]) -> Iterator[Coordinates]:
    """The real points of a product of number field points that lie on no sheet and satisfy the conditions."""
    tests = [(g, owner(piece, g)) for g in piece.nonzero]
    if any(field is not None and field.vanishes(g) for g, field in tests):
        return
    open_tests = [g for g, field in tests if field is None]
    unsettled = []
    for sheet in sheets:
        settled = [(p, owner(piece, p)) for p in sheet.equations]
        if any(field is not None and not field.vanishes(p) for p, field in settled):
            continue
        rest = [p for p, field in settled if field is None]
        if not rest:
            return
        unsettled.append(rest)
    for combination in product(*(real_coordinates(field) for field in piece.points)):
        merged = {i: tree for part in combination for i, tree in part.items()}
        point = tuple(merged[i] for i in sorted(merged))
        if any(sign(point[i]) <= 0 for i in positives) or any(vanishes_at(g, point) for g in open_tests):
            continue
        if not any(all(vanishes_at(p, point) for p in rest) for rest in unsettled):
            yield point


def owner(piece: Piece, polynomial: fmpz_mpoly) -> Conjugates | None:
    """The number field in which the polynomial can be evaluated."""
    used = used_in(polynomial)
    return next((field for field in piece.points if used <= field.coordinates.keys()), None)


def sign(constant: Expr) -> int:
    """The proved sign."""
    found = constants.sign_of(constant)
    if found is None:
        raise Refused("the sign of a coordinate is not decided")
    return found


def vanishes_at(polynomial: fmpz_mpoly, point: Coordinates) -> bool:
    """Is the polynomial zero there? Balls, then exact algebra."""
    with precision(SIMPLE_BITS):
        value = value_at(polynomial, [balls.enclose(c) for c in point])
    if value > 0 or value < 0:
        return False
    return sign(tree_of(polynomial, point)) == 0


def value_at(polynomial: fmpz_mpoly, point: list[arb]) -> arb:
    """The polynomial on balls."""
    total = arb(0)
    for exponents, coefficient in terms_of(polynomial):
        term = arb(coefficient)
        for value, k in zip(point, exponents, strict=True):
            if k:
                term = term * value**k
        total = total + term
    return total


def tree_of(polynomial: fmpz_mpoly, values: Coordinates) -> Expr:
    """The polynomial as a tree in the given values, highest terms first."""
    terms = []
    for exponents, coefficient in terms_of(polynomial):
        factors = [t.power(value, k) for value, k in zip(values, exponents, strict=True) if k]
        terms.append(t.multiply(t.rational(coefficient), *factors))
    if terms and isinstance(terms[0], t.Negation):
        terms.sort(key=lambda term: isinstance(term, t.Negation))
    return t.add(*terms)


def proves_regular(equations: Polynomials, point: Coordinates) -> bool:
    """The Jacobian matrix of n equations in n unknowns is regular at the point: it is a simple solution."""
    size = len(point)
    if len(equations) != size or any(p.is_zero() for p in equations):
        return False
    with precision(SIMPLE_BITS):
        at = [balls.enclose(c) for c in point]
        rows = [[value_at(p.derivative(j), at) if degrees(p)[j] else arb(0) for j in range(size)] for p in equations]
        determinant = arb_mat(rows).det()
    return bool(determinant > 0 or determinant < 0)
