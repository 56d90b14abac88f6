"""solve_system(system): the strategies in order, exact and complete over R^n first.

Contract: every real solution in the region is a listed point, in a family, on a component or in an undecided box - when `complete` is TRUE.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from calc_cli import tree as t
from calc_cli.model import Component, Interval, PointSet, Proof, Refusal, Region, System, SystemPoint, Truth
from calc_cli.solving.form import Budget, Refused
from calc_cli.solving.systems.algebraic import solve_algebraic
from calc_cli.solving.systems.blocks import Solver, solve_blocks
from calc_cli.solving.systems.box_search import search_box
from calc_cli.solving.systems.common_factor import solve_common_factor
from calc_cli.solving.systems.elimination import solve_elimination
from calc_cli.solving.systems.form import SystemForm, form_of
from calc_cli.solving.systems.regions import restricted
from calc_cli.solving.systems.rings import used_in
from calc_cli.solving.systems.substitution import solve_substitution
from calc_cli.solving.systems.triangular import solve_triangular
from calc_cli.symbolic import constants
from calc_cli.symbolic.display import expanded
from calc_cli.symbolic.field import NotInField

EXACT_SHARE = 0.5
"""Of the time, for the exact strategies, when a box can still be searched after them."""

Strategy = Callable[[SystemForm, Budget, Solver], PointSet]

STRATEGIES: tuple[tuple[str, Strategy], ...] = (
    ("common_factor", solve_common_factor),  # a hypersurface of solutions, shown by its own equation
    ("algebraic", lambda form, budget, _: solve_algebraic(form, budget)),  # each variable through one kernel: complete over R^n
    ("blocks", solve_blocks),  # groups of equations that share no variable, each by any strategy
    ("triangular", solve_triangular),  # an equation in one variable: its zeros put into the others
    ("substitution", solve_substitution),  # an equation linear in a variable, after subtracting common transcendental parts
    ("elimination", solve_elimination),  # a kernel shared by two equations eliminated
)


def solve_system(system: System, budget_seconds: float = 10.0) -> PointSet:
    """Every common real zero of the equations, in the region or wherever they are defined.

    >>> from calc_cli.language import parse_expression, to_text
    >>> equations = tuple(parse_expression(text) for text in ("x^2 + y^2 - 2", "x - y"))
    >>> [tuple(map(to_text, point.at)) for point in solve_system(System(equations, ("x", "y"))).points]
    [('-1', '-1'), ('1', '1')]
    """
    return solve_within(system, Budget.of(budget_seconds))


def solve_within(system: System, budget: Budget) -> PointSet:
    """As `solve_system`, inside a running budget."""
    if not system.variables or not system.equations:
        return trivial(system)
    trail: list[Refusal] = []
    bounded = is_bounded(system.region)
    exact = Budget.of(budget.seconds_left() * (EXACT_SHARE if bounded else 1.0))
    try:
        form = form_of(system)
        if proves_contradiction(form):
            return PointSet(system.region)
    except Refused as reason:
        trail.append(Refusal("normal_form", str(reason)))
    else:
        for name, strategy in STRATEGIES:
            try:
                return replace(restricted(strategy(form, exact, solve_within), system.region), trail=tuple(trail))
            except (Refused, NotInField) as reason:
                trail.append(Refusal(name, str(reason)))
    if bounded:
        found = search_box(system, budget.seconds_left())
        return replace(found, trail=(*trail, *found.trail))
    return undecided(system, tuple(trail))


def trivial(system: System) -> PointSet:
    """No variable: the empty point when every equation is 0 = 0. No equation: every point."""
    if system.variables:
        return PointSet(system.region, components=(Component((), len(system.variables)),))
    signs = [constants.sign_of(constants.simplify_constant(equation)) for equation in system.equations]
    if any(sign not in (0, None) for sign in signs):
        return PointSet(system.region)
    if any(sign is None for sign in signs):
        return undecided(system, (Refusal("constant", "whether a constant is zero is not decided"),))
    return PointSet(system.region, (SystemPoint((), Proof.EXACT, "constant", 1),))


def proves_contradiction(form: SystemForm) -> bool:
    """An equation is a constant proved different from zero; those that are zero are dropped."""
    for k, polynomial in enumerate(form.numerators):
        if not polynomial.is_zero() and not any(form.field.kernels[i].depends for i in used_in(polynomial)):
            sign = constants.sign_of(constants.simplify_constant(expanded(form.field, polynomial)))
            if sign is None:
                raise Refused("whether a constant is zero is not decided")
            if sign:
                return True
            form.numerators = (*form.numerators[:k], 0 * polynomial, *form.numerators[k + 1 :])
    return False


def is_bounded(region: Region | None) -> bool:
    """Every side has two finite ends."""
    return region is not None and all(side.lower != t.MINUS_INFINITY and side.upper != t.INFINITY for side in region)


def undecided(system: System, trail: tuple[Refusal, ...]) -> PointSet:
    """Nothing is known of the solutions."""
    return PointSet(system.region, complete=Truth.UNKNOWN, undecided=(system.region or whole_space(system),), trail=trail)


def whole_space(system: System) -> Region:
    """R^n as a region."""
    return tuple(Interval(t.MINUS_INFINITY, t.INFINITY) for _ in system.variables)
