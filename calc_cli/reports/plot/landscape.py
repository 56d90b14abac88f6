"""Surface -> what its picture shows: the rectangle, heights on a grid, the marked points, the levels of the contours."""

from __future__ import annotations

import math
from collections.abc import Sequence

from calc_cli.errors import CalcError
from calc_cli.model import Classification, CriticalPoint, Surface
from calc_cli.records import record
from calc_cli.reports.plot.features import Role
from calc_cli.reports.plot.labels import decimals, short_exact
from calc_cli.reports.plot.values import surface_of, value_of
from calc_cli.reports.plot.window import Window
from calc_cli.tree import Comparison, Expr

ALONE = 2.0
MARGIN = 0.5
MOST_POINTS = 400

ROLES = {
    Classification.LOCAL_MINIMUM: Role.MINIMUM,
    Classification.LOCAL_MAXIMUM: Role.MAXIMUM,
    Classification.SADDLE: Role.SADDLE,
}


@record
class Peak:
    """A marked point of a surface: its place, its height, what it is, and its coordinates in words."""

    x: float
    y: float
    z: float
    role: Role
    label: str
    is_copy: bool = False


@record
class Ridge:
    """A curve of critical points: where `equation` is zero; sides[row][column]: its values on the grid."""

    equation: Expr
    role: Role
    sides: tuple[tuple[float, ...], ...]

    def cells(self) -> set[tuple[int, int]]:
        """The (row, column) next to which the equation changes sign: of two neighbours the nearer one."""
        found: set[tuple[int, int]] = set()
        for row, line in enumerate(self.sides):
            for column, value in enumerate(line):
                for below, beside in ((row + 1, column), (row, column + 1)):
                    if below < len(self.sides) and beside < len(line):
                        other = self.sides[below][beside]
                        if value * other <= 0:
                            found.add((row, column) if abs(value) <= abs(other) else (below, beside))
        return found


@record
class Landscape:
    """What a picture of a function of two variables shows. heights[row][column], rows from below; NaN where f is not defined."""

    surface: Surface
    window: Window
    peaks: tuple[Peak, ...]
    ridges: tuple[Ridge, ...]
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    heights: tuple[tuple[float, ...], ...]

    def levels(self, count: int) -> tuple[float, ...]:
        """Increasing heights between which equal shares of the picture lie: contours crowd nowhere."""
        ordered = sorted(z for row in self.heights for z in row if math.isfinite(z))
        if not ordered:
            return ()
        chosen = {ordered[round((k + 0.5) * (len(ordered) - 1) / count)] for k in range(count)}
        return tuple(sorted(chosen))


def landscape(surface: Surface, columns: int, rows: int) -> Landscape:
    """The scene of a surface on a grid of columns x rows points."""
    if len(surface.problem.variables) != 2:
        count = len(surface.problem.variables)
        raise CalcError("not_drawable", f"a function of {count} variables has no picture", surface.problem.text, hint="fix some with --let")
    window = window_of(surface)
    function = surface_of(surface.problem.tree, surface.problem.variables)
    xs = tuple(window.left + window.width * (k + 0.5) / columns for k in range(columns))
    ys = tuple(window.bottom + window.height * (k + 0.5) / rows for k in range(rows))
    heights = tuple(tuple(function(x, y) for x in xs) for y in ys)
    return Landscape(surface, window, peaks_of(surface, window), ridges_of(surface, xs, ys), xs, ys, heights)


def ridges_of(surface: Surface, xs: Sequence[float], ys: Sequence[float]) -> tuple[Ridge, ...]:
    """The sets of critical points that one equation describes."""
    found = []
    for critical_set in surface.critical_sets:
        if len(critical_set.equations) == 1 and not isinstance(critical_set.equations[0], Comparison):
            equation = critical_set.equations[0]
            side = surface_of(equation, surface.problem.variables)
            role = ROLES.get(critical_set.classification, Role.STATIONARY)
            found.append(Ridge(equation, role, tuple(tuple(side(x, y) for x in xs) for y in ys)))
    return tuple(found)


def window_of(surface: Surface) -> Window:
    """The box asked for, or the critical points with room around them; periods are shown twice."""
    ranges = [range_of(surface, k) for k in range(2)]
    (left, right), (bottom, top) = ranges
    if surface.region is None and not any(p.periods for p in surface.critical_points):
        width, height = right - left, top - bottom  # no side much longer than the other
        left, right = widened(left, right, 0.4 * height)
        bottom, top = widened(bottom, top, 0.4 * width)
    return Window(left, right, bottom, top)


def widened(lower: float, upper: float, least: float) -> tuple[float, float]:
    """The interval made at least so long, about its middle."""
    lacking = max(0.0, least - (upper - lower)) / 2
    return lower - lacking, upper + lacking


def range_of(surface: Surface, k: int) -> tuple[float, float]:
    """The interval of variable number k."""
    if surface.region is not None:
        lower, upper = value_of(surface.region[k].lower), value_of(surface.region[k].upper)
        if math.isfinite(lower) and math.isfinite(upper) and lower < upper:
            return lower, upper
    points = surface.critical_points
    steps = [step for p in points for period in p.periods if math.isfinite(step := abs(value_of(period[k].tree)))]
    places = [x for p in points if math.isfinite(x := value_of(p.at[k].tree))]
    if any(steps):
        return -max(steps), max(steps)
    if not places:
        return -ALONE, ALONE
    first, last = min(places), max(places)
    room = max(MARGIN * (last - first), min(1.5, last - first)) if last > first else ALONE
    return first - room, last + room


def peaks_of(surface: Surface, window: Window) -> tuple[Peak, ...]:
    """The critical points within the window, with the members of their families."""
    found: list[Peak] = []
    for point in (*surface.critical_points, *surface.boundary):
        if point.value is None:
            continue
        z = value_of(point.value.tree)
        role = ROLES.get(point.classification, Role.STATIONARY)
        for x, y, is_copy in members(point, window):
            label = f"({decimals(x)}, {decimals(y)})" if is_copy else coordinates(point)
            found.append(Peak(x, y, z, role, label, is_copy))
    return tuple(found)


def members(point: CriticalPoint, window: Window) -> list[tuple[float, float, bool]]:
    """The places of a point and of those alike within the window."""
    base = (value_of(point.at[0].tree), value_of(point.at[1].tree))
    places = [(*base, False)]
    for period in point.periods:
        dx, dy = value_of(period[0].tree), value_of(period[1].tree)
        reach = range(-6, 7)
        places = [(x + k * dx, y + k * dy, copy or k != 0) for x, y, copy in places for k in reach][:MOST_POINTS]
    slack_x, slack_y = 1e-9 * window.width, 1e-9 * window.height
    return [
        (x, y, copy)
        for x, y, copy in places
        if window.left - slack_x <= x <= window.right + slack_x and window.bottom - slack_y <= y <= window.top + slack_y
    ]


def coordinates(point: CriticalPoint) -> str:
    """`(√2, −1)`."""
    return "(" + ", ".join(short_exact(n.exact) or decimals(value_of(n.tree)) for n in point.at) + ")"


def band(height: float, levels: Sequence[float]) -> int:
    """How many of the levels lie below a height."""
    return sum(height > level for level in levels)
