"""Isolated zeros are narrowed to the accuracy asked for, by Newton's method or, where f' vanishes or has no bound, by signs."""

from fractions import Fraction

import mpmath
import pytest

from calc_cli.balls.evaluate import compiled
from calc_cli.balls.narrowing import is_narrow, narrowed_zero
from calc_cli.balls.precision import ends
from calc_cli.language import parse_expression
from calc_cli.tree import IsolatedRoot

ZEROS = [
    # function, isolating interval, the zero by mpmath
    ("sin(x)", 3, 4, lambda: mpmath.pi),
    ("exp(x) - 2", -40, 5, lambda: mpmath.log(2)),
    ("x**3 - 2", 0, 2, lambda: mpmath.cbrt(2)),
    ("(x - 1/3)**3", 0, 1, lambda: mpmath.mpf(1) / 3),
    ("cbrt(x - 1/7)", 0, 1, lambda: mpmath.mpf(1) / 7),
    ("besselj(0, x)", 89, 92, lambda: mpmath.besseljzero(0, 29)),
    ("log(x) - 3", Fraction(1, 10), 50, lambda: mpmath.exp(3)),
    ("atan(1000*(x - 1/10))", -5, 9, lambda: mpmath.mpf(1) / 10),
    ("log(x) + 300", 0, 1, lambda: mpmath.exp(-300)),
    ("floor(x) - 1/2 + 0*x", Fraction(1, 2), Fraction(3, 2), lambda: mpmath.mpf(1)),
    ("digamma(x)", 1, 2, lambda: mpmath.findroot(mpmath.digamma, 1.46)),
]


@pytest.mark.parametrize("bits", [40, 120, 700])
@pytest.mark.parametrize(("text", "lower", "upper", "truth"), ZEROS)
def test_the_enclosure_holds_the_zero(text, lower, upper, truth, bits):
    node = IsolatedRoot(parse_expression(text), "x", Fraction(lower), Fraction(upper))
    found = narrowed_zero(node, None, bits, compiled)
    again = narrowed_zero(node, found, 2 * bits, compiled)
    with mpmath.workprec(3 * bits + 64):
        zero, slack = truth(), mpmath.ldexp(1, -3 * bits)
        for enclosure in (found, again):
            low, high = (mpmath.mpf(end.numerator) / end.denominator for end in ends(enclosure))
            assert low - slack <= zero <= high + slack
    assert is_narrow(found, bits - 2)
    assert is_narrow(again, 2 * bits - 2)
