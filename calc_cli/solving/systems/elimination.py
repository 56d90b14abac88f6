"""A transcendental kernel shared by two equations is eliminated; what remains, linear in a variable, is put into the system.

2(x + 10) - 2x E = 0 and 2(y + 10) - 2y E = 0 with E = exp(-x**2 - y**2) give x = y.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from flint import fmpz_mpoly

from calc_cli import tree as t
from calc_cli.model import PointSet, System
from calc_cli.solving.form import Budget, Refused
from calc_cli.solving.systems.blocks import Solver, within_domain
from calc_cli.solving.systems.form import SystemForm
from calc_cli.solving.systems.rings import by_degree, degrees, is_linear_in, key, used_in
from calc_cli.solving.systems.substitution import lifted
from calc_cli.solving.systems.triangular import factors_of, union
from calc_cli.symbolic.display import expanded

WORK_LIMIT = 100_000
"""Of the products in a resultant, which cannot be interrupted."""


def solve_elimination(form: SystemForm, budget: Budget, solve: Solver) -> PointSet:
    """The union over the factors of what remains after the elimination."""
    factors = eliminated(form)
    found = [one_factor(form, factor, budget, solve) for factor in factors]
    return within_domain(form, union(form.system, found))


def eliminated(form: SystemForm) -> list[fmpz_mpoly]:
    """Polynomials in the variables alone, one of which vanishes at every solution."""
    kernels = form.field.kernels
    for p, q in combinations([p for p in form.numerators if not p.is_zero()], 2):
        shared = [i for i in used_in(p) & used_in(q) if kernels[i].kind != "variable" and kernels[i].depends]
        for index in sorted(shared):
            others = (used_in(p) | used_in(q)) - {index}
            if any(kernels[i].kind in ("sin", "cos") for i in (*others, index)):
                continue  # sines come in pairs: the resultant would not be free of them
            if len(p) ** degrees(q)[index] * len(q) ** degrees(p)[index] > WORK_LIMIT:
                continue
            resultant = p.resultant(q, index)
            factors = [] if resultant.is_zero() else factors_of(form.field, resultant)
            if factors and all(all(kernels[i].kind == "variable" for i in used_in(f)) for f in factors):
                return list({key(f): f for f in factors}.values())
    raise Refused("no kernel can be eliminated")


def one_factor(form: SystemForm, factor: fmpz_mpoly, budget: Budget, solve: Solver) -> PointSet:
    """The solutions of the system on factor = 0, which gives one variable by the others."""
    system = form.system
    linear = [i for i in used_in(factor) if is_linear_in(factor, i)]
    if not linear:
        raise Refused("what remains after the elimination is not linear in a variable")
    variable = form.field.kernels[linear[0]].tree
    assert isinstance(variable, t.Variable)
    parts = by_degree(factor, linear[0])
    bottom = t.rational(-int(parts[1].leading_coefficient()))
    value = t.divide(expanded(form.field, parts[0]), bottom) if 0 in parts else t.ZERO
    rest = tuple(name for name in system.variables if name != variable.name)
    equations = tuple(t.substitute(expanded(form.field, p), {variable.name: value}) for p in form.numerators)
    found = lifted(system, variable.name, value, rest, solve(System(equations, rest), budget))
    return replace(found, points=tuple(replace(p, method="elimination", multiplicity=None) for p in found.points))
