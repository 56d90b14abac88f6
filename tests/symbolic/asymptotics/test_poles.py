"""Limits of fractions at irrational poles, against values of f close to them."""

import mpmath
import pytest

from calc_cli.language import parse_expression
from calc_cli.symbolic.asymptotics.rational import rational_limit
from calc_cli.symbolic.univariate import quotient_of
from calc_cli.tree import INFINITY, MINUS_INFINITY

POLES = [
    ("(x + 1)/(x^3 - 4)", "2**(2/3)", lambda: mpmath.cbrt(4)),
    ("(x^2 - 5)/(x^3 - 4)^2", "2**(2/3)", lambda: mpmath.cbrt(4)),
    ("(x - 2)/(x^3 + 2)", "-2**(1/3)", lambda: -mpmath.cbrt(2)),
    ("-7/((x^4 - 3)*(x - 1))", "-3**(1/4)", lambda: -mpmath.root(3, 4)),
    ("(x^2 + x)/((x^5 - 9)^3*(x + 2))", "3**(2/5)", lambda: mpmath.root(9, 5)),
    ("1/(x^2 - 2)", "sqrt(2)", lambda: mpmath.sqrt(2)),
    ("1/(x^2 - 2*x - 2)^3", "1 - sqrt(3)", lambda: 1 - mpmath.sqrt(3)),
    ("(x - 3)/(x^5 - x - 1)", "rootof(t**5 - t - 1, 0)", lambda: mpmath.findroot(lambda x: x**5 - x - 1, 1.167)),
]


@pytest.mark.parametrize("side", [-1, 1])
@pytest.mark.parametrize(("text", "pole", "number"), POLES)
def test_the_sign_beside_a_pole(text, pole, number, side):
    tree = parse_expression(text)
    found = rational_limit(quotient_of(tree, "x"), parse_expression(pole), side)
    with mpmath.workdps(60):
        at = number()
        x = at + side * mpmath.mpf(10) ** -12
        positive = eval(text.replace("^", "**"), {"x": x}) > 0
    assert found is not None and found.value == (INFINITY if positive else MINUS_INFINITY)


def test_other_numbers_are_left_to_the_expansions():
    form = quotient_of(parse_expression("1/(x^3 - 4)"), "x")
    assert rational_limit(form, parse_expression("pi"), 1) is None
    assert rational_limit(form, parse_expression("5**(1/3)"), 1) is None
