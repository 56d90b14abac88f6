"""Arguments that must be constants: the order of a Bessel function, the degree of a root, the branch of Lambert's function."""

from __future__ import annotations

from collections.abc import Callable

from calc_cli.errors import CalcError
from calc_cli.functions import TABLE
from calc_cli.tree import Call, Expr, is_constant, rational_value, walk


def is_integer_from(least: int, node: Expr) -> bool:
    """Whether a tree is an integer >= least, by rational arithmetic."""
    value = rational_value(node)
    return value is not None and value.denominator == 1 and value >= least


def is_branch(node: Expr, arguments: tuple[Expr, ...]) -> bool:
    """Branch 0 of Lambert's function anywhere, branch -1 of a constant only."""
    value = rational_value(node)
    return value == 0 or (value == -1 and is_constant(arguments[0]))


Rule = tuple[Callable[[Expr, tuple[Expr, ...]], bool], str]
RULES: dict[str, Rule] = {
    "integer": (lambda node, _: rational_value(node) is not None and is_integer_from(-(10**9), node), "an integer"),
    "natural": (lambda node, _: is_integer_from(1, node), "1, 2, 3, …"),
    "natural_or_zero": (lambda node, _: is_integer_from(0, node), "0, 1, 2, …"),
    "rational": (lambda node, _: rational_value(node) is not None, "a rational number"),
    "number": (lambda node, _: is_constant(node), "a number"),
    "branch": (is_branch, "0, or -1 after a constant"),
}
"""What `FunctionRow.constant` may ask of an argument, and how a person reads it."""


def check_arguments(text: str, tree: Expr, span_of: Callable[[Expr], tuple[int, int]]) -> None:
    """Refuse a call whose constant arguments are not what its row asks for."""
    for node in walk(tree):
        if not isinstance(node, Call) or node.function not in TABLE:
            continue
        row = TABLE[node.function]
        for kind, argument in zip(row.constant, node.arguments, strict=False):
            if kind and not RULES[kind][0](argument, node.arguments):
                message = f"this argument of {node.function} must be {RULES[kind][1]}"
                raise CalcError("bad_argument", message, text, span_of(argument), f"e.g. {row.example}")
