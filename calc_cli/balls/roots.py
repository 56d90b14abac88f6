"""Enclosures of algebraic numbers and of certified zeros, to the precision in force, kept for the next question."""

from __future__ import annotations

from typing import Any

from flint import arb, fmpz_poly

from calc_cli.balls.narrowing import Compile, is_narrow, narrowed_zero
from calc_cli.balls.precision import precision, working_bits
from calc_cli.remembering import kept, remembered
from calc_cli.tree import AlgebraicValue, IsolatedRoot

GUARD_BITS = 8
FIRST_BITS = 40
"""FLINT isolates with so many bits in a third of the time that 64 would take; Newton's steps cost less than its own."""
USUAL_BITS = 160
"""Algebraic numbers are narrowed to so many bits at once: nearly every question about them is answered with fewer."""
SPARE_BITS = 80
FIRST_BITS_OF_ZEROS = 120
"""Other zeros at least to so many."""


def algebraic_root(coefficients: tuple[int, ...], index: int, bits: int | None = None) -> arb:
    """The real root number `index`, in increasing order, of an integer polynomial (lowest degree first), to so many bits or the usual."""
    roots = _enclosures(coefficients, max(USUAL_BITS, (bits or working_bits()) + GUARD_BITS))
    if not 0 <= index < len(roots):
        raise ValueError(f"the polynomial has {len(roots)} real roots, there is no number {index}")
    return roots[index]


def algebraic_value(node: AlgebraicValue, bits: int) -> arb:
    """p(α)/d at a ball of α."""
    root = algebraic_root(node.root.coefficients, node.root.index, bits)
    with precision(bits):
        value: arb = fmpz_poly(list(node.numerator))(root) / node.denominator
    return value


def real_root_enclosures(coefficients: tuple[int, ...], bits: int) -> tuple[arb, ...]:
    """One ball for each real root of a square-free polynomial, increasing, pairwise disjoint, at least about so many bits accurate."""
    return _enclosures(coefficients, max(bits, USUAL_BITS))


@remembered(1024)
def _enclosures(coefficients: tuple[int, ...], bits: int) -> tuple[arb, ...]:
    """They are isolated once, at few bits; Newton's interval method narrows them."""
    polynomial = fmpz_poly(list(coefficients))
    slope = polynomial.derivative()
    known = _enclosures(coefficients, USUAL_BITS) if bits > USUAL_BITS else _isolated(coefficients, polynomial)
    return tuple([narrowed(polynomial, slope, root, bits) for root in known])


def _isolated(coefficients: tuple[int, ...], polynomial: fmpz_poly) -> tuple[arb, ...]:
    """FLINT certifies its balls and sets the imaginary part of a real root to zero: Johansson, arb_fmpz_poly_complex_roots."""
    known = _ISOLATED.get(coefficients)
    if known is not None:
        return known
    with precision(FIRST_BITS):
        pairs: list[Any] = polynomial.complex_roots()
    return tuple(sorted([root.real for root, _ in pairs if root.imag.is_zero()], key=arb.mid))


_ISOLATED: dict[tuple[int, ...], tuple[arb, ...]] = kept({})


def isolate_as(coefficients: tuple[int, ...], balls: tuple[arb, ...]) -> None:
    """Remember balls that are proved to hold one real root each, together all of them, increasing and disjoint."""
    if all(ball.rel_accuracy_bits() >= FIRST_BITS for ball in balls):
        if len(_ISOLATED) > 1024:
            _ISOLATED.clear()
        _ISOLATED[coefficients] = balls


def narrowed(polynomial: fmpz_poly, slope: fmpz_poly, root: arb, bits: int) -> arb:
    """The only zero in a ball, by N(X) = m - p(m)/p'(X), intersected with X: it holds every zero in X (Moore 1966)."""
    spare, accuracy = SPARE_BITS, root.rel_accuracy_bits()
    while accuracy < bits and spare < 4 * bits + 8 * SPARE_BITS:
        with precision(2 * accuracy + spare):
            middle = root.mid()
            step: Any = polynomial(middle) / slope(root)
            better = middle - step
            if better.is_finite():
                root = better.intersection(root)
        before, accuracy = accuracy, root.rel_accuracy_bits()
        if accuracy < min(bits, 2 * before - GUARD_BITS):
            spare *= 2
    return root


_ENCLOSURES: dict[IsolatedRoot, arb] = kept({})


def isolated_root(node: IsolatedRoot, compile_tree: Compile) -> arb:
    """The zero, to about the precision in force (absolutely, or relatively when it is large)."""
    bits = working_bits()
    best = _ENCLOSURES.get(node)
    if best is None or not is_narrow(best, bits + GUARD_BITS):
        best = narrowed_zero(node, best, max(FIRST_BITS_OF_ZEROS, bits + GUARD_BITS), compile_tree)
        if len(_ENCLOSURES) > 4096:
            _ENCLOSURES.clear()
        _ENCLOSURES[node] = best
    return +best
