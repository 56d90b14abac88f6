"""Minimum, maximum or saddle at a stationary point of a function of several variables: the Hessian first, then the degenerate tests."""

from __future__ import annotations

from flint import arb_mat

from calc_cli import balls
from calc_cli import tree as t
from calc_cli.balls.precision import precision
from calc_cli.classifying.several.degenerate import DEGENERATE_TESTS, Occasion
from calc_cli.classifying.several.eigenvalues import eigenvalues, has_text, number_of
from calc_cli.classifying.several.enclosed import (
    EnclosedPoint,
    algebraic_point,
    classify_enclosed,
    enclosed_hessian,
    enclosed_point,
    hessian_trees,
)
from calc_cli.classifying.several.inertia import Inertia, ball_inertia, determinant, exact_inertia
from calc_cli.classifying.several.monotone import inner_function
from calc_cli.classifying.several.verdict import Matrix, SeveralVerdict, non_degenerate
from calc_cli.effort import deadline
from calc_cli.model import Classification, Test
from calc_cli.symbolic.constants import sign_of, simplify_constant
from calc_cli.tree import Expr

PRECISIONS = (128, 512)
SECONDS = 2.0
"""After so much time no further test of a degenerate point is begun."""
MOST_EXACT = 4
"""Determinants of more variables are not expanded."""


def classify_point(tree: Expr, variables: tuple[str, ...], at: tuple[Expr, ...]) -> SeveralVerdict:
    """The verdict on a point where the gradient is zero and the function analytic.

    >>> from calc_cli.language import parse_expression
    >>> classify_point(parse_expression("x^2 - y^2"), ("x", "y"), (t.ZERO, t.ZERO)).kind
    <Classification.SADDLE: 'saddle'>
    """
    enclosed = enclosed_point(variables, at)
    if enclosed is not None:
        return classify_enclosed(tree, enclosed)
    algebraic = algebraic_point(variables, at)
    quick = None if algebraic is None else classify_enclosed(tree, algebraic)
    if quick is not None and quick.test is Test.HESSIAN:
        return quick
    matrix = hessian_at(tree, variables, at)
    entries = hessian_balls(tree, variables, at, matrix, PRECISIONS[0])
    if not all(entry.is_finite() for entry in entries.entries()):  # a border of the domain after all
        return SeveralVerdict(Classification.UNDECIDED, None, Test.NONE)
    inertia = ball_inertia(entries, PRECISIONS[0])
    tidy = len(variables) <= MOST_EXACT and is_exact(at)
    product = determinant(matrix) if tidy else determinant(matrix, lambda entry: entry)
    if inertia is None:
        if sign_of(product) == 0:
            return degenerate(tree, variables, at, matrix, entries)
        inertia = ball_inertia(hessian_balls(tree, variables, at, matrix, PRECISIONS[1]), PRECISIONS[1])
    exact = is_exact(at)
    values = eigenvalues(matrix, entries, exact)
    numbers = tuple(tuple(number_of(entry, entries[i, j], exact) for j, entry in enumerate(row)) for i, row in enumerate(matrix))
    with precision(PRECISIONS[0]):
        size = number_of(product, entries.det(), exact)
    kind, strict, test = (Classification.UNDECIDED, None, Test.NONE) if inertia is None else (*non_degenerate(inertia), Test.HESSIAN)
    index = None if inertia is None else inertia.negative
    return SeveralVerdict(kind, strict, test, index, values, matrix, product, (), numbers, size)


def degenerate(tree: Expr, variables: tuple[str, ...], at: tuple[Expr, ...], matrix: Matrix, entries: arb_mat) -> SeveralVerdict:
    """The verdict where the determinant is proved zero: both signs among the eigenvalues first, then the ordered tests."""
    inertia = exact_inertia(matrix) if len(variables) <= MOST_EXACT else None
    values = eigenvalues(matrix, entries)
    shown = matrix
    inner, direction = inner_function(tree)
    if inner != tree:
        matrix = hessian_at(inner, variables, at)
    index = None if inertia is None else inertia.negative
    if inertia is not None and inertia.positive and inertia.negative:
        return SeveralVerdict(Classification.SADDLE, None, Test.HESSIAN, index, values, matrix, t.ZERO)
    if inertia is not None and direction < 0:
        inertia = Inertia(inertia.negative, inertia.positive, inertia.zero)
    occasion = Occasion(inner, variables, at, matrix, inertia, deadline(SECONDS))
    for test in DEGENERATE_TESTS:
        found = test(occasion)
        if found is not None:
            kind = OPPOSITE.get(found.kind, found.kind) if direction < 0 else found.kind
            evidence = found.evidence if inner == tree else (("inner_function", inner), *found.evidence)
            return SeveralVerdict(kind, found.strict, found.test, index, values, shown, t.ZERO, evidence)
    return SeveralVerdict(Classification.UNDECIDED, None, Test.NONE, index, values, shown, t.ZERO, occasion.taylor_evidence())


OPPOSITE = {
    Classification.LOCAL_MINIMUM: Classification.LOCAL_MAXIMUM,
    Classification.LOCAL_MAXIMUM: Classification.LOCAL_MINIMUM,
}


def is_exact(at: tuple[Expr, ...]) -> bool:
    """Are all coordinates known by a closed form or as algebraic numbers?"""
    return all(has_text(coordinate) for coordinate in at)


def hessian_at(tree: Expr, variables: tuple[str, ...], at: tuple[Expr, ...]) -> Matrix:
    """The Hessian at the point: constants, simplified."""
    bindings = dict(zip(variables, at, strict=True))
    rows = hessian_trees(tree, variables)
    found: dict[tuple[int, int], Expr] = {}
    for i, row in enumerate(rows):
        for j in range(i, len(row)):
            found[i, j] = found[j, i] = simplify_constant(t.substitute(row[j], bindings))
    return tuple(tuple(found[i, j] for j in range(len(rows))) for i in range(len(rows)))


def hessian_balls(tree: Expr, variables: tuple[str, ...], at: tuple[Expr, ...], matrix: Matrix, bits: int) -> arb_mat:
    """Balls over the entries of the Hessian at the point."""
    if is_exact(at):
        return arb_mat([[balls.enclose(entry, bits) for entry in row] for row in matrix])
    return enclosed_hessian(tree, EnclosedPoint(variables, at, None), bits)
