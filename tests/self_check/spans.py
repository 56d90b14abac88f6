"""Constant trees, intervals and families of a study as mpmath numbers."""

from __future__ import annotations

from dataclasses import dataclass

import mpmath
from mpmath import mpf

from calc_cli import balls
from calc_cli import tree as t
from calc_cli.model import Interval, Number
from calc_cli.tree import Expr

BITS = 220
INFINITE = {t.INFINITY: mpmath.inf, t.MINUS_INFINITY: -mpmath.inf}


def mp(constant: Expr | Number) -> mpf:
    """The value to about 60 digits; infinities stay infinite."""
    tree = constant.tree if isinstance(constant, Number) else constant
    if tree in INFINITE:
        return INFINITE[tree]
    middle = balls.enclose(tree, BITS).mid()
    if not middle.is_finite():
        raise ValueError("a constant without a value")
    mantissa, exponent = middle.man_exp()
    return mpmath.ldexp(mpf(int(mantissa)), int(exponent))


@dataclass(frozen=True, slots=True)
class Span:
    """An interval of mpmath numbers."""

    low: mpf
    high: mpf
    low_closed: bool
    high_closed: bool

    @staticmethod
    def of(interval: Interval) -> Span:
        return Span(mp(interval.lower), mp(interval.upper), interval.lower_closed, interval.upper_closed)

    def shifted(self, by: mpf) -> Span:
        return Span(self.low + by, self.high + by, self.low_closed, self.high_closed)

    def holds(self, x: mpf) -> bool:
        above = self.low <= x if self.low_closed else self.low < x
        return above and (x <= self.high if self.high_closed else x < self.high)

    def cut(self, low: mpf, high: mpf) -> Span:
        return Span(max(self.low, low), min(self.high, high), self.low_closed, self.high_closed)

    def samples(self, count: int) -> list[mpf]:
        """Points inside, in order: even ones and some crowded at the ends; a half-line is seen out to 10^4."""
        low, high = self.low, self.high
        if low == -mpmath.inf and high == mpmath.inf:
            low, high = mpf(-40), mpf(40)
            far = [-mpf(10) ** k for k in (4, 3, 2)]
            return [*far, *_inside(low, high, count), *(-x for x in reversed(far))]
        if high == mpmath.inf:
            start = max(low, mpf(0)) if abs(low) < 10**6 else low
            return [*_inside(low, low + 40, count), *(start + 40 + mpf(10) ** k for k in (1, 2, 3, 4))]
        if low == -mpmath.inf:
            end = min(high, mpf(0)) if abs(high) < 10**6 else high
            return [*(end - 40 - mpf(10) ** k for k in (4, 3, 2, 1)), *_inside(high - 40, high, count)]
        return _inside(low, high, count)


def _inside(low: mpf, high: mpf, count: int) -> list[mpf]:
    if not low < high:
        return []
    width = high - low
    close = [mpf(10) ** -k for k in (12, 8, 5, 3)]
    shares = [*close, *((mpf(i) + mpf("0.3716")) / count for i in range(count)), *(1 - c for c in reversed(close))]
    return [low + width * share for share in sorted(shares)]
