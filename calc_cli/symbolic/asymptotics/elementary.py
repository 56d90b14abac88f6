"""Expansions of the elementary functions of a truncated transseries."""

from __future__ import annotations

from collections.abc import Callable

from flint import fmpq

from calc_cli.symbolic.asymptotics.angles import cos_exact, sin_exact
from calc_cli.symbolic.asymptotics.composition import (
    compose,
    exp_series,
    inverse_series,
    log_series,
    power_series,
    proves_tends_to_zero,
)
from calc_cli.symbolic.asymptotics.constants import PI_EXACT
from calc_cli.symbolic.asymptotics.exact import Exact, Undecided
from calc_cli.symbolic.asymptotics.monomials import UNIT, size
from calc_cli.symbolic.asymptotics.series import Band, Series, Wave, constant_series, leading
from calc_cli.symbolic.asymptotics.signs import sign
from calc_cli.symbolic.asymptotics.taylor import expand_by_derivative, finite_argument

_HALF = fmpq(1, 2)
_ONE = constant_series(fmpq(1))


def _wave(u: Series, at_constant: tuple[Exact, Exact], order: int) -> Series:
    """value*cos(eps) + slope*sin(eps)."""
    coefficients: list[Exact] = []
    cycle = (at_constant[0], at_constant[1], -at_constant[0], -at_constant[1])
    factorial = fmpq(1)
    for k in range(order):
        factorial = factorial / max(k, 1)
        coefficients.append(cycle[k % 4] * factorial)
    return compose(coefficients, u, order)


def oscillation(u: Series) -> Series:
    """A wave of u: within [-1, 1], both taken again and again when u is continuous and infinitely large."""
    infinite = bool(u.terms) and size(leading(u)[0]) > 0 and _has_small_jumps(u)
    return Series((), UNIT, Band(fmpq(-1), fmpq(1), infinite))


def _has_small_jumps(u: Series) -> bool:
    """u is continuous up to o(1): a `floor` would leave an error that is not small and takes no two known values."""
    return u.error is None or size(u.error) < 0 or (size(u.error) == 0 and u.band is not None and u.band.attained)


def _exact_wave(u: Series, cosine: int, sine: int) -> Series:
    """cos(u) or sin(u); waves of the same exactly known angle can be added."""
    if u.error is not None or not u.terms or size(leading(u)[0]) <= 0:
        return oscillation(u)
    return Series((), UNIT, Band(fmpq(-1), fmpq(1), True, Wave(u, fmpq(cosine), fmpq(sine))))


def _settles(u: Series) -> bool:
    """u has a known finite limit."""
    return not (u.error is not None and size(u.error) >= 0) and not (u.terms and size(u.terms[0][0]) > 0)


def sin_series(u: Series, order: int) -> Series:
    """sin(c + eps) = sin(c)cos(eps) + cos(c)sin(eps)."""
    if not _settles(u):
        return _exact_wave(u, 0, 1)
    c, eps = finite_argument(u)
    return _wave(eps, (sin_exact(c), cos_exact(c)), order)


def cos_series(u: Series, order: int) -> Series:
    """cos(c + eps) = cos(c)cos(eps) - sin(c)sin(eps)."""
    if not _settles(u):
        return _exact_wave(u, 1, 0)
    c, eps = finite_argument(u)
    return _wave(eps, (cos_exact(c), -sin_exact(c)), order)


def tan_series(u: Series, order: int) -> Series:
    """sin/cos; Undecided where u does not settle, because of the poles."""
    c, eps = finite_argument(u)
    sine, cosine = sin_exact(c), cos_exact(c)
    return _wave(eps, (sine, cosine), order) * inverse_series(_wave(eps, (cosine, -sine), order), order)


def sinh_series(u: Series, order: int) -> Series:
    """(exp(u) - exp(-u))/2."""
    return (exp_series(u, order) - exp_series(-u, order)).scaled(_HALF)


def cosh_series(u: Series, order: int) -> Series:
    """(exp(u) + exp(-u))/2."""
    return (exp_series(u, order) + exp_series(-u, order)).scaled(_HALF)


def tanh_series(u: Series, order: int) -> Series:
    """(1 - exp(-2u))/(1 + exp(-2u)), odd."""
    if u.terms and sign(leading(u)[1]) < 0:
        return -tanh_series(-u, order)
    decay = exp_series(u.scaled(fmpq(-2)), order)
    return (_ONE - decay) * inverse_series(_ONE + decay, order)


def direction(u: Series) -> int:
    """1 or -1 when u → ±oo, 0 when u is bounded."""
    if not u.terms:
        if u.error is not None and size(u.error) > 0:
            if u.band is not None and (sign(u.band.lower) > 0 or sign(u.band.upper) < 0):
                return sign(u.band.lower)
            raise Undecided
        return 0
    if size(u.terms[0][0]) <= 0:
        return 0
    m, c = leading(u)
    return sign(c) if size(m) > 0 else 0


def atan_series(u: Series, order: int) -> Series:
    """atan(u) = ±pi/2 - atan(1/u) for large u."""
    towards = direction(u)
    if towards == 0:
        return expand_by_derivative("atan", [u], order)
    return constant_series(PI_EXACT * (_HALF * towards)) - atan_series(inverse_series(u, order), order)


def asinh_series(u: Series, order: int) -> Series:
    """log(u + sqrt(u**2 + 1)), odd."""
    towards = direction(u)
    if towards == 0:
        return expand_by_derivative("asinh", [u], order)
    if towards < 0:
        return -asinh_series(-u, order)
    return log_series(u + sqrt_series(u * u + _ONE, order), order)


def acosh_series(u: Series, order: int) -> Series:
    """log(u + sqrt(u**2 - 1)), u >= 1."""
    return log_series(u + sqrt_series(u * u - _ONE, order), order)


def atanh_series(u: Series, order: int) -> Series:
    """log((1 + u)/(1 - u))/2."""
    if proves_tends_to_zero(u):
        return expand_by_derivative("atanh", [u], order)
    return (log_series(_ONE + u, order) - log_series(_ONE - u, order)).scaled(_HALF)


def sqrt_series(u: Series, order: int) -> Series:
    """u ** (1/2)."""
    return power_series(u, _HALF, order)


def cbrt_series(u: Series, order: int) -> Series:
    """The real cube root."""
    return power_series(u, fmpq(1, 3), order)


ELEMENTARY: dict[str, Callable[[Series, int], Series]] = {
    "exp": exp_series,
    "log": log_series,
    "sqrt": sqrt_series,
    "cbrt": cbrt_series,
    "sin": sin_series,
    "cos": cos_series,
    "tan": tan_series,
    "sinh": sinh_series,
    "cosh": cosh_series,
    "tanh": tanh_series,
    "atan": atan_series,
    "asinh": asinh_series,
    "acosh": acosh_series,
    "atanh": atanh_series,
}
