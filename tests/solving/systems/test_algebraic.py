"""Every critical point of functions whose gradients are polynomial in their kernels, against the literature."""

from __future__ import annotations

import pytest

from calc_cli.language import to_text
from calc_cli.model import Proof, Truth
from tests.solving.systems.systems_cases import critical, numbers, texts

# function, number of critical points (Jamil & Yang 2013; Dixon & Szegö 1978; Kok & Sandrock 2009; textbooks)
COUNTS = [
    ("(x^2+y-11)^2+(x+y^2-7)^2", 9),
    ("(4-2.1x^2+x^4/3)*x^2+x*y+(-4+4y^2)*y^2", 15),
    ("2x^2-1.05x^4+x^6/6+x*y+y^2", 5),
    ("(1.5-x+x*y)^2+(2.25-x+x*y^2)^2+(2.625-x+x*y^3)^2", 3),
    ("(1+(x+y+1)^2*(19-14x+3x^2-14y+6x*y+3y^2))*(30+(2x-3y)^2*(18-32x+12x^2+48y-36x*y+27y^2))", 9),
    ("(x^4-16x^2+5x+y^4-16y^2+5y)/2", 9),
    ("(x^4-16x^2+5x+y^4-16y^2+5y+z^4-16z^2+5z)/2", 27),
    ("(x^4-16x^2+5x+y^4-16y^2+5y+z^4-16z^2+5z+w^4-16w^2+5w)/2", 81),
    ("100(y-x^2)^2+(1-x)^2", 1),
    ("100(y-x^2)^2+(1-x)^2+100(z-y^2)^2+(1-y)^2", 1),
    ("100(y-x^2)^2+(1-x)^2+100(z-y^2)^2+(1-y)^2+100(w-z^2)^2+(1-z)^2", 3),
    ("100(x^2-y)^2+(x-1)^2+(z-1)^2+90(z^2-w)^2+10.1((y-1)^2+(w-1)^2)+19.8(y-1)(w-1)", 3),
    ("(x^2-1)^2+(x^2*y-x-1)^2", 2),
    ("(x^2+y^2)/2+x^2*y-y^3/3", 4),
    ("x^2+y^2*(1-x)^3", 1),
    ("(x^2+y^2-2x)^2+0.25x", 3),
]

# function, its critical points, all rational or short
POINTS = [
    ("x^2-y^2", [("0", "0")]),
    ("x^3+y^3-3xy", [("0", "0"), ("1", "1")]),
    ("x^4+y^4-4xy+1", [("-1", "-1"), ("0", "0"), ("1", "1")]),
    ("x^3-3x*y^2", [("0", "0")]),
    ("(y-x^2)(y-2x^2)", [("0", "0")]),
    ("(x^2+y^2)^2", [("0", "0")]),
    ("x^3+xy^2-x", [("-sqrt(3)/3", "0"), ("0", "-1"), ("0", "1"), ("sqrt(3)/3", "0")]),
    ("(1-a*b)^2+0.1(a^2+b^2)", [("-3*sqrt(10)/10",) * 2, ("0", "0"), ("3*sqrt(10)/10",) * 2]),
    ("2x+4y+1/(xy)", [("1", "1/2")]),
    ("x+y^2/(4x)+z^2/y+2/z", [("-1/2", "-1", "-1"), ("1/2", "1", "1")]),
    ("x^4+y^4+z^4-4xyz", [("-1", "-1", "1"), ("-1", "1", "-1"), ("0", "0", "0"), ("1", "-1", "-1"), ("1", "1", "1")]),
    ("x^2+y^2+z^2+xyz", [("-2", "-2", "-2"), ("-2", "2", "2"), ("0", "0", "0"), ("2", "-2", "2"), ("2", "2", "-2")]),
    ("1/(x^2+y^2+1)", [("0", "0")]),
    ("x+y", []),
    ("x/y", []),
    ("x*y*e^(-(x^2+y^2)/2)", [("-1", "-1"), ("-1", "1"), ("0", "0"), ("1", "-1"), ("1", "1")]),
    ("3x*e^y-x^3-e^(3y)", [("1", "0")]),
    ("4x^2*e^y-2x^4-e^(4y)", [("-1", "0"), ("1", "0")]),
    ("x*e^y", []),
    ("e^x*cos(y)", []),
    ("(x^2+3y^2)e^(-2x)", [("0", "0"), ("1", "0")]),
    ("sqrt(x^2+y^2+1)", [("0", "0")]),
    ("sqrt(x^2+y^2)", []),
    ("sqrt(16-(x-3)^2-y^2)", [("3", "0")]),
    ("x*sqrt(y)-y^2-x+6y", [("-8", "1")]),
    ("ln(x^2+y^2+1)", [("0", "0")]),
    ("sqrt(2)*x*y+x^2+y^3", [("-sqrt(2)/6", "1/3"), ("0", "0")]),
    ("(2w+b-1)^2+(w+b-2)^2+(3w+b-4)^2", [("1/3", "1")]),
]

# function, isolated critical points, sets as (equations, dimension)
SETS = [
    ("(x-y)^2", [], [(("x - y",), 1)]),
    ("x^2*y^2", [], [(("x",), 1), (("y",), 1)]),
    ("(x^2+y^2-1)^2", [("0", "0")], [(("x**2 + y**2 - 1",), 1)]),
    ("(1-w1*w2)^2", [("0", "0")], [(("w1*w2 - 1",), 1)]),
    ("f(x, y) = x^2", [], [(("x",), 1)]),
    ("f(x, y) = 3", [], [((), 2)]),
    ("f(x, y, z) = (x^2+y^2-1)^2+z^2", [("0", "0", "0")], [(("z", "x**2 + y**2 - 1"), 1)]),
    ("(1-a*b*c)^2", [], [(("a*b*c - 1",), 2), (("a", "b"), 1), (("a", "c"), 1), (("b", "c"), 1)]),
    ("(1-a*b)^2+(2-a*c)^2", [], [(("a", "b + 2*c"), 1), (("2*b - c", "a*c - 2"), 1)]),
    ("(1 - w2 tanh(w1))^2", [("0", "0")], [(("1 - w2*tanh(w1)",), 1)]),
    ("(x^2-y)^2*e^y", [("0", "-2")], [(("x**2 - y",), 1)]),
    ("cos(x-y)", [], [(("sin(x - y)",), 1)]),
    ("sin(x^2+y^2)", [("0", "0")], [(("cos(x**2 + y**2)",), 1)]),
    ("(x^2+y^2)*ln(x^2+y^2)", [], [(("log(x**2 + y**2) + 1",), 1)]),
    ("cos(sqrt(x^2+y^2))", [], [(("sin(sqrt(x**2 + y**2))",), 1)]),
    ("x^2*sin(y)^2", [], [(("x",), 1), (("sin(y)",), 1)]),
    ("(e^x+e^y)^2*x", [], []),
    ("((x^2+y^2)^2+1)^2*x^2", [], [(("x",), 1)]),
]


@pytest.mark.parametrize(("function", "count"), COUNTS)
def test_counts_of_the_literature(function: str, count: int) -> None:
    found = critical(function)
    assert found.complete is Truth.TRUE
    assert (len(found.points), len(found.components), len(found.families)) == (count, 0, 0)
    assert all(point.proof is Proof.EXACT for point in found.points)
    assert len(set(numbers(found))) == count


@pytest.mark.parametrize(("function", "points"), POINTS)
def test_points_with_closed_forms(function: str, points: list[tuple[str, ...]]) -> None:
    found = critical(function)
    assert found.complete is Truth.TRUE
    assert texts(found) == points


@pytest.mark.parametrize(("function", "points", "sets"), SETS)
def test_sets_of_critical_points(function: str, points: list[tuple[str, ...]], sets: list[tuple[tuple[str, ...], int]]) -> None:
    found = critical(function)
    assert found.complete is Truth.TRUE
    assert texts(found) == points
    answer = {(frozenset(map(to_text, c.equations)), c.dimension) for c in found.components}
    assert answer == {(frozenset(equations), dimension) for equations, dimension in sets}


@pytest.mark.parametrize(
    ("function", "multiplicities"),
    [("x^2+y^2", [1]), ("x^4+y^4", [None]), ("x^2+y^3", [None]), ("x^3+y^3-3xy", [1, 1]), ("(y-x^2)(y-2x^2)", [None])],
)
def test_simple_solutions_are_told_from_degenerate_ones(function: str, multiplicities: list[int | None]) -> None:
    assert [point.multiplicity for point in critical(function).points] == multiplicities


@pytest.mark.parametrize(
    ("function", "on", "points"),
    [
        ("x^3-3x+y^2", "x in [-1, 0], y in [-1, 1]", [("-1", "0")]),
        ("x^3-3x+y^2", "x in (-1, 1), y in [-1, 1]", []),
        ("x^3-3x+y^2", "x in (-1, 1], y in [0, 1]", [("1", "0")]),
        ("x^3-6x+y^2", "x in [0, sqrt(2)], y in [-1, 1]", [("sqrt(2)", "0")]),
        ("x^3-6x+y^2", "x in [0, 1.414], y in [-1, 1]", []),
    ],
)
def test_the_region_counts_its_ends_exactly(function: str, on: str, points: list[tuple[str, ...]]) -> None:
    found = critical(function, on)
    assert found.complete is Truth.TRUE
    assert texts(found) == points
