"""f = g(x) + h(y) + …: a stationary point is a minimum (maximum) when each term has one there, else a saddle.

Each term has one variable, so its first non-zero derivative decides: odd order, no extremum; even order, its sign.
"""

from __future__ import annotations

from calc_cli import tree as t
from calc_cli.calculus import derive
from calc_cli.symbolic.constants import sign_of
from calc_cli.tree import Expr, Negation, Sum, variables_of

HIGHEST_ORDER = 12
Power = tuple[str, int, int, Expr]
"""Of the first non-zero derivative of a term: variable, order, sign, value."""


def first_derivatives(tree: Expr, variables: tuple[str, ...], at: tuple[Expr, ...]) -> list[Power] | None:
    """The first non-zero derivative of each term at the point; None when f is no such sum, or a sign is not decided.

    A variable that does not occur has none.
    """
    terms: dict[str, list[Expr]] = {}
    for term in terms_of(tree):
        names = variables_of(term)
        if len(names) > 1:
            return None
        if names:
            terms.setdefault(next(iter(names)), []).append(term)
    if len(terms) < 2:
        return None
    found: list[Power] = []
    for name, parts in sorted(terms.items()):
        first = first_derivative(t.add(*parts), name, at[variables.index(name)])
        if first is None:
            return None
        found.append((name, *first))
    return found


def first_derivative(tree: Expr, name: str, at: Expr) -> tuple[int, int, Expr] | None:
    """(order, sign, value) of the first derivative that is not zero at a stationary point; None when it is not found."""
    slope = derive(tree, name).result
    for order in range(2, HIGHEST_ORDER + 1):
        slope = derive(slope, name).result
        value = t.substitute(slope, {name: at})
        sign = sign_of(value)
        if sign is None:
            return None
        if sign:
            return order, sign, value
    return None


def terms_of(tree: Expr) -> list[Expr]:
    """The terms of a sum, nested sums and negated sums opened."""
    match tree:
        case Sum(terms):
            return [inner for term in terms for inner in terms_of(term)]
        case Negation(Sum() as inside):
            return [t.negate(term) for term in terms_of(inside)]
        case _:
            return [tree]
