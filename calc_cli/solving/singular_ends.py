"""Beside an end where a kernel is infinite: no zero, because one term outweighs all others; poles of gamma taken out by recurrence.

Near the end, h = |x - end|, every kernel is h**a * |log h|**b * c(h) with c enclosed by a ball on (0, r]; the terms of the polynomial are
compared with the greatest of them. Sources: DLMF 5.5, 5.15 (recurrences, reflections), 10.8.1, 10.31.2 (Bessel functions at 0).
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, factorial

from flint import arb, fmpz_mpoly

from calc_cli import balls
from calc_cli import tree as t
from calc_cli.balls.precision import NAN, ball, precision, up_to
from calc_cli.model import Interval
from calc_cli.records import record
from calc_cli.solving.trigonometric import linear_coefficients
from calc_cli.symbolic.display import expanded
from calc_cli.symbolic.field import Kernel, NotInField, Refine, terms_of, used_in
from calc_cli.symbolic.normalize import Normalizer
from calc_cli.tree import Expr

GREATEST_SHIFT = 2
"""Further left the reflection formulas are shorter than the recurrences."""
GREATEST_ORDER = 20
SLACK = Fraction(1, 1000)
GREATEST_RADIUS = Fraction(1, 4)
BITS = 96
DISTANCE = t.Variable("h")


@record
class Size:
    """h**power * L**logs * factor on (0, r], L = |log h|; the factor may contain zero."""

    power: Fraction
    logs: int
    factor: arb

    def times(self, other: Size, exponent: int) -> Size:
        """This size multiplied by a power of another one."""
        return Size(self.power + exponent * other.power, self.logs + exponent * other.logs, self.factor * other.factor**exponent)


def without_poles(function: Expr, variable: str, interval: Interval) -> Expr | None:
    """A tree with the same zeros in a bounded interval, gamma functions replaced by ones without poles at its ends; None: no such."""
    moved = shifted(function, variable, interval)
    if moved is None or moved == function:
        return None
    normalizer = _normal(moved, variable, balls.between(interval.lower, interval.upper))
    return None if normalizer is None else expanded(normalizer.field, normalizer.memo[moved].numerator)


def _normal(tree: Expr, variable: str, sample: Fraction) -> Normalizer | None:
    """The normalizer that has met the tree; None when it has no normal form."""
    units: dict[tuple[str, Expr], Fraction] = {}
    for _ in range(40):
        normalizer = Normalizer({variable: sample}, units)
        try:
            normalizer.element(tree)
        except Refine:
            continue
        except NotInField:
            return None
        return normalizer
    return None


def shifted(function: Expr, variable: str, interval: Interval) -> Expr | None:
    """gamma(u) = gamma(u + n)/(u*(u + 1)*…) with u + n > 0 on the closed interval, or pi/(sin(pi*u)*gamma(1 - u)), and their relatives.

    None when an argument is not bounded.
    """
    span = balls.enclose(interval.lower).union(balls.enclose(interval.upper))
    done: dict[Expr, Expr] = {}
    for node in t.walk(function):
        parts = tuple(done[part] for part in t.children(node))
        done[node] = t.rebuild(node, parts) if parts else node
        if not isinstance(node, t.Call) or node.function not in RECURRENCES or variable not in t.variables_of(node):
            continue
        low = balls.evaluate(node.arguments[-1], {variable: span}, BITS).lower()
        if not low.is_finite():
            return None
        count = ceil(1 - Fraction(float(low)) - SLACK)
        if count > GREATEST_SHIFT:
            done[node] = REFLECTIONS[node.function](parts) if node.function in REFLECTIONS else done[node]
        elif count > 0:
            done[node] = RECURRENCES[node.function](parts, count)
    return done[function]


def _gamma(parts: tuple[Expr, ...], count: int) -> Expr:
    u = parts[0]
    return t.divide(t.call("gamma", _plus(u, count)), t.multiply(*(_plus(u, k) for k in range(count))))


def _lgamma(parts: tuple[Expr, ...], count: int) -> Expr:
    u = parts[0]
    return t.subtract(t.call("lgamma", _plus(u, count)), t.add(*(t.call("log", _plus(u, k)) for k in range(count))))


def _digamma(parts: tuple[Expr, ...], count: int) -> Expr:
    u = parts[0]
    return t.subtract(t.call("digamma", _plus(u, count)), t.add(*(t.divide(t.ONE, _plus(u, k)) for k in range(count))))


def _polygamma(parts: tuple[Expr, ...], count: int) -> Expr:
    order, u = parts
    n = t.rational_value(order)
    if n is None or n.denominator != 1 or not 0 <= n <= GREATEST_ORDER:
        return t.call("polygamma", *parts)
    scale = t.rational((-1) ** int(n) * factorial(int(n)))
    poles = t.add(*(t.divide(scale, t.power(_plus(u, k), int(n) + 1)) for k in range(count)))
    return t.subtract(t.call("polygamma", order, _plus(u, count)), poles)


def _gamma_reflected(parts: tuple[Expr, ...]) -> Expr:
    u = parts[0]
    return t.divide(t.PI, t.multiply(t.call("sin", t.multiply(t.PI, u)), t.call("gamma", t.subtract(t.ONE, u))))


def _polygamma_reflected(parts: tuple[Expr, ...]) -> Expr:
    """psi_n(u) = (-1)**n psi_n(1 - u) - pi d^n/du^n cot(pi u); the derivatives are polynomials in c = cot(pi u), c' = -pi (1 + c**2)."""
    order, u = parts
    n = t.rational_value(order)
    if n is None or n.denominator != 1 or not 0 <= n <= GREATEST_ORDER:
        return t.call("polygamma", *parts)
    coefficients = [0, 1]  # of (-pi)**n P_n(c)
    for _ in range(int(n)):
        slope = [k * c for k, c in enumerate(coefficients)][1:]
        coefficients = [a + b for a, b in zip([*slope, 0, 0], [0, 0, *slope], strict=True)]
    angle = t.multiply(t.PI, u)
    cotangent = t.divide(t.call("cos", angle), t.call("sin", angle))
    rest = t.add(*(t.multiply(t.rational(c), t.power(cotangent, k)) if k else t.rational(c) for k, c in enumerate(coefficients) if c))
    sign = (-1) ** int(n)
    mirrored = t.call("polygamma", order, t.subtract(t.ONE, u)) if n else t.call("digamma", t.subtract(t.ONE, u))
    return t.subtract(t.multiply(t.rational(sign), mirrored), t.multiply(t.rational(sign), t.power(t.PI, int(n) + 1), rest))


def _plus(u: Expr, k: int) -> Expr:
    return t.add(u, t.rational(k)) if k else u


RECURRENCES = {"gamma": _gamma, "lgamma": _lgamma, "digamma": _digamma, "polygamma": _polygamma}
REFLECTIONS = {
    "gamma": _gamma_reflected,
    "digamma": lambda parts: _polygamma_reflected((t.ZERO, *parts)),
    "polygamma": _polygamma_reflected,
}


@record
class Beside:
    """A function near one of its ends, as a polynomial in kernels of h, the distance from the end; it has the same zeros there."""

    normalizer: Normalizer
    numerator: fmpz_mpoly

    def proves_no_zero(self, radius: Fraction) -> bool:
        """Proves that there is no zero with 0 < h <= radius."""
        if not 0 < radius < GREATEST_RADIUS:
            return False
        with precision(BITS):
            reach = up_to(ball(radius))
            sizes = {i: size_of(self.normalizer.field.kernels[i], reach) for i in used_in(self.numerator)}
            terms: list[Size] = []
            for exponents, c in terms_of(self.numerator):
                term = Size(Fraction(0), 0, arb(int(c)))
                for i, k in enumerate(exponents):
                    if k:
                        size = sizes[i]
                        if size is None:
                            return False
                        term = term.times(size, int(k))
                terms.append(term)
            return greatest_decides(terms, reach.upper())


def beside(function: Expr, variable: str, end: Expr, side: int) -> Beside | None:
    """The function on the right (side 1) or left (-1) of a finite end; None when it has no normal form there."""
    near = t.substitute(function, {variable: t.add(end, DISTANCE) if side > 0 else t.subtract(end, DISTANCE)})
    moved = shifted(near, DISTANCE.name, Interval(t.ZERO, t.rational(GREATEST_RADIUS)))
    if moved is None or t.is_constant(moved):
        return None
    normalizer = _normal(moved, DISTANCE.name, GREATEST_RADIUS / 64)
    return None if normalizer is None else Beside(normalizer, normalizer.memo[moved].numerator)


def greatest_decides(terms: list[Size], radius: arb) -> bool:
    """Divided by the greatest h**a * L**b the sum avoids zero on (0, r]."""
    lead = min(terms, key=lambda size: (size.power, -size.logs))
    total = arb(0)
    for size in terms:
        total += size.factor * _ratio(size.power - lead.power, size.logs - lead.logs, radius)
    return bool(total > 0 or total < 0)


def _ratio(power: Fraction, count: int, radius: arb) -> arb:
    """A ball over h**power * L**count on (0, r], r < 1: it increases up to r wherever power * L >= count there."""
    if power == 0 and count == 0:
        return arb(1)
    logs = -radius.log()
    if not (ball(power) * logs >= count):
        return NAN
    return up_to((radius.log() * ball(power)).exp() * logs**count)


def size_of(kernel: Kernel, reach: arb) -> Size | None:
    """The size of a kernel on (0, r]; None when it is not known."""
    if kernel.kind == "variable":
        return Size(Fraction(1), 0, arb(1))
    if kernel.kind == "log" and kernel.argument == DISTANCE:
        return Size(Fraction(0), 1, arb(-1))
    if kernel.kind == "root" and kernel.argument == DISTANCE and kernel.relation is not None:
        return Size(Fraction(1, kernel.relation.degree), 0, arb(1))
    value = balls.evaluate(kernel.tree, {DISTANCE.name: reach} if kernel.depends else {}, BITS)
    if value.is_finite():
        return Size(Fraction(0), 0, value)
    node = kernel.tree
    if isinstance(node, t.Call) and node.function in ("bessely", "besselk") and t.rational_value(node.arguments[0]) in (0, 1):
        return _bessel_size(node, reach.upper())
    return None


def _bessel_size(node: t.Call, radius: arb) -> Size | None:
    """K_1(z) z falls from 1, K_0(z) + log z rises from log 2 - gamma, on (0, oo); Y_1(z) z falls from -2/pi and
    Y_0(z) - 2/pi log z rises from 2/pi (gamma - log 2) as long as Y_0 < 0, at least up to 4/5. Here z = q*h.
    """
    linear = linear_coefficients(node.arguments[1], DISTANCE.name)
    if linear is None or linear[1] != t.ZERO:
        return None
    q = balls.enclose(linear[0], BITS)
    z = (q * radius).upper()
    if not (q > 0 and z < arb(0.8)):
        return None
    scale = arb(1) if node.function == "besselk" else -2 / arb.pi()
    last = balls.compiled(t.call(node.function, node.arguments[0], DISTANCE), (DISTANCE.name,))(z)
    if t.rational_value(node.arguments[0]) == 1:
        return Size(Fraction(-1), 0, _both(scale, last * z) / q)
    first = scale * (arb(2).log() - arb.const_euler())
    rest = _both(first, last + scale * z.log()) - scale * q.log()
    return Size(Fraction(0), 1, scale + rest * up_to(-1 / radius.log()))


def _both(a: arb, b: arb) -> arb:
    """A ball over both."""
    return a.union(b)
