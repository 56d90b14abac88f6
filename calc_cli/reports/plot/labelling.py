"""Scene -> the labels of its points, each with its place in a frame: beside its point, off the others, off the lines where it can be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from calc_cli.records import record
from calc_cli.reports.plot.features import Point, Role
from calc_cli.reports.plot.placing import Box, Place, around, best_place
from calc_cli.reports.plot.scene import Scene

MOST_LABELS = 14
MARK = 4.0
GAP = 7.0
STEP = 6.0
WORDS = {Role.MINIMUM: "min ", Role.MAXIMUM: "max "}


@record
class Label:
    """Words and the rectangle they are to fill."""

    words: str
    box: Box


def labels(drawn: Scene, frame: Box, letter: float, height: float, reserved: Sequence[Box] = ()) -> list[Label]:
    """The labels for which there is room; letter, height: the size of a character in pixels; reserved: what must stay free."""
    x, y = mapping(drawn, frame)
    taken = [Box(x(p.x) - MARK, y(p.y) - MARK, x(p.x) + MARK, y(p.y) + MARK) for p in drawn.points]
    taken += reserved
    curve = [(x(a), y(b)) for graph in drawn.graphs for line in graph.lines for a, b in dense(line)]
    straight = list(straight_lines(drawn, frame))
    found: list[Label] = []
    for p in drawn.points:
        if not p.label or len(found) >= MOST_LABELS:
            continue
        words = words_of(p)
        candidates = around(x(p.x), y(p.y), letter * len(words), height, GAP, below_first=p.role is Role.MINIMUM)
        box = best_place(candidates, frame, taken, curve, straight)
        if box is not None:
            taken.append(box)
            found.append(Label(words, box))
    return found


def words_of(p: Point) -> str:
    """`max (0, 1)`."""
    return WORDS.get(p.role, "") + p.label


def mapping(drawn: Scene, frame: Box) -> tuple[Callable[[float], float], Callable[[float], float]]:
    """x and y of the plane -> pixels from the left and from the top."""
    window = drawn.window
    across, down = (frame.right - frame.left) / window.width, (frame.bottom - frame.top) / window.height
    return lambda x: frame.left + (x - window.left) * across, lambda y: frame.bottom - (y - window.bottom) * down


def dense(line: Sequence[tuple[float, float]]) -> Iterable[tuple[float, float]]:
    """The points of a polyline; a label over few of them covers little of the curve."""
    for start, end in pairwise(line):
        for k in range(4):
            yield start[0] + (end[0] - start[0]) * k / 4, start[1] + (end[1] - start[1]) * k / 4


def straight_lines(drawn: Scene, frame: Box) -> Iterator[Place]:
    """Points along the axes and the asymptotes, a few pixels apart."""
    x, y = mapping(drawn, frame)
    upright = [0.0, *(line.at for line in drawn.asymptotes if line.at is not None)]
    for at in map(x, upright):
        if frame.left <= at <= frame.right:
            yield from ((at, frame.top + STEP * k) for k in range(int((frame.bottom - frame.top) / STEP)))
    for slope, intercept in [(0.0, 0.0), *((line.slope, line.intercept) for line in drawn.asymptotes if line.at is None)]:
        for k in range(int((frame.right - frame.left) / STEP)):
            at = frame.left + STEP * k
            place = y(slope * (drawn.window.left + k * STEP * drawn.window.width / (frame.right - frame.left)) + intercept)
            if frame.top <= place <= frame.bottom:
                yield at, place
