"""What a picture shows: the window, the marked points, curves that stay on the function and cross no cut."""

from __future__ import annotations

import itertools
import math

import pytest

from calc_cli.reports.plot.features import Role
from calc_cli.reports.plot.scene import Scene, scene
from calc_cli.reports.plot.values import curve_of
from tests.reports.plot.pictures import CURVES, study

SIZE = (600.0, 400.0)


def drawn(name: str) -> Scene:
    return scene(study(name), SIZE)


@pytest.mark.parametrize("name", CURVES)
def test_the_curve_is_the_function(name: str) -> None:
    picture = drawn(name)
    window = picture.window
    function = curve_of(picture.study.problem.tree, picture.study.problem.variables[0])
    pixel = (window.width / SIZE[0], window.height / SIZE[1])
    for line in picture.graphs[0].lines:
        assert all(a[0] <= b[0] for a, b in itertools.pairwise(line))
        for x, y in line:
            assert window.left - pixel[0] <= x <= window.right + pixel[0]
            assert window.bottom - pixel[1] <= y <= window.top + pixel[1]
            at_border = min(abs(y - window.bottom), abs(y - window.top)) < pixel[1]
            at_cut = any(abs(x - cut.x) < pixel[0] for cut in picture.cuts)
            if not at_border and not at_cut:
                assert abs(function(x) - y) < pixel[1]


@pytest.mark.parametrize("name", CURVES)
def test_no_line_crosses_a_cut(name: str) -> None:
    picture = drawn(name)
    smooth = {"corner", "cusp", "vertical_tangent"}
    for cut in picture.cuts:
        if cut.kind.value in smooth:
            continue
        for line in picture.graphs[0].lines:
            assert line[-1][0] <= cut.x or line[0][0] >= cut.x


@pytest.mark.parametrize("name", CURVES)
def test_lines_are_fine_enough(name: str) -> None:
    picture = drawn(name)
    longest = SIZE[0] / 20
    scale = SIZE[0] / picture.window.width
    if name == "wild":  # infinitely many waves
        return
    for line in picture.graphs[0].lines:
        assert all((b[0] - a[0]) * scale <= longest for a, b in itertools.pairwise(line))


MARKS = [
    ("cubic", {(-1, 10, Role.MAXIMUM), (3, -22, Role.MINIMUM), (1, -6, Role.INFLECTION)}),
    ("corners", {(-2, 0, Role.MINIMUM), (0, 4, Role.MAXIMUM), (2, 0, Role.MINIMUM)}),
    ("hole", {(1, 2, Role.OPEN)}),
    ("jump", {(0, 0, Role.OPEN), (0, 1, Role.CORNER)}),
    ("half circle", {(-2, 0, Role.ENDPOINT), (0, 2, Role.MAXIMUM), (2, 0, Role.ENDPOINT)}),
    ("point", {(0, 0, Role.MINIMUM), (1, 1, Role.OPEN), (1, 5, Role.MAXIMUM)}),
    ("reciprocal", set()),
    ("cusp", {(0, 0, Role.MINIMUM)}),
]


@pytest.mark.parametrize(("name", "marks"), MARKS)
def test_marked_points(name: str, marks: set[tuple[float, float, Role]]) -> None:
    assert {(round(p.x, 6), round(p.y, 6), p.role) for p in drawn(name).points} == marks


def test_open_ends_are_never_drawn_at_values() -> None:
    assert [p.role for p in drawn("lambert").points] == [Role.ENDPOINT]
    assert (0.0, 1.0, Role.OPEN) in {(p.x, p.y, p.role) for p in drawn("self power").points}


def test_every_jump_of_a_family() -> None:
    points = drawn("floor").points
    open_ends = sorted((p.x, p.y) for p in points if p.role is Role.OPEN)
    closed = sorted((p.x, p.y) for p in points if p.role is not Role.OPEN)
    assert open_ends == [(k, k - 1) for k in range(-2, 3)]
    assert closed == [(k, k) for k in range(-2, 3)]


def test_two_periods() -> None:
    window = drawn("tangent").window
    assert math.isclose(window.width, 2 * math.pi)
    assert [line.at for line in drawn("tangent").asymptotes] == pytest.approx([-math.pi / 2, math.pi / 2])
    assert [tick.label for tick in drawn("tangent").x_ticks(5)] == ["−π", "−π/2", "0", "π/2", "π"]


def test_the_region_asked_for_is_drawn_and_nothing_else() -> None:
    picture = scene(study("cubic", "[-2, 2]"), SIZE)
    assert picture.window.left < -2 and picture.window.right > 2
    xs = [x for line in picture.graphs[0].lines for x, _ in line]
    assert (min(xs), max(xs)) == (-2, 2)


def test_windows_show_features_of_any_size() -> None:
    small, far = drawn("small").window, drawn("far").window
    assert 0.02 < small.width < 0.2 and small.height < 1e-4
    assert far.left < 1000 < far.right
    gamma = drawn("gamma").window
    assert gamma.width < 15


def test_asymptotes() -> None:
    lines = drawn("oblique").asymptotes
    assert sorted(line.at for line in lines if line.at is not None) == [-1, 1]
    assert [(line.slope, line.intercept) for line in lines if line.at is None] == [(1, 0)]
    assert all(line.intercept == 0 for line in drawn("bell").asymptotes)


def test_derivatives_on_request() -> None:
    assert [graph.name for graph in scene(study("cubic"), SIZE, derivatives=True).graphs] == ["f", "f'", "f''"]
