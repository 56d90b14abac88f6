"""Continuity that follows from how a function is composed."""

from __future__ import annotations

from calc_cli import tree as t
from calc_cli.tree import Expr

BROKEN = frozenset({"sign", "floor", "ceil", "frac", "mod", "step"})


def proves_continuous(tree: Expr) -> bool:
    """A composition of functions each continuous on its domain is continuous on its own domain (max, min and abs included).

    >>> from calc_cli.language import parse_expression
    >>> proves_continuous(parse_expression("max(x, exp(x) - 2)")), proves_continuous(parse_expression("floor(x)"))
    (True, False)
    """
    for node in t.walk(tree):
        jumps = isinstance(node, t.Piecewise) or (isinstance(node, t.Call) and node.function in BROKEN)
        if jumps and t.variables_of(node):
            return False
    return True
