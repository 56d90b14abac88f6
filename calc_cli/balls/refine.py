"""The only zero of a function in an interval, enclosed as narrowly as asked: signs alone, superlinear.

Quadratic interval refinement (J. Abbott, 2006): cut the bracket in N parts, guess the part by linear interpolation, check
the signs at its ends; a right guess squares N, a wrong one takes its root. No derivative is needed.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise

from flint import arb

from calc_cli.balls.precision import ball, fraction, precision
from calc_cli.records import record

Function = Callable[..., arb]
MAX_BITS = 1 << 16
CLOSER = (*range(1, 64), *(64 * 5**k // 4**k for k in range(24)))
"""How close to its ends, as powers of 1/2, an interval is sampled."""
UNDEFINED_BITS = 1 << 10
"""A value still not proved defined with so many bits is taken as undefined (or too large to be held)."""


@record
class Bracket:
    """f has the sign `sign` between lower and the zero, the other one between the zero and upper; lower == upper: the zero itself.

    parts: the next guess cuts the bracket into 2**parts.
    """

    lower: Fraction
    upper: Fraction
    sign: int
    parts: int = 2


@record
class Sample:
    """A point with the certified sign (0: exactly zero) and a ball of the value there."""

    point: Fraction
    sign: int
    value: arb


def sign_at(function: Function, point: Fraction, bits: int) -> int | None:
    """The certified sign of the value at a rational point; 0 only when it is exactly 0; None: not decided with so many bits."""
    with precision(bits):
        return certain_sign(function(ball(point)))


def certain_sign(value: arb) -> int | None:
    """1, -1, 0 for a ball that is positive, negative, exactly zero; otherwise None."""
    return 1 if value > 0 else -1 if value < 0 else 0 if value.is_zero() else None


def dyadic_near(point: Fraction, resolution: Fraction) -> Fraction:
    """The dyadic number with few digits within `resolution` of a point."""
    exponent = max(0, (1 / resolution).__ceil__().bit_length()) if resolution < 1 else -(int(resolution).bit_length() - 1)
    scale = Fraction(2) ** exponent
    return round(point * scale) / scale


def sample(function: Function, point: Fraction, step: Fraction, bits: int) -> Sample:
    """A certified sign at the point or at a neighbour less than step/2 away, with more and more bits.

    Raises ValueError when none is certified: the function is not proved defined there, or zero on a stretch.
    """
    while bits <= MAX_BITS:
        for shift in (0, 1, -1):
            moved = point + shift * step / 4
            with precision(bits):
                value = function(ball(moved))
            sign = certain_sign(value)
            if sign is not None:
                return Sample(moved, sign, value)
            if not value.is_finite() and bits >= UNDEFINED_BITS:
                raise ValueError("the function is not proved defined next to its zero")
        bits *= 2
    raise ValueError("the sign of the function next to its zero cannot be certified")


def bracket(function: Function, lower: Fraction, upper: Fraction) -> Bracket:
    """Two points inside the open interval with opposite certified signs; the ends, where f may be undefined, are not used."""
    width = upper - lower
    samples: list[Sample] = []
    for k in CLOSER:
        for share in {Fraction(1, 2**k), 1 - Fraction(1, 2**k)}:
            piece = width / 2**k
            point = dyadic_near(lower + share * width, piece / 8)
            try:
                found = sample(function, point, piece / 4, 64 + 2 * k)
            except ValueError:
                continue
            if found.sign == 0:
                return Bracket(found.point, found.point, 0)
            samples.append(found)
        samples.sort(key=lambda s: s.point)
        for left, right in pairwise(samples):
            if left.sign != right.sign:
                return Bracket(left.point, right.point, left.sign)
    raise ValueError("no change of sign found in the isolating interval")


def refined(function: Function, start: Bracket, bits: int) -> Bracket:
    """The bracket narrowed to 2**-bits, absolutely below 1 and relatively above."""
    lower, upper, sign, parts = start.lower, start.upper, start.sign, start.parts
    if lower == upper or _narrow(lower, upper, bits):
        return start
    left, right = (sample(function, x, Fraction(0), _needed(lower, upper, 1)) for x in (lower, upper))
    while not _narrow(lower, upper, bits):
        limit = max(1, bits + 2 - _depth(lower, upper))
        width = (upper - lower) / 2 ** min(parts, limit)
        first = _guess(function, left, right, width, _needed(lower, upper, parts))
        if first.sign == 0:
            return Bracket(first.point, first.point, 0)
        second = first.point + (width if first.sign == sign else -width)
        left, right = (first, right) if first.sign == sign else (left, first)
        hit = True
        if left.point < second < right.point:
            other = sample(function, second, width, _needed(lower, upper, parts))
            if other.sign == 0:
                return Bracket(other.point, other.point, 0)
            hit = other.sign != first.sign
            left, right = (other, right) if other.sign == sign else (left, other)
        lower, upper = left.point, right.point
        parts = min(2 * parts, 4096) if hit else max(1, parts // 2)
    return Bracket(lower, upper, sign, parts)


def _guess(function: Function, left: Sample, right: Sample, width: Fraction, bits: int) -> Sample:
    """The grid point next to where the chord meets the axis, strictly inside the bracket."""
    with precision(bits):
        share = (left.value.mid() / (left.value.mid() - right.value.mid())).mid()
    span = right.point - left.point
    place = round(fraction(share) * span / width) if share.is_finite() else 0
    most = round(span / width) - 1
    return sample(function, left.point + min(max(place, 1), max(most, 1)) * width, width, bits)


def _narrow(lower: Fraction, upper: Fraction, bits: int) -> bool:
    return upper - lower <= max(Fraction(1), abs(lower)) / (1 << bits)


def _depth(lower: Fraction, upper: Fraction) -> int:
    """-log2 of the width relative to the size of the numbers (absolute below 1)."""
    ratio = max(Fraction(1), abs(lower)) / (upper - lower)
    return ratio.numerator.bit_length() - ratio.denominator.bit_length()


def _needed(lower: Fraction, upper: Fraction, parts: int) -> int:
    return 64 * (2 + (max(0, _depth(lower, upper)) + 2 * parts) // 64)
