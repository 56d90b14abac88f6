"""Polynomials that are nowhere negative, and the global minima that follow."""

from fractions import Fraction

import pytest

from calc_cli.language import parse_expression, parse_function
from calc_cli.settings import Settings
from calc_cli.study.several import study_surface
from calc_cli.study.several.forms import polynomial_of
from calc_cli.study.several.nonnegative import proves_nonnegative

CASES = [
    ("x^4*y^2+x^2*y^4+1-3x^2*y^2", True),  # Motzkin: no sum of squares
    ("x^4*y^2+x^2*y^4+1-4x^2*y^2", False),  # negative at (1, 1)
    ("x^4*y^2+x^2*y^4+1+3x^2*y^2", True),
    ("x^4+y^4+z^4+w^4-4x*y*z*w", True),
    ("x^4+y^4+z^4+w^4-5x*y*z*w", False),
    ("x^6+y^6+z^6-3x^2*y^2*z^2", True),
    ("x^4+y^4-2x^2*y^2", True),
    ("x^4+y^4-3x^2*y^2", False),
    ("x^2-2x*y+y^2", True),
    ("x^2-2x*y+y^2-1", False),
    ("x^4+y^6-x^2*y^3", True),
    ("x^2*y^4", True),
    ("x^3", False),
    ("x^4+1-2x^2", True),
    ("x^4+y^4-x^3*y", True),
]


@pytest.mark.parametrize(("text", "truth"), CASES)
def test_nowhere_negative(text, truth):
    names = ("w", "x", "y", "z")
    polynomial = polynomial_of(parse_expression(text), names)
    assert proves_nonnegative(polynomial, len(names)) is truth
    if not truth:
        return
    for k in range(81):  # the truth, at points on a grid
        at = [Fraction(k // 3**i % 3 - 1) for i in range(4)]
        total = sum(c * at[0] ** e[0] * at[1] ** e[1] * at[2] ** e[2] * at[3] ** e[3] for e, c in polynomial.items())
        assert total >= 0


@pytest.mark.parametrize(
    ("text", "least"),
    [
        ("x^4*y^2+x^2*y^4+1-3x^2*y^2", "0"),
        ("x^4*y^2+x^2*y^4+1-4x^2*y^2", "-37/27"),
        ("x^6+y^6+z^6-3x^2*y^2*z^2", "0"),
        ("(w1*w2-1)^2+(w1*w2-2)^2", "1/2"),
        ("(1-x*tanh(y))^2+(x^2+y^2)/10", None),
    ],
)
def test_the_global_minimum_is_a_critical_value(text, least):
    settings = Settings(budget_seconds=5.0)
    study = study_surface(parse_function(text, settings), settings)
    assert study.minimum is not None
    assert study.minimum.attained
    assert study.minimum.value.exact == least
    assert study.critical_status.proved
