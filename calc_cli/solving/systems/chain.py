"""solve_system(system): the strategies in order, exact and complete over R^n first.

Contract: every real solution in the region is a listed point, in a family, on a component or in an undecided box - when `complete` is TRUE.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from calc_cli import tree as t
from calc_cli.model import Interval, PointSet, Refusal, Region, System, Truth
from calc_cli.solving.form import Budget, Refused
from calc_cli.solving.systems.algebraic import solve_algebraic
from calc_cli.solving.systems.form import SystemForm, form_of
from calc_cli.solving.systems.regions import restricted

Strategy = Callable[[SystemForm, Budget], PointSet]

STRATEGIES: tuple[tuple[str, Strategy], ...] = (
    ("polynomial", solve_algebraic),  # rational functions over Q: exact elimination, complete over R^n
)


def solve_system(system: System, budget_seconds: float = 10.0) -> PointSet:
    """Every common real zero of the equations, in the region or wherever they are defined.

    >>> from calc_cli.language import parse_expression, to_text
    >>> equations = tuple(parse_expression(text) for text in ("x^2 + y^2 - 2", "x - y"))
    >>> [tuple(map(to_text, point.at)) for point in solve_system(System(equations, ("x", "y"))).points]
    [('-1', '-1'), ('1', '1')]
    """
    budget = Budget.of(budget_seconds)
    trail: list[Refusal] = []
    try:
        form = form_of(system)
    except Refused as reason:
        return undecided(system, (Refusal("normal_form", str(reason)),))
    for name, strategy in STRATEGIES:
        try:
            found = restricted(strategy(form, budget), system.region)
            return replace(found, trail=tuple(trail))
        except Refused as reason:
            trail.append(Refusal(name, str(reason)))
    return undecided(system, tuple(trail))


def undecided(system: System, trail: tuple[Refusal, ...]) -> PointSet:
    """Nothing is known of the solutions."""
    return PointSet(system.region, complete=Truth.UNKNOWN, undecided=(system.region or whole_space(system),), trail=trail)


def whole_space(system: System) -> Region:
    """R^n as a region."""
    return tuple(Interval(t.MINUS_INFINITY, t.INFINITY) for _ in system.variables)
