"""Tree -> element of a kernel field.

Two modes. Without a sample point every rewriting is an identity wherever the expression is defined (used for display). With a sample
point of an open piece, on which no kernel's argument changes sign, logarithms and roots are split over irreducible factors whose signs are
read off at the sample by balls, so that log(x**2) = 2*log(-x) for x < 0 and sqrt(x**2 - x) shares kernels with sqrt(x).

Units: exp(x/2) and exp(x) must be powers of one kernel. When a new exponent, angle or root order is no multiple of the unit in use, the
unit is refined and the conversion starts again (`Refine`).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from fractions import Fraction
from math import gcd, lcm

from flint import fmpz_mpoly

from calc_cli import balls
from calc_cli import tree as t
from calc_cli.functions import TABLE
from calc_cli.records import mutable_record
from calc_cli.symbolic import special
from calc_cli.symbolic.display import element_tree, expanded
from calc_cli.symbolic.field import Element, Field, NotInField, Relation, degrees, terms_of, used_in
from calc_cli.tree import Expr

EXPONENT_LIMIT = 2000
ANGLE_LIMIT = 64


class Refine(Exception):
    """A unit was refined: start again."""


@mutable_record
class Normalizer:
    """Converts trees into elements of one field. sample: variable -> rational point of the piece, or None."""

    sample: Mapping[str, Fraction] | None = None
    units: dict[tuple[str, Expr], Fraction] = dataclasses.field(default_factory=dict)
    field: Field = dataclasses.field(default_factory=Field)
    memo: dict[Expr, Element] = dataclasses.field(default_factory=dict)

    def element(self, tree: Expr) -> Element:
        """The normal form; NotInField when there is none."""
        for node in t.walk(tree):
            if node not in self.memo:
                self.memo[node] = self._visit(node)
        return self.memo[tree]

    def _visit(self, node: Expr) -> Element:
        match node:
            case t.Number(value):
                return self.field.constant(value)
            case t.Variable(name):
                return self.field.generator(self.field.kernel("variable", node, depends=(name,)))
            case t.Constant("e"):
                return self.exponential(self.field.constant(1), t.ONE)
            case t.Constant("oo"):
                raise NotInField("infinity")
            case t.Constant() | t.IsolatedRoot() | t.SystemRoot():
                return self.field.generator(self.field.kernel("constant", node))
            case t.RootOf(coefficients, _):
                return self._algebraic(node, coefficients)
            case t.Negation(operand):
                return -self.memo[operand]
            case t.Sum(terms):
                total = self.memo[terms[0]]
                for term in terms[1:]:
                    total = total + self.memo[term]
                return total
            case t.Product(factors):
                product = self.memo[factors[0]]
                for factor in factors[1:]:
                    product = product * self.memo[factor]
                return product
            case t.Quotient(a, b):
                return self.memo[a] / self.memo[b]
            case t.Power(base, exponent):
                return self._power(base, exponent)
            case t.Call(name, arguments):
                return self._call(node, name, arguments)
            case _:
                raise NotInField(type(node).__name__)

    def _algebraic(self, node: Expr, coefficients: tuple[int, ...]) -> Element:
        kernel = self.field.kernel("constant", node)
        if kernel.relation is None:
            g = self.field.generator(kernel)
            tail = self.field.constant(0)
            for k, c in enumerate(coefficients[:-1]):
                tail = tail + g**k * self.field.constant(Fraction(-c, coefficients[-1]))
            self.field.relate(kernel, Relation(len(coefficients) - 1, tail.numerator, tail.denominator))
        return self.field.generator(kernel)

    def _power(self, base: Expr, exponent: Expr) -> Element:
        q = self.memo[exponent].rational()
        if q is not None:
            if q.denominator == 1:
                if abs(q) > EXPONENT_LIMIT:
                    raise NotInField("exponent too large")
                return self.memo[base] ** int(q)
            return self.root_power(self.memo[base], q, base)
        if base == t.E:
            return self.exponential(self.memo[exponent], exponent)
        return self.exponential(self.memo[exponent] * self.logarithm(self.memo[base], base), None)

    def _call(self, node: Expr, name: str, arguments: tuple[Expr, ...]) -> Element:
        parts = [self.memo[a] for a in arguments]
        constant = self.field.constant
        match name:
            case "exp":
                return self.exponential(parts[0], arguments[0])
            case "log" if len(parts) == 1:
                return self.logarithm(parts[0], arguments[0])
            case "log":
                return self.logarithm(parts[0], arguments[0]) / self.logarithm(parts[1], arguments[1])
            case "sqrt":
                return self.root_power(parts[0], Fraction(1, 2), arguments[0])
            case "cbrt":
                return self.root_power(parts[0], Fraction(1, 3), arguments[0])
            case "root" | "principal_power":
                q = parts[1].rational()
                if q is None or q == 0:
                    raise NotInField("root of variable order")
                return self.root_power(parts[0], 1 / q if name == "root" else q, arguments[0])
            case "sin":
                return self.trigonometric(parts[0])[0]
            case "cos":
                return self.trigonometric(parts[0])[1]
            case "sinh" | "cosh":
                e = self.exponential(parts[0], arguments[0])
                other = constant(1) / e
                return (e - other if name == "sinh" else e + other) / constant(2)
            case "abs":
                return self._absolute(node, parts[0])
        return self._table(node, name, arguments, parts)

    def _table(self, node: Expr, name: str, arguments: tuple[Expr, ...], parts: list[Element]) -> Element:
        reduced = special.rewrite(name, arguments)
        if reduced is not None:
            return self.element(reduced)
        if name not in TABLE:
            raise NotInField(name)
        parity = TABLE[name].parity
        if parity and len(parts) == 1 and parts[0].numerator and parts[0].numerator.leading_coefficient() < 0:
            mirrored = self._table(node, name, (t.negate(arguments[0]),), [-parts[0]])
            return -mirrored if parity == "odd" else mirrored
        values = tuple(element_tree(part) for part in parts)
        depends = frozenset(v for value in values for v in t.variables_of(value))
        return self.field.generator(self.field.kernel("function", t.Call(name, values), values[0], depends))

    def _absolute(self, node: Expr, part: Element) -> Element:
        if part.rational() is not None:
            return self.field.constant(abs(part.rational() or 0))
        inside = element_tree(part)
        if self.sample is not None:
            return part if self._sign(inside) > 0 else -part
        if isinstance(inside, t.Negation):
            inside, part = inside.operand, -part
        kernel = self.field.kernel("function", t.call("abs", inside), inside, t.variables_of(inside))
        if kernel.relation is None:
            square = part * part
            self.field.relate(kernel, Relation(2, square.numerator, square.denominator))
        return self.field.generator(kernel)

    def _sign(self, tree: Expr) -> int:
        """The certified sign on the piece, read at the sample."""
        point = {name: t.rational(value) for name, value in (self.sample or {}).items()}
        found = balls.sign(t.substitute(tree, point))
        if not found:
            raise NotInField("a sign could not be certified")
        return found

    def multiple(self, kind: str, key: Expr, factor: Fraction) -> tuple[Fraction, int]:
        """(unit, k) with factor = k * unit; refines the unit and starts again when k would not be an integer."""
        unit = self.units.setdefault((kind, key), abs(factor))
        k = factor / unit
        if k.denominator != 1:
            common = gcd(unit.numerator * factor.denominator, factor.numerator * unit.denominator)
            self.units[kind, key] = Fraction(common, unit.denominator * factor.denominator)
            raise Refine
        return unit, int(k)

    def terms(self, argument: Element) -> list[tuple[Fraction, Expr, Element]]:
        """The argument as a sum of rational * monomial / denominator, each monomial with its tree."""
        out = []
        content = abs(int(argument.denominator.content()))
        denominator = argument.denominator / content
        for exponents, coefficient in terms_of(argument.numerator):
            part = self.field.reduce(type(self)._monomial(exponents), denominator)
            inner = part.rational()
            scale = Fraction(int(coefficient), content)
            if inner is not None:
                out.append((scale * inner, t.ONE, self.field.constant(1)))
            else:
                out.append((scale, element_tree(part), part))
        return out

    @staticmethod
    def _monomial(exponents: tuple[int, ...]) -> fmpz_mpoly:
        from calc_cli.symbolic.field import polynomial_from

        return polynomial_from({exponents: 1})  # type: ignore[dict-item]

    def exponential(self, exponent: Element, typed: Expr | None) -> Element:
        """exp(u) as a product of kernels, one for each term of u; exp(q*log(p)) = p**q."""
        if typed is not None and self.sample is None:
            self.field.typed.setdefault(element_tree(exponent), typed)
        product = self.field.constant(1)
        for coefficient, key, part in self.terms(exponent):
            logarithm = self._single_log(part)
            if logarithm is not None:
                product = product * self._power_of_argument(logarithm, coefficient)
                continue
            unit, k = self.multiple("exp", key, coefficient)
            if abs(k) > EXPONENT_LIMIT:
                raise NotInField("exponent too large")
            inside = t.multiply(t.rational(unit), key)
            kernel = self.field.kernel("exp", t.call("exp", inside), inside, t.variables_of(inside))
            product = product * self.field.generator(kernel) ** k
        return product

    def _single_log(self, part: Element) -> Expr | None:
        """The argument p when the element is exactly one kernel log(p)."""
        used = part.used()
        if len(used) != 1 or not part.denominator.is_one():
            return None
        kernel = self.field.kernels[next(iter(used))]
        if kernel.kind != "log" or part.numerator.total_degree() != 1:
            return None
        return kernel.argument

    def _power_of_argument(self, base: Expr, exponent: Fraction) -> Element:
        inside = self.element(base)
        return inside ** int(exponent) if exponent.denominator == 1 else self.root_power(inside, exponent, base)

    def logarithm(self, argument: Element, typed: Expr) -> Element:
        """log(u), u > 0: primes and, on a piece, irreducible factors apart; log(exp(v)) = v."""
        q = argument.rational()
        if q is not None:
            if q <= 0:
                raise NotInField("logarithm of a number that is not positive")
            return self._log_rational(q)
        total, rest = self._exponents_out(argument)
        if rest.rational() is not None:
            return total + self.logarithm(rest, typed)
        if self.sample is None:
            inside = element_tree(rest)
            shown = self.field.typed.setdefault(inside, typed if rest == argument else inside)
            del shown
            return total + self.field.generator(self.field.kernel("log", t.call("log", inside), inside, t.variables_of(inside)))
        return total + self._log_split(rest)

    def _log_rational(self, q: Fraction) -> Element:
        total = self.field.constant(0)
        for prime, k in special.factor_rational(q):
            tree = t.rational(prime)
            kernel = self.field.kernel("log", t.call("log", tree), tree)
            total = total + self.field.generator(kernel) * self.field.constant(k)
        return total

    def _exponents_out(self, argument: Element) -> tuple[Element, Element]:
        """(v, r) with u = exp(v) * r, the exponential kernels pulled out of numerator and denominator."""
        total, rest = self.field.constant(0), argument
        for sign, polynomial in ((1, argument.numerator), (-1, argument.denominator)):
            common = polynomial.term_content()
            for index, degree in enumerate(degrees(common)):
                kernel = self.field.kernels[index] if degree else None
                if kernel is not None and kernel.kind == "exp":
                    assert kernel.argument is not None
                    total = total + self.element(kernel.argument) * self.field.constant(sign * degree)
                    rest = rest / self.field.generator(kernel) ** (sign * degree)
        return total, rest

    def _split(self, argument: Element) -> tuple[Fraction, list[tuple[fmpz_mpoly, int, int]]]:
        """(rational factor, [(irreducible p, its sign on the piece, multiplicity)])."""
        scale, factors = Fraction(1), []
        for direction, polynomial in ((1, argument.numerator), (-1, argument.denominator)):
            content, parts = polynomial.factor()
            scale *= Fraction(int(content)) ** direction
            factors.extend((p, self._sign(expanded(self.field, p)), direction * m) for p, m in parts)
        return scale, factors

    def _log_split(self, argument: Element) -> Element:
        scale, factors = self._split(argument)
        total = self._log_rational(abs(scale))
        for p, sign, k in factors:
            total = total + self._log_factor(p, sign) * self.field.constant(k)
        return total

    def _log_factor(self, p: fmpz_mpoly, sign: int) -> Element:
        used = used_in(p)
        if len(p) == 1 and len(used) == 1:
            kernel = self.field.kernels[next(iter(used))]
            if kernel.kind == "exp":
                return self.element(kernel.argument)  # type: ignore[arg-type]
            if kernel.kind == "root":
                return self.logarithm(self.element(kernel.argument), kernel.argument) / self.field.constant(kernel.relation.degree)  # type: ignore[arg-type,union-attr]
        inside = expanded(self.field, p * sign)
        return self.field.generator(self.field.kernel("log", t.call("log", inside), inside, t.variables_of(inside)))

    def root_power(self, base: Element, q: Fraction, typed: Expr) -> Element:
        """u**q for a rational q that is no integer: the real root."""
        value = base.rational()
        if value is not None:
            return self._root_rational(value, q)
        if self.sample is not None:
            return self._root_split(base, q)
        exponent, rest = self._exponents_out(base)
        if not exponent.is_zero:
            return self.exponential(exponent * self.field.constant(q), None) * self.root_power(rest, q, element_tree(rest))
        content = Fraction(abs(int(base.numerator.content())), abs(int(base.denominator.content())))
        whole, inside_content = special.pull_root(content, q.denominator)
        sign = -1 if q.denominator % 2 and base.numerator.leading_coefficient() < 0 else 1
        inside = base * self.field.constant(sign * inside_content / content)
        shown = typed if inside == base else element_tree(inside)
        outside = self.field.constant(whole) ** q.numerator * self.field.constant(sign**q.numerator)
        return outside * self._root_kernel(inside, shown, q)

    def _root_rational(self, value: Fraction, q: Fraction) -> Element:
        if value == 0 and q > 0:
            return self.field.constant(0)
        if value == 0 or (value < 0 and q.denominator % 2 == 0):
            raise NotInField("root outside its domain")
        product = self.field.constant((-1) ** q.numerator if value < 0 else 1)
        for prime, k in special.factor_rational(abs(value)):
            product = product * self._fractional_power(self.field.constant(prime), t.rational(prime), q * k)
        return product

    def _root_split(self, base: Element, q: Fraction) -> Element:
        scale, factors = self._split(base)
        sign = 1 if scale > 0 else -1
        product = self._root_rational(abs(scale), q)
        for p, s, k in factors:
            sign *= s if k % 2 else 1
            part = self.field.element(p * s)
            product = product * self._fractional_power(part, element_tree(part), q * k)
        if sign < 0 and q.denominator % 2 == 0:
            raise NotInField("even root of a negative number")
        return -product if sign < 0 and q.numerator % 2 else product

    def _fractional_power(self, part: Element, key: Expr, q: Fraction) -> Element:
        """part**q for a positive part."""
        if q.denominator == 1:
            return part ** int(q)
        used = part.used()
        if len(used) == 1 and len(part.numerator) == 1 and part.denominator.is_one():
            kernel = self.field.kernels[next(iter(used))]
            if kernel.kind == "exp":
                return self.exponential(self.element(kernel.argument) * self.field.constant(q), None)  # type: ignore[arg-type]
            if kernel.kind == "root":
                return self._power_of_argument(kernel.argument, q / kernel.relation.degree)  # type: ignore[arg-type,union-attr]
        return self._root_kernel(part, key, q)

    def _root_kernel(self, radicand: Element, shown: Expr, q: Fraction) -> Element:
        key = element_tree(radicand)
        known = self.units.setdefault(("root", key), Fraction(q.denominator))
        if known % q.denominator:
            self.units["root", key] = Fraction(lcm(int(known), q.denominator))
            raise Refine
        order = int(known)
        kernel = self.field.kernel("root", t.Power(key, t.rational(Fraction(1, order))), shown, t.variables_of(key))
        if kernel.relation is None:
            self.field.relate(kernel, Relation(order, radicand.numerator, radicand.denominator))
        return self.field.generator(kernel) ** (q.numerator * (order // q.denominator))

    def trigonometric(self, angle: Element) -> tuple[Element, Element]:
        """(sin u, cos u) by the addition formulas over the terms of u; rational multiples of pi are algebraic."""
        sine, cosine = self.field.constant(0), self.field.constant(1)
        for coefficient, key, _ in self.terms(angle):
            s, c = self._angle(coefficient, key)
            sine, cosine = sine * c + cosine * s, cosine * c - sine * s
        return sine, cosine

    def _angle(self, coefficient: Fraction, key: Expr) -> tuple[Element, Element]:
        if key == t.PI:
            exact = special.angle_values(coefficient)
            if exact is not None:
                return self.element(exact[0]), self.element(exact[1])
        unit, k = self.multiple("angle", key, coefficient)
        if abs(k) > ANGLE_LIMIT:
            raise NotInField("multiple angle too large")
        inside = t.multiply(t.rational(unit), key)
        s = self.field.kernel("sin", t.call("sin", inside), inside, t.variables_of(inside))
        c = self.field.kernel("cos", t.call("cos", inside), inside, t.variables_of(inside))
        if c.relation is None:
            s.partner, c.partner = c.index, s.index
            square = self.field.constant(1) - self.field.generator(s) ** 2
            self.field.relate(c, Relation(2, square.numerator, square.denominator))
        return multiple_angle(self.field.generator(s), self.field.generator(c), k)


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


def normalize(tree: Expr, sample: Mapping[str, Fraction] | None = None) -> Element:
    """The normal form of a tree in a field of its own; NotInField when it has none."""
    return normalize_all((tree,), sample)[0]


def normalize_all(trees: tuple[Expr, ...], sample: Mapping[str, Fraction] | None = None) -> tuple[Element, ...]:
    """Normal forms of several trees in one common field."""
    units: dict[tuple[str, Expr], Fraction] = {}
    for _ in range(40):
        normalizer = Normalizer(sample, units)
        for tree in trees:  # variables come first: they lead the monomial order
            for name in sorted(t.variables_of(tree)):
                normalizer.element(t.Variable(name))
        try:
            return tuple(normalizer.element(tree) for tree in trees)
        except Refine:
            continue
    raise NotInField("units do not settle")
