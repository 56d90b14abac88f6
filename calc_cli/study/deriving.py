"""Derivatives alone, up to an order, and their values at a point where f is proved to be smooth."""

from __future__ import annotations

from calc_cli import balls
from calc_cli.calculus import derive
from calc_cli.model import Derivation, Derivatives, Problem
from calc_cli.study.several.maps import require_smooth, value_at
from calc_cli.tree import Expr


def study_derivatives(problem: Problem, constants: tuple[str, ...], order: int, at: tuple[Expr, ...] = ()) -> Derivatives:
    """f', f'', … with respect to the problem's variable. at: a constant tree for the variable and each of the constants."""
    variable, names = problem.variables[0], (*problem.variables, *constants)
    derivations: list[Derivation] = []
    for _ in range(order):
        derivations.append(derive(derivations[-1].result if derivations else problem.tree, variable))
    if not at:
        return Derivatives(problem, tuple(derivations), constants)
    require_smooth((problem.tree,), names, at)
    trees = (problem.tree, *(derivation.result for derivation in derivations))
    values = tuple(balls.number(value_at(tree, names, at)) for tree in trees)
    return Derivatives(problem, tuple(derivations), constants, tuple(balls.number(value) for value in at), values)
