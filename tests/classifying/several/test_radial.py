"""Where f is monotone along all rays from a cusp, no stationary point is near."""

from fractions import Fraction

import pytest

from calc_cli.classifying.several import proves_monotone_rays
from calc_cli.language import parse_expression

ACKLEY = "-20exp(-0.2sqrt(0.5(x^2+y^2)))-exp(0.5(cos(2pi*x)+cos(2pi*y)))+e+20"
CASES = [
    (ACKLEY, ("0", "0"), "1/100", True),
    (ACKLEY, ("0", "0"), "1", False),  # a maximum between two minima
    ("sqrt(x^2+y^2) + x*y", ("0", "0"), "1/2", True),
    ("sqrt(x^2+y^2) - x^2 - y^2", ("0", "0"), "1/4", True),
    ("sqrt(x^2+y^2) - x^2 - y^2", ("0", "0"), "3/4", False),  # a circle of maxima of radius 1/2
    ("sqrt(x^2+y^2) + 2x", ("0", "0"), "1/4", False),  # no extremum
    ("sqrt((x-1)^2+2y^2) - cos(3x)", ("1", "0"), "1/1000", True),
    ("|x| + |y| + x*y", ("0", "0"), "1/2", True),
    ("|x| - |y|", ("0", "0"), "1/2", False),
    ("sqrt(x^2+y^2+x^3)", ("0", "0"), "1/100", False),  # not a form under the root
    ("x^2 + y^2", ("0", "0"), "1/100", False),
]


@pytest.mark.parametrize(("text", "at", "radius", "truth"), CASES)
def test_monotone_along_all_rays(text, at, radius, truth):
    place = tuple(map(parse_expression, at))
    assert proves_monotone_rays(parse_expression(text), ("x", "y"), place, Fraction(radius)) is truth
