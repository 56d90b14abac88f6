"""Every refusal as people see it: message, text, caret, hint. The cases are in refusals.jsonl, one a line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from calc_cli.errors import CalcError
from calc_cli.functions import TABLE
from calc_cli.language import draw, parse_function
from calc_cli.settings import Settings

LINES = Path(__file__).with_name("refusals.jsonl").read_text(encoding="utf-8").splitlines()
CASES = [json.loads(line) for line in LINES]


@pytest.mark.parametrize("case", CASES, ids=lambda case: ascii(case["typed"])[:30])
def test_refusal(case: dict[str, object]) -> None:
    with pytest.raises(CalcError) as caught:
        parse_function(str(case["typed"]))
    assert caught.value.code == case["code"]
    assert draw(caught.value).split("\n") == case["drawn"]


def test_codes_differ() -> None:
    assert len({case["code"] for case in CASES}) >= 30


@pytest.mark.parametrize("name", sorted(TABLE))
def test_every_function_needs_its_arguments(name: str) -> None:
    for text, code in ((f"{name}()", "missing_argument"), (f"{name}(x, y, z, 1)", "wrong_arity"), (name, "missing_argument")):
        if code == "wrong_arity" and TABLE[name].arity is None:
            continue
        with pytest.raises(CalcError) as caught:
            parse_function(text)
        assert caught.value.code == code


@pytest.mark.parametrize("name", [name for name in sorted(TABLE) if len(name) > 4])
def test_a_misspelt_function_is_suggested(name: str) -> None:
    misspelt = name[:2] + name[3:] + "q"
    with pytest.raises(CalcError) as caught:
        parse_function(f"{misspelt}(x)")
    assert caught.value.code == "unknown_name"
    assert "did you mean" in caught.value.hint


@pytest.mark.parametrize(
    ("text", "settings", "code"),
    [
        ("a*x", Settings(wrt=("x",)), "undeclared_name"),
        ("a*x", Settings(let={"a": "y"}), "not_constant"),
        ("a*x", Settings(let={"a": "2+"}), "missing_operand"),
        ("besselj(a, x)", Settings(let={"a": "1/2"}), "bad_argument"),
        ("f(x, a) = a*x", Settings(let={"a": "2"}), None),
        ("x^2", Settings(wrt=("x", "x")), "repeated_variable"),
        ("x^2", Settings(wrt=("2",)), "bad_name"),
        ("x^2", Settings(wrt=("x+1",)), "bad_name"),
        ("x^2", Settings(wrt=("sin",)), "reserved_name"),
        ("x^2", Settings(wrt=("x",), let={"x": "2"}), "bad_name"),
        ("x^2", Settings(let={"2": "3"}), "bad_name"),
    ],
)
def test_settings(text: str, settings: Settings, code: str | None) -> None:
    if code is None:
        assert parse_function(text, settings).variables
        return
    with pytest.raises(CalcError) as caught:
        parse_function(text, settings)
    assert caught.value.code == code
