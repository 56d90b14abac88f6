"""Pictures of descents: files of every format, characters for a terminal; and the examples of the glossary run."""

import io
import json
import re
import shlex

import pytest
from PIL import Image

from calc_cli.cli.running import run as run_calc
from calc_cli.descent.landscape import certified
from calc_cli.descent.runs import Options
from calc_cli.descent.study import descend
from calc_cli.language import parse_function
from calc_cli.reports.glossary import find
from calc_cli.reports.plot.descent import character_picture, file_picture, sparkline
from calc_cli.reports.plot.descent_animation import animation
from calc_cli.settings import Settings

CASES = [("x^2-y^2", (1.0, 1e-6)), ("x^4-2x^2", (0.3,)), ("x^2+y^2+z^2", (1.0, 1.0, 1.0))]
HEADS = {".png": b"\x89PNG", ".pdf": b"%PDF", ".svg": b"<?xml"}
TERMS = ["gradient", "hessian", "learning rate", "momentum", "saddle", "condition number", "Newton's method", "Hessian-free"]


def descent(text, start):
    problem = parse_function(text, Settings())
    return descend(problem, start, ("gd", "newton"), Options(steps=40), certified(text, Settings()))


@pytest.mark.parametrize(("text", "start"), CASES, ids=[c[0] for c in CASES])
def test_every_picture_can_be_drawn(text, start):
    study = descent(text, start)
    for ending, head in HEADS.items():
        assert file_picture(study, ending).startswith(head)
    for ascii_only in (False, True):
        lines = character_picture(study, 70, ascii_only=ascii_only)
        assert all(len(line) <= 80 for line in lines)
        assert not ascii_only or "".join(lines).isascii()


@pytest.mark.parametrize(("text", "start"), CASES, ids=[c[0] for c in CASES])
def test_every_animation_can_be_drawn(text, start):
    study = descent(text, start)
    with Image.open(io.BytesIO(animation(study, ".gif"))) as image:
        assert image.n_frames > 10
    page = animation(study, ".html").decode()
    assert "http" not in page
    data = json.loads(re.search(r"const data = (.*);", page)[1])
    most = max(len(run.path) for run in study.runs)
    assert data["counts"][-1] == most
    assert len(data["lines"]) == len(study.runs) * (2 if len(start) < 3 else 1)
    assert max(len(line["points"]) for line in data["lines"]) == most


def test_a_sparkline_falls_with_f():
    assert sparkline([3.0, 2.0, 1.0, 0.0], 8) == "█▇▄▁"
    assert sparkline([1.0, 1.0], 8) == "▁▁"
    assert sparkline([float("nan")], 8) == ""


@pytest.mark.parametrize("term", TERMS)
def test_the_example_of_a_term_runs(term, capfd):
    example = re.search(r"Try: calc (.*)", find(term).meaning)[1].rstrip(".")
    assert run_calc(shlex.split(example)) == 0
    assert capfd.readouterr().out
