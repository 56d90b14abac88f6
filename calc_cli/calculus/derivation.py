"""Derivatives of any order, with the steps of the last differentiation and a result tidied for display."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from itertools import islice

from calc_cli.calculus.condense import condense
from calc_cli.calculus.differentiate import differentiate
from calc_cli.calculus.spelling import types_powers_of_e, with_powers_of_e
from calc_cli.calculus.tidy import positive_first, scaled
from calc_cli.model import Derivation, Step
from calc_cli.remembering import remembered
from calc_cli.symbolic import simplify
from calc_cli.symbolic.monomials import Monomial, monomials_of
from calc_cli.symbolic.polynomials import is_squarefree_but_for_powers
from calc_cli.symbolic.univariate import display, in_lowest_terms, numerator_of, quotient_of, signed_monomial
from calc_cli.tree import ZERO, Call, Expr, Negation, Quotient, Sum, Variable, add, power, rational, variables_of, walk

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


@remembered(1024)
def _once(tree: Expr, variable: str) -> Derivation:
    """The worked solution is written when it is asked for; of a sum of powers even the rules are applied only then."""
    terms = monomials_of(tree, variable)
    if terms is None:
        short = of_fraction(tree, variable)
        if short is not None:
            return Derivation(short, partial(_by_rules, tree, variable), partial(_worked, tree, variable))
        step = differentiate(tree, variable)
        assert step.after is not None
        result = displayed(step.after)
        if types_powers_of_e(tree):
            result = with_powers_of_e(result)
        return Derivation(result, step.after, partial(condense, step))
    raw = power_rule_term_by_term(terms, variable)
    result = raw if is_expanded(raw, variable) or simplify(raw) == raw else displayed(raw)
    return Derivation(result, raw, partial(_worked, tree, variable))


_rules_applied = remembered(256)(differentiate)


def _by_rules(tree: Expr, variable: str) -> Expr:
    after = _rules_applied(tree, variable).after
    assert after is not None
    return after


def of_fraction(tree: Expr, variable: str) -> Expr | None:
    """The derivative of one fraction of polynomials by arithmetic of polynomials; None for other trees.

    The rules would give both parts again and more, so where this is not much longer than the fraction it is what is displayed.
    """
    fraction = tree.operand if isinstance(tree, Negation) else tree
    if not (isinstance(fraction, Quotient) and variable in variables_of(fraction.denominator)):
        return None
    form = quotient_of(tree, variable)
    if form is None:
        return None
    top, bottom = form
    result = display(in_lowest_terms(top.derivative() * bottom - top * bottom.derivative(), bottom * bottom), variable)
    return result if 2 * size(result) < 3 * size(tree) else None


def _worked(tree: Expr, variable: str) -> Step:
    return condense(_rules_applied(tree, variable))


def is_expanded(raw: Expr, variable: str) -> bool:
    """A polynomial of three terms or more, falling in degree, without a repeated factor: the normal form would give it back."""
    terms = monomials_of(raw, variable)
    exponents = [n for _, n in terms or ()]
    if len(exponents) < 3 or exponents != sorted(set(exponents), reverse=True):
        return False
    numerator = numerator_of(raw, variable)
    return numerator is not None and is_squarefree_but_for_powers(numerator)


def power_rule_term_by_term(terms: tuple[Monomial, ...], variable: str) -> Expr:
    """(Σ c*x**n)' = Σ c*n*x**(n - 1), exactly as `differentiate` writes it: like terms together, the number last, but 1 - 2*x."""
    if len({n for _, n in terms}) < len(terms):
        return _with_like_terms(terms, variable)
    ordered = [signed_monomial(n * c.numerator, c.denominator, variable, n - 1) for c, n in terms if n > 1 and c]
    ordered += [signed_monomial(c.numerator, c.denominator, variable, 0) for c, n in terms if n == 1 and c]
    return ZERO if not ordered else ordered[0] if len(ordered) == 1 else positive_first(Sum(tuple(ordered)))


def _with_like_terms(terms: tuple[Monomial, ...], variable: str) -> Expr:
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
    apart, longer = raw, Fraction(3, 2)
    if isinstance(raw, Sum) and len(raw.terms) <= MOST_TERMS:
        by_terms = add(*map(simplify, raw.terms))
        apart = by_terms if size(by_terms) <= Fraction(5, 4) * size(raw) else raw
        longer = Fraction(1) if is_of_mixed_terms(simplified) else longer
    return positive_first(apart) if longer * size(apart) <= size(simplified) else simplified


def is_of_mixed_terms(tree: Expr) -> bool:
    """A fraction with three terms or more above, functions among them: 1/(2*sqrt(x)) - 1/(2*sqrt(1 - x)) in one."""
    above = tree.numerator if isinstance(tree, Quotient) else None
    return isinstance(above, Sum) and len(above.terms) > 2 and any(isinstance(part, Call) for part in walk(above))


def size(tree: Expr, most: int = 10_000) -> int:
    """The number of nodes, counted up to `most`."""
    return sum(1 for _ in islice(walk(tree), most))
