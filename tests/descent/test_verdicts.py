"""What each run reached, on landscapes whose points are known."""

import dataclasses
import json
import math

import jsonschema
import pytest

from calc_cli.descent.landscape import certified
from calc_cli.descent.runs import Options
from calc_cli.descent.study import chosen_optimizers, descend, start_of
from calc_cli.language import parse_function
from calc_cli.model.descent import Verdict
from calc_cli.reports import FORMATS
from calc_cli.reports import Options as Writing
from calc_cli.reports.descent import render
from calc_cli.reports.schema import schema
from calc_cli.settings import Settings

VALIDATOR = jsonschema.Draft202012Validator(schema())


def descent(text, start, optimizers="all", analyzed=True, **options):
    problem = parse_function(text, Settings())
    landscape = certified(text, Settings(budget_seconds=5.0)) if analyzed else None
    return descend(problem, start_of(start, problem.variables), chosen_optimizers(optimizers), Options(**options), landscape)


def only(study):
    (run,) = study.runs
    return run


@pytest.mark.parametrize("optimizer", ["gd", "newton"])
def test_on_the_stable_axis_of_a_saddle_they_stall(optimizer):
    study = descent("x^2-y^2", "x=1, y=0", optimizer)
    run = only(study)
    assert (run.verdict, run.point, run.certified) == (Verdict.SADDLE, 1, True)
    assert float(run.distance.upper) < 1e-10
    assert run.escape.eigenvalue == pytest.approx(-2)
    assert run.escape.direction == pytest.approx((0, 1))
    assert run.escape.never
    assert study.predictions[0].escape.never


def test_saddle_free_newton_and_noise_escape():
    assert only(descent("x^2-y^2", "1, 0", "saddle-free-newton")).verdict is Verdict.DIVERGED
    assert only(descent("x^2-y^2", "1, 0", "gd", noise=0.01, seed=1)).verdict is Verdict.DIVERGED


@pytest.mark.parametrize("rate", [0.05, 0.1, 0.3])
def test_the_steps_to_leave_are_said_before_running(rate):
    study = descent("x^2-y^2", "1, 1e-6", "gd", rate=rate)
    said = study.predictions[0].escape
    assert said.steps == pytest.approx(math.log(1e6) / math.log(1 + 2 * rate))
    assert not said.never
    left = next(k for k, (_, y) in enumerate(only(study).path) if abs(y) >= 1)
    assert abs(left - said.steps) <= 1


def test_a_symmetric_start_is_proved_to_stay_on_the_diagonal():
    assert descent("x*y + x^4 + y^4", "0.3, 0.3", "gd").predictions[0].escape.never
    assert not descent("x*y + x^4 + y^4 + x^3/100", "0.3, 0.3", "gd").predictions[0].escape.never


@pytest.mark.parametrize(
    ("text", "start", "optimizer", "options", "verdict", "is_global"),
    [
        ("x^2+100y^2", "1", "gd", {"rate": 0.0099, "steps": 3000}, Verdict.MINIMUM, True),
        ("x^2+100y^2", "1", "gd", {"rate": 0.011}, Verdict.DIVERGED, None),
        ("x^2+100y^2", "1", "gd", {"rate": 0.0001}, Verdict.OUT_OF_STEPS, None),
        ("x^2", "1", "gd", {"rate": 1.0}, Verdict.OSCILLATES, None),
        ("x^4-2x^2+x/2", "1", "gd", {}, Verdict.MINIMUM, False),
        ("x^4-2x^2+x/2", "-1", "gd", {}, Verdict.MINIMUM, True),
        ("(x^2+y-11)^2+(x+y^2-7)^2", "0", "newton", {}, Verdict.MAXIMUM, False),
        ("cos x", "7", "bfgs", {}, Verdict.MINIMUM, True),
        ("(1-w1 w2 w3)^2", "0.5", "gd", {}, Verdict.FLAT, None),
        ("exp(-x)", "1", "bfgs", {}, Verdict.NO_POINT, None),
        ("sqrt(x)", "0.01", "gd", {"rate": 0.1}, Verdict.LEFT_DOMAIN, None),
        ("x^3", "1", "newton", {}, Verdict.SADDLE, False),
        ("exp(x^2)", "3", "gd", {}, Verdict.DIVERGED, None),
        ("log(x)^2-x", "1", "bfgs", {}, Verdict.LEFT_DOMAIN, None),
        ("x^(2/3)", "1", "gd", {"rate": 1.5}, Verdict.MINIMUM, True),
        ("(x-1)^2*sqrt(x)", "0.5", "gd", {"rate": 2.0}, Verdict.LEFT_DOMAIN, None),
        ("x*log(x)", "2", "nesterov", {"rate": 0.7}, Verdict.STOPPED, None),
        ("log(cosh(x))+log(cosh(2y))", "3,-2", "newton", {}, Verdict.STOPPED, None),
        ("gamma(x)", "3", "newton", {}, Verdict.MINIMUM, False),
        ("-exp(-x^2)", "0.001", "gd", {"tolerance": 1e-3}, Verdict.MINIMUM, True),
        ("relu(1-x)^2+relu(x-2)^2", "5", "momentum", {}, Verdict.FLAT, None),
        ("x^8", "0.5", "newton", {}, Verdict.MINIMUM, True),
        ("x^20", "0.5", "newton", {}, Verdict.NO_POINT, None),
        ("x^3/3-x/1000000", "0.3", "gd", {"tolerance": 1e-5, "steps": 5000}, Verdict.NO_POINT, None),
        ("x^2", "1", "gd", {"tolerance": 0.1}, Verdict.NO_POINT, None),
        ("x^2+100y^2", "1", "gd", {"rate": 0.00999}, Verdict.OUT_OF_STEPS, None),
        ("sin(1000x)", "0.1", "gd", {"rate": 1e-7, "steps": 3}, Verdict.OUT_OF_STEPS, None),
    ],
)
def test_verdicts(text, start, optimizer, options, verdict, is_global):
    run = only(descent(text, start, optimizer, **options))
    assert run.verdict is verdict
    if verdict in (Verdict.MINIMUM, Verdict.MAXIMUM):
        assert run.is_global is is_global
        assert run.certified


def test_without_an_analysis_the_verdict_is_approximate():
    run = only(descent("x^2+y^2", "1", "newton", analyzed=False))
    assert (run.verdict, run.certified, run.point) == (Verdict.MINIMUM, False, None)
    assert "approximate" in run.note


def test_a_member_of_a_family_is_named():
    run = only(descent("cos x", "7", "gd"))
    assert (run.point, run.copies) == (2, (1,))


def test_a_hundred_variables_without_a_hessian():
    text = "+".join(f"100*(x{i + 1}-x{i}^2)^2+(1-x{i})^2" for i in range(1, 100))
    problem = parse_function(text, Settings())
    study = descend(problem, (-1.2, 1.0) * 50, ("newton-cg",), Options(steps=2000, tolerance=1e-9), None)
    run = only(study)
    assert run.verdict is Verdict.MINIMUM
    assert run.gradient_norm < 1e-6
    VALIDATOR.validate(json.loads(render(study, "json", Writing())))


STUDIES = [("x^2-y^2", "1, 0"), ("x^2-y^2", "1, 1e-6"), ("cos x", "7"), ("x^3", "1"), ("(1-w1 w2 w3)^2", "0.5"), ("x^4", "1")]


@pytest.mark.parametrize(("text", "start"), STUDIES)
def test_documents_keep_the_contract(text, start):
    study = descent(text, start, "gd,newton,saddle-free-newton,l-bfgs", steps=60)
    VALIDATOR.validate(json.loads(render(study, "json", Writing())))
    for name in FORMATS:
        assert render(study, name, Writing())


def test_what_each_optimizer_does_at_a_saddle_is_found_by_running():
    trials = {trial.optimizer: trial for trial in descent("x^2-y^2", "1, 1").trials}
    assert trials["newton"].left_after is None
    assert trials["gd"].left_exact is None
    assert trials["gd"].left_after == pytest.approx(math.log(1e6) / math.log(1.2), abs=1)
    assert trials["adam"].left_after < trials["momentum"].left_after < trials["gd"].left_after


def test_step_sizes_of_a_bowl():
    (sizes,) = descent("x^2+100y^2", "1", "gd").step_sizes
    assert (sizes.condition, sizes.largest_rate) == (100, 0.01)
    assert sizes.best_rate == pytest.approx(2 / 202)
    assert sizes.contraction == pytest.approx(99 / 101)


@pytest.mark.parametrize("text", ["1000000000000x^2-y^2", "(x^2-y^2)/10000000000"])
def test_the_scale_of_a_saddle_hides_no_way_out(text):
    run = only(descent(text, "1, 0", "newton"))
    assert run.verdict is Verdict.SADDLE
    assert run.escape.direction == pytest.approx((0, 1))


@pytest.mark.parametrize(
    ("text", "start", "certified"),
    [("x^2+y^2", "1", True), ("x^4+y^4", "1", True), ("x^2*(x-1)^2+sin(y)^2*(1-x)^2+y^2", "0.2", True)],
)
def test_a_match_is_certified_by_a_regular_hessian_or_a_complete_list(text, start, certified):
    run = only(descent(text, start, "newton", steps=200))
    assert (run.verdict, run.certified) == (Verdict.MINIMUM, certified)


def test_a_match_that_is_not_proved_is_called_approximate():
    landscape = certified("x^4+y^4", Settings())
    problem = parse_function("x^4+y^4", Settings())
    doubted = dataclasses.replace(landscape, complete=False)
    run = only(descend(problem, (1.0, 1.0), ("newton",), Options(), doubted))
    assert not run.certified
    assert "approximate" in run.note


def test_a_flat_set_is_called_approximate():
    study = descent("(1-w1 w2 w3)^2", "0.5", "gd")
    assert not only(study).certified
    assert "on a flat set (approximate" in render(study, "terminal", Writing())


def test_gradients_are_counted_once():
    assert only(descent("x^2+y^4", "1", "gd", steps=20)).evaluations == 20


@pytest.mark.parametrize(("text", "start"), [("5", "1"), ("|x|+|x-1|", "0.5"), ("|x|-x", "3"), ("0*x+0*y", "1")])
def test_a_point_of_an_interval_of_constancy_is_proved_to_lie_in_it(text, start):
    run = only(descent(text, start, "gd"))
    assert (run.verdict, run.certified) == (Verdict.FLAT, True)


def test_noise_is_not_claimed_of_methods_without_it():
    study = descent("x^2", "1", "gd,bfgs", noise=0.01)
    assert "noise is not added to bfgs" in study.warnings
    assert ["noise" in run.note for run in study.runs] == [True, False]


def test_where_branches_meet_no_list_of_several_variables_is_called_complete():
    run = only(descent("x^2/10+y^2/10-relu(x*y)", "1, -1", "gd", rate=1.0, steps=5000))
    assert run.verdict is Verdict.SADDLE
    assert "approximate" in run.note
