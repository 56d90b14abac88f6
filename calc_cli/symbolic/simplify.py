"""A tree in the form a textbook prints, equal to the given one wherever that is defined.

Rational functions of one variable are simplified here; the normal form over kernels is imported on first use.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from calc_cli import tree as t
from calc_cli.remembering import remembered
from calc_cli.symbolic.univariate import display, quotient_of
from calc_cli.tree import Expr

NODE_LIMIT = 600


@remembered(4096)
def simplify(tree: Expr) -> Expr:
    """The normal form over kernels as a tree; branches of a piecewise function apart; the tree itself when there is no normal form."""
    names = t.variables_of(tree)
    if len(names) == 1:
        variable = next(iter(names))
        form = quotient_of(tree, variable)
        if form is not None:
            return display(form, variable)
    if isinstance(tree, t.Piecewise):
        branches = tuple((simplify(value), condition) for value, condition in tree.branches)
        return t.Piecewise(branches, None if tree.otherwise is None else simplify(tree.otherwise))
    if sum(1 for _ in t.walk(tree)) > NODE_LIMIT:
        return tree
    from calc_cli.symbolic import display as displayed
    from calc_cli.symbolic.field import NotInField
    from calc_cli.symbolic.normalize import normalize

    try:
        return displayed.element_tree(normalize(tree))
    except NotInField:
        return _by_parts(tree)


def _by_parts(tree: Expr) -> Expr:
    """Terms or factors simplified one by one."""
    match tree:
        case t.Sum(terms):
            return t.add(*(simplify(term) for term in terms))
        case t.Product(factors):
            return t.multiply(*(simplify(factor) for factor in factors))
        case t.Negation(operand):
            return t.negate(simplify(operand))
        case t.Quotient(a, b):
            return t.divide(simplify(a), simplify(b))
    return tree


def is_identically_zero(tree: Expr, variable: str | None = None, sample: Mapping[str, Fraction] | None = None) -> bool:
    """Proved zero by the normal form (False: not proved); sample: a point of the piece in question, at which signs are read."""
    names = t.variables_of(tree)
    if len(names) <= 1:
        form = quotient_of(tree, variable or next(iter(names), "x"))
        if form is not None:
            return bool(form[0].is_zero())
    from calc_cli.symbolic.field import NotInField
    from calc_cli.symbolic.normalize import normalize

    try:
        return normalize(tree, sample).is_zero
    except NotInField:
        return False
