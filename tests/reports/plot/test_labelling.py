"""Labels: inside the frame, apart from each other and from the marks, in the SVG and in the figure alike."""

from __future__ import annotations

from itertools import combinations

import pytest

from calc_cli.reports.plot.labelling import MARK, labels, mapping
from calc_cli.reports.plot.placing import Box
from calc_cli.reports.plot.scene import scene
from tests.reports.plot.pictures import CURVES, study

SIZES = [(640, 400), (320, 200)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", CURVES)
def test_labels_have_room(name: str, size: tuple[int, int]) -> None:
    drawn, frame = scene(study(name), size), Box(40.0, 10.0, 40.0 + size[0], 10.0 + size[1])
    placed = labels(drawn, frame, 6.6, 14.0)
    x, y = mapping(drawn, frame)
    assert all(label.box.inside(frame) for label in placed)
    assert not any(a.box.meets(b.box) for a, b in combinations(placed, 2))
    marks = [Box(x(p.x) - MARK, y(p.y) - MARK, x(p.x) + MARK, y(p.y) + MARK) for p in drawn.points]
    assert not any(label.box.meets(mark) for label in placed for mark in marks)


def test_a_label_keeps_off_the_axes() -> None:
    drawn, frame = scene(study("oblique"), (640, 400)), Box(0.0, 0.0, 640.0, 400.0)
    origin = next(label.box for label in labels(drawn, frame, 6.6, 14.0) if label.words == "(0, 0)")
    x, y = mapping(drawn, frame)
    assert not origin.left < x(0) < origin.right and not origin.top < y(0) < origin.bottom


def test_what_is_reserved_stays_free() -> None:
    drawn, frame = scene(study("cubic"), (640, 400)), Box(0.0, 0.0, 640.0, 400.0)
    reserved = labels(drawn, frame, 6.6, 14.0)[0].box
    assert not any(label.box.meets(reserved) for label in labels(drawn, frame, 6.6, 14.0, [reserved]))


def test_the_labels_of_a_figure_lie_in_its_frame() -> None:
    pytest.importorskip("matplotlib")
    from matplotlib.figure import Figure

    from calc_cli.reports.plot.figures import draw_curve

    figure = Figure(figsize=(7.2, 4.5), dpi=100, layout="constrained")
    draw_curve(figure, scene(study("tangent"), (720, 450)))
    frame = figure.axes[0].get_window_extent()
    written = [text.get_window_extent() for text in figure.texts]
    assert len(written) == 3
    assert all(frame.x0 <= box.x0 and box.x1 <= frame.x1 and frame.y0 <= box.y0 and box.y1 <= frame.y1 for box in written)
