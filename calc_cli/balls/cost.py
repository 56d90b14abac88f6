"""What it costs to compute a tree on balls, in nominal seconds: so much whatever the precision, so much more as it grows.

After python-flint 0.9 at 53 to 4096 bits, doubled for what is done between two values; rough on purpose, exact as a count.
"""

from __future__ import annotations

from collections.abc import Iterable

from calc_cli.tree import (
    AlgebraicValue,
    Call,
    Comparison,
    Expr,
    IsolatedRoot,
    Junction,
    Negation,
    Piecewise,
    Power,
    Product,
    Quotient,
    RootOf,
    Sum,
    SystemRoot,
)

CALL_SECONDS = 3e-6
ARITHMETIC_SECONDS = 0.3e-6
ELEMENTARY_SECONDS = 2e-6
SPECIAL_SECONDS = 12e-6
DOUBLING_BITS = 512
"""The series of a function costs twice as much with so many bits, and from there on four times as much with twice as many."""

PLAIN = (Sum, Product, Quotient, Negation, Comparison, Junction, Piecewise, IsolatedRoot, RootOf, AlgebraicValue, SystemRoot)
LIGHT = frozenset({"abs", "max", "min", "sign", "floor", "ceil", "step", "relu", "sqrt"})
ELEMENTARY = frozenset(
    {
        "exp", "expm1", "log", "log1p", "log2", "log10", "sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "coth", "sech",
        "csch", "asin", "acos", "atan", "acot", "asec", "acsc", "asinh", "acosh", "atanh", "acoth", "asech", "acsch", "cbrt", "root",
    }
)


def cost_of(nodes: Iterable[Expr]) -> tuple[float, float]:
    """(seconds at any precision, seconds multiplied by `growth`) of one value of a tree with these nodes."""
    steady, growing = CALL_SECONDS, 0.0
    for node in nodes:
        if isinstance(node, Call):
            if node.function in LIGHT:
                steady += ARITHMETIC_SECONDS
            else:
                growing += ELEMENTARY_SECONDS if node.function in ELEMENTARY else SPECIAL_SECONDS
        elif isinstance(node, Power):
            growing += ELEMENTARY_SECONDS
        elif isinstance(node, PLAIN):
            steady += ARITHMETIC_SECONDS
    return steady, growing


def growth(bits: int) -> float:
    """How much more the series of a function costs with so many bits.

    >>> growth(512), growth(1024)
    (2.0, 5.0)
    """
    return 1.0 + (bits / DOUBLING_BITS) ** 2
