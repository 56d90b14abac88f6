"""Expanded polynomials read off a tree, term by term: no arithmetic of polynomials, no recursion."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from calc_cli.tree import Expr, Negation, Number, Power, Product, Quotient, Sum, Variable

Monomial = tuple[Fraction | int, int]
"""(c, n) for c * x**n; c is an int where it is whole, which is quicker to work with."""


@lru_cache(maxsize=4096)
def monomials_of(tree: Expr, variable: str) -> tuple[Monomial, ...] | None:
    """The terms of a tree that is a sum of rational multiples of powers of the variable, as written; None for every other tree.

    >>> monomials_of(Sum((Power(Variable("x"), Number(Fraction(3))), Negation(Number(Fraction(2))))), "x")
    ((1, 3), (-2, 0))
    """
    found = []
    for term in tree.terms if isinstance(tree, Sum) else (tree,):
        monomial = _monomial(term, variable)
        if monomial is None:
            return None
        found.append(monomial)
    return tuple(found)


@lru_cache(maxsize=4096)
def _monomial(term: Expr, variable: str) -> Monomial | None:
    """A number, a power of the variable, a number times one, either with a sign or over a number."""
    negative, divisor = False, None
    while not isinstance(term, Product):
        if isinstance(term, Negation):
            negative, term = not negative, term.operand
        elif isinstance(term, Quotient) and divisor is None and isinstance(term.denominator, Number) and term.denominator.value:
            divisor, term = term.denominator.value, term.numerator
        else:
            break
    factors = term.factors if isinstance(term, Product) else (term,)
    c, n = None, None
    for factor in factors:
        if isinstance(factor, Number) and c is None:
            c = factor.value
        elif n is None:
            n = exponent_of(factor, variable)
            if n is None:
                return None
        else:
            return None
    coefficient = Fraction(1) if c is None else c
    coefficient = -coefficient if negative else coefficient
    coefficient = coefficient if divisor is None else coefficient / divisor
    return coefficient.numerator if coefficient.denominator == 1 else coefficient, n or 0


def exponent_of(node: Expr, variable: str) -> int | None:
    """n for the variable to a natural power n, otherwise None."""
    if isinstance(node, Variable):
        return 1 if node.name == variable else None
    if not (isinstance(node, Power) and isinstance(node.base, Variable) and isinstance(node.exponent, Number)):
        return None
    if node.base.name != variable:
        return None
    n = node.exponent.value
    return n.numerator if n.denominator == 1 else None
