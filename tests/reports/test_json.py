"""The JSON contract: every document is valid, strict, and says what the study says."""

import json

import pytest
from jsonschema import Draft202012Validator

from calc_cli import analyze
from calc_cli.errors import CalcError
from calc_cli.reports.json import render, to_dict
from calc_cli.reports.schema import schema
from tests.reports.studies import STUDIES

VALIDATOR = Draft202012Validator(schema())

each_study = pytest.mark.parametrize("name", STUDIES)


def test_the_schema_is_a_schema():
    Draft202012Validator.check_schema(schema())


@each_study
@pytest.mark.parametrize("steps", [False, True])
def test_documents_are_valid(name, steps):
    VALIDATOR.validate(json.loads(render(STUDIES[name](), steps=steps)))


@each_study
def test_documents_are_strict_json_in_ascii(name):
    text = render(STUDIES[name]())
    assert text.isascii()
    json.loads(text, parse_constant=lambda word: pytest.fail(word))


def test_a_study_has_its_document():
    study = analyze("x**3 - 3x")
    assert study.to_dict() == json.loads(render(study))
    assert study.to_dict(steps=True) == json.loads(render(study, steps=True))
    assert analyze("x^2 - y^2").to_dict()["kind"] == "surface"


@each_study
def test_a_line_of_a_batch_is_valid(name):
    VALIDATOR.validate({**to_dict(STUDIES[name]()), "id": "a-1", "line": 3})


def test_errors_are_valid():
    VALIDATOR.validate(CalcError("unknown_name", "unknown name sine", "sine(x)", (0, 4), "sin").to_dict())
    VALIDATOR.validate(CalcError("timeout", "no answer within 1 s").to_dict())


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d.pop("critical_points"),
        lambda d: d.update(unknown=1),
        lambda d: d["critical_points"][0].update(classification="minimum"),
        lambda d: d["critical_points"][0]["at"]["x"].update(approx="3"),
        lambda d: d["critical_points"][0]["at"]["x"].update(enclosure=["1"]),
        lambda d: d["completeness"]["critical_points"].update(count=-1),
        lambda d: d["domain"][0].update(lower=None),
    ],
)
def test_the_schema_refuses_mistakes(change):
    document = to_dict(STUDIES["cubic"]())
    change(document)
    assert not VALIDATOR.is_valid(document)


def test_the_cubic():
    document = to_dict(STUDIES["cubic"]())
    assert document["function"]["text"] == "x**3 - 3*x**2 - 9*x + 5"
    first, second = document["critical_points"]
    assert first["at"]["x"] == {"exact": "-1", "approx": -1.0, "enclosure": ["-1", "-1"]}
    assert (first["classification"], second["classification"]) == ("local_maximum", "local_minimum")
    assert second["evidence"] == [{"label": "f''(3)", "value": {"exact": "12", "approx": 12.0, "enclosure": ["12", "12"]}}]
    assert document["extrema"]["minimum"]["value"]["exact"] == "-oo"
    assert document["extrema"]["minimum"]["value"]["approx"] is None
    assert document["completeness"]["critical_points"]["count"] == 2
    assert document["completeness"]["critical_points"]["within"] is None
    assert "steps" not in document


def test_families_and_infinite_counts():
    document = to_dict(STUDIES["sine"]())
    assert document["critical_points"][0]["family"]["period"]["exact"] == "2*pi"
    assert document["completeness"]["critical_points"]["count"] == "infinite"


def test_what_is_not_proved_is_null_or_says_so():
    document = to_dict(STUDIES["unproved"]())
    point = document["critical_points"][0]
    assert point["value"] is None
    assert point["at"]["x"]["exact"] is None
    assert point["proof"] == "unproved"
    assert document["extrema"] == {"minimum": None, "maximum": None}
    status = document["completeness"]["critical_points"]
    assert (status["proved"], status["count"], status["equation"]["text"]) == (False, None, "cos(x) - x")
    assert status["undecided"][0]["x"]["upper"]["exact"] == "21/2"


PARTS = ["first_derivative", "second_derivative", "critical_points", "classification", "classification", "limits", "limits"]


def test_steps_are_sentences_with_formulas():
    steps = to_dict(STUDIES["cubic"](), steps=True)["steps"]
    assert [step["part"] for step in steps] == PARTS
    assert all(step["text"] and step["latex"] for step in steps)
    assert steps[4]["text"] == "Second derivative test at x = 3: f''(3) = 12 > 0, so a local minimum"
