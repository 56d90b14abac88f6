"""The exact sign of a real algebraic constant: a ball narrower than a separation bound that contains zero proves it is zero.

An expression is val = α/β with algebraic integers α, β of a field of degree at most D over Q; u and l bound the absolute values
of all conjugates of α and β. Since |norm(α)| >= 1 for α not 0, either val = 0 or |val| >= 1/(u^(D-1) l).
Source: Burnikel, Funke, Mehlhorn, Schirra, Schmitt, A separation bound for real algebraic expressions, ESA 2001.
"""

from __future__ import annotations

from dataclasses import field
from fractions import Fraction
from math import lcm, log2

from flint import arb, fmpz

from calc_cli.balls.constants import value_at
from calc_cli.records import mutable_record, record
from calc_cli.tree import PI, Call, Expr, Negation, Number, Power, Product, Quotient, RootOf, Sum, rational_value, walk

START_BITS = 64
PROOF_BITS = 40_000
DEGREE_LIMIT = 6000
TRIGONOMETRIC = frozenset({"sin", "cos", "tan", "cot", "sec", "csc"})


class NotAlgebraic(Exception):
    """The constant is not built from rationals by + - * /, roots, algebraic numbers and cosines of rational angles."""


@record
class Size:
    """log2 of u and l, rounded upwards."""

    u: float
    low: float


def bits_of(n: int) -> float:
    """An upper bound of log2 |n|, 0 for n = 0."""
    return 0.0 if n == 0 else float(abs(n).bit_length()) if abs(n) > 1 << 50 else log2(abs(n)) + 1e-9


def rounded_up(x: float) -> float:
    """A little more than x >= 0, above the rounding error made in computing x."""
    return x * (1 + 1e-12) + 1e-9


def log_sum(a: float, b: float) -> float:
    """An upper bound of log2(2^a + 2^b)."""
    high, low = max(a, b), min(a, b)
    return rounded_up(high + (log2(1 + 2.0 ** (low - high)) if high - low < 60 else 1e-9))


@mutable_record
class Bound:
    """Collects the radicals of an expression, one field degree each, and the common order of its roots of unity."""

    degrees: dict[object, int] = field(default_factory=dict)
    order: int = 1

    def degree(self) -> int:
        """D: the degree of a field that holds every radical met."""
        product = 1 if self.order == 1 else max(int(fmpz(self.order).euler_phi()) // 2, 1)
        for degree in self.degrees.values():
            product *= degree
        return product

    def size(self, node: Expr) -> Size:
        """u and l of a node. Raises NotAlgebraic."""
        match node:
            case Number(value):
                return Size(bits_of(value.numerator), bits_of(value.denominator))
            case Negation(operand):
                return self.size(operand)
            case Sum(parts):
                return self.fold(parts, summing=True)
            case Product(parts):
                return self.fold(parts, summing=False)
            case Quotient(a, b):
                top, bottom = self.size(a), self.size(b)
                return Size(rounded_up(top.u + bottom.low), rounded_up(top.low + bottom.u))
            case Power(base, exponent):
                q = rational_value(exponent)
                if q is None:
                    raise NotAlgebraic
                return self.power(self.size(base), q, (base, q.denominator))
            case RootOf(coefficients, _):
                return self.root_of(node, coefficients)
            case Call(name, arguments):
                return self.function(name, arguments)
            case _:
                raise NotAlgebraic

    def fold(self, parts: tuple[Expr, ...], summing: bool) -> Size:
        """The size of a sum or of a product."""
        total = self.size(parts[0])
        for part in parts[1:]:
            s = self.size(part)
            u = log_sum(total.u + s.low, total.low + s.u) if summing else rounded_up(total.u + s.u)
            total = Size(u, rounded_up(total.low + s.low))
        return total

    def power(self, base: Size, q: Fraction, radical: object) -> Size:
        """The size of base**q; radical: what identifies the root, so that equal roots count once."""
        if q.denominator > 1:
            self.degrees[radical] = q.denominator
            base = root_size(base, q.denominator)
        k = abs(q.numerator)
        size = Size(rounded_up(base.u * k), rounded_up(base.low * k))
        return size if q > 0 else Size(size.low, size.u)

    def root_of(self, node: Expr, coefficients: tuple[int, ...]) -> Size:
        """a·root is an algebraic integer, a the leading coefficient; Cauchy's bound for its conjugates."""
        self.degrees[node] = len(coefficients) - 1
        lead = abs(coefficients[-1])
        return Size(bits_of(lead + max(abs(c) for c in coefficients[:-1])), bits_of(lead))

    def function(self, name: str, arguments: tuple[Expr, ...]) -> Size:
        """Roots, and sines and cosines of rational angles: (ζ ± 1/ζ)/2 with a root of unity ζ."""
        order = {"sqrt": 2, "cbrt": 3}.get(name)
        if name == "root":
            n = rational_value(arguments[1])
            order = int(n) if n is not None and n.denominator == 1 and n > 0 else None
        if order is not None:
            return self.power(self.size(arguments[0]), Fraction(1, order), (arguments[0], order))
        turns = turns_of(arguments[0]) if name in TRIGONOMETRIC else None
        if turns is None:
            raise NotAlgebraic
        self.order = lcm(self.order, 4, 2 * turns.denominator)
        return Size(1.0, 1.0)


def root_size(base: Size, k: int) -> Size:
    """The size of a k-th root: (α β^(k-1))^(1/k) / β, or α / (α^(k-1) β)^(1/k)."""
    if base.u >= base.low:
        return Size(rounded_up((base.u + (k - 1) * base.low) / k), base.low)
    return Size(base.u, rounded_up(((k - 1) * base.u + base.low) / k))


def turns_of(node: Expr) -> Fraction | None:
    """r when the tree is r * pi, structurally."""
    if node == PI:
        return Fraction(1)
    match node:
        case Negation(operand):
            inner = turns_of(operand)
            return None if inner is None else -inner
        case Quotient(a, b):
            inner, bottom = turns_of(a), rational_value(b)
            return None if inner is None or not bottom else inner / bottom
        case Product(parts):
            angles = [part for part in parts if PI in walk(part)]
            if len(angles) != 1:
                return None
            inner = turns_of(angles[0])
            scales = [rational_value(part) for part in parts if part is not angles[0]]
            for scale in scales:
                inner = None if inner is None or scale is None else inner * scale
            return inner
        case Sum(parts):
            inners = [turns_of(part) for part in parts]
            return sum((i for i in inners if i is not None), Fraction(0)) if None not in inners else None
        case _:
            return Fraction(0) if rational_value(node) == 0 else None


def separation_bits(node: Expr) -> int | None:
    """b such that the constant is zero or at least 2**-b in absolute value; None when not algebraic or of too large a degree."""
    bound = Bound()
    try:
        size = bound.size(node)
    except NotAlgebraic:
        return None
    degree = bound.degree()
    return int(rounded_up((degree - 1) * size.u + size.low)) + 2 if degree <= DEGREE_LIMIT else None


def exact_sign(node: Expr, max_bits: int = 2048) -> int | None:
    """The sign of a constant: balls, and for algebraic ones zero proved by the separation bound. None: not decided."""
    value = rational_value(node)
    if value is not None:
        return (value > 0) - (value < 0)
    bits, goal = START_BITS, max_bits
    separation: int | None = None
    while True:
        ball = value_at(node, bits)
        if ball > 0:
            return 1
        if ball < 0:
            return -1
        if bits == START_BITS:
            separation = separation_bits(node)
            goal = max_bits if separation is None else min(2 * separation + START_BITS, PROOF_BITS)
        if separation is not None and proves_below(ball, separation):
            return 0
        if bits >= goal or (not ball.is_finite() and bits > 2 * START_BITS):
            return None
        bits = min(2 * bits, goal)


def proves_below(ball: arb, bits: int) -> bool:
    """Every number of the ball is below 2**-bits in absolute value."""
    return bool(ball.is_finite() and ball.abs_upper() < arb((1, -bits)))
