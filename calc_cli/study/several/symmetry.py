"""Symmetries of f: changes of sign and of the order of the variables that leave f and the region as they are."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import permutations, product

from calc_cli import balls
from calc_cli import tree as t
from calc_cli.model import Interval, Number, Region
from calc_cli.remembering import remembered
from calc_cli.symbolic.constants import simplify_constant
from calc_cli.symbolic.field import NotInField
from calc_cli.symbolic.normalize import normalize
from calc_cli.tree import Expr, Variable, substitute

MOST_VARIABLES = 3
Motion = tuple[tuple[int, int], ...]
"""(sign, index) a coordinate: x_k becomes sign * x_index."""


@remembered(64)
def symmetries(tree: Expr, variables: tuple[str, ...], region: Region | None) -> tuple[Motion, ...]:
    """The motions that are proved to leave f and the region unchanged, the identity left out."""
    size = len(variables)
    if size > MOST_VARIABLES:
        return ()
    found: list[Motion] = []
    for order in permutations(range(size)):
        for signs in product((1, -1), repeat=size):
            motion = tuple(zip(signs, order, strict=True))
            identity = all(sign > 0 and k == index for k, (sign, index) in enumerate(motion))
            if not identity and keeps_region(motion, region) and proves_same(tree, variables, motion):
                found.append(motion)
    return tuple(found)


def keeps_region(motion: Motion, region: Region | None) -> bool:
    """Is the box mapped to itself?"""
    return region is None or all(region[k] == turned(region[index], sign) for k, (sign, index) in enumerate(motion))


def turned(side: Interval, sign: int) -> Interval:
    """The side, or its mirror image."""
    if sign > 0:
        return side
    low, high = (
        end if end in t.INFINITIES else simplify_constant(end) for end in (t.negate(side.upper), t.negate(side.lower))
    )
    return Interval(low, high, side.upper_closed, side.lower_closed)


def proves_same(tree: Expr, variables: tuple[str, ...], motion: Motion) -> bool:
    """f(T x) = f(x), by the normal form."""
    moved = {
        name: Variable(variables[index]) if sign > 0 else t.negate(Variable(variables[index]))
        for name, (sign, index) in zip(variables, motion, strict=True)
    }
    try:
        return normalize(t.subtract(substitute(tree, moved), tree)).is_zero
    except NotInField:
        return False


def images(tree: Expr, variables: tuple[str, ...], region: Region | None, at: tuple[Number, ...]) -> Iterator[tuple[Number, ...]]:
    """The images of a point under the symmetries."""
    for motion in symmetries(tree, variables, region):
        yield tuple(at[index] if sign > 0 else balls.number(t.negate(at[index].tree)) for sign, index in motion)


def meets(a: tuple[Number, ...], b: tuple[Number, ...]) -> bool:
    """The enclosures of the two points overlap."""
    pairs = zip(a, b, strict=True)
    return all(Fraction(x.lower) <= Fraction(y.upper) and Fraction(y.lower) <= Fraction(x.upper) for x, y in pairs)
