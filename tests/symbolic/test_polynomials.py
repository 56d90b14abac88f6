"""Real roots of integer polynomials against SymPy's isolating intervals and against roots chosen beforehand."""

from fractions import Fraction

import pytest
import sympy
from flint import fmpz_poly
from hypothesis import given, settings
from hypothesis import strategies as st

from calc_cli.symbolic.polynomials import factors, isolate, polynomial_tree, real_roots, solve_polynomial
from calc_cli.tree import RootOf, walk
from tests.symbolic.symbolic_oracles import mp_value, text

X = fmpz_poly([0, 1])

CLOSED = [
    (X - 3, ["3"]),
    (2 * X + 3, ["-3/2"]),
    (X**2 - 2, ["-sqrt(2)", "sqrt(2)"]),
    (2 * X**2 - 1, ["-sqrt(2)/2", "sqrt(2)/2"]),
    (X**2 - 3 * X + 1, ["(3 - sqrt(5))/2", "(3 + sqrt(5))/2"]),
    (X**2 + X - 1, ["-(1 + sqrt(5))/2", "(sqrt(5) - 1)/2"]),
    (9 * X**2 - 18 * X + 2, ["1 - sqrt(7)/3", "1 + sqrt(7)/3"]),
    (X**2 + 1, []),
    (X**3 - 2, ["2**(1/3)"]),
    (X**5 + 3, ["-3**(1/5)"]),
    (X**4 - 8, ["-2**(3/4)", "2**(3/4)"]),
    (X**4 - 4 * X**2 + 1, ["-(sqrt(6) + sqrt(2))/2", "(sqrt(2) - sqrt(6))/2", "(sqrt(6) - sqrt(2))/2", "(sqrt(6) + sqrt(2))/2"]),
    (X**4 - 10 * X**2 + 1, ["-sqrt(3) - sqrt(2)", "sqrt(2) - sqrt(3)", "sqrt(3) - sqrt(2)", "sqrt(3) + sqrt(2)"]),
    (X**4 - 2 * X**2 - 1, ["-sqrt(1 + sqrt(2))", "sqrt(1 + sqrt(2))"]),
    (X**4 - X**2 - 1, ["-sqrt(2 + 2*sqrt(5))/2", "sqrt(2 + 2*sqrt(5))/2"]),
    (X**6 - 6 * X**3 + 7, ["(3 - sqrt(2))**(1/3)", "(3 + sqrt(2))**(1/3)"]),
    (X**6 + 6 * X**3 + 7, ["-(3 + sqrt(2))**(1/3)", "-(3 - sqrt(2))**(1/3)"]),
    ((X - 1) ** 3 - 2, ["1 + 2**(1/3)"]),
    (X**3 - 3 * X + 1, ["-2*cos(pi/9)", "2*cos(4*pi/9)", "2*cos(2*pi/9)"]),
    (4 * X**4 - 5 * X**2 + 1, ["-1", "-1/2", "1/2", "1"]),
]


@pytest.mark.parametrize(("poly", "expected"), CLOSED, ids=str)
def test_closed_forms_read_like_a_textbook(poly: fmpz_poly, expected: list[str]) -> None:
    assert [text(root) for root, _ in real_roots(poly)] == expected


LISTED = [
    X**5 - 5 * X + 1,
    X**100 - X,
    fmpz_poly.chebyshev_t(30),
    (X**2 - 2) ** 2 * (X - 1) * X**3,
    (X**2 - 2 * X) ** 2 - 3,
    X**9 - 12 * X**4 + 5 * X - 1,
    (X**3 - 3 * X**2 + 1) * (1000001 * X - 532089),
    fmpz_poly([1, -(10**30), 1]),
    (X**2 - 2) * (10**12 * X - 1414213562373),
]


@pytest.mark.parametrize("poly", LISTED, ids=str)
def test_all_real_roots_are_found_in_order(poly: fmpz_poly) -> None:
    x = sympy.Symbol("x")
    oracle = sympy.Poly([int(c) for c in reversed(poly.coeffs())], x)
    intervals = oracle.intervals(eps=sympy.Rational(1, 10**25))
    roots = real_roots(poly)
    assert [m for _, m in roots] == [m for _, m in intervals]
    for (root, _), ((low, high), _) in zip(roots, intervals, strict=True):
        assert abs(mp_value(root) - mp_value_of(low)) < 1e-18 * max(1, abs(mp_value_of(high)))
    for (low, high), ((a, b), _) in zip(isolate(poly), intervals, strict=True):
        assert low <= Fraction(int(b.p), int(b.q)) and Fraction(int(a.p), int(a.q)) <= high


def mp_value_of(q: sympy.Rational) -> object:
    import mpmath

    return mpmath.mpf(int(q.p)) / int(q.q)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.fractions(-9, 9, max_denominator=6), st.integers(1, 3), max_size=4), st.booleans())
def test_chosen_rational_roots_are_found_exactly(chosen: dict[Fraction, int], with_surd: bool) -> None:
    poly = fmpz_poly([1]) if not with_surd else X**2 - 3
    for root, multiplicity in chosen.items():
        poly *= fmpz_poly([-root.numerator, root.denominator]) ** multiplicity
    found = real_roots(poly)
    rational_roots = [(r, m) for r, m in found if "sqrt" not in text(r)]
    assert [(text(r), m) for r, m in rational_roots] == [(str(r), m) for r, m in sorted(chosen.items())]
    assert len(found) - len(rational_roots) == (2 if with_surd else 0)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.integers(-20, 20), min_size=2, max_size=8).filter(lambda c: c[-1] != 0))
def test_values_are_zeros(coefficients: list[int]) -> None:
    poly = fmpz_poly(coefficients)
    values = [mp_value(root) for root, _ in real_roots(poly)]
    assert values == sorted(values)
    square_free = fmpz_poly([1])
    for factor, _ in factors(poly):
        square_free *= factor
    for value in values:
        size = sum(abs(int(c)) * abs(value) ** i for i, c in enumerate(square_free.coeffs()))
        assert abs(sum(int(c) * value**i for i, c in enumerate(square_free.coeffs()))) <= 1e-40 * size
    assert len(values) == len(isolate(poly))
    assert len(values) == len(sympy.Poly(list(reversed(coefficients)), sympy.Symbol("x")).sqf_part().real_roots(multiple=True))


STEPS = [
    (X**2 - 5, ["pure_root"]),
    (X**2 - 5 * X + 5, ["quadratic_formula"]),
    ((X - 1) ** 2 * (X + 2), ["factor", "zero_product"]),
    (3 * X - 1, ["linear"]),
    (X**2 + X + 1, ["no_real_solution"]),
    (X**4 - 3 * X**2 + 1, ["factor", "quadratic_formula", "quadratic_formula", "zero_product"]),
    (X**4 - 4 * X**2 + 2, ["biquadratic"]),
    ((X**5 - X - 1) * X, ["algebraic_root", "factor", "zero_product"]),
]


@pytest.mark.parametrize(("poly", "rules"), STEPS, ids=str)
def test_steps_tell_how_each_factor_was_solved(poly: fmpz_poly, rules: list[str]) -> None:
    roots, steps = solve_polynomial(poly, "x")
    assert roots == real_roots(poly)
    assert sorted(step.rule for outer in steps for step in (outer, *outer.substeps)) == rules


def test_factored_equation_and_trees() -> None:
    _, steps = solve_polynomial(6 * X**3 - 12 * X**2, "x")
    assert text(steps[0].before) == "6*x**3 - 12*x**2 == 0"
    assert text(steps[0].after) == "6*x**2*(x - 2) == 0"
    assert text(polynomial_tree(fmpz_poly([-9, -6, 3]), "x")) == "3*x**2 - 6*x - 9"


def test_no_short_form_is_an_algebraic_number() -> None:
    (root, multiplicity), = real_roots((X**5 - X - 1) ** 2)
    assert (root, multiplicity) == (RootOf((-1, -1, 0, 0, 0, 1), 0), 2)
    assert all(isinstance(node, RootOf) for node in walk(root))
