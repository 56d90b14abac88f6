"""A function -> polylines that look like its graph: more points where it bends, none drawn across a cut."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import pairwise

from calc_cli.reports.plot.features import Cut
from calc_cli.reports.plot.values import Curve
from calc_cli.reports.plot.window import Window

Place = tuple[float, float]
Polyline = list[Place]

PLAIN_POINTS = 160
DEEPEST = 9
FLAT = 0.25
MOST_POINTS = 6000


def pieces(window: Window, cuts: Sequence[Cut]) -> list[tuple[float, float, float, float]]:
    """(a, b, f(a+), f(b-)) for the open intervals between the cuts; NaN for an end that is only the window's edge."""
    inner = [cut for cut in cuts if window.left <= cut.x <= window.right]
    xs = [window.left, *(cut.x for cut in inner), window.right]
    least = 1e-9 * window.width
    after = [math.nan, *(cut.right for cut in inner)]
    before = [*(cut.left for cut in inner), math.nan]
    return [(a, b, y, z) for a, b, y, z in zip(xs[:-1], xs[1:], after, before, strict=True) if b - a > least]


def polylines(
    curve: Curve, window: Window, cuts: Sequence[Cut], places: Sequence[float], size: Place, defined: Callable[[float], bool]
) -> list[Polyline]:
    """The graph within the window. places: x that must be points of it; size: width and height of the picture in pixels; defined: where
    there is something to draw."""
    sampler = Sampler(curve, window, size)
    lines: list[Polyline] = []
    for a, b, first, last in pieces(window, cuts):
        if not defined((a + b) / 2):
            continue
        inside = [x for x in places if a < x < b]
        at_cut = [any(abs(cut.x - end) <= 1e-9 * window.width for cut in cuts) for end in (a, b)]
        lines += sampler.piece(a, b, first, last, inside, at_edge=(not at_cut[0], not at_cut[1]))
    return [part for line in lines for part in clip(line, window)]


class Sampler:
    """Samples one curve; distances are measured in pixels."""

    def __init__(self, curve: Curve, window: Window, size: Place) -> None:
        self.curve = curve
        self.window = window
        self.scale = (size[0] / window.width, size[1] / window.height)
        self.left = MOST_POINTS

    def piece(
        self, a: float, b: float, first: float, last: float, places: Sequence[float], *, at_edge: tuple[bool, bool]
    ) -> list[Polyline]:
        """The polylines over the open interval (a, b), its one-sided limits appended where they are finite."""
        xs = sorted({*spaced(a, b, self.window.width), *places, *approach(a, b, at_edge)})
        points = [(x, self.curve(x)) for x in xs]
        if math.isfinite(first):
            points.insert(0, (a, first))
        if math.isfinite(last):
            points.append((b, last))
        found: list[Polyline] = []
        current: Polyline = []
        for left, right in zip([None, *points], points, strict=False):
            if math.isnan(right[1]):
                current = self.finished(current, found)
                continue
            if left is not None and not math.isnan(left[1]):
                current += self.between(left, right, 0)
            current.append(right)
        self.finished(current, found)
        return found

    def finished(self, current: Polyline, found: list[Polyline]) -> Polyline:
        """Keep a line of at least two points; a new empty one."""
        if len(current) > 1:
            found.append(current)
        return []

    def between(self, left: Place, right: Place, depth: int) -> Polyline:
        """The points needed strictly between two neighbours."""
        if depth >= DEEPEST or self.left <= 0 or self.beyond(left, right):
            return []
        x = (left[0] + right[0]) / 2
        middle = (x, self.curve(x))
        self.left -= 1
        if not math.isfinite(middle[1]) or self.bend(left, middle, right) <= FLAT:
            return []
        return [*self.between(left, middle, depth + 1), middle, *self.between(middle, right, depth + 1)]

    def beyond(self, left: Place, right: Place) -> bool:
        """Both far above the window, or both far below it."""
        high, low = self.window.top + self.window.height, self.window.bottom - self.window.height
        return (left[1] > high and right[1] > high) or (left[1] < low and right[1] < low)

    def bend(self, left: Place, middle: Place, right: Place) -> float:
        """How far, in pixels, the middle lies from the chord."""
        (ax, ay), (bx, by), (cx, cy) = ((p[0] * self.scale[0], p[1] * self.scale[1]) for p in (left, middle, right))
        length = math.hypot(cx - ax, cy - ay)
        if not math.isfinite(length) or length == 0:
            return math.inf if length else 0.0
        return abs((cx - ax) * (by - ay) - (cy - ay) * (bx - ax)) / length


def spaced(a: float, b: float, width: float) -> list[float]:
    """Evenly spaced points of the open interval (a, b), as dense as its share of the picture asks; the edges of the window count."""
    count = max(12, round(PLAIN_POINTS * (b - a) / width))
    return [a + (b - a) * k / count for k in range(1, count)]


def approach(a: float, b: float, at_edge: tuple[bool, bool]) -> list[float]:
    """Points ever closer to an end of (a, b); the edge of the window itself when the end is one."""
    steps = [(b - a) * 0.5**k / 12 for k in range(1, 18)]
    left = [a] if at_edge[0] else [a + step for step in steps]
    right = [b] if at_edge[1] else [b - step for step in steps]
    return [*left, *right]


def clip(line: Polyline, window: Window) -> list[Polyline]:
    """The parts of a polyline between the lower and the upper edge of the window."""
    parts: list[Polyline] = []
    current: Polyline = []
    for start, end in pairwise(line):
        segment = clip_segment(start, end, window.bottom, window.top)
        if segment is None:
            current = []
            continue
        if not current or current[-1] != segment[0]:
            current = [segment[0]]
            parts.append(current)
        current.append(segment[1])
    return [part for part in parts if len(part) > 1]


def clip_segment(start: Place, end: Place, bottom: float, top: float) -> tuple[Place, Place] | None:
    """The part of a segment with bottom <= y <= top."""
    if min(start[1], end[1]) > top or max(start[1], end[1]) < bottom:
        return None
    return clip_end(start, end, bottom, top), clip_end(end, start, bottom, top)


def clip_end(end: Place, other: Place, bottom: float, top: float) -> Place:
    """The end itself, or where the segment crosses the border."""
    x, y = end
    border = min(max(y, bottom), top)
    if border == y:
        return end
    if math.isinf(y):
        return x, border
    share = (border - y) / (other[1] - y) if math.isfinite(other[1]) else 0.0
    return x + share * (other[0] - x), border
