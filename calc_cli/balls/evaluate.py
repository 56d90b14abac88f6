"""A tree on balls: every value it takes on the balls given lies in the answer; NaN where it is not proved defined.

A tree is turned once into a list of instructions, each common subtree once; constant subtrees are computed once a precision.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import partial
from typing import Any

from flint import arb

from calc_cli.balls import powers
from calc_cli.balls.conditions import choose, compare, junction
from calc_cli.balls.cost import cost_of, growth
from calc_cli.balls.functions import METHODS, finite, quotient
from calc_cli.balls.precision import NAN, ball, precision, working_bits
from calc_cli.balls.roots import algebraic_root, algebraic_value, isolated_root
from calc_cli.effort import CLOCK, tabled
from calc_cli.functions import TABLE
from calc_cli.remembering import remembered
from calc_cli.tree import (
    AlgebraicValue,
    Call,
    Comparison,
    Constant,
    E,
    Expr,
    IsolatedRoot,
    Junction,
    Negation,
    Number,
    Piecewise,
    Power,
    Product,
    Quotient,
    RootOf,
    Sum,
    SystemRoot,
    Variable,
    children,
    is_constant,
    rational_value,
    substitute,
    transform,
    walk,
)

COMPILING_SECONDS = 3e-6
"""For one node of a tree that is made a program."""

Operation = Callable[..., Any]
Instruction = tuple[Operation, int | tuple[int, ...], int]
"""(operation, first register, second register); second -1: one argument; -2: the first is the tuple of all."""


def evaluate(tree: Expr, bindings: Mapping[str, arb], precision_bits: int = 53) -> arb:
    """A ball that holds every value of the tree on the balls bound to its variables.

    >>> from calc_cli.tree import Sum, Variable, ONE
    >>> evaluate(Sum((Variable("x"), ONE)), {"x": arb(2)})
    3.00000000000000
    """
    names = tuple(sorted(bindings))
    with precision(precision_bits):
        value: arb = compiled(tree, names)(*(bindings[name] for name in names))
    return value


@remembered(4096)
def compiled(tree: Expr, variables: tuple[str, ...]) -> Callable[..., arb]:
    """The tree as a function of balls, one a variable, at the precision in force when it is called."""
    return Program((tree,), variables)


@remembered(256)
def compiled_all(trees: tuple[Expr, ...], variables: tuple[str, ...]) -> Callable[..., list[arb]]:
    """The trees together as one function of balls that gives the list of their values; common subtrees are computed once."""
    return Program(trees, variables).values


class Program:
    """Registers: constant subtrees first, then the variables, then every other subtree in post-order; each common subtree once."""

    def __init__(self, trees: tuple[Expr, ...], variables: tuple[str, ...]) -> None:
        basic = [basic_form(tree) for tree in trees]
        nodes = list(dict.fromkeys(node for tree in basic for node in walk(tree)))
        varying = _varying(nodes)
        register = {node: k for k, node in enumerate(node for node in nodes if node not in varying)}
        self._fixed = [_instruction(node, register) for node in register]
        self._constant_nodes = tuple(register)
        register |= {Variable(name): len(register) + k for k, name in enumerate(variables)}
        missing = sorted(node.name for node in varying if isinstance(node, Variable) and node not in register)
        if missing:
            raise ValueError(f"no value for the variable {missing[0]}")
        rest = [node for node in nodes if node in varying and not isinstance(node, Variable)]
        register |= {node: len(register) + k for k, node in enumerate(rest)}
        self._code = [_instruction(node, register) for node in rest]
        self._results = [register[tree] for tree in basic]
        self._arity = len(variables)
        self._constants: dict[int, tuple[list[Any], float]] = {}
        self._cost = cost_of(rest)
        CLOCK.seconds += COMPILING_SECONDS * len(nodes)

    def __call__(self, *arguments: arb) -> arb:
        """The value of the first tree at the precision in force."""
        return self.values(*arguments)[0]

    def values(self, *arguments: arb) -> list[arb]:
        """The value of every tree at the precision in force."""
        if len(arguments) != self._arity:
            raise TypeError(f"{self._arity} arguments expected, {len(arguments)} given")
        bits = working_bits()
        known = self._constants.get(bits)
        if known is None:
            known = self._constants[bits] = self._prepared(bits)
        fixed, seconds = known
        CLOCK.seconds += seconds
        registers = _run(self._code, [*fixed, *arguments])
        found = [registers[k] for k in self._results]
        return [value if isinstance(value, arb) else NAN for value in found]

    def _prepared(self, bits: int) -> tuple[list[Any], float]:
        """The constant registers at the precision in force, and what every value costs there."""
        steady, growing = cost_of(self._constant_nodes)
        CLOCK.seconds += steady + growing * growth(bits)
        return _run(self._fixed, []), self._cost[0] + self._cost[1] * growth(bits)


def _run(code: list[Instruction], registers: list[Any]) -> list[Any]:
    """The instructions in order, each result appended."""
    append = registers.append
    for operation, first, second in code:
        if second >= 0:
            append(operation(registers[first], registers[second]))  # type: ignore[index]
        elif second == -1:
            append(operation(registers[first]))  # type: ignore[index]
        else:
            append(operation(*[registers[k] for k in first]))  # type: ignore[union-attr]
    return registers


def _varying(nodes: list[Expr]) -> set[Expr]:
    """The nodes that contain a variable; `nodes` in post-order."""
    found: set[Expr] = set()
    for node in nodes:
        if isinstance(node, Variable) or any(child in found for child in children(node)):
            found.add(node)
    return found


@remembered(512)
def basic_form(tree: Expr) -> Expr:
    """The tree with functions that have no ball method replaced by their definition, and long sums and products cut in two."""
    return transform(tree, _basic)


def _basic(node: Expr) -> Expr:
    """One node in basic form; parts are added and multiplied from the left, so that common beginnings are shared."""
    match node:
        case Call(name, _) if method_of(name) is None:
            return _by_definition(node)
        case Sum(parts) | Product(parts) if len(parts) > 2:
            total = parts[0]
            for part in parts[1:]:
                total = type(node)((total, part))
            return total
        case _:
            return node


def _by_definition(node: Call) -> Expr:
    meaning = definition_of(node)
    if meaning is None:
        raise ValueError(f"no ball evaluation for the function {node.function}")
    return basic_form(meaning)


def definition_of(node: Call) -> Expr | None:
    """The call written out by the definition in the function's row; None when it has none."""
    row = TABLE.get(node.function)
    if row is None or not row.definition:
        return None
    return substitute(_definition(row.definition), dict(zip(("u", "v", "w"), node.arguments, strict=False)))


@tabled
def _definition(text: str) -> Expr:
    from calc_cli.language import parse_expression

    return parse_expression(text)


def method_of(function: str) -> Operation | None:
    """The ball method of a function of the table: ours by canonical name, or by the row's `ball`, or FLINT's."""
    row = TABLE.get(function)
    name = row.ball if row is not None else ""
    known = METHODS.get(function) or METHODS.get(name)
    native = getattr(arb, name, None) if name and known is None else None
    return known if native is None else finite(native)


def _instruction(node: Expr, register: Mapping[Expr, int]) -> Instruction:
    """The instruction that computes a node from the registers of its children."""
    match node:
        case Sum((a, b)):
            return operator.add, register[a], register[b]
        case Product((a, b)):
            return (powers.square, register[a], -1) if a == b else (operator.mul, register[a], register[b])
        case Quotient(a, b):
            return quotient, register[a], register[b]
        case Negation(a):
            return operator.neg, register[a], -1
        case Power():
            return _power(node, register)
        case Call(name, arguments):
            return _call(name, tuple(register[a] for a in arguments))
        case Comparison(a, relation, b):
            return partial(compare, relation), register[a], register[b]
        case Junction(word, conditions):
            return partial(junction, word), tuple(register[c] for c in conditions), -2
        case Piecewise(_, otherwise):
            return partial(choose, otherwise is not None), tuple(register[c] for c in children(node)), -2
        case _:
            return partial(_leaf, node), (), -2


def _call(name: str, arguments: tuple[int, ...]) -> Instruction:
    method = method_of(name)
    if method is None:
        raise ValueError(f"no ball evaluation for the function {name}")
    if len(arguments) == 1:
        return method, arguments[0], -1
    return (method, *arguments) if len(arguments) == 2 else (method, arguments, -2)


def _power(node: Power, register: Mapping[Expr, int]) -> Instruction:
    """x**(p/q) is the real root; e**v is exp(v); a constant exponent allows the base 0 when it is positive."""
    if node.base == E:
        return powers.exp, register[node.exponent], -1
    exponent = rational_value(node.exponent)
    if exponent is not None:
        return powers.rational_power_by(exponent), register[node.base], -1
    method = powers.real_power if is_constant(node.exponent) else powers.positive_power
    return method, register[node.base], register[node.exponent]


def _leaf(node: Expr) -> arb:
    """A constant without parts, at the precision in force."""
    match node:
        case Number(value):
            return ball(value)
        case Constant("pi"):
            return arb.pi()
        case Constant("e"):
            return arb.const_e()
        case Constant(name):
            return _named(name)
        case RootOf(coefficients, index):
            return algebraic_root(coefficients, index)
        case AlgebraicValue():
            return algebraic_value(node, working_bits())
        case IsolatedRoot():
            return isolated_root(node, compiled)
        case SystemRoot():
            from calc_cli.balls.system_roots import system_root  # on first use: only systems have such roots

            return system_root(node, compiled_all)
        case _:
            raise ValueError(f"no ball evaluation for {type(node).__name__}")


def _named(name: str) -> arb:
    """Another constant of the table; an infinity is no number."""
    row = TABLE.get(name)
    if row is not None and row.definition:
        return compiled(_definition(row.definition), ())()
    constant = getattr(arb, row.ball, None) if row is not None and row.ball else None
    value: arb = constant() if constant is not None else NAN
    return value


def at_rational(tree: Expr, variable: str, point: Fraction, precision_bits: int) -> arb:
    """The value at a rational point."""
    with precision(precision_bits):
        return compiled(tree, (variable,))(ball(point))
