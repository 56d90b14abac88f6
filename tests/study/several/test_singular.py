"""Points and sets where f is not smooth: found, classified, or said not to be analysed."""

import pytest

from calc_cli.language import parse_function, to_text
from calc_cli.model import Classification
from calc_cli.settings import Settings
from calc_cli.study.several import study_surface

MINIMUM, MAXIMUM, SADDLE = Classification.LOCAL_MINIMUM, Classification.LOCAL_MAXIMUM, Classification.SADDLE


def studied(text, on=None):
    settings = Settings(on=on, budget_seconds=5.0)
    return study_surface(parse_function(text, settings), settings)


POINTS = [
    ("sqrt(x^2+y^2)", {("0", "0"): MINIMUM}),
    ("2-sqrt(x^2+y^2)", {("0", "0"): MAXIMUM}),
    ("|x|+|y|", {("0", "0"): MINIMUM}),
    ("|x-1|+y^2", {("1", "0"): MINIMUM}),
    ("|x-y|+x^2+y^2-x", {("1/4", "1/4"): MINIMUM}),
    ("cbrt(x^2+y^2)", {("0", "0"): MINIMUM}),
    ("cbrt(x)+y^2", {}),
    ("x|x|+y^2", {("0", "0"): SADDLE}),
    ("x^2/10+y^2/10-relu(x*y)", {("0", "0"): SADDLE}),
    ("max(x,y)", {}),
    ("sqrt(x^2+y^2)+y", {}),
    ("x/y", {}),
    ("ln(x)+ln(y)-x-y", {("1", "1"): MAXIMUM}),
]


@pytest.mark.parametrize(("text", "points"), POINTS[:-3] + POINTS[-2:], ids=[p[0] for p in POINTS[:-3] + POINTS[-2:]])
def test_singular_points(text, points):
    study = studied(text)
    assert {tuple(x.exact for x in p.at): p.classification for p in study.critical_points} == points
    assert study.critical_status.proved


def test_a_circle_of_corners_is_a_set_of_minima():
    study = studied("|x^2+y^2-1|")
    (circle,) = study.critical_sets
    assert to_text(circle.equations[0]) == "x**2 + y**2 - 1"
    assert circle.classification is MINIMUM
    assert study.minimum.value.exact == "0"


@pytest.mark.parametrize("text", ["floor(x)+y^2", "|x^3+y^3-1|+x*y*|x-y^2|"])
def test_what_is_not_analysed_is_said(text):
    study = studied(text)
    assert not study.critical_status.proved
    assert any("not analysed" in warning for warning in study.warnings)


def test_a_set_outside_the_box_is_no_critical_set():
    assert studied("(x-5)^2+0y", "[0, 1]").critical_sets == ()


def test_a_set_of_a_piece_carries_its_condition():
    (component,) = studied("x^2+|y|-y").critical_sets
    assert [to_text(equation) for equation in component.equations] == ["x", "y > 0"]


@pytest.mark.parametrize(
    ("text", "low", "attained"),
    [
        ("relu(1-x*y)+x^2/2", "0", False),  # x = 0 and x*y > 1 meet nowhere
        ("relu(x^2+1)+y^2", "1", True),
        ("sqrt(4-x^2)*sqrt(1-y^2)", "0", True),
    ],
)
def test_a_set_without_a_point_in_its_piece_is_not_listed(text, low, attained):
    study = studied(text)
    assert study.critical_sets == ()
    assert (study.minimum.value.exact, study.minimum.attained) == (low, attained)


@pytest.mark.parametrize(
    ("text", "sets"),
    [
        ("(x^2-y^2)/(x^2+y^2)", [["x", "x**2 + y**2 != 0"], ["y", "x**2 + y**2 != 0"]]),
        ("y^2*log(x)", [["y", "x > 0"]]),
        ("x^2*y^2*sqrt(x-1)", [["y", "x - 1 > 0"]]),  # x = 0 is outside the domain
        ("x^2*y^2*log(3-x)", [["x"], ["y", "3 - x > 0"]]),
        ("(x-y)^2/(1+x^2)", [["x - y"]]),
    ],
)
def test_a_set_is_the_part_in_the_domain(text, sets):
    found = [[to_text(equation) for equation in component.equations] for component in studied(text).critical_sets]
    assert sorted(found) == sorted(sets)


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("(1-x*y)^2", None),
        ("relu(1-x*y)+x^2+y^2/4", None),
        ("max(x*y,1)+x^2", None),
        ("(x^2+y^2-1)^2", "[0, 1]"),
        ("(x*y*z-1)^2", "[1/2, 2]"),
    ],
)
def test_a_set_with_a_point_in_its_piece_is_listed(text, on):
    study = studied(text, on)
    assert study.critical_sets
    assert study.critical_status.proved


def test_a_cusp_leaves_no_box_undecided():
    study = studied("sqrt(x^2+y^2)-cos(3x)-y^2", "[-1, 1]")
    assert study.critical_status.proved
    assert study.critical_status.undecided == ()
    origin = next(point for point in study.critical_points if [x.exact for x in point.at] == ["0", "0"])
    assert (origin.classification, origin.strict) == (Classification.LOCAL_MINIMUM, True)


def test_a_curve_of_maxima_leaves_out_the_cusp_inside_its_equation():
    study = studied("sqrt(x^2+y^2)-x^2-y^2")
    (component,) = study.critical_sets
    assert [to_text(equation) for equation in component.equations][1:] == ["x**2 + y**2 > 0"]
    assert (component.value.exact, component.classification) == ("1/4", MAXIMUM)
    assert studied("sqrt(x)*(y-1)^2").critical_sets[0].equations[0] == parse_function("y - 1", Settings()).tree
