"""Enclosures of algebraic numbers and of certified zeros, to the precision in force, kept for the next question."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from flint import arb, fmpz_poly

from calc_cli.balls.precision import between_ends, precision, working_bits
from calc_cli.balls.refine import Bracket, bracket, refined
from calc_cli.tree import Expr, IsolatedRoot

GUARD_BITS = 8
Compile = Callable[[Expr, tuple[str, ...]], Callable[..., arb]]


def algebraic_root(coefficients: tuple[int, ...], index: int) -> arb:
    """The real root number `index`, in increasing order, of an integer polynomial (lowest degree first)."""
    roots = _real_roots(coefficients, working_bits())
    if not 0 <= index < len(roots):
        raise ValueError(f"the polynomial has {len(roots)} real roots, there is no number {index}")
    return roots[index]


@lru_cache(maxsize=1024)
def _real_roots(coefficients: tuple[int, ...], bits: int) -> tuple[arb, ...]:
    with precision(bits + GUARD_BITS):
        pairs: list[Any] = list(fmpz_poly(list(coefficients)).complex_roots())
        found = [root.real for root, _ in pairs if root.imag.is_zero()]
    return tuple(sorted(found, key=lambda root: root.mid()))


_BRACKETS: dict[IsolatedRoot, Bracket] = {}


def isolated_root(node: IsolatedRoot, compile_tree: Compile) -> arb:
    """The zero, to about the precision in force (absolutely, or relatively when it is large)."""
    bits = working_bits()
    function = compile_tree(node.function, (node.variable,))
    best = _BRACKETS.get(node)
    if best is None:
        best = bracket(function, node.lower, node.upper)
    best = refined(function, best, bits + GUARD_BITS)
    if len(_BRACKETS) > 4096:
        _BRACKETS.clear()
    _BRACKETS[node] = best
    with precision(bits):
        return between_ends(best.lower, best.upper)
