"""Formulas of the function table as trees in `u` (and `v`), parsed once."""

from __future__ import annotations

import re

from calc_cli.effort import tabled
from calc_cli.functions import TABLE
from calc_cli.language import parse_expression, to_text
from calc_cli.remembering import remembered
from calc_cli.symbolic.asymptotics.exact import Undecided
from calc_cli.tree import Expr


@tabled
def definition_of(name: str) -> Expr | None:
    """The function in terms of simpler ones; None when it is basic."""
    row = TABLE.get(name)
    return parse_expression(row.definition) if row is not None and row.definition else None


@remembered(256)
def last_derivative_of(name: str, parameters: tuple[Expr, ...] = ()) -> Expr:
    """The derivative with respect to the last argument, in `u` or `v`; the arguments before it (an order) are put in before reading."""
    row = TABLE.get(name)
    text = row.derivative[len(parameters)] if row is not None and len(row.derivative) > len(parameters) else ""
    if not text:
        raise Undecided
    for letter, value in zip("uv", parameters, strict=False):
        text = re.sub(rf"\b{letter}\b", f"({to_text(value)})", text)
    return parse_expression(text)


@tabled
def joints_of(name: str) -> tuple[Expr, ...]:
    """Formulas in the arguments: where none is zero and the value is finite, the function is analytic."""
    row = TABLE.get(name)
    return tuple(parse_expression(text) for text in row.joints if text != "integers") if row is not None else ()


def is_entire_on_the_line(name: str) -> bool:
    """Defined and continuous for every real argument, so bounded on bounded sets."""
    row = TABLE.get(name)
    return row is not None and not row.defined and not row.joints and row.arity == (1,)
