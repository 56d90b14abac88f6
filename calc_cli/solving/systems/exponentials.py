"""Equations without the exponential that all their terms share: it is never zero, but it hides the sizes of the terms from intervals."""

from __future__ import annotations

from calc_cli import tree as t
from calc_cli.symbolic import simplify
from calc_cli.tree import Expr

MOST_TERMS = 24
Terms = list[tuple[Expr, Expr]]
"""Pairs (c, u): the sum of c * exp(u)."""


def without_common_exponential(equation: Expr) -> Expr:
    """A tree with the same zeros wherever the equation is defined: every term divided by the exponential of one of them.

    >>> from calc_cli.language import parse_expression, to_text
    >>> to_text(without_common_exponential(parse_expression("x*exp(-x^2) - 2*exp(-x^2 + y)")))
    'x - 2*exp(y)'
    """
    terms = exponential_terms(equation)
    if terms is None or any(exponent == t.ZERO for _, exponent in terms):
        return equation
    grouped: dict[Expr, list[Expr]] = {}
    for factor, exponent in terms:
        grouped.setdefault(simplify(exponent), []).append(factor)
    common = max(grouped, key=lambda exponent: len(grouped[exponent]))
    parts = []
    for exponent, factors in grouped.items():
        difference = t.ZERO if exponent == common else simplify(t.subtract(exponent, common))
        total = t.add(*factors)
        parts.append(total if difference == t.ZERO else t.multiply(total, t.call("exp", difference)))
    return t.add(*parts)


def exponential_terms(tree: Expr) -> Terms | None:
    """The tree as a sum of products with one exponential each; None when there are too many terms."""
    match tree:
        case t.Power(base, exponent) if base == t.E:
            return [(t.ONE, exponent)]
        case t.Call("exp", (exponent,)):
            return [(t.ONE, exponent)]
        case t.Negation(operand):
            inner = exponential_terms(operand)
            return None if inner is None else [(t.negate(factor), exponent) for factor, exponent in inner]
        case t.Quotient(a, b) if not any(holds_exponential(part) for part in t.walk(b)):
            inner = exponential_terms(a)
            return None if inner is None else [(t.divide(factor, b), exponent) for factor, exponent in inner]
        case t.Sum(parts):
            found: Terms = []
            for part in parts:
                inner = exponential_terms(part)
                if inner is None or len(found) + len(inner) > MOST_TERMS:
                    return None
                found.extend(inner)
            return found
        case t.Product(parts):
            return product_terms(parts)
        case _:
            return [(tree, t.ZERO)]


def product_terms(parts: tuple[Expr, ...]) -> Terms | None:
    """The product: parts without an exponential are kept together, the others multiplied out."""
    found: Terms = [(t.multiply(*(part for part in parts if not any(map(holds_exponential, t.walk(part))))), t.ZERO)]
    for part in parts:
        if any(map(holds_exponential, t.walk(part))):
            inner = exponential_terms(part)
            if inner is None or len(found) * len(inner) > MOST_TERMS:
                return None
            found = [(t.multiply(c, d), t.add(u, v)) for c, u in found for d, v in inner]
    return found


def holds_exponential(node: Expr) -> bool:
    """Is the node itself an exponential?"""
    return (isinstance(node, t.Power) and node.base == t.E) or (isinstance(node, t.Call) and node.function == "exp")
