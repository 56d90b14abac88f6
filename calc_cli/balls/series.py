"""Taylor coefficients of the functions of the table at a ball, from FLINT's power series or by recurrence."""

from __future__ import annotations

from collections.abc import Callable
from math import comb, factorial

from flint import arb, arb_series

from calc_cli.balls.evaluate import method_of
from calc_cli.balls.precision import NAN, series_length

Coefficients = list[arb]


def padded(series: arb_series, length: int) -> Coefficients:
    """So many coefficients; all NaN when one of them is not bounded."""
    found = list(series.coeffs())[:length]
    found += [arb(0)] * (length - len(found))
    return found if all(c.is_finite() for c in found) else [NAN] * length


def outer_series(name: str, orders: list[arb], at: arb, length: int) -> Coefficients:
    """The Taylor coefficients of a function of the table at the ball `at`."""
    if not at.is_finite():
        return [NAN] * length
    rule = OUTER.get(name)
    if rule is not None:
        return rule(*orders, at, length)
    native = NATIVE.get(name)
    method = method_of(name)
    if native is None or method is None:
        raise ValueError(f"no Taylor series for the function {name}")
    if not method(at).is_finite():
        return [NAN] * length
    return padded(native(arb_series([at, 1])), length)


def inverse(u: arb_series) -> arb_series:
    """1/u; NaN where the constant term is not proved different from 0."""
    head = padded(u, 1)[0]
    return 1 / u if head > 0 or head < 0 else arb_series([NAN])


def _bessel(name: str, signs: tuple[int, int]) -> Callable[..., Coefficients]:
    """The k-th derivative is 2**-k times a binomial sum over the orders n - k, n - k + 2, …, n + k (DLMF 10.6.7, 10.29.5)."""

    def coefficients(order: arb, at: arb, length: int) -> Coefficients:
        method = method_of(name)
        assert method is not None
        found = []
        values = {k: method(order + k, at) for k in range(1 - length, length)}
        for k in range(length):
            total = arb(0)
            for j in range(k + 1):
                total += signs[1] ** j * comb(k, j) * values[2 * j - k]
            found.append(total * signs[0] ** k / (2**k * factorial(k)))
        return found

    return coefficients


def _polygamma(order: arb, at: arb, length: int) -> Coefficients:
    method = method_of("polygamma")
    assert method is not None
    return [method(order + k, at) / factorial(k) for k in range(length)]


def _locally_constant(name: str) -> Callable[..., Coefficients]:
    def coefficients(at: arb, length: int) -> Coefficients:
        method = method_of(name)
        assert method is not None
        value = method(at)
        certain = value.is_exact() and not (name == "sign" and value.is_zero()) and not at.contains_integer()
        if name in ("sign", "step"):
            certain = bool(at > 0 or at < 0)
        return [value, *([arb(0)] * (length - 1))] if certain else [NAN] * length

    return coefficients


def _by_sign(positive: tuple[int, int]) -> Callable[..., Coefficients]:
    """positive[0] u for u > 0, positive[1] u for u < 0."""

    def coefficients(at: arb, length: int) -> Coefficients:
        if not (at > 0 or at < 0):
            return [NAN] * length
        slope = positive[0] if at > 0 else positive[1]
        return [slope * at, arb(slope), *([arb(0)] * length)][:length]

    return coefficients


def _root(degree: arb, at: arb, length: int) -> Coefficients:
    n = degree.unique_fmpz() if degree.is_exact() else None
    if n is None or not (at > 0 or (at < 0 and int(n) % 2)):
        return [NAN] * length
    size = padded((arb_series([abs(at), 1]).log() / int(n)).exp(), length)
    return size if at > 0 else [c if k % 2 else -c for k, c in enumerate(size)]


def _integral(slope: Callable[[arb_series], arb_series], name: str) -> Callable[..., Coefficients]:
    """g from g(a) and the series of g'."""

    def coefficients(at: arb, length: int) -> Coefficients:
        method = method_of(name)
        assert method is not None
        return [method(at), *(c / (k + 1) for k, c in enumerate(padded(slope(arb_series([at, 1])), length)))][:length]

    return coefficients


def _sinh(u: arb_series) -> arb_series:
    return (u.exp() - (-u).exp()) / 2


def _cosh(u: arb_series) -> arb_series:
    return (u.exp() + (-u).exp()) / 2


def _erfinv(at: arb, length: int) -> Coefficients:
    """g' = sqrt(pi)/2 exp(g**2), one more coefficient a turn."""
    method = method_of("erfinv")
    assert method is not None
    found = [method(at)]
    for k in range(1, length):
        g = arb_series(found)
        slope = padded((g * g).exp() * (arb.pi().sqrt() / 2), length)
        found.append(slope[k - 1] / k)
    return found


def _sinc(at: arb, length: int) -> Coefficients:
    """The derivative of Si."""
    with series_length(length + 1):
        integral = padded(arb_series([at, 1]).si(), length + 1)
    return [(k + 1) * c for k, c in enumerate(integral[1:])]


OUTER: dict[str, Callable[..., Coefficients]] = {
    "besselj": _bessel("besselj", (1, -1)),
    "bessely": _bessel("bessely", (1, -1)),
    "besseli": _bessel("besseli", (1, 1)),
    "besselk": _bessel("besselk", (-1, 1)),
    "polygamma": _polygamma,
    "digamma": lambda at, length: _polygamma(arb(0), at, length),
    "root": _root,
    "cbrt": lambda at, length: _root(arb(3), at, length),
    "erfinv": _erfinv,
    "sinc": _sinc,
    "abs": _by_sign((1, -1)),
    "relu": _by_sign((1, 0)),
    "sign": _locally_constant("sign"),
    "step": _locally_constant("step"),
    "floor": _locally_constant("floor"),
    "ceil": _locally_constant("ceil"),
    "asinh": _integral(lambda u: (u * u + 1).rsqrt(), "asinh"),
    "acosh": _integral(lambda u: (u * u - 1).rsqrt(), "acosh"),
    "atanh": _integral(lambda u: inverse(1 - u * u), "atanh"),
    "atan": _integral(lambda u: inverse(u * u + 1), "atan"),
    "asin": _integral(lambda u: (1 - u * u).rsqrt(), "asin"),
    "acos": _integral(lambda u: -((1 - u * u).rsqrt()), "acos"),
}

NATIVE: dict[str, Callable[[arb_series], arb_series]] = {
    "exp": arb_series.exp,
    "log": arb_series.log,
    "log2": lambda u: u.log() / arb(2).log(),
    "log10": lambda u: u.log() / arb(10).log(),
    "expm1": lambda u: u.exp() - 1,
    "log1p": lambda u: (u + 1).log(),
    "sqrt": arb_series.sqrt,
    "sin": arb_series.sin,
    "cos": arb_series.cos,
    "tan": arb_series.tan,
    "cot": lambda u: u.cos() * inverse(u.sin()),
    "sec": lambda u: inverse(u.cos()),
    "csc": lambda u: inverse(u.sin()),
    "sinh": _sinh,
    "cosh": _cosh,
    "tanh": lambda u: _sinh(u) * inverse(_cosh(u)),
    "coth": lambda u: _cosh(u) * inverse(_sinh(u)),
    "sech": lambda u: inverse(_cosh(u)),
    "csch": lambda u: inverse(_sinh(u)),
    "sigmoid": lambda u: inverse((-u).exp() + 1),
    "softplus": lambda u: (u.exp() + 1).log(),
    "erf": arb_series.erf,
    "erfc": arb_series.erfc,
    "erfi": arb_series.erfi,
    "gamma": arb_series.gamma,
    "factorial": lambda u: (u + 1).gamma(),
    "lgamma": arb_series.lgamma,
    "lambertw": arb_series.lambertw,
    "airyai": arb_series.airy_ai,
    "airybi": arb_series.airy_bi,
    "airyaiprime": arb_series.airy_ai_prime,
    "airybiprime": arb_series.airy_bi_prime,
    "Ei": arb_series.ei,
    "li": arb_series.li,
    "Si": arb_series.si,
    "Ci": arb_series.ci,
    "Shi": arb_series.shi,
    "Chi": arb_series.chi,
    "fresnels": arb_series.fresnel_s,
    "fresnelc": arb_series.fresnel_c,
}
