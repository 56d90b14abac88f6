"""Study -> scene: the window, the curves as polylines, the marked points; every format draws the same scene."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from calc_cli.model import SingularityKind, Study
from calc_cli.records import record
from calc_cli.reports.plot import features
from calc_cli.reports.plot.features import Asymptote, Cut, Point, Role
from calc_cli.reports.plot.sampling import Polyline, polylines
from calc_cli.reports.plot.ticks import Tick, ticks, ticks_in_pi
from calc_cli.reports.plot.values import Curve, curve_of, drawable, value_of
from calc_cli.reports.plot.window import Window, feature_places, horizontal_range, measured_in_pi, vertical_range

SURVEY = 241


@record
class Graph:
    """One curve: its name (`f`, `f'`) and its polylines in the plane."""

    name: str
    lines: tuple[tuple[tuple[float, float], ...], ...]


@record
class Scene:
    """What a picture of a function of one variable shows."""

    study: Study
    window: Window
    graphs: tuple[Graph, ...]
    points: tuple[Point, ...]
    asymptotes: tuple[Asymptote, ...]
    cuts: tuple[Cut, ...]
    in_pi: bool

    def x_ticks(self, most: int) -> tuple[Tick, ...]:
        """The marks of the x-axis."""
        return (ticks_in_pi if self.in_pi else ticks)(self.window.left, self.window.right, most)

    def y_ticks(self, most: int) -> tuple[Tick, ...]:
        """The marks of the y-axis."""
        return ticks(self.window.bottom, self.window.top, most)


def scene(study: Study, size: tuple[float, float], *, derivatives: bool = False) -> Scene:
    """The scene of a study for a picture of so many pixels."""
    left, right = horizontal_range(study)
    cuts = features.cuts(study, left, right)
    lines = features.asymptotes(study, left, right)
    marked = features.marked_points(study, left, right)
    points = without_doubles((*marked, *features.dots(cuts, left, right)))
    curves = curves_of(study, derivatives=derivatives)
    defined = drawn_where(study)
    window = window_of(study, (left, right), [curve for _, curve in curves], points, lines, cuts, defined)
    places = [point.x for point in points]
    graphs = tuple(
        Graph(name, frozen(polylines(curve, window, cuts if name == study.problem.name else unknown_limits(cuts), places, size, defined)))
        for name, curve in curves
    )
    seen = tuple(p for p in points if window.bottom <= p.y <= window.top and window.left <= p.x <= window.right)
    return Scene(study, window, graphs, seen, lines, cuts, measured_in_pi(study))


def curves_of(study: Study, *, derivatives: bool) -> list[tuple[str, Curve]]:
    """f, and on request f' and f''."""
    name, variable = study.problem.name, study.problem.variables[0]
    trees = [(name, study.problem.tree)]
    if derivatives:
        trees += [(f"{name}'", study.first.result), (f"{name}''", study.second.result)]
    return [(label, curve_of(tree, variable)) for label, tree in trees]


def unknown_limits(cuts: tuple[Cut, ...]) -> tuple[Cut, ...]:
    """The same cuts for a derivative, whose one-sided limits the study does not hold."""
    return tuple(Cut(cut.x, math.nan, math.nan, math.nan, cut.kind) for cut in cuts)


def frozen(lines: list[Polyline]) -> tuple[tuple[tuple[float, float], ...], ...]:
    """The polylines as tuples."""
    return tuple(tuple(line) for line in lines)


def without_doubles(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """A closed dot where a point with a name of its own stands is not drawn twice."""
    named = [p for p in points if p.role not in (Role.OPEN, Role.CLOSED)]
    rest = [p for p in points if p.role is Role.OPEN or (p.role is Role.CLOSED and not any(on(p, q) for q in named))]
    return (*named, *rest)


def on(a: Point, b: Point) -> bool:
    """The same place."""
    return features.same(a.x, b.x) and features.same(a.y, b.y)


def window_of(
    study: Study,
    horizontal: tuple[float, float],
    curves: list[Curve],
    points: tuple[Point, ...],
    lines: tuple[Asymptote, ...],
    cuts: tuple[Cut, ...],
    defined: Callable[[float], bool],
) -> Window:
    """The window around the features."""
    left, right = horizontal
    xs = [left + (right - left) * (k + 0.5) / SURVEY for k in range(SURVEY)]
    values = [curve(x) for curve in curves for x in xs if defined(x)]
    wanted = [p.y for p in points]
    wanted += [line.intercept for line in lines if line.at is None and line.slope == 0.0]
    if study.intercepts.x or study.intercepts.families:
        wanted.append(0.0)
    few = len(set(feature_places(study))) <= 2
    if few and study.intercepts.y is not None and study.intercepts.y.approx is not None and left <= 0 <= right:
        wanted.append(study.intercepts.y.approx)
    has_poles = any(cut.kind is SingularityKind.POLE for cut in cuts) or any(line.at is not None for line in lines)
    wanted = [y for y in map(drawable, wanted) if math.isfinite(y)]
    bottom, top = vertical_range(values, wanted, has_poles=has_poles, few=few)
    shown = [x for curve in curves for x in xs if defined(x) and bottom <= curve(x) <= top]
    if study.region is None and shown:
        left, right = trimmed((left, right), shown, [p.x for p in points])
    return Window(left, right, bottom, top)


def trimmed(horizontal: tuple[float, float], shown: Sequence[float], marked: Sequence[float]) -> tuple[float, float]:
    """The interval of x without far parts where no curve shows."""
    left, right = horizontal
    first, last = min((*shown, *marked)), max((*shown, *marked))
    if not first < last:
        return horizontal
    room = 0.12 * (last - first)
    return max(left, first - room), min(right, last + room)


def drawn_where(study: Study) -> Callable[[float], bool]:
    """Where the function is drawn: where it is defined, within the region asked for; beyond an interval searched by default it goes on."""
    intervals = study.domain.intervals
    if study.domain.period is not None or (study.domain.within is not None and study.region is None):
        return lambda x: True
    ends = [(value_of(interval.lower), value_of(interval.upper)) for interval in intervals]
    return lambda x: any(a <= x <= b for a, b in ends)
