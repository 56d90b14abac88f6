"""How f' = 0 and f'' = 0 were solved, for the whole domain: once when the pieces share one formula, else piece by piece."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from calc_cli import tree as t
from calc_cli.calculus import derive
from calc_cli.calculus.spelling import step_with_powers_of_e, types_powers_of_e
from calc_cli.model import Later, RootSet, Step, Truth
from calc_cli.study.landscape import Landscape, Stretch
from calc_cli.symbolic import constants, simplify
from calc_cli.symbolic.comparing import compare
from calc_cli.tree import Expr

IN_PIECES = frozenset(("abs", "sign", "min", "max", "floor", "ceil", "frac", "mod", "step", "relu", "leaky_relu", "elu", "hardtanh"))
MOST_PIECES = 6
IN_ONE_PIECE = frozenset(("no_solution_inside", "one_sign", "rejected_candidate", "radical_elimination"))
"""Rules whose words are true of one piece: on another the equation may have the solution."""
FAMILIES = frozenset(("trigonometric_family", "trigonometric_shift"))
SEARCHES = frozenset(("certified_search", "rolle_chain"))


def steps_of(landscape: Landscape, which: str) -> Sequence[Step]:
    """The steps for f' (`critical`) or f'' (`inflection`), written when they are first read."""
    everywhere = landscape.circular or (landscape.interval.lower, landscape.interval.upper) == (t.MINUS_INFINITY, t.INFINITY)
    return Later(partial(worked, landscape.tree, landscape.variable, pieces_of(landscape), which, everywhere))


def pieces_of(landscape: Landscape) -> tuple[Stretch, ...]:
    """The pieces on which f is analytic; round the circle the first and the last are parts of one, told once when one has all zeros."""
    stretches = tuple(landscape.stretches)
    if not landscape.circular or len(stretches) < 2:
        return stretches
    first, last = stretches[0], stretches[-1]
    zeros = {"critical": (first.critical, last.critical), "inflection": (first.inflection, last.inflection)}
    period = t.subtract(landscape.interval.upper, landscape.interval.lower)
    if any(ours.identically_zero is not other.identically_zero for ours, other in zeros.values()):
        return stretches
    if all(is_without_zeros(other) for _, other in zeros.values()):
        start = constants.simplify_constant(t.subtract(last.interval.lower, period))
        return (replace(first, interval=replace(first.interval, lower=start)), *stretches[1:-1])
    if all(is_without_zeros(ours) for ours, _ in zeros.values()):
        end = constants.simplify_constant(t.add(first.interval.upper, period))
        return (*stretches[1:-1], replace(last, interval=replace(last.interval, upper=end)))
    return stretches


def is_without_zeros(roots: RootSet) -> bool:
    """Nothing listed."""
    return not (roots.roots or roots.families or roots.undecided)


def worked(tree: Expr, variable: str, stretches: tuple[Stretch, ...], which: str, everywhere: bool) -> tuple[Step, ...]:
    """The steps with exponentials as they were typed; not everywhere: they speak of an interval, not of the domain."""
    steps = worked_pieces(tree, variable, stretches, which)
    if not everywhere:
        steps = tuple(replace(step, rule="no_solution_here") if step.rule == "no_solution_inside" else step for step in steps)
    return tuple(map(step_with_powers_of_e, steps)) if types_powers_of_e(tree) else steps


def worked_pieces(tree: Expr, variable: str, stretches: tuple[Stretch, ...], which: str) -> tuple[Step, ...]:
    """One solution for all pieces where one holds on all, otherwise one for each."""
    found: list[RootSet] = [getattr(stretch, which) for stretch in stretches]
    if not found:
        return ()
    made_of_pieces = is_made_of_pieces(tree)
    worked_each = [tuple(roots.steps) for roots in found]
    if not made_of_pieces:
        first = derive(tree, variable).result
        shown = first if which == "critical" else derive(first, variable).result
        worked_each = [as_displayed(steps, shown) for steps in worked_each]
        once = shown_once(worked_each, found, variable)
        if once is not None:
            if once and all(is_without_zeros(roots) and roots.complete is Truth.TRUE for roots in found):
                once = (*once, *ending(once))
            return (*once, *rejected(once, variable, [root.value for roots in found for root in roots.roots]))
    if all(roots.identically_zero for roots in found):
        return (Step("constant_pieces"),)
    if (len(found) == 1 and not is_cut_out(stretches[0])) or len(found) > MOST_PIECES:
        every = dict.fromkeys(step for steps in worked_each for step in steps)
        return tuple(step for step in every if not any(inner.rule in IN_ONE_PIECE for inner in walk(step)))
    return tuple(of_piece(*piece, variable) for piece in zip(stretches, found, worked_each, strict=True))


def is_cut_out(stretch: Stretch) -> bool:
    """The piece has two ends: its formula is not that of f everywhere."""
    return stretch.interval.lower != t.MINUS_INFINITY and stretch.interval.upper != t.INFINITY


def ending(once: tuple[Step, ...]) -> tuple[Step, ...]:
    """What is left to say when there is no zero: the search found none, or the families lie outside the domain."""
    if once[-1].rule in SEARCHES:
        return (Step("no_solution_here"),)
    families = [inner for step in once for inner in walk(step) if inner.rule in FAMILIES and inner.after is not None]
    return (Step("none_inside"),) if families else ()


def shown_once(worked_each: Sequence[tuple[Step, ...]], found: Sequence[RootSet], variable: str) -> tuple[Step, ...] | None:
    """One working that holds on all pieces, None when there is none.

    The pieces are worked alike, but for the zeros that each encloses; or the longest working starts from the same equation as the
    others, says nothing that holds on its own piece only, and comes to the zeros of all.
    """
    if len({tuple(map(without_enclosures, steps)) for steps in worked_each}) == 1:
        return tuple(joined(steps) for steps in zip(*worked_each, strict=True))
    longest = max(reversed(worked_each), key=lambda steps: sum(map(size, steps)))
    every = [inner for step in longest for inner in walk(step)]
    if any(step.rule in IN_ONE_PIECE for step in every) or any(beginning(steps) != beginning(longest) for steps in worked_each):
        return None
    if any(roots.families or roots.undecided for roots in found):
        return None
    reached = [value for step in every for value in solutions(step, variable)]
    zeros = [root.value for roots in found for root in roots.roots]
    return longest if all(any(value == zero or compare(value, zero) == 0 for value in reached) for zero in zeros) else None


def beginning(steps: Sequence[Step]) -> tuple[Expr | None, Expr | None]:
    """The equation that is solved, and what it first becomes: log(x) on one piece may be log(-x) on another."""
    return (steps[0].before, steps[0].after) if steps else (None, None)


def without_enclosures(step: Step) -> Step:
    """A search without the zeros that it enclosed; other steps as they are."""
    return replace(step, after=None, substeps=()) if step.rule in SEARCHES else step


def joined(alike: Sequence[Step]) -> Step:
    """Steps that differ in their enclosures only, with those of all, in order."""
    if alike[0].rule not in SEARCHES:
        return alike[0]
    parts = [part for step in alike for part in (step.after.conditions if isinstance(step.after, t.Junction) else (step.after,))]
    found = tuple(dict.fromkeys(part for part in parts if part is not None))
    inner = tuple(dict.fromkeys(substep for step in alike for substep in step.substeps))
    return replace(alike[0], after=t.Junction("or", found) if len(found) > 1 else next(iter(found), None), substeps=inner)


def as_displayed(steps: tuple[Step, ...], shown: Expr) -> tuple[Step, ...]:
    """The first equation in the form in which the derivative is printed; terms are brought to one fraction first."""
    if not steps or not isinstance(steps[0].before, t.Comparison):
        return steps
    printed = t.Comparison(shown, "==", t.ZERO)
    bare = shown.operand if isinstance(shown, t.Negation) else shown
    if isinstance(bare, t.Quotient) and t.is_constant(bare.numerator):
        return (Step("nonzero_numerator", printed, note=(bare.numerator,)),)
    if steps[0].rule == "numerator" and isinstance(bare, t.Sum):
        return Step("bring_to_one_fraction", printed, steps[0].before), *steps
    if steps[0].rule in ("no_solution_inside", "exponential_never_zero") or (steps[0].rule == "numerator" and isinstance(bare, t.Quotient)):
        return replace(steps[0], before=printed), *steps[1:]
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


def of_piece(stretch: Stretch, roots: RootSet, steps: Sequence[Step], variable: str) -> Step:
    """On a piece f has its own formula, and only solutions inside the piece count."""
    low, high, x = stretch.interval.lower, stretch.interval.upper, t.Variable(variable)
    values = [root.value for root in roots.roots]
    none = not values and not roots.families and not roots.undecided and not roots.identically_zero
    rule = "piece_without_solution" if none else "piece"
    steps = [replace(step, rule="no_solution_here") if step.rule == "no_solution_inside" else step for step in steps]
    return Step(rule, simplify(stretch.tree), alternatives(variable, values), tuple(steps), (low, high, x))
