"""gamma, log|gamma| and digamma: Stirling's series at +oo, the recurrence u*gamma(u) = gamma(u + 1) elsewhere. DLMF 5.5, 5.11."""

from __future__ import annotations

from math import factorial

from flint import fmpq

from calc_cli.symbolic.asymptotics.composition import compose, exp_series, inverse_series, log_series
from calc_cli.symbolic.asymptotics.constants import EXACT_CALLS, PI_EXACT, call_exact, log_exact
from calc_cli.symbolic.asymptotics.elementary import direction
from calc_cli.symbolic.asymptotics.exact import Exact, Undecided, opaque, to_tree
from calc_cli.symbolic.asymptotics.series import Series, constant_series
from calc_cli.symbolic.asymptotics.signs import sign, whole
from calc_cli.symbolic.asymptotics.steps import floor_of
from calc_cli.symbolic.asymptotics.taylor import finite_argument
from calc_cli.tree import ONE, Call

_HALF = fmpq(1, 2)
_SHIFT_LIMIT = 60
_FACTORIAL_LIMIT = 400
EULER_GAMMA: Exact = -opaque(Call("digamma", (ONE,)))


def lgamma_series(u: Series, order: int) -> Series:
    """log|gamma(u)|."""
    if direction(u) > 0:
        return _stirling(u, order)
    c, eps, shift = _shifted(u)
    total = _lgamma_near(c, eps)
    for k in range(shift):
        factor = u + constant_series(fmpq(k))
        total = total - log_series(factor * factor, order).scaled(_HALF)
    return total


def gamma_series(u: Series, order: int) -> Series:
    """exp(lgamma(u)) for u > 0, divided by u*(u + 1)*… for u < 0 and at the poles."""
    if direction(u) > 0:
        return exp_series(_stirling(u, order), order)
    c, eps, shift = _shifted(u)
    near = _lgamma_near(c, eps) - constant_series(call_exact("lgamma", (c,)))
    total = exp_series(near, order).scaled(call_exact("gamma", (c,)))
    for k in range(shift):
        total = total * inverse_series(u + constant_series(fmpq(k)), order)
    return total


def digamma_series(u: Series, order: int) -> Series:
    """The logarithmic derivative of gamma."""
    if direction(u) > 0:
        correction = [fmpq(0), *(-_bernoulli(2 * k) * fmpq(1, 2 * k) for k in range(1, order))]
        reciprocal = inverse_series(u, order)
        return log_series(u, order) - reciprocal.scaled(_HALF) + compose(correction, reciprocal * reciprocal, order)
    c, eps, shift = _shifted(u)
    coefficients = _digamma_coefficients(c)
    total = compose(coefficients, eps, len(coefficients))
    for k in range(shift):
        total = total - inverse_series(u + constant_series(fmpq(k)), order)
    return total


def _stirling(u: Series, order: int) -> Series:
    """(u - 1/2)*log(u) - u + log(2*pi)/2 + sum of B_2k / (2k*(2k - 1)*u**(2k - 1))."""
    logarithm = log_series(u, order)
    reciprocal = inverse_series(u, order)
    coefficients = [_bernoulli(2 * k) * fmpq(1, 2 * k * (2 * k - 1)) for k in range(1, order)]
    tail = compose(coefficients, reciprocal * reciprocal, order - 1) * reciprocal
    constant = constant_series(log_exact(PI_EXACT * 2) * _HALF)
    return (u - constant_series(_HALF)) * logarithm - u + constant + tail


def _bernoulli(n: int) -> fmpq:
    return fmpq.bernoulli(n)


def _shifted(u: Series) -> tuple[Exact, Series, int]:
    """(c, eps, n) with u + n = c + eps and c > 0."""
    c, eps = finite_argument(u)
    shift = 0 if sign(c) > 0 else -floor_of(c) + 1
    if shift > _SHIFT_LIMIT:
        raise Undecided
    return c + shift, eps, shift


def _digamma_coefficients(c: Exact) -> list[Exact]:
    """digamma(c) and, for a whole c, its derivative pi**2/6 - 1 - 1/4 - … - 1/(c - 1)**2."""
    n = whole(c)
    if n is None or n > _SHIFT_LIMIT:
        return [call_exact("digamma", (c,))]
    harmonic = sum((fmpq(1, k) for k in range(1, n)), fmpq(0))
    squares = sum((fmpq(1, k * k) for k in range(1, n)), fmpq(0))
    return [harmonic - EULER_GAMMA, PI_EXACT * PI_EXACT * fmpq(1, 6) - squares]


def _lgamma_near(c: Exact, eps: Series) -> Series:
    """log gamma(c + eps) as far as the derivatives are known in closed form."""
    slopes = _digamma_coefficients(c)
    coefficients = [call_exact("lgamma", (c,)), *(a * fmpq(1, k) for k, a in enumerate(slopes, start=1))]
    return compose(coefficients, eps, len(coefficients))


def _gamma_exact(c: Exact) -> Exact:
    """(n - 1)! at a whole n > 0."""
    n = whole(c)
    if n is not None and 0 < n <= _FACTORIAL_LIMIT:
        return fmpq(factorial(n - 1))
    return _opaque_call("gamma", c)


def _lgamma_exact(c: Exact) -> Exact:
    n = whole(c)
    if n is not None and 0 < n <= 16:
        return log_exact(fmpq(factorial(n - 1)))
    return _opaque_call("lgamma", c)


def _opaque_call(name: str, c: Exact) -> Exact:
    return opaque(Call(name, (to_tree(c),)))


EXACT_CALLS.update(gamma=_gamma_exact, lgamma=_lgamma_exact)
