"""Sines and cosines over kernels: addition formulas over the terms of an angle, multiples of one unit."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from calc_cli import tree as t
from calc_cli.symbolic import special
from calc_cli.symbolic.field import Element, NotInField, Refine, Relation
from calc_cli.tree import Expr

if TYPE_CHECKING:
    from calc_cli.symbolic.normalize import Normalizer

ANGLE_LIMIT = 64


def sine_and_cosine(n: Normalizer, angle: Element) -> tuple[Element, Element]:
    """(sin u, cos u) by the addition formulas over the terms of u; rational multiples of pi are algebraic."""
    sine, cosine = n.field.constant(0), n.field.constant(1)
    for coefficient, key in _shifted_terms(n, angle):
        s, c = sine_and_cosine_of_term(n, coefficient, key)
        sine, cosine = sine * c + cosine * s, cosine * c - sine * s
    return sine, cosine


def _shifted_terms(n: Normalizer, angle: Element) -> list[tuple[Fraction, Expr]]:
    """The terms of an angle; k*u + q + r*pi stays whole, as k*(u + q/k + r/k*pi), while every angle in u has the same shift."""
    terms = [(coefficient, key) for coefficient, key, _ in n.terms(angle)]
    variable = [term for term in terms if t.variables_of(term[1])]
    if len(variable) != 1 or any(key not in (t.ONE, t.PI) for _, key in terms if not t.variables_of(key)):
        return terms
    k, u = variable[0]
    shift = {constant: next((c / k for c, key in terms if key == constant), Fraction(0)) for constant in (t.ONE, t.PI)}
    if ("apart", u) in n.units:
        return terms
    for name, value in zip(("number", "pi"), shift.values(), strict=True):
        if n.units.setdefault((f"shift {name}", u), value) != value:
            n.units["apart", u] = Fraction(1)
            raise Refine
    return [(k, t.add(u, *(t.multiply(t.rational(q), constant) for constant, q in shift.items() if q)))]


def sine_and_cosine_of_term(n: Normalizer, coefficient: Fraction, key: Expr) -> tuple[Element, Element]:
    """(sin, cos) of coefficient * key: an exact angle, or a multiple of the unit kernel."""
    if key == t.PI:
        exact = special.angle_values(coefficient)
        if exact is not None:
            return n.element(exact[0]), n.element(exact[1])
    unit, k = n.multiple("angle", key, coefficient)
    if abs(k) > ANGLE_LIMIT:
        raise NotInField("multiple angle too large")
    inside = t.add(*(_times(unit, term) for term in key.terms)) if isinstance(key, t.Sum) else _times(unit, key)
    s = n.field.kernel("sin", t.call("sin", inside), inside, t.variables_of(inside))
    c = n.field.kernel("cos", t.call("cos", inside), inside, t.variables_of(inside))
    if c.relation is None:
        s.partner, c.partner = c.index, s.index
        square = n.field.constant(1) - n.field.generator(s) ** 2
        n.field.relate(c, Relation(2, square.numerator, square.denominator))
    return multiple_angle(n.field.generator(s), n.field.generator(c), k)


def _times(q: Fraction, term: Expr) -> Expr:
    """q * term as people write it: `pi/6`, `3*x`, `2/3`."""
    value = t.rational_value(term)
    if value is not None:
        return t.rational(q * value)
    first = t.rational_value(term.factors[0]) if isinstance(term, t.Product) else None
    if first is not None and isinstance(term, t.Product):
        q, term = q * first, t.multiply(*term.factors[1:])
    if term != t.PI:
        return t.multiply(t.rational(q), term)
    return t.divide(t.multiply(t.rational(q.numerator), term), t.rational(q.denominator))


def multiple_angle(sine: Element, cosine: Element, k: int) -> tuple[Element, Element]:
    """(sin kθ, cos kθ) from (sin θ, cos θ) by repeated squaring of cos θ + i sin θ."""
    if k < 0:
        s, c = multiple_angle(sine, cosine, -k)
        return -s, c
    result_s, result_c = sine.field.constant(0), sine.field.constant(1)
    while k:
        if k & 1:
            result_s, result_c = result_s * cosine + result_c * sine, result_c * cosine - result_s * sine
        sine, cosine = sine * cosine + cosine * sine, cosine * cosine - sine * sine
        k >>= 1
    return result_s, result_c
