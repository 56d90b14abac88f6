"""Walks over a tree: its nodes, its variables, the same tree with other parts, how it is shown to a programmer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from calc_cli.effort import CLOCK, REWRITING_SECONDS
from calc_cli.tree.nodes import (
    Call,
    Comparison,
    Expr,
    Junction,
    Negation,
    Piecewise,
    Power,
    Product,
    Quotient,
    Sum,
    Variable,
)


def _branch_parts(node: Piecewise) -> tuple[Expr, ...]:
    flat = tuple(part for branch in node.branches for part in branch)
    return flat if node.otherwise is None else (*flat, node.otherwise)


_CHILDREN: dict[type[Expr], Callable[[Any], tuple[Expr, ...]]] = {
    Sum: lambda node: node.terms,
    Product: lambda node: node.factors,
    Call: lambda node: node.arguments,
    Junction: lambda node: node.conditions,
    Negation: lambda node: (node.operand,),
    Quotient: lambda node: (node.numerator, node.denominator),
    Power: lambda node: (node.base, node.exponent),
    Comparison: lambda node: (node.left, node.right),
    Piecewise: _branch_parts,
}


def children(node: Expr) -> tuple[Expr, ...]:
    """The direct subtrees, left to right; of a `Piecewise` value and condition alternate, `otherwise` is last."""
    parts = _CHILDREN.get(type(node))
    return () if parts is None else parts(node)


def rebuild(node: Expr, parts: tuple[Expr, ...]) -> Expr:
    """The same node over other children (in the order of `children`)."""
    match node:
        case Sum():
            return Sum(parts)
        case Product():
            return Product(parts)
        case Call(name, _):
            return Call(name, parts)
        case Junction(word, _):
            return Junction(word, parts)
        case Negation():
            return Negation(parts[0])
        case Quotient():
            return Quotient(*parts)
        case Power():
            return Power(*parts)
        case Comparison(_, relation, _):
            return Comparison(parts[0], relation, parts[1])
        case Piecewise(branches, otherwise):
            pairs = tuple((parts[2 * i], parts[2 * i + 1]) for i in range(len(branches)))
            return Piecewise(pairs, None if otherwise is None else parts[-1])
        case _:
            return node


def walk(node: Expr) -> Iterator[Expr]:
    """Every node, children before their parent (post-order): the parents-first order, last child first, read backwards."""
    order: list[Expr] = []
    stack = [node]
    while stack:
        order.append(current := stack.pop())
        parts = _CHILDREN.get(type(current))
        if parts is not None:
            stack.extend(parts(current))
    return reversed(order)


def transform(node: Expr, visit: Callable[[Expr], Expr]) -> Expr:
    """The tree with `visit` applied to every node, children first; shared subtrees are visited once."""
    done: dict[Expr, Expr] = {}
    for current in walk(node):
        if current not in done:
            parts = children(current)
            fresh = tuple(done[part] for part in parts)
            changed = any(a is not b for a, b in zip(parts, fresh, strict=True))
            done[current] = visit(rebuild(current, fresh) if changed else current)
    CLOCK.seconds += REWRITING_SECONDS * len(done)
    return done[node]


def substitute(node: Expr, bindings: Mapping[str, Expr]) -> Expr:
    """The tree with variables replaced by trees."""
    return transform(node, lambda n: bindings.get(n.name, n) if isinstance(n, Variable) else n)


def variables_of(node: Expr) -> frozenset[str]:
    """Names of the free variables; every subtree remembers its own."""
    stack = [] if hasattr(node, "_names") else [node]
    while stack:
        current = stack[-1]
        parts = children(current)
        missing = [part for part in parts if not hasattr(part, "_names")]
        if missing:
            stack.extend(missing)
            continue
        names = _named(current.name) if isinstance(current, Variable) else parts[0]._names if parts else NO_NAMES
        for part in parts:
            names = names if part._names is names or part._names <= names else names | part._names
        object.__setattr__(current, "_names", names)
        stack.pop()
    return node._names


NO_NAMES: frozenset[str] = frozenset()


@lru_cache(maxsize=1024)
def _named(name: str) -> frozenset[str]:
    return frozenset((name,))


def is_constant(node: Expr) -> bool:
    """No free variable."""
    return not variables_of(node)


def show(node: Expr) -> str:
    """Constructor form: `Sum(Variable('x'), Number(1))`."""
    inner = [getattr(node, name) for name in node.__match_args__]
    return f"{type(node).__name__}({', '.join(show(p) if isinstance(p, Expr) else repr(p) for p in inner)})"
