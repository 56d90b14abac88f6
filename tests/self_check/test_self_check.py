"""Our own answers held against dense sampling with 60 digits: no statement may be false.

A longer run: `python -m tests.self_check.long`.
"""

from __future__ import annotations

import pytest

from calc_cli import Settings, analyze
from calc_cli.errors import CalcError
from tests.self_check.checking import false_statements
from tests.self_check.functions import TEMPLATES, random_function

SEEDS = range(3 * len(TEMPLATES))
BUDGET_SECONDS = 1.0
HARD = [
    ("x^20-2*(50*x-1)^2", None),
    ("(x-1)^2*(x-1.0001)^2", None),
    ("sqrt(x^2+1e-12)", None),
    ("x^2*sin(1/x)", "[1/10, 1]"),
    ("exp(-1/x^2)", None),
    ("(sqrt(2)+sqrt(3)-sqrt(5+2*sqrt(6)))*x^3+x^2", None),
    ("(exp(log(3))-3)*x^2+x", None),
    ("sqrt(x*exp(x))", None),
    ("x+tan(x)", None),
    ("floor(x)+x", None),
    ("tan(x)-2*x", None),
    ("max(exp(1)+2^(1/3)*x-x^2/3,exp(x))", None),
    ("asin(sin(x-7/2))", None),
    ("x*asinh(x)", None),
    ("sqrt(x)^4", None),
    ("x^0+x", None),
    ("tanh((x-2)^3*(x-4)*(x-1)^3)", None),
    ("sin(x-1)+cos(2*x-2)", None),
    ("floor(x)+x^2", "[-3, 3]"),
    ("log(1+x)/(x^(1/3)*(2+x))", None),
]
"""Functions on which something false was once said, or easily could be."""


def contradictions(text: str, on: str | None, count: int) -> list[str]:
    """What sampling contradicts (doubts left out)."""
    study = analyze(text, Settings(on=on, budget_seconds=BUDGET_SECONDS))
    return [sentence for sentence in false_statements(study, count) if not sentence.startswith("?")]


@pytest.mark.parametrize(("text", "on"), HARD)
def test_nothing_false_about_hard_functions(text: str, on: str | None) -> None:
    assert contradictions(text, on, 24) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_false_about_random_functions(seed: int) -> None:
    _, text, on = random_function(seed)
    try:
        found = contradictions(text, on, 12)
    except CalcError as error:
        pytest.skip(error.message)
    assert found == [], f"{text} {on or ''}"
