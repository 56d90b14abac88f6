"""How f' = 0 and f'' = 0 were solved, for the whole domain: once when the pieces share one formula, else piece by piece."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from calc_cli import tree as t
from calc_cli.model import Later, RootSet, Step
from calc_cli.study.landscape import Landscape, Stretch
from calc_cli.tree import Expr

IN_PIECES = frozenset(("abs", "sign", "min", "max", "floor", "ceil", "frac", "mod", "step", "relu", "leaky_relu", "elu", "hardtanh"))
MOST_PIECES = 6


def steps_of(landscape: Landscape, which: str) -> Sequence[Step]:
    """The steps for f' (`critical`) or f'' (`inflection`), written when they are first read."""
    return Later(partial(worked_pieces, landscape.tree, landscape.variable, tuple(landscape.stretches), which))


def worked_pieces(tree: Expr, variable: str, stretches: tuple[Stretch, ...], which: str) -> tuple[Step, ...]:
    """One solution for all pieces, or one for each when f is made of pieces.

    Between poles the formula is the same: the longest solution drops no factor that vanishes in another piece.
    """
    found: list[RootSet] = [getattr(stretch, which) for stretch in stretches]
    if not found:
        return ()
    if not is_made_of_pieces(tree):
        return tuple(max((roots.steps for roots in reversed(found)), key=lambda steps: sum(size(step) for step in steps)))
    if all(roots.identically_zero for roots in found):
        return (Step("constant_pieces"),)
    if len(found) == 1 or len(found) > MOST_PIECES:
        return tuple(dict.fromkeys(step for roots in found for step in roots.steps))
    return tuple(of_piece(stretch, roots, variable) for stretch, roots in zip(stretches, found, strict=True))


def is_made_of_pieces(tree: Expr) -> bool:
    """Different formulas on different pieces."""
    return any(isinstance(node, t.Piecewise) or (isinstance(node, t.Call) and node.function in IN_PIECES) for node in t.walk(tree))


def size(step: Step) -> int:
    """The number of steps in it."""
    return 1 + sum(size(inner) for inner in step.substeps)


def of_piece(stretch: Stretch, roots: RootSet, variable: str) -> Step:
    """On a piece f has its own formula, and only solutions inside the piece count."""
    low, high, x = stretch.interval.lower, stretch.interval.upper, t.Variable(variable)
    values = [root.value for root in roots.roots]
    equations = tuple(t.Comparison(x, "==", value) for value in values)
    after = t.Junction("or", equations) if len(equations) > 1 else next(iter(equations), None)
    none = not values and not roots.families and not roots.undecided and not roots.identically_zero
    return Step("piece_without_solution" if none else "piece", stretch.tree, after, tuple(roots.steps), (low, high, x))
