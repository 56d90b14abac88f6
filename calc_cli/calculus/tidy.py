"""Writing down a rule's answer: rational coefficients folded and put in front, quotients joined. No value changes.

Nothing cancels here but zeros: `x*(1/x)` becomes `x/x`, so a derivative stays undefined where its parts are.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from calc_cli.tree import (
    ONE,
    ZERO,
    Call,
    Expr,
    Negation,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    add,
    divide,
    multiply,
    power,
    rational,
    rational_value,
    subtract,
)


def coefficient(node: Expr) -> tuple[Fraction, Expr]:
    """(c, r) with node = c*r and c the rational number standing in front of it.

    >>> from calc_cli.tree import Variable
    >>> coefficient(Quotient(Product((rational(2), Variable("x"))), rational(3)))[0]
    Fraction(2, 3)
    """
    match node:
        case Number(value):
            return value, ONE
        case Negation(operand):
            c, rest = coefficient(operand)
            return -c, rest
        case Product(factors):
            c, others = Fraction(1), []
            for factor in factors:
                if isinstance(factor, Number):
                    c *= factor.value
                else:
                    others.append(factor)
            return c, multiply(*others)
        case Quotient(top, bottom):
            (a, rest), (b, below) = coefficient(top), coefficient(bottom)
            return (Fraction(1), node) if b == 0 else (a / b, divide(rest, below))
        case _:
            return Fraction(1), node


def scaled(c: Fraction, node: Expr) -> Expr:
    """c*node, with node free of a rational coefficient: `(3/2) * (a/b)` is written `3*a/(2*b)`."""
    if c < 0:
        return Negation(scaled(-c, node))
    if c == 0:
        return ZERO
    top, bottom = (node.numerator, node.denominator) if isinstance(node, Quotient) else (node, ONE)
    return divide(multiply(rational(c.numerator), top), multiply(rational(c.denominator), bottom))


def product_of(*factors: Expr) -> Expr:
    """The product with one rational coefficient in front and one fraction bar."""
    c, tops, bottoms = Fraction(1), [], []
    for factor in factors:
        front, rest = coefficient(factor)
        c *= front
        if isinstance(rest, Quotient):
            tops.append(rest.numerator)
            bottoms.append(rest.denominator)
        else:
            tops.append(rest)
    return ZERO if c == 0 else scaled(c, divide(gathered(tops), gathered(bottoms)))


def gathered(factors: Iterable[Expr]) -> Expr:
    """The product with repeated factors as one power: u*u**2 = u**3. Only natural exponents, so no value gets lost or defined."""
    return multiply(*(part for base, n in exponents_of(factors).items() for part in _repeated(base, n)))


def exponents_of(factors: Iterable[Expr]) -> dict[Expr, int]:
    """How often each base occurs in the product."""
    exponents: dict[Expr, int] = {}
    for factor in multiplied(factors):
        base, n = factor, 1
        if isinstance(factor, Power) and isinstance(factor.exponent, Number) and factor.exponent.value.denominator == 1:
            base, n = factor.base, int(factor.exponent.value)
        exponents[base] = exponents.get(base, 0) + n
    return exponents


def product_over(slope: Expr, denominator: Expr) -> Expr:
    """slope*denominator, to stand over a power of the denominator: what it shares with the denominator of the slope cancels."""
    c, rest = coefficient(slope)
    if not isinstance(rest, Quotient):
        return product_of(slope, denominator)
    below, factors = exponents_of([rest.denominator]), exponents_of([denominator])
    for base in below.keys() & factors.keys():
        shared = min(below[base], factors[base])
        below[base], factors[base] = below[base] - shared, factors[base] - shared
    kept, bottom = (multiply(*(power(base, n) for base, n in bases.items() if n)) for bases in (factors, below))
    return product_of(rational(c), quotient_of(rest.numerator, bottom), kept)


def multiplied(factors: Iterable[Expr]) -> Iterable[Expr]:
    """The factors of the factors, without ones."""
    return (part for factor in factors for part in (factor.factors if isinstance(factor, Product) else (factor,)) if part != ONE)


def _repeated(base: Expr, n: int) -> tuple[Expr, ...]:
    """base**n, but e**x*e**x side by side: a power of a power reads worse."""
    exponential = isinstance(base, Power) or (isinstance(base, Call) and base.function == "exp")
    return (base,) * n if exponential and n <= 2 else (power(base, n),)


def quotient_of(top: Expr, bottom: Expr) -> Expr:
    """top/bottom with one rational coefficient in front and one fraction bar."""
    (a, numerator), (b, denominator) = coefficient(top), coefficient(bottom)
    if b == 0:
        return Quotient(top, bottom)
    if isinstance(denominator, Quotient):
        return Quotient(top, bottom)
    if isinstance(numerator, Quotient):
        denominator = multiply(numerator.denominator, denominator)
        numerator = numerator.numerator
    return scaled(a / b, divide(numerator, denominator))


def sum_of(*terms: Expr) -> Expr:
    """The sum with like terms put together (2*x + x = 3*x), rational numbers into one, written last
    unless it alone is positive."""
    coefficients: dict[Expr, Fraction] = {}
    for term in terms:
        for part in term.terms if isinstance(term, Sum) else (term,):
            c, rest = coefficient(part)
            coefficients[rest] = coefficients.get(rest, Fraction(0)) + c
    total = coefficients.pop(ONE, Fraction(0))
    return positive_first(add(*(scaled(c, rest) for rest, c in coefficients.items()), rational(total)))


def positive_first(tree: Expr) -> Expr:
    """-1/sqrt(1 - x**2) + 1 is written 1 - 1/sqrt(1 - x**2)."""
    if not isinstance(tree, Sum) or len(tree.terms) != 2 or not isinstance(tree.terms[0], Negation):
        return tree
    return add(*sorted(tree.terms, key=lambda term: isinstance(term, Negation)))


def raised(base: Expr, exponent: Fraction) -> Expr:
    """base**exponent; a negative exponent goes below a fraction bar."""
    return quotient_of(ONE, raised(base, -exponent)) if exponent < 0 else power(base, exponent)


def lowered(exponent: Expr) -> Expr:
    """exponent - 1."""
    value = rational_value(exponent)
    return subtract(exponent, ONE) if value is None else rational(value - 1)


def squared(node: Expr) -> Expr:
    """node**2; a whole exponent is doubled instead: (u**n)**2 = u**(2*n)."""
    if isinstance(node, Power):
        n = rational_value(node.exponent)
        if n is not None and n.denominator == 1:
            return power(node.base, 2 * n)
    return power(node, 2)
