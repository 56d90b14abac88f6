"""Labels beside points: each where it hides no point, no other label and as little of the curve as possible."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from calc_cli.records import record


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


def around(x: float, y: float, width: float, height: float, gap: float, *, below_first: bool) -> Iterable[Box]:
    """The places for a label of this size around a point, the best first."""
    order = (DIRECTIONS[1], DIRECTIONS[0], *DIRECTIONS[2:]) if below_first else DIRECTIONS
    for across, down in order:
        left = x + across * width + (gap if across == 0 else -gap if across == -1.0 else 0.0)
        top = y + down * height + (gap if down == 0 else -gap if down == -1.0 else 0.0)
        yield Box(left, top, left + width, top + height)


def best_place(
    candidates: Iterable[Box], frame: Box, taken: Sequence[Box], curve: Sequence[tuple[float, float]], most: int = CROWDED
) -> Box | None:
    """The candidate inside the frame, off everything taken, that covers the fewest points of the curve; None when all cover too many."""
    free = [box for box in candidates if box.inside(frame) and not any(box.meets(other) for other in taken)]
    scored = [(sum(box.holds(place) for place in curve), k, box) for k, box in enumerate(free)]
    best = min(scored, default=None, key=lambda entry: entry[:2])
    return None if best is None or best[0] > most else best[2]
