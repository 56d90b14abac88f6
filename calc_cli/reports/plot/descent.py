"""Descent -> pictures: the paths over the contours, and f against the steps."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from calc_cli.balls.floats import float_function, float_value
from calc_cli.errors import CalcError
from calc_cli.model.descent import Descent, DescentRun
from calc_cli.reports.plot.braille import share_across, share_up
from calc_cli.reports.plot.canvas import Canvas
from calc_cli.reports.plot.characters import characters
from calc_cli.reports.plot.features import Role
from calc_cli.reports.plot.landscape import ROLES, band
from calc_cli.reports.plot.shading import ASCII_SHADES, SHADES
from calc_cli.reports.plot.window import Window

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

GRID = 100
LEVELS = 14
ROWS = 16
ROOM = 0.25
LARGEST_LINEAR = 1e3
SPARKS = "▁▂▃▄▅▆▇█"
ASCII_SPARKS = "_.-=+*#@"
DATES: dict[str, Any] = {"pdf": {"CreationDate": None}, "svg": {"Date": None}}
Place = tuple[float, float]


def places_of(study: Descent) -> list[Place]:
    """The critical points; for one variable with their values."""
    found = []
    for point in study.points:
        last = point.at[1] if len(point.at) > 1 else point.value
        if last is not None:
            found.append((float_value(point.at[0].tree), float_value(last.tree)))
    return found


def path_of(run: DescentRun) -> list[Place]:
    """The path in the plane: the points, or (x, f(x)) for one variable; what is not finite is left out."""
    pairs = ((p[0], p[1] if len(p) > 1 else v) for p, v in zip(run.path, run.values, strict=True))
    return [(x, y) for x, y in pairs if math.isfinite(x) and math.isfinite(y)]


def window_of(study: Descent) -> Window:
    """Around the start and the critical points; ends of runs stretch it, unless they are far away."""
    start = path_of(study.runs[0])[0]
    shown = [start, *(p for p in places_of(study) if math.isfinite(p[0]) and math.isfinite(p[1]))]
    size = max(1.0, *(max(abs(x - start[0]), abs(y - start[1])) for x, y in shown))
    for run in study.runs:
        shown += [p for p in path_of(run) if max(abs(p[0] - start[0]), abs(p[1] - start[1])) <= 2 * size]
    left, right = wide([x for x, _ in shown])
    bottom, top = wide([y for _, y in shown])
    return Window(left, right, bottom, top)


def wide(values: Sequence[float]) -> tuple[float, float]:
    """The range with room at both ends."""
    low, high = min(values), max(values)
    room = ROOM * (high - low) if high > low else 1.0
    return low - room, high + room


def inside(path: Sequence[Place], window: Window) -> list[Place]:
    """The path up to where it has left the neighbourhood of the window for good reason: far away."""
    far = 3 * max(window.width, window.height)
    kept = []
    for x, y in path:
        if abs(x - window.left) > far or abs(y - window.bottom) > far:
            break
        kept.append((x, y))
    return kept


def heights_of(study: Descent, window: Window, columns: int, rows: int) -> tuple[list[float], list[float], list[list[float]]]:
    """f on a grid of the window."""
    function = float_function(study.problem.tree, study.problem.variables)
    xs = [window.left + window.width * (k + 0.5) / columns for k in range(columns)]
    ys = [window.bottom + window.height * (k + 0.5) / rows for k in range(rows)]
    return xs, ys, [[function(x, y) for x in xs] for y in ys]


def levels_of(heights: Sequence[Sequence[float]], count: int) -> list[float]:
    """Increasing heights between which equal shares of the picture lie."""
    ordered = sorted(z for row in heights for z in row if math.isfinite(z))
    return sorted({ordered[round((k + 0.5) * (len(ordered) - 1) / count)] for k in range(count)}) if ordered else []


def figure_of(study: Descent) -> tuple[Figure, Axes | None, Axes]:
    """An empty figure with room for the paths at the left (up to two variables) and for f against the steps at the right."""
    try:
        from matplotlib.figure import Figure
    except ModuleNotFoundError:
        message = "this picture needs matplotlib, which is not installed"
        raise CalcError("missing_extra", message, study.problem.text, None, "pip install 'calc-cli[plot]'") from None
    figure = Figure(figsize=(11, 5), dpi=100, layout="constrained")
    if len(study.problem.variables) > 2:
        return figure, None, figure.add_subplot(1, 1, 1)
    return figure, figure.add_subplot(1, 2, 1), figure.add_subplot(1, 2, 2)


def file_picture(study: Descent, ending: str) -> bytes:
    """The bytes of a .svg, .png or .pdf: paths over the contours (or the graph) at the left, f against the steps at the right."""
    figure, left, right = figure_of(study)
    if left is not None:
        window = draw_ground(left, study)
        for run in study.runs:
            path = inside(path_of(run), window)
            left.plot([x for x, _ in path], [y for _, y in path], ".-", linewidth=1.2, markersize=3, label=run.optimizer)
    for run in study.runs:
        right.plot(range(len(run.values)), run.values, linewidth=1.2, label=label_of(run))
    finish_values(right, study)
    buffer = io.BytesIO()
    format = ending.lstrip(".")
    figure.savefig(buffer, format=format, metadata=DATES.get(format))
    return buffer.getvalue()


def draw_ground(axes: Axes, study: Descent) -> Window:
    """Contours of f or its graph, and the critical points; the window shown."""
    window = window_of(study)
    if len(study.problem.variables) == 2:
        xs, ys, heights = heights_of(study, window, GRID, GRID)
        levels = levels_of(heights, LEVELS)
        if len(levels) > 1:
            axes.contourf(xs, ys, heights, levels=levels, extend="both", cmap="Greys", alpha=0.5)
            axes.contour(xs, ys, heights, levels=levels, colors="0.4", linewidths=0.4, negative_linestyles="solid")
        axes.set_ylabel(study.problem.variables[1])
    else:
        function = float_function(study.problem.tree, study.problem.variables)
        xs = [window.left + window.width * k / (4 * GRID) for k in range(4 * GRID + 1)]
        axes.plot(xs, [function(x) for x in xs], color="0.5", linewidth=1)
        axes.set_ylabel(study.problem.name)
    axes.set_xlabel(study.problem.variables[0])
    for number, (x, y) in enumerate(places_of(study), start=1):
        axes.plot([x], [y], "k*", markersize=9, zorder=5)
        axes.annotate(f"P{number}", (x, y), xytext=(5, 5), textcoords="offset points", annotation_clip=True)
    axes.set_xlim(window.left, window.right)
    axes.set_ylim(window.bottom, window.top)
    axes.set_prop_cycle(None)
    return window


def label_of(run: DescentRun) -> str:
    """For the legend."""
    return f"{run.optimizer}: {run.verdict.value.replace('_', ' ')}"


def finish_values(axes: Axes, study: Descent) -> None:
    """f against the steps: small values that stay positive and large ones on a logarithmic scale."""
    values = [value for run in study.runs for value in run.values if math.isfinite(value)]
    low, high = min(values), max(values)
    if low >= 0:
        axes.set_yscale("symlog", linthresh=1e-6)
    elif max(high, -low) > LARGEST_LINEAR:
        axes.set_yscale("symlog", linthresh=1)
    axes.set_xlabel("step")
    axes.set_ylabel(study.problem.name)
    axes.grid(alpha=0.2)
    axes.legend(fontsize=8)


def character_picture(study: Descent, columns: int, *, ascii_only: bool) -> list[str]:
    """For a terminal: the path of the first run over the coarse contour of two variables, and a sparkline of f for each run."""
    lines = contour_lines(study, columns, ascii_only=ascii_only) if len(study.problem.variables) == 2 else []
    width = max(len(run.optimizer) for run in study.runs)
    for run in study.runs:
        lines.append(f"{run.optimizer:<{width}} {sparkline(run.values, columns - width - 1, ascii_only=ascii_only)}")
    return lines


def contour_lines(study: Descent, columns: int, *, ascii_only: bool) -> list[str]:
    """Shades for heights, a line for the path, marks for the critical points and the start."""
    window = window_of(study)
    _, _, heights = heights_of(study, window, columns, ROWS)
    shades = ASCII_SHADES if ascii_only else SHADES
    levels = levels_of(heights, len(shades) - 1)
    canvas = Canvas(columns, ROWS, ascii_only=ascii_only)
    for row, line in enumerate(reversed(heights)):
        for column, height in enumerate(line):
            canvas.under[row, column] = shades[band(height, levels)] if math.isfinite(height) else "?"
    marks = characters(ascii_only=ascii_only).marks
    for point, (x, y) in zip(study.points, places_of(study), strict=False):
        if window.left <= x <= window.right and window.bottom <= y <= window.top:
            canvas.mark(share_across(window, x), share_up(window, y), marks[ROLES.get(point.classification, Role.STATIONARY)])
    path = inside(path_of(study.runs[0]), window)
    canvas.mark(share_across(window, path[0][0]), share_up(window, path[0][1]), "S")
    canvas.polyline([(share_across(window, x), share_up(window, y)) for x, y in path])
    first, second = study.problem.variables
    ranges = f"{first} from {window.left:.4g} to {window.right:.4g}, {second} from {window.bottom:.4g} to {window.top:.4g}"
    return [*canvas.lines(), ranges, f"S start, the path of {study.runs[0].optimizer}"]


def sparkline(values: Sequence[float], columns: int, *, ascii_only: bool = False) -> str:
    """f from the first step to the last, high where f is high, on the scale of asinh.

    >>> sparkline([3.0, 2.0, 1.0, 0.0], 8)
    '█▇▄▁'
    """
    sparks = ASCII_SPARKS if ascii_only else SPARKS
    finite = [math.asinh(v) for v in values if math.isfinite(v)]
    if not finite:
        return ""
    count = min(columns, len(finite))
    chosen = [finite[round(k * (len(finite) - 1) / max(1, count - 1))] for k in range(count)]
    low, high = min(finite), max(finite)
    return "".join(sparks[0 if high == low else round((v - low) / (high - low) * (len(sparks) - 1))] for v in chosen)
