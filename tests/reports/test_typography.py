"""Symbols of a textbook: what is shown in a terminal can be typed in again, and means the same."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from calc_cli.errors import CalcError
from calc_cli.language import parse_expression, to_text
from calc_cli.pipeline import analyze
from calc_cli.reports import FORMATS, Options
from calc_cli.reports.document import text_of
from calc_cli.reports.typography import typeset
from calc_cli.reports.wrapping import GLUE, glued
from tests.language.trees import trees

SHOWN = [
    ("3*x**2 - 6*x - 9", "3x² − 6x − 9"),
    ("-3*x**2/(2*sqrt(3)) + log(x)*(x - 1)**2", "−3x²/(2√3) + ln(x)(x − 1)²"),
    ("x**(2/3)*(6 - x)**(1/3)", "x^(2/3)(6 − x)^(1/3)"),
    ("(x - 1)*(x + 2)**10", "(x − 1)(x + 2)¹⁰"),
    ("5*pi/6 + 2*pi*k", "5π/6 + 2πk"),
    ("sqrt(x)**2 + sqrt(x + 1)/2*x", "sqrt(x)² + √(x + 1)/2·x"),
    ("abs(x - 1) + abs(abs(x) - 2)", "|x − 1| + abs(|x| − 2)"),
    ("3*e**x + 2*e5", "3·e^x + 2·e5"),
    ("2*sin(x)*cos(x)", "2 sin(x) cos(x)"),
    ("x*e**(-x)", "x e^(−x)"),
    ("e**x*sin(x)", "e^x·sin(x)"),
    ("y_hat*(x + 1)", "y_hat·(x + 1)"),
    ("log(x, 2) + log(x)", "log(x, 2) + ln(x)"),
    ("x**2**y", "x^2^y"),
    ("4*2*(-1)", "4·2·(−1)"),
]


@pytest.mark.parametrize(("text", "shown"), SHOWN)
def test_symbols(text, shown):
    assert typeset(text) == shown


@pytest.mark.parametrize("text", [text for text, _ in SHOWN])
def test_what_is_shown_can_be_typed(text):
    tree = parse_expression(text)
    assert parse_expression(typeset(to_text(tree))) == tree


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(trees())
def test_symbols_are_read_as_the_same_formula(tree):
    text = to_text(tree)
    try:
        parse_expression(text)
    except CalcError:
        return
    assert to_text(parse_expression(typeset(text))) == to_text(parse_expression(text))


@pytest.mark.parametrize("expression", ["(x^2+1)/(x-1)", "x^3 + y^3 - 3x y", "2 sin x + cos 2x", "|x - 1|"])
def test_a_report_with_symbols_says_the_same(expression):
    study = analyze(expression)
    text = FORMATS["terminal"](study, Options(steps=True, width=80, symbols=True))
    plain = FORMATS["terminal"](study, Options(steps=True, width=80))
    assert len(text.splitlines()) <= len(plain.splitlines()) + 2
    assert "**" not in text and "oo" not in text.split() and "sqrt" not in text and "pi" not in text.split()
    assert max(map(len, text.splitlines())) <= 80


BROKEN = [
    ("x = 1 - sqrt(2)", "x_=_1_-_sqrt(2)"),
    ("f(x) = aaaaaaaaaaaaaaaaaaaaaaaa + bbbbbbbbbbbbbbbbbbbbbbbbbbbb", "f(x) =_aaaaaaaaaaaaaaaaaaaaaaaa +_bbbbbbbbbbbbbbbbbbbbbbbbbbbb"),
]


@pytest.mark.parametrize(("formula", "kept"), BROKEN)
def test_where_a_formula_is_broken(formula, kept):
    assert glued(formula).replace(GLUE, "_") == kept


def test_no_line_ends_inside_a_short_formula():
    text = FORMATS["terminal"](analyze("(x^2+1)/(x-1)"), Options(steps=True, width=80))
    assert not [line for line in text.splitlines() if line.endswith((" -", " +", " =")) and "│" not in line]
    assert text_of(("x",)) == "x" and GLUE not in text
