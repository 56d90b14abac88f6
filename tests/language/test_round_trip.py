"""parse(print(tree)) = tree."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calc_cli.errors import CalcError
from calc_cli.functions import TABLE
from calc_cli.language import draw, parse_expression, parse_function, parse_region, to_latex, to_text
from calc_cli.language.numerals import decimal_text, from_digits, to_digits
from calc_cli.tree import Call, Expr, Number, Variable, rational
from tests.language.trees import trees

SOME = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
PIECES = [
    "x",
    "y",
    "sin",
    "cos",
    "exp",
    "ln",
    "log_2",
    "e",
    "pi",
    "2",
    "3.5",
    ".5",
    "1e3",
    "(",
    ")",
    "(",
    ")",
    "|",
    "+",
    "-",
    "*",
    "/",
    "^",
    "**",
    "!",
    "²",
    "⁻¹",
    ",",
    "if",
    "else",
    "and",
    "or",
    "<",
    "<=",
    "=",
    "==",
    "√",
    "∛",
    "π",
    "·",
    "xy",
    "xye",
    "rate",
    "sinx",
    "f(x)=",
    "max(",
    "piecewise((",
    "rootof(",
    "t",
    "theta",
    "[",
    "]",
    "in",
    "oo",
    "\u200b",
    "\x00",
    "'",
    ".",
    "abs(",
    "besselj(",
    "θ",
    "x₁",
    "½",
    "\ud800",
    "sin2x",
    "leaky_relu(",
    "\x1b[31m",
]
texts = st.lists(st.sampled_from([*PIECES, " "]), max_size=9).map("".join) | st.text(max_size=12)


@SOME
@given(trees())
def test_printed_trees_are_read_back(tree: Expr) -> None:
    try:
        read = parse_expression(to_text(tree))
    except CalcError as error:
        assert error.code in ("constant_too_large", "degree_too_large")
        return
    assert read == tree
    assert to_text(read) == to_text(tree)
    assert to_latex(tree).count("{") == to_latex(tree).count("}")


@pytest.mark.parametrize("name", sorted(TABLE))
def test_every_function_is_read_back(name: str) -> None:
    tree = Call(name, tuple(Variable(v) for v in "xyz"[: max(TABLE[name].arity or (3,))]))
    assert parse_expression(to_text(tree)) == tree


@SOME
@given(st.fractions() | st.integers(-(10**6000), 10**6000).map(Fraction))
def test_rational_numbers_are_read_back(value: Fraction) -> None:
    assert parse_expression(to_text(rational(value))) == rational(value)


@SOME
@given(texts)
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        problem = parse_function(text)
    except CalcError as error:
        refused(error, text)
    else:
        assert parse_expression(to_text(problem.tree)) == problem.tree
    try:
        parse_region(text, ("x", "y"))
    except CalcError as error:
        refused(error, text)


def refused(error: CalcError, text: str) -> None:
    """A refusal names a place in the text and can be shown on any terminal."""
    assert error.text == text
    assert error.span is not None
    assert 0 <= error.span[0] <= error.span[1] <= len(text)
    assert all(c == "\n" or c.isprintable() for c in draw(error))


@SOME
@given(st.integers(0, 10**9000))
def test_digits_of_any_length(value: int) -> None:
    assert from_digits(to_digits(value)) == value


@pytest.mark.parametrize(
    ("value", "text"), [("1/10", "0.1"), ("3/2", "1.5"), ("1/1000", "0.001"), ("12", "12"), ("3e-30", "3e-30"), ("1/8", "0.125")]
)
def test_decimals(value: str, text: str) -> None:
    assert decimal_text(Fraction(value)) == text
    assert parse_expression(text) == Number(Fraction(value))
