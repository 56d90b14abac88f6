"""Bessel and Airy functions at 0 and at infinity. DLMF 10.8, 10.17, 10.40, 10.31, 9.7."""

from __future__ import annotations

from math import factorial

from flint import fmpq

from calc_cli.symbolic.asymptotics.composition import (
    compose,
    exp_series,
    inverse_series,
    log_series,
    power_series,
    proves_tends_to_zero,
)
from calc_cli.symbolic.asymptotics.constants import PI_EXACT, inverse, sqrt_exact
from calc_cli.symbolic.asymptotics.elementary import direction, oscillation
from calc_cli.symbolic.asymptotics.exact import Exact, Undecided
from calc_cli.symbolic.asymptotics.gamma import EULER_GAMMA
from calc_cli.symbolic.asymptotics.series import Series, bounded_by, constant_series, leading
from calc_cli.symbolic.asymptotics.signs import whole
from calc_cli.symbolic.asymptotics.taylor import expand_by_derivative, parameter

_HALF = fmpq(1, 2)
_ORDER_LIMIT = 60


def bessel_series(name: str, arguments: list[Series], order: int) -> Series:
    """J, Y, I or K of a whole order at a series."""
    index, u = arguments
    n = whole(parameter(index))
    if n is None or abs(n) > _ORDER_LIMIT:
        raise Undecided
    if n < 0:
        reflected = bessel_series(name, [constant_series(fmpq(-n)), u], order)
        return -reflected if n % 2 and name in ("besselj", "bessely") else reflected
    if direction(u) != 0:
        return _at_infinity(name, n, u, order)
    if proves_tends_to_zero(u):
        return _at_zero(name, n, u, order)
    return expand_by_derivative(name, arguments, order)


def _at_infinity(name: str, n: int, u: Series, order: int) -> Series:
    if direction(u) < 0:
        if name in ("bessely", "besselk"):
            raise Undecided
        reflected = _at_infinity(name, n, -u, order)
        return -reflected if n % 2 else reflected
    if name in ("besselj", "bessely"):
        return oscillation(u) * power_series(u.scaled(PI_EXACT * _HALF), -_HALF, order)
    alternate = -1 if name == "besseli" else 1
    coefficients: list[Exact] = [fmpq(1)]
    for k in range(1, order):
        coefficients.append(coefficients[-1] * fmpq(alternate * (4 * n * n - (2 * k - 1) ** 2), 8 * k))
    tail = compose(coefficients, inverse_series(u, order), order)
    if name == "besseli":
        return exp_series(u, order) * power_series(u.scaled(2 * PI_EXACT), -_HALF, order) * tail
    return exp_series(-u, order) * power_series(u.scaled(2 * inverse(PI_EXACT)), -_HALF, order) * tail


def _at_zero(name: str, n: int, u: Series, order: int) -> Series:
    if name in ("besselj", "besseli"):
        step = -1 if name == "besselj" else 1
        coefficients = [fmpq(step**k, 4**k * factorial(k) * factorial(n + k)) for k in range(order)]
        return power_series(u, fmpq(n), order) * compose(coefficients, u * u, order).scaled(fmpq(1, 2**n))
    singular = _singular_part(n, u, order)
    return singular if name == "besselk" else singular.scaled(-2 * inverse(PI_EXACT))


def _singular_part(n: int, u: Series, order: int) -> Series:
    """K_n at 0+: -log(u/2) - gamma + O(u), 1/u + O(sqrt(u)), (n - 1)!/2*(2/u)**n + O(u**(2 - n)). Y_n ~ -2/pi of it, to the same order."""
    m, _ = leading(u)
    if n == 0:
        return -log_series(u.scaled(_HALF), order) - constant_series(EULER_GAMMA) + bounded_by(m)
    head = power_series(u.scaled(_HALF), fmpq(-n), order).scaled(fmpq(factorial(n - 1), 2))
    return head + bounded_by(m.power(_HALF if n == 1 else 2 - n))


def airy_series(name: str, u: Series, order: int) -> Series:
    """Ai, Bi and their derivatives: exponentials of z = 2/3*u**(3/2) at +oo, oscillations at -oo."""
    towards = direction(u)
    if towards == 0:
        return expand_by_derivative(name, [u], order)
    slope = name.endswith("prime")
    size = power_series(u if towards > 0 else -u, fmpq(1, 4) if slope else fmpq(-1, 4), order).scaled(inverse(sqrt_exact(PI_EXACT)))
    if towards < 0:
        return oscillation(u) * size
    z = power_series(u, fmpq(3, 2), order).scaled(fmpq(2, 3))
    falling = name.startswith("airyai")
    tail = compose(_airy_coefficients(slope, falling, order), inverse_series(z, order), order)
    if falling:
        return exp_series(-z, order) * size.scaled(-_HALF if slope else _HALF) * tail
    return exp_series(z, order) * size * tail


def _airy_coefficients(slope: bool, alternate: bool, order: int) -> list[Exact]:
    """u_k, or v_k = u_k*(6k + 1)/(1 - 6k) for the derivative, with alternating signs for Ai."""
    coefficients: list[Exact] = []
    c = fmpq(1)
    for k in range(order):
        if k:
            c = c * fmpq((6 * k - 5) * (6 * k - 3) * (6 * k - 1), 216 * k * (2 * k - 1))
        value = c * fmpq(6 * k + 1, 1 - 6 * k) if slope else c
        coefficients.append(-value if alternate and k % 2 else value)
    return coefficients
