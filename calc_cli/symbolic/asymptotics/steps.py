"""abs, sign, max, min, floor, ceil and branches at an end: decided by the sign a series eventually has."""

from __future__ import annotations

from collections.abc import Callable

from flint import fmpq

from calc_cli.balls import enclose
from calc_cli.symbolic.asymptotics.exact import Exact, Undecided, to_tree
from calc_cli.symbolic.asymptotics.monomials import UNIT
from calc_cli.symbolic.asymptotics.series import Band, Series, constant_series
from calc_cli.symbolic.asymptotics.signs import sign
from calc_cli.symbolic.asymptotics.taylor import finite_argument

_ONE = constant_series(fmpq(1))


def eventual_sign(f: Series) -> int:
    """The sign f has from some point on; 0: identically zero; raises `Undecided`."""
    for _, c in f.terms:
        found = sign(c)
        if found:
            return found
    if f.error is None:
        return 0
    if f.band is not None:
        if sign(f.band.lower) > 0:
            return 1
        if sign(f.band.upper) < 0:
            return -1
    raise Undecided


def abs_series(u: Series, order: int) -> Series:
    """u or -u, by the sign u eventually has."""
    if not u.terms and u.band is not None and sign(u.band.lower) >= 0:
        return u
    return -u if eventual_sign(u) < 0 else u


def sign_series(u: Series, order: int) -> Series:
    """1, 0 or -1."""
    return constant_series(fmpq(eventual_sign(u)))


def greatest(series: list[Series]) -> Series:
    """max near the end."""
    best = series[0]
    for candidate in series[1:]:
        if eventual_sign(candidate - best) > 0:
            best = candidate
    return best


def smallest(series: list[Series]) -> Series:
    """min near the end."""
    return -greatest([-f for f in series])


def floor_series(u: Series, order: int) -> Series:
    """A constant where u has a finite limit; u + O(1) where it has not."""
    try:
        c, eps = finite_argument(u)
    except Undecided:
        return u + Series((), UNIT, Band(fmpq(-1), fmpq(0), False))
    below = floor_of(c)
    if sign(c - below) == 0 and (eps.terms or eps.error is not None) and eventual_sign(eps) < 0:
        below -= 1
    return constant_series(fmpq(below))


def ceil_series(u: Series, order: int) -> Series:
    """ceil(u) = -floor(-u)."""
    return -floor_series(-u, order)


def floor_of(c: Exact) -> int:
    """The whole part of a constant, proved."""
    if isinstance(c, fmpq):
        return int(c.floor())
    guess = int(enclose(to_tree(c), 128).mid().floor().unique_fmpz() or 0)
    for n in (guess, guess - 1, guess + 1):
        if sign(c - n) >= 0 and sign(c - (n + 1)) < 0:
            return n
    raise Undecided


STEPS: dict[str, Callable[[Series, int], Series]] = {
    "abs": abs_series,
    "sign": sign_series,
    "floor": floor_series,
    "ceil": ceil_series,
}
