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
from math import gcd

from calc_cli import balls
from calc_cli import tree as t
from calc_cli.functions import TABLE
from calc_cli.records import mutable_record
from calc_cli.symbolic import special
from calc_cli.symbolic.constants import simplify_constant
from calc_cli.symbolic.display import element_tree
from calc_cli.symbolic.field import Element, Field, NotInField, Refine, Relation, content_of, polynomial_from, terms_of
from calc_cli.symbolic.normal_angles import sine_and_cosine
from calc_cli.symbolic.normal_logarithms import logarithm, root_power
from calc_cli.tree import Expr

EXPONENT_LIMIT = 2000


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
            case t.AlgebraicValue():
                return self.element(t.written_out(node))
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
            return root_power(self, self.memo[base], q, base)
        if base == t.E:
            return self.exponential(self.memo[exponent], exponent)
        return self.exponential(self.memo[exponent] * logarithm(self, self.memo[base], base), None)

    def _call(self, node: Expr, name: str, arguments: tuple[Expr, ...]) -> Element:
        parts = [self.memo[a] for a in arguments]
        constant = self.field.constant
        match name:
            case "exp":
                return self.exponential(parts[0], arguments[0])
            case "log" if len(parts) == 1:
                return logarithm(self, parts[0], arguments[0])
            case "log":
                return logarithm(self, parts[0], arguments[0]) / logarithm(self, parts[1], arguments[1])
            case "sqrt":
                return root_power(self, parts[0], Fraction(1, 2), arguments[0])
            case "cbrt":
                return root_power(self, parts[0], Fraction(1, 3), arguments[0])
            case "root" | "principal_power":
                q = parts[1].rational()
                if q is None or q == 0:
                    raise NotInField("root of variable order")
                return root_power(self, parts[0], 1 / q if name == "root" else q, arguments[0])
            case "sin":
                return sine_and_cosine(self, parts[0])[0]
            case "cos":
                return sine_and_cosine(self, parts[0])[1]
            case "sinh" | "cosh":
                e = self.exponential(parts[0], arguments[0])
                other = constant(1) / e
                return (e - other if name == "sinh" else e + other) / constant(2)
            case "sign" if self.sample is not None and parts[0].rational() is None:
                return constant(self.sign(element_tree(parts[0])))
            case "abs":
                return self._absolute(node, parts[0])
        return self._table(node, name, arguments, parts)

    def _table(self, node: Expr, name: str, arguments: tuple[Expr, ...], parts: list[Element]) -> Element:
        reduced = special.rewrite(name, arguments)
        if reduced is not None:
            return self.element(reduced)
        if name not in TABLE:
            raise NotInField(name)
        parity = special.parity_of(name, arguments)
        if parity and parts[-1].numerator and parts[-1].numerator.leading_coefficient() < 0:
            mirrored = self._table(node, name, (*arguments[:-1], t.negate(arguments[-1])), [*parts[:-1], -parts[-1]])
            return -mirrored if parity == "odd" else mirrored
        values = tuple(element_tree(part) for part in parts)
        depends = frozenset(v for value in values for v in t.variables_of(value))
        if not depends:
            constant = simplify_constant(t.Call(name, values))
            if not any(isinstance(part, t.Call) and part.function == name for part in t.walk(constant)):
                return self.element(constant)
        return self.field.generator(self.field.kernel("function", t.Call(name, values), values[0], depends))

    def _absolute(self, node: Expr, part: Element) -> Element:
        value = part.rational()
        if value is not None:
            return self.field.constant(-value if value < 0 else value)
        inside = element_tree(part)
        if self.sample is not None:
            return part if self.sign(inside) > 0 else -part
        if isinstance(inside, t.Negation):
            inside, part = inside.operand, -part
        kernel = self.field.kernel("function", t.call("abs", inside), inside, t.variables_of(inside))
        if kernel.relation is None:
            square = part * part
            self.field.relate(kernel, Relation(2, square.numerator, square.denominator))
        return self.field.generator(kernel)

    def sign(self, tree: Expr) -> int:
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
        out: list[tuple[Fraction, Expr, Element]] = []
        content = content_of(argument.denominator)
        denominator = argument.denominator / content
        for exponents, coefficient in terms_of(argument.numerator):
            part = self.field.reduce(polynomial_from({exponents: 1}), denominator)
            inner = part.rational()
            scale = Fraction(int(coefficient), content)
            if inner is not None:
                out.append((scale * inner, t.ONE, self.field.constant(1)))
            else:
                out.append((scale, element_tree(part), part))
        return out


    def exponential(self, exponent: Element, typed: Expr | None) -> Element:
        """exp(u) as a product of kernels, one for each term of u; exp(q*log(p)) = p**q."""
        if typed is not None and self.sample is None:
            self.field.typed.setdefault(element_tree(exponent), typed)
        product = self.field.constant(1)
        for coefficient, key, part in self.terms(exponent):
            logarithm = self._single_log(part)
            if logarithm is not None:
                product = product * self.power_of_argument(logarithm, coefficient)
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

    def power_of_argument(self, base: Expr, exponent: Fraction) -> Element:
        """base**exponent for a rational exponent."""
        inside = self.element(base)
        return inside ** int(exponent) if exponent.denominator == 1 else root_power(self, inside, exponent, base)



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
