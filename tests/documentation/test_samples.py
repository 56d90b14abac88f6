"""Every sample file is read whole, and every sample problem is answered."""

import io
import json
import shlex
from pathlib import Path

import pytest

from calc_cli.batch import run_batch
from calc_cli.batch.reading import Job, read_jobs
from calc_cli.cli.running import run
from calc_cli.settings import Settings

SAMPLES = sorted(path for path in (Path(__file__).parents[2] / "samples").rglob("*") if path.suffix in (".csv", ".jsonl", ".txt"))
MEANT_TO_FAIL = {"x^2 +* 3"}


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_sample_is_answered(path):
    assert all(isinstance(entry, Job) for entry in read_jobs([str(path)]))
    out, err = io.StringIO(), io.StringIO()
    run_batch([str(path)], jobs=2, timeout_seconds=30, out=out, err=err, settings=Settings(budget_seconds=5.0))
    answers = [json.loads(line) for line in out.getvalue().splitlines()]
    assert answers
    failed = {answer["input"]: answer["error"]["message"] for answer in answers if "error" in answer}
    assert {text: message for text, message in failed.items() if text not in MEANT_TO_FAIL} == {}


@pytest.mark.parametrize("path", [path for path in SAMPLES if path.parent.name == "losses"], ids=lambda path: path.name)
def test_a_loss_says_what_to_look_at_and_its_command_runs(path, capfd):
    lines = path.read_text(encoding="utf-8").splitlines()
    command = next(line.removeprefix("# calc ") for line in lines if line.startswith("# calc descend "))
    assert len(lines[0]) > 40
    assert run(shlex.split(command)) == 0
    assert "Runs" in capfd.readouterr().out
