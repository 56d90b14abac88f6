"""Signs beside irrational poles of rational functions."""

import pytest

from calc_cli import tree as t
from calc_cli.language import parse_expression
from calc_cli.symbolic.asymptotics import limit

CASES = [
    ("1/(x^2 - 2)", "sqrt(2)", "-", "+"),
    ("1/(x^2 - 2)", "-sqrt(2)", "+", "-"),
    ("(x - 3)/(x^2 - 2)", "sqrt(2)", "+", "-"),
    ("1/(x^2 - 2)^2", "sqrt(2)", "+", "+"),
    ("-x/((x^2 - 2)^2*(x - 1))", "-sqrt(2)", "-", "-"),
    ("1/(x^2 - 2)^3", "sqrt(2)", "-", "+"),
    ("1/((x^2 - x - 1)*(x - 5))", "(1 + sqrt(5))/2", "+", "-"),
    ("1/(x^3 - x - 1)", "rootof(t**3 - t - 1, 0)", "-", "+"),
    ("(x - 2)/(x^3 - x - 1)^2", "rootof(t**3 - t - 1, 0)", "-", "-"),
    ("1/(x^3 - 3x + 1)", "rootof(t**3 - 3*t + 1, 1)", "+", "-"),
]


@pytest.mark.parametrize(("text", "pole", "left", "right"), CASES)
def test_signs_beside_irrational_poles(text, pole, left, right):
    infinities = {"+": t.INFINITY, "-": t.MINUS_INFINITY}
    found = [limit(parse_expression(text), "x", parse_expression(pole), side).value for side in (-1, 1)]
    assert found == [infinities[left], infinities[right]]


def test_no_pole_is_left_to_the_general_limit():
    assert limit(parse_expression("x^2/(x - 1)"), "x", parse_expression("sqrt(2)")).value == parse_expression("2 + 2*sqrt(2)")
