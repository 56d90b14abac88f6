"""Signs of a germ of any number of variables by its lowest form, by weights, or by curves."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from math import gcd

from calc_cli.classifying.several.coefficients import ZERO, Coefficient, plus, sign, times
from calc_cli.classifying.several.directions import extreme_directions
from calc_cli.classifying.several.germs import BOTH, Signs
from calc_cli.classifying.several.jets import Jet, Undecided, leading
from calc_cli.records import record

STEEPNESS = 3
FACTORS = tuple(Fraction(value) for value in ("0", "1", "-1", "1/2", "-1/2", "3/2", "-3/2", "2", "-2", "1/3", "3"))


@record
class Curve:
    """x_k = factors[k] * t**exponents[k], t > 0 small; along it the germ begins with value * t**degree."""

    factors: tuple[Fraction, ...]
    exponents: tuple[int, ...]
    value: Coefficient
    degree: int


def form_signs(jet: Jet, order: int, size: int) -> Signs:
    """The signs of a germ zero at the origin. Raises Undecided."""
    lowest = leading(jet, order)
    if lowest is None:
        raise Undecided
    degree, _ = lowest
    if degree % 2:
        return BOTH
    weighted = weighted_sign(jet, order, size)
    if weighted is not None:
        return Signs(weighted > 0, weighted < 0, False)
    if opposite_curves(jet, order, size) is not None or takes_both_signs(lowest[1], size):
        return BOTH
    raise Undecided


def takes_both_signs(form: Jet, size: int) -> bool:
    """Is a homogeneous form positive in one direction and negative in another?"""
    degree = sum(next(iter(form)))
    seen: set[int] = set()
    for direction in extreme_directions(form, size):
        found = first_along(form, direction, (1,) * size, degree)
        seen.add(0 if found is None else sign(found[0]) or 0)
    return {1, -1} <= seen


def weighted_sign(jet: Jet, order: int, size: int) -> int | None:
    """The sign of a germ whose lowest quasi-homogeneous part is a sum of even monomials of one sign with every pure power among them.

    With weights 1/m_k for the pure powers x_k**m_k every other term must be even with that sign, or of weight > 1. Unknown terms
    have degree > order, hence weight > 1 when all m_k <= order + 1.
    """
    pure: list[int] = []
    signs = set()
    for k in range(size):
        powers = sorted(e[k] for e in jet if e[k] == sum(e) and e[k])
        place = next((m for m in powers if sign(jet[tuple(m * (j == k) for j in range(size))]) != 0), None)
        if place is None or place % 2:
            return None
        pure.append(place)
        signs.add(sign(jet[tuple(place * (j == k) for j in range(size))]))
    if len(signs) != 1 or None in signs or max(pure) > order:
        return None
    one = signs.pop()
    for exponents, value in jet.items():
        weight = sum((Fraction(e, m) for e, m in zip(exponents, pure, strict=True)), Fraction(0))
        if weight <= 1 and sign(value) != 0 and (any(e % 2 for e in exponents) or sign(value) != one):
            return None
    return one


def opposite_curves(jet: Jet, order: int, size: int) -> tuple[Curve, Curve] | None:
    """Two curves into the origin along which the germ is positive and negative."""
    found: dict[int, Curve] = {}
    for curve in curves(jet, order, size):
        found.setdefault(sign(curve.value) or 0, curve)
        if 1 in found and -1 in found:
            return found[1], found[-1]
    return None


def curves(jet: Jet, order: int, size: int) -> Iterator[Curve]:
    """Simple curves with the first term of the germ along each, certified."""
    for exponents in sorted(product(range(1, STEEPNESS + 1), repeat=size), key=sum):
        if gcd(*exponents) > 1:
            continue
        for factors in product(FACTORS if size == 2 else FACTORS[:3], repeat=size):
            first = first_along(jet, factors, exponents, order)
            if first is not None:
                yield Curve(factors, exponents, *first)


def first_along(jet: Jet, factors: tuple[Fraction, ...], exponents: tuple[int, ...], order: int) -> tuple[Coefficient, int] | None:
    """(c, d) with germ = c t**d + …, c proved not zero; None when it is not known: unknown terms begin at t**(order + 1)."""
    along: dict[int, Coefficient] = {}
    for powers, value in jet.items():
        degree = sum(p * e for p, e in zip(powers, exponents, strict=True))
        if degree <= order and value != ZERO:
            size = Fraction(1)
            for p, c in zip(powers, factors, strict=True):
                size *= c**p
            along[degree] = plus(along.get(degree, ZERO), times(value, size))
    for degree in sorted(along):
        s = sign(along[degree])
        if s is None:
            return None
        if s:
            return along[degree], degree
    return None
