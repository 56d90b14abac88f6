"""Values of rational functions by arithmetic in the field of the point, beside the general normal form of constants."""

from fractions import Fraction

import mpmath
import pytest
from flint import fmpz_poly
from hypothesis import given, settings
from hypothesis import strategies as st

from calc_cli import tree as t
from calc_cli.balls.constants import enclose
from calc_cli.balls.decimals import number
from calc_cli.language import parse_expression, to_text
from calc_cli.model import Truth
from calc_cli.symbolic.constants import decide_equal, sign_of, simplify_constant
from calc_cli.symbolic.monomials import monomials_of
from calc_cli.symbolic.polynomials import real_roots
from calc_cli.symbolic.rational_values import quick_sign, quick_value
from calc_cli.symbolic.univariate import quotient_of
from calc_cli.symbolic.values import reading_at

COEFFICIENTS = st.lists(st.integers(-6, 6), min_size=2, max_size=6)


@settings(max_examples=60, deadline=None)
@given(COEFFICIENTS.filter(lambda c: any(c[1:])), COEFFICIENTS, st.integers(1, 3))
def test_values_at_roots_are_those_of_the_normal_form(equation, function, below):
    f = parse_expression("+".join(f"({c})*x^{k}/{below}" for k, c in enumerate(function)))
    for root, _ in real_roots(fmpz_poly(equation)):
        quick = quick_value(f, "x", root)
        if quick is not None:
            assert quick == simplify_constant(t.substitute(f, {"x": root}))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(-9, 9), min_size=4, max_size=7).filter(lambda c: c[-1]), COEFFICIENTS, st.integers(1, 3))
def test_a_reading_is_the_value_without_its_name(equation, function, below):
    f = parse_expression("+".join(f"({c})*x^{k}/{below}" for k, c in enumerate(function)))
    for root, _ in real_roots(fmpz_poly(equation)):
        if not isinstance(root, t.RootOf):
            continue
        reading = reading_at(f, "x", root)
        if not isinstance(reading, t.AlgebraicValue):
            assert t.rational_value(reading) is not None
            continue
        expected = sum(Fraction(c, below) * mp_root(root) ** k for k, c in enumerate(function))
        found = number(reading)
        assert found.exact is None
        assert abs(found.approx - expected) < 1e-12 * (1 + abs(expected))
        assert sign_of(reading) == (expected > 0) - (expected < 0)
        assert parse_expression(to_text(reading)) == t.written_out(reading)
        assert enclose(t.written_out(reading), 64).overlaps(enclose(reading, 64))
        assert decide_equal(t.written_out(reading), reading) is Truth.TRUE


def mp_root(root):
    """The real root by mpmath, in the place of the sorted list that the name says."""
    with mpmath.workdps(40):
        zeros = mpmath.polyroots(list(reversed(root.coefficients)), maxsteps=500, extraprec=400)
        return Fraction(str(sorted(z.real for z in zeros if abs(z.imag) < mpmath.mpf(10) ** -30)[root.index]))


@pytest.mark.parametrize(
    ("text", "at", "sign"),
    [
        ("x**2 - 2", Fraction(3, 2), 1),
        ("1/x", Fraction(-2), -1),
        ("1/x", Fraction(0), None),
        ("x**3 - 8", Fraction(2), 0),
        ("sin(x)", Fraction(1), None),
    ],
)
def test_signs_at_rationals(text, at, sign):
    assert quick_sign(parse_expression(text), "x", at) == sign


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("x**3 - 3x**2/4 + 5", ((1, 3), (Fraction(-3, 4), 2), (5, 0))),
        ("-0.5x + x", ((Fraction(-1, 2), 1), (1, 1))),
        ("x**0", ((1, 0),)),
        ("2*3*x", None),
        ("x*x", None),
        ("(x + 1) + x", None),
        ("pi*x", None),
        ("x**0.5", None),
        ("y", None),
    ],
)
def test_monomials_as_written(text, terms):
    assert monomials_of(parse_expression(text), "x") == terms


@pytest.mark.parametrize("degree", [4000, 4001, 10_000])
def test_one_power_is_a_polynomial_of_any_degree(degree):
    power, _ = quotient_of(parse_expression(f"3x^{degree}"), "x")
    assert (power.degree(), power[degree]) == (degree, 3)
