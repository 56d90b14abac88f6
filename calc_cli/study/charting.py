"""The sign chart: marks and cells in order, as tables of variation print them."""

from __future__ import annotations

from functools import partial

from calc_cli import balls
from calc_cli.model import Cell, Later, Limit, Mark, SignChart, Truth
from calc_cli.study.landscape import Landscape, Place, Section
from calc_cli.study.points import point_type, singularity_kind
from calc_cli.symbolic.asymptotics import limit
from calc_cli.tree import INFINITY, MINUS_INFINITY, Expr


def sign_chart(landscape: Landscape, period: Expr | None) -> SignChart:
    """Every place with its role and every section with its certified signs; drawn when it is first read."""
    lower = _limit_at(landscape, landscape.sections[0], MINUS_INFINITY, 1)
    upper = _limit_at(landscape, landscape.sections[-1], INFINITY, -1)
    return SignChart(Later(partial(marks, landscape)), Later(partial(cells, landscape)), period, lower, upper)


def marks(landscape: Landscape) -> tuple[Mark, ...]:
    """Every place with its role."""
    return tuple(_mark(landscape, i, place) for i, place in enumerate(landscape.places))


def cells(landscape: Landscape) -> tuple[Cell, ...]:
    """Every section with its certified signs."""
    return tuple(Cell(s.interval, s.stretch is not None, s.first, s.second) for s in landscape.sections)


def _limit_at(landscape: Landscape, section: Section, end: Expr, side: int) -> Limit | None:
    """The limit of f at an infinite end, None where f does not reach there."""
    if section.stretch is None or end not in (section.interval.lower, section.interval.upper):
        return None
    return limit(section.stretch.tree, landscape.variable, end, side)


def _mark(landscape: Landscape, i: int, place: Place) -> Mark:
    value = balls.number(place.value) if place.value is not None and place.defined is Truth.TRUE else None
    first = 0 if place.critical is not None else None
    second = 0 if place.inflection is not None else None
    if place.inflection is not None and place.critical is None:
        first = landscape.left_of(i).first
    if place.critical is not None and place.inflection is None:
        second = _second_at(landscape, i, place)
    return Mark(balls.number(place.at), _role(landscape, i, place), first, second, value, place.left, place.right)


def _second_at(landscape: Landscape, i: int, place: Place) -> int | None:
    left, right = landscape.left_of(i).second, landscape.right_of(i).second
    return left if left == right else None


def _role(landscape: Landscape, i: int, place: Place) -> str:
    if place.critical is not None:
        return "stationary"
    if place.inflection is not None:
        return "inflection" if landscape.left_of(i).second != landscape.right_of(i).second else "flat_second"
    singular = singularity_kind(landscape, i, place)
    if singular is not None:
        return str(singular)
    kind = point_type(landscape, i, place)
    return str(kind) if kind is not None else "joint"


