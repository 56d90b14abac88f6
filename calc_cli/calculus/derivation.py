"""Derivatives of any order, with the steps of the last differentiation and a result tidied for display."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache, partial
from itertools import islice

from calc_cli.calculus.condense import condense
from calc_cli.calculus.differentiate import differentiate
from calc_cli.calculus.spelling import types_powers_of_e, with_powers_of_e
from calc_cli.calculus.tidy import positive_first, scaled
from calc_cli.model import Derivation, Step
from calc_cli.symbolic import simplify
from calc_cli.symbolic.monomials import Monomial, monomials_of
from calc_cli.tree import Expr, Sum, Variable, add, power, rational, variables_of, walk

MOST_TERMS = 6


def derive(tree: Expr, variable: str, order: int = 1) -> Derivation:
    """The derivative of the given order; each differentiation starts from the simplified result of the one before.

    raw: what the rules gave last; result: raw simplified; step: the last differentiation, condensed (its `before` is the
    derivative of order - 1; `differentiate` gives every step). Equal to the derivative of f wherever f has one inside the
    pieces of f; nothing is said at joints.
    """
    if order < 1:
        raise ValueError("the order of a derivative is at least 1")
    for _ in range(order - 1):
        tree = _once(tree, variable).result
    return _once(tree, variable)


@lru_cache(maxsize=1024)
def _once(tree: Expr, variable: str) -> Derivation:
    """The worked solution is written when it is asked for; of a sum of powers even the rules are applied only then."""
    terms = monomials_of(tree, variable)
    if terms is None:
        step = differentiate(tree, variable)
        assert step.after is not None
        result = displayed(step.after)
        if types_powers_of_e(tree):
            result = with_powers_of_e(result)
        return Derivation(result, step.after, partial(condense, step))
    raw = power_rule_term_by_term(terms, variable)
    return Derivation(displayed(raw), raw, partial(_worked, tree, variable))


def _worked(tree: Expr, variable: str) -> Step:
    return condense(differentiate(tree, variable))


def power_rule_term_by_term(terms: list[Monomial], variable: str) -> Expr:
    """(Σ c*x**n)' = Σ c*n*x**(n - 1), exactly as `differentiate` writes it: like terms together, the number last, but 1 - 2*x."""
    slopes: dict[int, Fraction] = {}
    for c, n in terms:
        if n and c:
            slopes[n - 1] = slopes.get(n - 1, Fraction(0)) + n * c
    number = slopes.pop(0, Fraction(0))
    return positive_first(add(*(scaled(c, power(Variable(variable), n)) for n, c in slopes.items()), rational(number)))


def displayed(raw: Expr) -> Expr:
    """The simplified form, unless it is much longer than the terms by themselves: cos(4*x) + cos(3*x), 2*x*atan(x) + x**2/(x**2 + 1)."""
    simplified = simplify(raw)
    if not variables_of(raw):
        return simplified
    by_terms = positive_first(add(*map(simplify, raw.terms))) if isinstance(raw, Sum) and len(raw.terms) <= MOST_TERMS else raw
    return min((simplified, by_terms, positive_first(raw)), key=lambda form: size(form) * (2 if form is simplified else 3))


def size(tree: Expr, most: int = 10_000) -> int:
    """The number of nodes, counted up to `most`."""
    return sum(1 for _ in islice(walk(tree), most))
