"""The rules of differentiation for the algebraic operations; the first line of a docstring is the rule's formula.

Throughout, c is a constant (free of the variable), u and v depend on the variable x, n is a constant exponent.
"""

from __future__ import annotations

from fractions import Fraction

from calc_cli.calculus.differentiation import Differentiation
from calc_cli.calculus.tidy import lowered, product_of, product_over, quotient_of, raised, squared, sum_of
from calc_cli.model import Step
from calc_cli.tree import (
    ONE,
    ZERO,
    Call,
    E,
    Expr,
    Negation,
    Power,
    Product,
    Quotient,
    Sum,
    Variable,
    children,
    divide,
    multiply,
    negate,
    rational,
    rational_value,
)

LONGEST_PRODUCT = 8
"""More varying factors than this are grouped in two halves, so that n factors cost n log n instead of n^2."""


def constant(node: Expr, d: Differentiation) -> Step:
    """c' = 0"""
    return d.step("constant", node, ZERO)


def identity(node: Expr, d: Differentiation) -> Step:
    """x' = 1"""
    return d.step("identity", node, ONE)


def sum_rule(node: Sum, d: Differentiation) -> Step:
    """(u + v)' = u' + v'"""
    return d.step("sum", node, sum_of(*(d.derivative(term) for term in node.terms)), *(d.of(term) for term in node.terms))


def factor_out(node: Expr, d: Differentiation) -> tuple[Expr, Expr]:
    """(c, u) with node = c*u, c constant and u varying."""
    match node:
        case Negation(operand):
            c, u = factor_out(operand, d)
            return negate(c), u
        case Product(factors):
            constants = [f for f in factors if not d.varies(f)]
            varying = [f for f in factors if d.varies(f)]
            return multiply(*constants), varying[0] if len(varying) == 1 else Product(tuple(varying))
        case Quotient(top, bottom) if not d.varies(bottom):
            c, u = factor_out(top, d)
            return divide(c, bottom), u
        case Quotient(top, bottom):
            below, v = factor_out(bottom, d)
            above, u = (ONE, top) if d.varies(top) else (top, ONE)
            return (ONE, node) if above == below == ONE else (divide(above, below), Quotient(u, v))
        case _:
            return ONE, node


def constant_multiple(node: Expr, c: Expr, u: Expr, d: Differentiation) -> Step:
    """(c*u)' = c*u'"""
    slope = d.derivative(u)
    spread = c == Negation(ONE) and isinstance(slope, Sum)
    after = sum_of(*(negate(term) for term in children(slope))) if spread else product_of(c, slope)
    return d.step("constant_multiple", node, after, d.of(u), note=(c, u))


def product(node: Expr, factors: tuple[Expr, ...], d: Differentiation) -> Step:
    """(u*v)' = u'*v + u*v'"""
    if len(factors) > LONGEST_PRODUCT:
        middle = len(factors) // 2
        factors = tuple(half[0] if len(half) == 1 else Product(half) for half in (factors[:middle], factors[middle:]))
    terms = [product_of(*factors[:i], d.derivative(u), *factors[i + 1 :]) for i, u in enumerate(factors)]
    return d.step("product", node, sum_of(*terms), *(d.of(u) for u in factors))


def quotient(node: Quotient, d: Differentiation) -> Step:
    """(u/v)' = (u'*v - u*v')/v**2"""
    u, v = node.numerator, node.denominator
    above = sum_of(product_over(d.derivative(u), v), negate(product_of(u, d.derivative(v))))
    return d.step("quotient", node, quotient_of(above, squared(v)), d.of(u), d.of(v))


def reciprocal(node: Quotient, d: Differentiation) -> Step:
    """(1/u)' = -u'/u**2"""
    u = node.denominator
    exponent = rational_value(u.exponent) if isinstance(u, Power) and not d.varies(u.exponent) else None
    if isinstance(u, Power) and exponent is not None:
        return power_rule(node, u.base, rational(-exponent), d)
    if d.is_variable(u):
        return power_rule(node, u, rational(-1), d)
    return d.step("reciprocal", node, negate(quotient_of(d.derivative(u), squared(u))), d.of(u))


def power_derivative(base: Expr, exponent: Expr) -> Expr:
    """n*x**(n - 1) as a tree, for n = exponent."""
    value = rational_value(exponent)
    if value is None:
        return product_of(exponent, Power(base, lowered(exponent)))
    return product_of(rational(value), raised(base, value - 1)) if value else ZERO


def power_rule(node: Expr, base: Expr, exponent: Expr, d: Differentiation) -> Step:
    """(x**n)' = n*x**(n - 1)"""
    if d.is_variable(base):
        return d.step("power", node, power_derivative(base, exponent))
    letter = Variable(d.letter)
    after = power_derivative(letter, exponent)
    value = rational_value(exponent)
    before = raised(letter, value) if isinstance(node, Quotient) and value is not None else Power(letter, exponent)
    return d.chain("power", node, base, before, after)


def exponential(node: Power, d: Differentiation) -> Step:
    """(a**x)' = a**x*log(a)"""
    letter = Variable(d.letter)
    before = Power(node.base, letter)
    return d.chain("exponential", node, node.exponent, before, exponential_derivative(before))


def exponential_derivative(node: Power) -> Expr:
    """a**x*log(a), for a = e without the logarithm."""
    if node.base == E:
        return node
    if rational_value(node.base) == Fraction(1):
        return ZERO
    return product_of(node, Call("log", (node.base,)))


def general_power(node: Power, d: Differentiation) -> Step:
    """(u**v)' = u**v*(v*log(u))'"""
    logarithm = multiply(node.exponent, Call("log", (node.base,)))
    return d.step("general_power", node, product_of(node, d.derivative(logarithm)), d.of(logarithm))


def power_of(node: Power, d: Differentiation) -> Step:
    """The rule for base**exponent, by which of the two varies."""
    if not d.varies(node.exponent):
        return power_rule(node, node.base, node.exponent, d)
    return general_power(node, d) if d.varies(node.base) else exponential(node, d)


def product_of_factors(node: Expr, d: Differentiation) -> Step:
    """The rule for a negation, product or quotient: constants first, then what varies."""
    c, u = factor_out(node, d)
    if c != ONE:
        return constant_multiple(node, c, u, d)
    match u:
        case Product(factors):
            return product(node, factors, d)
        case Quotient(top, _):
            return reciprocal(u, d) if top == ONE else quotient(u, d)
        case _:
            return d.of(u)
