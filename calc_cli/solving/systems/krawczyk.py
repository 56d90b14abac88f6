"""What Newton's method on boxes says of one box: no zero in it, exactly one, a smaller box, or nothing.

Boxes are lists of sides (lower, upper), doubles; every rounding is outwards. Source: Moore, Kearfott, Cloud, Introduction to Interval
Analysis (2009), ch. 8; epsilon-inflation: S. M. Rump, Acta Numerica 19 (2010), sec. 13.
"""

from __future__ import annotations

import math
from enum import Enum

from flint import arb, arb_mat

from calc_cli.balls.newton import SquareSystem
from calc_cli.records import record

Box = tuple[tuple[float, float], ...]
Vector = list[arb]

INFLATION = 0.25
"""Share of its width by which a candidate is widened before the proof of uniqueness."""
REGULAR_SHARE = 0.9
"""Krawczyk's image narrower than this share of the box in every side: then the box holds at most one zero, and it is looked for."""
GOOD_SHARE = 0.5
"""A contraction of the widest side to less than this share is repeated, a smaller one is followed by a bisection."""


class Finding(Enum):
    """What is proved of the zeros in a box."""

    NONE = "none"
    ONE = "one"
    SMALLER = "smaller"
    UNKNOWN = "unknown"
    UNDEFINED = "undefined"


@record
class Located:
    """One zero: `enclosure` holds it, and it is the only one in the box `alone`; every zero of the box examined is this one."""

    enclosure: Vector
    alone: Box


@record
class Examined:
    """box: where the zeros of the box examined lie (SMALLER, UNKNOWN); smear: sensitivity of the functions to each side."""

    finding: Finding
    box: Box
    located: Located | None = None
    smear: tuple[float, ...] = ()


def side_ball(lower: float, upper: float) -> arb:
    """A ball over [lower, upper]."""
    middle = 0.5 * lower + 0.5 * upper
    return arb(middle, math.nextafter(max(upper - middle, middle - lower), math.inf) if lower < upper else 0.0)


def side_of(ball: arb) -> tuple[float, float]:
    """Doubles around a finite ball."""
    middle, radius = float(ball.mid()), float(ball.rad())
    slack = 1e-15 * abs(middle) + 1e-9 * radius + 5e-324
    low, high = middle - radius - slack, middle + radius + slack
    return -math.inf if math.isnan(low) else low, math.inf if math.isnan(high) else high  # beyond the doubles: inf - inf


def examine(system: SquareSystem, box: Box) -> Examined:
    """Balls of the values, the mean value form, Krawczyk's operator with a proof of uniqueness, in this order; 53 bits in force."""
    around = [side_ball(*side) for side in box]
    values = system.values(*around)
    for value in values:
        if value > 0 or value < 0:
            return Examined(Finding.NONE, box)
    slopes = system.jacobian(around)
    if slopes is None:
        return Examined(Finding.UNDEFINED, box)
    middle = [side.mid() for side in around]
    heights = system.values(*middle)
    if not all(height.is_finite() for height in heights):
        return Examined(Finding.UNDEFINED, box)
    size = system.size
    column = arb_mat(size, 1, heights)
    offset = arb_mat(size, 1, [side - m for side, m in zip(around, middle, strict=True)])
    for value in (column + slopes * offset).entries():
        if value > 0 or value < 0:
            return Examined(Finding.NONE, box)
    image = system.image(slopes, middle, column, offset)
    if image is None:
        return Examined(Finding.UNKNOWN, box, smear=smear(slopes, box))
    return _judged(system, box, around, image, slopes)


def _judged(system: SquareSystem, box: Box, around: Vector, image: Vector, slopes: arb_mat) -> Examined:
    """The image of Krawczyk's operator against the box: apart, inside, or overlapping."""
    if not all(side.overlaps(part) for side, part in zip(around, image, strict=True)):
        return Examined(Finding.NONE, box)
    if all(side.contains_interior(part) for side, part in zip(around, image, strict=True)):
        return Examined(Finding.ONE, box, Located(image, box))
    smaller: list[tuple[float, float]] = []
    regular = True
    for side, part in zip(box, image, strict=True):
        low, high = side_of(part)
        width = side[1] - side[0]
        regular = regular and high - low < REGULAR_SHARE * width
        low, high = max(low, side[0]), min(high, side[1])
        if low > high:
            return Examined(Finding.NONE, box)
        smaller.append((low, high))
    rest = tuple(smaller)
    located = locate(system, rest) if regular else None
    if located is not None:
        return Examined(Finding.ONE, rest, located)
    if width_of(rest) < GOOD_SHARE * width_of(box):
        return Examined(Finding.SMALLER, rest)
    return Examined(Finding.UNKNOWN, rest, smear=smear(slopes, box))


def width_of(box: Box) -> float:
    """The width of the widest side."""
    return max(high - low for low, high in box)


def locate(system: SquareSystem, box: Box) -> Located | None:
    """The one zero of a box slightly wider than the one given, so that a zero on the border of the box is found too."""
    wider = tuple(widened(*side) for side in box)
    around = [side_ball(*side) for side in wider]
    image = system.proves_unique(around)
    return None if image is None else Located(image, wider)


def widened(lower: float, upper: float) -> tuple[float, float]:
    """The side with INFLATION of its width, and some last digits, added at both ends."""
    slack = INFLATION * (upper - lower) + 1e-13 * max(abs(lower), abs(upper)) + 1e-100
    return lower - slack, upper + slack


def smear(slopes: arb_mat, box: Box) -> tuple[float, ...]:
    """For each variable its width times the largest slope: the side to cut is the one with the largest (Kearfott's smear)."""
    size = len(box)
    return tuple(
        (side[1] - side[0]) * max(abs(float(slopes[i, j].mid())) + float(slopes[i, j].rad()) for i in range(size))
        for j, side in enumerate(box)
    )
