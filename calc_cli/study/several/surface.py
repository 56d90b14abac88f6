"""The whole study of a function of several variables."""

from __future__ import annotations

from dataclasses import replace

from calc_cli import balls, calculus, stages
from calc_cli import tree as t
from calc_cli.classifying.several import proves_monotone_rays
from calc_cli.domain import gates
from calc_cli.model import (
    Classification,
    CriticalPoint,
    CriticalSet,
    PointFamily,
    Problem,
    Proof,
    Region,
    Status,
    Surface,
    Test,
)
from calc_cli.records import record
from calc_cli.settings import Settings
from calc_cli.stages import Stage
from calc_cli.study.several.conditions import domain_conditions
from calc_cli.study.several.convexity import decide_convexity, sentence_on_convexity
from calc_cli.study.several.extrema import Landmarks, extrema_of
from calc_cli.study.several.levels import kind_at_level, sets_by_level, sets_by_value
from calc_cli.study.several.line import written
from calc_cli.study.several.points import Boundary, classified, critical_point, critical_set, in_order
from calc_cli.study.several.region import asked_region, contains, default_box, within_default
from calc_cli.study.several.stationary import Stationary, stationary_points
from calc_cli.study.several.taken import kinds_by_extrema, sets_by_extrema, with_global
from calc_cli.tree import Expr

RELAXED_SECONDS = 2.0


@record
class Criticals:
    """Critical points and sets of f in the interior of a region, and what is proved about the list.

    listed: none is missing within `status.within`; where one of the joints is 0, of the points without a gradient only the extrema.
    """

    points: tuple[CriticalPoint, ...]
    sets: tuple[CriticalSet, ...]
    status: Status
    listed: bool
    found: Stationary
    warnings: tuple[str, ...]
    joints: tuple[Expr, ...] = ()


def study_surface(problem: Problem, settings: Settings) -> Surface:
    """Gradient, Hessian, every critical point with its kind, bounds, convexity, with what is proved and what is not."""
    names, tree = problem.variables, problem.tree
    region = asked_region(settings.on, names)
    gradient = calculus.gradient(tree, names)
    stages.found("gradient", gradient)
    stages.keep()
    hessian = calculus.hessian(tree, names)
    stages.enter(Stage.SOLVING)
    criticals = critical_points_of(tree, names, region, settings.budget_seconds)
    stages.found("critical_points", (names, criticals.points))
    stages.enter(Stage.EXTREMA)
    boundary = boundary_points(tree, names, region, settings.budget_seconds)
    convexity = decide_convexity(tree, names, region, tuple(tuple(entry.result for entry in row) for row in hessian), criticals.points)
    within = criticals.found.within
    covered = criticals.listed and (within is None or within == region)
    box = within if criticals.listed else None
    landmarks = Landmarks(criticals.points, criticals.sets, boundary.points, covered and boundary.complete, box, boundary.flat)
    minimum, maximum = extrema_of(tree, names, region, landmarks, convexity, critical_values, settings.budget_seconds / 4)
    points = with_global(kinds_by_extrema(criticals.points, minimum, maximum), minimum, maximum)
    sets = settled_sets(sets_by_extrema(criticals.sets, minimum, maximum), criticals.found, names)
    return Surface(
        problem=problem,
        region=region,
        gradient=gradient,
        hessian=hessian,
        critical_points=points,
        critical_sets=sets,
        boundary=with_global(boundary.points, minimum, maximum),
        minimum=minimum,
        maximum=maximum,
        convexity=convexity,
        critical_status=replace(criticals.status, proved=criticals.listed and is_decided(points, sets)),
        solution=tuple(criticals.found.steps),
        notes=sentence_on_convexity(problem.name, convexity, points),
        warnings=(*criticals.warnings, *boundary.warnings),
        joints=criticals.joints,
        conditions=domain_conditions(tree, names, region),
    )


def critical_points_of(tree: Expr, variables: tuple[str, ...], region: Region | None, budget_seconds: float) -> Criticals:
    """Stationary points and the extrema among the points where f is not smooth."""
    found = stationary_points(tree, variables, region, budget_seconds)
    points = [critical_point(piece, variables, point) for point, piece in found.points]
    infinite = bool(found.families)
    for family, piece in found.families:
        points += _of_family(found, piece, variables, family, region)
    infinite = infinite and any(point.periods for point in points)
    sets = sets_of(found, variables)
    settled = True
    told: tuple[str, ...] = ()
    joints: tuple[Expr, ...] = ()
    if gates(tree):
        from calc_cli.study.several.singular import singular_points

        singular = singular_points(tree, variables, region, budget_seconds, inside)
        points += singular.points
        sets += singular.sets
        settled, told, joints = singular.settled, singular.warnings, singular.joints
        found.undecided = [box for box in found.undecided if not holds_only_a_cusp(tree, variables, singular.points, box)]
    warnings = (*found.warnings, *told, *_warnings(found, region))
    listed = found.complete and not found.undecided and not found.unplaced and settled
    listed = listed and all(point.proof is not Proof.UNPROVED for point in points)
    count = len(points) if listed and not infinite and not sets else None
    methods = tuple(dict.fromkeys(point.method for point in points if point.method))
    status = Status(listed, found.within, count, infinite, tuple(found.undecided), methods, tuple(found.trail))
    return Criticals(in_order([by_level(point, tree, variables) for point in points]), tuple(sets), status, listed, found, warnings, joints)


def by_level(point: CriticalPoint, tree: Expr, variables: tuple[str, ...]) -> CriticalPoint:
    """An undecided point of f = g(u), with the kind of g there."""
    if point.classification is not Classification.UNDECIDED:
        return point
    kind = kind_at_level(tree, variables, tuple(x.tree for x in point.at))
    return point if kind is None else replace(point, classification=kind, test=Test.ONE_SIGN, evidence=())


def sets_of(found: Stationary, variables: tuple[str, ...]) -> list[CriticalSet]:
    """The sets with their values, those on which f has several values in parts; `found` then lists a component for each."""
    sets: list[CriticalSet] = []
    components = []
    for component, piece in found.components:
        whole = critical_set(piece, variables, component)
        parts = sets_by_value(piece, variables, component) if whole.value is None else None
        if parts is None and whole.value is None and len(found.components) == 1:
            parts = sets_by_level(piece, variables, found.within, component.dimension)
        sets += parts or (whole,)
        components += [(component, piece)] * len(parts or (whole,))
    found.components = components
    return sets


def holds_only_a_cusp(tree: Expr, variables: tuple[str, ...], cusps: tuple[CriticalPoint, ...], box: Region) -> bool:
    """Is a point at which f is not smooth the only place in the box where the gradient could be zero?"""
    for cusp in cusps:
        at = tuple(x.tree for x in cusp.at)
        if contains(box, at, closed=True):
            ends = [balls.enclose(t.subtract(end, x)) for side, x in zip(box, at, strict=True) for end in (side.lower, side.upper)]
            radius = max(balls.rational_ends(abs(end))[1] for end in ends)
            if proves_monotone_rays(tree, variables, at, radius):
                return True
    return False


def settled_sets(sets: tuple[CriticalSet, ...], found: Stationary, variables: tuple[str, ...]) -> tuple[CriticalSet, ...]:
    """The sets whose kind no global extremum showed, classified."""
    settled = list(sets)
    for index, (component, piece) in enumerate(found.components):
        if settled[index].classification is Classification.UNDECIDED and settled[index].value is not None:
            settled[index] = classified(settled[index], piece, variables, component)
    return tuple(settled)


def boundary_points(tree: Expr, variables: tuple[str, ...], region: Region | None, budget_seconds: float) -> Boundary:
    """The points of the boundary of a box at which an extremum may lie."""
    if region is None:
        return Boundary((), (), True)
    from calc_cli.study.several.boundary import boundary_of

    return boundary_of(tree, variables, region, budget_seconds, inside)


def critical_values(tree: Expr, variables: tuple[str, ...]) -> list[Expr] | None:
    """All critical values of a smooth function on R^n; None when they are not proved to be all."""
    found = critical_points_of(tree, variables, None, RELAXED_SECONDS)
    values = (*(point.value for point in found.points), *(component.value for component in found.sets))
    if not found.listed or found.status.within is not None or None in values:
        return None
    return [value.tree for value in values if value is not None]


def is_decided(points: tuple[CriticalPoint, ...], sets: tuple[CriticalSet, ...]) -> bool:
    """Is the kind of every point and set known?"""
    kinds = (*(point.classification for point in points), *(component.classification for component in sets))
    return Classification.UNDECIDED not in kinds


def inside(
    tree: Expr, variables: tuple[str, ...], region: Region, budget_seconds: float
) -> tuple[tuple[CriticalPoint, ...], tuple[CriticalSet, ...], Status]:
    """Critical points and sets in the interior of a box."""
    found = critical_points_of(tree, variables, region, budget_seconds)
    return found.points, found.sets, found.status


def _of_family(
    found: Stationary, piece: Expr, variables: tuple[str, ...], family: PointFamily, region: Region | None
) -> list[CriticalPoint]:
    """Points that stand for all of a family, or its members inside a box."""
    from calc_cli.study.several.families import alike, members

    families = alike(piece, variables, family) if found.within is None else None
    if families is not None:
        return [critical_point(piece, variables, each.base, each.periods) for each in families]
    box = found.within or (default_box(len(variables)) if region is None else within_default(region))
    inside = members(family, box)
    if inside is None:
        found.complete = False
        found.warnings.append("a family of critical points could not be counted off inside the box")
        return [critical_point(piece, variables, family.base)]
    if found.within is None:
        found.within = box
    return [critical_point(piece, variables, member) for member in inside if contains(box, member.at)]


def _warnings(found: Stationary, region: Region | None) -> list[str]:
    """What the list of critical points leaves open."""
    told: list[str] = []
    if region is None and found.within is not None:
        sides = " x ".join(written(side) for side in found.within)
        told.append(f"critical points were searched in {sides} only; give another box with --on")
    if found.unplaced:
        told.append(f"{len(found.unplaced)} solutions of grad f = 0 are left out: it is not decided whether they lie in the domain")
    return told
