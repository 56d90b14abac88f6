"""Expansions of erf, gamma, lambertw, Ei, Si, Ci and besselj, at finite points and at infinity.

Asymptotic series are cut after `order` terms with the first term left out as error. Source: DLMF 5.11, 6.12, 7.12, 10.17, 4.13.
"""

from __future__ import annotations

from collections.abc import Callable
from math import comb, factorial

from flint import fmpq

from calc_cli.symbolic.asymptotics.composition import (
    compose,
    exp_series,
    inverse_series,
    log_series,
    power_series,
    proves_tends_to_zero,
)
from calc_cli.symbolic.asymptotics.constants import PI_EXACT, call_exact, exp_exact, inverse, sqrt_exact
from calc_cli.symbolic.asymptotics.elementary import direction, oscillation, sqrt_series
from calc_cli.symbolic.asymptotics.exact import Exact, Undecided
from calc_cli.symbolic.asymptotics.gamma import EULER_GAMMA, digamma_series, gamma_series, lgamma_series
from calc_cli.symbolic.asymptotics.monomials import Monomial
from calc_cli.symbolic.asymptotics.series import Series, bounded_by, constant_series, single
from calc_cli.symbolic.asymptotics.signs import sign, whole
from calc_cli.symbolic.asymptotics.taylor import expand_by_derivative, finite_argument

_ONE = constant_series(fmpq(1))
_HALF = fmpq(1, 2)
_PICARD_STEPS = 5
_T = Monomial((-1,))


def erf_series(u: Series, order: int) -> Series:
    """erf(u) = ±(1 - erfc(|u|)) for large u."""
    towards = direction(u)
    if towards == 0:
        return expand_by_derivative("erf", u, order)
    return _ONE - _small_erfc(u, order) if towards > 0 else _small_erfc(-u, order) - _ONE


def erfc_series(u: Series, order: int) -> Series:
    """1 - erf(u)."""
    return _small_erfc(u, order) if direction(u) > 0 else _ONE - erf_series(u, order)


def _small_erfc(u: Series, order: int) -> Series:
    """exp(-u**2)/(u*sqrt(pi)) * (1 - 1/(2u**2) + 3/(4u**4) - …), u → +oo."""
    square = u * u
    coefficients: list[Exact] = [fmpq(1)]
    for k in range(1, order):
        coefficients.append(coefficients[-1] * fmpq(1 - 2 * k, 2))
    tail = compose(coefficients, inverse_series(square, order), order)
    return (exp_series(-square, order) * inverse_series(u, order) * tail).scaled(inverse(sqrt_exact(PI_EXACT)))


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
    return compose(_lambertw_coefficients(c, min(order, _PICARD_STEPS)), eps, min(order, _PICARD_STEPS))


def _large_lambertw(u: Series, order: int) -> Series:
    """W = log(u) - log(W), iterated from W = log(u) + O(log log u); each step gains a factor log(log u)/log u."""
    logarithm = log_series(u, order)
    gap = log_series(logarithm, order)
    w = logarithm + bounded_by(gap.terms[0][0])
    for _ in range(order):
        w = logarithm - log_series(w, order)
    return w


def _lambertw_coefficients(c: Exact, order: int) -> list[Exact]:
    """Taylor coefficients of W at c > -1/e by W' = exp(-W)/(1 + W)."""
    w0 = call_exact("lambertw", (c,))
    w = constant_series(w0) + bounded_by(_T)
    for k in range(1, order):
        slope = exp_series(-w, order) * inverse_series(_ONE + w, order)
        w = constant_series(w0) + bounded_by(_T.power(k + 1))
        for j, a in enumerate(_whole_coefficients(slope, k)):
            w = w + single(_T.power(j + 1), a * fmpq(1, j + 1))
    return _whole_coefficients(w, order)


def _whole_coefficients(f: Series, count: int) -> list[Exact]:
    """The coefficients of 1, t, …, t**(count - 1)."""
    found: dict[int, Exact] = {-int(m.powers[0]) if m.powers else 0: c for m, c in f.terms}  # type: ignore[arg-type]
    return [found.get(k, fmpq(0)) for k in range(count)]


def ei_series(u: Series, order: int) -> Series:
    """Ei(u) = exp(u)/u * (1 + 1/u + 2/u**2 + …) at ±oo; gamma + log|u| + u + u**2/4 + … at 0."""
    if direction(u) != 0:
        tail = compose([fmpq(factorial(k)) for k in range(order)], inverse_series(u, order), order)
        return exp_series(u, order) * inverse_series(u, order) * tail
    if proves_tends_to_zero(u):
        powers = compose([fmpq(0), *(fmpq(1, k * factorial(k)) for k in range(1, order))], u, order)
        return constant_series(EULER_GAMMA) + _log_size(u, order) + powers
    return expand_by_derivative("Ei", u, order)


def _log_size(u: Series, order: int) -> Series:
    """log|u| = log(u**2)/2."""
    return log_series(u * u, order).scaled(_HALF)


def si_series(u: Series, order: int) -> Series:
    """Si(u) = ±pi/2 + O(1/u) at ±oo."""
    towards = direction(u)
    if towards == 0:
        return expand_by_derivative("Si", u, order)
    return constant_series(PI_EXACT * (_HALF * towards)) + oscillation(u) * inverse_series(u, order)


def ci_series(u: Series, order: int) -> Series:
    """Ci(u) = O(1/u) at +oo; gamma + log u - u**2/4 + … at 0."""
    if direction(u) > 0:
        return oscillation(u) * inverse_series(u, order)
    if proves_tends_to_zero(u):
        coefficients = [fmpq(0), *(fmpq((-1) ** k, 2 * k * factorial(2 * k)) for k in range(1, order))]
        return constant_series(EULER_GAMMA) + log_series(u, order) + compose(coefficients, u * u, order)
    return expand_by_derivative("Ci", u, order)


def besselj_series(index: Series, u: Series, order: int) -> Series:
    """J_n(u) for a whole n >= 0: its power series at 0, sqrt(2/(pi*u)) times an oscillation at oo."""
    n = whole(index.terms[0][1]) if index.terms and index.error is None and len(index.terms) == 1 else 0 if not index.terms else None
    if n is None or n < 0 or index.error is not None:
        raise Undecided
    towards = direction(u)
    if towards != 0:
        size = u if towards > 0 else -u
        return oscillation(u) * power_series(size.scaled(PI_EXACT * _HALF), -_HALF, order)
    if proves_tends_to_zero(u):
        coefficients = [fmpq((-1) ** k, 4**k * factorial(k) * factorial(n + k)) for k in range(order)]
        return power_series(u, fmpq(n), order) * compose(coefficients, u * u, order).scaled(fmpq(1, 2**n))
    c, eps = finite_argument(u)
    return compose([_besselj_coefficient(n, k, c) for k in range(4)], eps, 4)


def _besselj_coefficient(n: int, k: int, c: Exact) -> Exact:
    """J_n^(k)(c)/k! = sum of (-1)**i binomial(k, i) J_(n-k+2i)(c) / (2**k k!)."""
    total: Exact = fmpq(0)
    for i in range(k + 1):
        m = n - k + 2 * i
        value = call_exact("besselj", (fmpq(abs(m)), c))
        total = total + value * fmpq((-1) ** (i + (m % 2 if m < 0 else 0)) * comb(k, i), 2**k * factorial(k))
    return total


def _unary(expand: Callable[[Series, int], Series]) -> Callable[[list[Series], int], Series]:
    def applied(arguments: list[Series], order: int) -> Series:
        if len(arguments) != 1:
            raise Undecided
        return expand(arguments[0], order)

    return applied


SPECIAL: dict[str, Callable[[list[Series], int], Series]] = {
    "erf": _unary(erf_series),
    "erfc": _unary(erfc_series),
    "gamma": _unary(gamma_series),
    "lgamma": _unary(lgamma_series),
    "digamma": _unary(digamma_series),
    "lambertw": _unary(lambertw_series),
    "Ei": _unary(ei_series),
    "Si": _unary(si_series),
    "Ci": _unary(ci_series),
    "besselj": lambda arguments, order: besselj_series(arguments[0], arguments[1], order),
}
