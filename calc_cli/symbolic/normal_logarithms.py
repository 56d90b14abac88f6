"""Logarithms and real roots over kernels: split over irreducible factors whose signs on the piece are known."""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

from flint import fmpz_mpoly

from calc_cli import tree as t
from calc_cli.symbolic import special
from calc_cli.symbolic.display import element_tree, expanded
from calc_cli.symbolic.factoring import factored
from calc_cli.symbolic.field import Element, NotInField, Refine, Relation, content_of, degrees, used_in
from calc_cli.tree import Expr

if TYPE_CHECKING:
    from calc_cli.symbolic.normalize import Normalizer


def logarithm(n: Normalizer, argument: Element, typed: Expr) -> Element:
    """log(u), u > 0: primes and, on a piece, irreducible factors apart; log(exp(v)) = v."""
    q = argument.rational()
    if q is not None:
        if q <= 0:
            raise NotInField("logarithm of a number that is not positive")
        return log_of_rational(n, q)
    total, rest = exponents_out(n, argument)
    if rest.rational() is not None:
        return total + logarithm(n, rest, typed)
    if n.sample is None:
        inside = element_tree(rest)
        n.field.typed.setdefault(inside, typed if rest == argument else inside)
        return total + n.field.generator(n.field.kernel("log", t.call("log", inside), inside, t.variables_of(inside)))
    return total + log_of_factors(n, rest)


def log_of_rational(n: Normalizer, q: Fraction) -> Element:
    """log(q) by the primes of q > 0."""
    total = n.field.constant(0)
    for prime, k in special.factor_rational(q):
        tree = t.rational(prime)
        kernel = n.field.kernel("log", t.call("log", tree), tree)
        total = total + n.field.generator(kernel) * n.field.constant(k)
    return total


def log_of_factors(n: Normalizer, argument: Element) -> Element:
    """log of a product: the logarithms of the sizes of its irreducible factors."""
    scale, factors = split(n, argument)
    total = log_of_rational(n, abs(scale))
    for p, sign, k in factors:
        total = total + log_of_factor(n, p, sign) * n.field.constant(k)
    return total


def log_of_factor(n: Normalizer, p: fmpz_mpoly, sign: int) -> Element:
    """log(|p|) of one irreducible factor: v for exp(v), log(u)/n for a root, else a kernel."""
    used = used_in(p)
    if len(p) == 1 and len(used) == 1:
        kernel = n.field.kernels[next(iter(used))]
        if kernel.kind == "exp":
            return n.element(kernel.argument)  # type: ignore[arg-type]
        if kernel.kind == "root":
            return logarithm(n, n.element(kernel.argument), kernel.argument) / n.field.constant(kernel.relation.degree)  # type: ignore[arg-type,union-attr]
    inside = expanded(n.field, p * sign)
    return n.field.generator(n.field.kernel("log", t.call("log", inside), inside, t.variables_of(inside)))


def exponents_out(n: Normalizer, argument: Element) -> tuple[Element, Element]:
    """(v, r) with u = exp(v) * r, the exponential kernels pulled out of numerator and denominator."""
    total, rest = n.field.constant(0), argument
    for sign, polynomial in ((1, argument.numerator), (-1, argument.denominator)):
        common = polynomial.term_content()
        for index, degree in enumerate(degrees(common)):
            kernel = n.field.kernels[index] if degree else None
            if kernel is not None and kernel.kind == "exp":
                assert kernel.argument is not None
                total = total + n.element(kernel.argument) * n.field.constant(sign * degree)
                rest = rest / n.field.generator(kernel) ** (sign * degree)
    return total, rest


def split(n: Normalizer, argument: Element) -> tuple[Fraction, list[tuple[fmpz_mpoly, int, int]]]:
    """(rational factor, [(irreducible p, its sign on the piece, multiplicity)])."""
    scale = Fraction(1)
    factors: list[tuple[fmpz_mpoly, int, int]] = []
    for direction, polynomial in ((1, argument.numerator), (-1, argument.denominator)):
        content, parts = factored(polynomial)
        scale *= Fraction(int(content)) ** direction
        factors.extend((p, n.sign(expanded(n.field, p)), direction * m) for p, m in parts)
    return scale, factors


def root_power(n: Normalizer, base: Element, q: Fraction, typed: Expr) -> Element:
    """u**q for a rational q that is no integer: the real root."""
    value = base.rational()
    if value is not None:
        return root_of_rational(n, value, q)
    if n.sample is not None:
        return root_of_factors(n, base, q)
    exponent, rest = exponents_out(n, base)
    if not exponent.is_zero:
        return n.exponential(exponent * n.field.constant(q), None) * root_power(n, rest, q, element_tree(rest))
    content = Fraction(content_of(base.numerator), content_of(base.denominator))
    whole, inside_content = special.pull_root(content, q.denominator)
    sign = -1 if q.denominator % 2 and base.numerator.leading_coefficient() < 0 else 1
    inside = base * n.field.constant(sign * inside_content / content)
    shown = typed if inside == base else element_tree(inside)
    outside = n.field.constant(whole) ** q.numerator * n.field.constant(sign**q.numerator)
    return outside * root_kernel(n, inside, shown, q)


def root_of_rational(n: Normalizer, value: Fraction, q: Fraction) -> Element:
    """The real root by the primes of the number."""
    if value == 0 and q > 0:
        return n.field.constant(0)
    if value == 0 or (value < 0 and q.denominator % 2 == 0):
        raise NotInField("root outside its domain")
    product = n.field.constant((-1) ** q.numerator if value < 0 else 1)
    for prime, k in special.factor_rational(abs(value)):
        product = product * fractional_power(n, n.field.constant(prime), t.rational(prime), q * k)
    return product


def root_of_factors(n: Normalizer, base: Element, q: Fraction) -> Element:
    """u**q as the product of the powers of the sizes of its irreducible factors, with the sign."""
    scale, factors = split(n, base)
    sign = 1 if scale > 0 else -1
    product = root_of_rational(n, abs(scale), q)
    for p, s, k in factors:
        sign *= s if k % 2 else 1
        part = n.field.element(p * s)
        product = product * fractional_power(n, part, element_tree(part), q * k)
    if sign < 0 and q.denominator % 2 == 0:
        raise NotInField("even root of a negative number")
    return -product if sign < 0 and q.numerator % 2 else product


def fractional_power(n: Normalizer, part: Element, key: Expr, q: Fraction) -> Element:
    """part**q for a positive part."""
    if q.denominator == 1:
        return part ** int(q)
    used = part.used()
    if len(used) == 1 and len(part.numerator) == 1 and part.denominator.is_one():
        kernel = n.field.kernels[next(iter(used))]
        if kernel.kind == "exp":
            return n.exponential(n.element(kernel.argument) * n.field.constant(q), None)  # type: ignore[arg-type]
        if kernel.kind == "root":
            return n.power_of_argument(kernel.argument, q / kernel.relation.degree)  # type: ignore[arg-type,union-attr]
    return root_kernel(n, part, key, q)


def root_kernel(n: Normalizer, radicand: Element, shown: Expr, q: Fraction) -> Element:
    """u**q as a power of the kernel u**(1/n), n a common order of all its roots."""
    key = element_tree(radicand)
    known = n.units.setdefault(("root", key), Fraction(q.denominator))
    if known % q.denominator:
        n.units["root", key] = Fraction(lcm(int(known), q.denominator))
        raise Refine
    order = int(known)
    kernel = n.field.kernel("root", t.Power(key, t.rational(Fraction(1, order))), shown, t.variables_of(key))
    if kernel.relation is None:
        n.field.relate(kernel, Relation(order, radicand.numerator, radicand.denominator))
    return n.field.generator(kernel) ** (q.numerator * (order // q.denominator))
