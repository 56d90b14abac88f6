"""An equation linear in a variable gives it by the others; what it gives is put into the other equations.

Equations whose transcendental parts are proportional are subtracted first: cos(x + y) + 2(x - y) - 3/2 = 0 and
cos(x + y) - 2(x - y) + 5/2 = 0 give x - y = 1.
"""

from __future__ import annotations

from fractions import Fraction
from math import lcm

from flint import fmpq, fmpq_mat, fmpz_mpoly

from calc_cli import tree as t
from calc_cli.model import Component, PointFamily, PointSet, StopReason, System, SystemPoint, Truth
from calc_cli.solving.form import Budget, Refused
from calc_cli.solving.systems.blocks import Solver, within_domain
from calc_cli.solving.systems.form import SystemForm
from calc_cli.solving.systems.rings import by_degree, degrees, terms_of, used_in
from calc_cli.solving.systems.triangular import never_zero
from calc_cli.symbolic import constants, simplify
from calc_cli.symbolic.display import expanded
from calc_cli.symbolic.field import polynomial_from
from calc_cli.tree import Expr

Polynomials = tuple[fmpz_mpoly, ...]


def solve_substitution(form: SystemForm, budget: Budget, solve: Solver) -> PointSet:
    """The system in one variable less, and the solutions lifted."""
    system = form.system
    rows = [(p, tree) for p, tree in reduced(form) if not p.is_zero()]
    chosen = linear_equation(form, tuple(p for p, _ in rows))
    if chosen is None:
        raise Refused("no equation gives a variable by the others")
    position, name, value = chosen
    rest = tuple(v for v in system.variables if v != name)
    equations = tuple(simplify(t.substitute(tree, {name: value})) for k, (_, tree) in enumerate(rows) if k != position)
    return within_domain(form, lifted(system, name, value, rest, solve(System(equations, rest), budget)))


def reduced(form: SystemForm) -> list[tuple[fmpz_mpoly, Expr]]:
    """An equivalent system over Q, each polynomial with its tree: combinations without transcendental terms stand for one equation each."""
    plain = {i for i, k in enumerate(form.field.kernels) if k.kind == "variable"}
    tables = [dict(terms_of(p)) for p in form.numerators]
    monomials = sorted({m for table in tables for m in table}, key=lambda m: (all(not k or i in plain for i, k in enumerate(m)), m))
    rows = list(zip(form.numerators, form.system.equations, strict=True))
    if len(tables) < 2 or not monomials:
        return rows
    echelon, rank = matrix(tables, monomials).rref()
    for i in range(rank):
        combination = polynomial_of_row([fraction(echelon[i, j]) for j in range(len(monomials))], monomials)
        if used_in(combination) <= plain and not any(used_in(p) <= plain for p, _ in rows):
            for k in range(len(rows)):
                changed = [*rows[:k], (combination, expanded(form.field, combination)), *rows[k + 1 :]]
                if matrix([dict(terms_of(p)) for p, _ in changed], monomials).rank() == rank:
                    return changed
    return rows


def matrix(tables: list[dict[tuple[int, ...], int]], monomials: list[tuple[int, ...]]) -> fmpq_mat:
    """One row a polynomial, one column a monomial."""
    return fmpq_mat([[fmpq(table.get(m, 0)) for m in monomials] for table in tables])


def fraction(value: fmpq) -> Fraction:
    """The same number."""
    return Fraction(int(value.p), int(value.q))


def polynomial_of_row(numbers: list[Fraction], monomials: list[tuple[int, ...]]) -> fmpz_mpoly:
    """The row as a polynomial, denominators cleared."""
    scale = lcm(*(number.denominator for number in numbers))
    return polynomial_from({m: int(c * scale) for m, c in zip(monomials, numbers, strict=True) if c})


def linear_equation(form: SystemForm, numerators: Polynomials) -> tuple[int, str, Expr] | None:
    """(equation, variable, its value): the shortest equation a*v + b with a never zero and v nowhere else in it."""
    kernels = form.field.kernels
    best: tuple[int, int, str, Expr] | None = None
    for position, p in enumerate(numerators):
        for i in sorted(used_in(p)):
            if kernels[i].kind != "variable" or degrees(p)[i] != 1 or (best is not None and len(p) >= best[0]):
                continue
            name = next(iter(kernels[i].depends))
            parts = by_degree(p, i)
            if any(name in kernels[j].depends for j in used_in(p) if j != i) or not proves_nonzero(form, parts[1]):
                continue
            bottom = expanded(form.field, -parts[1])
            value = t.divide(expanded(form.field, parts[0]), bottom) if 0 in parts else t.ZERO
            best = len(p), position, name, value
    return None if best is None else best[1:]


def proves_nonzero(form: SystemForm, coefficient: fmpz_mpoly) -> bool:
    """A constant that is not zero, or a positive combination of exponentials."""
    if never_zero(form.field, coefficient):
        return True
    if any(form.field.kernels[i].depends for i in used_in(coefficient)):
        return False
    return constants.sign_of(constants.simplify_constant(expanded(form.field, coefficient))) not in (0, None)


def lifted(system: System, name: str, value: Expr, rest: tuple[str, ...], found: PointSet) -> PointSet:
    """The solutions in the other variables with the missing one put back."""
    if found.complete is not Truth.TRUE or found.undecided or found.stopped is not StopReason.FINISHED:
        raise Refused(found.trail[-1].reason if found.trail else "the reduced system is not solved")
    points = tuple(lifted_point(system, name, value, rest, point) for point in found.points)
    families = tuple(lifted_family(system, name, value, rest, family) for family in found.families)
    fixed = t.subtract(t.Variable(name), value)
    components = tuple(Component((fixed, *c.equations), c.dimension) for c in found.components)
    return PointSet(None, points, families, components)


def lifted_point(system: System, name: str, value: Expr, rest: tuple[str, ...], point: SystemPoint) -> SystemPoint:
    """One point; it is simple exactly when it was."""
    at = dict(zip(rest, point.at, strict=True))
    at[name] = constants.simplify_constant(t.substitute(value, at))
    return SystemPoint(tuple(at[v] for v in system.variables), point.proof, "substitution", point.multiplicity)


def lifted_family(system: System, name: str, value: Expr, rest: tuple[str, ...], family: PointFamily) -> PointFamily:
    """A family; the periods are carried over where the value changes by the same amount at every step."""
    base = lifted_point(system, name, value, rest, family.base)
    periods = []
    for period in family.periods:
        moving = dict(zip(rest, period, strict=True))
        step = shift(value, moving)
        periods.append(tuple(step if v == name else moving[v] for v in system.variables))
    return PointFamily(base, tuple(periods))


def shift(value: Expr, moving: dict[str, Expr]) -> Expr:
    """value(x + period) - value(x), when it does not depend on x; Refused otherwise."""
    moved = {v: t.add(t.Variable(v), p) for v, p in moving.items() if p != t.ZERO}
    difference = simplify(t.subtract(t.substitute(value, moved), value))
    if t.variables_of(difference):
        raise Refused("a family of solutions is not carried over")
    return constants.simplify_constant(difference)
