"""Families of solutions: joined when they are shifts of each other by half a period, and their members inside a box."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from math import ceil, floor

from calc_cli import balls
from calc_cli import tree as t
from calc_cli.balls.precision import ends
from calc_cli.model import Interval, PointFamily, Region, SystemPoint, Truth
from calc_cli.solving.form import Refused
from calc_cli.symbolic import constants
from calc_cli.tree import Expr

MEMBER_LIMIT = 20_000
NEAR = 1e-9
"""Points further apart are not compared exactly."""


def merged(families: list[PointFamily]) -> tuple[PointFamily, ...]:
    """The same points in fewer families: two that differ by half a period become one with half the period."""
    current = families
    joined = True
    while joined:
        joined = False
        for direction in range(len(current[0].periods) if current else 0):
            halved = halve(current, direction)
            if halved is not None:
                current, joined = halved, True
                break
    return tuple(current)


def halve(families: list[PointFamily], direction: int) -> list[PointFamily] | None:
    """Every pair that differs by half the period in this direction joined; None when there is none."""
    rest = {family.base.at: family for family in families if family.periods == families[0].periods}
    others = [family for family in families if family.periods != families[0].periods]
    found = []
    for at, family in list(rest.items()):
        if at not in rest:
            continue
        half = tuple(constants.simplify_constant(t.divide(p, t.TWO)) for p in family.periods[direction])
        shifted = [moved(at, half, sign) for sign in (1, -1)]
        partner = next((other for other in rest if other != at and any(same(s, other) for s in shifted)), None)
        if partner is None:
            continue
        other = rest.pop(partner)
        del rest[at]
        periods = (*family.periods[:direction], half, *family.periods[direction + 1 :])
        base = nicer(family.base, other.base)
        found.append(PointFamily(base, periods))
    return [*found, *rest.values(), *others] if found else None


def same(a: tuple[Expr, ...], b: tuple[Expr, ...]) -> bool:
    """Are the two points proved equal?"""
    near = all(abs(x - y) < NEAR * (1 + abs(x)) for x, y in zip(place(a), place(b), strict=True))
    return a == b or (near and all(constants.decide_equal(x, y) is Truth.TRUE for x, y in zip(a, b, strict=True)))


def moved(at: tuple[Expr, ...], step: tuple[Expr, ...], times: int) -> tuple[Expr, ...]:
    """at + times * step."""
    return tuple(
        a if s == t.ZERO else constants.simplify_constant(t.add(a, t.multiply(t.rational(times), s))) for a, s in zip(at, step, strict=True)
    )


def nicer(first: SystemPoint, second: SystemPoint) -> SystemPoint:
    """The one whose coordinates are not negative, then the smaller one; simple only when both are."""
    chosen = min((first, second), key=lambda point: [(x < -1e-9, abs(x)) for x in place(point.at)])
    return replace(chosen, multiplicity=first.multiplicity if first.multiplicity == second.multiplicity else None)


def place(at: tuple[Expr, ...]) -> list[float]:
    """The coordinates as doubles, for a good order only."""
    return [float(balls.enclose(c, 53).mid()) for c in at]


def members(family: PointFamily, region: Region) -> Iterator[tuple[Expr, ...]]:
    """Every member that may lie in the box; each period moves one variable, or there is only one period; a side must be bounded."""
    steps: list[tuple[tuple[Expr, ...], range]] = []
    count = 1
    for period in family.periods:
        moving = [j for j, p in enumerate(period) if p != t.ZERO]
        if len(moving) != 1 and len(family.periods) > 1:
            raise Refused("a family of solutions moves several variables at once")
        bounded = [j for j in moving if region[j].lower != t.MINUS_INFINITY and region[j].upper != t.INFINITY]
        if not bounded:
            raise Refused("infinitely many solutions in the region")
        low, high = turns(family.base.at[bounded[0]], period[bounded[0]], region[bounded[0]])
        count *= max(0, high - low + 1)
        if count > MEMBER_LIMIT:
            raise Refused("too many solutions in the region")
        steps.append((period, range(low, high + 1)))
    for combination in product(*(turn for _, turn in steps)):
        at = family.base.at
        for (period, _), k in zip(steps, combination, strict=True):
            at = moved(at, period, k)
        yield at


def turns(base: Expr, period: Expr, interval: Interval) -> tuple[int, int]:
    """Every k with base + k*period in the interval lies between the two integers."""
    low = balls.enclose(t.divide(t.subtract(interval.lower, base), period))
    high = balls.enclose(t.divide(t.subtract(interval.upper, base), period))
    if not low.is_finite() or not high.is_finite():
        raise Refused("the ends of the region are not decided")
    return ceil(ends(low)[0]), floor(ends(high)[1])
