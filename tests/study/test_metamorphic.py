"""What must not change, or change in a known way: kinds swap under -f, points move under f(x-c), scale under f(a*x), stay under f+c."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calc_cli import analyze, balls
from calc_cli import tree as t
from calc_cli.model import CriticalPoint, Study

FUNCTIONS = [
    "x^3-3*x",
    "x^4-2*x^2+x/3",
    "(x-1)^2*(x+2)^3",
    "x/(x^2+1)",
    "x+1/x",
    "x*exp(-x)",
    "x^2*exp(x)",
    "exp(-x^2)",
    "x^5-5*x+1+exp(x)",
    "log(x^2+1)-x/3",
    "atan(x)-x/4",
    "abs(x^2-4)",
    "max(x,x^2)",
    "x^(2/3)*(x-5)",
    "sqrt(x^2+1)-x/2",
    "tanh(x)*x",
    "x*sigmoid(x)",
]
SWAP = {"local_minimum": "local_maximum", "local_maximum": "local_minimum"}
function = pytest.mark.parametrize("text", FUNCTIONS)


def at(point: CriticalPoint) -> float:
    return float(balls.enclose(point.at[0].tree, 80).mid())


def kinds(study: Study, move: float = 0.0, scale: float = 1.0, swap: bool = False) -> list[tuple[float, str, str]]:
    """The critical points after x -> scale * x + move, kinds swapped when asked."""
    assert study.critical_status.proved
    found = []
    for point in study.critical_points:
        word = point.classification.value
        found.append((round(at(point) * scale + move, 9) + 0.0, SWAP.get(word, word) if swap else word, point.type.value))
    return sorted(found)


def bends(study: Study, move: float = 0.0, scale: float = 1.0) -> list[float]:
    assert study.inflection_status.proved
    return sorted(round(at(point) * scale + move, 9) + 0.0 for point in study.inflection_points)


def composed(text: str, inner: str) -> str:
    """f(inner)."""
    return re.sub(r"(?<![a-z])x(?![a-z])", f"({inner})", text)


@function
def test_kinds_swap_under_minus(text: str) -> None:
    first, second = analyze(text), analyze(f"-({text})")
    assert kinds(first, swap=True) == kinds(second)
    assert bends(first) == bends(second)


@function
def test_a_constant_moves_no_point(text: str) -> None:
    first, second = analyze(text), analyze(f"{text}+7/3")
    assert kinds(first) == kinds(second)
    assert bends(first) == bends(second)


@function
def test_points_move_with_a_shift(text: str) -> None:
    first, second = analyze(text), analyze(composed(text, "x-5/2"))
    assert kinds(first, move=2.5) == kinds(second)
    assert bends(first, move=2.5) == bends(second)


@function
def test_points_scale(text: str) -> None:
    first, second = analyze(text), analyze(composed(text, "3*x"))
    assert kinds(first, scale=1 / 3) == kinds(second)
    assert bends(first, scale=1 / 3) == bends(second)


@function
def test_points_are_mirrored(text: str) -> None:
    first, second = analyze(text), analyze(composed(text, "-x"))
    assert kinds(first, scale=-1.0) == kinds(second)
    assert bends(first, scale=-1.0) == bends(second)


@pytest.mark.parametrize("text", [f for f in FUNCTIONS if "^(2/3)" not in f])
def test_an_increasing_function_of_f_keeps_the_points(text: str) -> None:
    first, second = analyze(text), analyze(f"3*({text})+2*({text})")
    assert kinds(first) == kinds(second)


@pytest.mark.parametrize("text", ["x^3-3*x", "x/(x^2+1)", "x*exp(-x)", "exp(-x^2)", "x^4-2*x^2"])
def test_the_exponential_of_f_keeps_the_points(text: str) -> None:
    assert kinds(analyze(text)) == kinds(analyze(f"exp({text})"))


@pytest.mark.parametrize("text", ["sin(x)+cos(2*x)", "exp(sin(x))", "cos(x)*cos(4*x)", "x+2*sin(x)"])
def test_families_move_with_a_shift(text: str) -> None:
    first, second = analyze(text), analyze(composed(text, "x-1"))
    period = float(balls.enclose(first.critical_points[0].family.period.tree).mid())
    moved = sorted((round((x + 1) % period, 9), word, kind) for x, word, kind in kinds(first))
    assert moved == sorted((round(x % period, 9), word, kind) for x, word, kind in kinds(second))


ZERO = st.tuples(st.fractions(-3, 3, max_denominator=4), st.integers(1, 3))
CHOSEN = st.lists(ZERO, min_size=1, max_size=3, unique_by=lambda pair: pair[0])


@settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(CHOSEN)
def test_a_function_built_from_the_zeros_of_its_derivative(chosen: list[tuple[Fraction, int]]) -> None:
    from flint import fmpq, fmpq_poly

    slope = fmpq_poly([1])
    for q, m in chosen:
        slope *= fmpq_poly([fmpq(-q.numerator, q.denominator), 1]) ** m
    text = "+".join(f"({c})*x^{k}" for k, c in enumerate(slope.integral().coeffs()) if c != 0)
    study = analyze(text)
    assert study.critical_status.proved
    assert [t.rational_value(p.at[0].tree) for p in study.critical_points] == sorted(q for q, _ in chosen)
    odd = {q for q, m in chosen if m % 2}
    assert all((p.classification.value == "saddle") == (t.rational_value(p.at[0].tree) not in odd) for p in study.critical_points)
    assert {t.rational_value(p.at[0].tree): p.multiplicity for p in study.critical_points} == dict(chosen)
