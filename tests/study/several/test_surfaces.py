"""Functions of several variables from textbooks and from optimisation, with their truth: points, kinds, sets, global extrema."""

import json
import math
from pathlib import Path

import pytest

from calc_cli.language import parse_function
from calc_cli.model import Classification, Convexity
from calc_cli.settings import Settings
from calc_cli.study.several import study_surface

CASES = [json.loads(line) for line in (Path(__file__).parent / "surfaces.jsonl").read_text().splitlines()]
KINDS = {"local_min": "local_minimum", "local_max": "local_maximum"}
INFINITE = {"-inf": -math.inf, "inf": math.inf}


def studied(text, on=None):
    settings = Settings(on=on, budget_seconds=5.0)
    return study_surface(parse_function(text, settings), settings)


def value_of(number):
    return {"oo": math.inf, "-oo": -math.inf}.get(number.exact, number.approx)


def close(a, b):
    return a == b or abs(a - b) <= 1e-7 * max(1.0, abs(a), abs(b))


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_surface_against_its_truth(case):
    study = studied(case["text"], case["on"])
    found = [([x.approx for x in point.at], point.classification.value) for point in study.critical_points]
    assert len(found) == len(case["points"])
    for at, kind in case["points"]:
        hit = next((k for place, k in found if all(close(float(a), b) for a, b in zip(at, place, strict=True))), None)
        assert hit == KINDS.get(kind, kind), (at, kind, hit)
    assert bool(study.critical_sets) == bool(case["sets"])
    assert study.critical_status.proved
    if not case["window"]:
        for truth, extremum in ((case["minimum"], study.minimum), (case["maximum"], study.maximum)):
            if truth is not None:
                assert extremum is not None
                value, attained = truth
                assert close(value_of(extremum.value), float(INFINITE.get(value, value)))
                assert attained is None or extremum.attained == attained


@pytest.mark.parametrize(
    ("text", "equation", "kind"),
    [
        ("(x-y)^2", "x - y", Classification.LOCAL_MINIMUM),
        ("(x^2+y^2-1)^2", "x**2 + y**2 - 1", Classification.LOCAL_MINIMUM),
        ("(1-w1*w2)^2", "w1*w2 - 1", Classification.LOCAL_MINIMUM),
        ("-(x+2y)^4", "x + 2*y", Classification.LOCAL_MAXIMUM),
    ],
)
def test_a_curve_of_extrema_has_its_value(text, equation, kind):
    from calc_cli.language import to_text

    (component,) = studied(text).critical_sets
    assert [to_text(e) for e in component.equations] == [equation]
    assert component.classification is kind
    assert component.value.exact == "0"


@pytest.mark.parametrize(
    ("text", "on", "convexity"),
    [
        ("x^2+y^2", None, Convexity.STRICTLY_CONVEX),
        ("(x-y)^2", None, Convexity.CONVEX),
        ("x^2-y^2", None, Convexity.NEITHER),
        ("3x-2y+1", None, Convexity.AFFINE),
        ("-x^2-y^2+x*y", None, Convexity.STRICTLY_CONCAVE),
        ("x^4+y^4", None, Convexity.STRICTLY_CONVEX),
        ("e^x+e^(2y)", None, Convexity.STRICTLY_CONVEX),
        ("|x|+|y|", None, Convexity.CONVEX),
        ("x^3+y^2", None, Convexity.NEITHER),
        ("|2x-2y+1|-2y^4", "[-2, 3]", Convexity.NEITHER),
        ("x^3+y^2", "[1, 2]", Convexity.STRICTLY_CONVEX),
        ("x*log(x)+y*log(y)", None, Convexity.STRICTLY_CONVEX),  # its Hessian is defined, and negative, off the domain too
        ("x*log(x)+y*log(y)", "[1, 2]", Convexity.STRICTLY_CONVEX),
        ("log(x)+log(y)-y^3", None, Convexity.STRICTLY_CONCAVE),
        ("sqrt(x)+sqrt(y)", None, Convexity.STRICTLY_CONCAVE),
        ("sqrt(x^2+y^2)", None, Convexity.CONVEX),
        ("sqrt(1+x^2+y^2)", None, Convexity.STRICTLY_CONVEX),
        ("log(exp(x)+2exp(y-x)+1)", None, Convexity.CONVEX),
        ("x^2/y", "x in [-1, 1], y in [1, 2]", Convexity.CONVEX),
        ("sqrt(4-x^2-y^2)", None, Convexity.CONCAVE),
        ("-log(1-x^2-y^2)", None, Convexity.CONVEX),
        ("1/(1-x^2-y^2)", None, Convexity.NEITHER),  # its domain is not only the disk
        ("x^2+1/x+y^2+1/y", None, Convexity.NEITHER),
        ("max(x,y)^2", None, Convexity.NEITHER),
        ("min(x^2,y^2)", None, Convexity.NEITHER),
        ("|x-y|-|x|", None, Convexity.NEITHER),
        ("x^2*y^2+x^4", None, Convexity.NEITHER),
        ("x^2+4y^2-2x^2*y+4", "[-1, 1]", Convexity.NEITHER),
        ("ln(1+e^(-w))+0.05w^2+(b-1)^2", None, Convexity.STRICTLY_CONVEX),
        ("(2w+b-1)^2+(w+b-2)^2+(3w+b-4)^2", None, Convexity.STRICTLY_CONVEX),
    ],
)
def test_convexity(text, on, convexity):
    assert studied(text, on).convexity is convexity


@pytest.mark.parametrize(
    ("text", "on", "low", "high"),
    [
        ("x*y*z", "[-1, 1]", "-1", "1"),
        ("x^2-y^2", "[-1, 2]", "-4", "4"),
        ("x*y", "x in [0, 1], y in [-2, 3]", "-2", "3"),
        ("e^(-x^2-y^2)", "[-1, 1]", "e**(-2)", "1"),
    ],
)
def test_a_box_has_its_extrema_on_the_boundary_too(text, on, low, high):
    from calc_cli.language import parse_expression
    from calc_cli.symbolic.comparing import compare

    study = studied(text, on)
    for extremum, value in ((study.minimum, low), (study.maximum, high)):
        assert extremum.attained
        assert compare(extremum.value.tree, parse_expression(value)) == 0


@pytest.mark.parametrize(
    ("text", "on", "minimum", "maximum"),
    [
        ("sqrt(1-x^2-y^2)", None, True, False),  # 0 on the circle, which belongs to the domain
        ("sqrt(x*y)", None, True, False),
        ("asin(x*y)", None, True, True),
        ("x*y", "[0, 1]", True, False),  # 0 on two edges
        ("min(x, y)", "[0, 1]", True, False),
        ("x^2+y^2", "[0, 1]", False, False),
        ("sqrt(x^2+y^2)", None, False, False),
        ("x^4+y^4-2x^2-2y^2+4x*y", None, False, False),
    ],
)
def test_places_that_may_be_missing_are_said_to_be(text, on, minimum, maximum):
    study = studied(text, on)
    assert (study.minimum.partial, study.maximum.partial) == (minimum, maximum)


def test_unbounded_functions_show_a_curve():
    from calc_cli.language import to_text

    study = studied("(y-x^2)*(y-2x^2)")
    assert study.minimum.value.exact == "-oo"
    assert [to_text(tree) for tree in study.minimum.along] == ["t", "3*t**2/2"] or len(study.minimum.along) == 2


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("sqrt(x^2+y^2+1)-ln(1+x^2+y^2)", "2 - 2*log(2)", "oo"),
        ("(x^2+y^2)*e^(-x^2-y^2)", "0", "1/e"),
        ("e^(x*y)-x*y", "1", "oo"),
        ("sin(x)+sin(y)+sin(x+y)", "-3*sqrt(3)/2", "3*sqrt(3)/2"),
        ("1/(1+x^2+y^2)", "0", "1"),
        ("(x+10)^2+(y+10)^2+e^(-x^2-y^2)", None, "oo"),
        ("x*e^(-y^2)", "-oo", "oo"),
        ("1/x+y", "-oo", "oo"),
        ("sqrt(16-x^2-y^2)", "0", "4"),
        ("x^4+y^4-2x^2-2y^2+4x*y", "-8", "oo"),
        ("4x^2*e^y-2x^4-e^(4y)", "-oo", "1"),
        ("x*y/(x^2+y^2+1)", "-1/2", "1/2"),
        ("exp(x)*(x+y^2)", "-1/e", "oo"),
        ("exp(-(x^2+y^2))*(x^2+y^2)^2", "0", "4/e**2"),
        ("x^2+(x*y-1)^2", "0", "oo"),
        ("x/(1+x^2+y^2)", "-1/2", "1/2"),
        ("(x^2+x*y)/(x^2+y^2+1)", "(1 - sqrt(2))/2", "(1 + sqrt(2))/2"),
        ("(x*y+x*z)/(x^2+y^2+z^2+1)", "-sqrt(2)/2", "sqrt(2)/2"),
        ("(x^2+2)/(x^2+y^2+1)", "0", "2"),
    ],
)
def test_global_extrema(text, low, high):
    study = studied(text)
    for extremum, value in ((study.minimum, low), (study.maximum, high)):
        if value is not None:
            assert extremum.value.exact == value


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("cos(x^2+y^2)", {"-1": Classification.LOCAL_MINIMUM, "1": Classification.LOCAL_MAXIMUM}),
        ("sin(x*y)", {"-1": Classification.LOCAL_MINIMUM, "1": Classification.LOCAL_MAXIMUM}),
        ("2-3sin(x^2-y)", {"-1": Classification.LOCAL_MINIMUM, "5": Classification.LOCAL_MAXIMUM}),
    ],
)
def test_infinitely_many_curves_are_told_apart_by_their_values(text, levels):
    study = studied(text)
    assert {component.value.exact: component.classification for component in study.critical_sets} == levels
    assert study.critical_status.proved


def test_irrational_factors_are_no_polynomials_over_the_rationals():
    study = studied("cos(2*pi*x)+cos(2*pi*y)+x^2+y^2", "[-0.6, 0.6]")
    assert study.critical_status.proved
    assert study.maximum.value.exact == "2"


def test_points_outside_the_domain_are_not_on_the_boundary():
    study = studied("x^y", "x in [-1, 1], y in [1, 2]")
    assert all(point.at[0].approx > 0 for point in study.boundary)
    assert all(point.value is not None for point in studied("y*log(x)", "[0, 1]").boundary)


def test_a_witness_lies_in_the_domain():
    assert studied("x^2*y/(x*y)").minimum.along[1] != parse_function("0", Settings()).tree
    assert studied("x^y").minimum is None  # the infimum 0; on y = 1 the base stays positive
    assert studied("x*log(x)+y*log(y)").maximum.along[1] != parse_function("0", Settings()).tree


def test_circles_of_critical_points_by_their_radii():
    study = studied("(x^2+y^2)*sin(x^2+y^2)", "[-2, 2]")
    assert study.critical_status.proved
    found = [(component.value.approx, component.classification) for component in study.critical_sets]
    kinds = [Classification.LOCAL_MAXIMUM, Classification.LOCAL_MINIMUM, Classification.LOCAL_MAXIMUM]
    assert [kind for _, kind in found] == kinds
    for value, level in zip((v for v, _ in found), (2.0287578381, 4.9131804394, 7.9786657124), strict=True):
        assert close(value, level * math.sin(level))


def test_a_cusp_of_a_function_of_the_radius_has_its_kind():
    (point,) = studied("-(1+cos(12*sqrt(x^2+y^2)))/(0.5*(x^2+y^2)+2)", "[-1, 1]").critical_points
    assert point.classification is Classification.LOCAL_MINIMUM
