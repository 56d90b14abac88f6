"""Going on after an interruption gives the same lines as one run."""

import io
import json

import pytest

from calc_cli.batch import answered_in, run_batch
from calc_cli.settings import Settings


def run(files, path):
    answered = answered_in(path)
    with path.open("a") as out:
        err = io.StringIO()
        run_batch(
            files, jobs=2, timeout_seconds=20.0, out=out, err=err, settings=Settings(), answer="tests.batch.fakes:answer", answered=answered
        )
    return err.getvalue()


def lines_of(path):
    return [(d.get("file"), d["id"], d["line"]) for d in map(json.loads, path.read_text().splitlines())]


def test_what_is_answered_is_left_out_and_a_cut_line_is_repeated(tmp_path):
    (tmp_path / "a.txt").write_text("x\nerror\ny\n")
    (tmp_path / "b.jsonl").write_text('{"id": "1", "expression": "x"}\nnot json\n')
    files, path = [str(tmp_path / "a.txt"), str(tmp_path / "b.jsonl")], tmp_path / "out.jsonl"
    run(files, path)
    whole, keys = path.read_text(), lines_of(path)
    assert len(keys) == 5
    for end in [0, 30, len(whole) // 2, len(whole) - 1, len(whole)]:
        path.write_text(whole[:end])
        run(files, path)
        assert lines_of(path) == keys
    assert run(files, path).startswith("0 lines in ")


@pytest.mark.parametrize("content", ["x^2\n", "[]\n", '{"id": 3, "line": 1}\n'])
def test_another_file_is_not_taken_for_an_output(content, tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text(content)
    with pytest.raises(ValueError):
        answered_in(path)
    assert path.read_text() == content
