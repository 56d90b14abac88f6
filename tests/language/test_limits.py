"""What is refused before anything is computed, and what just passes."""

from __future__ import annotations

import sys

import pytest

from calc_cli.errors import CalcError
from calc_cli.language import parse_expression, parse_function, to_latex, to_text

REFUSED = [
    ("(" * 201 + "x" + ")" * 201, "too_deep"),
    ("-" * 300 + "x", "too_deep"),
    ("2^" * 300 + "x", "too_deep"),
    ("sin " * 300 + "x", "too_deep"),
    ("√" * 300 + "x", "too_deep"),
    ("abs(" * 300, "too_deep"),
    ("|" * 1000, "too_deep"),
    ("x" + "/2" * 300, "too_deep"),
    ("x" + "!" * 1 + ")" * 3, "unmatched_parenthesis"),
    ("x+" * 50_000 + "1", "too_long"),
    ("θ" * 60_000, "too_long"),
    ("y" * 65, "name_too_long"),
    ("9" * 30_001, "number_too_large"),
    ("1e999999999", "number_too_large"),
    ("1e-999999999999999999999", "number_too_large"),
    ("9**9**9", "constant_too_large"),
    ("9**9**9**9", "constant_too_large"),
    ("(1/9)**9**9", "constant_too_large"),
    ("9**-(9**9)", "constant_too_large"),
    ("2**100001", "constant_too_large"),
    ("(2**99999)**2*x", "constant_too_large"),
    ("((9!)!)!", "constant_too_large"),
    ("9000!", "constant_too_large"),
    ("x + gamma(10**9)", "constant_too_large"),
    ("exp(9^9^9*x)", "constant_too_large"),
    ("x^10001", "degree_too_large"),
    ("(x^101)^101", "degree_too_large"),
    ("((x+1)^200*(x-1)^200)^30", "degree_too_large"),
    ("x^(1e9)", "degree_too_large"),
    ("(sin x)^20000", "degree_too_large"),
    ("+".join(f"x{i}" for i in range(257)), "too_many_variables"),
]
READ = [
    "(" * 199 + "x" + ")" * 199,
    "9" * 29_000,
    "2**99999",
    "0**9**9",
    "1**9**9",
    "8000!",
    "x^10000",
    "(x^100)^100",
    "x^(1/3)^20",
    "2**0.123456789",
    "x**1e-9",
    "+".join(["0.123456789012345678"] * 2000),
    "x" + "*x" * 999,
    "x" + "+1" * 5_000,
    " ".join(["1 if x<0 else"] * 500) + " 2",
]


@pytest.mark.parametrize(("text", "code"), REFUSED, ids=lambda value: value[:20])
def test_refused(text: str, code: str) -> None:
    with pytest.raises(CalcError) as caught:
        parse_function(text)
    assert caught.value.code == code


@pytest.mark.parametrize("text", READ, ids=lambda value: value[:20])
def test_read(text: str) -> None:
    before = sys.getrecursionlimit()
    tree = parse_function(text).tree
    assert parse_expression(to_text(tree)) == tree
    assert to_latex(tree)
    assert sys.getrecursionlimit() == before


def test_the_place_is_the_power_at_fault() -> None:
    with pytest.raises(CalcError) as caught:
        parse_function("x + sin(3*9**9**9) - 1")
    assert caught.value.span == (10, 17)


@pytest.mark.parametrize(("text", "place"), [("x" + "+1" * 50_000, 100_000), ("x+" + "θ" * 50_000, 50_001), ("x\ud800" * 40_000, 50_000)])
def test_a_long_text_is_too_long_from_the_first_character_beyond(text: str, place: int) -> None:
    with pytest.raises(CalcError) as caught:
        parse_function(text)
    assert (caught.value.code, caught.value.span) == ("too_long", (place, place + 1))
