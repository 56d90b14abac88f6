"""Sines and cosines over kernels: addition formulas over the terms of an angle, multiples of one unit."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from calc_cli import tree as t
from calc_cli.symbolic import special
from calc_cli.symbolic.field import Element, NotInField, Relation
from calc_cli.tree import Expr

if TYPE_CHECKING:
    from calc_cli.symbolic.normalize import Normalizer

ANGLE_LIMIT = 64


def sine_and_cosine(n: Normalizer, angle: Element) -> tuple[Element, Element]:
    """(sin u, cos u) by the addition formulas over the terms of u; rational multiples of pi are algebraic."""
    sine, cosine = n.field.constant(0), n.field.constant(1)
    for coefficient, key, _ in n.terms(angle):
        s, c = sine_and_cosine_of_term(n, coefficient, key)
        sine, cosine = sine * c + cosine * s, cosine * c - sine * s
    return sine, cosine


def sine_and_cosine_of_term(n: Normalizer, coefficient: Fraction, key: Expr) -> tuple[Element, Element]:
    if key == t.PI:
        exact = special.angle_values(coefficient)
        if exact is not None:
            return n.element(exact[0]), n.element(exact[1])
    unit, k = n.multiple("angle", key, coefficient)
    if abs(k) > ANGLE_LIMIT:
        raise NotInField("multiple angle too large")
    inside = t.multiply(t.rational(unit), key)
    s = n.field.kernel("sin", t.call("sin", inside), inside, t.variables_of(inside))
    c = n.field.kernel("cos", t.call("cos", inside), inside, t.variables_of(inside))
    if c.relation is None:
        s.partner, c.partner = c.index, s.index
        square = n.field.constant(1) - n.field.generator(s) ** 2
        n.field.relate(c, Relation(2, square.numerator, square.denominator))
    return multiple_angle(n.field.generator(s), n.field.generator(c), k)


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
