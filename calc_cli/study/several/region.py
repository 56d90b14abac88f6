"""Boxes: the region asked for, the default box of a search, and where a point lies in a box."""

from __future__ import annotations

from calc_cli import tree as t
from calc_cli.model import Interval, Region
from calc_cli.study.asked import asked_sides
from calc_cli.symbolic.comparing import compare
from calc_cli.tree import Expr

LINE = Interval(t.MINUS_INFINITY, t.INFINITY)
DEFAULT_SIDE = 12
WIDE_SIDE = 120


def asked_region(text: str | None, variables: tuple[str, ...]) -> Region | None:
    """The box asked for; a variable that is not named runs over the whole line. None: nothing was asked."""
    if not text:
        return None
    sides = asked_sides(text, variables)
    region = tuple(sides.get(name, LINE) for name in variables)
    return None if all(side == LINE for side in region) else region


def whole_space(dimension: int) -> Region:
    """R^n."""
    return (LINE,) * dimension


def default_box(dimension: int, side: int = DEFAULT_SIDE) -> Region:
    """[-12, 12]^n: where is searched when nothing was asked and all of R^n cannot be solved."""
    return (Interval(t.rational(-side), t.rational(side), True, True),) * dimension


def within_default(region: Region) -> Region:
    """The part of a region in the default box; a side that does not meet it begins at its finite end."""
    return tuple(_within(side) for side in region)


def _within(side: Interval) -> Interval:
    low, high = t.rational(-DEFAULT_SIDE), t.rational(DEFAULT_SIDE)
    lower, lower_closed = (side.lower, side.lower_closed) if side.lower != t.MINUS_INFINITY else (low, True)
    upper, upper_closed = (side.upper, side.upper_closed) if side.upper != t.INFINITY else (high, True)
    if compare(lower, upper) != -1:
        if side.lower == t.MINUS_INFINITY:
            return Interval(t.subtract(upper, t.rational(2 * DEFAULT_SIDE)), upper, True, upper_closed)
        return Interval(lower, t.add(lower, t.rational(2 * DEFAULT_SIDE)), lower_closed, True)
    return Interval(lower, upper, lower_closed, upper_closed)


def is_bounded(region: Region) -> bool:
    """Are all ends finite?"""
    return all(side.lower != t.MINUS_INFINITY and side.upper != t.INFINITY for side in region)


def is_closed_box(region: Region | None) -> bool:
    """Is it compact: all ends finite and part of it?"""
    return region is not None and is_bounded(region) and all(side.lower_closed and side.upper_closed for side in region)


def contains(region: Region | None, at: tuple[Expr, ...], *, closed: bool = False) -> bool | None:
    """Does the point lie in the interior of the box (closed: in the box, those ends included that belong to it)? None: not decided."""
    if region is None:
        return True
    answers = [_inside(side, x, closed) for side, x in zip(region, at, strict=True)]
    return False if False in answers else None if None in answers else True


def _inside(side: Interval, x: Expr, closed: bool) -> bool | None:
    try:
        low, high = compare(side.lower, x), compare(x, side.upper)
    except ValueError:  # the point cannot be enclosed narrowly enough
        return None
    if low is None or high is None:
        return False if 1 in (low, high) else None
    if 1 in (low, high):
        return False
    return (low == -1 or (closed and side.lower_closed)) and (high == -1 or (closed and side.upper_closed))
