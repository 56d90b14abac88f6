"""Roots of several factors in one increasing list, equal ones joined, and the `RootSet` they make."""

from __future__ import annotations

from functools import reduce

from calc_cli import balls
from calc_cli import tree as t
from calc_cli.model import Equation, Interval, Refusal, Root, RootSet, Truth
from calc_cli.solving.form import Solved
from calc_cli.symbolic.comparing import in_order


def merged(equation: Equation, solved: Solved, trail: tuple[Refusal, ...]) -> RootSet:
    """The contract's value from what the strategies gathered. `complete` FALSE marks an identically vanishing function."""
    interval = equation.interval
    if solved.complete is Truth.FALSE:
        return RootSet(interval, identically_zero=True, steps=tuple(solved.steps), trail=trail)
    roots, undecided = sorted_roots(solved.roots)
    complete = solved.complete if not undecided else Truth.UNKNOWN
    return RootSet(
        interval,
        tuple(roots),
        tuple(solved.families),
        (*solved.undecided, *undecided),
        complete,
        accumulates_at=solved.accumulates_at,
        trail=trail,
        steps=tuple(solved.steps),
    )


def sorted_roots(roots: list[Root]) -> tuple[list[Root], list[Interval]]:
    """Increasing, one entry a value; two values that cannot be told apart become an undecided interval."""
    groups, doubtful = in_order(roots, lambda root: root.value)
    undecided = []
    for first, second in doubtful:
        balls_of = [balls.rational_ends(balls.enclose(root.value)) for root in (first, second)]
        low, high = min(b[0] for b in balls_of), max(b[1] for b in balls_of)
        undecided.append(Interval(t.rational(low), t.rational(high), True, True))
    unsure = [root for pair in doubtful for root in pair]
    return [reduce(joined, group) for group in groups if not any(root in unsure for root in group)], undecided


def joined(first: Root, second: Root) -> Root:
    """One root found twice: multiplicities add, the shorter exact form stays."""
    keep = first if not isinstance(first.value, t.IsolatedRoot) else second
    total = None if first.multiplicity is None or second.multiplicity is None else first.multiplicity + second.multiplicity
    return Root(keep.value, total, keep.proof, keep.method)
