"""Study -> SVG: hand-written, one style sheet, light and dark, readable by a screen reader."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import pairwise
from zlib import crc32

from calc_cli.language import to_text
from calc_cli.model import Study
from calc_cli.reports.plot.describe import describe
from calc_cli.reports.plot.features import Point, Role
from calc_cli.reports.plot.placing import Box, around, best_place
from calc_cli.reports.plot.scene import Graph, Scene, scene
from calc_cli.reports.plot.style import STANDALONE, STYLE

LEFT, RIGHT, TOP, BOTTOM = 46.0, 12.0, 12.0, 26.0
RADIUS = {Role.INFLECTION: 3.2, Role.OPEN: 4.0, Role.CLOSED: 4.0}
FONT = 12.0
LETTER = 6.6
TICK_LETTER = 6.4
MOST_LABELS = 14
WORDS = {Role.MINIMUM: "min ", Role.MAXIMUM: "max "}


def svg_plot(study: Study, *, width: int = 640, height: int = 400, derivatives: bool = False, standalone: bool = False) -> str:
    """The graph of the function with its features as an `<svg>` element.

    standalone: for a file of its own, with a background; otherwise it takes the text colour of the page around it.
    """
    drawn = scene(study, (width - LEFT - RIGHT, height - TOP - BOTTOM), derivatives=derivatives)
    widest = max((len(t.label) for t in drawn.y_ticks(most_ticks(height))), default=0)
    frame = Box(max(LEFT, 16 + TICK_LETTER * widest), TOP, width - RIGHT, height - BOTTOM)
    return "\n".join(Drawing(drawn, frame, width, height).lines(standalone=standalone)) + "\n"


class Drawing:
    """One scene in one frame; x and y map the plane to pixels."""

    def __init__(self, drawn: Scene, frame: Box, width: int, height: int) -> None:
        self.scene = drawn
        self.frame = frame
        self.size = (width, height)
        self.title = f"{drawn.study.problem.name}({drawn.study.problem.variables[0]}) = {to_text(drawn.study.problem.tree)}"
        self.key = f"{crc32(self.title.encode()):08x}"

    def x(self, value: float) -> float:
        """Pixels from the left."""
        window = self.scene.window
        return self.frame.left + (value - window.left) / window.width * (self.frame.right - self.frame.left)

    def y(self, value: float) -> float:
        """Pixels from the top."""
        window = self.scene.window
        return self.frame.bottom - (value - window.bottom) / window.height * (self.frame.bottom - self.frame.top)

    def lines(self, *, standalone: bool) -> Iterable[str]:
        """The whole element, line by line."""
        width, height = self.size
        root = "calc-plot calc-alone" if standalone else "calc-plot"
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="{root}" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
            f'role="img" aria-labelledby="t{self.key} d{self.key}">'
        )
        yield f'<title id="t{self.key}">{escape(self.title)}</title>'
        yield f'<desc id="d{self.key}">{escape(describe(self.scene))}</desc>'
        yield f"<style>{STYLE}{STANDALONE if standalone else ''}</style>"
        if standalone:
            yield f'<rect class="back" width="{width}" height="{height}"/>'
        yield from self.grid()
        yield from self.asymptotes()
        for number, graph in enumerate(self.scene.graphs):
            yield from self.graph(graph, number)
        yield from self.points()
        yield from self.legend()
        if not self.scene.study.domain.intervals:
            x, y = (self.frame.left + self.frame.right) / 2, self.frame.top + 40
            yield f'<text x="{pixel(x)}" y="{pixel(y)}" text-anchor="middle">no real values</text>'
        yield "</svg>"

    # --- axes ---------------------------------------------------------------------------------------------------

    def grid(self) -> Iterable[str]:
        """Grid lines, the two axes, and numbers at the frame."""
        frame, window = self.frame, self.scene.window
        across = self.scene.x_ticks(max(2, int((frame.right - frame.left) / 62)))
        up = self.scene.y_ticks(most_ticks(self.size[1]))
        paths = [f"M{pixel(self.x(t.at))} {pixel(frame.top)}V{pixel(frame.bottom)}" for t in across]
        paths += [f"M{pixel(frame.left)} {pixel(self.y(t.at))}H{pixel(frame.right)}" for t in up]
        yield f'<path class="grid" d="{"".join(paths)}"/>'
        axes = ""
        if window.bottom <= 0 <= window.top:
            axes += f"M{pixel(frame.left)} {pixel(self.y(0))}H{pixel(frame.right)}"
        if window.left <= 0 <= window.right:
            axes += f"M{pixel(self.x(0))} {pixel(frame.top)}V{pixel(frame.bottom)}"
        if axes:
            yield f'<path class="axis" d="{axes}"/>'
        yield '<g class="ticks">'
        for t in across:
            yield f'<text x="{pixel(self.x(t.at))}" y="{pixel(frame.bottom + 17)}" text-anchor="middle">{t.label}</text>'
        for t in up:
            yield f'<text x="{pixel(frame.left - 7)}" y="{pixel(self.y(t.at) + 4)}" text-anchor="end">{t.label}</text>'
        yield "</g>"

    # --- lines --------------------------------------------------------------------------------------------------

    def asymptotes(self) -> Iterable[str]:
        """Dashed lines."""
        frame, window = self.frame, self.scene.window
        for line in self.scene.asymptotes:
            if line.at is not None:
                yield f'<path class="asymptote" d="M{pixel(self.x(line.at))} {pixel(frame.top)}V{pixel(frame.bottom)}"/>'
                continue
            ends = line_within(line.slope, line.intercept, window.left, window.right, window.bottom, window.top)
            if ends is not None:
                (a, b), (c, d) = ends
                yield f'<path class="asymptote" d="M{pixel(self.x(a))} {pixel(self.y(b))}L{pixel(self.x(c))} {pixel(self.y(d))}"/>'

    def graph(self, graph: Graph, number: int) -> Iterable[str]:
        """One curve."""
        data = "".join(self.path(line) for line in graph.lines)
        if data:
            yield f'<path class="curve c{number}" d="{data}"/>'

    def path(self, line: Sequence[tuple[float, float]]) -> str:
        """One polyline; points that fall on the same tenth of a pixel are written once."""
        places = [f"{pixel(self.x(x))} {pixel(self.y(y))}" for x, y in line]
        kept = [place for before, place in zip([None, *places], places, strict=False) if place != before]
        return f"M{'L'.join(kept)}" if len(kept) > 1 else ""

    # --- points -------------------------------------------------------------------------------------------------

    def points(self) -> Iterable[str]:
        """Marks and, where there is room, labels."""
        points = self.scene.points
        taken = [self.mark_box(p) for p in points]
        if len(self.scene.graphs) > 1:
            taken.append(Box(self.frame.right - 60, self.frame.top, self.frame.right, self.frame.top + 60))
        curve = [(self.x(x), self.y(y)) for graph in self.scene.graphs for line in graph.lines for x, y in dense(line)]
        labels: list[str] = []
        for p in points:
            place = (pixel(self.x(p.x)), pixel(self.y(p.y)))
            title = f"<title>{escape(p.role.value)} {escape(p.label)}</title>" if p.label else ""
            yield f'<circle class="{p.role.value}" cx="{place[0]}" cy="{place[1]}" r="{RADIUS.get(p.role, 4.2):g}">{title}</circle>'
        for p in points:
            if p.label and len(labels) < MOST_LABELS:
                labels += self.label(p, taken, curve)
        if labels:
            yield f'<g class="labels">{"".join(labels)}</g>'

    def mark_box(self, p: Point) -> Box:
        """What a mark covers."""
        return Box(self.x(p.x) - 4, self.y(p.y) - 4, self.x(p.x) + 4, self.y(p.y) + 4)

    def label(self, p: Point, taken: list[Box], curve: Sequence[tuple[float, float]]) -> list[str]:
        """The words beside a point, or nothing when there is no room."""
        words = WORDS.get(p.role, "") + p.label
        candidates = around(self.x(p.x), self.y(p.y), LETTER * len(words), FONT + 2, 7.0, below_first=p.role is Role.MINIMUM)
        box = best_place(candidates, self.frame, taken, curve)
        if box is None:
            return []
        taken.append(box)
        middle = (box.left + box.right) / 2
        return [f'<text x="{pixel(middle)}" y="{pixel(box.bottom - 3)}" text-anchor="middle">{escape(words)}</text>']

    def legend(self) -> Iterable[str]:
        """Names of the curves when there are several."""
        if len(self.scene.graphs) < 2:
            return
        x, y = self.frame.right - 52, self.frame.top + 12
        for number, graph in enumerate(self.scene.graphs):
            yield f'<path class="curve c{number}" d="M{pixel(x)} {pixel(y + 17 * number)}h22"/>'
            name = escape(graph.name.replace("'", "′"))
            yield f'<text class="name" x="{pixel(x + 28)}" y="{pixel(y + 17 * number + 4)}">{name}</text>'


def most_ticks(height: int) -> int:
    """How many marks an upright axis has room for."""
    return max(2, int((height - TOP - BOTTOM) / 46))


def pixel(value: float) -> str:
    """A length in tenths of a pixel."""
    text = f"{value:.1f}"
    return text[:-2] if text.endswith(".0") else text


def dense(line: Sequence[tuple[float, float]]) -> Iterable[tuple[float, float]]:
    """The points of a polyline; a label over few of them covers little of the curve."""
    for start, end in pairwise(line):
        for k in range(4):
            yield start[0] + (end[0] - start[0]) * k / 4, start[1] + (end[1] - start[1]) * k / 4


def line_within(
    slope: float, intercept: float, left: float, right: float, bottom: float, top: float
) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """The part of y = slope*x + intercept inside a rectangle."""
    xs = [left, right]
    if slope != 0:
        crossings = sorted(((bottom - intercept) / slope, (top - intercept) / slope))
        xs = [max(left, crossings[0]), min(right, crossings[1])]
    elif not bottom <= intercept <= top:
        return None
    return None if xs[0] >= xs[1] else ((xs[0], slope * xs[0] + intercept), (xs[1], slope * xs[1] + intercept))
