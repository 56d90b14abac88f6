"""Documents of several variables against the schema, and their reports."""

import json

import jsonschema
import pytest

from calc_cli.pipeline import analyze, analyze_locally, analyze_map
from calc_cli.reports import FORMATS, Options
from calc_cli.reports.json import to_dict
from calc_cli.reports.schema import schema
from calc_cli.settings import Settings

VALIDATOR = jsonschema.Draft202012Validator(schema())
SURFACES = [
    ("x^2 - y^2", None),
    ("x^3+y^3-3xy", None),
    ("x^2-2xy+4y^2-4x-2y+24", "x in [0, 4], y in [0, 2]"),
    ("x y e^(-x^2-y^2)", None),
    ("sqrt(x^2+y^2+1)", None),
    ("w1^2 + w2^2 + w3^2", None),
    ("x^2 y^2", None),
]


@pytest.mark.parametrize(("text", "region"), SURFACES, ids=[s[0] for s in SURFACES])
@pytest.mark.parametrize("steps", [False, True])
def test_a_surface_keeps_the_contract(text, region, steps):
    study = analyze(text, Settings(on=region))
    document = json.loads(json.dumps(to_dict(study, steps=steps), allow_nan=False))
    VALIDATOR.validate(document)
    assert document["kind"] == "surface"
    for name in ("terminal", "markdown"):
        assert FORMATS[name](study, Options(steps=steps))


@pytest.mark.parametrize("at", [None, "x=2, y=3"])
@pytest.mark.parametrize("kind", ["gradient", "hessian"])
def test_a_gradient_and_a_hessian_keep_the_contract(kind, at):
    study = analyze_locally("x^4+y^4-4x*y+1", kind=kind, at=at)
    VALIDATOR.validate(json.loads(json.dumps(to_dict(study, steps=True), allow_nan=False)))
    assert FORMATS["terminal"](study, Options(steps=True))


@pytest.mark.parametrize(("at", "near"), [(None, None), ("x=2, y=3", None), ("(2, 3)", "(2.1, 3)")])
def test_a_map_keeps_the_contract(at, near):
    study = analyze_map("[x^2 y, 5x + sin y]", at=at, near=near)
    VALIDATOR.validate(json.loads(json.dumps(to_dict(study, steps=True), allow_nan=False)))
    assert FORMATS["terminal"](study, Options(steps=True))


def test_a_worked_solution_in_order():
    text = FORMATS["terminal"](analyze("x^3 + y^3 - 3x*y"), Options())
    lines = [line.strip() for line in text.splitlines()]
    headings = [line for line in lines if line[:2] in ("1.", "2.", "3.", "4.", "5.")]
    assert headings == ["1. Gradient", "2. Hessian", "3. Critical points", "4. Classification", "5. Global behaviour"]
    assert "f: R^2 -> R, gradient 2x1, Hessian 2x2, symmetric" in lines
    assert "Complete: these are all 2 critical points on all of R^2 (proved)." in lines
    assert any("27 > 0" in line and "local minimum, strict" in line for line in lines)


@pytest.mark.parametrize(
    ("text", "truth"),
    [
        ("x^2+100y^2", {"eigenvalues": [2, 200], "condition": 100, "largest_rate": 0.01, "newton": "leads_to_this_minimum"}),
        ("x^2-y^2", {"largest_rate": 1, "best_rate": None, "contraction": None, "negative": 1, "newton": "leads_to_this_saddle"}),
        ("-x^2-2y^2", {"condition": 2, "largest_rate": None, "best_rate": None, "newton": "leads_to_this_maximum"}),
        ("x^2+y^4", {"condition": None, "largest_rate": 1, "best_rate": None, "singular": True, "newton": "slow_or_undefined"}),
    ],
)
def test_step_sizes_stand_at_each_critical_point(text, truth):
    (point,) = to_dict(analyze(text))["critical_points"]
    assert point["step_sizes"] | truth == point["step_sizes"]
    if text == "x^2+100y^2":
        assert point["step_sizes"]["best_rate"] == pytest.approx(2 / 202)
        assert point["step_sizes"]["contraction"] == pytest.approx(99 / 101)


def test_a_long_table_is_cut_and_says_so():
    study = analyze("cos(5x) + cos(5y)", Settings(on="[-4, 4]"))
    assert len(to_dict(study)["critical_points"]) == 169
    lines = [line.strip() for line in FORMATS["terminal"](study, Options()).splitlines()]
    rows = [line for line in lines if line.startswith("P")]
    left_out = next(line for line in lines if "not shown" in line)
    assert "--json lists all 169" in left_out
    assert len(rows) == 110 + 110 + 100
    assert "In all: 36 local minima, 49 local maxima, 84 saddles" in lines
    assert sum(line.startswith("P105 ") for line in lines) == 2  # a global maximum: in the table of points and in that of kinds


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("(1-x*y)^2", "Global minimum: 0 at every point with x*y - 1 = 0"),
        ("x^2*y^2", "Global minimum: 0 at every point with x = 0 and at every point with y = 0"),
        ("f(x,y)=5", "Global maximum: 5 at every point"),
        ("sqrt(1-x^2-y^2)", "Global minimum: 0, for instance at (-1, 0) and (1, 0)"),
        ("sin(x)*sin(y)", "Global maximum: 1 at (pi/2, pi/2) and (3*pi/2, 3*pi/2), repeated with the periods"),
        ("relu(x)+relu(y)", "Global minimum: 0, for instance at every point with -x > 0 and -y > 0"),
    ],
)
def test_a_global_value_on_a_set_is_said_to_be_there(text, where):
    assert where in FORMATS["terminal"](analyze(text), Options())


def test_where_there_is_no_gradient_the_list_holds_extrema():
    assert "there is no stationary point and no extremum on all of R^2" in FORMATS["terminal"](analyze("max(x, y)"), Options())


def test_where_the_gradient_is_zero_there_is_no_steepest_ascent():
    from calc_cli.language import parse_function
    from calc_cli.study.several.local import study_locally
    from calc_cli.tree import ZERO

    study = study_locally(parse_function("x^4 + y^4", Settings()), "gradient", (ZERO, ZERO))
    assert "grad f = (0, 0): the point is stationary, no direction is one of steepest ascent" in FORMATS["terminal"](study, Options())


def test_what_is_said_of_a_box_and_of_a_period():
    boxed = FORMATS["terminal"](analyze("x^2 + y^2", Settings(on="[0, 1]")), Options())
    assert "there is no critical point in the interior of the box asked for (proved)" in boxed
    assert "In one period: 2 local minima, 2 local maxima, 4 saddles" in FORMATS["terminal"](analyze("sin(x)*sin(y)"), Options())


def test_the_domain_is_said_where_it_is_not_everything():
    told = FORMATS["terminal"](analyze("log(x*y)"), Options())
    assert "f: U -> R" in told
    assert "U: the points of R^2 where f is defined; log needs x*y > 0" in told
    assert "R^2 -> R" not in told
    assert "on all of R^2" not in told
    assert "f: R^2 -> R" in FORMATS["terminal"](analyze("sqrt(x^2+y^2) + log(1+exp(x))"), Options())


@pytest.mark.parametrize(
    ("text", "curves"),
    [
        ("1/(x-y)", ["(-1/t, 0) as t -> oo", "(1/t, 0) as t -> oo"]),
        ("exp(x-y)", ["is not attained, only approached, for instance along (x, y) = (-t, 0) as t -> oo"]),
        ("log(1-x^2-y^2)", ["((1 - t)/t, 0) as t -> oo"]),
    ],
)
def test_a_witness_runs_where_f_does(text, curves):
    told = FORMATS["terminal"](analyze(text), Options())
    assert all(curve in told for curve in curves)
