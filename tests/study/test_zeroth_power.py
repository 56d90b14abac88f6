"""u**0 is 1 wherever u is defined, also where u = 0."""

import pytest

from calc_cli import analyze
from calc_cli.language import parse_expression, to_text
from calc_cli.symbolic.constants import simplify_constant


@pytest.mark.parametrize(
    ("text", "at_zero"), [("2*x^2 + x + 3*x^0", "3"), ("x^0", "1"), ("(x^2)^(1-1)", "1"), ("(x^2 - 2)^0*x", "0"), ("0^0*x", "0")]
)
def test_the_value_at_zero(text, at_zero):
    study = analyze(text)
    assert study.intercepts.y.exact == at_zero
    assert [to_text(end) for interval in study.domain.intervals for end in (interval.lower, interval.upper)] == ["-oo", "oo"]


@pytest.mark.parametrize("text", ["0^0", "(sqrt(2) - sqrt(2))^0", "sin(pi)^0", "0^(1 - 1)", "0.0^0"])
def test_constants(text):
    assert to_text(simplify_constant(parse_expression(text))) == "1"
