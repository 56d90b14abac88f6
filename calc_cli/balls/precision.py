"""The working precision of ball arithmetic, and the passage between exact rationals and balls.

FLINT keeps one precision for the whole process; nothing but this module reads or sets it.
"""

from __future__ import annotations

from fractions import Fraction

from flint import arb, ctx, fmpq

NAN: arb = arb.nan()
"""Not proved defined. Every operation on it gives it back."""
MOST_BITS = 1 << 24
"""Of the ends of a ball as integers."""


class precision:
    """`with precision(106):` — within the block every ball operation rounds to `bits` bits; the precision before is restored."""

    __slots__ = ("_before", "bits")

    def __init__(self, bits: int) -> None:
        self.bits = bits
        self._before = 0

    def __enter__(self) -> None:
        self._before = ctx.prec
        ctx.prec = self.bits

    def __exit__(self, *error: object) -> None:
        ctx.prec = self._before


class series_length:
    """`with series_length(5):` — within the block power series keep so many coefficients."""

    __slots__ = ("_before", "length")

    def __init__(self, length: int) -> None:
        self.length = length
        self._before = 0

    def __enter__(self) -> None:
        self._before = ctx.cap
        ctx.cap = self.length

    def __exit__(self, *error: object) -> None:
        ctx.cap = self._before


def working_bits() -> int:
    """The precision in force."""
    return int(ctx.prec)


def ball(value: Fraction | int) -> arb:
    """A ball holding the rational number, exact when it is dyadic and short."""
    if isinstance(value, int):
        return arb(value)
    if value.denominator == 1:
        return arb(value.numerator)
    return arb(fmpq(value.numerator, value.denominator))


def fraction(point: arb) -> Fraction:
    """The value of an exact finite ball.

    >>> fraction(arb("0.75"))
    Fraction(3, 4)
    """
    mantissa, exponent = point.man_exp()
    m, e = int(mantissa), int(exponent)
    return Fraction(m << e) if e >= 0 else Fraction(m, 1 << -e)


def ends(enclosure: arb) -> tuple[Fraction, Fraction]:
    """Rationals lower <= x <= upper for every x of a finite ball, exactly its ends."""
    low, high, bottom = integer_ends(enclosure)
    return Fraction(low, bottom), Fraction(high, bottom)


def integer_ends(enclosure: arb) -> tuple[int, int, int]:
    """(a, b, c) with a/c and b/c the exact ends of a finite ball, c a power of two; OverflowError when they have too many digits."""
    (middle, e), (radius, k) = enclosure.mid().man_exp(), enclosure.rad().man_exp()
    if max(abs(int(e)), abs(int(k))) > MOST_BITS:
        raise OverflowError("the ends of this ball have too many digits")
    m, r, low = int(middle), int(radius), min(int(e), int(k), 0)
    m, r = m << int(e) - low, r << int(k) - low
    return m - r, m + r, 1 << -low


def is_writable(enclosure: arb) -> bool:
    """Has `ends` of this finite ball no more digits than it may?

    >>> is_writable(arb(2) ** 1000), is_writable(arb((1, 1 << 30)))
    (True, False)
    """
    return max(abs(int(part.man_exp()[1])) for part in (enclosure.mid(), enclosure.rad())) <= MOST_BITS


def exact(value: Fraction) -> arb:
    """The dyadic rational as an exact ball, however many bits it needs."""
    return arb((value.numerator, 1 - value.denominator.bit_length()))


def is_dyadic(value: Fraction) -> bool:
    """Is the denominator a power of two?"""
    return value.denominator & (value.denominator - 1) == 0


def hull(lower: arb, upper: arb) -> arb:
    """A ball over [lower, upper], lower <= upper, that does not pass to the other side of zero when the interval does not."""
    both = lower.union(upper)
    if lower >= 0:
        return both if both >= 0 else up_to(upper)
    if upper <= 0:
        return both if both <= 0 else -up_to(-lower)
    return both


def up_to(bound: arb) -> arb:
    """A ball over [0, bound] whose lower end is exactly 0.

    >>> bool(up_to(arb(3)) >= 0)
    True
    """
    return arb(0, bound.abs_upper()).nonnegative_part() if bound.is_finite() else NAN


def between_ends(lower: Fraction, upper: Fraction) -> arb:
    """A ball over the interval [lower, upper]."""
    return hull(ball(lower), ball(upper))
