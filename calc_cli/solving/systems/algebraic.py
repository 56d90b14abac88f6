"""Rational systems: every kernel is a variable. Exact elimination, complete over R^n."""

from __future__ import annotations

from flint import fmpz_mpoly

from calc_cli import tree as t
from calc_cli.model import Component, PointSet, Proof, SystemPoint
from calc_cli.solving.form import Budget, Refused
from calc_cli.solving.systems.form import SystemForm, holds
from calc_cli.solving.systems.polynomial import Variety, real_variety, tree_of
from calc_cli.solving.systems.rings import moved, ring, used_in
from calc_cli.symbolic.field import Field
from calc_cli.tree import Expr

METHOD = "polynomial"


def solve_algebraic(form: SystemForm, budget: Budget) -> PointSet:
    """All real solutions of a system of rational functions over Q."""
    names = form.system.variables
    places = tuple(place_of(form.field, name) for name in names)
    if any(kernel.index not in places for kernel in form.kernels()):
        raise Refused("not a system of rational functions")
    excluded = [g for g in form.nonzero if used_in(g) <= set(places)]
    rest = [c for c in form.conditions if c.relation != "!=" or len(excluded) < len(form.nonzero)]
    context = ring(len(names))
    variety = real_variety(
        tuple(moved(p, context, places) for p in form.numerators), tuple(moved(g, context, places) for g in excluded), len(names), budget
    )
    kept = [k for k, point in enumerate(variety.points) if all(holds(c, dict(zip(names, point, strict=True))) for c in rest)]
    return point_set(variety, kept, tuple(t.Variable(name) for name in names))


def point_set(variety: Variety, kept: list[int], variables: tuple[Expr, ...]) -> PointSet:
    """The answer of the polynomial system in terms of the model."""
    points = tuple(
        SystemPoint(variety.points[k], Proof.EXACT, METHOD, 1 if variety.simple[k] else None) for k in kept
    )
    sheets = tuple(Component(tuple(shown(p, variables) for p in s.equations), s.dimension) for s in variety.sheets)
    return PointSet(None, points, components=sheets)


def shown(polynomial: fmpz_mpoly, variables: tuple[Expr, ...]) -> Expr:
    """The polynomial as a tree in the variables."""
    return tree_of(polynomial, variables)


def place_of(field: Field, name: str) -> int:
    """The generator of a variable; one of its own when the variable does not occur."""
    return field.kernel("variable", t.Variable(name), depends=(name,)).index
