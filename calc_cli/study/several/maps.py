"""F: R^n -> R^m: the Jacobian, its value, determinant and rank at a point, the linear approximation there."""

from __future__ import annotations

from flint import fmpq, fmpq_mat

from calc_cli import balls, calculus
from calc_cli import tree as t
from calc_cli.classifying.several.inertia import determinant
from calc_cli.domain import gates
from calc_cli.errors import CalcError
from calc_cli.model import MapStudy, Number, Problem, Truth
from calc_cli.study.several.place import place_at
from calc_cli.symbolic import simplify
from calc_cli.symbolic.constants import sign_of, simplify_constant
from calc_cli.tree import Expr, Variable, substitute

Vector = tuple[Expr, ...]
Matrix = tuple[tuple[Expr, ...], ...]
LARGEST_DETERMINANT = 4
REASONS = {
    Truth.FALSE: "is not defined",
    Truth.TRUE: "is not smooth, or not proved to be,",
    Truth.UNKNOWN: "is not proved to be defined",
}


def study_map(problem: Problem, components: Vector, at: Vector = (), near: Vector = ()) -> MapStudy:
    """The Jacobian of a map; at a point also values, determinant, rank and the linear approximation, with its error at a near point."""
    names = problem.variables
    jacobian = calculus.jacobian(components, names)
    rows = tuple(tuple(entry.result for entry in row) for row in jacobian)
    square = len(components) == len(names)
    general = simplify(determinant(rows, simplify)) if square and len(names) <= LARGEST_DETERMINANT else None
    if not at:
        return MapStudy(problem, components, jacobian, general)
    require_smooth(components, names, at)
    values = tuple(value_at(tree, names, at) for tree in components)
    entries = tuple(tuple(value_at(tree, names, at) for tree in row) for row in rows)
    linear = tuple(approximation(value, row, names, at) for value, row in zip(values, entries, strict=True))
    by_name = dict(zip(names, near, strict=True)) if near else {}
    exact_near = tuple(simplify_constant(substitute(tree, by_name)) for tree in components) if near else ()
    line_near = tuple(simplify_constant(substitute(tree, by_name)) for tree in linear) if near else ()
    return MapStudy(
        problem,
        components,
        jacobian,
        general,
        at=numbers(at),
        values=numbers(values),
        jacobian_at=tuple(numbers(row) for row in entries),
        determinant_at=balls.number(determinant(entries)) if square else None,
        rank=rank_of(entries),
        linear=linear,
        near=numbers(near),
        linear_near=numbers(line_near),
        errors=tuple(balls.number(simplify_constant(t.subtract(a, b))) for a, b in zip(exact_near, line_near, strict=True)),
    )


def numbers(constants: Vector) -> tuple[Number, ...]:
    """Constants as NUMBERs."""
    return tuple(balls.number(constant) for constant in constants)


def value_at(tree: Expr, variables: tuple[str, ...], at: Vector) -> Expr:
    """The tree at a point, in short form."""
    return simplify_constant(substitute(tree, dict(zip(variables, at, strict=True))))


def require_smooth(trees: Vector, variables: tuple[str, ...], at: Vector) -> None:
    """Refuse a point at which a tree is not proved to be defined and smooth."""
    place = place_at(variables, at)
    for tree in trees:
        asked = gates(tree)
        if not asked or place.regular(asked):
            continue
        where = place.defined(asked)
        reason = REASONS[where]
        raise CalcError("not_smooth", f"the function {reason} at this point", hint="choose another point for --at")


def approximation(value: Expr, row: Vector, variables: tuple[str, ...], at: Vector) -> Expr:
    """f(a) + sum of f_i(a) * (x_i - a_i), as a textbook writes it."""
    terms = [t.multiply(slope, t.subtract(Variable(name), x)) for name, slope, x in zip(variables, row, at, strict=True)]
    return t.add(value, *terms)


def rank_of(entries: Matrix) -> int | None:
    """The rank of a matrix of constants; None when a sign is not decided."""
    rational = [[t.rational_value(entry) for entry in row] for row in entries]
    if all(entry is not None for row in rational for entry in row):
        matrix = fmpq_mat([[fmpq(entry.numerator, entry.denominator) for entry in row if entry is not None] for row in rational])
        return int(matrix.rank())
    return rank_by_minors(entries)


def rank_by_minors(entries: Matrix) -> int | None:
    """Gaussian elimination with proved pivots."""
    rows = [list(row) for row in entries]
    rank = 0
    for column in range(len(rows[0])):
        signs = [sign_of(row[column]) for row in rows[rank:]]
        if None in signs and not any(signs):
            return None
        hit = next((i for i, sign in enumerate(signs) if sign), None)
        if hit is None:
            continue
        rows[rank], rows[rank + hit] = rows[rank + hit], rows[rank]
        for i in range(rank + 1, len(rows)):
            factor = t.divide(rows[i][column], rows[rank][column])
            rows[i] = [simplify_constant(t.subtract(a, t.multiply(factor, b))) for a, b in zip(rows[i], rows[rank], strict=True)]
        rank += 1
        if rank == len(rows):
            break
    return rank
