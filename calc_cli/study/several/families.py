"""Points that repeat: periods of f itself, members of a family inside a box."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from math import ceil, floor

from flint import arb

from calc_cli import balls
from calc_cli import tree as t
from calc_cli.model import PointFamily, Region, SystemPoint
from calc_cli.study.several.region import contains, is_bounded
from calc_cli.symbolic.constants import simplify_constant
from calc_cli.symbolic.field import NotInField
from calc_cli.symbolic.normalize import normalize
from calc_cli.tree import Expr, Variable

MULTIPLES = (1, 2, 3, 4, 6)
MOST_MEMBERS = 20_000
Vector = tuple[Expr, ...]


def proves_invariant(tree: Expr, variables: tuple[str, ...], period: Vector) -> bool:
    """f(x + period) = f(x), by the normal form."""
    moved = t.substitute(tree, {name: t.add(Variable(name), shift) for name, shift in zip(variables, period, strict=True)})
    try:
        return normalize(t.subtract(moved, tree)).is_zero
    except NotInField:
        return False


def scaled(vector: Vector, factor: int) -> Vector:
    """The vector times an integer."""
    return tuple(simplify_constant(t.multiply(t.rational(factor), x)) for x in vector)


def shifted(at: Vector, vector: Vector) -> Vector:
    """The point moved by a vector."""
    return tuple(simplify_constant(t.add(x, shift)) for x, shift in zip(at, vector, strict=True))


def alike(tree: Expr, variables: tuple[str, ...], family: PointFamily) -> tuple[PointFamily, ...] | None:
    """The family cut into families along whose periods f itself does not change; None when no such periods are found."""
    multiples: list[int] = []
    for period in family.periods:
        factor = next((k for k in MULTIPLES if proves_invariant(tree, variables, scaled(period, k))), None)
        if factor is None:
            return None
        multiples.append(factor)
    periods = tuple(scaled(period, k) for period, k in zip(family.periods, multiples, strict=True))
    found = []
    for counts in product(*(range(k) for k in multiples)):
        at = family.base.at
        for count, period in zip(counts, family.periods, strict=True):
            at = shifted(at, scaled(period, count)) if count else at
        found.append(PointFamily(replace(family.base, at=at), periods))
    return tuple(found)


def members(family: PointFamily, region: Region) -> Iterator[SystemPoint] | None:
    """The members of the family inside a bounded region; None when they cannot be counted off."""
    if not is_bounded(region):
        return None
    ranges = _ranges(family, region)
    if ranges is None:
        return None
    size = 1
    for numbers in ranges:
        size *= len(numbers)
    return _members(family, region, ranges) if size <= MOST_MEMBERS else None


def _members(family: PointFamily, region: Region, ranges: list[range]) -> Iterator[SystemPoint]:
    for counts in product(*ranges):
        at = family.base.at
        for count, period in zip(counts, family.periods, strict=True):
            at = shifted(at, scaled(period, count)) if count else at
        if contains(region, at) is not False:
            yield replace(family.base, at=at)


def _ranges(family: PointFamily, region: Region) -> list[range] | None:
    """Counts that may lead into the region, for periods along different axes; None for others."""
    ranges: list[range] = []
    axes: set[int] = set()
    for period in family.periods:
        moved = [k for k, x in enumerate(period) if x != t.ZERO]
        if len(moved) != 1 or moved[0] in axes:
            return _of_one(family, region) if len(family.periods) == 1 else None
        axes.add(moved[0])
        ranges.append(_counts(family.base.at[moved[0]], period[moved[0]], region, moved[0]))
    return ranges


def _of_one(family: PointFamily, region: Region) -> list[range]:
    period = family.periods[0]
    axis = next(k for k, x in enumerate(period) if x != t.ZERO)
    return [_counts(family.base.at[axis], period[axis], region, axis)]


def _counts(base: Expr, step: Expr, region: Region, axis: int) -> range:
    """Integers k with base + k*step possibly between the ends."""
    low, high = (balls.enclose(t.divide(t.subtract(end, base), step)) for end in (region[axis].lower, region[axis].upper))
    ends = sorted([_double(low, -1), _double(low, 1), _double(high, -1), _double(high, 1)])
    return range(ceil(ends[0]), floor(ends[-1]) + 1)


def _double(value: arb, side: int) -> float:
    return float(value.upper() if side > 0 else value.lower()) + side * 1e-9
