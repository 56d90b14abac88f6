"""Sums of functions of one variable each."""

import pytest

from calc_cli.classifying.several import classify_point
from calc_cli.language import parse_expression
from calc_cli.model import Classification, Test

MIN, MAX, SADDLE = Classification.LOCAL_MINIMUM, Classification.LOCAL_MAXIMUM, Classification.SADDLE


@pytest.mark.parametrize(
    ("text", "kind", "strict"),
    [
        ("x^4+y^2", MIN, True),
        ("-x^4-y^6", MAX, True),
        ("x^4-y^2", SADDLE, None),
        ("x^3+y^2", SADDLE, None),
        ("cos(x)-1+x^2/2+y^8", MIN, True),
    ],
)
def test_a_separable_sum_by_its_first_derivatives(text, kind, strict):
    verdict = classify_point(parse_expression(text), ("x", "y"), (parse_expression("0"), parse_expression("0")))
    assert verdict.kind is kind
    assert verdict.strict is strict
    assert verdict.test is Test.HIGHER_DERIVATIVE
