"""Located zeros made into points: duplicates dropped, closed forms recognised and proved, the border of the region decided."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction

from calc_cli import balls
from calc_cli import tree as t
from calc_cli.balls.newton import SquareSystem, narrowed
from calc_cli.balls.precision import precision
from calc_cli.balls.system_roots import remember
from calc_cli.model import Interval, Proof, Region, System, SystemPoint
from calc_cli.solving import recognition
from calc_cli.solving.systems.krawczyk import Box, Located, side_ball, side_of
from calc_cli.symbolic.comparing import compare
from calc_cli.symbolic.constants import sign_of, simplify_constant
from calc_cli.tree import Expr

WORKING_BITS = 53
CLOSE = 2.0**-42
"""How well a double must agree with a simple number for the number to be tried."""
MOST_CLUSTERS = 64
GREATEST_DENOMINATOR = 1000


def distinct(system: SquareSystem, located: list[Located]) -> tuple[list[Located], list[Box]]:
    """Every zero once, by its first coordinate; boxes of those that cannot be told apart."""
    sharp: list[tuple[Box, Located]] = []
    for zero in located:
        enclosure = narrowed(system, zero.enclosure, WORKING_BITS) or zero.enclosure
        sharp.append((tuple(side_of(side) for side in enclosure), Located(enclosure, zero.alone)))
    sharp.sort(key=lambda pair: pair[0])
    kept: list[tuple[Box, Located]] = []
    unclear: list[Box] = []
    widest = max((box[0][1] - box[0][0] for box, _ in sharp), default=0.0)
    for box, zero in sharp:
        same = None
        for other_box, other in reversed(kept):
            if other_box[0][1] < box[0][0] - widest:
                break
            if meet(other_box, box):
                same = other
                if not (inside(box, other.alone) or inside(other_box, zero.alone)):
                    unclear.append(box)
                break
        if same is None:
            kept.append((box, zero))
    return [zero for _, zero in kept], unclear


def meet(box: Box, other: Box) -> bool:
    """Have the closed boxes a point in common?"""
    return all(a <= d and c <= b for (a, b), (c, d) in zip(box, other, strict=True))


def inside(box: Box, other: Box) -> bool:
    """Is box part of other?"""
    return all(c <= a and b <= d for (a, b), (c, d) in zip(box, other, strict=True))


def clusters(boxes: list[Box]) -> list[Box]:
    """Hulls of boxes that meet or nearly meet; one hull of all when they are very many."""
    if len(boxes) > 4 * MOST_CLUSTERS * MOST_CLUSTERS:
        return [hull(boxes)]
    found: list[Box] = []
    for box in sorted(boxes):
        current, rest = box, found
        while True:
            joined = [other for other in rest if meet(fattened(current), other)]
            if not joined:
                break
            rest = [other for other in rest if other not in joined]
            current = hull([current, *joined])
        found = [*rest, current]
    return found if len(found) <= MOST_CLUSTERS else [hull(found)]


def hull(boxes: list[Box]) -> Box:
    """The least box around all."""
    return tuple((min(side[0] for side in sides), max(side[1] for side in sides)) for sides in zip(*boxes, strict=True))


def fattened(box: Box) -> Box:
    """The box and a little more, so that neighbours meet it."""
    return tuple((low - (high - low), high + (high - low)) for low, high in box)


def placed(system: System, simpler: System, zeros: list[Located], method: str) -> tuple[tuple[SystemPoint, ...], tuple[Region, ...]]:
    """The zeros that belong to the region, and boxes of those about which it is not decided: on its border, or of the domain.

    simpler: a system with the same zeros wherever `system` is defined.
    """
    assert system.region is not None
    points: list[SystemPoint] = []
    undecided: list[Region] = []
    typed = balls.compiled_all(system.equations, system.variables)
    for zero in zeros:
        if outside(zero, system.region):
            continue
        at = closed_form(system, zero)
        if at is None:
            at = coordinates(simpler, zero)
            belongs = decide_inside(at, zero, system.region)
            with precision(WORKING_BITS):
                belongs = None if belongs and not all(value.is_finite() for value in typed(*zero.enclosure)) else belongs
            point = SystemPoint(at, Proof.CERTIFIED, method, 1)
        else:
            belongs = decide_inside(at, zero, system.region)
            point = SystemPoint(at, Proof.EXACT, method, 1)
        if belongs:
            points.append(point)
        elif belongs is None:
            undecided.append(region_of(tuple(side_of(side) for side in zero.enclosure)))
    return tuple(points), tuple(undecided)


def exact_points(system: System, boxes: list[Box], method: str) -> tuple[SystemPoint, ...]:
    """Simple numbers in undecided boxes at which all equations are proved to vanish: zeros that may be multiple."""
    assert system.region is not None
    found: list[SystemPoint] = []
    for box in boxes:
        options = [recognition.candidates(Fraction(low), Fraction(high)) for low, high in fattened(box)]
        zero = Located([side_ball(*side) for side in fattened(box)], fattened(box))
        at = vanishing(system, options) if all(options) else None
        if at is not None and decide_inside(at, zero, system.region):
            found.append(SystemPoint(at, Proof.EXACT, method, None))
    return tuple(found)


def region_of(box: Box) -> Region:
    """The closed box as intervals."""
    return tuple(Interval(t.rational(Fraction(low)), t.rational(Fraction(high)), True, True) for low, high in box)


def outside(zero: Located, region: Region) -> bool:
    """Is the enclosure certainly apart from the region?"""
    return any(
        ball < balls.enclose(interval.lower) or ball > balls.enclose(interval.upper)
        for ball, interval in zip(zero.enclosure, region, strict=True)
    )


def decide_inside(at: tuple[Expr, ...], zero: Located, region: Region) -> bool | None:
    """Does the zero belong to the region? None: it is too near to a border."""
    answer: bool | None = True
    for coordinate, ball, interval in zip(at, zero.enclosure, region, strict=True):
        if ball > balls.enclose(interval.lower) and ball < balls.enclose(interval.upper):
            continue
        below, above = compare(coordinate, interval.lower), compare(coordinate, interval.upper)
        if below == -1 or above == 1 or (below == 0 and not interval.lower_closed) or (above == 0 and not interval.upper_closed):
            return False
        if below is None or above is None:
            answer = None
    return answer


def coordinates(system: System, zero: Located) -> tuple[Expr, ...]:
    """The coordinates of the certified zero."""
    box = tuple((Fraction(low), Fraction(high)) for low, high in zero.alone)
    node = t.SystemZero(system.equations, system.variables, box)
    remember(node, zero.enclosure, 0)
    return tuple(t.SystemRoot(node, t.Variable(name)) for name in system.variables)


def closed_form(system: System, zero: Located) -> tuple[Expr, ...] | None:
    """Simple numbers in the enclosure at which all equations are proved to vanish: then they are the zero, for it is alone."""
    found: list[list[Expr]] = []
    for ball, side in zip(zero.enclosure, zero.alone, strict=True):
        options = [c for c in candidates(float(ball.mid())) if side_ball(*side).contains(balls.enclose(c))]
        if not options:
            return None
        found.append(options)
    return vanishing(system, found)


def vanishing(system: System, options: list[list[Expr]]) -> tuple[Expr, ...] | None:
    """A choice of coordinates at which all equations are proved to vanish."""
    for point in combinations(options):
        bindings = dict(zip(system.variables, point, strict=True))
        if all(sign_of(simplify_constant(t.substitute(equation, bindings))) == 0 for equation in system.equations):
            return point
    return None


def combinations(options: list[list[Expr]]) -> Iterator[tuple[Expr, ...]]:
    """The first choices of all, then a few others."""
    yield tuple(choices[0] for choices in options)
    for k, choices in enumerate(options):
        for other in choices[1:]:
            yield tuple(other if j == k else rest[0] for j, rest in enumerate(options))


def candidates(value: float) -> Iterator[Expr]:
    """Simple numbers next to a double: rationals, rational multiples of pi, square roots and logarithms of rationals."""
    plain = near_fraction(value, GREATEST_DENOMINATOR)
    if plain is not None:
        yield t.rational(plain)
        return
    turns = near_fraction(value / math.pi, 60)
    if turns is not None:
        yield simplify_constant(t.multiply(t.rational(turns), t.PI))
    square = near_fraction(value * value, 100)
    if square is not None:
        root = simplify_constant(t.call("sqrt", t.rational(square)))
        yield root if value > 0 else t.negate(root)
    if abs(value) < 5:
        power = near_fraction(math.exp(value), 20)
        if power is not None and power > 0:
            yield simplify_constant(t.call("log", t.rational(power)))


def near_fraction(value: float, greatest: int) -> Fraction | None:
    """The fraction of small denominator that agrees with the double in nearly all its digits."""
    guess = Fraction(value).limit_denominator(greatest)
    return guess if abs(float(guess) - value) <= CLOSE * max(1.0, abs(value)) else None
