"""Certified search in a box: every zero once, nothing lost, nothing claimed where it is not decided."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calc_cli import balls
from calc_cli import tree as t
from calc_cli.calculus import gradient
from calc_cli.language import parse_expression, parse_region, to_text
from calc_cli.model import Proof, StopReason, System, Truth
from calc_cli.solving.systems import box_search
from calc_cli.solving.systems.box_search import search_box
from calc_cli.solving.systems.exponentials import without_common_exponential


@pytest.fixture(params=["codac", "balls alone"])
def contractors(request, monkeypatch):
    if request.param == "codac":
        pytest.importorskip("codac")
    else:
        monkeypatch.setattr(box_search, "contractor", lambda functions, variables: None)


def system_of(equations, variables, on):
    region = parse_region(on, tuple(variables))
    return System(tuple(equations), tuple(variables), tuple(region[name] for name in variables))


def stationary(text, variables, on):
    return system_of([entry.result for entry in gradient(parse_expression(text), tuple(variables))], variables, on)


def decimals(points, digits=6):
    return sorted(tuple(balls.decimal_text(part, digits) for part in point.at) for point in points)


COUNTS = [
    ("(x^2 + y - 11)^2 + (x + y^2 - 7)^2", "xy", "[-6, 6]", 9),
    ("20 + x^2 - 10cos(2pi*x) + y^2 - 10cos(2pi*y)", "xy", "[-2.2, 2.2]", 81),
    ("(y - 5.1/(4pi^2)*x^2 + 5/pi*x - 6)^2 + 10(1 - 1/(8pi))*cos(x) + 10", "xy", "x in [-5, 10], y in [0, 15]", 5),
    ("sin(x + y) + (x - y)^2 - 1.5x + 2.5y + 1", "xy", "x in [-1.5, 4], y in [-3, 4]", 3),
    ("3(1-x)^2*exp(-x^2-(y+1)^2) - 10(x/5-x^3-y^5)*exp(-x^2-y^2) - exp(-(x+1)^2-y^2)/3", "xy", "[-3, 3]", 9),
    ("sin(x)*sin(y)", "xy", "[-4, 4]", 13),
    ("x*y*e^(-x^2-y^2)", "xy", "[-3, 3]", 5),
    ("e^x*cos(y)", "xy", "[-5, 5]", 0),
    ("ln(1 + e^(-w)) + 0.05w^2 + (b - 1)^2", "wb", "[-10, 10]", 1),
    ("cos(x) + cos(y) + cos(z) + x*y*z/10", "xyz", "[-2, 2]", 1),
    ("x*log(x) + y^2", "xy", "x in [1/10, 5], y in [-1, 1]", 1),
]


@pytest.mark.usefixtures("contractors")
@pytest.mark.parametrize(("text", "variables", "on", "count"), COUNTS)
def test_every_critical_point_is_found_once(text, variables, on, count):
    found = search_box(stationary(text, variables, on), 60)
    assert (len(found.points), found.undecided) == (count, ())
    assert found.complete is Truth.TRUE
    assert found.stopped is StopReason.FINISHED
    assert all(point.multiplicity == 1 for point in found.points)
    assert len(set(decimals(found.points, 12))) == count


@pytest.mark.usefixtures("contractors")
def test_simple_coordinates_are_recognised_and_proved():
    found = search_box(stationary("x*y*e^(-x^2-y^2)", "xy", "[-3, 3]"))
    assert {tuple(map(to_text, point.at)) for point in found.points} == {
        ("0", "0"),
        *((a, b) for a in ("sqrt(2)/2", "-(sqrt(2)/2)", "-sqrt(2)/2") for b in ("sqrt(2)/2", "-sqrt(2)/2") if len(a) < 11),
    }
    assert all(point.proof is Proof.EXACT for point in found.points)


BORDERS = [
    ("x - 1", "y", "x in [0, 1], y in [-1, 1]", 1),
    ("x - 1", "y", "x in [0, 1), y in [-1, 1]", 0),
    ("x - 1", "y", "x in (1, 2], y in [-1, 1]", 0),
    ("x - 1", "y", "x in [1, 2], y in [0, 1]", 1),
    ("x - 1", "y", "x in [1, 2], y in (0, 1]", 0),
    ("sin(x)", "y - x", "x in [0, pi], y in [0, pi]", 2),
    ("sin(x)", "y - x", "x in (0, pi), y in (0, pi)", 0),
    ("sin(x)", "y - x", "x in [0, pi], y in (0, pi]", 1),
    ("sin(x)", "y - x", "x in [-pi, pi), y in [-4, 4]", 2),
    ("x^2 - 2", "y*(y - 1)", "x in [-2, sqrt(2)], y in [0, 1)", 2),
    ("x^2 - 2", "y*(y - 1)", "x in (-sqrt(2), sqrt(2)), y in [0, 1]", 0),
    ("x^2 - y", "y - 1/4", "x in [-1/2, 1/2], y in [0, 1]", 2),
    ("x^3 - x - 1", "y", "x in [1.324717957244746, 2], y in [-1, 1]", 1),
    ("x^3 - x - 1", "y", "x in [1.324717957244747, 2], y in [-1, 1]", 0),
]


@pytest.mark.usefixtures("contractors")
@pytest.mark.parametrize(("f", "g", "on", "count"), BORDERS)
def test_zeros_on_the_border_belong_or_not(f, g, on, count):
    found = search_box(system_of([parse_expression(f), parse_expression(g)], "xy", on))
    assert (len(found.points), found.undecided) == (count, ())


@pytest.mark.usefixtures("contractors")
@pytest.mark.parametrize(
    ("equations", "at"),
    [
        (("x^2", "y"), ("0", "0")),
        (("x^2 + y^2", "x*y"), ("0", "0")),
        (("(x - 1)^2", "y - x"), ("1", "1")),
        (("cos(x) - 1", "y - x"), ("0", "0")),
        (("(x - y)^3", "x + y - 2"), ("1", "1")),
        (("4x^3", "sin(2y)"), ("0", "0")),
    ],
)
def test_a_multiple_zero_stays_undecided(equations, at):
    found = search_box(system_of(map(parse_expression, equations), "xy", "[-1.5, 1.4]"))
    assert [tuple(map(to_text, point.at)) for point in found.points] == [at]
    assert found.points[0].multiplicity is None
    assert len(found.undecided) == 1
    for interval, coordinate in zip(found.undecided[0], at, strict=True):
        value = Fraction(coordinate)
        low, high = t.rational_value(interval.lower), t.rational_value(interval.upper)
        assert low <= value <= high
        assert high - low < Fraction(1, 1000)


@pytest.mark.usefixtures("contractors")
def test_a_curve_of_zeros_is_undecided_not_lost():
    found = search_box(system_of(map(parse_expression, ("x - y", "(x - y)*(x + 2)")), "xy", "[-1, 1]"), 5)
    assert found.points == ()
    assert found.undecided
    low, high = (t.rational_value(found.undecided[0][0].lower), t.rational_value(found.undecided[0][0].upper))
    assert low <= 0 <= high


@pytest.mark.usefixtures("contractors")
def test_nothing_is_said_where_the_functions_are_not_defined():
    found = search_box(system_of(map(parse_expression, ("sqrt(x) - 1/2", "y + log(x + 1)")), "xy", "[-1, 1]"), 5)
    assert len(found.points) == 1
    covered = [(t.rational_value(box[0].lower), t.rational_value(box[0].upper)) for box in found.undecided]
    assert all(high < Fraction(1, 4) or low > Fraction(1, 4) for low, high in covered)


@pytest.mark.usefixtures("contractors")
@pytest.mark.parametrize("jump", ["floor(x)", "sign(x)", "(x if x < 0 else x + 1)"])
def test_a_jump_across_zero_is_no_zero(jump):
    found = search_box(system_of([parse_expression(f"x + {jump} - 1/2"), parse_expression("y - x")], "xy", "[-0.9, 0.7]"), 5)
    for point in found.points:
        value = balls.enclose(t.substitute(parse_expression(f"x + {jump} - 1/2"), {"x": point.at[0]}))
        assert value.contains(0)


def test_an_unbounded_region_and_a_system_that_is_not_square_are_refused():
    unbounded = search_box(system_of(map(parse_expression, ("x", "y")), "xy", "x in [0, oo), y in [0, 1]"))
    assert unbounded.complete is Truth.UNKNOWN
    assert unbounded.trail
    flat = search_box(system_of([parse_expression("x")], "xy", "[0, 1]"))
    assert flat.complete is Truth.UNKNOWN


roots = st.lists(st.fractions(-3, 3, max_denominator=12), min_size=1, max_size=3, unique=True)


@pytest.mark.usefixtures("contractors")
@given(roots, roots, st.integers(-2, 2), st.integers(-2, 2))
@settings(max_examples=12, deadline=None)
def test_chosen_zeros_are_found(xs, ys, a, b):
    """prod(u - x_i) = prod(v - y_j) = 0 in sheared coordinates u = x + a*y, v = y + b*(x + a*y)."""
    x, y = t.Variable("x"), t.Variable("y")
    u = t.add(x, t.multiply(t.rational(a), y)) if a else x
    v = t.add(y, t.multiply(t.rational(b), u)) if b else y
    equations = [t.multiply(*(t.subtract(w, t.rational(value)) for value in values)) for w, values in ((u, xs), (v, ys))]
    truth = {(p - a * (q - b * p), q - b * p) for p in xs for q in ys}
    found = search_box(system_of(equations, "xy", "[-10, 10]"), 30)
    inside = {point for point in truth if all(-10 <= c <= 10 for c in point)}
    assert {tuple(t.rational_value(part) for part in point.at) for point in found.points} == inside
    assert found.undecided == ()


@pytest.mark.parametrize(
    ("text", "simpler"),
    [
        ("x*exp(-x^2) - 2*exp(-x^2 + y)", "x - 2*exp(y)"),
        ("(1 - 2x^2)*e^(-x^2-y^2)*y", "(1 - 2*x**2)*y"),
        ("x*exp(x) + 1", "x*exp(x) + 1"),
        ("x - 1", "x - 1"),
        ("-(2exp(x)*(x + exp(y)))", "-2*x - 2*exp(y)"),
    ],
)
def test_a_common_exponential_is_dropped(text, simpler):
    assert to_text(without_common_exponential(parse_expression(text))) == simpler
