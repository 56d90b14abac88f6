"""The real solutions of polynomial equations over Q: isolated points and sheets of positive dimension, all of them.

A case is split by factors and linear equations into leaves (`cases`), a leaf into blocks that share no unknown; each block is a finite
set of points (one unknown, two unknowns by a resultant, more by the quotient ring), a hypersurface, or is split further with the help
of its Gröbner basis. Products of blocks are put together again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice, product

from flint import fmpq_poly, fmpz_mpoly, fmpz_poly

from calc_cli.records import record
from calc_cli.solving.form import Budget, Refused
from calc_cli.solving.systems.bivariate import common_zeros
from calc_cli.solving.systems.cases import Case, Move, Notebook, Polynomials, Substitution, branches, eliminate, leaves
from calc_cli.solving.systems.conjugates import GENERATOR, Conjugates, has_real_root, inverse
from calc_cli.solving.systems.groebner import Quotient, graded_ring, groebner_basis, is_zero_dimensional
from calc_cli.solving.systems.plane_curves import POSITIVE, SAMPLE_LIMIT, SAMPLES, isolated_points, proves_sign_change, value_at
from calc_cli.solving.systems.representation import points_of
from calc_cli.solving.systems.rings import by_degree, degrees, key, moved, moved_back, positive, ring, univariate, used_in
from calc_cli.symbolic.algebraic import primitive

DEPTH_LIMIT = 12


@record
class Piece:
    """A product of number field points and of sheets over disjoint unknowns: all real points with these equations, when dimension > 0.

    nonzero: conditions not yet looked at."""

    points: tuple[Conjugates, ...] = ()
    dimension: int = 0
    equations: Polynomials = ()
    nonzero: Polynomials = ()


def pieces(case: Case, budget: Budget, memo: Notebook | None = None, depth: int = 0) -> Iterator[Piece]:
    """Pieces that together are all real solutions of the case."""
    memo = memo or Notebook()
    if depth > DEPTH_LIMIT:
        raise Refused("the system splits too often")
    for leaf in leaves(case, budget, memo):
        parts = blocks(leaf)
        inside = [{key(g) for g in part.nonzero} for part in parts]
        across = tuple(g for g in leaf.nonzero if not any(key(g) in known for known in inside) and not g.is_constant())
        known = len(memo.journal)
        choices = [list(block_pieces(part, budget, memo, depth)) for part in parts]
        if len(memo.journal) == known:
            memo.journal.append((*leaf.path, *(Move("solve", part.equations) for part in parts if part.equations)))
        for combination in product(*choices):
            yield Piece(
                tuple(p for piece in combination for p in piece.points),
                sum(piece.dimension for piece in combination),
                tuple(p for piece in combination for p in piece.equations),
                across + tuple(g for piece in combination for g in piece.nonzero),
            )


def blocks(case: Case) -> list[Case]:
    """The case cut into parts that share no unknown."""
    groups: list[frozenset[int]] = [frozenset((i,)) for i in case.remaining]
    links = [used_in(p) for p in case.equations]
    links += [used_in(s.numerator) | used_in(s.denominator) | {s.unknown} for s in case.substitutions]
    for link in links:
        joined = frozenset(link).union(*(g for g in groups if g & link))
        groups = [*(g for g in groups if not g & link), joined]
    found = []
    for group in groups:
        found.append(
            replace(
                case,
                equations=tuple(p for p in case.equations if used_in(p) <= group),
                nonzero=tuple(g for g in case.nonzero if used_in(g) <= group and not g.is_constant()),
                remaining=case.remaining & group,
                substitutions=tuple(s for s in case.substitutions if s.unknown in group),
            )
        )
    return found


def block_pieces(case: Case, budget: Budget, memo: Notebook, depth: int) -> Iterator[Piece]:
    """The pieces of a leaf that does not fall apart."""
    unknowns = tuple(sorted(case.remaining))
    equations = case.equations
    if not equations:
        if unknowns:
            yield sheet_of(case, len(unknowns))
        else:
            yield from lifted(case, [Conjugates(fmpz_poly([0, 1]), {})])
    elif len(unknowns) == 1:
        yield from lifted(case, one_unknown(equations, unknowns[0]))
    elif len(unknowns) == 2:
        yield from in_the_plane(case, unknowns, budget)
    elif len(equations) == 1:
        if not proves_sign_change(equations[0], case.positives):
            raise Refused("whether a hypersurface has real points is not decided")
        yield sheet_of(case, len(unknowns) - 1)
    else:
        yield from in_space(case, unknowns, budget, memo, depth)


def sheet_of(case: Case, dimension: int) -> Piece:
    """All real points of the block; Refused when it is not seen that positive unknowns are positive on some of it."""
    signed = [s for s in case.substitutions if s.unknown in case.positives]
    if signed and (case.equations or not proves_positive_somewhere(case, signed)):
        raise Refused("whether a set of solutions has positive coordinates is not decided")
    return Piece(dimension=dimension, equations=equations_of(case))


def proves_positive_somewhere(case: Case, signed: list[Substitution]) -> bool:
    """All unknowns of the block free but those substituted: some rational point makes the positive ones among these positive."""
    free = sorted(case.remaining)
    for values in islice(product(*(POSITIVE if i in case.positives else SAMPLES for i in free)), SAMPLE_LIMIT):
        at = dict(zip(free, values, strict=True))
        for s in reversed(case.substitutions):
            bottom = value_at(s.denominator, at)
            if not bottom:
                break
            at[s.unknown] = value_at(s.numerator, at) / bottom
        else:
            if all(at[s.unknown] > 0 for s in signed):
                return True
    return False


def equations_of(case: Case) -> Polynomials:
    """The equations of the block, those solved for an unknown among them."""
    return (*(s.equation for s in case.substitutions), *case.equations)


def one_unknown(equations: Polynomials, unknown: int) -> list[Conjugates]:
    """Irreducible polynomials in one unknown: one alone has roots, different ones have none in common."""
    modulus = primitive(univariate(equations[0], unknown))
    if len(equations) > 1 or not has_real_root(modulus):
        return []
    theta = GENERATOR if modulus.degree() > 1 else fmpq_poly([-modulus[0]]) / modulus[1]
    return [Conjugates(modulus, {unknown: theta})]


def in_the_plane(case: Case, unknowns: tuple[int, ...], budget: Budget) -> Iterator[Piece]:
    """Two unknowns: a curve, its isolated points, or the common zeros of coprime polynomials."""
    flat = sorted((moved(p, ring(2), unknowns) for p in case.equations), key=lambda p: (int(p.total_degree()), len(p)))
    if len(flat) == 1:
        if proves_sign_change(case.equations[0], case.positives):
            yield sheet_of(case, 1)
            return
        isolated = isolated_points(flat[0], budget)
        if isolated is None:
            if case.positives:
                raise Refused("whether a curve meets the positive half-plane is not decided")
            yield sheet_of(case, 1)
            return
        found = isolated
    else:
        found = common_zeros(flat[0], flat[1], budget)
        found = [points for points in found if all(points.vanishes(p) for p in flat[2:])]
    yield from lifted(case, [renamed(points, unknowns) for points in found])


def renamed(points: Conjugates, unknowns: tuple[int, ...]) -> Conjugates:
    """Coordinate number j is unknown unknowns[j]."""
    return Conjugates(
        points.modulus,
        {unknowns[j]: c for j, c in points.coordinates.items() if j < len(unknowns)},
        {unknowns[j]: known for j, known in points.annihilators.items() if j < len(unknowns)},
    )


def lifted(case: Case, found: Iterable[Conjugates]) -> Iterator[Piece]:
    """The points with the substituted unknowns put back, those with a vanishing excluded polynomial left out."""
    for points in found:
        if any(points.vanishes(g) for g in case.nonzero):
            continue
        for s in reversed(case.substitutions):
            value = points.value(s.numerator)
            bottom = points.value(s.denominator)
            points = points.with_coordinate(s.unknown, value * inverse(bottom, points.modulus) % fmpq_poly(points.modulus))
        yield Piece(points=(points,), equations=equations_of(case))


def in_space(case: Case, unknowns: tuple[int, ...], budget: Budget, memo: Notebook, depth: int) -> Iterator[Piece]:
    """Three unknowns or more: the quotient ring when there are finitely many solutions, otherwise split further."""
    size = len(unknowns)
    flat = [moved(p, graded_ring(size), unknowns) for p in case.equations]
    basis = groebner_basis(flat)
    if any(p.is_constant() for p in basis):
        return
    if is_zero_dimensional(basis, size):
        yield from lifted(case, [renamed(p, unknowns) for p in points_of(Quotient(basis, size), budget)])
        return
    saturated = without_excluded(basis, case, unknowns)
    if saturated is not None:
        if saturated:
            points = points_of(Quotient(saturated, size + 1), budget)
            yield from lifted(case, [renamed(p, unknowns) for p in points])
        return
    regular = regular_points(basis, case, unknowns)
    if regular is not None:
        determinant, saturated = regular
        yield from lifted(case, [renamed(p, unknowns) for p in points_of(Quotient(saturated, size + 1), budget)])
        yield from pieces(replace(case, equations=(*case.equations, determinant)), budget, memo, depth + 1)
        return
    context = case.equations[0].context()
    whole = replace(case, equations=tuple(moved_back(p, context, unknowns) for p in triangular_basis(basis, size)))
    for finer in split_further(whole, memo):
        yield from pieces(finer, budget, memo, depth + 1)


def regular_points(basis: list[fmpz_mpoly], case: Case, unknowns: tuple[int, ...]) -> tuple[fmpz_mpoly, list[fmpz_mpoly]] | None:
    """(determinant of the Jacobian matrix, the ideal of the finitely many solutions at which it is not zero); None when there are
    none or they are out of reach."""
    if len(case.equations) != len(unknowns):
        return None
    determinant = jacobian_determinant(case.equations, unknowns)
    if determinant.is_constant():
        return None
    try:
        saturated = without_excluded(basis, replace(case, nonzero=(*case.nonzero, determinant)), unknowns)
    except Refused:
        return None
    return (determinant, saturated) if saturated else None


def jacobian_determinant(equations: Polynomials, unknowns: tuple[int, ...]) -> fmpz_mpoly:
    """det (dp_i/dx_j), by expansion along the first row: where it is not zero, solutions are isolated."""
    rows = [[p.derivative(j) for j in unknowns] for p in equations]
    return expanded_determinant(rows)


def expanded_determinant(rows: list[list[fmpz_mpoly]]) -> fmpz_mpoly:
    """The determinant of a small matrix of polynomials."""
    if len(rows) == 1:
        return rows[0][0]
    total = 0 * rows[0][0]
    for j, entry in enumerate(rows[0]):
        if not entry.is_zero():
            minor = entry * expanded_determinant([row[:j] + row[j + 1 :] for row in rows[1:]])
            total = total - minor if j % 2 else total + minor
    return total


def triangular_basis(basis: list[fmpz_mpoly], size: int) -> list[fmpz_mpoly]:
    """The lexicographic basis, whose first elements are projections of the set; the given one when that grows too large."""
    try:
        return groebner_basis([moved(p, ring(size), tuple(range(size))) for p in basis])
    except Refused:
        return basis


def without_excluded(basis: list[fmpz_mpoly], case: Case, unknowns: tuple[int, ...]) -> list[fmpz_mpoly] | None:
    """The basis of the ideal with u*∏ nonzero = 1 added when it is zero-dimensional (empty when it has no point); otherwise None."""
    if not case.nonzero:
        return None
    size = len(unknowns)
    context = graded_ring(size + 1)
    extra = context.gens()[size]
    for factor in {key(f): f for g in case.nonzero for f in Notebook().of(g)}.values():
        extra = extra * moved(factor, context, unknowns)
    saturated = groebner_basis([*(moved(p, context, tuple(range(size))) for p in basis), extra - 1])
    if any(p.is_constant() for p in saturated):
        return []
    return saturated if is_zero_dimensional(saturated, size + 1) else None


def split_further(case: Case, memo: Notebook) -> list[Case]:
    """By the factors of the basis; else by an equation a*x + b, into a != 0 with x = -b/a and a = b = 0."""
    step = branches(case, memo)
    if step is not None and (len(step) != 1 or {key(p) for p in step[0].equations} != {key(positive(p)) for p in case.equations}):
        return step
    candidates = []
    for polynomial in case.equations:
        for unknown in sorted(used_in(polynomial)):
            if degrees(polynomial)[unknown] == 1:
                lead = by_degree(polynomial, unknown)[1]
                candidates.append(((int(lead.total_degree()), len(lead), len(polynomial)), polynomial, unknown, lead))
    if not candidates:
        raise Refused("a set of solutions of positive dimension is not resolved")
    _, polynomial, unknown, lead = min(candidates, key=lambda c: c[0])
    rest = by_degree(polynomial, unknown).get(0, 0 * lead)
    others = tuple(p for p in case.equations if p is not polynomial)
    return [*eliminate(case, polynomial, unknown), replace(case, equations=(lead, rest, *others))]


