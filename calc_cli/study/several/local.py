"""Gradient and Hessian at a point: value, direction of steepest ascent, definiteness, Newton's step."""

from __future__ import annotations

from flint import arb_mat

from calc_cli import balls, calculus
from calc_cli import tree as t
from calc_cli.classifying.several.eigenvalues import eigenvalues
from calc_cli.classifying.several.inertia import Inertia, ball_inertia, determinant, exact_inertia
from calc_cli.model import LocalStudy, Problem
from calc_cli.study.several.maps import Matrix, Vector, numbers, require_smooth, value_at
from calc_cli.symbolic.constants import sign_of, simplify_constant
from calc_cli.tree import Expr

BITS = 256


def study_locally(problem: Problem, kind: str, at: Vector = ()) -> LocalStudy:
    """The gradient (kind `gradient`), or gradient and Hessian (`hessian`), and what they are at a point."""
    names, tree = problem.variables, problem.tree
    gradient = calculus.gradient(tree, names)
    hessian = calculus.hessian(tree, names) if kind == "hessian" or at else ()
    if not at:
        return LocalStudy(problem, gradient, hessian, kind=kind)
    require_smooth((tree,), names, at)
    slope = tuple(value_at(entry.result, names, at) for entry in gradient)
    matrix = tuple(tuple(value_at(entry.result, names, at) for entry in row) for row in hessian)
    enclosed = arb_mat([[balls.enclose(entry, BITS) for entry in row] for row in matrix])
    inertia = ball_inertia(enclosed, BITS) or exact_inertia(matrix)
    step = newton_step(matrix, slope)
    words = definiteness(inertia)
    return LocalStudy(
        problem,
        gradient,
        hessian,
        at=numbers(at),
        value=balls.number(value_at(tree, names, at)),
        gradient_at=numbers(slope),
        norm=balls.number(norm(slope)),
        hessian_at=tuple(numbers(row) for row in matrix),
        determinant_at=balls.number(determinant(matrix)),
        eigenvalues=eigenvalues(matrix, enclosed),
        definiteness=words,
        newton_step=() if step is None else numbers(step),
        newton_point=() if step is None else numbers(tuple(simplify_constant(t.add(a, b)) for a, b in zip(at, step, strict=True))),
        warnings=caveats(step, words),
        kind=kind,
    )


def norm(vector: Vector) -> Expr:
    """The Euclidean length."""
    return simplify_constant(t.call("sqrt", t.add(*(t.power(x, 2) for x in vector))))


def definiteness(inertia: Inertia | None) -> str:
    """The definiteness that the signs of the eigenvalues mean."""
    if inertia is None:
        return "unknown"
    if inertia.positive and inertia.negative:
        return "indefinite"
    if inertia.zero:
        return "semidefinite"
    return "negative_definite" if inertia.negative else "positive_definite"


def newton_step(matrix: Matrix, slope: Vector) -> Vector | None:
    """-H^-1 grad f by Cramer's rule; None when H is singular, or not proved to be invertible."""
    whole = determinant(matrix)
    if not sign_of(whole):
        return None
    columns = range(len(slope))
    step: list[Expr] = []
    for k in columns:
        replaced = tuple(tuple(t.negate(slope[i]) if j == k else matrix[i][j] for j in columns) for i in columns)
        step.append(simplify_constant(t.divide(determinant(replaced), whole)))
    return tuple(step)


def caveats(step: Vector | None, words: str) -> tuple[str, ...]:
    """When Newton's step is not one towards a minimum."""
    if step is None:
        return ("the Hessian is singular here, or not proved to be invertible: there is no Newton step",)
    if words != "positive_definite":
        return ("the Hessian is not positive definite here: Newton's step need not lead towards a minimum",)
    return ()
