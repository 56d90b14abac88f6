"""Pictures of characters: any width, no escapes, ASCII when asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from calc_cli.reports.plot import braille_plot, character_plot
from tests.reports.plot.pictures import CURVES, SURFACES, study, surface

SNAPSHOTS = Path(__file__).with_name("snapshots")


@pytest.mark.parametrize("ascii_only", [False, True])
@pytest.mark.parametrize("columns", [1, 40, 80, 120, 200])
@pytest.mark.parametrize("name", CURVES)
def test_any_width(name: str, columns: int, ascii_only: bool) -> None:
    lines = braille_plot(study(name), columns, 12, ascii_only=ascii_only)
    assert max(len(line) for line in lines) <= max(columns, 16)
    assert all(line.isprintable() for line in lines)
    assert not ascii_only or all(line.isascii() for line in lines)
    assert len(braille_plot(study(name), columns, 12, legend=False)) in (14, 15)  # with a line for what the marks mean


@pytest.mark.parametrize("ascii_only", [False, True])
@pytest.mark.parametrize("columns", [40, 80, 200])
@pytest.mark.parametrize("name", SURFACES)
def test_surfaces_at_any_width(name: str, columns: int, ascii_only: bool) -> None:
    lines = character_plot(surface(name), columns, 10, ascii_only=ascii_only)
    assert max(len(line) for line in lines) <= columns
    assert all(line.isprintable() for line in lines)
    assert not ascii_only or all(line.isascii() for line in lines)


@pytest.mark.parametrize("name", ["cubic", "tangent", "floor"])
@pytest.mark.parametrize("columns", [40, 80])
def test_snapshot(name: str, columns: int) -> None:
    compare(f"{name}-{columns}.txt", braille_plot(study(name), columns, columns // 5))


def test_snapshot_in_ascii() -> None:
    compare("oblique-ascii.txt", braille_plot(study("oblique"), 72, 16, ascii_only=True))


def test_snapshot_of_a_surface() -> None:
    compare("two-minima.txt", character_plot(surface("two minima"), 72, 16))


def compare(name: str, lines: list[str]) -> None:
    """Equal to the file; a missing file is written, so that a person looks at it."""
    path = SNAPSHOTS / name
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert "\n".join(lines) + "\n" == path.read_text(encoding="utf-8")


def test_the_legend_names_the_base_of_a_family() -> None:
    text = "\n".join(braille_plot(study("tangent"), 80, 12))
    assert "◆ inflection (0, 0) every π" in text
    assert text.count("inflection") == 1


def test_marks_of_a_surface() -> None:
    text = "\n".join(character_plot(surface("two minima"), 80, 12))
    assert "▼ minimum −1 at (−1, 0)" in text and "× saddle 0 at (0, 0)" in text
    assert "?" in "\n".join(character_plot(surface("cut"), 80, 12))


def test_a_curve_of_critical_points_is_drawn() -> None:
    lines = character_plot(surface("ring"), 60, 12)
    assert "• minimum where x**2 + y**2 - 1 = 0" in "\n".join(lines)
    assert sum(line.count("•") for line in lines[:12]) > 20
