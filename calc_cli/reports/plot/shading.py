"""Surface -> a coarse contour map of characters: the darker the higher, critical points marked by kind."""

from __future__ import annotations

import math

from calc_cli.language import to_text
from calc_cli.model import Surface
from calc_cli.reports.plot.braille import NARROWEST, SHORTEST, bottom_axis, share_across, share_up
from calc_cli.reports.plot.canvas import Canvas
from calc_cli.reports.plot.characters import Characters, characters, plain
from calc_cli.reports.plot.features import Role
from calc_cli.reports.plot.labels import decimals
from calc_cli.reports.plot.landscape import Landscape, band, landscape
from calc_cli.reports.plot.ticks import ticks

SHADES = " ░▒▓█"
ASCII_SHADES = " .:=%"
NAMES = {Role.MAXIMUM: "maximum", Role.MINIMUM: "minimum", Role.SADDLE: "saddle", Role.STATIONARY: "critical"}
MOST_NAMED = 12
RIDGE = {False: "•", True: "*"}


def shaded_plot(surface: Surface, columns: int = 80, rows: int = 20, *, ascii_only: bool = False, with_legend: bool = True) -> list[str]:
    """The lines of a contour map, none longer than `columns`."""
    columns, rows = max(NARROWEST, columns), max(SHORTEST, rows)
    gutter = 6
    chars = characters(ascii_only=ascii_only)
    drawn = landscape(surface, columns - gutter - 2, rows)
    canvas = paint(drawn, Canvas(columns - gutter - 2, rows, ascii_only=ascii_only), chars)
    words = plain if ascii_only else str
    up = ticks(drawn.window.bottom, drawn.window.top, max(2, rows // 4))
    labels = {canvas.row(share_up(drawn.window, tick.at)): words(tick.label)[:gutter] for tick in up}
    lines = [
        f"{labels.get(row, ''):>{gutter}} {chars.tick_upright if row in labels else chars.upright}{text}"
        for row, text in enumerate(canvas.lines())
    ]
    across = ticks(drawn.window.left, drawn.window.right, max(2, canvas.columns // 12))
    lines += bottom_axis(canvas, drawn.window, across, gutter, chars, words=[words(tick.label) for tick in across])
    if with_legend:
        lines += legend(drawn, columns, chars, ascii_only=ascii_only)
    elif roles := dict.fromkeys(peak.role for peak in drawn.peaks):
        lines.append("  " + "   ".join(f"{chars.marks[role]} {NAMES[role]}" for role in roles)[: columns - 2])
    return [line.rstrip() for line in lines]


def paint(drawn: Landscape, canvas: Canvas, chars: Characters) -> Canvas:
    """Shades by equal shares of the picture, a mark with a clear cell on either side for each point."""
    shades = ASCII_SHADES if canvas.ascii_only else SHADES
    levels = drawn.levels(len(shades) - 1)
    for row, line in enumerate(reversed(drawn.heights)):
        for column, height in enumerate(line):
            canvas.under[row, column] = shades[band(height, levels)] if math.isfinite(height) else "?"
    for ridge in drawn.ridges:
        for row, column in ridge.cells():
            canvas.over.setdefault((canvas.rows - 1 - row, column), RIDGE[canvas.ascii_only])
    for peak in drawn.peaks:
        x, y = share_across(drawn.window, peak.x), share_up(drawn.window, peak.y)
        canvas.mark(x, y, chars.marks[peak.role])
    marks = [place for place, character in canvas.over.items() if character in chars.marks.values()]
    for row, column in marks:
        for beside in (column - 1, column + 1):
            if 0 <= beside < canvas.columns:
                canvas.over.setdefault((row, beside), " ")
    return canvas


def legend(drawn: Landscape, columns: int, chars: Characters, *, ascii_only: bool) -> list[str]:
    """What the shades and the marks mean."""
    shades = ASCII_SHADES if ascii_only else SHADES
    levels = drawn.levels(len(shades) - 1)
    problem = drawn.surface.problem
    name = f"{problem.name}({', '.join(problem.variables)}) = {to_text(problem.tree)}"
    texts = [f"{name}, {problem.variables[0]} to the right, {problem.variables[1]} upwards"]
    bounds = [decimals(level) for level in levels]
    if bounds:
        texts.append("  ".join(f"{bound} {shade}" for bound, shade in zip(bounds, shades[1:], strict=False)))
    named = [peak for peak in drawn.peaks if not peak.is_copy]
    texts += [f"{RIDGE[ascii_only]} {NAMES[ridge.role]} where {to_text(ridge.equation)} = 0" for ridge in drawn.ridges]
    marks = [f"{chars.marks[peak.role]} {NAMES[peak.role]} {decimals(peak.z)} at {peak.label}" for peak in named[:MOST_NAMED]]
    if len(named) > MOST_NAMED:
        marks.append(f"and {len(named) - MOST_NAMED} more")
    lines: list[str] = []
    for text in [*texts, *marks]:
        text = plain(text) if ascii_only else text
        if lines and text in marks and lines[-1][2] in chars.marks.values() and len(lines[-1]) + 3 + len(text) <= columns:
            lines[-1] += "   " + text
        else:
            lines.append("  " + text)
    return [line[:columns] for line in lines]
