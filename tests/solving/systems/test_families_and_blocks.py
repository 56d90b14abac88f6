"""Periodic solutions, groups of equations without common variables, and equations in one variable."""

from __future__ import annotations

import pytest

from calc_cli.language import to_text
from calc_cli.model import Truth
from tests.solving.systems.systems_cases import critical, numbers, texts

FAMILIES = [
    ("x sin(y)", [(("0", "0"), (("0", "pi"),))]),
    ("sin(x) sin(y)", [(("0", "0"), (("pi", "0"), ("0", "pi"))), (("pi/2", "pi/2"), (("pi", "0"), ("0", "pi")))]),
    ("sin(2x)*y+y^2/2", [(("-pi/4", "1"), (("pi", "0"),)), (("0", "0"), (("pi/2", "0"),)), (("pi/4", "-1"), (("pi", "0"),))]),
    ("sin(x+y)+(x-y)^2-1.5x+2.5y+1", [(("1/2 - pi/3", "-1/2 - pi/3"), (("pi", "pi"),)), (("1/2 + pi/3", "pi/3 - 1/2"), (("pi", "pi"),))]),
    ("sin(x+y)+x^2", [(("0", "pi/2"), (("0", "pi"),))]),
    ("cos(x)+y^2*e^y", [(("0", "-2"), (("pi", "0"),)), (("0", "0"), (("pi", "0"),))]),
]


@pytest.mark.parametrize(("function", "families"), FAMILIES)
def test_families(function: str, families: list[tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]]) -> None:
    found = critical(function)
    assert found.complete is Truth.TRUE
    assert not found.points
    answer = {(tuple(map(to_text, f.base.at)), tuple(tuple(map(to_text, p)) for p in f.periods)) for f in found.families}
    assert answer == set(families)


def test_members_of_families_in_a_box() -> None:
    found = critical("sin(x)+sin(y)+sin(x+y)", "x in [0, 2pi], y in [0, 2pi]")
    assert texts(found) == [("pi/3", "pi/3"), ("pi", "pi"), ("5*pi/3", "5*pi/3")]


def test_ends_of_the_box_for_families() -> None:
    closed, opened = critical("sin(x) sin(y)", "x in [0, pi], y in [0, pi]"), critical("sin(x) sin(y)", "x in (0, pi), y in (0, pi)")
    assert (len(closed.points), len(opened.points)) == (5, 1)


@pytest.mark.parametrize(
    ("function", "points"),
    [
        ("pi*x*y+x^2+y^3", [("-pi**3/12", "pi**2/6"), ("0", "0")]),
        ("(y-e^x)^2+x^2", [("0", "1")]),
        ("(y-e^x)^2+(x-y)^2", [("0", "1/2")]),
        ("x^2+y^2+e^x+x*y", [("-lambertw(2/3)", "lambertw(2/3)/2")]),
        ("x^2+y^2-2cos(x+y)", [("0", "0")]),
        ("(y-ln(x))^2+x^2", []),
        ("e^x+e^y-x-y*e", [("0", "1")]),
    ],
)
def test_an_equation_gives_a_variable(function: str, points: list[tuple[str, ...]]) -> None:
    found = critical(function)
    assert found.complete is Truth.TRUE
    assert sorted(texts(found)) == points


def test_mccormick_on_its_box() -> None:
    found = critical("sin(x+y)+(x-y)^2-1.5x+2.5y+1", "x in [-1.5, 4], y in [-3, 4]")
    assert texts(found) == [("1/2 - pi/3", "-1/2 - pi/3"), ("1/2 + pi/3", "pi/3 - 1/2"), ("1/2 + 2*pi/3", "2*pi/3 - 1/2")]


def test_families_beside_sets() -> None:
    found = critical("sin(x)^2*cos(y)^2")
    assert [tuple(map(to_text, f.base.at)) for f in found.families] == [("pi/2", "0")]
    assert {tuple(map(to_text, c.equations)) for c in found.components} == {("sin(x)",), ("cos(y)",)}


def test_rastrigin_falls_apart() -> None:
    found = critical("20+x^2+y^2-10cos(2*pi*x)-10cos(2*pi*y)", "[-1.6, 1.6]")
    assert found.complete is Truth.TRUE
    assert len(found.points) == 49


@pytest.mark.parametrize(
    ("function", "points"),
    [
        ("ln(1+e^(-w)) + 0.05 w^2 + (b-1)^2", [(1.0, 1.6335061702)]),
        ("e^x - x*y", [(0.0, 1.0)]),
        ("x ln(y) + y^2", [(-2.0, 1.0)]),
        ("x*(e^y-y-2)", [(0.0, -1.8414056604), (0.0, 1.1461932206)]),
        ("x^2+e^x+y^4-y", [(-0.3517337112, 0.6299605249)]),
        ("ln(x)+x*y", []),
        ("(x+10)^2+(y+10)^2+e^(-x^2-y^2)", [(-10.0, -10.0)]),
        ("x+2y-e^(x*y)", [(1.0964341627, 0.5482170814)]),
        ("e^(x+y)-x*y", []),
        ("x^y", [(1.0, 0.0)]),
    ],
)
def test_one_variable_first(function: str, points: list[tuple[float, ...]]) -> None:
    found = critical(function)
    assert found.complete is Truth.TRUE
    assert len(found.points) == len(points)
    for got, wanted in zip(sorted(numbers(found)), sorted(points), strict=True):
        assert got == pytest.approx(wanted, abs=1e-9)


def test_what_no_strategy_can_do_is_said() -> None:
    found = critical("e^(x*y)+sin(x+y^2)+x^4*y")
    assert found.complete is Truth.UNKNOWN
    assert found.trail
    assert not found.points
