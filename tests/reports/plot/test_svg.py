"""The SVG: well-formed, self-contained, readable without seeing it."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from calc_cli.reports.plot import svg_plot
from tests.reports.plot.pictures import CURVES, study

NAMESPACE = "{http://www.w3.org/2000/svg}"
PATH = re.compile(r"(?:M-?[\d.]+ -?[\d.]+(?:[LVHh]-?[\d.]+(?: -?[\d.]+)?)*)+")


@pytest.mark.parametrize("derivatives", [False, True])
@pytest.mark.parametrize("name", CURVES)
def test_well_formed(name: str, derivatives: bool) -> None:
    text = svg_plot(study(name), derivatives=derivatives)
    root = ElementTree.fromstring(text)
    assert root.tag == f"{NAMESPACE}svg"
    assert root.find(f"{NAMESPACE}title") is not None and root.find(f"{NAMESPACE}desc") is not None
    for path in root.iter(f"{NAMESPACE}path"):
        assert PATH.fullmatch(path.get("d", ""))
    body = re.sub(r"<(title|desc|style).*?</\1>", "", text, flags=re.DOTALL)
    assert "nan" not in body and "inf" not in re.sub("inflection", "", body)
    assert "<script" not in text and "http" not in text.replace("http://www.w3.org/2000/svg", "")
    assert len(text) < 40_000


@pytest.mark.parametrize("size", [(320, 200), (640, 400), (1600, 900)])
def test_everything_lies_in_the_picture(size: tuple[int, int]) -> None:
    root = ElementTree.fromstring(svg_plot(study("oblique"), width=size[0], height=size[1]))
    for circle in root.iter(f"{NAMESPACE}circle"):
        assert 0 <= float(circle.get("cx", "-1")) <= size[0]
        assert 0 <= float(circle.get("cy", "-1")) <= size[1]
    assert root.get("viewBox") == f"0 0 {size[0]} {size[1]}"


def test_marks_and_words() -> None:
    text = svg_plot(study("cubic"))
    for words in ("max (−1, 10)", "min (3, −22)", "(1, −6)", "local maximum at (−1, 10)", "inflection point at (1, −6)"):
        assert words in text
    assert '<circle class="maximum"' in text and '<circle class="inflection"' in text
    assert "<title id=" in text and "f(x) = x**3 - 3*x**2 - 9*x + 5" in text


def test_asymptotes_holes_and_jumps() -> None:
    assert svg_plot(study("oblique")).count('class="asymptote"') == 3
    assert svg_plot(study("hole")).count('class="open"') == 1
    assert svg_plot(study("jump")).count('class="open"') == 1


def test_light_dark_and_alone() -> None:
    inside, alone = svg_plot(study("bell")), svg_plot(study("bell"), standalone=True)
    assert "prefers-color-scheme:dark" in inside and "currentColor" in inside
    assert 'class="back"' in alone and 'class="back"' not in inside
    assert svg_plot(study("bell")) == inside


def test_the_formula_is_escaped() -> None:
    assert "&lt;" in svg_plot(study("jump")) and "x < 0" not in svg_plot(study("jump"))


def test_the_picture_of_the_readme() -> None:
    sample = Path(__file__).parents[3] / "samples" / "rational.svg"
    assert sample.read_text(encoding="utf-8") == svg_plot(study("oblique"), width=720, height=450, standalone=True)
