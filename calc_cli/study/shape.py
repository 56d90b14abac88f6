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
    Equation,
    Family,
    Intercepts,
    Interval,
    Number,
    Proof,
    Truth,
)
from calc_cli.solving import solve
from calc_cli.study.circle import representative
from calc_cli.study.intervals import closed_where_continuous
from calc_cli.study.landscape import Landscape, Place, Section
from calc_cli.symbolic import constants, is_identically_zero
from calc_cli.symbolic.asymptotics import limit, oblique_asymptote
from calc_cli.symbolic.comparing import compare, in_order
from calc_cli.symbolic.values import value_at
from calc_cli.tree import Expr

INFINITIES = (t.INFINITY, t.MINUS_INFINITY)


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
        return 0 if left.value not in INFINITIES else None
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
        towards = tuple(name for name, side in sides if side is not None and side.value in INFINITIES)
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
        if end in INFINITIES or end in at or end in cut or section.stretch is None:
            continue
        if limit(section.stretch.tree, landscape.variable, end, side).value in INFINITIES:
            found.append(Asymptote(AsymptoteKind.VERTICAL, t.Comparison(t.Variable(landscape.variable), "==", end), (word,)))
    return found


def _line(section: Section, variable: str, end: Expr, side: int) -> Expr | None:
    """The line that f approaches at an infinite end; None when there is none, or when f is that line on its last piece."""
    assert section.stretch is not None
    tree = section.stretch.tree
    line = limit(tree, variable, end, side).value
    if line is None:
        return None
    if line in INFINITIES:
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


def intercepts(landscape: Landscape, family: Family | None, budget_seconds: float) -> Intercepts:
    """f(0) when 0 is studied, and the zeros of f, complete or said not to be; of a periodic f they are families.

    Where points repeat but values do not, the zeros are those of one period and not complete.
    """
    zeros: list[Expr] = []
    complete = landscape.partition.complete is Truth.TRUE
    for stretch in landscape.stretches:
        found = solve(Equation(stretch.tree, landscape.variable, stretch.interval), budget_seconds)
        zeros.extend(root.value for root in found.roots)
        known = found.identically_zero and any(s.stretch is stretch and s.first == 0 for s in landscape.sections) and family is None
        complete = complete and (known or (found.complete is Truth.TRUE and not found.undecided and not found.identically_zero))
    for place in landscape.places[:-1] if landscape.circular else landscape.places:
        if place.joint is not None and place.defined is Truth.TRUE and place.value is not None and constants.sign_of(place.value) == 0:
            zeros.append(place.at)
    if family is None:
        flat = [s for s in constant_stretches(landscape, None) if s.value is not None and s.value.tree == t.ZERO]
        intervals = tuple(s.interval for s in flat if s.interval is not None)
        alone = [zero for zero in _increasing(zeros) if not any(_holds(interval, zero) for interval in intervals)]
        return Intercepts(tuple(map(balls.number, alone)), _at_zero(landscape, t.ZERO, t.ZERO), complete, (), intervals)
    period, shift = family.period.tree, family.value_shift.tree
    at_zero = _at_zero(landscape, t.ZERO, t.ZERO) or _at_zero(landscape, period, shift)
    if shift != t.ZERO:
        zeros += [t.ZERO] if at_zero is not None and at_zero.tree == t.ZERO else []
        return Intercepts(tuple(map(balls.number, _increasing(zeros))), at_zero, False)
    crossings = tuple(map(balls.number, _increasing(zeros)))
    bases = _increasing([representative(zero.tree, period) for zero in crossings])
    return Intercepts((), at_zero, complete, tuple((balls.number(base), family.period) for base in bases))


def _holds(interval: Interval, at: Expr) -> bool:
    """The point is proved to lie in the interval, whose ends count."""
    return compare(interval.lower, at) in (-1, 0) and compare(at, interval.upper) in (-1, 0)


def _increasing(zeros: list[Expr]) -> list[Expr]:
    return [group[0] for group in in_order(zeros, lambda zero: zero)[0]]


def _at_zero(landscape: Landscape, origin: Expr, shift: Expr) -> Number | None:
    """f(origin) - shift, which is f(0) when f(x + origin) = f(x) + shift; None when the origin is not studied or not in the domain."""
    for place in landscape.places:
        if compare(place.at, origin) == 0:
            known = place.value if place.defined is Truth.TRUE else None
            return None if known is None else balls.number(constants.simplify_constant(t.subtract(known, shift)))
    for stretch in landscape.stretches:
        if compare(stretch.interval.lower, origin) == -1 and compare(origin, stretch.interval.upper) == -1:
            value = value_at(stretch.tree, landscape.variable, origin)
            return balls.number(value if shift == t.ZERO else constants.simplify_constant(t.subtract(value, shift)))
    return None


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
