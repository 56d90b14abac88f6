"""Solutions of systems that share no variable, put together: points with points, sets with anything."""

from __future__ import annotations

from itertools import product

from calc_cli import tree as t
from calc_cli.model import Component, PointFamily, PointSet, Proof, Region, SystemPoint
from calc_cli.records import record
from calc_cli.solving.form import Refused
from calc_cli.tree import Expr

PRODUCT_LIMIT = 20_000


@record
class Part:
    """The solutions of the equations in these variables alone."""

    variables: tuple[str, ...]
    equations: tuple[Expr, ...]
    found: PointSet


@record
class Share:
    """One solution of a part: a point, with periods a family, or (dimension > 0) a set with these equations."""

    variables: tuple[str, ...]
    equations: tuple[Expr, ...]
    point: SystemPoint | None = None
    periods: tuple[tuple[Expr, ...], ...] = ()
    dimension: int = 0


def shares(part: Part) -> list[Share]:
    """Every solution of a part."""
    found = part.found
    points = [Share(part.variables, point_equations(part.variables, p), p) for p in found.points]
    families = [Share(part.variables, part.equations, f.base, f.periods) for f in found.families]
    return [*points, *families, *(Share(part.variables, c.equations, dimension=c.dimension) for c in found.components)]


def point_equations(variables: tuple[str, ...], point: SystemPoint) -> tuple[Expr, ...]:
    """x - a = 0 for every coordinate."""
    return tuple(t.subtract(t.Variable(name), value) for name, value in zip(variables, point.at, strict=True))


def combined(variables: tuple[str, ...], parts: list[Part], region: Region | None) -> PointSet:
    """All combinations of solutions of the parts, which together have the variables."""
    choices = [shares(part) for part in parts]
    count = 1
    for choice in choices:
        count *= len(choice)
    if count > PRODUCT_LIMIT:
        raise Refused("too many solutions")
    points, families, components = [], [], {}
    for combination in product(*choices):
        if any(share.point is None for share in combination):
            equations = tuple(dict.fromkeys(e for share in combination for e in share.equations))
            components[equations] = Component(equations, sum(share.dimension for share in combination))
            continue
        base = joined(variables, combination)
        periods = tuple(spread(variables, share, period) for share in combination for period in share.periods)
        if periods:
            families.append(PointFamily(base, periods))
        else:
            points.append(base)
    return PointSet(region, tuple(points), tuple(families), tuple(components.values()))


def joined(variables: tuple[str, ...], combination: tuple[Share, ...]) -> SystemPoint:
    """The point with the coordinates of all of them."""
    at: dict[str, Expr] = {}
    proof, simple, methods = Proof.EXACT, True, []
    for share in combination:
        assert share.point is not None
        at |= dict(zip(share.variables, share.point.at, strict=True))
        proof = share.point.proof if share.point.proof is not Proof.EXACT else proof
        simple = simple and share.point.multiplicity == 1
        methods.append(share.point.method)
    method = methods[0] if len(set(methods)) == 1 else "blocks"
    return SystemPoint(tuple(at[name] for name in variables), proof, method, 1 if simple else None)


def spread(variables: tuple[str, ...], share: Share, period: tuple[Expr, ...]) -> tuple[Expr, ...]:
    """A period of a part as a vector of all variables."""
    moved = dict(zip(share.variables, period, strict=True))
    return tuple(moved.get(name, t.ZERO) for name in variables)
