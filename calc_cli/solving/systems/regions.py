"""Solutions inside a box: ends compared exactly."""

from __future__ import annotations

from dataclasses import replace

from calc_cli.model import PointSet, Region
from calc_cli.solving.form import Refused
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
    """The solutions of `found` that lie in the region."""
    if region is None:
        return found
    points = tuple(point for point in found.points if inside(point.at, region))
    return replace(found, searched=region, points=points)
