"""The only zero of a function in an interval, narrowed by Newton's interval method; by signs alone where f' may vanish.

Source: R. E. Moore, R. B. Kearfott, M. J. Cloud, Introduction to Interval Analysis (2009), ch. 8.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from flint import arb

from calc_cli.balls.partials import partial_derivative
from calc_cli.balls.precision import between_ends, exact, precision
from calc_cli.balls.refine import bracket, refined
from calc_cli.remembering import remembered
from calc_cli.tree import Expr, IsolatedRoot

Function = Callable[..., arb]
Compile = Callable[[Expr, tuple[str, ...]], Function]

LEAST_BITS = 32
STEP_BITS = 16
"""Working precisions are multiples of 16, so that constants are computed for few of them."""
FIRST_SPLITS = 8
"""Bits by which signs narrow the interval before Newton's method is tried again; doubled each time."""


def narrowed_zero(node: IsolatedRoot, known: arb | None, bits: int, compile_tree: Compile) -> arb:
    """An enclosure of the zero to so many bits; known: an enclosure from before."""
    function, slope = compile_tree(node.function, (node.variable,)), _slope(node.function, node.variable, compile_tree)
    if slope is not None:
        start = between_ends(node.lower, node.upper) if known is None else known
        found = newton(function, slope, start, node, bits)
        if found is not None:
            return found
    best, splits = bracket(function, node.lower, node.upper), FIRST_SPLITS
    while splits < bits and slope is not None:
        best = refined(function, best, splits)
        found = newton(function, slope, between_ends(best.lower, best.upper), node, bits)
        if found is not None:
            return found
        splits *= 2
    best = refined(function, best, bits)
    with precision(bits):
        return between_ends(best.lower, best.upper)


@remembered(512)
def _slope(function: Expr, variable: str, compile_tree: Compile) -> Function | None:
    """The derivative as a function of balls; None when there is no formula for it."""
    try:
        return compile_tree(partial_derivative(function, variable), (variable,))
    except ValueError:
        return None


def newton(function: Function, slope: Function, start: arb, node: IsolatedRoot, bits: int) -> arb | None:
    """The zero in `start` by N(X) = m - f(m)/f'(X), intersected with X: it holds every zero in X. None: f' may vanish, or no progress.

    m lies in the isolating interval, where f is differentiable, so that the mean value theorem holds between m and the zero.
    """
    inside = exact_ends(node.lower, node.upper)
    box, working = start, LEAST_BITS
    while not is_narrow(box, bits):
        middle = box.mid()
        if not (inside[0] < middle and middle < inside[1]):
            return None
        with precision(_rounded(working // 2 + 8)):  # f(m) is as small as the box: half of the digits of f' suffice
            slopes = slope(box)
        if not (slopes > 0 or slopes < 0):
            return None
        with precision(working):
            image = middle - function(middle) / slopes
            better = image.intersection(box) if image.is_finite() and image.overlaps(box) else box
        slow = 2 * better.rad() > box.rad()
        box = better
        if slow and working > 2 * bits + 512:
            return None
        working = 2 * working if slow else _rounded(min(bits + 8, 2 * box.rel_accuracy_bits() + 8))
    return box


def _rounded(bits: int) -> int:
    return max(LEAST_BITS, -(-bits // STEP_BITS) * STEP_BITS)


def exact_ends(lower: Fraction, upper: Fraction) -> tuple[arb, arb]:
    """Dyadic numbers at or inside the ends, as exact balls."""
    return _dyadic(lower, 1), _dyadic(upper, -1)


def _dyadic(end: Fraction, side: int) -> arb:
    if end.denominator & (end.denominator - 1) == 0:
        return exact(end)
    with precision(256):
        enclosure = arb(end.numerator) / end.denominator
        return enclosure.upper() if side > 0 else enclosure.lower()


def is_narrow(box: arb, bits: int) -> bool:
    """Known to 2**-bits, absolutely below 1 and relatively above."""
    return bool(box.rel_accuracy_bits() >= bits) or bool(box.rad() <= arb((1, -bits)))
