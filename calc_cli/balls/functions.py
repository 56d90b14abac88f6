"""The functions of the table on balls: every value over the ball lies in the result; NaN where it is not proved defined."""

from __future__ import annotations

from collections.abc import Callable

from flint import arb

from calc_cli.balls import special
from calc_cli.balls.powers import NARROW_BITS, cbrt, exp, integer_power, rational_power, sqrt
from calc_cli.balls.precision import NAN, fraction, hull, up_to

Method = Callable[..., arb]


def finite(native: Callable[[arb], arb]) -> Method:
    """The method with an unbounded answer (a pole in the ball) turned into NaN, so that no later step can hide it.

    FLINT itself hides a NaN now and then: sinc(NaN) is [-1, 1] there.
    """

    def method(u: arb) -> arb:
        value = native(u) if u.is_finite() else NAN
        return value if value.is_finite() else NAN

    return method


def increasing(native: Callable[[arb], arb]) -> Method:
    """An increasing function on an interval domain: wide balls by the values at the two ends."""

    def method(u: arb) -> arb:
        narrow = u.rel_accuracy_bits() >= NARROW_BITS
        value = native(u) if narrow else hull(native(u.lower()), native(u.upper()))
        return value if value.is_finite() else NAN

    return method


def decreasing(native: Callable[[arb], arb]) -> Method:
    """A decreasing function on an interval domain."""

    def method(u: arb) -> arb:
        narrow = u.rel_accuracy_bits() >= NARROW_BITS
        value = native(u) if narrow else hull(native(u.upper()), native(u.lower()))
        return value if value.is_finite() else NAN

    return method


def even(half: Callable[[arb], arb]) -> Method:
    """f(u) = half(|u|)."""
    return lambda u: half(absolute(u))


def absolute(u: arb) -> arb:
    """|u|."""
    if u > 0:
        return u
    if u < 0:
        return -u
    return up_to(u.abs_upper())


def sign(u: arb) -> arb:
    """-1, 0 or 1; the ball over the possible values when the sign is not certain."""
    return u.sgn() if u.is_finite() else NAN


def larger(u: arb, v: arb) -> arb:
    """max(u, v)."""
    if not (u.is_finite() and v.is_finite()):
        return NAN
    if u >= v:
        return u
    if v >= u:
        return v
    a, b, c, d = u.lower(), v.lower(), u.upper(), v.upper()
    return hull(a if a >= b else b, c if c >= d else d)


def maximum(*parts: arb) -> arb:
    """The largest of the arguments."""
    best = parts[0]
    for part in parts[1:]:
        best = larger(best, part)
    return best


def minimum(*parts: arb) -> arb:
    """The least of the arguments."""
    return -maximum(*(-part for part in parts))


def relu(u: arb) -> arb:
    """max(u, 0)."""
    return larger(u, arb(0))


def step(u: arb) -> arb:
    """1 for u >= 0, 0 for u < 0."""
    if u >= 0:
        return arb(1)
    if u < 0:
        return arb(0)
    return up_to(arb(1)) if u.is_finite() else NAN


def log(u: arb, base: arb | None = None) -> arb:
    """The natural logarithm of u > 0, or the logarithm to a base."""
    if not u > 0:
        return NAN
    return u.log() if base is None else quotient(u.log(), log(base))


def quotient(u: arb, v: arb) -> arb:
    """u/v where v is proved different from 0."""
    return u / v if v > 0 or v < 0 else NAN


sigmoid = increasing(lambda u: 1 / (1 + exp(-u)))
softplus = increasing(lambda u: exp(u).log1p())
tan = finite(arb.tan)
tanh = increasing(arb.tanh)
sinh = increasing(arb.sinh)
cosh = even(increasing(arb.cosh))
chi = increasing(arb.chi)


def ascending(native: Callable[[arb], arb]) -> Method:
    """An increasing function whose domain ends at a number it takes: always by the two ends."""
    return finite(lambda u: hull(native(u.lower()), native(u.upper())))


asin = ascending(arb.asin)
acos = finite(lambda u: hull(u.upper().acos(), u.lower().acos()))


def atan2(y: arb, x: arb) -> arb:
    """The angle of the point (x, y), off the half-line y = 0, x <= 0."""
    if x > 0:
        return (y / x).atan()
    if y > 0:
        return arb.pi() / 2 - (x / y).atan()
    if y < 0:
        return -(arb.pi() / 2) - (x / y).atan()
    return NAN


def hypot(x: arb, y: arb) -> arb:
    """sqrt(x**2 + y**2)."""
    return sqrt(integer_power(x, 2) + integer_power(y, 2))


def nth_root(u: arb, n: arb) -> arb:
    """The real n-th root, n a positive integer."""
    if not n.is_exact() or not n > 0:
        return NAN
    index = fraction(n)
    return rational_power(u, 1 / index) if index.denominator == 1 else NAN


def off_zero(method: Method) -> Method:
    """A function with a pole at 0, by a method right on either side of it."""
    return lambda u: method(u) if u > 0 or u < 0 else NAN


METHODS: dict[str, Method] = {
    "exp": exp,
    "log": log,
    "ln": log,
    "log2": lambda u: log(u) / arb(2).log(),
    "log10": lambda u: log(u) / arb(10).log(),
    "sqrt": sqrt,
    "cbrt": cbrt,
    "root": nth_root,
    "abs": absolute,
    "sign": sign,
    "sgn": sign,
    "max": maximum,
    "min": minimum,
    "floor": finite(arb.floor),
    "ceil": finite(arb.ceil),
    "relu": relu,
    "step": step,
    "heaviside": step,
    "sigmoid": sigmoid,
    "softplus": softplus,
    "expm1": increasing(arb.expm1),
    "log1p": lambda u: u.log1p() if u + 1 > 0 else NAN,
    "sin": arb.sin,
    "cos": arb.cos,
    "tan": tan,
    "cot": finite(arb.cot),
    "sec": finite(arb.sec),
    "csc": finite(arb.csc),
    "sinc": finite(arb.sinc),
    "asin": asin,
    "acos": acos,
    "atan": finite(arb.atan),
    "atan2": atan2,
    "sinh": sinh,
    "cosh": cosh,
    "tanh": tanh,
    "coth": off_zero(decreasing(arb.coth)),
    "sech": even(decreasing(arb.sech)),
    "csch": off_zero(decreasing(arb.csch)),
    "asinh": increasing(arb.asinh),
    "acosh": increasing(arb.acosh),
    "atanh": increasing(arb.atanh),
    "hypot": hypot,
    "erf": increasing(arb.erf),
    "erfc": decreasing(arb.erfc),
    "erfi": increasing(arb.erfi),
    "erfinv": increasing(arb.erfinv),
    "erfcinv": decreasing(arb.erfcinv),
    "gamma": special.gamma,
    "factorial": lambda u: special.gamma(u + 1) if u + 1 > 0 else NAN,
    "lgamma": special.lgamma,
    "loggamma": special.lgamma,
    "digamma": special.digamma,
    "polygamma": special.polygamma,
    "trigamma": lambda u: special.polygamma(arb(1), u),
    "zeta": finite(arb.zeta),
    "lambertw": special.lambertw,
    "besselj": special.besselj,
    "bessely": special.bessely,
    "besseli": special.besseli,
    "besselk": special.besselk,
    "airyai": special.airyai,
    "airybi": special.airybi,
    "airyaiprime": special.airyaiprime,
    "airybiprime": special.airybiprime,
    "Ei": special.exponential_integral,
    "ei": special.exponential_integral,
    "li": special.logarithmic_integral,
    "Si": special.sine_integral,
    "si": special.sine_integral,
    "Ci": special.cosine_integral,
    "ci": special.cosine_integral,
    "Shi": increasing(arb.shi),
    "shi": increasing(arb.shi),
    "Chi": lambda u: chi(u) if u > 0 else NAN,
    "chi": lambda u: chi(u) if u > 0 else NAN,
    "fresnels": special.fresnel_sine,
    "fresnelc": special.fresnel_cosine,
    "fresnel_s": special.fresnel_sine,
    "fresnel_c": special.fresnel_cosine,
}
