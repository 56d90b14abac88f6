"""Equations that share no variable: each group alone, by any strategy; an empty group empties the whole."""

from __future__ import annotations

from collections.abc import Callable

from calc_cli.model import PointSet, StopReason, System, Truth
from calc_cli.solving.form import Budget, Refused
from calc_cli.solving.systems.form import SystemForm, holds
from calc_cli.solving.systems.products import Part, combined
from calc_cli.solving.systems.rings import used_in
from calc_cli.symbolic.display import expanded
from calc_cli.tree import ZERO, Expr, variables_of

Solver = Callable[[System, Budget], PointSet]


def solve_blocks(form: SystemForm, budget: Budget, solve: Solver) -> PointSet:
    """The product of the solutions of the groups."""
    groups = groups_of(form)
    if len(groups) < 2:
        raise Refused("the equations do not fall apart")
    system = form.system
    sides = dict(zip(system.variables, system.region, strict=True)) if system.region is not None else {}
    parts, reasons = [], []
    for names, equations in groups:
        region = tuple(sides[name] for name in names) if system.region is not None else None
        found = solve(System(equations, names, region), budget)
        if found.complete is Truth.TRUE and not found.undecided and not (found.points or found.families or found.components):
            return PointSet(system.region)
        if found.complete is not Truth.TRUE or found.undecided or found.stopped is not StopReason.FINISHED:
            reasons.append(f"{', '.join(names)} alone: {found.trail[-1].reason if found.trail else 'undecided boxes'}")
        parts.append(Part(names, equations, found))
    if reasons:
        raise Refused("; ".join(reasons))
    whole = combined(system.variables, parts, system.region)
    return within_domain(form, whole)


def groups_of(form: SystemForm) -> list[tuple[tuple[str, ...], tuple[Expr, ...]]]:
    """(variables, equations) of every group, in the order of the variables."""
    groups: list[tuple[frozenset[str], tuple[Expr, ...]]] = [(frozenset((name,)), ()) for name in form.system.variables]
    for polynomial in form.numerators:
        if polynomial.is_zero():
            continue
        names = frozenset(n for i in used_in(polynomial) for n in form.field.kernels[i].depends)
        if not names:
            raise Refused("an equation without variables")
        touched = [g for g in groups if g[0] & names]
        equations = (*(e for g in touched for e in g[1]), expanded(form.field, polynomial))
        groups = [*(g for g in groups if not g[0] & names), (frozenset().union(*(g[0] for g in touched)), equations)]
    order = form.system.variables
    listed = [(tuple(name for name in order if name in names), equations) for names, equations in groups]
    return sorted(listed, key=lambda group: order.index(group[0][0]))


def within_domain(form: SystemForm, found: PointSet) -> PointSet:
    """The points at which the system is defined."""
    names = form.system.variables
    moving = {names[j] for f in found.families for period in f.periods for j, p in enumerate(period) if p != ZERO}
    if any(moving & variables_of(c.tree) for c in form.conditions):
        raise Refused("the domain is not periodic")
    points = tuple(p for p in found.points if all(holds(c, dict(zip(names, p.at, strict=True))) for c in form.conditions))
    families = tuple(f for f in found.families if all(holds(c, dict(zip(names, f.base.at, strict=True))) for c in form.conditions))
    return PointSet(found.searched, points, families, found.components)
