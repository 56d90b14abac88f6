"""Pictures as PNG and PDF, and those of surfaces, through matplotlib: the extra `plot`, imported only here and only when asked for."""

from __future__ import annotations

import io
import math
from typing import TYPE_CHECKING, Any

from calc_cli.errors import CalcError
from calc_cli.language import to_latex
from calc_cli.model import Problem, Study, Surface
from calc_cli.reports.plot.features import Role
from calc_cli.reports.plot.labelling import labels
from calc_cli.reports.plot.landscape import Landscape, landscape
from calc_cli.reports.plot.placing import Box
from calc_cli.reports.plot.scene import Scene, scene
from calc_cli.reports.plot.style import LIGHT

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

DOTS_PER_INCH = 100
SCALE = 2
LEVELS = 14
GRID = 120
COARSE = 60
COLOURS = {Role.MAXIMUM: LIGHT["max"], Role.MINIMUM: LIGHT["min"], Role.INFLECTION: LIGHT["bend"], Role.SADDLE: LIGHT["f1"]}
SHAPES = {Role.MAXIMUM: "^", Role.MINIMUM: "v", Role.SADDLE: "X", Role.INFLECTION: "D"}
CURVES = (("f", "-", 2.0), ("f1", "--", 1.4), ("f2", ":", 1.4))
LONGEST_TITLE = 90
LETTER, LINE = 6.4, 13.0
"""Width of a letter and height of a line of the labels, in pixels."""
SPACE_TICKS = 5


def figure_file(study: Study | Surface, format: str, *, width: int, height: int, derivatives: bool = False) -> bytes:
    """The picture as the bytes of a `png`, `pdf` or `svg` file."""
    try:
        from matplotlib.figure import Figure
    except ModuleNotFoundError:
        hint = "pip install 'calc-cli[plot]'" + (", or end the file's name with .svg" if isinstance(study, Study) else "")
        message = "this picture needs matplotlib, which is not installed"
        raise CalcError("missing_library", message, study.problem.text, None, hint) from None
    figure = Figure(figsize=(width / DOTS_PER_INCH, height / DOTS_PER_INCH), dpi=DOTS_PER_INCH, layout="constrained")
    if isinstance(study, Study):
        draw_curve(figure, scene(study, (width, height), derivatives=derivatives))
    else:
        draw_surface(figure, landscape(study, GRID, GRID))
    buffer = io.BytesIO()
    dates: dict[str, Any] = {"pdf": {"CreationDate": None}, "svg": {"Date": None}}
    figure.savefig(buffer, format=format, dpi=SCALE * DOTS_PER_INCH, metadata=dates.get(format))
    return buffer.getvalue()


def title_of(problem: Problem) -> str:
    """The function as a formula, or its name when the formula is long or not in matplotlib's LaTeX."""
    name = f"{problem.name}({', '.join(problem.variables)})"
    latex = to_latex(problem.tree)
    plain = not any(command in latex for command in (r"\begin", r"\operatorname", r"\text", r"\lvert"))
    return f"${name} = {latex}$" if plain and len(latex) <= LONGEST_TITLE else name


def draw_curve(figure: Figure, drawn: Scene) -> None:
    """A function of one variable, as in the SVG."""
    axes = figure.add_subplot()
    window = drawn.window
    axes.set_xlim(window.left, window.right)
    axes.set_ylim(window.bottom, window.top)
    across = drawn.x_ticks(9)
    axes.set_xticks([tick.at for tick in across], [tick.label for tick in across])
    axes.grid(alpha=0.2)
    axes.set_title(title_of(drawn.study.problem), pad=12 if figure.get_figheight() > 3 else 6)
    axes.set_xlabel(drawn.study.problem.variables[0])
    if window.bottom <= 0 <= window.top:
        axes.axhline(0, color="0.45", linewidth=0.8)
    if window.left <= 0 <= window.right:
        axes.axvline(0, color="0.45", linewidth=0.8)
    for line in drawn.asymptotes:
        if line.at is not None:
            axes.axvline(line.at, color="0.4", linestyle="--", linewidth=1)
        else:
            axes.axline((0, line.intercept), slope=line.slope, color="0.4", linestyle="--", linewidth=1)
    for graph, (colour, style, thickness) in zip(drawn.graphs, CURVES, strict=False):
        for number, polyline in enumerate(graph.lines):
            label = graph.name.replace("'", "′") if number == 0 and len(drawn.graphs) > 1 else None
            xs, ys = [x for x, _ in polyline], [y for _, y in polyline]
            axes.plot(xs, ys, style, color=LIGHT[colour], linewidth=thickness, label=label)
    mark_points(axes, drawn)
    if len(drawn.graphs) > 1:
        axes.legend(loc="upper right")
    if not drawn.study.domain.intervals:
        axes.text(0.5, 0.8, "no real values", ha="center", transform=axes.transAxes)
    label_points(figure, axes, drawn)


def mark_points(axes: Axes, drawn: Scene) -> None:
    """The marks of the points."""
    for point in drawn.points:
        colour = COLOURS.get(point.role, LIGHT["f"])
        face = "white" if point.role is Role.OPEN else colour
        shape = SHAPES.get(point.role, "o")
        axes.plot([point.x], [point.y], shape, color=colour, markerfacecolor=face, markersize=6, zorder=4, clip_on=False)


def label_points(figure: Figure, axes: Axes, drawn: Scene) -> None:
    """The labels where the SVG would put them, in the frame that the layout has come to."""
    figure.draw_without_rendering()
    width, height = figure.get_size_inches() * DOTS_PER_INCH
    extent = axes.get_window_extent()
    frame = Box(extent.x0, height - extent.y1, extent.x1, height - extent.y0)
    corner = Box(frame.right - 70, frame.top, frame.right, frame.top + 80)
    for label in labels(drawn, frame, LETTER, LINE, [corner] if len(drawn.graphs) > 1 else []):
        across, down = (label.box.left + label.box.right) / 2 / width, (label.box.top + label.box.bottom) / 2 / height
        figure.text(across, 1 - down, label.words, ha="center", va="center", fontsize=8, in_layout=False)


def draw_surface(figure: Figure, drawn: Landscape) -> None:
    """Contours with the critical points at the left, the surface at the right."""
    import numpy
    from matplotlib.colors import BoundaryNorm

    heights = numpy.ma.masked_invalid(numpy.array(drawn.heights))
    first, second = drawn.surface.problem.variables
    levels = drawn.levels(LEVELS)
    low, high = (levels[0], levels[-1]) if len(levels) > 1 else (-1.0, 1.0)
    figure.suptitle(title_of(drawn.surface.problem))
    flat = figure.add_subplot(1, 2, 1)
    if len(levels) > 1:
        norm = BoundaryNorm(levels, 256, extend="both")  # as many shades for each band, however close its levels are
        flat.contourf(drawn.xs, drawn.ys, heights, levels=levels, norm=norm, extend="both", cmap="viridis", alpha=0.75)
        flat.contour(drawn.xs, drawn.ys, heights, levels=levels, colors="black", linewidths=0.4, negative_linestyles="solid")
    flat.set_xlabel(first)
    flat.set_ylabel(second)
    flat.set_xlim(drawn.window.left, drawn.window.right)
    flat.set_ylim(drawn.window.bottom, drawn.window.top)
    for ridge in drawn.ridges:
        sides = numpy.ma.masked_invalid(numpy.array(ridge.sides))
        if sides.min() < 0 < sides.max():
            flat.contour(
                drawn.xs, drawn.ys, sides, levels=[0], colors=COLOURS.get(ridge.role, LIGHT["f"]), linewidths=2, linestyles="dashed"
            )
    seen: set[Role] = set()
    for peak in drawn.peaks:
        label = None if peak.role in seen else peak.role.value
        seen.add(peak.role)
        style: dict[str, Any] = {
            "color": COLOURS.get(peak.role, LIGHT["f"]),
            "markeredgecolor": "white",
            "markersize": 9,
            "linestyle": "none",
        }
        flat.plot([peak.x], [peak.y], marker=SHAPES.get(peak.role, "o"), label=label, clip_on=False, zorder=5, **style)
    if seen:
        flat.legend(fontsize=8, loc="upper center", bbox_to_anchor=(0.5, -0.12), ncols=len(seen), frameon=False)
    draw_space(figure, drawn, numpy, (low, high))


def draw_space(figure: Figure, drawn: Landscape, numpy: Any, limits: tuple[float, float]) -> None:
    """The surface in space, cut off where it leaves the heights of the contours far behind."""
    space: Any = figure.add_subplot(1, 2, 2, projection="3d")
    room = 0.5 * (limits[1] - limits[0]) or 1.0
    low = min([limits[0], *(peak.z for peak in drawn.peaks)]) - room
    high = max([limits[1], *(peak.z for peak in drawn.peaks)]) + room
    heights = numpy.array(drawn.heights)
    heights[~numpy.isfinite(heights) | (heights < low) | (heights > high)] = math.nan
    xs, ys = numpy.meshgrid(drawn.xs, drawn.ys)
    space.plot_surface(
        xs, ys, heights, cmap="viridis", vmin=limits[0], vmax=limits[1], rcount=COARSE, ccount=COARSE, linewidth=0, alpha=0.85
    )
    for peak in drawn.peaks:
        colour = COLOURS.get(peak.role, LIGHT["f"])
        space.plot([peak.x], [peak.y], [peak.z], SHAPES.get(peak.role, "o"), color=colour, markersize=6, zorder=10)
    space.locator_params(nbins=SPACE_TICKS)
    space.set_xlabel(drawn.surface.problem.variables[0])
    space.set_ylabel(drawn.surface.problem.variables[1])
