"""Study -> SVG: hand-written, one style sheet, light and dark, readable by a screen reader."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from zlib import crc32

from calc_cli.language import to_text
from calc_cli.model import Study
from calc_cli.reports.plot.describe import describe
from calc_cli.reports.plot.features import Role
from calc_cli.reports.plot.labelling import Label, labels, mapping
from calc_cli.reports.plot.placing import Box
from calc_cli.reports.plot.scene import Graph, Scene, scene
from calc_cli.reports.plot.style import STANDALONE, STYLE

LEFT, RIGHT, TOP, BOTTOM = 46.0, 12.0, 12.0, 26.0
RADIUS = {Role.INFLECTION: 3.2, Role.OPEN: 4.0, Role.CLOSED: 4.0}
FONT = 12.0
LETTER = 6.6
TICK_LETTER = 6.4


def svg_plot(study: Study, *, width: int = 640, height: int = 400, derivatives: bool = False, standalone: bool = False) -> str:
    """The graph of the function with its features as an `<svg>` element.

    standalone: for a file of its own, with a background; otherwise it takes the text colour of the page around it.
    """
    drawn = scene(study, (width - LEFT - RIGHT, height - TOP - BOTTOM), derivatives=derivatives)
    widest = max((len(t.label) for t in drawn.y_ticks(most_ticks(height))), default=0)
    frame = Box(max(LEFT, 16 + TICK_LETTER * widest), TOP, width - RIGHT, height - BOTTOM)
    return "\n".join(Drawing(drawn, frame, width, height).lines(standalone=standalone)) + "\n"


class Drawing:
    """One scene in one frame; x and y map the plane to pixels from the left and from the top."""

    def __init__(self, drawn: Scene, frame: Box, width: int, height: int) -> None:
        self.scene = drawn
        self.frame = frame
        self.size = (width, height)
        self.x, self.y = mapping(drawn, frame)
        self.title = f"{drawn.study.problem.name}({drawn.study.problem.variables[0]}) = {to_text(drawn.study.problem.tree)}"
        self.key = f"{crc32(self.title.encode()):08x}"

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
        for p in points:
            place = (pixel(self.x(p.x)), pixel(self.y(p.y)))
            title = f"<title>{escape(p.role.value)} {escape(p.label)}</title>" if p.label else ""
            yield f'<circle class="{p.role.value}" cx="{place[0]}" cy="{place[1]}" r="{RADIUS.get(p.role, 4.2):g}">{title}</circle>'
        corner = Box(self.frame.right - 60, self.frame.top, self.frame.right, self.frame.top + 60)
        placed = labels(self.scene, self.frame, LETTER, FONT + 2, [corner] if len(self.scene.graphs) > 1 else [])
        if placed:
            yield f'<g class="labels">{"".join(map(label_text, placed))}</g>'

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


def label_text(label: Label) -> str:
    """The words in their rectangle."""
    middle = (label.box.left + label.box.right) / 2
    return f'<text x="{pixel(middle)}" y="{pixel(label.box.bottom - 3)}" text-anchor="middle">{escape(label.words)}</text>'


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
