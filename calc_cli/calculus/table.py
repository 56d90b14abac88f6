"""Functions of the table: their derivative formula is read once from its text, the chain rule does the rest."""

from __future__ import annotations

import re

from calc_cli.calculus import pieces
from calc_cli.calculus.differentiation import Differentiation
from calc_cli.calculus.tidy import product_of, sum_of
from calc_cli.effort import tabled
from calc_cli.errors import CalcError
from calc_cli.functions import TABLE, FunctionRow
from calc_cli.language import parse_expression, to_text
from calc_cli.model import Step
from calc_cli.tree import ONE, Call, Expr, Quotient, Sum, Variable, rational, rational_value, substitute, transform

ARGUMENT_NAMES = ("u", "v", "w")


@tabled
def formula(text: str) -> Expr:
    """A formula of the table as a tree in u, v."""
    return parse_expression(text)


def function_of(node: Call, d: Differentiation) -> Step:
    """f(u)' = f'(u)*u', with f' from the table"""
    special = BY_PIECES.get(node.function)
    if special is not None:
        return special(node, d)
    row = TABLE[node.function]
    if row.name == "log" and isinstance(node.arguments[0], Call) and node.arguments[0].function == "abs":
        return logarithm_of_absolute_value(node, node.arguments[0].arguments[0], d)
    varying = [i for i, argument in enumerate(node.arguments) if d.varies(argument)]
    if not row.derivative:
        return definition(node, row, d)
    if len(varying) > 1:
        return several_arguments(node, row, varying, d)
    return one_argument(node, row, varying[0], d)


def one_argument(node: Call, row: FunctionRow, i: int, d: Differentiation) -> Step:
    """f(u)' = f'(u)*u'"""
    letter = Variable(d.letter)
    arguments = (*node.arguments[:i], letter, *node.arguments[i + 1 :])
    after = partial(row, i, arguments, node)
    return d.chain(row.rule or "table", node, node.arguments[i], Call(node.function, arguments), after)


def several_arguments(node: Call, row: FunctionRow, varying: list[int], d: Differentiation) -> Step:
    """f(u, v)' = f_u(u, v)*u' + f_v(u, v)*v'"""
    terms = [product_of(partial(row, i, node.arguments, node), d.derivative(node.arguments[i])) for i in varying]
    return d.step("several_arguments", node, sum_of(*terms), *(d.of(node.arguments[i]) for i in varying))


def partial(row: FunctionRow, i: int, arguments: tuple[Expr, ...], node: Call) -> Expr:
    """The derivative of the row's function in its argument number i, at the arguments."""
    text = row.derivative[i] if i < len(row.derivative) else ""
    if not text:
        raise CalcError("no_derivative", f"The derivative of {node.function} in its argument {i + 1} is not known.")
    return transform(_at(row, text, arguments), _folded)


def _at(row: FunctionRow, text: str, arguments: tuple[Expr, ...]) -> Expr:
    """A formula of the row at the arguments; those that must be constants (an order, a degree) are put in before reading."""
    named = dict(zip(ARGUMENT_NAMES, arguments, strict=False))
    for name, kind in zip(ARGUMENT_NAMES, row.constant, strict=False):
        if kind and name in named:
            text = re.sub(rf"\b{name}\b", f"({to_text(named[name])})", text)
    return substitute(formula(text), named)


def _folded(node: Expr) -> Expr:
    """`besselj(2 - 1, x)` is `besselj(1, x)`: a sum of rational numbers is one number."""
    value = rational_value(node) if isinstance(node, Sum) else None
    return node if value is None else rational(value)


def definition(node: Call, row: FunctionRow, d: Differentiation) -> Step:
    """f(u)' is the derivative of what f(u) stands for"""
    if not row.definition:
        raise CalcError("no_derivative", f"The derivative of {node.function} is not known.")
    meaning = _at(row, row.definition, node.arguments)
    return d.step("definition", node, d.derivative(meaning), d.of(meaning), note=(meaning,))


def logarithm_of_absolute_value(node: Call, inner: Expr, d: Differentiation) -> Step:
    """log(abs(x))' = 1/x"""
    letter = Variable(d.letter)
    before = Call("log", (Call("abs", (letter,)),))
    return d.chain("logarithm_of_absolute_value", node, inner, before, Quotient(ONE, letter))


BY_PIECES = {
    "abs": pieces.absolute_value,
    "max": pieces.maximum,
    "min": pieces.minimum,
    "floor": pieces.locally_constant,
    "ceil": pieces.locally_constant,
    "sign": pieces.locally_constant,
    "step": pieces.locally_constant,
}
