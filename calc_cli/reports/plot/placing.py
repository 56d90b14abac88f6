"""Labels beside points: each where it hides no point, no other label and as little of the curve as possible."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from calc_cli.records import record

Place = tuple[float, float]


@record
class Box:
    """A rectangle of the picture, in pixels, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two overlap."""
        return self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom

    def holds(self, place: tuple[float, float]) -> bool:
        """Whether a point lies inside."""
        return self.left <= place[0] <= self.right and self.top <= place[1] <= self.bottom

    def inside(self, other: Box) -> bool:
        """Whether it lies wholly within the other."""
        return other.left <= self.left and self.right <= other.right and other.top <= self.top and self.bottom <= other.bottom


ABOVE, BELOW = (-0.5, -1.0), (-0.5, 0.0)
DIRECTIONS = ((-0.5, -1.0), (-0.5, 0.0), (0.0, -1.0), (0.0, 0.0), (-1.0, -1.0), (-1.0, 0.0), (0.0, -0.5), (-1.0, -0.5))
CROWDED = 6
WEIGHT = 0.4
"""A point of an axis or asymptote counts so much beside a point of the curve."""


def around(x: float, y: float, width: float, height: float, gap: float, *, below_first: bool) -> Iterable[Box]:
    """The places for a label of this size around a point, the best first."""
    order = (DIRECTIONS[1], DIRECTIONS[0], *DIRECTIONS[2:]) if below_first else DIRECTIONS
    for across, down in order:
        left = x + across * width + (gap if across == 0 else -gap if across == -1.0 else 0.0)
        top = y + down * height + (gap if down == 0 else -gap if down == -1.0 else 0.0)
        yield Box(left, top, left + width, top + height)


def best_place(
    candidates: Iterable[Box], frame: Box, taken: Sequence[Box], curve: Sequence[Place], straight: Sequence[Place] = (), most: int = CROWDED
) -> Box | None:
    """The candidate inside the frame, off everything taken, that covers least of the curve and then of the straight lines.

    None when all cover more than `most` points of the curve.
    """
    free = [box for box in candidates if box.inside(frame) and not any(box.meets(other) for other in taken)]
    scored = [(covered(box, curve), covered(box, straight), k, box) for k, box in enumerate(free)]
    allowed = [entry for entry in scored if entry[0] <= most]
    best = min(allowed, default=None, key=lambda entry: (entry[0] + WEIGHT * entry[1], entry[2]))
    return None if best is None else best[3]


def covered(box: Box, places: Sequence[Place]) -> int:
    """How many of the points lie in the box."""
    return sum(box.holds(place) for place in places)
