"""Global statements about functions of which only a window was searched: what oscillates without bound, and what an envelope bounds."""

from __future__ import annotations

from calc_cli import balls, stages
from calc_cli import tree as t
from calc_cli.model import Equation, Extremum, Interval, Truth
from calc_cli.solving import solve
from calc_cli.solving.oscillation import envelope, unbounded_directions
from calc_cli.study.landscape import Landscape, survey
from calc_cli.symbolic import constants
from calc_cli.symbolic.asymptotics import limit
from calc_cli.symbolic.comparing import compare
from calc_cli.tree import Expr

BUDGET_SECONDS = 2.0


def beyond_window(whole: Landscape, window: Interval, inner: Extremum | None, direction: int) -> Extremum | None:
    """The global extremum: infinite when f is unbounded in this direction, the window's when nothing outside can beat it."""
    if inner is not None and inner.value is not None and inner.value.tree in t.INFINITIES:
        return inner
    if whole.partition.infinite or whole.partition.complete is not Truth.TRUE:
        return None
    for stretch in whole.stretches:
        for end, side in ((stretch.interval.lower, 1), (stretch.interval.upper, -1)):
            value = limit(stretch.tree, whole.variable, end, side).value
            if value == (t.INFINITY if direction > 0 else t.MINUS_INFINITY) or (
                value is None and direction in unbounded_directions(stretch.tree, whole.variable, stretch.interval, end, side)
            ):
                return Extremum(balls.number(t.INFINITY if direction > 0 else t.MINUS_INFINITY), False)
    if inner is None or inner.value is None:
        return None
    reached = constants.simplify_constant(t.multiply(t.rational(direction), inner.value.tree))
    for stretch in whole.stretches:
        for tail, side in _outside(stretch.interval, window):
            bound = _bound(stretch.tree, whole.variable, tail, side)
            if bound is None or compare(reached, bound) not in (0, 1):
                return None
    return inner


def _outside(interval: Interval, window: Interval) -> list[tuple[Interval, int]]:
    """The parts of an interval outside the window, each with the side of its far end."""
    parts = []
    if compare(interval.lower, window.lower) == -1:
        top = interval.upper if compare(interval.upper, window.lower) == -1 else window.lower
        parts.append((Interval(interval.lower, top), 1))
    if compare(window.upper, interval.upper) == -1:
        bottom = interval.lower if compare(window.upper, interval.lower) == -1 else window.upper
        parts.append((Interval(bottom, interval.upper), -1))
    return parts


def _bound(tree: Expr, variable: str, tail: Interval, side: int) -> Expr | None:
    """A number that |f| does not exceed on the tail: the supremum of its envelope there, when every term keeps its sign."""
    end = tail.lower if side > 0 else tail.upper
    roof = envelope(tree, variable, tail, end, side)
    if roof is None:
        return None
    terms = roof.terms if isinstance(roof, t.Sum) else (roof,)
    if any(not _keeps_sign(term, variable, tail) for term in terms):
        return None
    with stages.apart():
        landscape = survey(roof, variable, tail, BUDGET_SECONDS)
    values: list[Expr | None] = [p.value for p in landscape.places if p.value is not None]
    for stretch in landscape.stretches:
        if stretch.critical.complete is not Truth.TRUE or stretch.critical.undecided:
            return None
        values.extend(limit(stretch.tree, variable, e, s).value for e, s in ((stretch.interval.lower, 1), (stretch.interval.upper, -1)))
    if any(v is None or v in t.INFINITIES for v in values):
        return None
    best: Expr = t.ZERO
    for value in values:
        if value is not None and compare(value, best) == 1:
            best = value
    return best


def _keeps_sign(term: Expr, variable: str, tail: Interval) -> bool:
    zeros = solve(Equation(term, variable, tail), BUDGET_SECONDS)
    return zeros.complete is Truth.TRUE and not zeros.roots and not zeros.undecided and not zeros.families
