"""grad f = 0 on the open pieces on which f is analytic: every solution, with what is not proved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field, replace
from itertools import product

from calc_cli import calculus
from calc_cli.classifying.several.odd_factors import is_same
from calc_cli.domain import Gate, Requirement, gates, with_definitions
from calc_cli.domain.conditions import gives_cases
from calc_cli.effort import deadline, now
from calc_cli.model import Component, Interval, PointFamily, PointSet, Refusal, Region, Step, System, SystemPoint, Truth
from calc_cli.records import mutable_record, record
from calc_cli.solving.systems import solve_system
from calc_cli.study.several.bounds import range_of
from calc_cli.study.several.inhabited import decide_inhabited, range_on
from calc_cli.study.several.place import piece_with, place_at
from calc_cli.study.several.region import WIDE_SIDE, contains, default_box, is_bounded, within_default
from calc_cli.tree import ZERO, Comparison, Expr, walk

MOST_JOINTS = 5
WIDER_SHARE = 0.1
FEW_POINTS = 100
APART_SECONDS = 1.0
ON_SETS = {Requirement.NONNEGATIVE: ">", Requirement.POSITIVE: ">", Requirement.NONZERO: "!="}
"""What makes f defined and smooth at a point of a set."""


@mutable_record
class Stationary:
    """points, families, components: proved solutions in the open pieces; complete: these are all in `within` (None: everywhere).

    unplaced: solutions of which it is not decided whether they lie in the domain; tree_at: the branch-free tree of each piece.
    """

    points: list[tuple[SystemPoint, Expr]] = field(default_factory=list)
    families: list[tuple[PointFamily, Expr]] = field(default_factory=list)
    components: list[tuple[Component, Expr]] = field(default_factory=list)
    unplaced: list[SystemPoint] = field(default_factory=list)
    undecided: list[Region] = field(default_factory=list)
    complete: bool = True
    within: Region | None = None
    trail: list[Refusal] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


@record
class Piece:
    """The open set on which the subterms have these signs; f equals the branch-free tree there."""

    signs: tuple[tuple[Expr, int], ...]
    tree: Expr


def pieces_of(tree: Expr, joints: tuple[Gate, ...]) -> Iterator[Piece] | None:
    """The pieces cut by the zeros of the subterms of abs, max, piecewise, …; None when they cannot be followed."""
    switches = tuple(dict.fromkeys(gate.subterm for gate in joints))
    if len(switches) > MOST_JOINTS or any(gate.requirement is Requirement.INTEGER_JOINT for gate in joints):
        return None
    plain = with_definitions(tree)
    found: list[Piece] = []
    for signs in product((1, -1), repeat=len(switches)):
        chosen = tuple(zip(switches, signs, strict=True))
        place = piece_with(dict(chosen))
        resolved = place.resolve(plain)
        if resolved is None:
            return None
        found.append(Piece(chosen, resolved))
    return iter(found)


def branching(tree: Expr) -> bool:
    """Is f given by cases (abs, max, piecewise, …)?"""
    return any(gives_cases(node) for node in walk(with_definitions(tree)))


def stationary_points(tree: Expr, variables: tuple[str, ...], region: Region | None, budget_seconds: float) -> Stationary:
    """Every stationary point in the interior of the region (None: R^n) off the places where f is not smooth."""
    found = Stationary(within=region)
    asked = gates(tree)
    joints = tuple(gate for gate in asked if not gate.restricts and gate.reason not in ("power", "cbrt", "root"))
    parts = pieces_of(tree, joints) if branching(tree) else iter((Piece((), tree),))
    if parts is None:
        found.complete = False
        found.warnings.append("the pieces of this function are too many to be followed; critical points are not searched")
        return found
    listed = list(parts)
    end = deadline(budget_seconds)
    for index, piece in enumerate(listed):
        left = max(0.2, (end - now()) / (len(listed) - index))
        equations = tuple(d.result for d in calculus.gradient(piece.tree, variables))
        _gather(found, piece, asked, variables, solve_everywhere(System(equations, variables, region), left))
    return found


def _gather(found: Stationary, piece: Piece, asked: tuple[Gate, ...], variables: tuple[str, ...], solved: PointSet) -> None:
    """What is solved on one piece, off the places where f is not smooth."""
    if solved.searched is not None and found.within is None:
        found.within = solved.searched
    found.complete = found.complete and solved.complete is Truth.TRUE
    found.undecided.extend(solved.undecided)
    found.trail.extend(solved.trail)
    found.steps.extend(step for step in solved.steps if step not in found.steps)
    meeting = [component for component in solved.components if may_meet(component, variables, solved.searched)]
    smooth = (where_smooth(conditioned(component, piece), piece.tree, variables) for component in meeting)
    for component in (each for each in smooth if each is not None):
        inhabited = decide_inhabited(component, variables, solved.searched)
        found.components.extend([(component, piece.tree)] if inhabited is Truth.TRUE else [])
        found.complete = found.complete and inhabited is not Truth.UNKNOWN
    found.families.extend((family, piece.tree) for family in solved.families)
    for point in solved.points:
        inside = contains(solved.searched, point.at)
        if inside is False:
            continue
        belongs = belongs_to(piece, asked, variables, point.at)
        if belongs is Truth.TRUE and inside:
            found.points.append((point, piece.tree))
        elif belongs is not Truth.FALSE:
            found.unplaced.append(point)


def may_meet(component: Component, variables: tuple[str, ...], region: Region | None) -> bool:
    """False: an equation of the set is proved to have no zero in the interior of the region."""
    if region is None:
        return True
    sides = {name: Interval(side.lower, side.upper) for name, side in zip(variables, region, strict=True)}
    ranges = [range_of(equation, sides) for equation in component.equations]
    return not any(found.proves_positive() or found.mirrored.proves_positive() for found in ranges)


def conditioned(component: Component, piece: Piece) -> Component:
    """The part of a set of solutions in the piece: the signs of the piece are added as conditions."""
    conditions = tuple(Comparison(subterm, ">" if sign > 0 else "<", ZERO) for subterm, sign in piece.signs)
    return replace(component, equations=(*component.equations, *conditions))


def where_smooth(component: Component, tree: Expr, variables: tuple[str, ...]) -> Component | None:
    """The part of a set on which the branch-free tree is defined and no root is at its border: conditions are added; None: empty."""
    asked = [gate for gate in gates(tree) if gate.requirement in ON_SETS]
    equations = tuple(equation for equation in component.equations if not isinstance(equation, Comparison))
    if any(is_same(gate.subterm, equation) for gate in asked for equation in equations):
        return None
    open_to_doubt = [gate for gate in asked if not holds_on(gate, component, equations, variables)]
    conditions = tuple(Comparison(gate.subterm, ON_SETS[gate.requirement], ZERO) for gate in open_to_doubt)
    return replace(component, equations=(*component.equations, *dict.fromkeys(conditions)))


def holds_on(gate: Gate, component: Component, equations: tuple[Expr, ...], variables: tuple[str, ...]) -> bool:
    """The subterm is proved to be positive (not zero, where that is all that is asked) at every point of the set."""
    found = range_on(gate.subterm, component, variables)
    either = gate.requirement is Requirement.NONZERO
    if found.proves_positive() or (either and found.mirrored.proves_positive()):
        return True
    return (either or found.proves_nonnegative()) and proves_apart((*equations, gate.subterm), variables)


def proves_apart(equations: tuple[Expr, ...], variables: tuple[str, ...]) -> bool:
    """The equations have no common zero."""
    solved = solve_system(System(equations, variables), APART_SECONDS)
    return solved.complete is Truth.TRUE and not (solved.points or solved.families or solved.components or solved.undecided)


def belongs_to(piece: Piece, asked: tuple[Gate, ...], variables: tuple[str, ...], at: tuple[Expr, ...]) -> Truth:
    """Does the point lie in the piece, and is f analytic there? FALSE: it is outside, or on a place where f is not smooth."""
    if not asked:
        return Truth.TRUE
    place = place_at(variables, at)
    for subterm, wanted in piece.signs:
        sign = place.sign(subterm)
        if sign is None:
            return Truth.UNKNOWN
        if sign != wanted:
            return Truth.FALSE
    unknown = False
    for gate in asked:
        if gate.requirement is Requirement.BRANCH or place.applies(gate) is Truth.FALSE:
            continue
        if place.regular((gate,)):
            continue
        if place.applies(gate) is Truth.UNKNOWN or place.sign(gate.subterm) is None:
            unknown = True
        else:
            return Truth.FALSE
    return Truth.UNKNOWN if unknown else Truth.TRUE


def solve_everywhere(system: System, budget_seconds: float) -> PointSet:
    """The solutions in all of the region, or in the part of it in the default box when it is unbounded and cannot be solved."""
    region = system.region
    solved = solve_system(system, budget_seconds)
    if solved.complete is Truth.TRUE or (region is not None and is_bounded(region)):
        return solved
    box = default_box(len(system.variables)) if region is None else within_default(region)
    began = now()
    inside = solve_system(System(system.equations, system.variables, box), budget_seconds)
    spent = now() - began
    if region is None and inside.complete is Truth.TRUE and spent < WIDER_SHARE * budget_seconds and len(inside.points) <= FEW_POINTS:
        wide = System(system.equations, system.variables, default_box(len(system.variables), WIDE_SIDE))
        wider = solve_system(wide, budget_seconds / 2)
        return wider if wider.complete is Truth.TRUE else inside
    return inside if _says_more(inside, solved) else solved


def _says_more(inside: PointSet, everywhere: PointSet) -> bool:
    return inside.complete is Truth.TRUE or len(inside.points) >= len(everywhere.points)
