"""Powers and roots of balls, as tight over wide balls as over narrow ones."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from flint import arb

from calc_cli.balls.precision import NAN, hull, up_to

NARROW_BITS = 20
"""A ball with so many accurate bits is evaluated by FLINT's own formula; a wider one at its ends."""


def integer_power(u: arb, n: int) -> arb:
    """u**n over every point of the ball; u**0 = 1 wherever u is defined, u**-n is not proved defined where u may be 0.

    >>> bool(integer_power(arb(0, 1), 2) >= 0)
    True
    """
    if n == 1:
        return u
    if n == 0:
        return arb(1) if u.is_finite() else NAN
    if n < 0:
        return 1 / integer_power(u, -n) if u > 0 or u < 0 else NAN
    if u.rel_accuracy_bits() >= NARROW_BITS:
        return u * u if n == 2 else u**n
    if not u.is_finite():
        return NAN
    lower, upper = u.lower(), u.upper()
    if n % 2 or lower >= 0:
        return hull(lower**n, upper**n)
    if upper <= 0:
        return hull(upper**n, lower**n)
    return up_to(u.abs_upper() ** n)


def root(u: arb, q: int) -> arb:
    """The real q-th root: of every u when q is odd, of u >= 0 when q is even."""
    if u > 0:
        return u.sqrt() if q == 2 else u.root(q)
    if q % 2:
        if u < 0:
            return -((-u).root(q))
        return _signed_root(u.lower(), q).union(_signed_root(u.upper(), q)) if u.is_finite() else NAN
    if not u.is_finite() or not u.lower() >= 0:
        return NAN
    return arb(0) if u.is_zero() else up_to(root(u.upper(), q))


def _signed_root(u: arb, q: int) -> arb:
    """The odd root of an exact ball."""
    return u if u.is_zero() else u.root(q) if u > 0 else -((-u).root(q))


def rational_power(u: arb, exponent: Fraction) -> arb:
    """u**(p/q) as (u**(1/q))**p, with the real root."""
    if exponent.denominator == 1:
        return integer_power(u, exponent.numerator)
    return integer_power(root(u, exponent.denominator), exponent.numerator)


def rational_power_by(exponent: Fraction) -> Callable[[arb], arb]:
    """u -> u**exponent."""
    p, q = exponent.numerator, exponent.denominator
    if q > 1:
        return sqrt if (p, q) == (1, 2) else lambda u: rational_power(u, exponent)
    return square if p == 2 else lambda u: integer_power(u, p)


def square(u: arb) -> arb:
    """u**2."""
    return u * u if u.rel_accuracy_bits() >= NARROW_BITS else integer_power(u, 2)


def sqrt(u: arb) -> arb:
    """The square root of u >= 0; not proved defined when the ball passes below 0."""
    return u.sqrt() if u > 0 else root(u, 2)


def cbrt(u: arb) -> arb:
    """The real cube root."""
    return root(u, 3)


def exp(u: arb) -> arb:
    """e**u."""
    if u.rel_accuracy_bits() >= NARROW_BITS:
        value = u.exp()
    elif not u.is_finite():
        return NAN
    else:
        value = hull(u.lower().exp(), u.upper().exp())
    return value if value.is_finite() else NAN


def real_power(u: arb, v: arb) -> arb:
    """u**v = exp(v log u), u > 0; also 0**v = 0 for v > 0 when the ball reaches 0 from above."""
    if u > 0:
        return exp(v * u.log())
    if v > 0 and u.is_finite() and u.lower() >= 0:
        if u.is_zero():
            return arb(0)
        top = u.upper()
        low, high = exp(v.lower() * top.log()), exp(v.upper() * top.log())
        return up_to(low.union(high).upper())
    return NAN


def positive_power(u: arb, v: arb) -> arb:
    """u**v = exp(v log u) for u > 0 only: the meaning of a variable exponent."""
    return exp(v * u.log()) if u > 0 else NAN
