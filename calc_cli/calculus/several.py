"""Partial derivatives of functions of several variables: loops over one variable at a time."""

from __future__ import annotations

from collections.abc import Sequence

from calc_cli.calculus.derivation import derive
from calc_cli.model import Derivation
from calc_cli.tree import Expr


def gradient(tree: Expr, variables: Sequence[str]) -> tuple[Derivation, ...]:
    """(df/dx1, …, df/dxn)."""
    return tuple(derive(tree, variable) for variable in variables)


def jacobian(trees: Sequence[Expr], variables: Sequence[str]) -> tuple[tuple[Derivation, ...], ...]:
    """Row i: the gradient of the component f_i."""
    return tuple(gradient(tree, variables) for tree in trees)


def hessian(tree: Expr, variables: Sequence[str]) -> tuple[tuple[Derivation, ...], ...]:
    """Row i, column j: d²f/dx_i dx_j, differentiated first by the variable that comes first (Schwarz: the matrix is symmetric).

    The equality of mixed derivatives holds where f is twice continuously differentiable, so inside the pieces of f.
    """
    first = gradient(tree, variables)
    upper = {(i, j): derive(first[i].result, variables[j]) for i in range(len(variables)) for j in range(i, len(variables))}
    size = range(len(variables))
    return tuple(tuple(upper[min(i, j), max(i, j)] for j in size) for i in size)
