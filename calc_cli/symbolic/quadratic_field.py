"""Constants r + c sqrt(d) of one quadratic field: the short way for values and signs at the roots of quadratic equations."""

from __future__ import annotations

from fractions import Fraction

from flint import fmpq, fmpz

from calc_cli.records import record
from calc_cli.symbolic.radicals import proves_positive, quadratic_tree, square_part
from calc_cli.tree import Call, Expr, Negation, Number, Power, Product, Quotient, Sum, rational, rational_value

EXPONENT_LIMIT = 64
ZERO = fmpq(0)


@record
class Quadratic:
    """r + c sqrt(d), d > 1 without square factor; d = 1 and c = 0 for a rational number."""

    r: fmpq
    c: fmpq
    d: int

    def tree(self) -> Expr:
        """The short form."""
        r = Fraction(int(self.r.p), int(self.r.q))
        return quadratic_tree(r, Fraction(int(self.c.p), int(self.c.q)), self.d) if self.c else rational(r)

    def sign(self) -> int:
        """Decided by squaring."""
        if not self.c:
            return 1 if self.r > 0 else -1 if self.r < 0 else 0
        r, c = (Fraction(int(x.p), int(x.q)) for x in (self.r, self.c))
        return 1 if proves_positive(r, c, self.d) else -1

    def plus(self, other: Quadratic) -> Quadratic:
        """The sum within one field."""
        return Quadratic(self.r + other.r, self.c + other.c, max(self.d, other.d))

    def times(self, other: Quadratic) -> Quadratic:
        """The product within one field."""
        d = max(self.d, other.d)
        return Quadratic(self.r * other.r + self.c * other.c * d, self.r * other.c + self.c * other.r, d)

    def inverse(self) -> Quadratic | None:
        """1/x by the conjugate; None for 0."""
        norm = self.r * self.r - self.c * self.c * self.d
        return Quadratic(self.r / norm, -self.c / norm, self.d) if norm else None


def quadratic_value(node: Expr) -> Quadratic | None:
    """The value of a tree built from rationals and one square root; None for every other tree."""
    if isinstance(node, Number):
        return Quadratic(fmpq(*node.value.as_integer_ratio()), ZERO, 1)
    if isinstance(node, Sum):
        return _fold(node.terms, True)
    if isinstance(node, Product):
        return _fold(node.factors, False)
    match node:
        case Negation(operand):
            inner = quadratic_value(operand)
            return None if inner is None else Quadratic(-inner.r, -inner.c, inner.d)
        case Quotient(a, Number(value)) if value:
            whole, below = quadratic_value(a), fmpq(value.numerator, value.denominator)
            return None if whole is None else Quadratic(whole.r / below, whole.c / below, whole.d)
        case Quotient(a, b):
            top, bottom = quadratic_value(a), quadratic_value(b)
            low = None if top is None or bottom is None or not _same_field(top, bottom) else bottom.inverse()
            return None if low is None or top is None else top.times(low)
        case Power(base, exponent):
            return _power(base, rational_value(exponent))
        case Call("sqrt", (radicand,)):
            return _square_root(rational_value(radicand))
        case _:
            return None


def _same_field(a: Quadratic, b: Quadratic) -> bool:
    return a.d == b.d or a.d == 1 or b.d == 1


def _fold(parts: tuple[Expr, ...], summing: bool) -> Quadratic | None:
    total = quadratic_value(parts[0])
    for part in parts[1:]:
        value = quadratic_value(part) if total is not None else None
        if total is None or value is None or not _same_field(total, value):
            return None
        total = _normal(total.plus(value) if summing else total.times(value))
    return total


def _normal(value: Quadratic) -> Quadratic:
    return value if value.c or value.d == 1 else Quadratic(value.r, ZERO, 1)


def _square_root(q: Fraction | None) -> Quadratic | None:
    if q is None or q < 0:
        return None
    if q == 0:
        return Quadratic(ZERO, ZERO, 1)
    s, d = square_part(q.numerator * q.denominator)
    coefficient = fmpq(s, q.denominator)
    return Quadratic(coefficient, ZERO, 1) if d == 1 else Quadratic(ZERO, coefficient, d)


def _power(base: Expr, exponent: Fraction | None) -> Quadratic | None:
    if exponent is None or exponent.denominator > 2 or abs(exponent) > EXPONENT_LIMIT:
        return None
    value = _square_root(rational_value(base)) if exponent.denominator == 2 else quadratic_value(base)
    k = exponent.numerator
    if value is None or (k < 0 and not value.r and not value.c):
        return None
    if k < 0:
        value = value.inverse()
    if value is None or max(int(fmpz(value.r.p).bit_length()), int(fmpz(value.r.q).bit_length())) * abs(k) > 20_000:
        return None
    result, square, k = Quadratic(fmpq(1), ZERO, 1), value, abs(k)
    while k:
        if k & 1:
            result = result.times(square)
        k >>= 1
        square = square.times(square) if k else square
    return _normal(result)
