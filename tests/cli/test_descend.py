"""`calc descend` at the command line."""

import json

import pytest

from calc_cli.cli.running import run


def test_the_answer_is_one_document(capfd):
    assert run(["descend", "x^2-y^2", "--start", "x=1, y=0", "--optimizer", "gd,newton", "--json"]) == 0
    document = json.loads(capfd.readouterr().out)
    assert document["kind"] == "descent"
    assert [found["verdict"] for found in document["runs"]] == ["stalled_at_saddle", "stalled_at_saddle"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["x^2", "--start", "1", "--optimizer", "foo"], "foo is not an optimizer"),
        (["x^2", "--start", "1", "--optimizer", "gd, adm"], "gd, adm\n      ^^^"),
        (["x^2", "--start", "1", "--optimizer", "adm"], "did you mean adam"),
        (["x^2", "--start", "1", "--optimizer", " "], "no optimizer"),
        (["x^2", "--start", "1", "--noise", "nan"], "finite"),
        (["x^2", "--start", "1", "--tolerance", "inf"], "finite"),
        (["x^2", "--start", "1", "--on", "[2, 3]"], "outside the box"),
        (["x^2", "--start", "y=1"], "not a variable"),
        (["sqrt(x)", "--start", "-1"], "not defined at the start"),
        (["besselj(0, x)", "--start", "1"], "cannot be evaluated"),
        (["x^2", "--start", "1", "--rate", "0"], "positive"),
        (["9" * 400 + "x^2", "--start", "1"], "too large"),
        (["x^2"], "--start"),
        (["x^2", "--start", "1", "--picture", "a.bmp"], "format"),
        (["x^2", "--start", "1", "--animate", "a.mp4"], ".gif, .html"),
        (["x^2", "--start", "1", "--animate", "no/such/folder/a.gif"], "no/such/folder/a.gif"),
    ],
)
def test_what_cannot_be_done_is_said(arguments, words, capfd):
    assert run(["descend", *arguments]) == 2
    assert words in capfd.readouterr().err


def test_a_missing_library_is_named(monkeypatch, capfd):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert run(["descend", "x^2", "--start", "1"]) == 2
    assert "pip install 'calc-cli[descend]'" in capfd.readouterr().err


def test_it_leaves_the_box_asked_for(capfd):
    assert run(["descend", "x^2-y^2", "--start", "1, 0.1", "--on", "[-2, 2]", "--optimizer", "gd", "--json"]) == 0
    assert json.loads(capfd.readouterr().out)["runs"][0]["verdict"] == "left_domain"
