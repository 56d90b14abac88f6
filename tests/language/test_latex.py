"""Trees in LaTeX."""

from __future__ import annotations

from fractions import Fraction

import pytest

from calc_cli.functions import TABLE
from calc_cli.language import parse_expression, to_latex, to_text
from calc_cli.tree import INFINITY, MINUS_INFINITY, Call, Comparison, IsolatedRoot, Variable, rational

CASES = [
    ("3x^2 - 6x - 9", "3 x^{2} - 6 x - 9"),
    ("x/(x+1)", r"\frac{x}{x + 1}"),
    ("-x^2/2*y", r"-\frac{x^{2}}{2} y"),
    ("(x+1)(x-1)", r"\left(x + 1\right) \left(x - 1\right)"),
    ("2*3*x", r"2 \cdot 3 x"),
    ("x^(2/3)", r"x^{\frac{2}{3}}"),
    ("(x+1)^2", r"\left(x + 1\right)^{2}"),
    ("(1/2)^x", r"\left(\frac{1}{2}\right)^{x}"),
    ("sin^2 x cos x", r"\sin^{2}\left(x\right) \cos\left(x\right)"),
    ("ln^2 x", r"\ln^{2}\left(x\right)"),
    ("sqrt(x)^2", r"\left(\sqrt{x}\right)^{2}"),
    ("exp(2x)^2", r"\left(e^{2 x}\right)^{2}"),
    ("|x|/x", r"\frac{\left|x\right|}{x}"),
    ("log(x, 3)", r"\log_{3}\left(x\right)"),
    ("root(x, 5)", r"\sqrt[5]{x}"),
    ("besselj(0, x)", r"J_{0}\left(x\right)"),
    ("x! + (x+1)!", r"x! + \left(x + 1\right)!"),
    ("leaky_relu(x)", r"\operatorname{leaky\_relu}\left(x, 0.01\right)"),
    ("lambertw(-1/4, -1)", r"\operatorname{W}_{-1}\left(-\frac{1}{4}\right)"),
    ("theta + θ + x1 + y_hat + rate + w_12", r"\theta + \theta + x_{1} + y_{\mathrm{hat}} + \mathrm{rate} + w_{12}"),
    ("1e-20x", r"1 \cdot 10^{-20} x"),
    ("2pi e", r"2 \pi e"),
    ("x if 0<=x<1 else -x", r"\begin{cases} x & \text{if } 0 \leq x \text{ and } x < 1 \\ -x & \text{otherwise} \end{cases}"),
    ("rootof(t^2-2, 1)", r"\operatorname{rootof}\left(t^{2} - 2, 1\right)"),
]


@pytest.mark.parametrize(("typed", "latex"), CASES)
def test_latex(typed: str, latex: str) -> None:
    assert to_latex(parse_expression(typed)) == latex


def test_infinities_and_relations() -> None:
    assert (to_latex(INFINITY), to_latex(MINUS_INFINITY)) == (r"\infty", r"-\infty")
    assert to_latex(Comparison(Variable("x"), "!=", INFINITY)) == r"x \neq \infty"


@pytest.mark.parametrize("name", sorted(TABLE))
def test_every_function_has_latex(name: str) -> None:
    text = to_latex(Call(name, tuple(Variable(v) for v in "xyz"[: max(TABLE[name].arity or (3,))])))
    assert "#" not in text
    assert text.count("{") == text.count("}")
    assert text.count(r"\left") == text.count(r"\right")
    assert all(v in text for v in "xyz"[: max(TABLE[name].arity or (3,))])


def test_an_isolated_root_is_described() -> None:
    root = IsolatedRoot(parse_expression("x + e^x"), "x", Fraction(-1), Fraction(0))
    assert to_text(root) == "(root of x + e**x in (-1, 0))"
    assert to_latex(root) == r"\left\{ x \in \left(-1, 0\right) : x + e^{x} = 0 \right\}"
    assert to_text(rational(Fraction(-1, 3))) == "-1/3"
