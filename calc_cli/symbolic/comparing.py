"""Order of two real constants or infinities: rationals at once, then balls, then the exact zero test of their difference."""

from __future__ import annotations

from calc_cli import balls
from calc_cli import tree as t
from calc_cli.symbolic.constants import sign_of
from calc_cli.tree import Expr

QUICK_BITS = 128
INFINITIES = {t.INFINITY: 1, t.MINUS_INFINITY: -1}


def compare(a: Expr, b: Expr) -> int | None:
    """-1, 0 or 1 as a < b, a = b, a > b, proved; None when not decided.

    >>> compare(t.rational(1), t.INFINITY)
    -1
    """
    if a == b:
        return 0
    p, q = t.rational_value(a), t.rational_value(b)
    if p is not None and q is not None:
        return (p > q) - (p < q)
    high, low = INFINITIES.get(a, 0), INFINITIES.get(b, 0)
    if high or low:
        return (high > low) - (high < low)
    quick = balls.compare(a, b, QUICK_BITS)
    return quick if quick else sign_of(t.subtract(a, b))
