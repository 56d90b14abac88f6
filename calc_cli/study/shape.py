"""Convexity, symmetry, asymptotes, intercepts and stretches where f is constant."""

from __future__ import annotations

from calc_cli import balls
from calc_cli import tree as t
from calc_cli.model import (
    Asymptote,
    AsymptoteKind,
    Classification,
    Convexity,
    CriticalSet,
    Family,
    Interval,
    Proof,
    Truth,
)
from calc_cli.study.circle import representative
from calc_cli.study.intervals import closed_where_continuous
from calc_cli.study.landscape import Landscape, Place, Section
from calc_cli.symbolic import constants, is_identically_zero
from calc_cli.symbolic.asymptotics import limit, oblique_asymptote
from calc_cli.symbolic.comparing import compare
from calc_cli.tree import Expr


def convexity(landscape: Landscape, domain: tuple[Interval, ...]) -> Convexity:
    """On an interval: all signs of f'' alike and the slopes ordered across the joints."""
    inside = [s for s in landscape.sections if s.stretch is not None]
    if not inside or any(s.second is None for s in inside):
        return Convexity.UNKNOWN
    signs = {s.second for s in inside}
    if {1, -1} <= signs or len(domain) != 1:
        return Convexity.NEITHER
    inner = [p for i, p in enumerate(landscape.places) if landscape.left_of(i).stretch and landscape.right_of(i).stretch]
    joints = [p for p in inner if p.joint is not None]
    if landscape.circular:
        return Convexity.NEITHER if 1 in signs or -1 in signs or joints else Convexity.UNKNOWN
    if not all(_attached(p) for p in landscape.places if p.joint is not None and p.defined is not Truth.FALSE):
        return Convexity.UNKNOWN
    turns = [_turn(p) for p in joints]
    if None in turns:
        return Convexity.UNKNOWN
    directions = (signs | set(turns)) - {0}
    if not directions:
        return Convexity.AFFINE
    if len(directions) > 1:
        return Convexity.NEITHER
    strict = 0 not in signs
    if 1 in directions:
        return Convexity.STRICTLY_CONVEX if strict else Convexity.CONVEX
    return Convexity.STRICTLY_CONCAVE if strict else Convexity.CONCAVE


def _attached(place: Place) -> bool:
    """Continuous from every side on which the domain lies."""
    return (place.left is None or place.continuous_left) and (place.right is None or place.continuous_right)


def _turn(place: Place) -> int | None:
    """The sign of the change of slope at a joint."""
    left, right = place.left_slope, place.right_slope
    if left is None or right is None or left.value is None or right.value is None:
        return None
    if left.value == right.value:
        return 0 if left.value not in t.INFINITIES else None
    return compare(right.value, left.value)


def asymptotes(landscape: Landscape, whole: Landscape, cut: tuple[Expr, ...], period: Expr | None = None) -> tuple[Asymptote, ...]:
    """Vertical lines at infinite one-sided limits; horizontal and oblique lines at infinity.

    whole: the landscape that reaches to infinity, when the other is a window of it with the artificial ends `cut`. With a
    period, a vertical line stands for all those whole periods away.
    """
    x, y = t.Variable(landscape.variable), t.Variable("y")
    found = []
    for place in landscape.places[:-1] if landscape.circular else landscape.places:
        if place.at in cut:
            continue
        sides = (("left", place.left), ("right", place.right))
        towards = tuple(name for name, side in sides if side is not None and side.value in t.INFINITIES)
        if towards:
            at = place.at if period is None else representative(place.at, period)
            found.append(Asymptote(AsymptoteKind.VERTICAL, t.Comparison(x, "==", at), towards))
    found.extend(_at_open_ends(landscape, cut))
    for end, section, side in ((t.MINUS_INFINITY, whole.sections[0], 1), (t.INFINITY, whole.sections[-1], -1)):
        if section.stretch is None or end not in (section.interval.lower, section.interval.upper):
            continue
        line = _line(section, landscape.variable, end, side)
        if line is not None:
            kind = AsymptoteKind.HORIZONTAL if landscape.variable not in t.variables_of(line) else AsymptoteKind.OBLIQUE
            found.append(Asymptote(kind, t.Comparison(y, "==", line), ("-oo" if side > 0 else "oo",)))
    return _joined(found)


def _at_open_ends(landscape: Landscape, cut: tuple[Expr, ...]) -> list[Asymptote]:
    """Vertical lines at finite open ends of the interval asked for, at which no place stands."""
    found = []
    at = [place.at for place in landscape.places]
    ends = ((landscape.interval.lower, landscape.sections[0], 1, "right"), (landscape.interval.upper, landscape.sections[-1], -1, "left"))
    for end, section, side, word in ends:
        if end in t.INFINITIES or end in at or end in cut or section.stretch is None:
            continue
        if limit(section.stretch.tree, landscape.variable, end, side).value in t.INFINITIES:
            found.append(Asymptote(AsymptoteKind.VERTICAL, t.Comparison(t.Variable(landscape.variable), "==", end), (word,)))
    return found


def _line(section: Section, variable: str, end: Expr, side: int) -> Expr | None:
    """The line that f approaches at an infinite end; None when there is none, or when f is that line on its last piece."""
    assert section.stretch is not None
    tree = section.stretch.tree
    line = limit(tree, variable, end, side).value
    if line is None:
        return None
    if line in t.INFINITIES:
        slanted = oblique_asymptote(tree, variable, end)
        if slanted is None:
            return None
        slope, intercept = slanted
        line = t.add(t.multiply(slope, t.Variable(variable)), intercept)
    sample = {variable: balls.between(section.interval.lower, section.interval.upper)}
    return None if is_identically_zero(t.subtract(tree, line), variable, sample) else line


def _joined(found: list[Asymptote]) -> tuple[Asymptote, ...]:
    """One entry for a line approached at both infinities."""
    joined: list[Asymptote] = []
    for asymptote in found:
        same = next((a for a in joined if a.equation == asymptote.equation), None)
        if same is not None:
            joined[joined.index(same)] = Asymptote(same.kind, same.equation, (*same.towards, *asymptote.towards))
        else:
            joined.append(asymptote)
    return tuple(joined)


def constant_stretches(landscape: Landscape, family: Family | None) -> tuple[CriticalSet, ...]:
    """Maximal intervals on which f is constant: sets of critical points, each point a minimum and a maximum in the weak sense."""
    found: list[CriticalSet] = []
    for i, section in enumerate(landscape.sections):
        if section.stretch is None or section.first != 0:
            continue
        interval = closed_where_continuous(landscape, i, section)
        middle = t.rational(balls.between(interval.lower, interval.upper))
        value = constants.simplify_constant(t.substitute(section.stretch.tree, {landscape.variable: middle}))
        if found and i and landscape.places[i - 1].continuous and landscape.sections[i - 1].first == 0 and found[-1].interval is not None:
            last = found.pop().interval
            assert last is not None
            interval = Interval(last.lower, interval.upper, last.lower_closed, interval.upper_closed)
        found.append(CriticalSet((), interval, 1, balls.number(value), Classification.CONSTANT, Proof.EXACT, family))
    return tuple(found)
