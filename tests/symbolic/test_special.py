"""Functions of integer order are even or odd in their argument; values where a part of a function vanishes."""

from fractions import Fraction

import pytest

from calc_cli.language import parse_expression
from calc_cli.symbolic.simplify import is_identically_zero
from calc_cli.symbolic.values import value_at
from calc_cli.tree import ZERO, IsolatedRoot, rational

IDENTITIES = [
    ("besselj(0, -x) - besselj(0, x)", True),
    ("besselj(1, -x) + besselj(1, x)", True),
    ("besselj(3, 2 - x) + besselj(3, x - 2)", True),
    ("besseli(2, -x) - besseli(2, x)", True),
    ("besseli(1, -x) + besseli(1, x)", True),
    ("besselj(2, -x) + besselj(2, x)", False),
]


@pytest.mark.parametrize(("text", "zero"), IDENTITIES)
def test_identities(text, zero):
    assert bool(is_identically_zero(parse_expression(text))) is zero


def test_values_at_zeros_of_a_part_are_exact():
    part = parse_expression("besselj(1, x)")
    root = IsolatedRoot(part, "x", Fraction(3), Fraction(4))
    assert value_at(parse_expression("besselj(1, x)**2 + 3"), "x", root) == rational(3)
    assert value_at(parse_expression("x*besselj(1, x)"), "x", root) == ZERO
