"""Zeros at borders, multiple zeros, clusters, huge and tiny scales: what is not covered holds no root."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calc_cli import balls
from calc_cli import tree as t
from calc_cli.model import RootSet
from tests.solving.equations import decimals, is_complete, number, zeros

BORDERS = [
    # function, open interval with zeros at its ends, zeros inside
    ("x^2-1", "(-1, 1)", []),
    ("x*(x-1)*(x-2)", "(0, 2)", [1]),
    ("sin(x)", "(0, pi)", []),
    ("sin(x)", "(0, 2*pi)", [3.141592653589793]),
    ("cos(x)-1", "(0, 2*pi)", []),
    ("log(x)", "(1, oo)", []),
    ("exp(x)-1", "(0, 5)", []),
    ("x-tanh(x)", "(0, 5)", []),
    ("exp(x)-1-x-x^2/2", "(0, 5)", []),
    ("exp(x)-1-x", "(-1, 0)", []),
    ("sqrt(x)*(x-1)", "(0, 1)", []),
    ("x*log(x)", "(0, 1)", []),
    ("besselj(1,x)", "(0, 3)", []),
    ("sin(x)-x", "(0, 10)", []),
]


@pytest.mark.parametrize(("text", "on", "inside"), BORDERS, ids=[f"{c[0]} {c[1]}" for c in BORDERS])
def test_zeros_at_the_ends_of_an_open_interval_are_not_inside(text: str, on: str, inside: list[float]) -> None:
    found = zeros(text, on)
    assert is_complete(found)
    assert decimals(found) == pytest.approx(inside)


CLUSTERS = [
    # function, interval, zeros
    ("x^20-2*(50*x-1)^2", "(0, 1/10)", 2),
    ("(x-1)*(x-1.0000000001)", "(-oo, oo)", 2),
    ("(x-1)*(x-1.0000000001)*(exp(x)+1)", "(-oo, oo)", 2),
    ("exp(x)-1-x-1e-20", "(-1, 1)", 2),
    ("exp(x)-1-x+1e-20", "(-1, 1)", 0),
    ("cos(x)-1+1e-18", "(-1, 1)", 2),
    ("cos(x)-1-1e-18", "(-1, 1)", 0),
    ("x^2+1e-12", "(-oo, oo)", 0),
    ("sin(1/x)", "(1/100, 1)", 31),
]


@pytest.mark.parametrize(("text", "on", "count"), CLUSTERS, ids=[c[0] for c in CLUSTERS])
def test_close_zeros_are_separated_or_left_undecided(text: str, on: str, count: int) -> None:
    found = zeros(text, on)
    if is_complete(found):
        assert len(found.roots) == count
    else:
        assert len(found.roots) <= count
        assert found.undecided or not found.roots


def test_the_two_zeros_of_mignotte_are_told_apart() -> None:
    found = zeros("x^20-2*(50*x-1)^2", "(0, 1/10)")
    low, high = (balls.enclose(root.value, 300) for root in found.roots)
    assert low < high


def test_twenty_exponentials() -> None:
    text = "+".join(f"({(-1) ** k * (k + 1)})*exp({k}*x/7)" for k in range(20))
    assert decimals(zeros(text)) == pytest.approx(sign_changes_of_exponentials())


def sign_changes_of_exponentials() -> list[float]:
    """Zeros of the sum by mpmath: a polynomial in y = exp(x/7)."""
    import mpmath

    with mpmath.workdps(40):
        coefficients = [(-1) ** k * (k + 1) for k in range(20)]
        roots = mpmath.polyroots(list(reversed(coefficients)), maxsteps=200, extraprec=200)
        return sorted(float(7 * mpmath.log(r.real)) for r in roots if abs(r.imag) < 1e-20 and r.real > 0)


ZERO = st.tuples(st.fractions(-4, 4, max_denominator=6), st.integers(1, 3))
ROOTS = st.lists(ZERO, min_size=1, max_size=4, unique_by=lambda pair: pair[0])
COVERS = ("{}", "({})*(x^2+1)", "({})*exp(x)", "({})/(x^2+2)", "({})*(2+sin(x))", "exp({})-1", "atan({})", "({})*sqrt(x^2+3)")


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(ROOTS, st.sampled_from(COVERS))
def test_exactly_the_chosen_zeros_are_found(chosen: list[tuple[Fraction, int]], cover: str) -> None:
    text = cover.format("*".join(f"(x-({q}))^{m}" for q, m in chosen))
    found = zeros(text)
    assert is_complete(found)
    assert {t.rational_value(root.value) for root in found.roots} == {q for q, _ in chosen}
    told = {t.rational_value(root.value): root.multiplicity for root in found.roots}
    assert all(told[q] in (m, None) for q, m in chosen)


COEFFICIENTS = st.lists(st.integers(-9, 9), min_size=3, max_size=6).filter(lambda c: any(c[1:]))
TRANSCENDENTAL = ("exp(x)", "log(x^2+1)", "atan(x)", "exp(-x^2)", "x*exp(x)", "tanh(x)")


@settings(max_examples=10, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(COEFFICIENTS, st.sampled_from(TRANSCENDENTAL))
def test_every_enclosure_holds_a_sign_change_or_an_exact_zero(coefficients: list[int], extra: str) -> None:
    text = "+".join(f"({c})*x^{k}" for k, c in enumerate(coefficients)) + "+" + extra
    found = zeros(text, "(-6, 6)", 2.0)
    assert_zeros(found, text)
    if is_complete(found):
        assert_no_other(found, text)


def assert_zeros(found: RootSet, text: str) -> None:
    """Each root is exact, or f changes its sign between the ends of its enclosure."""
    from calc_cli.language import parse_expression

    f = parse_expression(text)
    for root in found.roots:
        if isinstance(root.value, t.IsolatedRoot):
            ends = [balls.sign(t.substitute(f, {"x": t.rational(end)})) for end in (root.value.lower, root.value.upper)]
            assert ends[0] and ends[1] and ends[0] != ends[1]
        else:
            assert balls.enclose(t.substitute(f, {"x": root.value}), 128).contains(0)


def assert_no_other(found: RootSet, text: str) -> None:
    """Certified signs at many points agree with the number of odd zeros before them."""
    from calc_cli.language import parse_expression

    f = parse_expression(text)
    at = [number(root.value) for root in found.roots]
    points = [Fraction(k, 16) for k in range(-95, 96)]
    signs = [(p, s) for p in points if (s := balls.sign(t.substitute(f, {"x": t.rational(p)})))]
    for (a, s), (b, r) in pairwise(signs):
        between = [x for x in at if a < x < b]
        assert between or s == r, (text, a, b)
