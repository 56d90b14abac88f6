"""The scorer itself: it must see a false statement, a gap, and a gap that is admitted."""

import copy

import pytest

from tests.corpus.scoring import judge

RECORD = {
    "id": "cubic",
    "variable": "x",
    "critical": [{"at": [-1.0], "kind": "local_max", "value": 10.0}, {"at": [3.0], "kind": "local_min", "value": -22.0}],
    "inflection": [{"at": [1.0], "value": -6.0}],
    "global_min": {"value": "-inf", "attained": False},
    "tags": [],
}


def number(value):
    return {"exact": {float("-inf"): "-oo"}.get(value), "approx": value if value > -1e300 else None}


def point(at, value, classification):
    return {
        "at": {"x": number(at)},
        "value": number(value),
        "classification": classification,
        "type": "stationary",
        "proof": "exact",
        "family": None,
    }


ANSWER = {
    "critical_points": [point(-1.0, 10.0, "local_maximum"), point(3.0, -22.0, "local_minimum")],
    "critical_sets": [],
    "inflection_points": [point(1.0, -6.0, "saddle")],
    "extrema": {"minimum": {"value": number(float("-inf")), "attained": False}, "maximum": None},
    "completeness": {"critical_points": {"proved": True}, "inflection_points": {"proved": True}},
}


def unproved(answer):
    answer["critical_points"].pop()
    answer["completeness"]["critical_points"]["proved"] = False


CHANGES = [
    (lambda a: None, "right"),
    (lambda a: a["critical_points"].pop(), "wrong"),
    (unproved, "undecided"),
    (lambda a: a["critical_points"].append(point(5.0, 0.0, "saddle")), "wrong"),
    (lambda a: a["critical_points"].append(point(5.0, 0.0, "saddle") | {"proof": "unproved"}), "right"),
    (lambda a: a["critical_points"][0].update(classification="saddle"), "wrong"),
    (lambda a: a["critical_points"][0].update(value=number(11.0)), "wrong"),
    (lambda a: a["inflection_points"].clear(), "wrong"),
    (lambda a: a["extrema"].update(minimum=None), "undecided"),
    (lambda a: a["extrema"].update(minimum={"value": number(-22.0), "attained": True}), "wrong"),
    (lambda a: a.update(error={"message": "no"}), "none"),
]


@pytest.mark.parametrize(("change", "expected"), CHANGES, ids=range(len(CHANGES)))
def test_each_kind_of_answer(change, expected):
    answer = copy.deepcopy(ANSWER)
    change(answer)
    assert judge(RECORD, answer)[0] == expected


def test_a_family_is_written_out_over_one_period():
    record = {
        "variable": "x",
        "period": 6.283185307179586,
        "critical": [{"at": [1.5707963267948966], "kind": "local_max"}, {"at": [4.71238898038469], "kind": "local_min"}],
        "inflection": None,
        "tags": [],
    }
    family = {"period": number(6.283185307179586)}
    up, down = point(1.5707963267948966, 1.0, "local_maximum"), point(-1.5707963267948966, -1.0, "local_minimum")
    answer = copy.deepcopy(ANSWER) | {"critical_points": [up | {"family": family}, down | {"family": family}]}
    assert judge(record, answer) == ("right", "")
