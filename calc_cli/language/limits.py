"""What is refused before anything is computed: depth, size of constants, degree, number of variables.

Sizes are bounded from logarithms of the tree as typed; no power and no factorial is ever computed here.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache

from calc_cli.errors import CalcError
from calc_cli.records import record
from calc_cli.tree import Call, Expr, Negation, Number, Power, Product, Quotient, Sum, Variable, children, rational_value, walk

MAX_DEPTH = 200
MAX_CONSTANT_BITS = 100_000
MAX_DEGREE = 10_000
MAX_VARIABLES = 256
READABLE_BITS = 4000
FRAMES_PER_LEVEL = 16
BITS_PER_TEN = math.log2(10)
"""A decimal whose denominator has b binary digits (a power of two at best) has at most b places: it divides 10**b."""


class room_for_recursion:
    """Enough of Python's stack for `MAX_DEPTH` levels of the grammar, whatever the caller has used; restored afterwards."""

    __slots__ = ("_before",)

    def __enter__(self) -> None:
        self._before = sys.getrecursionlimit()
        sys.setrecursionlimit(self._before + FRAMES_PER_LEVEL * MAX_DEPTH)

    def __exit__(self, *error: object) -> None:
        sys.setrecursionlimit(self._before)


@record
class Size:
    """height of the tree; top, bottom: log2 bounds of numerator and denominator of a rational constant (top None: no such
    constant, or not folded); degree: as a polynomial in variables and non-rational subterms."""

    height: int
    top: float | None
    bottom: float
    degree: float

    @property
    def bits(self) -> float | None:
        """Binary digits of the larger of numerator and denominator."""
        return None if self.top is None else max(self.top, self.bottom)


OF_A_VARIABLE = Size(1, None, 0.0, 1)


def check_size(text: str, tree: Expr, span_of: Callable[[Expr], tuple[int, int]]) -> None:
    """Refuse a tree that is too deep, holds a constant power too large, or a polynomial of too high a degree."""
    terms = tree.terms if isinstance(tree, Sum) else (tree,)
    if all(map(is_small_monomial, terms)):
        return
    sizes: dict[int, Size] = {}
    for node in walk(tree):
        size = size_of(node, [sizes[id(child)] for child in children(node)])
        sizes[id(node)] = size
        if size.height > MAX_DEPTH:
            raise CalcError("too_deep", f"the formula is nested more than {MAX_DEPTH} levels deep", text, span_of(node), "write it flatter")
        if size.bits is not None and size.bits > MAX_CONSTANT_BITS:
            message = f"this constant may have more than {MAX_CONSTANT_BITS} binary digits"
            raise CalcError("constant_too_large", message, text, span_of(node), "use smaller exponents or factorials")
        if size.degree > MAX_DEGREE:
            message = f"the degree is larger than {MAX_DEGREE}"
            raise CalcError("degree_too_large", message, text, span_of(node), f"use exponents up to {MAX_DEGREE}")


@lru_cache(maxsize=4096)
def is_small_monomial(term: Expr) -> bool:
    """`c*x**n` with a sign, c < 10**9 and n <= 100: every limit is far away, however many such terms are added."""
    bare = term.operand if isinstance(term, Negation) else term
    factors = bare.factors if isinstance(bare, Product) else (bare,)
    return len(factors) <= 2 and all(map(_is_small_factor, factors))


def _is_small_factor(node: Expr) -> bool:
    if isinstance(node, Power) and isinstance(node.exponent, Number):
        return isinstance(node.base, Variable) and node.exponent.value.denominator == 1 and node.exponent.value <= 100
    return isinstance(node, Variable) or (isinstance(node, Number) and node.value.denominator == 1 and node.value < 10**9)


def size_of(node: Expr, parts: list[Size]) -> Size:
    """The size of a node from those of its children."""
    if isinstance(node, Variable):
        return OF_A_VARIABLE
    if isinstance(node, Number):
        return Size(1, log2(node.value.numerator), log2(node.value.denominator), 0)
    height = 1 + max((p.height for p in parts), default=0)
    top, bottom = constant_bits(node, parts) or (None, 0.0)
    return Size(height, top, bottom, degree_of(node, parts))


def degree_of(node: Expr, parts: list[Size]) -> float:
    """The degree before expansion; a subterm that is not rational counts as one more variable."""
    degrees = [p.degree for p in parts]
    match node:
        case Sum() | Negation():
            return max(degrees)
        case Product() | Quotient():
            return sum(degrees)
        case Power(_, exponent) if degrees[0] and not degrees[1]:
            return degrees[0] * max(1.0, math.exp2(min(exponent_log2(exponent, parts[1]), 60)))
        case _:
            return 1 if any(degrees) else 0


def constant_bits(node: Expr, parts: list[Size]) -> tuple[float, float] | None:
    """Upper bounds of log2 |p| and log2 q when the node is the rational p/q; None when it is none, or not folded."""
    known = [(p.top, p.bottom) for p in parts if p.top is not None]
    if not parts or len(known) < len(parts):
        return None
    match node:
        case Negation():
            return known[0]
        case Sum():
            bottom = common_denominator_bits(node, [b for _, b in known])
            return max(t - b for t, b in known) + bottom + math.log2(len(known)), bottom
        case Product():
            return sum(t for t, _ in known), sum(b for _, b in known)
        case Quotient():
            return known[0][0] + known[1][1], known[0][1] + known[1][0]
        case Power(_, exponent):
            larger = max(known[0]) * math.exp2(min(exponent_log2(exponent, parts[1]), 60))
            return larger, larger
        case Call("factorial" | "gamma", (argument,)):
            return factorial_bits(argument, max(known[0]))
        case _:
            return None


def common_denominator_bits(node: Sum, bottoms: list[float]) -> float:
    """log2 of a common denominator: a power of ten for all the decimals among the terms, the product of the others."""
    decimals, others = 0.0, 0.0
    for term, bottom in zip(node.terms, bottoms, strict=True):
        if isinstance(term.operand if isinstance(term, Negation) else term, Number):
            decimals = max(decimals, bottom)
        else:
            others += bottom
    return others + BITS_PER_TEN * decimals


def factorial_bits(argument: Expr, bits: float) -> tuple[float, float] | None:
    """log2(n!) for an integer n, from the logarithm of the gamma function; None for other numbers, which are not folded."""
    if bits > READABLE_BITS:
        return math.inf, 0.0
    value = rational_value(argument)
    if value is not None and value.denominator != 1:
        return None
    if bits > 60 or value is None:
        return math.exp2(min(bits, 60)) * bits, 0.0
    return math.lgamma(abs(value) + 1.0) / math.log(2), 0.0


def exponent_log2(exponent: Expr, size: Size) -> float:
    """An upper bound of log2(|exponent|) for a rational constant exponent; 0 for other constants, which are not folded."""
    if size.bits is None:
        return 0.0
    if size.bits > READABLE_BITS:
        return size.bits
    value = rational_value(exponent)
    if value is None:
        return size.bits
    return log2(abs(value)) if value else -60.0


def log2(value: Fraction | int) -> float:
    """log2 of a positive rational, from bit lengths when it is too large for a float; 0 for 0."""
    if value == 0:
        return 0.0
    top, bottom = value.numerator, value.denominator
    if max(top.bit_length(), bottom.bit_length()) < 1000:
        return math.log2(top) - math.log2(bottom)
    return float(top.bit_length() - bottom.bit_length() + 1)


def check_variables(text: str, names: tuple[str, ...]) -> None:
    """Refuse more variables than any analysis could treat."""
    if len(names) > MAX_VARIABLES:
        raise CalcError("too_many_variables", f"more than {MAX_VARIABLES} variables", text, (0, len(text)), "give some of them values")
