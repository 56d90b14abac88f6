"""Solutions inside a box: ends compared exactly."""

from __future__ import annotations

from dataclasses import replace

from calc_cli import tree as t
from calc_cli.model import PointFamily, PointSet, Region, SystemPoint
from calc_cli.solving.form import Refused
from calc_cli.solving.systems.families import members, place
from calc_cli.symbolic.comparing import compare
from calc_cli.tree import Expr


def inside(point: tuple[Expr, ...], region: Region) -> bool:
    """Does the point lie in the box? Refused when it is not decided."""
    for value, interval in zip(point, region, strict=True):
        low, high = compare(interval.lower, value), compare(value, interval.upper)
        if low is None or high is None:
            raise Refused("whether a solution lies in the region is not decided")
        if low > 0 or high > 0 or (low == 0 and not interval.lower_closed) or (high == 0 and not interval.upper_closed):
            return False
    return True


def restricted(found: PointSet, region: Region | None) -> PointSet:
    """The solutions of `found` that lie in the region; families become their members there."""
    if region is None:
        return found
    points = [point for point in found.points if inside(point.at, region)]
    families = []
    for family in found.families:
        if covers(family, region):
            families.append(family)
        else:
            points += [at_member(family.base, at) for at in members(family, region) if inside(at, region)]
    points.sort(key=lambda point: place(point.at))
    return replace(found, searched=region, points=tuple(points), families=tuple(families))


def covers(family: PointFamily, region: Region) -> bool:
    """The region does not bound the variables that the periods move, and holds the base otherwise."""
    moving = {j for period in family.periods for j, p in enumerate(period) if p != t.ZERO}
    whole = all(region[j].lower == t.MINUS_INFINITY and region[j].upper == t.INFINITY for j in moving)
    return whole and inside(family.base.at, region)


def at_member(base: SystemPoint, at: tuple[Expr, ...]) -> SystemPoint:
    """The base point moved."""
    return replace(base, at=at)
