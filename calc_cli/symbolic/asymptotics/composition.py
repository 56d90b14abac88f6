"""Power series, powers, exp and log of truncated transseries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from flint import fmpq

from calc_cli.symbolic.asymptotics.constants import exp_exact, log_exact, rational_power
from calc_cli.symbolic.asymptotics.exact import Exact, Undecided
from calc_cli.symbolic.asymptotics.monomials import UNIT, Exponent, Monomial, iterated_logarithm, size, slim
from calc_cli.symbolic.asymptotics.series import (
    ZERO_SERIES,
    Band,
    Series,
    bounded_by,
    constant_series,
    leading,
    multiply,
    single,
    without_false_leaders,
)
from calc_cli.symbolic.asymptotics.signs import is_zero, sign, whole

_EXPANDED_POWER = 8


def compose(coefficients: Sequence[Exact], infinitesimal: Series, order: int | None) -> Series:
    """sum of a_k * eps**k for the given k, + O(eps**order); order None: the sum is a polynomial, nothing is left out."""
    if not infinitesimal.terms and infinitesimal.error is None:
        return constant_series(coefficients[0]) if coefficients else ZERO_SERIES
    if order is not None and not infinitesimal.terms:
        assert infinitesimal.error is not None
        head = constant_series(coefficients[0]) if coefficients else ZERO_SERIES
        return head + bounded_by(infinitesimal.error.power(min(order, 1)))
    lead = infinitesimal.terms[0][0] if infinitesimal.terms else infinitesimal.error
    assert lead is not None
    floor = None if order is None else lead.power(order)
    total = constant_series(coefficients[0]) if coefficients else ZERO_SERIES
    eps_power = infinitesimal
    for k, a in enumerate(coefficients[1:order], start=1):
        if k > 1:
            eps_power = multiply(eps_power, infinitesimal, floor)
        if a != 0:
            total = total + eps_power.scaled(a)
    return total if floor is None else total + bounded_by(floor)


def split_leading(f: Series) -> tuple[Monomial, Exact, Series]:
    """f = c * m * (1 + eps) with eps → 0: m, c, eps."""
    f = without_false_leaders(f)
    m, c = leading(f)
    rest = Series(f.terms[1:], f.error, f.band).shifted(m.power(-1)).scaled(rational_power(c, fmpq(-1)))
    return m, c, rest


def binomial_coefficients(exponent: Exact) -> Iterator[Exact]:
    """binomial(exponent, k), k = 0, 1, …"""
    c: Exact = fmpq(1)
    k = 0
    while True:
        yield c
        c = c * (exponent - k) * fmpq(1, k + 1)
        k += 1


def power_series(f: Series, exponent: Exact, order: int) -> Series:
    """f ** exponent for a constant exponent; real roots of negative values where the exponent's denominator is odd."""
    n = whole(exponent)
    if n is not None and 0 <= n <= _EXPANDED_POWER:
        return _small_power(f, n)
    if not f.terms and f.error is not None:
        return _power_of_band(f, exponent)
    m, c, eps = split_leading(f)
    head = single(m.power(slim(exponent)), _power_coefficient(c, exponent))
    if n is not None and n >= 0 and eps.error is None and n < order:
        return head * compose(list(islice(binomial_coefficients(exponent), n + 1)), eps, None)
    if not eps.terms and eps.error is None:
        return head
    return head * compose(list(islice(binomial_coefficients(exponent), order)), eps, order)


def _small_power(f: Series, n: int) -> Series:
    result = constant_series(fmpq(1))
    for _ in range(n):
        result = result * f
    return result


def _power_coefficient(c: Exact, exponent: Exact) -> Exact:
    if isinstance(exponent, fmpq):
        return rational_power(c, exponent)
    return exp_exact(exponent * log_exact(c))


def _power_of_band(f: Series, exponent: Exact) -> Series:
    """(m*b)**r for 0 < lower <= b <= upper: monotone in b; O(m**r) for r > 0."""
    assert f.error is not None
    positive = sign(exponent) > 0
    if f.band is not None and sign(f.band.lower) > 0:
        low, high = (_power_coefficient(end, exponent) for end in (f.band.lower, f.band.upper))
        band = Band(low if positive else high, high if positive else low, f.band.attained)
        return Series((), f.error.power(slim(exponent)), band)
    if positive:
        return bounded_by(f.error.power(slim(exponent)))
    raise Undecided


def inverse_series(f: Series, order: int) -> Series:
    """1/f."""
    return power_series(f, fmpq(-1), order)


def logarithm_of(m: Monomial) -> Series:
    """log m: a finite sum of infinitely large monomials."""
    total = Series(tuple(m.growth))
    for k, e in enumerate(m.powers):
        if e != 0:
            total = total + single(iterated_logarithm(k + 1), fmpq(e) if isinstance(e, int) else e)
    return total


def log_series(f: Series, order: int) -> Series:
    """log(c*m*(1+eps)) = log m + log c + log(1+eps)."""
    if not f.terms and f.error is not None and f.band is not None and sign(f.band.lower) > 0:
        band = Band(log_exact(f.band.lower), log_exact(f.band.upper), f.band.attained)
        return logarithm_of(f.error) + Series((), UNIT, band)
    m, c, eps = split_leading(f)
    head = logarithm_of(m) + constant_series(log_exact(c))
    if not eps.terms and eps.error is None:
        return head
    coefficients = [fmpq(0), *(fmpq((-1) ** (k + 1), k) for k in range(1, order))]
    return head + compose(coefficients, eps, order)


def exponential_of(terms: Iterable[tuple[Monomial, Exact]]) -> Monomial:
    """exp of a finite sum of infinitely large terms; exp(c * log X) = X**c at every level."""
    powers: list[Exponent] = []
    growth: list[tuple[Monomial, Exact]] = []
    for m, c in terms:
        level = _logarithm_level(m)
        if level is None:
            growth.append((m, c))
            continue
        powers.extend([0] * (level - len(powers)))
        powers[level - 1] = slim(powers[level - 1] + c)
    return Monomial(tuple(powers), tuple(growth))


def _logarithm_level(m: Monomial) -> int | None:
    """k when m is the k-th iterated logarithm of X, k >= 1."""
    k = len(m.powers) - 1
    if k < 1 or m.growth or m.powers[k] != 1 or any(m.powers[:k]):
        return None
    return k


def split_constant(f: Series) -> tuple[list[tuple[Monomial, Exact]], Exact, Series]:
    """The infinitely large terms, the constant, and the infinitesimal rest (with the error, whatever its size)."""
    large: list[tuple[Monomial, Exact]] = []
    constant: Exact = fmpq(0)
    for i, (m, c) in enumerate(f.terms):
        kind = size(m)
        if kind < 0:
            return large, constant, Series(f.terms[i:], f.error, f.band)
        if kind == 0:
            constant = c
        elif not is_zero(c):
            large.append((m, c))
    return large, constant, Series((), f.error, f.band)


def exp_series(f: Series, order: int) -> Series:
    """exp(large + constant + eps) = monomial * e**constant * sum of eps**k / k!."""
    if f.error is not None and size(f.error) >= 0:
        return _exp_of_uncertain(f)
    large, constant, eps = split_constant(f)
    head = single(exponential_of(large), exp_exact(constant))
    if not eps.terms and eps.error is None:
        return head
    coefficients: list[Exact] = [fmpq(1)]
    for k in range(1, order):
        coefficients.append(coefficients[-1] * fmpq(1, k))
    return head * compose(coefficients, eps, order)


def _exp_of_uncertain(f: Series) -> Series:
    """exp of a series known up to an error that does not vanish: a band or a bound."""
    assert f.error is not None
    if size(f.error) == 0:
        m = exponential_of(split_constant(f)[0])
        if f.band is None:
            return bounded_by(m)
        band = Band(exp_exact(f.band.lower), exp_exact(f.band.upper), f.band.attained)
        return Series((), m, band)
    m, c = leading(f)
    factor = fmpq(2) if sign(c) > 0 else fmpq(1, 2)
    return bounded_by(exponential_of([(m, c * factor)]))


def proves_tends_to_zero(f: Series) -> bool:
    """f → 0."""
    if f.terms and size(f.terms[0][0]) >= 0:
        return False
    return f.error is None or size(f.error) < 0
