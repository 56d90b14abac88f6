"""Interiors of the pieces of a piecewise function: which open sets its branches own, up to joints that are nowhere dense."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from calc_cli.tree import (
    Call,
    Comparison,
    Expr,
    Junction,
    Negation,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Variable,
    is_constant,
    negate,
    rational,
    rational_value,
    substitute,
    subtract,
    transform,
    variables_of,
    walk,
)

STRICT = {"<=": "<", ">=": ">"}
COMPLEMENT = {"<": ">", "<=": ">", ">": "<", ">=": "<", "==": "!="}
MIRRORED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "==": "==", "!=": "!="}
MOST_BRANCHING = 4
PROBES = (Fraction(1, 3), Fraction(-7, 5), Fraction(22, 7))


def meet_rarely(left: Expr, right: Expr) -> bool:
    """Is {left = right} proved nowhere dense? True for x against a constant, and for rational functions that differ somewhere.

    With abs, min and max: when it is true whichever part each of them takes.

    >>> meet_rarely(Variable("x"), Power(Variable("x"), rational(2)))
    True
    """
    if (isinstance(left, Variable) and is_constant(right)) or (isinstance(right, Variable) and is_constant(left)):
        return True
    difference = subtract(left, right)
    branching = [node for node in walk(difference) if isinstance(node, Call) and node.function in ("abs", "min", "max")]
    if branching:
        chosen = branching[-1]
        parts = (chosen.arguments[0], negate(chosen.arguments[0])) if chosen.function == "abs" else chosen.arguments
        few = len(branching) <= MOST_BRANCHING
        return few and all(meet_rarely(_with_part(left, chosen, part), _with_part(right, chosen, part)) for part in parts)
    if not all(_is_rational_operation(node) for node in walk(difference)):
        return False
    names = sorted(variables_of(difference))
    for probe in PROBES:
        value = rational_value(substitute(difference, {name: rational(probe + i) for i, name in enumerate(names)}))
        if value:
            return True
    return False


def _with_part(tree: Expr, chosen: Expr, part: Expr) -> Expr:
    """The tree with the part in place of the node that chooses it."""
    return transform(tree, lambda node: part if node == chosen else node)


def _is_rational_operation(node: Expr) -> bool:
    if isinstance(node, Power):
        exponent = rational_value(node.exponent)
        return exponent is not None and exponent.denominator == 1
    return isinstance(node, Number | Variable | Negation | Sum | Product | Quotient)


def interiors(conditions: Sequence[Expr], otherwise: bool) -> list[Expr | None] | None:
    """The open set on which each branch is chosen: not c1, …, not c(i-1), and c_i (for `otherwise`: none of them).

    None in the list: that interior is empty. None instead of a list: some comparison may be an equality on an open set.
    """
    if not all(_is_open_up_to_joints(condition) for condition in conditions):
        return None
    regions: list[Expr | None] = []
    outside: list[Expr] = []
    for condition in conditions:
        region = _interior(condition)
        regions.append(None if region is None else _both(outside, region))
        complement = _exterior(condition)
        if complement is None:
            rest = len(conditions) - len(regions) + otherwise
            return regions + [None] * rest
        outside.append(complement)
    if otherwise:
        regions.append(_both(outside[:-1], outside[-1]))
    return regions


def _is_open_up_to_joints(condition: Expr) -> bool:
    if isinstance(condition, Junction):
        return all(_is_open_up_to_joints(part) for part in condition.conditions)
    return isinstance(condition, Comparison) and meet_rarely(condition.left, condition.right)


def _interior(condition: Expr) -> Expr | None:
    """The strict form of a condition; None when it holds on joints only."""
    if isinstance(condition, Junction):
        return _joined(condition.word, [_interior(part) for part in condition.conditions])
    assert isinstance(condition, Comparison)
    strict = STRICT.get(condition.relation, condition.relation)
    return None if strict == "==" else Comparison(condition.left, strict, condition.right)


def _exterior(condition: Expr) -> Expr | None:
    """The strict form of the negation of a condition; None when that holds on joints only."""
    if isinstance(condition, Junction):
        return _joined("or" if condition.word == "and" else "and", [_exterior(part) for part in condition.conditions])
    assert isinstance(condition, Comparison)
    opposite = COMPLEMENT.get(condition.relation)
    return None if opposite is None else Comparison(condition.left, opposite, condition.right)


def _joined(word: str, parts: Sequence[Expr | None]) -> Expr | None:
    present = [part for part in parts if part is not None]
    if not present or (word == "and" and len(present) < len(parts)):
        return None
    return present[0] if len(present) == 1 else Junction(word, tuple(present))


def _both(outside: Sequence[Expr], region: Expr) -> Expr | None:
    """All of the conditions at once, bounds on one variable merged: `x > 0 and x > 1` is `x > 1`. None: they exclude each other."""
    flat: list[Expr] = []
    for condition in (*outside, region):
        flat.extend(condition.conditions if isinstance(condition, Junction) and condition.word == "and" else (condition,))
    return _merged(flat)


def _merged(conditions: Sequence[Expr]) -> Expr | None:
    """The conjunction, without bounds that others imply; None when two bounds exclude each other."""
    kept: list[Expr] = []
    for condition in conditions:
        if condition in kept or any(_implies(other, condition) for other in conditions if other != condition):
            continue
        kept.append(condition)
    if any(_exclude(a, b) for i, a in enumerate(kept) for b in kept[i + 1 :]):
        return None
    return kept[0] if len(kept) == 1 else Junction("and", tuple(kept))


def _bound(condition: Expr) -> tuple[str, str, Fraction] | None:
    """(variable, relation, number) of `x < 2` or `2 > x`."""
    if not isinstance(condition, Comparison):
        return None
    left, relation, right = condition.left, condition.relation, condition.right
    if isinstance(right, Variable):
        left, relation, right = right, MIRRORED[relation], left
    value = rational_value(right)
    return (left.name, relation, value) if isinstance(left, Variable) and value is not None else None


def _implies(stronger: Expr, weaker: Expr) -> bool:
    """Does one strict bound imply the other? Only between bounds of one variable by numbers."""
    a, b = _bound(stronger), _bound(weaker)
    if a is None or b is None or a[0] != b[0]:
        return False
    match a[1], b[1]:
        case ("<", "<"):
            return a[2] < b[2]
        case (">", ">"):
            return a[2] > b[2]
        case ("<", "!="):
            return a[2] <= b[2]
        case (">", "!="):
            return a[2] >= b[2]
        case _:
            return False


def _exclude(first: Expr, second: Expr) -> bool:
    """Do two strict bounds of one variable have no common solution?"""
    a, b = _bound(first), _bound(second)
    if a is None or b is None or a[0] != b[0]:
        return False
    return (a[1], b[1], a[2] <= b[2]) == ("<", ">", True) or (a[1], b[1], a[2] >= b[2]) == (">", "<", True)
