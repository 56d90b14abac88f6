"""The derivative of a tree, as the Step tree that computes it."""

from __future__ import annotations

from calc_cli.calculus import rules
from calc_cli.calculus.differentiation import Differentiation
from calc_cli.calculus.pieces import piecewise
from calc_cli.calculus.table import function_of
from calc_cli.model import Step
from calc_cli.tree import Call, Expr, Negation, Piecewise, Power, Product, Quotient, Sum, Variable


def choose(node: Expr, d: Differentiation) -> Step:
    """The rule for the outermost operation of node."""
    if not d.varies(node):
        return rules.constant(node, d)
    match node:
        case Variable():
            return rules.identity(node, d)
        case Sum():
            return rules.sum_rule(node, d)
        case Negation() | Product() | Quotient():
            return rules.product_of_factors(node, d)
        case Power():
            return rules.power_of(node, d)
        case Call():
            return function_of(node, d)
        case Piecewise():
            return piecewise(node, d)
        case _:
            raise TypeError(f"{type(node).__name__} is not a function to differentiate")


def differentiate(tree: Expr, variable: str) -> Step:
    """d tree / d variable: the Step's `after`; `substeps` are the derivatives it was put together from.

    >>> from calc_cli.tree import Call, Variable
    >>> differentiate(Call("sin", (Variable("x"),)), "x").rule
    'trigonometric'
    """
    return Differentiation(tree, variable, choose).of(tree)
