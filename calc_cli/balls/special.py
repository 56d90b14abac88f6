"""Special functions on balls. FLINT's own values are kept on narrow balls; wide ones use monotonicity or a bound of the derivative."""

from __future__ import annotations

from collections.abc import Callable

from flint import acb, arb

from calc_cli.balls.powers import NARROW_BITS
from calc_cli.balls.precision import NAN, hull


def _checked(value: arb) -> arb:
    return value if value.is_finite() else NAN


def _narrow(u: arb) -> bool:
    return bool(u.rel_accuracy_bits() >= NARROW_BITS)


def _monotone(native: Callable[[arb], arb], u: arb) -> arb:
    """The values over u of a function monotone there."""
    return _checked(native(u) if _narrow(u) else native(u.lower()).union(native(u.upper())))


def _valley(native: Callable[[arb], arb], u: arb, bottom: arb) -> arb:
    """The values over u of a function that decreases up to `bottom` and increases from there."""
    if u > bottom or u < bottom:
        return _monotone(native, u)
    return _checked(native(u.lower()).union(native(u.upper())).union(native(bottom))) if u.is_finite() else NAN


def _first_order(native: Callable[[arb], arb], u: arb, slope: arb) -> arb:
    """f(m) + f'(u) (u - m) with m the midpoint and |f'| <= slope on u (Moore, 1966)."""
    if not slope.is_finite():
        return NAN
    middle = u.mid()
    return _checked(native(middle) + arb(0, (slope * u.rad()).abs_upper()))


def _no_pole(u: arb) -> bool:
    """Does the ball avoid 0, -1, -2, …?"""
    return u > 0 or (u.is_finite() and not u.contains_integer())


def gamma(u: arb) -> arb:
    """The gamma function; its least value for u > 0 lies at 1.4616321449683623…"""
    if _narrow(u) or not u > 0:
        return _checked(u.gamma()) if _no_pole(u) else NAN
    return _valley(arb.gamma, u, arb("1.46163214496836234126 +/- 1e-20"))


def lgamma(u: arb) -> arb:
    """log(gamma(u)) for u > 0."""
    if not u > 0:
        return NAN
    return _checked(u.lgamma()) if _narrow(u) else _valley(arb.lgamma, u, arb("1.46163214496836234126 +/- 1e-20"))


def digamma(u: arb) -> arb:
    """gamma'/gamma, increasing between its poles 0, -1, -2, …"""
    return _monotone(arb.digamma, u) if _no_pole(u) else NAN


def polygamma(order: arb, u: arb) -> arb:
    """The derivative of digamma of an integer order >= 0: monotone for u > 0, and between poles when the order is even;
    an odd one has a monotone derivative there.
    """
    n = order.unique_fmpz()
    if n is None or not order.is_exact() or n < 0 or not _no_pole(u):
        return NAN
    if n == 0:
        return digamma(u)

    def native(x: arb) -> arb:
        return acb(x).polygamma(acb(order)).real

    if u > 0 or n % 2 == 0:
        return _monotone(native, u)
    return _checked(native(u)) if _narrow(u) else _first_order(native, u, polygamma(order + 1, u))


def lambertw(*arguments: arb) -> arb:
    """The principal branch, increasing for u >= -1/e; lambertw(-1, u) or lambertw(u, -1): the lower branch on (-1/e, 0)."""
    if len(arguments) == 1:
        return _monotone(arb.lambertw, arguments[0])
    u, branch = arguments
    if branch.is_zero():
        return lambertw(u)
    return _monotone(lambda x: x.lambertw(-1), u) if branch == -1 and u < 0 else NAN


ONE = arb(1)
LANDAU, WATSON, GREATEST_J1 = arb("0.7858"), arb("0.6612"), arb("0.5819")


def _landau(u: arb) -> arb:
    """|J_n(x)| <= 0.7858 |x|**(-1/3), n >= 0 (L. Landau, J. London Math. Soc. 61, 2000), and |J_n| <= 1."""
    low = u.abs_lower()
    return LANDAU / low.root(3) if low > 1 else ONE


def _slope_of_bessel(n: int, u: arb) -> arb:
    """A bound of |J_n'| on u. J_0' = -J_1; x (J_1**2 + Y_1**2) decreases (Watson, 13.74) and is below 0.6612 at 3."""
    if n == 0:
        low = u.abs_lower()
        return (WATSON / low).sqrt() if low >= 3 else GREATEST_J1
    return _landau(u)


def besselj(order: arb, u: arb) -> arb:
    """The Bessel function J; a non-integer order asks for u > 0."""
    n = order.unique_fmpz() if order.is_exact() else None
    if n is None:
        return _checked(u.bessel_j(order)) if u > 0 else NAN
    if _narrow(u) or u.is_exact():
        return _checked(u.bessel_j(order))
    return _first_order(lambda x: x.bessel_j(order), u, _slope_of_bessel(abs(int(n)), u)) if u.is_finite() else NAN


def _modulus(n: int, u: arb) -> arb:
    """sup of sqrt(J_n**2 + Y_n**2) over u > 0: decreasing for n >= 1; at most sqrt(2/(pi x)) for n = 0 (Watson, 13.74)."""
    low = u.lower()
    if n == 0:
        return (2 / (arb.pi() * low)).sqrt()
    return (low.bessel_j(n) ** 2 + low.bessel_y(n) ** 2).sqrt()


def bessely(order: arb, u: arb) -> arb:
    """The Bessel function Y for u > 0."""
    if not u > 0:
        return NAN
    n = order.unique_fmpz() if order.is_exact() else None
    if n is None or _narrow(u):
        return _checked(u.bessel_y(order))
    k = abs(int(n))
    slope = _modulus(1, u) if k == 0 else (_modulus(k - 1, u) + _modulus(k + 1, u)) / 2
    return _first_order(lambda x: x.bessel_y(order), u, slope)


def besseli(order: arb, u: arb) -> arb:
    """The modified Bessel function I: for u > 0 increasing; integer orders have a parity."""
    n = order.unique_fmpz() if order.is_exact() else None
    if n is None:
        return _checked(u.bessel_i(order)) if u > 0 else NAN
    if _narrow(u):
        return _checked(u.bessel_i(order))
    if int(n) % 2 or u > 0 or u < 0:
        return _monotone(lambda x: x.bessel_i(order), u)
    if not u.is_finite():
        return NAN
    return hull(arb(0).bessel_i(order), u.abs_upper().bessel_i(order))


def besselk(order: arb, u: arb) -> arb:
    """The modified Bessel function K, decreasing for u > 0."""
    return _monotone(lambda x: x.bessel_k(order), u) if u > 0 else NAN


def airyai(u: arb) -> arb:
    """The Airy function Ai, decreasing for u > -1."""
    return _monotone(arb.airy_ai, u) if u > -1 else _checked(u.airy_ai())


def airybi(u: arb) -> arb:
    """The Airy function Bi, increasing for u > -1."""
    return _monotone(arb.airy_bi, u) if u > -1 else _checked(u.airy_bi())


def airyaiprime(u: arb) -> arb:
    """Ai', increasing for u > 0 because Ai'' = x Ai."""
    return _monotone(lambda x: x.airy()[1], u) if u > 0 else _checked(u.airy()[1])


def airybiprime(u: arb) -> arb:
    """Bi', increasing for u > 0 because Bi'' = x Bi."""
    return _monotone(lambda x: x.airy()[3], u) if u > 0 else _checked(u.airy()[3])


def exponential_integral(u: arb) -> arb:
    """Ei, with derivative exp(u)/u: monotone on either side of 0."""
    return _monotone(arb.ei, u) if u > 0 or u < 0 else NAN


def logarithmic_integral(u: arb) -> arb:
    """li, with derivative 1/log(u): monotone on (0, 1) and on (1, oo)."""
    return _monotone(arb.li, u) if u > 1 or (u > 0 and u < 1) else NAN


def sine_integral(u: arb) -> arb:
    """Si, with derivative sin(u)/u."""
    if _narrow(u) or u.is_exact():
        return _checked(u.si())
    if not u.is_finite():
        return NAN
    low = u.abs_lower()
    return _first_order(arb.si, u, 1 / low if low > 1 else arb(1))


def cosine_integral(u: arb) -> arb:
    """Ci for u > 0, with derivative cos(u)/u."""
    if not u > 0:
        return NAN
    return _checked(u.ci()) if _narrow(u) else _first_order(arb.ci, u, u.cos() / u)


def fresnel_sine(u: arb) -> arb:
    """The integral of sin(pi t**2/2) from 0 to u."""
    if not u.is_finite():
        return NAN
    return _first_order(arb.fresnel_s, u, (arb.pi() * u * u / 2).sin()) if not u.is_exact() else u.fresnel_s()


def fresnel_cosine(u: arb) -> arb:
    """The integral of cos(pi t**2/2) from 0 to u."""
    if not u.is_finite():
        return NAN
    return _first_order(arb.fresnel_c, u, (arb.pi() * u * u / 2).cos()) if not u.is_exact() else u.fresnel_c()
