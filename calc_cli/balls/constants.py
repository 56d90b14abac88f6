"""Real constants: enclosures to a wanted accuracy, certified signs and comparisons."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import reduce
from math import ceil, floor
from operator import add, mul

from flint import arb

from calc_cli.balls.evaluate import compiled, compiled_all
from calc_cli.balls.precision import ball, ends, precision
from calc_cli.balls.refine import certain_sign
from calc_cli.balls.roots import algebraic_root, algebraic_value, isolated_root
from calc_cli.remembering import remembered
from calc_cli.tree import (
    INFINITIES,
    INFINITY,
    MINUS_INFINITY,
    AlgebraicValue,
    Call,
    Expr,
    IsolatedRoot,
    Negation,
    Number,
    Product,
    Quotient,
    RootOf,
    Sum,
    SystemRoot,
    children,
    rational_value,
)

MAX_BITS = 4096
FIRST_BITS = 64
SPARE_BITS = 16
RADICAL_LEVELS = 4
SHOWN_BITS = 96
"""As many as numbers are printed with: one enclosure of a root serves for its order, the samples beside it and its digits."""


class NotComputed(ValueError):
    """A constant that no precision encloses: beyond every exponent, or not proved defined."""


def enclose(constant: Expr, precision_bits: int = 128) -> arb:
    """A ball over the constant with about `precision_bits` accurate bits, relatively or (next to zero) absolutely.

    NaN when it is not proved defined with MAX_BITS bits, or not a finite number.

    >>> from calc_cli.tree import PI
    >>> enclose(PI, 64)
    [3.14159265358979 +/- 3.24e-15]
    """
    if isinstance(constant, RootOf | AlgebraicValue):
        known = value_at(constant, precision_bits + SPARE_BITS)
        if known.rel_accuracy_bits() >= precision_bits:
            return known
    return _enclosed(constant, precision_bits)


@remembered(8192)
def _enclosed(constant: Expr, precision_bits: int) -> arb:
    """Computed with more and more bits until that is enough."""
    bits, most = precision_bits + SPARE_BITS, max(MAX_BITS, 4 * precision_bits)
    best = value_at(constant, bits)
    while not _accurate(best, precision_bits, bits) and bits < most:
        bits *= 2
        best = value_at(constant, bits)
    return best


def value_at(constant: Expr, bits: int) -> arb:
    """The constant computed with a working precision of so many bits."""
    if isinstance(constant, RootOf):
        return algebraic_root(constant.coefficients, constant.index, bits)
    return algebraic_value(constant, bits) if isinstance(constant, AlgebraicValue) else _computed(constant, bits)


@remembered(32768)
def _computed(constant: Expr, bits: int) -> arb:
    """Other constants, by their trees."""
    with precision(bits):
        if isinstance(constant, IsolatedRoot):
            return isolated_root(constant, compiled)
        if isinstance(constant, SystemRoot):
            from calc_cli.balls.system_roots import system_root  # on first use: only systems have such roots

            return system_root(constant, compiled_all)
        if isinstance(constant, Number | Negation | Quotient) and (exact := rational_value(constant)) is not None:
            return ball(exact)
        plain = _radical(constant)
        return compiled(constant, ())() if plain is None else plain


def _radical(constant: Expr, levels: int = RADICAL_LEVELS) -> arb | None:
    """A short sum, product or quotient of rational numbers and their square roots, without a program; None for every other tree."""
    if isinstance(constant, Number):
        return ball(constant.value)
    if isinstance(constant, Call):
        operand = constant.arguments[0] if constant.function == "sqrt" else None
        return ball(operand.value).sqrt() if isinstance(operand, Number) else None
    fold = FOLDS.get(type(constant)) if levels else None
    if fold is None:
        return None
    known = []
    for part in children(constant):
        value = _radical(part, levels - 1)
        if value is None:
            return None
        known.append(value)
    return fold(known)


FOLDS: dict[type[Expr], Callable[[list[arb]], arb]] = {
    Negation: lambda parts: -parts[0],
    Sum: lambda parts: reduce(add, parts),
    Product: lambda parts: reduce(mul, parts),
    Quotient: lambda parts: parts[0] / parts[1],
}


def _accurate(value: arb, wanted_bits: int, working: int) -> bool:
    """Accurate relatively, or straddling zero although the working precision is far beyond what was asked."""
    if not value.is_finite():
        return False
    if value.rel_accuracy_bits() >= wanted_bits:
        return True
    with precision(64):
        return bool(working >= 4 * wanted_bits and value.contains(0) and value.rad() < arb(2) ** -wanted_bits)


def sign(constant: Expr, max_bits: int = 2048) -> int | None:
    """The certified sign; 0 only when the constant is computed without any rounding; None: not decided.

    >>> from calc_cli.tree import PI, subtract, rational
    >>> sign(subtract(PI, rational(Fraction(22, 7))))
    -1
    """
    if constant == INFINITY:
        return 1
    if constant == MINUS_INFINITY:
        return -1
    exact = rational_value(constant)
    if exact is not None:
        return (exact > 0) - (exact < 0)
    bits = FIRST_BITS
    while True:
        found = certain_sign(value_at(constant, bits))
        if found is not None or bits >= max_bits:
            return found
        bits = min(2 * bits, max_bits)


def compare(a: Expr, b: Expr, max_bits: int = 2048) -> int | None:
    """The certified sign of a - b (infinities allowed); 0 only when equal as rationals or as trees."""
    if a == b:
        return 0
    if a in INFINITIES or b in INFINITIES:
        return 1 if a == INFINITY or b == MINUS_INFINITY else -1
    left = rational_value(a)
    right = None if left is None else rational_value(b)
    if left is not None and right is not None:
        return (left > right) - (left < right)
    bits = FIRST_BITS
    while True:
        x, y = value_at(a, bits), value_at(b, bits)
        if x > y or x < y:
            return 1 if x > y else -1
        if x == y:
            return 0
        if bits >= max_bits:
            return None
        bits = min(2 * bits, max_bits)


def floor_of(constant: Expr, max_bits: int = 2048) -> int | None:
    """The greatest integer <= the constant; None when it is not decided (the constant may be an integer)."""
    exact = rational_value(constant)
    if exact is not None:
        return floor(exact)
    bits = FIRST_BITS
    while True:
        value = value_at(constant, bits)
        if value.is_finite():
            lower, upper = ends(value)
            if floor(lower) == floor(upper):
                return floor(lower)
        if bits >= max_bits:
            return None
        bits = min(2 * bits, max_bits)


@remembered(4096)
def between(a: Expr, b: Expr) -> Fraction:
    """The simplest rational strictly between a and b (a < b, infinities allowed).

    Raises `NotComputed` when a < b cannot be certified.

    >>> from calc_cli.tree import E, PI
    >>> between(E, PI)
    Fraction(3, 1)
    """
    if compare(a, b) != -1:
        raise NotComputed("the two ends are not proved to be in order")
    if a == MINUS_INFINITY and b == INFINITY:
        return Fraction(0)
    if b == INFINITY:
        return Fraction(max(0, floor(_upper(a)) + 1))
    if a == MINUS_INFINITY:
        return Fraction(min(0, ceil(_lower(b)) - 1))
    bits = SHOWN_BITS
    while True:
        low, high = _upper(a, bits), _lower(b, bits)
        if low < high:
            return simplest_between(low, high)
        bits *= 2


def _upper(constant: Expr, bits: int = SHOWN_BITS) -> Fraction:
    """A rational >= the constant, equal to it when it is rational."""
    exact = rational_value(constant)
    return exact if exact is not None else finite_ends(constant, bits)[1]


def _lower(constant: Expr, bits: int = SHOWN_BITS) -> Fraction:
    """A rational <= the constant, equal to it when it is rational."""
    exact = rational_value(constant)
    return exact if exact is not None else finite_ends(constant, bits)[0]


def finite_ends(constant: Expr, bits: int) -> tuple[Fraction, Fraction]:
    """The ends of `enclose`; `NotComputed` when it has none."""
    return ends(finite_enclosure(constant, bits))


def finite_enclosure(constant: Expr, bits: int) -> arb:
    """`enclose`; `NotComputed` when that is not finite."""
    value = enclose(constant, bits)
    if not value.is_finite():
        raise NotComputed("the constant is not proved defined")
    return value


def simplest_between(low: Fraction, high: Fraction) -> Fraction:
    """The rational of least denominator (then least size) in the open interval (low, high): Stern–Brocot.

    >>> simplest_between(Fraction(1, 3), Fraction(1, 2))
    Fraction(2, 5)
    """
    if low < 0 < high:
        return Fraction(0)
    if high <= 0:
        return -simplest_between(-high, -low)
    whole = floor(low)
    if whole + 1 < high:
        return Fraction(whole + 1)
    if low == whole:
        denominator = floor(1 / (high - whole)) + 1
        return whole + Fraction(1, denominator)
    return whole + 1 / simplest_between(1 / (high - whole), 1 / (low - whole))
