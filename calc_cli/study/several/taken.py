"""Where the global extrema are taken among the critical points and sets, and the kinds that follow from it."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from calc_cli.model import Classification, CriticalPoint, CriticalSet, Extremum, Number, Test
from calc_cli.symbolic.comparing import compare


def proves_apart(less: Number, more: Number, direction: int) -> bool:
    """direction * (more - less) > 0, by the enclosures."""
    low, high = (less, more) if direction > 0 else (more, less)
    if low.approx is None or high.approx is None:
        return False
    return Fraction(low.upper) < Fraction(high.lower)


def with_global(points: tuple[CriticalPoint, ...], minimum: Extremum | None, maximum: Extremum | None) -> tuple[CriticalPoint, ...]:
    """The points with `global` filled in: is a global extremum taken there?"""
    return tuple(replace(point, is_global=_is_global(point, minimum, maximum)) for point in points)


def _is_global(point: CriticalPoint, minimum: Extremum | None, maximum: Extremum | None) -> bool | None:
    if point.classification in (Classification.SADDLE, Classification.NOT_EXTREMUM):
        return False
    wanted = {Classification.LOCAL_MINIMUM: (minimum,), Classification.LOCAL_MAXIMUM: (maximum,)}.get(
        point.classification, (minimum, maximum)
    )
    answers = [_takes(point, extremum) for extremum in wanted]
    return True if True in answers else None if None in answers else False


def _takes(point: CriticalPoint, extremum: Extremum | None) -> bool | None:
    if extremum is None or extremum.value is None or point.value is None:
        return None
    if point.at in extremum.at:
        return True
    if proves_apart(point.value, extremum.value, 1) or proves_apart(extremum.value, point.value, 1):
        return False
    if extremum.value.approx is None:
        return False
    order = compare(point.value.tree, extremum.value.tree)
    return None if order is None else order == 0


def kinds_by_extrema(points: tuple[CriticalPoint, ...], minimum: Extremum | None, maximum: Extremum | None) -> tuple[CriticalPoint, ...]:
    """A point whose kind was left open is a minimum (maximum) when f takes its global minimum (maximum) there."""
    return tuple(_kind_by_extrema(point, minimum, maximum) for point in points)


def _kind_by_extrema(point: CriticalPoint, minimum: Extremum | None, maximum: Extremum | None) -> CriticalPoint:
    if point.classification is not Classification.UNDECIDED:
        return point
    for extremum, kind in ((minimum, Classification.LOCAL_MINIMUM), (maximum, Classification.LOCAL_MAXIMUM)):
        if extremum is not None and extremum.attained and _takes(point, extremum):
            return replace(point, classification=kind, test=Test.ONE_SIGN, evidence=())
    return point


def sets_by_extrema(sets: tuple[CriticalSet, ...], minimum: Extremum | None, maximum: Extremum | None) -> tuple[CriticalSet, ...]:
    """A set on which f takes its global minimum (maximum) consists of minima (maxima)."""
    return tuple(_set_by_extrema(component, minimum, maximum) for component in sets)


def _set_by_extrema(component: CriticalSet, minimum: Extremum | None, maximum: Extremum | None) -> CriticalSet:
    if component.classification is not Classification.UNDECIDED or component.value is None:
        return component
    for extremum, kind in ((minimum, Classification.LOCAL_MINIMUM), (maximum, Classification.LOCAL_MAXIMUM)):
        if extremum is not None and extremum.value is not None and compare(extremum.value.tree, component.value.tree) == 0:
            return replace(component, classification=kind)
    return component
