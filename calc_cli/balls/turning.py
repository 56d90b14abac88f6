"""The zeros of a polynomial, one by one between the zeros of its derivative: faster than to look for all complex ones.

Between two neighbouring zeros of p', and beyond the outermost ones, p is strictly monotone: it has exactly one zero there when its signs
at the ends differ, and none otherwise (Rolle 1691). Floating-point numbers only propose where it is; the signs of p prove it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import inf, nan

from flint import arb, fmpz_poly

from calc_cli.balls.precision import precision

SIGN_BITS = 128
WIDTH = 2.0**-44
"""Of a ball that is proposed, against its middle."""
CLOSE = 2.0**-30
"""Where a step of Newton's method is shorter than this share of the number, the next one would change but the last bits."""
MOST_STEPS = 60


def zeros_between(polynomial: fmpz_poly, turning: Sequence[arb]) -> tuple[arb, ...] | None:
    """One ball for each real zero, increasing and disjoint; None where a sign is not certain, or a proposal is not confirmed.

    turning: enclosures of all real zeros of the derivative, increasing.

    >>> [round(float(zero.mid()), 10) for zero in zeros_between(fmpz_poly([-2, 0, 1]), [arb(0)])]
    [-1.4142135624, 1.4142135624]
    """
    coefficients = polynomial.coeffs()
    try:
        rounded = [float(int(c)) for c in reversed(coefficients)]
    except OverflowError:
        return None
    zeros: list[arb] = []
    with precision(SIGN_BITS):
        signs = [_sign(polynomial(ball)) for ball in turning]
        last = 1 if rounded[0] > 0 else -1
        first = -last if polynomial.degree() % 2 else last
        ends = pairwise((None, *turning, None))
        for (low, high), (before, after) in zip(ends, pairwise((first, *signs, last)), strict=True):
            if not (before and after):
                return None
            if before != after:
                zero = _zero(polynomial, rounded, low, high, before)
                if zero is None:
                    return None
                zeros.append(zero)
    return tuple(zeros)


def _sign(value: object) -> int:
    """0: not certain."""
    return 1 if value > 0 else -1 if value < 0 else 0  # type: ignore[operator]


def _zero(polynomial: fmpz_poly, rounded: list[float], low: arb | None, high: arb | None, before: int) -> arb | None:
    """The only zero between two turning points (None: infinity); before: the sign of the polynomial below it."""
    found = proposed_zero(rounded, -inf if low is None else float(low.mid()), inf if high is None else float(high.mid()), before)
    left, right = arb(found - WIDTH * abs(found)), arb(found + WIDTH * abs(found))
    if (_sign(polynomial(left)), _sign(polynomial(right))) != (before, -before):
        return None
    ball = left.union(right)
    return ball if (low is None or low < ball) and (high is None or ball < high) else None


def proposed_zero(coefficients: list[float], low: float, high: float, before: int) -> float:
    """Newton's method between two ends, highest coefficient first, with bisection where it leaves them; NaN when it does not arrive."""
    reach = 1.0
    x = _inside(low, high, reach)
    for _ in range(MOST_STEPS):
        value = slope = 0.0
        for c in coefficients:
            slope = slope * x + value
            value = value * x + c
        if (value > 0.0) is (before > 0):
            low = x
        else:
            high = x
        better = x - value / slope if slope else nan
        if not low <= better <= high:
            reach *= 2.0
            x = _inside(low, high, reach)
            continue
        if abs(better - x) <= CLOSE * abs(better):
            return better
        x = better
    return nan


def _inside(low: float, high: float, reach: float) -> float:
    """The middle, or a point so far from the only finite end."""
    if high == inf:
        return 0.0 if low == -inf else low + reach
    return high - reach if low == -inf else (low + high) / 2
