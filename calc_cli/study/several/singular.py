"""Points where f is defined but not smooth: zeros of the arguments of abs, max, roots, and of piecewise conditions.

On such a locus u = 0 an extremum of f is an extremum of f restricted to it. Loci that are isolated points, or that can be solved
for a variable, are analysed; for the others a warning says so, and completeness is not claimed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field, replace
from fractions import Fraction
from itertools import product

from calc_cli import balls
from calc_cli import tree as t
from calc_cli.calculus import gradient
from calc_cli.classifying.several import SeveralVerdict, classify_singular_point
from calc_cli.classifying.several.separable import terms_of
from calc_cli.domain import Gate, Requirement, gates, with_definitions
from calc_cli.language import to_text
from calc_cli.model import (
    Classification,
    Component,
    CriticalPoint,
    CriticalSet,
    PointType,
    Proof,
    Region,
    Status,
    System,
    SystemPoint,
    Test,
    Truth,
)
from calc_cli.records import mutable_record, record
from calc_cli.solving.systems import solve_system
from calc_cli.study.several.bounds import Range, range_of
from calc_cli.study.several.joints import decide_stationary
from calc_cli.study.several.line import study_on_line
from calc_cli.study.several.place import piece_with, place_at
from calc_cli.study.several.points import described, value_of
from calc_cli.study.several.region import LINE, contains
from calc_cli.study.several.sets import value_on
from calc_cli.symbolic.asymptotics import end_sign
from calc_cli.symbolic.comparing import compare
from calc_cli.symbolic.constants import sign_of, simplify_constant
from calc_cli.tree import Call, Expr, Negation, Power, Product, Variable, is_constant, substitute, variables_of

Inside = Callable[[Expr, tuple[str, ...], Region, float], tuple[tuple[CriticalPoint, ...], object, Status]]
At = tuple[Expr, ...]
PARAMETER = "t_"
SWITCHES = ("abs", "max", "min", "sign", "piecewise")


@record
class Singular:
    """Extrema and stationary points where f is not smooth; settled: there are no others; joints: f may have no gradient where one is 0."""

    points: tuple[CriticalPoint, ...] = ()
    sets: tuple[CriticalSet, ...] = ()
    settled: bool = True
    warnings: tuple[str, ...] = ()
    joints: tuple[Expr, ...] = ()


@mutable_record
class Candidates:
    """Points of a locus at which an extremum may lie; complete: nowhere else."""

    at: list[At]
    complete: bool = True
    sets: list[CriticalSet] = field(default_factory=list)


@record
class Function:
    """f on a region (None: R^n)."""

    tree: Expr
    variables: tuple[str, ...]
    region: Region | None
    budget_seconds: float
    inside: Inside

    @property
    def sides(self) -> Region:
        """The region, R^n written out."""
        return self.region or (LINE,) * len(self.variables)

    def range_of(self, tree: Expr) -> Range:
        """A range of a subterm on the region."""
        return range_of(tree, dict(zip(self.variables, self.sides, strict=True)))


def singular_points(tree: Expr, variables: tuple[str, ...], region: Region | None, budget_seconds: float, inside: Inside) -> Singular:
    """The extrema on the loci where f is not smooth."""
    f = Function(tree, variables, region, budget_seconds, inside)
    loci = [gate for gate in gates(tree) if may_meet(gate, f)]
    if not loci:
        return Singular()
    candidates: dict[At, None] = {}
    left: list[str] = []
    sets: list[CriticalSet] = []
    settled = True
    for subterm in dict.fromkeys(gate.subterm for gate in loci):
        found = on_locus(subterm, [gate for gate in loci if gate.subterm == subterm], f)
        candidates.update(dict.fromkeys(found.at))
        sets += found.sets
        if not found.complete:
            settled = False
            whole = any(gate.requirement is Requirement.INTEGER_JOINT for gate in loci if gate.subterm == subterm)
            left.append(f"{to_text(subterm)} is an integer" if whole else f"{to_text(subterm)} = 0")
    points: list[CriticalPoint] = []
    for at in candidates:
        point = singular_point(at, f)
        if point is not None and point.classification is Classification.NOT_EXTREMUM:
            stationary = decide_stationary(tree, variables, at)
            settled = settled and stationary is not Truth.UNKNOWN
            flat = replace(point, classification=Classification.SADDLE, type=PointType.STATIONARY)
            point = flat if stationary is Truth.TRUE else None
        if point is not None:
            points.append(point)
    cut = tuple(dict.fromkeys(gate.subterm for gate in loci if gate.requirement is Requirement.JOINT))
    told = [f"not analysed where {' or '.join(left)}: f may not be smooth there"] if left else []
    if cut and not left:
        where = " = 0 or ".join(map(to_text, cut))
        told.append(f"f may not be differentiable where {where} = 0; of those points the extrema and the stationary ones are listed")
    return Singular(tuple(points), tuple(sets), settled, tuple(told), cut)


def may_meet(gate: Gate, f: Function) -> bool:
    """The locus may hold points of the domain at which f is not smooth."""
    if gate.requirement not in (Requirement.JOINT, Requirement.INTEGER_JOINT, Requirement.NONNEGATIVE):
        return False
    if is_constant(gate.subterm) and gate.requirement is not Requirement.INTEGER_JOINT:
        return sign_of(gate.subterm) not in (1, -1)
    found = f.range_of(gate.subterm)
    return not (found.proves_positive() or found.mirrored.proves_positive())


def on_locus(subterm: Expr, asked: list[Gate], f: Function) -> Candidates:
    """Where on u = 0 an extremum may lie."""
    if any(gate.requirement is Requirement.INTEGER_JOINT for gate in asked):
        return Candidates([], complete=False)
    equations = zero_equations(subterm, f)
    if equations is not None:
        found = common_zeros(equations, f)
        return on_graph(equations[0], f) if not found.complete and len(equations) == 1 else found
    if all(gate.requirement is Requirement.NONNEGATIVE for gate in asked):
        if gates(subterm):
            return Candidates([], complete=False)
        slopes = tuple(entry.result for entry in gradient(subterm, f.variables))
        return common_zeros((subterm, *slopes), f)  # elsewhere u = 0 is an edge of the domain
    found = on_graph(subterm, f)
    return found if found.complete else on_curve(subterm, asked, f)


def zero_equations(tree: Expr, f: Function) -> tuple[Expr, ...] | None:
    """Equations that hold exactly where u = 0, for u >= 0 on the region put together from even powers, abs and roots; otherwise None."""
    found = f.range_of(tree)
    if not (found.proves_nonnegative() or found.mirrored.proves_nonnegative()):
        return None
    parts = terms_of(tree)
    signs = {1 if f.range_of(part).proves_nonnegative() else -1 if f.range_of(part).mirrored.proves_nonnegative() else 0 for part in parts}
    if len(signs) != 1 or 0 in signs:
        return None
    return tuple(base_of(part) for part in parts)


def base_of(tree: Expr) -> Expr:
    """b for b**k, |b|, sqrt(b), c*b: zero exactly where the tree is."""
    match tree:
        case Power(base, exponent) if (t.rational_value(exponent) or 0) > 0:
            return base_of(base)
        case Call("abs" | "sqrt" | "cbrt", (inside,)):
            return base_of(inside)
        case Negation(operand):
            return base_of(operand)
        case Product(factors) if len(varying := [x for x in factors if not is_constant(x)]) == 1:
            fixed = sign_of(t.multiply(*(x for x in factors if is_constant(x))))
            return base_of(varying[0]) if fixed in (1, -1) else tree
        case _:
            return tree


def common_zeros(equations: tuple[Expr, ...], f: Function) -> Candidates:
    """The isolated common zeros; not complete when there are others."""
    if any(gates(equation) for equation in equations):
        return Candidates([], complete=False)
    solved = solve_system(System(equations, f.variables, f.region), f.budget_seconds)
    complete = solved.complete is Truth.TRUE and not (solved.components or solved.families or solved.undecided)
    inside = [point.at for point in solved.points if contains(f.region, point.at)]
    unsure = any(contains(f.region, point.at) is None for point in solved.points)
    return Candidates(inside, complete and not unsure)


def on_graph(subterm: Expr, f: Function) -> Candidates:
    """u = 0 solved for a variable in which it is linear; then the critical points of f restricted to it."""
    solved = solved_for(subterm, f)
    if solved is None:
        return Candidates([], complete=False)
    index, value = solved
    name = f.variables[index]
    rest = tuple(other for other in f.variables if other != name)
    sides = tuple(side for k, side in enumerate(f.sides) if k != index)
    restricted = substitute(f.tree, {name: value})
    found, complete = restricted_points(restricted, rest, sides, f)
    whole: list[At] = []
    for at in found:
        lifted = simplify_constant(substitute(value, dict(zip(rest, at, strict=True))))
        whole.append((*at[:index], lifted, *at[index:]))
    kept = [at for at in whole if contains(f.region, at)]
    return Candidates(kept, complete and all(contains(f.region, at) is not None for at in whole))


def on_curve(subterm: Expr, asked: list[Gate], f: Function) -> Candidates:
    """On a smooth u = 0 along which f passes from one analytic function to another: f is constant there, or (n = 2) its critical points."""
    others = [gate.subterm for gate in gates(f.tree) if gate.requirement is not Requirement.JOINT or gate.subterm != subterm]
    resolved = piece_with({subterm: 1}).resolve(with_definitions(f.tree))
    if others or resolved is None or gates(resolved) or gates(subterm) or any(gate.reason not in SWITCHES for gate in asked):
        return Candidates([], complete=False)
    value = value_on(resolved, f.variables, Component((subterm,), len(f.variables) - 1))
    if value is not None:
        component = flat_set(subterm, value, f)
        return Candidates([], complete=component is not None, sets=[component] if component is not None else [])
    if len(f.variables) != 2:
        return Candidates([], complete=False)
    (fx, fy), (ux, uy) = (tuple(entry.result for entry in gradient(tree, f.variables)) for tree in (resolved, subterm))
    return common_zeros((subterm, t.subtract(t.multiply(fx, uy), t.multiply(fy, ux))), f)


def flat_set(subterm: Expr, value: Expr, f: Function) -> CriticalSet | None:
    """u = 0 as a set of minima (maxima), when its value is a bound of f; otherwise None."""
    found = f.range_of(f.tree)
    for bound, kind in ((found.low, Classification.LOCAL_MINIMUM), (found.high, Classification.LOCAL_MAXIMUM)):
        if compare(bound, value) == 0:
            return CriticalSet((subterm,), None, len(f.variables) - 1, balls.number(value), kind, Proof.EXACT)
    return None


def solved_for(subterm: Expr, f: Function) -> tuple[int, Expr] | None:
    """(i, value) with u = 0 exactly where x_i = value, for u linear in x_i with a constant slope."""
    for index, name in enumerate(f.variables):
        if name not in variables_of(subterm) or gates(subterm):
            continue
        slope = gradient(subterm, (name,))[0].result
        if is_constant(slope) and sign_of(slope):
            constant = substitute(subterm, {name: t.ZERO})
            return index, t.negate(t.divide(constant, slope))
    return None


def restricted_points(tree: Expr, variables: tuple[str, ...], sides: Region, f: Function) -> tuple[list[At], bool]:
    """Critical points of the restriction, smooth or not."""
    if is_constant(tree):
        return [], False
    if len(variables) > 1:
        points, sets, status = f.inside(tree, variables, sides, f.budget_seconds / 2)
        return [tuple(x.tree for x in point.at) for point in points], status.proved and not sets and not status.infinite
    study = study_on_line(tree, variables[0], sides[0])
    points, status = study.critical_points, study.critical_status
    alone = not study.critical_sets and all(point.family is None for point in points) and not status.infinite
    everywhere = status.proved and (status.within is None or sides[0] != LINE)
    return [(point.at[0].tree,) for point in points], alone and everywhere


def singular_point(at: At, f: Function) -> CriticalPoint | None:
    """The point with its kind; None when f is smooth or undefined there."""
    place = place_at(f.variables, at)
    asked = gates(f.tree)
    if place.regular(asked) or place.defined(asked) is Truth.FALSE:
        return None
    value = value_of(place.resolve(f.tree) or f.tree, f.variables, at)
    verdict = classify_singular_point(with_definitions(f.tree), f.variables, at)
    if verdict.kind is Classification.UNDECIDED and value is not None:
        verdict = by_bounds(at, value.tree, f)
    return described(f.tree, f.variables, SystemPoint(at, Proof.EXACT, "singular"), verdict, PointType.CORNER)


def by_bounds(at: At, value: Expr, f: Function) -> SeveralVerdict:
    """An extremum by a bound that holds everywhere; none when f - f(a) has opposite signs along two rays."""
    found = range_of(f.tree, {})
    if compare(found.low, value) == 0:
        return SeveralVerdict(Classification.LOCAL_MINIMUM, None, Test.ONE_SIGN)
    if compare(found.high, value) == 0:
        return SeveralVerdict(Classification.LOCAL_MAXIMUM, None, Test.ONE_SIGN)
    signs: set[int] = set()
    for direction in product((0, 1, -1), repeat=len(at)):
        if any(direction):
            moved = {
                name: t.add(x, t.multiply(t.rational(Fraction(d)), Variable(PARAMETER)))
                for name, x, d in zip(f.variables, at, direction, strict=True)
            }
            sign = end_sign(t.subtract(substitute(f.tree, moved), value), PARAMETER, t.ZERO, 1)
            if sign:
                signs.add(sign)
            if len(signs) == 2:
                return SeveralVerdict(Classification.NOT_EXTREMUM, None, Test.CURVES)
    return SeveralVerdict(Classification.UNDECIDED, None, Test.NONE)
