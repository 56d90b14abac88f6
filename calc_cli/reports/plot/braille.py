"""Study -> a picture of characters at any width: braille dots or ASCII, no escapes."""

from __future__ import annotations

from collections.abc import Sequence

from calc_cli.model import Study
from calc_cli.reports.plot.canvas import Canvas
from calc_cli.reports.plot.characters import Characters, characters, plain
from calc_cli.reports.plot.features import Point, Role
from calc_cli.reports.plot.scene import Scene, scene
from calc_cli.reports.plot.svg import line_within
from calc_cli.reports.plot.ticks import Tick
from calc_cli.reports.plot.window import Window

NAMES = {
    Role.MAXIMUM: "maximum",
    Role.MINIMUM: "minimum",
    Role.STATIONARY: "stationary",
    Role.CORNER: "not smooth",
    Role.INFLECTION: "inflection",
    Role.ENDPOINT: "end",
    Role.OPEN: "hole",
}
NARROWEST = 16
SHORTEST = 4
MOST_NAMED = 12


def braille_plot(
    study: Study, columns: int = 80, rows: int = 20, *, ascii_only: bool = False, derivatives: bool = False, legend: bool = True
) -> list[str]:
    """The lines of a picture, none longer than `columns`; `rows` are those of the graph without axis numbers and legend."""
    columns, rows = max(NARROWEST, columns), max(SHORTEST, rows)
    drawn = scene(study, (2 * columns, 4 * rows), derivatives=derivatives)
    chars = characters(ascii_only=ascii_only)
    words = plain if ascii_only else str
    up = drawn.y_ticks(max(2, rows // 4))
    gutter = max((len(words(tick.label)) for tick in up), default=1)
    canvas = paint(drawn, Canvas(columns - gutter - 2, rows, ascii_only=ascii_only), chars)
    lines = framed(canvas, drawn.window, up, gutter, chars, words=[words(tick.label) for tick in up])
    across = drawn.x_ticks(max(2, canvas.columns // 12))
    lines += bottom_axis(canvas, drawn.window, across, gutter, chars, words=[words(tick.label) for tick in across])
    points = [p for p in drawn.points if not is_doubled(p, drawn.points)]
    if not study.domain.intervals:
        lines.append("  no real values")
    if legend:
        lines += named_points(points, columns, chars, ascii_only=ascii_only)
    elif key := key_of(points, chars):
        lines.append(key[:columns])
    return [line.rstrip() for line in lines]


def paint(drawn: Scene, canvas: Canvas, chars: Characters) -> Canvas:
    """Axes, asymptotes, curves and marks."""
    window = drawn.window
    if window.bottom <= 0 <= window.top:
        canvas.horizontal(share_up(window, 0), chars.across)
    if window.left <= 0 <= window.right:
        canvas.vertical(share_across(window, 0), chars.upright)
    for line in drawn.asymptotes:
        if line.at is not None:
            canvas.vertical(share_across(window, line.at), chars.dashed_upright)
            continue
        ends = line_within(line.slope, line.intercept, window.left, window.right, window.bottom, window.top)
        if ends is None:
            continue
        if line.slope == 0:
            canvas.horizontal(share_up(window, line.intercept), chars.dashed_across)
        else:
            start, end = ((share_across(window, x), share_up(window, y)) for x, y in ends)
            canvas.slanted(start, end, chars.slanted)
    for graph in drawn.graphs:
        for polyline in graph.lines:
            canvas.polyline([(share_across(window, x), share_up(window, y)) for x, y in polyline])
    for point in drawn.points:
        canvas.mark(share_across(window, point.x), share_up(window, point.y), chars.marks[point.role])
    return canvas


def share_across(window: Window, x: float) -> float:
    """x as a share of the width."""
    return (x - window.left) / window.width


def share_up(window: Window, y: float) -> float:
    """y as a share of the height."""
    return (y - window.bottom) / window.height


def framed(canvas: Canvas, window: Window, up: Sequence[Tick], gutter: int, chars: Characters, words: Sequence[str]) -> list[str]:
    """The rows with the upright axis at their left."""
    labels = {canvas.row(share_up(window, tick.at)): word for tick, word in zip(up, words, strict=True)}
    return [
        f"{labels.get(row, ''):>{gutter}} {chars.tick_upright if row in labels else chars.upright}{text}"
        for row, text in enumerate(canvas.lines())
    ]


def bottom_axis(canvas: Canvas, window: Window, across: Sequence[Tick], gutter: int, chars: Characters, words: Sequence[str]) -> list[str]:
    """The axis below and its numbers; a number that would touch another is left out."""
    line = [chars.across] * canvas.columns
    numbers = [" "] * canvas.columns
    free = 0
    for tick, word in zip(across, words, strict=True):
        column = canvas.column(share_across(window, tick.at))
        line[column] = chars.tick_across
        start = min(max(0, column - len(word) // 2), canvas.columns - len(word))
        if start >= free and len(word) <= canvas.columns:
            numbers[start : start + len(word)] = word
            free = start + len(word) + 1
    indent = " " * (gutter + 1)
    return [indent + chars.corner + "".join(line), indent + " " + "".join(numbers)]


def is_doubled(point: Point, points: Sequence[Point]) -> bool:
    """An open dot at a jump: the other side has its own, and the table has the limits."""
    return point.role is Role.OPEN and any(p.x == point.x and p is not point for p in points)


def key_of(points: Sequence[Point], chars: Characters) -> str:
    """`▲ maximum   ▼ minimum`: what the marks in the picture mean."""
    roles = dict.fromkeys(p.role for p in points if p.role in NAMES)
    return "  " + "   ".join(f"{chars.marks[role]} {NAMES[role]}" for role in roles) if roles else ""


def named_points(points: Sequence[Point], columns: int, chars: Characters, *, ascii_only: bool) -> list[str]:
    """`▲ maximum (−1, 10)`, as many a line as there is room for."""
    named = [p for p in points if p.label and p.role in NAMES and not p.is_copy]
    texts = [f"{chars.marks[p.role]} {NAMES[p.role]} {p.label}{f' every {p.period}' if p.period else ''}" for p in named[:MOST_NAMED]]
    if len(named) > MOST_NAMED:
        texts.append(f"and {len(named) - MOST_NAMED} more")
    if ascii_only:
        texts = [plain(text) for text in texts]
    lines: list[str] = []
    for text in texts:
        if lines and len(lines[-1]) + 3 + len(text) <= columns:
            lines[-1] += "   " + text
        else:
            lines.append("  " + text)
    return [line[:columns] for line in lines]
