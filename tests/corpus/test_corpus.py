"""Functions from textbooks and from the corners where other tools fail: nothing false, and enough found."""

import io
import json
from collections import Counter
from pathlib import Path

import pytest

from calc_cli.batch import run_batch
from calc_cli.settings import Settings
from tests.corpus.scoring import judge, load

RIGHT_AT_LEAST = {"textbook.jsonl": 0.98, "hard.jsonl": 0.96}
SECONDS_A_LINE = 10.0


@pytest.fixture(scope="module", params=RIGHT_AT_LEAST)
def scores(request):
    """(file, {id: (class, reason)}) of one whole file, through the same workers as `calc batch`."""
    name, out = request.param, io.StringIO()
    file, settings = str(Path(__file__).with_name(name)), Settings(budget_seconds=5.0, steps=False)
    run_batch([file], jobs=2, timeout_seconds=SECONDS_A_LINE, out=out, err=io.StringIO(), settings=settings)
    answers = {answer["id"]: answer for answer in map(json.loads, out.getvalue().splitlines())}
    return name, {record["id"]: (record["expression"], *judge(record, answers.get(record["id"]))) for record in load(name)}


def test_nothing_false_is_stated(scores):
    _, verdicts = scores
    assert [f"{key} {expression}: {reason}" for key, (expression, verdict, reason) in verdicts.items() if verdict == "wrong"] == []


def test_enough_is_right(scores):
    name, verdicts = scores
    counts = Counter(verdict for _, verdict, _ in verdicts.values())
    assert counts["right"] >= RIGHT_AT_LEAST[name] * len(verdicts), counts
