"""A common factor of all equations vanishes on a hypersurface of solutions: it is divided out and the rest solved.

The zero set of a continuous function that takes both signs on a segment on which it is defined separates R^n, so it has dimension n - 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

from flint import fmpz_mpoly

from calc_cli import balls
from calc_cli import tree as t
from calc_cli.balls.precision import between_ends
from calc_cli.model import Component, PointSet, StopReason, System, Truth
from calc_cli.solving.form import Budget, Refused
from calc_cli.solving.systems.blocks import Solver, within_domain
from calc_cli.solving.systems.form import SystemForm
from calc_cli.solving.systems.rings import used_in
from calc_cli.solving.systems.triangular import factors_of, union
from calc_cli.symbolic.display import expanded
from calc_cli.symbolic.normalize import normalize_all
from calc_cli.tree import Expr

GRID = tuple(Fraction(a, 16) for a in (10, -14, 2, -1, 26, -42, 54, -60, 130, -141))
SEGMENT_PARTS = 16
SAMPLES = 100
PAIRS = 3


def solve_common_factor(form: SystemForm, budget: Budget, solve: Solver) -> PointSet:
    """The zeros of the common factor, and the solutions of the system divided by it."""
    if len(form.system.variables) < 2:
        raise Refused("one variable")
    common = common_factor(form)
    if not any(form.field.kernels[i].kind != "variable" for p in form.numerators for i in used_in(p)):
        raise Refused("rational functions are split by the elimination")
    names = form.system.variables
    parts = [zero_set(form, factor, budget, solve) for factor in factors_of(form.field, common)]
    rest = tuple(expanded(form.field, divmod(p, common)[0]) for p in form.numerators)
    parts.append(solve(System(rest, names), budget))
    if any(p.complete is not Truth.TRUE or p.undecided or p.stopped is not StopReason.FINISHED for p in parts):
        raise Refused("the system divided by its common factor is not solved")
    return union(form.system, [within_domain(form, part) for part in parts])


def common_factor(form: SystemForm) -> fmpz_mpoly:
    """The greatest common divisor of the numerators; Refused when no variable occurs in it."""
    common = form.numerators[0]
    for p in form.numerators[1:]:
        common = common.gcd(p)
    if common.is_zero() or not any(form.field.kernels[i].depends for i in used_in(common)):
        raise Refused("no common factor")
    return common


def zero_set(form: SystemForm, factor: fmpz_mpoly, budget: Budget, solve: Solver) -> PointSet:
    """The real zeros of an irreducible polynomial over kernels."""
    names = form.system.variables
    tree = expanded(form.field, factor)
    if is_continuous(tree) and proves_both_signs(tree, names):
        return PointSet(None, components=(Component((as_typed(form, factor) or tree,), len(names) - 1),))
    if len(form.numerators) == 1:
        raise Refused("whether one equation has real zeros is not decided")
    return solve(System((tree,), names), budget)


def as_typed(form: SystemForm, factor: fmpz_mpoly) -> Expr | None:
    """A factor of an equation as it was given whose normal form is this polynomial."""
    equations = form.system.equations
    candidates = tuple(dict.fromkeys(f for e in equations for f in factors_as_given(e) if t.variables_of(f)))
    if not candidates:
        return None
    elements = normalize_all((*equations, *(c.tree for c in form.conditions if c.relation == "!="), *candidates))
    kernels = elements[0].field.kernels
    if any(k.tree != kernels[k.index].tree for k in form.field.kernels):
        return None
    found = [c for c, e in zip(candidates, elements[-len(candidates) :], strict=True) if e.numerator in (factor, -factor)]
    return found[0] if found else None


def factors_as_given(tree: Expr) -> Iterator[Expr]:
    """The factors above the bar."""
    match tree:
        case t.Product(parts):
            for part in parts:
                yield from factors_as_given(part)
        case t.Negation(inside) | t.Quotient(inside, _):
            yield from factors_as_given(inside)
        case t.Power(base, t.Number()):
            yield from factors_as_given(base)
        case _:
            yield tree


def proves_both_signs(tree: Expr, names: tuple[str, ...]) -> bool:
    """Two points with opposite signs are found, the function defined on the segment between them."""
    function = balls.compiled(tree, names)
    positive: list[tuple[Fraction, ...]] = []
    negative: list[tuple[Fraction, ...]] = []
    for count, point in enumerate(product(GRID, repeat=len(names))):
        value = function(*(between_ends(x, x) for x in point))
        if value > 0:
            positive.append(point)
        elif value < 0:
            negative.append(point)
        fresh = (positive if value > 0 else negative)[-1:]
        others = (negative if value > 0 else positive)[-PAIRS:]
        if any(defined_between(tree, names, a, b) for a in fresh for b in others):
            return True
        if count > SAMPLES:
            break
    return False


def defined_between(tree: Expr, names: tuple[str, ...], a: tuple[Fraction, ...], b: tuple[Fraction, ...]) -> bool:
    """The function is finite, so defined and continuous, in small boxes that cover the segment."""
    function = balls.compiled(tree, names)
    for k in range(SEGMENT_PARTS):
        s, e = Fraction(k, SEGMENT_PARTS), Fraction(k + 1, SEGMENT_PARTS)
        sides = []
        for x, y in zip(a, b, strict=True):
            ends = sorted((x + (y - x) * s, x + (y - x) * e))
            sides.append(between_ends(ends[0], ends[1]))
        if not function(*sides).is_finite():
            return False
    return True


def is_continuous(tree: Expr) -> bool:
    """Built from functions that are continuous where they are defined."""
    return not any(isinstance(n, t.Call) and n.function in ("sign", "floor", "ceil", "step") for n in t.walk(tree))
