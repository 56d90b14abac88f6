"""Order of two real constants or infinities: rationals at once, then balls, then the exact zero test of their difference."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from flint import arb

from calc_cli import balls
from calc_cli import tree as t
from calc_cli.balls.constants import SHOWN_BITS
from calc_cli.balls.precision import NAN
from calc_cli.symbolic.constants import sign_of
from calc_cli.tree import Expr

Item = TypeVar("Item")
QUICK_BITS = 128
HEIGHTS = {t.INFINITY: 1, t.MINUS_INFINITY: -1}


def compare(a: Expr, b: Expr) -> int | None:
    """-1, 0 or 1 as a < b, a = b, a > b, proved; None when not decided.

    >>> compare(t.rational(1), t.INFINITY)
    -1
    """
    if a == b:
        return 0
    high, low = HEIGHTS.get(a, 0), HEIGHTS.get(b, 0)
    if high or low:
        return (high > low) - (high < low)
    p = t.rational_value(a)
    q = None if p is None else t.rational_value(b)
    if p is not None and q is not None:
        return (p > q) - (p < q)
    quick = balls.compare(a, b, QUICK_BITS)
    return quick if quick else sign_of(t.subtract(a, b))


def in_order(items: Iterable[Item], at: Callable[[Item], Expr]) -> tuple[list[list[Item]], list[tuple[Item, Item]]]:
    """(groups of items with proved equal values, increasing; pairs of neighbours that could not be told apart).

    A first order by midpoints is confirmed by comparing neighbours, which proves all of it: by their balls when these are apart.
    """
    ranked = sorted(((balls.enclose(at(item), SHOWN_BITS), item) for item in items), key=lambda pair: float(pair[0].mid()))
    groups: list[list[Item]] = []
    doubtful: list[tuple[Item, Item]] = []
    highest: arb = NAN
    for ball, item in ranked:
        order = 1 if not groups or ball > highest else compare(at(item), at(groups[-1][0]))
        if order == 0:
            groups[-1].append(item)
            continue
        if order is None:
            doubtful.append((groups[-1][0], item))
        place = len(groups)
        while order == -1:  # midpoints lay the wrong way round: very close values
            place -= 1
            order = 1 if place == 0 else compare(at(item), at(groups[place - 1][0]))
        if order == 0:
            groups[place - 1].append(item)
        else:
            highest = ball if place == len(groups) else highest
            groups.insert(place, [item])
    return groups, doubtful
