"""Formulas of the function table as trees in `u` (and `v`), parsed once."""

from __future__ import annotations

from functools import lru_cache

from calc_cli.functions import TABLE
from calc_cli.language import parse_expression
from calc_cli.symbolic.asymptotics.exact import Undecided
from calc_cli.tree import Expr


@lru_cache(maxsize=256)
def definition_of(name: str) -> Expr | None:
    """The function in terms of simpler ones; None when it is basic."""
    row = TABLE.get(name)
    return parse_expression(row.definition) if row is not None and row.definition else None


@lru_cache(maxsize=256)
def last_derivative_of(name: str) -> Expr:
    """The derivative with respect to the last argument."""
    row = TABLE.get(name)
    if row is None or not row.derivative or not row.derivative[-1]:
        raise Undecided
    return parse_expression(row.derivative[-1])


def is_entire_on_the_line(name: str) -> bool:
    """Defined and continuous for every real argument, so bounded on bounded sets."""
    row = TABLE.get(name)
    return row is not None and not row.defined and not row.joints and row.arity == (1,)
