"""One equation in one variable: its zeros, each put into the other equations. Products are split into their factors first."""

from __future__ import annotations

from contextlib import suppress
from itertools import product

from flint import fmpz_mpoly

from calc_cli import tree as t
from calc_cli.model import Component, Interval, PointFamily, PointSet, Proof, Root, RootSet, System, SystemPoint, Truth
from calc_cli.solving.form import Budget, Refused
from calc_cli.solving.systems.blocks import Solver, within_domain
from calc_cli.solving.systems.families import merged, moved, place
from calc_cli.solving.systems.form import SystemForm
from calc_cli.solving.systems.one_variable import LINE, zeros_of
from calc_cli.solving.systems.rings import key, used_in
from calc_cli.solving.trigonometric import members
from calc_cli.symbolic import constants
from calc_cli.symbolic.comparing import compare
from calc_cli.symbolic.display import expanded
from calc_cli.symbolic.factoring import factored
from calc_cli.symbolic.field import Field
from calc_cli.tree import Expr

CHOICE_LIMIT = 64


def solve_triangular(form: SystemForm, budget: Budget, solve: Solver) -> PointSet:
    """The union over the choices of one factor an equation; each by an equation in one variable."""
    if len(form.system.variables) == len(form.system.equations) == 1:
        with suppress(Refused):  # as given it may be shorter than its normal form
            side = LINE if form.system.region is None else form.system.region[0]
            return one_equation(form.system, zeros_of(form.system.equations[0], form.system.variables[0], side, budget))
    choices = [factors_of(form.field, p) for p in form.numerators if not p.is_zero()]
    count = 1
    for choice in choices:
        count *= max(1, len(choice))
    if count > CHOICE_LIMIT:
        raise Refused("too many factors")
    found: list[PointSet] = []
    seen = set()
    for combination in product(*choices):
        chosen = {key(p): p for p in combination}
        if frozenset(chosen) not in seen:
            seen.add(frozenset(chosen))
            found.append(one_choice(form, list(chosen.values()), budget, solve))
    return within_domain(form, union(form.system, found))


def factors_of(field: Field, polynomial: fmpz_mpoly) -> list[fmpz_mpoly]:
    """The irreducible factors that may vanish."""
    return [p for p, _ in factored(polynomial)[1] if not never_zero(field, p)]


def never_zero(field: Field, polynomial: fmpz_mpoly) -> bool:
    """A positive combination of exponentials."""
    exponentials = all(field.kernels[i].kind == "exp" for i in used_in(polynomial))
    return exponentials and len({int(c) > 0 for c in polynomial.coeffs()}) == 1


def one_choice(form: SystemForm, polynomials: list[fmpz_mpoly], budget: Budget, solve: Solver) -> PointSet:
    """The common zeros of irreducible polynomials over kernels, one of them in one variable alone."""
    names = [sorted({n for i in used_in(p) for n in form.field.kernels[i].depends}) for p in polynomials]
    trees = [expanded(form.field, p) for p in polynomials]
    single = [k for k, used in enumerate(names) if len(used) == 1]
    if not single:
        raise Refused("no equation in one variable alone")
    system = form.system
    chosen = min(single, key=lambda k: len(polynomials[k]))
    name = names[chosen][0]
    index = system.variables.index(name)
    side = LINE if system.region is None else system.region[index]
    others = tuple(tree for k, tree in enumerate(trees) if k != chosen)
    rest = tuple(v for v in system.variables if v != name)
    if not rest and not others:
        return one_equation(system, zeros_of(trees[chosen], name, side, budget))
    region = None if system.region is None else tuple(s for v, s in zip(system.variables, system.region, strict=True) if v != name)
    parts = [
        with_value(system, index, root, solve(System(substituted(others, name, root.value), rest, region), budget))
        for root in all_zeros(trees[chosen], name, side, budget)
    ]
    return union(system, parts)


def one_equation(system: System, found: RootSet) -> PointSet:
    """The zeros of one function of one variable as solutions of a system."""
    families = [PointFamily(point_of(family.base), ((family.period,),)) for family in found.families]
    return PointSet(system.region, tuple(map(point_of, found.roots)), merged(families))


def point_of(root: Root) -> SystemPoint:
    """A zero as a point of the line."""
    return SystemPoint((root.value,), root.proof, root.method, 1 if root.multiplicity == 1 else None)


def all_zeros(tree: Expr, name: str, side: Interval, budget: Budget) -> list[Root]:
    """The zeros on the side; the members of families when it is bounded."""
    found = zeros_of(tree, name, side, budget)
    roots = list(found.roots)
    for family in found.families:
        if side.lower == t.MINUS_INFINITY or side.upper == t.INFINITY:
            raise Refused("infinitely many values of one variable")
        base = family.base
        roots += [Root(v, base.multiplicity, base.proof, base.method) for v in members(base.value, family.period, side)]
    return roots


def substituted(equations: tuple[Expr, ...], name: str, value: Expr) -> tuple[Expr, ...]:
    """The equations with the variable replaced by its value."""
    return tuple(t.substitute(e, {name: value}) for e in equations)


def with_value(system: System, index: int, root: Root, found: PointSet) -> PointSet:
    """The solutions of the other variables with this one put back."""
    if found.complete is not Truth.TRUE or found.undecided:
        raise Refused(found.trail[-1].reason if found.trail else "undecided boxes")
    if found.families:
        raise Refused("families of solutions beside the values of one variable")
    points = []
    for point in found.points:
        at = (*point.at[:index], root.value, *point.at[index:])
        simple = 1 if point.multiplicity == 1 and root.multiplicity == 1 else None
        proof = point.proof if point.proof is not Proof.EXACT else root.proof
        points.append(SystemPoint(at, proof, "triangular", simple))
    fixed = t.subtract(t.Variable(system.variables[index]), root.value)
    components = tuple(Component((fixed, *c.equations), c.dimension) for c in found.components)
    return PointSet(system.region, tuple(points), components=components)


def union(system: System, parts: list[PointSet]) -> PointSet:
    """All solutions of the parts, each point once, points and families on components left out."""
    components = tuple(dict.fromkeys(c for part in parts for c in part.components))
    kept: list[SystemPoint] = []
    for point in (p for part in parts for p in part.points):
        if not any(same(point.at, other.at) for other in kept) and not any(lies_on(system, point, c) for c in components):
            kept.append(point)
    families = tuple(f for part in parts for f in part.families if not any(family_lies_on(system, f, c) for c in components))
    if len(families) > 0 and sum(bool(part.families) for part in parts) > 1:
        raise Refused("families of solutions of several factors")
    return PointSet(system.region, tuple(sorted(kept, key=lambda p: place(p.at))), families, components)


def family_lies_on(system: System, family: PointFamily, component: Component) -> bool:
    """Do the base and its shifts by sums of periods lie on the component? Refused when some do and some do not."""
    answers = set()
    for choice in product((False, True), repeat=len(family.periods)):
        at = family.base.at
        for period, taken in zip(family.periods, choice, strict=True):
            at = moved(at, period, int(taken))
        answers.add(lies_on(system, SystemPoint(at, family.base.proof, family.base.method), component))
    if len(answers) > 1:
        raise Refused("a family of solutions crosses a set of solutions")
    return answers.pop()


def same(a: tuple[Expr, ...], b: tuple[Expr, ...]) -> bool:
    """Are the two points equal? Refused when it is not decided."""
    for x, y in zip(a, b, strict=True):
        order = compare(x, y)
        if order is None:
            raise Refused("whether two solutions are equal is not decided")
        if order:
            return False
    return True


def lies_on(system: System, point: SystemPoint, component: Component) -> bool:
    """Do all equations of the component vanish at the point?"""
    bindings = dict(zip(system.variables, point.at, strict=True))
    for equation in component.equations:
        sign = constants.sign_of(constants.simplify_constant(t.substitute(equation, bindings)))
        if sign is None:
            raise Refused("whether a solution is isolated is not decided")
        if sign:
            return False
    return True
