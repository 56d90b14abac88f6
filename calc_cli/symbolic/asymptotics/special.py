"""Expansions of erf, lambertw and the integral functions Ei, li, Si, Ci, Shi, Chi, Fresnel's, at finite points and at infinity.

Asymptotic series are cut after `order` terms with the first term left out as error. Source: DLMF 4.13, 6.12, 7.12.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from math import factorial

from flint import fmpq

from calc_cli.symbolic.asymptotics.bessel import airy_series, bessel_series
from calc_cli.symbolic.asymptotics.composition import (
    compose,
    exp_series,
    inverse_series,
    log_series,
    proves_tends_to_zero,
)
from calc_cli.symbolic.asymptotics.constants import PI_EXACT, exp_exact, inverse, sqrt_exact
from calc_cli.symbolic.asymptotics.elementary import direction, oscillation, sqrt_series
from calc_cli.symbolic.asymptotics.exact import Exact, Undecided
from calc_cli.symbolic.asymptotics.gamma import EULER_GAMMA, digamma_series, gamma_series, lgamma_series, polygamma_series
from calc_cli.symbolic.asymptotics.series import Series, bounded_by, constant_series
from calc_cli.symbolic.asymptotics.signs import sign
from calc_cli.symbolic.asymptotics.taylor import expand_by_derivative, finite_argument

_ONE = constant_series(fmpq(1))
_HALF = fmpq(1, 2)


def erf_series(u: Series, order: int) -> Series:
    """erf(u) = ±(1 - erfc(|u|)) for large u."""
    towards = direction(u)
    if towards == 0:
        return expand_by_derivative("erf", [u], order)
    return _ONE - _small_erfc(u, order) if towards > 0 else _small_erfc(-u, order) - _ONE


def erfc_series(u: Series, order: int) -> Series:
    """1 - erf(u)."""
    return _small_erfc(u, order) if direction(u) > 0 else _ONE - erf_series(u, order)


def erfi_series(u: Series, order: int) -> Series:
    """exp(u**2)/(u*sqrt(pi)) * (1 + 1/(2u**2) + …) at ±oo."""
    return _gaussian_tail(u, 1, order) if direction(u) else expand_by_derivative("erfi", [u], order)


def _small_erfc(u: Series, order: int) -> Series:
    """exp(-u**2)/(u*sqrt(pi)) * (1 - 1/(2u**2) + 3/(4u**4) - …), u → +oo."""
    return _gaussian_tail(u, -1, order)


def _gaussian_tail(u: Series, way: int, order: int) -> Series:
    square = u * u
    coefficients: list[Exact] = [fmpq(1)]
    for k in range(1, order):
        coefficients.append(coefficients[-1] * fmpq(way * (2 * k - 1), 2))
    tail = compose(coefficients, inverse_series(square, order), order)
    return (exp_series(square.scaled(fmpq(way)), order) * inverse_series(u, order) * tail).scaled(inverse(sqrt_exact(PI_EXACT)))


def lambertw_series(u: Series, order: int) -> Series:
    """The branch W >= -1 of W*exp(W) = u."""
    if direction(u) > 0:
        return _large_lambertw(u, order)
    if proves_tends_to_zero(u):
        coefficients = [fmpq(0), *(fmpq((-k) ** (k - 1), factorial(k)) for k in range(1, order))]
        return compose(coefficients, u, order)
    c, eps = finite_argument(u)
    if sign(c + exp_exact(fmpq(-1))) == 0:
        distance = sqrt_series(eps.scaled(2 * exp_exact(fmpq(1))), order)
        return compose([fmpq(-1), fmpq(1), fmpq(-1, 3), fmpq(11, 72), fmpq(-43, 540)], distance, 5)
    return expand_by_derivative("lambertw", [u], order)


def _large_lambertw(u: Series, order: int) -> Series:
    """W = log(u) - log(W), iterated from W = log(u) + O(log log u); each step gains a factor log(log u)/log u."""
    logarithm = log_series(u, order)
    gap = log_series(logarithm, order)
    w = logarithm + bounded_by(gap.terms[0][0])
    for _ in range(order):
        w = logarithm - log_series(w, order)
    return w


def ei_series(u: Series, order: int) -> Series:
    """Ei(u) = exp(u)/u * (1 + 1/u + 2/u**2 + …) at ±oo; gamma + log|u| + u + u**2/4 + … at 0."""
    if direction(u) != 0:
        tail = compose([fmpq(factorial(k)) for k in range(order)], inverse_series(u, order), order)
        return exp_series(u, order) * inverse_series(u, order) * tail
    if proves_tends_to_zero(u):
        powers = compose([fmpq(0), *(fmpq(1, k * factorial(k)) for k in range(1, order))], u, order)
        return constant_series(EULER_GAMMA) + log_series(u * u, order).scaled(_HALF) + powers
    return expand_by_derivative("Ei", [u], order)


def li_series(u: Series, order: int) -> Series:
    """li(u) = Ei(log(u))."""
    if direction(u) > 0:
        return ei_series(log_series(u, order), order)
    c, _ = finite_argument(u)
    if sign(c) == 0 or sign(c - 1) == 0:
        return ei_series(log_series(u, order), order)
    return expand_by_derivative("li", [u], order)


def si_series(u: Series, order: int) -> Series:
    """Si(u) = ±pi/2 + O(1/u) at ±oo."""
    towards = direction(u)
    if towards == 0:
        return expand_by_derivative("Si", [u], order)
    return constant_series(PI_EXACT * (_HALF * towards)) + oscillation(u) * inverse_series(u, order)


def ci_series(u: Series, order: int) -> Series:
    """Ci(u) = O(1/u) at +oo; gamma + log u - u**2/4 + … at 0."""
    if direction(u) > 0:
        return oscillation(u) * inverse_series(u, order)
    return _cosine_integral_near("Ci", -1, u, order)


def shi_series(u: Series, order: int) -> Series:
    """(Ei(u) - Ei(-u))/2."""
    if direction(u) == 0:
        return expand_by_derivative("Shi", [u], order)
    return (ei_series(u, order) - ei_series(-u, order)).scaled(_HALF)


def chi_series(u: Series, order: int) -> Series:
    """(Ei(u) + Ei(-u))/2, u > 0."""
    if direction(u) > 0:
        return (ei_series(u, order) + ei_series(-u, order)).scaled(_HALF)
    return _cosine_integral_near("Chi", 1, u, order)


def _cosine_integral_near(name: str, way: int, u: Series, order: int) -> Series:
    """gamma + log u + sum of way**k * u**(2k) / (2k*(2k)!) at 0+."""
    if not proves_tends_to_zero(u):
        return expand_by_derivative(name, [u], order)
    coefficients = [fmpq(0), *(fmpq(way**k, 2 * k * factorial(2 * k)) for k in range(1, order))]
    return constant_series(EULER_GAMMA) + log_series(u, order) + compose(coefficients, u * u, order)


def fresnel_series(name: str, u: Series, order: int) -> Series:
    """±1/2 + O(1/u) at ±oo, oscillating within 1/(pi*|u|)."""
    towards = direction(u)
    if towards == 0:
        return expand_by_derivative(name, [u], order)
    return constant_series(_HALF * towards) + oscillation(u) * inverse_series(u.scaled(PI_EXACT), order)


_UNARY: dict[str, Callable[[Series, int], Series]] = {
    "erf": erf_series,
    "erfc": erfc_series,
    "erfi": erfi_series,
    "gamma": gamma_series,
    "lgamma": lgamma_series,
    "digamma": digamma_series,
    "lambertw": lambertw_series,
    "Ei": ei_series,
    "li": li_series,
    "Si": si_series,
    "Ci": ci_series,
    "Shi": shi_series,
    "Chi": chi_series,
    "fresnels": partial(fresnel_series, "fresnels"),
    "fresnelc": partial(fresnel_series, "fresnelc"),
    **{name: partial(airy_series, name) for name in ("airyai", "airyaiprime", "airybi", "airybiprime")},
}
_BESSEL = ("besselj", "bessely", "besseli", "besselk")


def special_series(name: str, arguments: list[Series], order: int) -> Series | None:
    """A special function at series; None when it is not one of those."""
    if name == "polygamma":
        return polygamma_series(arguments, order)
    if name in _BESSEL:
        return bessel_series(name, arguments, order)
    if name not in _UNARY:
        return None
    if len(arguments) != 1:
        raise Undecided
    return _UNARY[name](arguments[0], order)
