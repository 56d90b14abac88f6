"""A gate is a subterm that asks something of the variable: to be non-zero, positive, … or that cuts the line at its zeros.

Gates are read from the tree as typed, children before parents: when a gate's turn comes, its subterm is defined
and analytic between the cuts made so far.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from itertools import combinations

from calc_cli.effort import tabled
from calc_cli.functions import TABLE
from calc_cli.language import parse_expression
from calc_cli.records import record
from calc_cli.symbolic.constants import sign_of, simplify_constant
from calc_cli.tree import (
    ONE,
    Call,
    Comparison,
    E,
    Expr,
    Junction,
    Piecewise,
    Power,
    Quotient,
    Variable,
    children,
    divide,
    is_constant,
    negate,
    rational_value,
    substitute,
    subtract,
    transform,
    walk,
)


class Requirement(StrEnum):
    """What a gate asks of its subterm u. The first five are domain conditions, the last two only cut."""

    NONZERO = "!= 0"
    POSITIVE = "> 0"
    NONNEGATIVE = ">= 0"
    NOT_POLE = "not in {0, -1, -2, ...}"
    BRANCH = "some branch holds"
    JOINT = "joint"
    INTEGER_JOINT = "integer_joint"


Guards = tuple[tuple[Expr, bool], ...]
"""Conditions of the enclosing piecewise branches, with the truth value under which a gate matters."""


@record
class Gate:
    """`subterm requirement`, because of `reason` (`quotient`, `power`, a function's name), where all guards hold."""

    subterm: Expr
    requirement: Requirement
    reason: str
    guards: Guards = ()

    @property
    def restricts(self) -> bool:
        """Is it a condition of the domain (and not only a cut)?"""
        return self.requirement not in (Requirement.JOINT, Requirement.INTEGER_JOINT)


INTEGER_STEPS = ("floor", "ceil")
BRANCHING = ("abs", "sign", "floor", "ceil", "min", "max")
NOT_A_POLE_OF_GAMMA = "u > 0 or u != floor(u)"
RELATIONS = {"!=": Requirement.NONZERO, ">": Requirement.POSITIVE, ">=": Requirement.NONNEGATIVE}
REFLECTED = {"<": ">", "<=": ">="}


def gates(tree: Expr) -> tuple[Gate, ...]:
    """Every gate of the tree, children's first, each once; those that a rational constant satisfies are left out."""
    return gates_of_basic(with_definitions(tree))


def gates_of_basic(tree: Expr) -> tuple[Gate, ...]:
    """As `gates`, of a tree without functions that stand for a definition."""
    seen: set[tuple[Expr, Guards]] = set()
    found = (gate for gate in _gates(tree, (), seen) if not _trivially_satisfied(gate))
    return tuple(dict.fromkeys(found))


def with_definitions(tree: Expr) -> Expr:
    """The tree with every function that is not analytic and has a definition replaced by it: relu(u) = max(0, u)."""
    return transform(tree, _defined_as) if any(isinstance(node, Call) for node in walk(tree)) else tree


def _defined_as(node: Expr) -> Expr:
    if isinstance(node, Call) and (body := _definition(node.function)) is not None:
        return substitute(body, dict(zip(("u", "v"), node.arguments, strict=False)))
    return node


@tabled
def _definition(name: str) -> Expr | None:
    """The definition of a function of the table when it branches, otherwise None."""
    row = TABLE.get(name)
    if row is None or not row.definition or not row.joints:
        return None
    body = with_definitions(parse_expression(row.definition))
    return body if branches(body) else None


def branches(tree: Expr) -> bool:
    """Does the tree contain a piecewise node or a function that is given by cases?"""
    return any(gives_cases(node) for node in walk(tree))


def gives_cases(node: Expr) -> bool:
    """Is the node itself piecewise, or a function given by cases?"""
    return isinstance(node, Piecewise) or (isinstance(node, Call) and node.function in BRANCHING)


def _gates(node: Expr, guards: Guards, seen: set[tuple[Expr, Guards]]) -> Iterator[Gate]:
    if (node, guards) in seen:
        return
    seen.add((node, guards))
    match node:
        case Piecewise():
            yield from _gates_of_branches(node, guards, seen)
        case Junction(word, conditions):
            passed = guards
            for condition in conditions:
                yield from _gates(condition, passed, seen)
                passed = (*passed, (condition, word == "and"))
        case _:
            for child in children(node):
                yield from _gates(child, guards, seen)
            for subterm, requirement, reason in _own(node):
                yield from _gates(subterm, guards, seen)
                yield Gate(subterm, requirement, reason, guards)


def _gates_of_branches(node: Piecewise, guards: Guards, seen: set[tuple[Expr, Guards]]) -> Iterator[Gate]:
    """Branches are tried in order: a branch's gates matter only where its condition is the first that holds."""
    passed = guards
    for value, condition in node.branches:
        yield from _gates(condition, passed, seen)
        yield from _gates(value, (*passed, (condition, True)), seen)
        passed = (*passed, (condition, False))
    if node.otherwise is None:
        yield Gate(node, Requirement.BRANCH, "piecewise", guards)
    else:
        yield from _gates(node.otherwise, passed, seen)


Demand = tuple[Expr, Requirement, str]


def _own(node: Expr) -> Iterator[Demand]:
    """The gates of this node itself."""
    match node:
        case Quotient(_, denominator):
            yield denominator, Requirement.NONZERO, "quotient"
        case Power(base, exponent):
            yield from _of_power(base, exponent)
        case Comparison(left, _, right):
            yield subtract(left, right), Requirement.JOINT, "piecewise"
        case Call(name, arguments):
            yield from demands_of_call(name, arguments)


def _of_power(base: Expr, exponent: Expr) -> Iterator[Demand]:
    """u^(p/q): q odd, the real root; q even, u >= 0; u^v with v irrational or variable: u > 0 (u >= 0 for a constant v > 0)."""
    if base == E:
        return
    value = rational_value(exponent)
    if value is None:
        closed = is_constant(exponent) and sign_of(simplify_constant(exponent)) == 1
        yield base, Requirement.NONNEGATIVE if closed else Requirement.POSITIVE, "power"
    elif value.denominator == 1:
        if value < 0:
            yield base, Requirement.NONZERO, "power"
    elif value.denominator % 2:
        yield base, Requirement.NONZERO if value < 0 else Requirement.JOINT, "power"
    else:
        yield base, Requirement.POSITIVE if value < 0 else Requirement.NONNEGATIVE, "power"


def demands_of_call(name: str, arguments: tuple[Expr, ...]) -> Iterator[Demand]:
    """The gates of a call itself: differences of min and max, conditions and joints of the function's row."""
    if name in ("min", "max"):
        for left, right in combinations(arguments, 2):
            yield subtract(left, right), Requirement.JOINT, name
        return
    if name in INTEGER_STEPS:
        yield arguments[0], Requirement.INTEGER_JOINT, name
        return
    if name == "root":
        yield from ((base, requirement, name) for base, requirement, _ in _of_power(arguments[0], divide(ONE, arguments[1])))
        return
    if name == "lambertw" and len(arguments) == 2:
        yield negate(arguments[0]), Requirement.POSITIVE, name
    if name == "principal_power" and not (rational_value(arguments[1]) or 0) > 0:
        yield arguments[0], Requirement.POSITIVE, name
    bindings = dict(zip(("u", "v"), arguments, strict=False))
    for subterm, requirement in _demands_of_row(name):
        yield substitute(subterm, bindings), requirement, name


@tabled
def _demands_of_row(name: str) -> tuple[tuple[Expr, Requirement], ...]:
    """The conditions and joints of a function of the table, over u and v."""
    row = TABLE.get(name)
    if row is None:
        return ()
    conditions = tuple(_demand(text) for text in row.defined)
    restricted = {subterm for subterm, _ in conditions}
    joints = (parse_expression(text) for text in row.joints)
    return conditions + tuple((subterm, Requirement.JOINT) for subterm in joints if subterm not in restricted)


def _demand(text: str) -> tuple[Expr, Requirement]:
    """`u**2 <= 1` asks `1 - u**2 >= 0`."""
    if text == NOT_A_POLE_OF_GAMMA:
        return Variable("u"), Requirement.NOT_POLE
    for relation in ("!=", "<=", ">=", "<", ">"):
        left, found, right = text.partition(relation)
        if found:
            a, b = parse_expression(left.strip()), parse_expression(right.strip())
            if relation in REFLECTED:
                a, b, relation = b, a, REFLECTED[relation]
            return subtract(a, b), RELATIONS[relation]
    raise ValueError(f"not a condition: {text}")


def _trivially_satisfied(gate: Gate) -> bool:
    value = rational_value(gate.subterm)
    if value is None:
        return False
    match gate.requirement:
        case Requirement.NONZERO:
            return value != 0
        case Requirement.POSITIVE:
            return value > 0
        case Requirement.NONNEGATIVE:
            return value >= 0
        case Requirement.NOT_POLE:
            return value > 0 or value.denominator != 1
        case _:
            return True
