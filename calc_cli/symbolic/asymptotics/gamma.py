"""gamma, log(gamma) and digamma: Stirling's series at +oo, the recurrence u*gamma(u) = gamma(u + 1) at the poles. DLMF 5.5, 5.11."""

from __future__ import annotations

from math import factorial

from flint import fmpq

from calc_cli.symbolic.asymptotics.composition import compose, exp_series, inverse_series, log_series, power_series
from calc_cli.symbolic.asymptotics.constants import EXACT_CALLS, PI_EXACT, log_exact, opaque_call
from calc_cli.symbolic.asymptotics.elementary import direction
from calc_cli.symbolic.asymptotics.exact import Exact, Undecided, opaque
from calc_cli.symbolic.asymptotics.series import Series, constant_series
from calc_cli.symbolic.asymptotics.signs import sign, whole
from calc_cli.symbolic.asymptotics.taylor import expand_by_derivative, finite_argument, parameter
from calc_cli.tree import ONE, Call

_HALF = fmpq(1, 2)
_SHIFT_LIMIT = 60
_FACTORIAL_LIMIT = 400
EULER_GAMMA: Exact = -opaque(Call("digamma", (ONE,)))


def lgamma_series(u: Series, order: int) -> Series:
    """log(gamma(u)), u > 0."""
    if direction(u) > 0:
        return _stirling(u, order)
    shift = _pole_distance(u)
    if shift == 0:
        return expand_by_derivative("lgamma", [u], order)
    if shift > 1:
        raise Undecided
    return expand_by_derivative("lgamma", [u + constant_series(fmpq(1))], order) - log_series(u, order)


def gamma_series(u: Series, order: int) -> Series:
    """gamma(u) = gamma(u + n)/(u*(u + 1)*…*(u + n - 1)) near a pole."""
    if direction(u) > 0:
        return exp_series(_stirling(u, order), order)
    shift = _pole_distance(u)
    total = expand_by_derivative("gamma", [u + constant_series(fmpq(shift))], order)
    for k in range(shift):
        total = total * inverse_series(u + constant_series(fmpq(k)), order)
    return total


def digamma_series(u: Series, order: int) -> Series:
    """log(u) - 1/(2u) - sum of B_2k/(2k*u**(2k)); digamma(u + n) - 1/u - … - 1/(u + n - 1) near a pole."""
    if direction(u) > 0:
        correction = [fmpq(0), *(-fmpq.bernoulli(2 * k) * fmpq(1, 2 * k) for k in range(1, order))]
        reciprocal = inverse_series(u, order)
        return log_series(u, order) - reciprocal.scaled(_HALF) + compose(correction, reciprocal * reciprocal, order)
    shift = _pole_distance(u)
    total = expand_by_derivative("digamma", [u + constant_series(fmpq(shift))], order)
    for k in range(shift):
        total = total - inverse_series(u + constant_series(fmpq(k)), order)
    return total


def polygamma_series(arguments: list[Series], order: int) -> Series:
    """psi_n: (-1)**(n + 1) * ((n - 1)!/u**n + n!/(2u**(n + 1)) + sum of B_2k*(2k + n - 1)!/((2k)!*u**(2k + n))) at +oo."""
    index, u = arguments
    n = whole(parameter(index))
    if n is None or not 0 < n <= _SHIFT_LIMIT:
        if n == 0:
            return digamma_series(u, order)
        raise Undecided
    direct = fmpq((-1) ** (n + 1))
    reciprocal = inverse_series(u, order)
    if direction(u) > 0:
        even = [fmpq.bernoulli(2 * k) * fmpq(factorial(2 * k + n - 1), factorial(2 * k)) for k in range(order)]
        tail = compose(even, reciprocal * reciprocal, order) + reciprocal.scaled(fmpq(factorial(n), 2))
        return (power_series(reciprocal, fmpq(n), order) * tail).scaled(direct)
    shift = _pole_distance(u)
    total = expand_by_derivative("polygamma", [index, u + constant_series(fmpq(shift))], order)
    for k in range(shift):
        pole = power_series(inverse_series(u + constant_series(fmpq(k)), order), fmpq(n + 1), order)
        total = total + pole.scaled(direct * factorial(n))
    return total


def _stirling(u: Series, order: int) -> Series:
    """(u - 1/2)*log(u) - u + log(2*pi)/2 + sum of B_2k / (2k*(2k - 1)*u**(2k - 1))."""
    logarithm = log_series(u, order)
    reciprocal = inverse_series(u, order)
    coefficients = [fmpq.bernoulli(2 * k) * fmpq(1, 2 * k * (2 * k - 1)) for k in range(1, order)]
    tail = compose(coefficients, reciprocal * reciprocal, order - 1) * reciprocal
    constant = constant_series(log_exact(PI_EXACT * 2) * _HALF)
    return (u - constant_series(_HALF)) * logarithm - u + constant + tail


def _pole_distance(u: Series) -> int:
    """0, or n + 1 when u → -n, a pole of gamma; raises `Undecided` when u is not known to have a finite limit."""
    c, _ = finite_argument(u)
    n = whole(c)
    if n is None and sign(c) < 0 and not isinstance(c, fmpq):
        raise Undecided
    if n is None or n > 0:
        return 0
    if -n > _SHIFT_LIMIT:
        raise Undecided
    return 1 - n


def _gamma_exact(arguments: tuple[Exact, ...]) -> Exact:
    """(n - 1)! at a whole n > 0."""
    n = whole(arguments[0])
    if n is not None and n <= 0:
        raise Undecided
    return opaque_call("gamma", arguments) if n is None or n > _FACTORIAL_LIMIT else fmpq(factorial(n - 1))


def _lgamma_exact(arguments: tuple[Exact, ...]) -> Exact:
    """log((n - 1)!)."""
    n = whole(arguments[0])
    return opaque_call("lgamma", arguments) if n is None or not 0 < n <= _SHIFT_LIMIT else log_exact(fmpq(factorial(n - 1)))


def _digamma_exact(arguments: tuple[Exact, ...]) -> Exact:
    """digamma(n) = digamma(1) + 1 + 1/2 + … + 1/(n - 1)."""
    n = whole(arguments[0])
    if n is None or not 0 < n <= _SHIFT_LIMIT:
        return opaque_call("digamma", arguments)
    return sum((fmpq(1, k) for k in range(1, n)), -EULER_GAMMA)


def _polygamma_exact(arguments: tuple[Exact, ...]) -> Exact:
    """polygamma(1, n) = pi**2/6 - 1 - 1/4 - … - 1/(n - 1)**2."""
    n = whole(arguments[1])
    if arguments[0] == 0:
        return _digamma_exact(arguments[1:])
    if arguments[0] != 1 or n is None or not 0 < n <= _SHIFT_LIMIT:
        return opaque_call("polygamma", arguments)
    return PI_EXACT * PI_EXACT * fmpq(1, 6) - sum((fmpq(1, k * k) for k in range(1, n)), fmpq(0))


EXACT_CALLS.update(gamma=_gamma_exact, lgamma=_lgamma_exact, digamma=_digamma_exact, polygamma=_polygamma_exact)
