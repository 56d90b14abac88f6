"""Systems that are polynomial in their kernels, each variable entering through one of them: exact elimination, complete over R^n."""

from __future__ import annotations

from typing import Any

from calc_cli import tree as t
from calc_cli.model import Component, PointFamily, PointSet, Proof, SystemPoint
from calc_cli.solving.form import Budget, Refused
from calc_cli.solving.systems.families import merged
from calc_cli.solving.systems.form import Condition, SystemForm, holds
from calc_cli.solving.systems.polynomial import Sheet, Variety, real_variety, sign
from calc_cli.solving.systems.rings import key, moved_back, ring, used_in
from calc_cli.solving.systems.story import story
from calc_cli.solving.systems.unknowns import Entrance, Role, Unknowns, unknowns_of
from calc_cli.symbolic import constants
from calc_cli.symbolic.comparing import compare
from calc_cli.symbolic.display import expanded
from calc_cli.symbolic.field import monomial
from calc_cli.tree import Expr

METHOD = "polynomial"


def solve_algebraic(form: SystemForm, budget: Budget) -> PointSet:
    """All real solutions of a system of rational functions of kernels."""
    unknowns = unknowns_of(form)
    places = set(unknowns.kernels)
    excluded = [g for g in form.nonzero if used_in(g) <= places]
    open_conditions = [c for c in form.conditions if c.relation != "!="]
    open_conditions += [Condition(expanded(form.field, g), "!=") for g in form.nonzero if not used_in(g) <= places]
    variety = real_variety(
        tuple(unknowns.polynomial(p) for p in (*form.numerators, *unknowns.relations)),
        tuple(unknowns.polynomial(g) for g in excluded),
        len(unknowns.kernels),
        budget,
        unknowns.positive,
    )
    angles = [j for j, e in enumerate(unknowns.entrances) if e.role is Role.ANGLE]
    points = solutions(form, unknowns, variety, open_conditions)
    components = tuple(component(form, unknowns, sheet) for sheet in joined(unknowns, list(variety.sheets)))
    steps = story(variety.journal, tuple(form.field.kernels[i].tree for i in unknowns.kernels))
    if not angles:
        return PointSet(None, tuple(points), components=components, steps=steps)
    names = {form.system.variables[j] for j in angles}
    if any(names & t.variables_of(c.tree) for c in open_conditions):
        raise Refused("the domain is not periodic")
    periods = tuple(period_vector(unknowns.entrances, j) for j in angles)
    return PointSet(None, families=merged([PointFamily(point, periods) for point in points]), components=components, steps=steps)


def solutions(form: SystemForm, unknowns: Unknowns, variety: Variety, conditions: list[Condition]) -> list[SystemPoint]:
    """The points of the variety that satisfy the signs and conditions, in the variables."""
    found = []
    for point, simple in zip(variety.points, variety.simple, strict=True):
        if any(sign(point[j]) < 0 for j in unknowns.nonnegative):
            continue
        if any(not equal(point[j], value) for j, value in unknowns.fixed.items()):
            continue
        values = dict(zip(unknowns.kernels, point, strict=True))
        at = tuple(e.value(values) for e in unknowns.entrances)
        bindings = dict(zip(form.system.variables, at, strict=True))
        if all(holds(c, bindings) for c in conditions):
            found.append(SystemPoint(at, Proof.EXACT, METHOD, 1 if simple else None))
    return found


def equal(value: Expr, constant: Expr) -> bool:
    """Are the two the same number? Refused when it is not decided."""
    order = compare(value, constant)
    if order is None:
        raise Refused("whether a coefficient has its own value is not decided")
    return order == 0


def joined(unknowns: Unknowns, sheets: list[Sheet]) -> list[Sheet]:
    """sin u = 0 with cos u = 1 and with cos u = -1 are together sin u = 0."""
    for e in unknowns.entrances:
        if e.role is Role.ANGLE:
            pair = [unknowns.polynomial(monomial({k: 1})) for k in (e.kernel, e.partner)]
            for zero, other in (pair, pair[::-1]):
                sheets = with_both_signs(sheets, key(zero), (key(other - 1), key(other + 1)))
    return sheets


def with_both_signs(sheets: list[Sheet], zero: frozenset[Any], signs: tuple[frozenset[Any], frozenset[Any]]) -> list[Sheet]:
    """Two sheets with the equation `zero` that differ in one of `signs` only become the sheet without it."""
    kept: list[Sheet] = []
    for sheet in sheets:
        names = frozenset(map(key, sheet.equations))
        sign = next((s for s in signs if s in names), None)
        if zero in names and sign is not None:
            other = (names - {sign}) | {signs[1 - signs.index(sign)]}
            if any(frozenset(map(key, candidate.equations)) == other for candidate in sheets):
                if sign == signs[0]:
                    kept.append(Sheet(tuple(p for p in sheet.equations if key(p) != sign), sheet.dimension))
                continue
        kept.append(sheet)
    return kept


def component(form: SystemForm, unknowns: Unknowns, sheet: Sheet) -> Component:
    """The sheet's equations in the variables, without the relations that always hold."""
    relations = {key(unknowns.polynomial(p)) for p in unknowns.relations} | {key(-unknowns.polynomial(p)) for p in unknowns.relations}
    equations = [p for p in sheet.equations if key(p) not in relations]
    if any(used_in(p) & (unknowns.nonnegative | unknowns.fixed.keys()) for p in equations):
        raise Refused("whether a set of solutions has the right signs is not decided")
    context = form.field.generator(form.field.kernels[0]).numerator.context() if form.field.kernels else ring(0)
    shown = tuple(expanded(form.field, moved_back(p, context, unknowns.kernels)) for p in equations)
    return Component(shown, sheet.dimension)


def period_vector(entrances: tuple[Entrance, ...], index: int) -> tuple[Expr, ...]:
    """The period of variable number `index` as a vector."""
    period = constants.simplify_constant(entrances[index].period())
    return tuple(period if j == index else t.ZERO for j in range(len(entrances)))
