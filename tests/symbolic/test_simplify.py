"""The form a textbook prints: pairs of what the rules give and what is shown; the value never changes."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calc_cli.calculus import derive
from calc_cli.language import parse_expression, to_text
from calc_cli.symbolic import simplify
from tests.self_check.functions import TEMPLATES, Maker
from tests.symbolic.test_normal_form import assert_same_value

PAIRS = [
    ("x+x", "2*x"),
    ("x*x", "x**2"),
    ("2*(x+1)-2", "2*x"),
    ("(x^2-1)/(x-1)", "x + 1"),
    ("0*log(x)", "0"),
    ("x-x", "0"),
    ("x/x", "1"),
    ("sqrt(x)*sqrt(x)", "x"),
    ("exp(x)*exp(-x)", "1"),
    ("exp(x)*x+exp(x)", "(x + 1)*exp(x)"),
    ("exp(-x^2)-2*x^2*exp(-x^2)", "(1 - 2*x**2)*exp(-x**2)"),
    ("log(exp(x))", "x"),
    ("sin(x)^2+cos(x)^2", "1"),
    ("2*x/(2*sqrt(x^2+1))", "x/sqrt(x**2 + 1)"),
    ("1/x*x^2", "x"),
    ("sqrt(x^2-9)/(x^2-9)", "1/sqrt(x**2 - 9)"),
    ("1/(sqrt(x^2+1)*(x^2+1)^2)", "1/(x**2 + 1)**(5/2)"),
    ("sqrt(x-x^2)/(x^2*(x-1)^2)", "1/(x - x**2)**(3/2)"),
    ("(x^2-1)*cbrt(x^2-1)", "(x**2 - 1)**(4/3)"),
    ("(4-2x^2)/sqrt(4-x^2)", "2*(2 - x**2)/sqrt(4 - x**2)"),
    ("(1+x/sqrt(x^2+1))/(x+sqrt(x^2+1))", "1/sqrt(x**2 + 1)"),
    ("1/(sin(x)^2-1)^2", "1/cos(x)**4"),
    ("(2cos(x)+1)/(5+4cos(x)-sin(x)^2)", "(2*cos(x) + 1)/(cos(x) + 2)**2"),
    ("-x^2*cos(x)-4x*sin(x)+2cos(x)", "(2 - x**2)*cos(x) - 4*x*sin(x)"),
    ("2*exp(log(x)/x)", "2*x**(1/x)"),
    ("5!*x", "120*x"),
    ("atan(1)*x + max(2,3)", "pi*x/4 + 3"),
    ("3*x^2-6*x-9", "3*x**2 - 6*x - 9"),
    ("cos(3*x-2)*3", "3*cos(3*x - 2)"),
    ("(exp(x)+x*exp(x))/(2*sqrt(x*exp(x)))", "(x + 1)*exp(x/2)/(2*sqrt(x))"),
    ("piecewise((x+x, x<0), (0*x, x>=0))", "piecewise((2*x, x < 0), (0, x >= 0))"),
]


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_a_textbook_form(before: str, after: str) -> None:
    assert to_text(simplify(parse_expression(before))) == after


@pytest.mark.parametrize(("before", "_"), PAIRS)
def test_simplifying_twice_changes_nothing(before: str, _: str) -> None:
    once = simplify(parse_expression(before))
    assert simplify(once) == once


@settings(max_examples=80, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 10**6), st.fractions(min_value=-3, max_value=3, max_denominator=7))
def test_a_shown_derivative_has_the_value_of_the_raw_one(seed: int, point: Fraction) -> None:
    maker = Maker(seed)
    smooth = [kind for kind in sorted(TEMPLATES) if kind not in ("pieces", "networks", "special")]
    text = maker.fill(maker.random.choice(TEMPLATES[maker.random.choice(smooth)]))
    derivation = derive(parse_expression(text), "x")
    assert_same_value(derivation.raw, derivation.result, point)
