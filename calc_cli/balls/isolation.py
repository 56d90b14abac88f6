"""The real roots of a polynomial between those of its derivative.

Between neighbouring roots of p' the polynomial is strictly monotone (Rolle), so certified signs of p at these roots tell how many
real roots p has, and in which gaps. Doubles find them, and one step of Newton's interval method proves each: a ball X with
m - p(m)/p'(X) in its interior holds exactly one root (Moore 1966). Disjoint balls, as many as there are roots: all are isolated.
Source: Collins and Loos, Polynomial real root isolation by differentiation, SYMSAC 1976.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import inf, sqrt

from flint import arb, fmpz_poly

from calc_cli.balls.precision import precision
from calc_cli.balls.refine import certain_sign

BITS = 128
RADIUS = 2.0**-44
"""Of the ball about a root found in doubles, relatively: they leave some bits to the condition of the root."""
STEPS = 60
CONVERGED = 2.0**-48

Gap = tuple[float, float, float, bool]
"""(a, b, x, rising): p has one root between a and b, x is a first guess, and p rises there or falls."""


def isolated_between(coefficients: tuple[int, ...], turning: Sequence[arb]) -> tuple[arb, ...] | None:
    """Disjoint balls, increasing, with one real root each, together all of them; None where doubles do not tell the roots apart.

    coefficients: of p, lowest degree first; turning: such balls for p', of degree >= 1.

    >>> isolated_between((-2, 0, 1), [arb(0)])[1].overlaps(arb(2).sqrt())
    True
    """
    polynomial = fmpz_poly(list(coefficients))
    try:
        floats = [float(c) for c in reversed(coefficients)]
        with precision(BITS):
            roots = [_root(floats, gap) for gap in _gaps(polynomial, floats, turning)]
            return _proved(polynomial, polynomial.derivative(), roots)
    except ArithmeticError:  # too large for a double, or a sign that is not certain
        return None


class _Undecided(ArithmeticError):
    """The sign of p at a root of p' is not certain: a double root, or nearly one."""


def _gaps(polynomial: fmpz_poly, floats: list[float], turning: Sequence[arb]) -> Iterator[Gap]:
    """The gaps between the roots of p', and beyond them, in which p changes its sign."""
    rises_at_last = floats[0] > 0
    positive = rises_at_last == (len(floats) % 2 == 1)  # the sign of p on the left of the gap, first at -oo
    low, beyond, height = -inf, 0.0, 0.0
    for ball in turning:
        sign = certain_sign(polynomial(ball))
        if not sign:
            raise _Undecided
        rising, high = sign > 0, float(ball)
        here, reach = _parabola(floats, high)
        if rising != positive:
            yield low, high, high - reach if low == -inf else low + (high - low) * height / (height + abs(here)), rising
        positive, low, beyond, height = rising, high, high + reach, abs(here)
    if positive != rises_at_last:
        yield low, inf, beyond, rises_at_last


def _parabola(floats: list[float], x: float) -> tuple[float, float]:
    """p(x), and how far from x the parabola that touches p at this turning point meets the axis."""
    value = slope = bend = 0.0
    for c in floats:
        bend = bend * x + slope
        slope = slope * x + value
        value = value * x + c
    return value, sqrt(abs(value / bend)) if bend else 1.0


def _root(floats: list[float], gap: Gap) -> float:
    """The root in the gap by Newton's method; where a step would leave what is left of the gap, by halving or doubling."""
    low, high, x, rising = gap
    for _ in range(STEPS):
        value = slope = 0.0
        for c in floats:
            slope = slope * x + value
            value = value * x + c
        if (value > 0) == rising:
            high = x
        else:
            low = x
        better = x - value / slope if slope else high
        if abs(better - x) <= CONVERGED * abs(x):
            return better
        if not low < better < high:
            step = 1 + abs(x)
            better = x + step if high == inf else x - step if low == -inf else (low + high) / 2
        x = better
    return x


def _proved(polynomial: fmpz_poly, slope: fmpz_poly, roots: Sequence[float]) -> tuple[arb, ...] | None:
    """A ball about each of the numbers, proved to hold one root; None where this fails, or balls meet."""
    balls = []
    for x in roots:
        middle, wide = arb(x), arb(x, RADIUS * abs(x))
        ball = middle - polynomial(middle) / slope(wide)
        if not wide.contains_interior(ball):
            return None
        balls.append(ball)
    return tuple(balls) if all(left < right for left, right in pairwise(balls)) else None
