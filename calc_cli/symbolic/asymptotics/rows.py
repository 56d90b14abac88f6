"""Formulas of the function table as trees in `u`, parsed once."""

from __future__ import annotations

from functools import lru_cache

from calc_cli.functions import TABLE
from calc_cli.language import parse_expression
from calc_cli.symbolic.asymptotics.exact import Undecided
from calc_cli.tree import Call, Expr, walk


@lru_cache(maxsize=256)
def definition_of(name: str) -> Expr:
    """The function in terms of simpler ones; raises `Undecided` when it is basic."""
    row = TABLE.get(name)
    if row is None or not row.definition:
        raise Undecided
    return parse_expression(row.definition)


@lru_cache(maxsize=256)
def derivative_of(name: str) -> Expr:
    """The derivative of a function of one argument, when it does not mention the function itself."""
    row = TABLE.get(name)
    if row is None or len(row.derivative) != 1:
        raise Undecided
    tree = parse_expression(row.derivative[0])
    if any(isinstance(node, Call) and node.function == name for node in walk(tree)):
        raise Undecided
    return tree


def is_entire_on_the_line(name: str) -> bool:
    """Defined and continuous for every real argument, so bounded on bounded sets."""
    row = TABLE.get(name)
    return row is not None and not row.defined and not row.joints and row.arity == (1,)
