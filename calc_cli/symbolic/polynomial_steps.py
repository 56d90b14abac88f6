"""How a polynomial equation was solved: the real roots of `polynomials` together with one step for each factor."""

from __future__ import annotations

from flint import fmpz_poly

from calc_cli.model import Step
from calc_cli.symbolic.closed_forms import ClosedForms
from calc_cli.symbolic.polynomials import factors, merge, polynomial_tree, solve_factor
from calc_cli.tree import ONE, ZERO, Comparison, Expr, Junction, Variable, multiply, power, rational


def solve_polynomial(poly: fmpz_poly, variable: str) -> tuple[list[tuple[Expr, int]], tuple[Step, ...]]:
    """Every real root with its multiplicity, increasing, and the steps: the factorisation, then each factor's own solution.

    Rules: factor, linear, rational_root, quadratic_formula (note: discriminant), biquadratic (note: discriminant of the
    quadratic in x**k), pure_root, cosines, algebraic_root (note: number of real roots), no_real_solution.
    """
    parts = factors(poly)
    solved = [(factor, exponent, solve_factor(factor)) for factor, exponent in parts]
    steps = tuple(factor_step(factor, exponent, forms, variable, len(parts)) for factor, exponent, forms in solved)
    if len(parts) > 1 or any(exponent > 1 for _, exponent in parts):
        product = factored_tree(poly, variable)
        before = Comparison(polynomial_tree(poly, variable), "==", ZERO)
        steps = (Step("factor", before, Comparison(product, "==", ZERO)), *steps)
    return merge([(factor, exponent, forms.roots) for factor, exponent, forms in solved]), steps


def factored_tree(poly: fmpz_poly, variable: str) -> Expr:
    """The tree of content · ∏ factor**exponent, lower degrees first."""
    parts = sorted(factors(poly), key=lambda part: (part[0].degree(), part[0] != fmpz_poly([0, 1]), part[1]))
    trees = [power(polynomial_tree(factor, variable), exponent) for factor, exponent in parts]
    product = ONE.value
    for factor, exponent in parts:
        product *= int(factor.leading_coefficient()) ** exponent
    return multiply(rational(int(poly.leading_coefficient()) / product), *trees)


def factor_step(factor: fmpz_poly, exponent: int, forms: ClosedForms, variable: str, count: int) -> Step:
    """The step that solves factor**exponent = 0."""
    before = Comparison(power(polynomial_tree(factor, variable), exponent), "==", ZERO)
    if not forms.roots:
        return Step("no_real_solution", before, None, note=forms.note)
    rule = "rational_root" if forms.rule == "linear" and count > 1 else forms.rule
    note: tuple[Expr, ...] = forms.note if forms.rule != "algebraic_root" else (rational(len(forms.roots)),)
    return Step(rule, before, solution_tree(variable, forms.roots), note=note)


def solution_tree(variable: str, roots: tuple[Expr, ...]) -> Expr:
    """x == r, or the alternatives joined by `or`."""
    equations = tuple(Comparison(Variable(variable), "==", root) for root in roots)
    return equations[0] if len(equations) == 1 else Junction("or", equations)
