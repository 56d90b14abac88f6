"""Points where a function of several variables is not smooth."""

import pytest

from calc_cli.classifying.several import classify_singular_point
from calc_cli.language import parse_expression
from calc_cli.model import Classification

MINIMUM, MAXIMUM = Classification.LOCAL_MINIMUM, Classification.LOCAL_MAXIMUM
NEITHER, UNDECIDED = Classification.NOT_EXTREMUM, Classification.UNDECIDED

POINTS = [
    ("abs(x) + abs(y)", "xy", ("0", "0"), MINIMUM, True),
    ("sqrt(x^2 + y^2)", "xy", ("0", "0"), MINIMUM, True),
    ("-sqrt(x^2 + y^2) + x/2 + x*y", "xy", ("0", "0"), MAXIMUM, True),
    ("sqrt(x^2 + y^2) + x", "xy", ("0", "0"), UNDECIDED, None),
    ("sqrt(x^2 + y^2) - 2x", "xy", ("0", "0"), NEITHER, None),
    ("abs(x) - abs(y)", "xy", ("0", "0"), NEITHER, None),
    ("abs(x) + abs(y - x) - y^2", "xy", ("0", "0"), MINIMUM, True),
    ("abs(x - 1) + y^2", "xy", ("1", "0"), MINIMUM, True),
    ("abs(x - 1) - y^4", "xy", ("1", "0"), NEITHER, None),
    ("abs(x) + y", "xy", ("0", "0"), NEITHER, None),
    ("abs(x) + y^3", "xy", ("0", "0"), NEITHER, None),
    ("abs(x)", "xy", ("0", "3"), MINIMUM, False),
    ("max(x, y, -x - y)", "xy", ("0", "0"), MINIMUM, True),
    ("max(abs(x), abs(y)) - x/2", "xy", ("0", "0"), MINIMUM, True),
    ("min(x, y)", "xy", ("1", "1"), NEITHER, None),
    ("exp(-abs(x) - abs(y))", "xy", ("0", "0"), MAXIMUM, True),
    ("hypot(x, y)*(2 + sin(x))", "xy", ("0", "0"), MINIMUM, True),
    ("-20exp(-0.2sqrt(0.5(x^2+y^2))) - exp(0.5(cos(2pi*x)+cos(2pi*y))) + e + 20", "xy", ("0", "0"), MINIMUM, True),
    ("abs(x) + abs(y) + abs(z) - x/2 + y/3", "xyz", ("0", "0", "0"), MINIMUM, True),
    ("abs(x)^3 + abs(y)^3 + x*abs(y)", "xy", ("0", "0"), UNDECIDED, None),
]


@pytest.mark.parametrize(("text", "variables", "at", "kind", "strict"), POINTS)
def test_a_point_by_its_directional_derivatives(text, variables, at, kind, strict):
    verdict = classify_singular_point(parse_expression(text), tuple(variables), tuple(parse_expression(part) for part in at))
    assert (verdict.kind, verdict.strict) == (kind, strict)
