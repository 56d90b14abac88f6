"""Polynomials of several variables that are nowhere negative: even monomials, quadratics in the squares, the inequality of the means.

Source of the last: S. Iliman, T. de Wolff, Amoebas, nonnegative polynomials and sums of squares supported on circuits (2016), th. 3.8.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import lcm

from calc_cli import tree as t
from calc_cli.classifying.several.factors import product_of
from calc_cli.study.several import forms
from calc_cli.study.several.forms import Exponents
from calc_cli.tree import Expr

LARGEST_POWER = 400


def proves_at_least(tree: Expr, variables: tuple[str, ...], value: Expr) -> bool:
    """f >= value wherever f is defined: every factor of f - value of odd power keeps one sign, and the signs multiply to +."""
    whole = product_of(t.subtract(tree, value))
    if whole is None:
        return False
    sign = whole.content
    for factor in whole.factors:
        if factor.exponent % 2:
            one = factor.one_sign or polynomial_sign(factor.tree, variables)
            if not one:
                return False
            sign *= one
    return sign >= 0


def polynomial_sign(tree: Expr, variables: tuple[str, ...]) -> int:
    """1: nowhere negative, -1: nowhere positive; 0: neither is proved."""
    polynomial = forms.polynomial_of(tree, variables)
    if polynomial is None:
        return 0
    if proves_nonnegative(polynomial, len(variables)):
        return 1
    return -1 if proves_nonnegative({e: -c for e, c in polynomial.items()}, len(variables)) else 0


def proves_nonnegative(polynomial: Mapping[Exponents, Fraction], size: int) -> bool:
    """p >= 0 on R^n."""
    terms = {e: c for e, c in polynomial.items() if c}
    even = all(k % 2 == 0 for e in terms for k in e)
    if even and forms.degree(halved := {tuple(k // 2 for k in e): c for e, c in terms.items()}) <= 2:
        low = forms.least_of_quadratic(halved, size)
        if low is not None and low >= 0:
            return True
    if forms.degree(terms) <= 2:
        low = forms.least_of_quadratic(terms, size)
        return low is not None and low >= 0
    bad = [e for e, c in terms.items() if c < 0 or any(k % 2 for k in e)]
    if not bad:
        return True
    return len(bad) == 1 and by_means(terms, bad[0], size)


def by_means(terms: Mapping[Exponents, Fraction], inner: Exponents, size: int) -> bool:
    """sum a_i x**e_i >= prod (a_i/w_i)**w_i * |x**e| for e = sum w_i e_i, w_i > 0, sum w_i = 1: enough for the one other term.

    The w_i are the solution of a linear system that has only one; e_i with w_i = 0 are left out.
    """
    outer = [e for e in terms if e != inner]
    rows = [[Fraction(e[i]) for e in outer] + [Fraction(inner[i])] for i in range(size)] + [[Fraction(1)] * (len(outer) + 1)]
    weights = only_solution(rows, len(outer))
    if weights is None or any(w < 0 for w in weights):
        return False
    power = lcm(*(w.denominator for w in weights))
    if power > LARGEST_POWER:
        return False
    bound = Fraction(1)
    for e, w in zip(outer, weights, strict=True):
        if w:
            bound *= (terms[e] / w) ** int(w * power)
    return abs(terms[inner]) ** power <= bound


def only_solution(rows: list[list[Fraction]], size: int) -> list[Fraction] | None:
    """The solution of a linear system with exactly one, otherwise None."""
    reduced = forms.reduced_rows(rows, size + 1)
    pivots = [next(i for i, x in enumerate(row) if x) for row in reduced]
    return [row[-1] for row in reduced] if pivots == list(range(size)) else None
