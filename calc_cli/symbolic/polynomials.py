"""All real roots of an integer polynomial with multiplicities, increasing: closed forms when short, else `RootOf`; and the steps."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from flint import fmpz_poly

from calc_cli.balls.precision import ends
from calc_cli.model import Step
from calc_cli.symbolic.algebraic import ROOT_BITS, coefficients_of, root_enclosures
from calc_cli.symbolic.closed_forms import ClosedForms, closed_forms
from calc_cli.tree import (
    ZERO,
    Comparison,
    Expr,
    Junction,
    Negation,
    Number,
    Product,
    RootOf,
    Sum,
    Variable,
    multiply,
    power,
    rational,
    subtract,
)

Factor = tuple[fmpz_poly, int]
X = (0, 1)


def real_roots(poly: fmpz_poly) -> list[tuple[Expr, int]]:
    """Every real root of a non-zero polynomial and its multiplicity, increasing.

    >>> from calc_cli.tree import show
    >>> [(show(root), m) for root, m in real_roots(fmpz_poly([0, 0, 2, 1]))]
    [('Negation(Number(Fraction(2, 1)))', 1), ('Number(Fraction(0, 1))', 2)]
    """
    return roots_of(coefficients_of(poly))


def roots_of(coefficients: tuple[int, ...]) -> list[tuple[Expr, int]]:
    """`real_roots` of the polynomial with these coefficients, lowest degree first."""
    parts = factored(coefficients)
    return merge([(factor, exponent, _solved(own).roots) for factor, exponent, own in parts])


def factors(poly: fmpz_poly) -> list[Factor]:
    """The irreducible factors of degree >= 1 and their exponents; FLINT makes them primitive with positive leading coefficient."""
    return [(factor, exponent) for factor, exponent, _ in factored(coefficients_of(poly))]


@lru_cache(maxsize=256)
def factored(coefficients: tuple[int, ...]) -> tuple[tuple[fmpz_poly, int, tuple[int, ...]], ...]:
    """`factors` with their exponents and coefficients."""
    return tuple([(factor, exponent, coefficients_of(factor)) for factor, exponent in fmpz_poly(list(coefficients)).factor()[1]])


def is_squarefree_but_for_powers(coefficients: tuple[int, ...]) -> bool:
    """Does no factor repeat but the variable itself?"""
    return all(exponent == 1 or own == X for _, exponent, own in factored(coefficients))


def solve_factor(factor: fmpz_poly) -> ClosedForms:
    """The real roots of an irreducible polynomial, increasing: a short formula, otherwise algebraic numbers."""
    return _solved(coefficients_of(factor))


def _solved(coefficients: tuple[int, ...]) -> ClosedForms:
    short = closed_forms(coefficients)
    if short is not None:
        return short
    count = len(root_enclosures(coefficients))
    return ClosedForms("algebraic_root", tuple([RootOf(coefficients, i) for i in range(count)]))


def merge(solved: list[tuple[fmpz_poly, int, tuple[Expr, ...]]]) -> list[tuple[Expr, int]]:
    """The roots of pairwise coprime factors in one increasing list."""
    found = [(factor, exponent, roots) for factor, exponent, roots in solved if roots]
    if len(found) == 1:
        return [(root, found[0][1]) for root in found[0][2]]
    if all(factor.degree() == 1 for factor, _, _ in found):
        rationals = sorted((Fraction(-int(f[0]), int(f[1])), exponent, roots[0]) for f, exponent, roots in found)
        return [(root, exponent) for _, exponent, root in rationals]
    precision_bits = ROOT_BITS
    while True:
        entries = [
            (ball, root, exponent)
            for factor, exponent, roots in found
            for ball, root in zip(root_enclosures(coefficients_of(factor), precision_bits), roots, strict=True)
        ]
        entries.sort(key=lambda entry: entry[0].mid())
        if all(left[0] < right[0] for left, right in pairwise(entries)):
            return [(root, exponent) for _, root, exponent in entries]
        precision_bits *= 2


def isolate(poly: fmpz_poly) -> list[tuple[Fraction, Fraction]]:
    """Disjoint closed intervals with rational ends, increasing, each holding exactly one real root; (r, r) for a rational r."""
    precision_bits = ROOT_BITS
    while True:
        intervals = []
        for factor, _ in factors(poly):
            if factor.degree() == 1:
                value = Fraction(-int(factor[0]), int(factor[1]))
                intervals.append((value, value))
            else:
                intervals += [ends(ball) for ball in root_enclosures(coefficients_of(factor), precision_bits)]
        intervals.sort()
        if all(left[1] < right[0] for left, right in pairwise(intervals)):
            return intervals
        precision_bits *= 2


def polynomial_tree(poly: fmpz_poly, variable: str) -> Expr:
    """The tree of a polynomial, highest power first: 3*x**2 - 6*x - 9."""
    coefficients = coefficients_of(poly)
    terms: list[Expr] = []
    for exponent in range(len(coefficients) - 1, -1, -1):
        coefficient = coefficients[exponent]
        if coefficient:
            size = monomial_tree(abs(coefficient), variable, exponent)
            terms.append(size if coefficient > 0 else Negation(size))
    return ZERO if not terms else terms[0] if len(terms) == 1 else Sum(tuple(terms))


@lru_cache(maxsize=1024)
def monomial_tree(coefficient: int, variable: str, exponent: int) -> Expr:
    """The tree of coefficient * variable**exponent, coefficient > 0."""
    if exponent == 0:
        return Number(Fraction(coefficient))
    power_of_x = power(Variable(variable), exponent)
    return power_of_x if coefficient == 1 else Product((Number(Fraction(coefficient)), power_of_x))


def solve_polynomial(poly: fmpz_poly, variable: str) -> tuple[list[tuple[Expr, int]], tuple[Step, ...]]:
    """Every real root with its multiplicity, increasing, and the steps: the factorisation, then each factor's own solution.

    Rules: factor, zero_product, power_zero, linear, quadratic_formula, biquadratic and pure_root (note: a, b, c, u of a*u**2 + b*u + c,
    of a*u + c for b = 0), cosines, algebraic_root (note: number of real roots), no_real_solution (note: as for the quadratic formula).
    """
    solved = [(factor, exponent, solve_factor(factor)) for factor, exponent in factors(poly)]
    return merge([(factor, exponent, forms.roots) for factor, exponent, forms in solved]), tuple(polynomial_steps(poly, solved, variable))


def polynomial_steps(poly: fmpz_poly, solved: list[tuple[fmpz_poly, int, ClosedForms]], variable: str) -> Iterator[Step]:
    """Factor, set each factor to zero, solve those that are not linear."""
    if not solved:
        return
    solved = sorted(solved, key=lambda part: (part[0].degree(), rational_root_of(part[0])))
    before = Comparison(polynomial_tree(poly, variable), "==", ZERO)
    factored = Comparison(factored_tree(poly, [(factor, exponent) for factor, exponent, _ in solved], variable), "==", ZERO)
    several = len(solved) > 1 or solved[0][1] > 1
    if several and factored != before:
        yield Step("factor", before, factored)
    if not several:
        yield factor_step(solved[0][0], solved[0][2], variable)
        return
    alternatives: list[Expr] = []
    for factor, _, forms in solved:
        linear = factor.degree() == 1
        alternatives += [solution_tree(variable, forms.roots) if linear else Comparison(polynomial_tree(factor, variable), "==", ZERO)]
    after = alternatives[0] if len(alternatives) == 1 else Junction("or", tuple(alternatives))
    inner = tuple(factor_step(factor, forms, variable) for factor, _, forms in solved if factor.degree() > 1)
    yield Step("zero_product" if len(solved) > 1 else "power_zero", factored, after, inner)


def factored_tree(poly: fmpz_poly, parts: list[Factor], variable: str) -> Expr:
    """The tree of content · ∏ factor**exponent, lower degrees first."""
    parts = sorted(parts, key=lambda part: (part[0].degree(), part[0] != fmpz_poly([0, 1]), part[1]))
    trees = [power(polynomial_tree(factor, variable), exponent) for factor, exponent in parts]
    leading = 1
    for factor, exponent in parts:
        leading *= int(factor.leading_coefficient()) ** exponent
    return multiply(rational(Fraction(int(poly.leading_coefficient()), leading)), *trees)


def rational_root_of(factor: fmpz_poly) -> Fraction:
    """The root of a linear factor; 0 for others."""
    return Fraction(-int(factor[0]), int(factor[1])) if factor.degree() == 1 else Fraction(0)


def factor_step(factor: fmpz_poly, forms: ClosedForms, variable: str) -> Step:
    """The step that solves factor = 0."""
    before = Comparison(polynomial_tree(factor, variable), "==", ZERO)
    note: tuple[Expr, ...] = ()
    if forms.numbers is not None:
        *numbers, exponent, shift = forms.numbers
        note = (*map(rational, numbers), power(subtract(Variable(variable), rational(shift)), exponent))
    if not forms.roots:
        return Step("no_real_solution", before, None, note=note)
    if forms.rule == "algebraic_root":
        note = (rational(len(forms.roots)),)
    return Step(forms.rule, before, solution_tree(variable, forms.roots), note=note)


def solution_tree(variable: str, roots: tuple[Expr, ...]) -> Expr:
    """x == r, or the alternatives joined by `or`."""
    equations = tuple(Comparison(Variable(variable), "==", root) for root in roots)
    return equations[0] if len(equations) == 1 else Junction("or", equations)
