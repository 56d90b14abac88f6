"""Derivatives of any order, with the steps of the last differentiation and a result tidied for display."""

from __future__ import annotations

from itertools import islice

from calc_cli.calculus.condense import condense
from calc_cli.calculus.differentiate import differentiate
from calc_cli.model import Derivation
from calc_cli.symbolic import simplify
from calc_cli.tree import Expr, walk


def derive(tree: Expr, variable: str, order: int = 1) -> Derivation:
    """The derivative of the given order; each differentiation starts from the simplified result of the one before.

    raw: what the rules gave last; result: raw simplified; step: the last differentiation, condensed (its `before` is the
    derivative of order - 1; `differentiate` gives every step). Equal to the derivative of f wherever f has one inside the
    pieces of f; nothing is said at joints.
    """
    if order < 1:
        raise ValueError("the order of a derivative is at least 1")
    for _ in range(order - 1):
        tree = _once(tree, variable).result
    return _once(tree, variable)


def _once(tree: Expr, variable: str) -> Derivation:
    step = differentiate(tree, variable)
    assert step.after is not None
    return Derivation(displayed(step.after), step.after, condense(step))


def displayed(raw: Expr) -> Expr:
    """The simplified form, unless it is much longer: cos(4*x) + cos(3*x) is not written as a polynomial in sin(x) and cos(x)."""
    simplified = simplify(raw)
    return raw if 3 * size(raw) <= 2 * size(simplified) else simplified


def size(tree: Expr, most: int = 10_000) -> int:
    """The number of nodes, counted up to `most`."""
    return sum(1 for _ in islice(walk(tree), most))
