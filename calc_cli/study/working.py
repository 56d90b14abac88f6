"""How f' = 0 and f'' = 0 were solved, for the whole domain: once when the pieces share one formula, else piece by piece."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from calc_cli import tree as t
from calc_cli.calculus import derive
from calc_cli.calculus.spelling import step_with_powers_of_e, types_powers_of_e
from calc_cli.model import Later, RootSet, Step
from calc_cli.study.landscape import Landscape, Stretch
from calc_cli.symbolic import simplify
from calc_cli.symbolic.comparing import compare
from calc_cli.tree import Expr

IN_PIECES = frozenset(("abs", "sign", "min", "max", "floor", "ceil", "frac", "mod", "step", "relu", "leaky_relu", "elu", "hardtanh"))
MOST_PIECES = 6


def steps_of(landscape: Landscape, which: str) -> Sequence[Step]:
    """The steps for f' (`critical`) or f'' (`inflection`), written when they are first read."""
    return Later(partial(worked, landscape.tree, landscape.variable, tuple(landscape.stretches), which))


def worked(tree: Expr, variable: str, stretches: tuple[Stretch, ...], which: str) -> tuple[Step, ...]:
    """The steps with exponentials as they were typed."""
    steps = worked_pieces(tree, variable, stretches, which)
    return tuple(map(step_with_powers_of_e, steps)) if types_powers_of_e(tree) else steps


def worked_pieces(tree: Expr, variable: str, stretches: tuple[Stretch, ...], which: str) -> tuple[Step, ...]:
    """One solution for all pieces, or one for each when f is made of pieces.

    Between poles the formula is the same: the longest solution drops no factor that vanishes in another piece.
    """
    found: list[RootSet] = [getattr(stretch, which) for stretch in stretches]
    if not found:
        return ()
    if not is_made_of_pieces(tree):
        longest = max((roots.steps for roots in reversed(found)), key=lambda steps: sum(size(step) for step in steps))
        first = derive(tree, variable).result
        shown = first if which == "critical" else derive(first, variable).result
        values = [root.value for roots in found for root in roots.roots]
        return (*as_displayed(tuple(longest), shown), *rejected(tuple(longest), variable, values))
    if all(roots.identically_zero for roots in found):
        return (Step("constant_pieces"),)
    if len(found) == 1 or len(found) > MOST_PIECES:
        return tuple(dict.fromkeys(step for roots in found for step in roots.steps))
    return tuple(of_piece(stretch, roots, variable) for stretch, roots in zip(stretches, found, strict=True))


def as_displayed(steps: tuple[Step, ...], shown: Expr) -> tuple[Step, ...]:
    """The first equation in the form in which the derivative is printed; terms are brought to one fraction first."""
    if not steps or not isinstance(steps[0].before, t.Comparison):
        return steps
    printed = t.Comparison(shown, "==", t.ZERO)
    bare = shown.operand if isinstance(shown, t.Negation) else shown
    if steps[0].rule == "numerator" and isinstance(bare, t.Sum):
        return Step("bring_to_one_fraction", printed, steps[0].before), *steps
    if steps[0].rule in ("no_solution_inside", "exponential_never_zero") or (steps[0].rule == "numerator" and isinstance(bare, t.Quotient)):
        return replace(steps[0], before=printed), *steps[1:]
    if steps[0].rule == "nonzero_numerator" and isinstance(bare, t.Quotient) and t.is_constant(bare.numerator):
        return replace(steps[0], before=printed, note=(bare.numerator,)), *steps[1:]
    return steps


def rejected(steps: tuple[Step, ...], variable: str, roots: Sequence[Expr]) -> Iterator[Step]:
    """Solutions of the equation that are not in the domain, or not in the interval asked for."""
    every = [inner for step in steps for inner in walk(step)]
    if any(step.rule.startswith("trigonometric") for step in every):
        return
    named = [step.before.right for step in every if step.rule == "rejected_candidate" and isinstance(step.before, t.Comparison)]
    candidates = dict.fromkeys(value for step in every for value in solutions(step, variable) if value not in named)
    outside = [value for value in candidates if not any(value == root or compare(value, root) in (0, None) for root in roots)]
    if outside:
        yield Step("not_inside", alternatives(variable, outside))


def alternatives(variable: str, values: Sequence[Expr]) -> Expr | None:
    """x = a or x = b …"""
    equations = tuple(t.Comparison(t.Variable(variable), "==", value) for value in values)
    return t.Junction("or", equations) if len(equations) > 1 else next(iter(equations), None)


def solutions(step: Step, variable: str) -> Iterator[Expr]:
    """The values that a step comes to."""
    parts = step.after.conditions if isinstance(step.after, t.Junction) else (step.after,)
    for part in parts:
        if isinstance(part, t.Comparison) and part.left == t.Variable(variable) and t.is_constant(part.right):
            yield part.right


def walk(step: Step) -> Iterator[Step]:
    """The step and all inside it."""
    yield step
    for inner in step.substeps:
        yield from walk(inner)


def is_made_of_pieces(tree: Expr) -> bool:
    """Different formulas on different pieces."""
    return any(isinstance(node, t.Piecewise) or (isinstance(node, t.Call) and node.function in IN_PIECES) for node in t.walk(tree))


def size(step: Step) -> int:
    """The number of steps in it."""
    return sum(1 for _ in walk(step))


def of_piece(stretch: Stretch, roots: RootSet, variable: str) -> Step:
    """On a piece f has its own formula, and only solutions inside the piece count."""
    low, high, x = stretch.interval.lower, stretch.interval.upper, t.Variable(variable)
    values = [root.value for root in roots.roots]
    none = not values and not roots.families and not roots.undecided and not roots.identically_zero
    rule = "piece_without_solution" if none else "piece"
    return Step(rule, simplify(stretch.tree), alternatives(variable, values), tuple(roots.steps), (low, high, x))
