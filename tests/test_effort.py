"""The clock of counted work: the same for a line alone and after others, whatever the machine does."""

import json

import pytest

from calc_cli import effort, remembering
from calc_cli.pipeline import analyze
from calc_cli.reports.json import to_dict
from calc_cli.settings import Settings

HARD = [
    ("x^5 - 5x + 1 + e^x", None),
    ("sin(x)^2 + sin(3x)", None),
    ("x^2 sin(1/x)", "[0.001, 1]"),
    ("gamma(x) sin(x)", "[-4.5, 4]"),
    ("gelu(x) + mish(x)", None),
    ("abs(x^2 - 3) + cbrt(x - sqrt(2))", None),
    ("sin(x y) + cos(x^2 y) + x/9", "x in [-4, 4], y in [-4, 4]"),
    ("x^4 + y^4 - 4x y + z^2", None),
    ("(x^2 + y^2 - 1)^2 e^(x y)", None),
    ("x^6 + y^6 - x^2 y^3 + sqrt(2) x^4", None),
]


def told(text, on, budget_seconds):
    """The document without its time, and the work it took."""
    study = analyze(text, Settings(on=on, budget_seconds=budget_seconds))
    spent = effort.now()
    return json.dumps({**to_dict(study), "seconds": None}), spent


@pytest.mark.parametrize("budget_seconds", [10.0, 0.02])
def test_answer_and_work_do_not_depend_on_what_was_analyzed_before(budget_seconds):
    alone = []
    for text, on in HARD:
        remembering.forget()
        alone.append(told(text, on, budget_seconds))
    for (text, on), expected in list(zip(HARD, alone, strict=True))[::-1]:
        assert told(text, on, budget_seconds) == expected, text


def test_the_clock_begins_again_with_each_analysis():
    effort.charge(1e9)
    assert analyze("x + sin(x)/2").critical_status.proved
    assert 0 < effort.now() < 10


def test_a_budget_ends_a_search():
    short, long = (analyze("sin(e^x)", Settings(on="[0, 7]", budget_seconds=seconds)) for seconds in (0.05, 20.0))
    assert long.critical_status.proved and not short.critical_status.proved


@pytest.mark.parametrize("budget_seconds", [0.0, 0.0005, 0.01])
@pytest.mark.parametrize(
    ("text", "on"), [*HARD, ("-cos(x) cos(y) e^(-(x-pi)^2-(y-pi)^2)", "x in [1, 5.2], y in [1, 5.2]"), ("x e^(-x) + y^2 e^(-y)", None)]
)
def test_whatever_ends_too_early_there_is_an_answer(text, on, budget_seconds):
    assert "function" in to_dict(analyze(text, Settings(on=on, budget_seconds=budget_seconds)))


def test_all_searches_share_one_end():
    effort.begin(1.0)
    effort.charge(0.75)
    assert effort.deadline(0.125) == 0.875 and effort.deadline(9) == 1.0


def test_what_the_tables_say_is_not_charged():
    @effort.tabled
    def costly(name):
        effort.charge(1.0)
        return name

    effort.begin()
    assert (costly("a"), costly("a"), effort.now()) == ("a", "a", 0.0)


def test_stores_are_emptied():
    store = remembering.kept({})
    store["a"] = 1
    remembering.forget()
    assert store == {}


def test_the_end_of_an_analysis_does_not_bind_what_is_asked_later():
    analyze("x^3 - x")
    effort.charge(1e6)
    assert effort.deadline(1.0) == effort.now() + 1.0
