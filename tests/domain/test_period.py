"""Smallest periods, and linear functions plus periodic ones."""

from __future__ import annotations

import pytest

from calc_cli.domain import drift_of, period_of
from calc_cli.language import parse_expression, to_text

PERIODS = [
    ("sin(x)", "2*pi"),
    ("sin(2x)", "pi"),
    ("cos(x/3 + 1)", "6*pi"),
    ("sin(pi*x)", "2"),
    ("tan(x)", "pi"),
    ("sin(x)^2", "pi"),
    ("abs(sin(x))", "pi"),
    ("abs(sin(x)*cos(x))", "pi/2"),
    ("sin(x)*cos(x)", "pi"),
    ("sin(x)^4 + cos(x)^4", "pi/2"),
    ("sin(x)^6 + cos(x)^6", "pi/2"),
    ("tan(x)*sin(2x)", "pi"),
    ("sin(x)/cos(x)", "pi"),
    ("acos(cos(x))", "2*pi"),
    ("x - floor(x)", "1"),
    ("frac(3x)", "1/3"),
    ("exp(sin(x))", "2*pi"),
    ("exp(sin(x)^2)", "pi"),
    ("cos(5x)*e^(cos(x))", "2*pi"),
    ("cos(x)*cos(4x)", "2*pi"),
    ("sin(4x)/4 + sin(3x)/3", "2*pi"),
    ("sin(2x) + sin(3x)", "2*pi"),
    ("sin(x/2) + cos(x/3)", "12*pi"),
    ("log(sin(x))", "2*pi"),
    ("log(sin(x)^2)", "pi"),
    ("1/sin(x)", "2*pi"),
    ("1/sin(x)^2", "pi"),
    ("sqrt(1 + cos(x))", "2*pi"),
    ("sin(x + sin(x))", "2*pi"),
    ("max(sin(x), cos(x))", "2*pi"),
    ("max(sin(x), -sin(x))", "pi"),
    ("sin(x)/sin(x) + cos(2x)", "pi"),
    ("cos(2x)*sin(x/2)/sin(x/2)", "2*pi"),
    ("tan(x) + cot(x)", "pi"),
    ("4cos(x)^3 - 3cos(x)", "2*pi/3"),
    ("sign(sin(x))", "2*pi"),
    ("abs(sin(x)) + abs(cos(x))", "pi/2"),
    ("max(abs(sin(x)), abs(cos(x)))", "pi/2"),
    ("max(sin(x), cos(x), -sin(x), -cos(x))", "pi/2"),
    ("abs(sin(x))*cos(2x) + 3", "pi"),
    ("piecewise((sin(x), sin(x) > 0), (0, sin(x) <= 0))", "2*pi"),
]
NOT_PERIODIC = [
    "x",
    "3",
    "x + sin(x)",
    "x*sin(x)",
    "sin(x^2)",
    "sin(x) + sin(sqrt(2)*x)",
    "sin(x) + sin(pi*x)",
    "exp(x)*sin(x)",
    "floor(x)",
    "sin(x)^2 + cos(x)^2",
    "sin(1/x)",
    "abs(x)",
    "piecewise((sin(x), x > 0), (0, x <= 0))",
]
DRIFTS = [
    ("x + sin(x)", "2*pi", "2*pi"),
    ("x/2 - sin(x)", "2*pi", "pi"),
    ("-x + sin(x)^2", "pi", "-pi"),
    ("floor(x)", "1", "1"),
    ("floor(2x) + x", "1/2", "3/2"),
    ("2x + abs(sin(x))", "pi", "2*pi"),
    ("x + tan(x)", "pi", "pi"),
    ("(3x + cos(2x))/2", "pi", "3*pi/2"),
]


@pytest.mark.parametrize(("text", "expected"), PERIODS, ids=[text for text, _ in PERIODS])
def test_smallest_period(text: str, expected: str) -> None:
    found = period_of(parse_expression(text), "x")
    assert found is not None
    assert to_text(found) == expected
    assert drift_of(parse_expression(text), "x") is None


@pytest.mark.parametrize("text", NOT_PERIODIC)
def test_not_periodic(text: str) -> None:
    assert period_of(parse_expression(text), "x") is None


@pytest.mark.parametrize(("text", "period", "shift"), DRIFTS, ids=[text for text, _, _ in DRIFTS])
def test_drift(text: str, period: str, shift: str) -> None:
    found = drift_of(parse_expression(text), "x")
    assert found is not None
    assert (to_text(found[0]), to_text(found[1])) == (period, shift)


@pytest.mark.parametrize("text", ["x", "sin(x)", "x*sin(x)", "x^2 + sin(x)", "exp(x)", "abs(x)"])
def test_no_drift(text: str) -> None:
    assert drift_of(parse_expression(text), "x") is None
