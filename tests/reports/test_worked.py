"""Whole reports of real studies: snapshots at fixed width without colour, and the JSON schema for every kind of function."""

import json

import pytest
from jsonschema import Draft202012Validator

from calc_cli.pipeline import analyze
from calc_cli.reports import FORMATS, Options
from calc_cli.reports.schema import schema
from calc_cli.settings import Settings
from tests.reports.test_terminal import check_snapshot

VALIDATOR = Draft202012Validator(schema())

WORKED = {
    "cubic": "x**3-3x**2-9x+5",
    "corners": "|x^2-1|",
    "rational": "x^2/(x^2-2)",
    "enclosed": "x^5-5x+1+e^x",
    "families": "x+sin(x)",
    "cusp": "x^(2/3)",
}

KINDS = [
    *WORKED.values(),
    "5",
    "x",
    "max(x, x^2)",
    "relu(x)",
    "cbrt(x)",
    "floor(x)",
    "tan(x)",
    "1/ln(x)",
    "sqrt(1-x^2)",
    "x ln(x)",
    "x^2 if x < 0 else x + 1",
    "exp(-x^2)",
    "(x^2-1)/(x-1)",
    "x*sin(x)",
]


@pytest.mark.parametrize("name", WORKED)
@pytest.mark.parametrize("width", [80, 120])
def test_a_worked_solution_at_fixed_width(name, width):
    study = analyze(WORKED[name])
    check_snapshot(f"worked-{name}-{width}.txt", FORMATS["terminal"](study, Options(width=width, steps=width == 80)))


@pytest.mark.parametrize("expression", KINDS)
def test_every_kind_of_function_can_be_written(expression):
    study = analyze(expression, Settings(budget_seconds=3))
    VALIDATOR.validate(json.loads(FORMATS["json"](study, Options(steps=True))))
    for width in (50, 80, None):
        text = FORMATS["terminal"](study, Options(width=width, steps=True))
        assert "…" not in text
        assert width is None or all(len(line) <= width for line in text.splitlines())
    assert FORMATS["markdown"](study, Options()).startswith(("# $f(x) = ", "# $`f(x) = "))
