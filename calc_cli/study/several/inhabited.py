"""Whether a set of solutions has a point that fulfils the conditions added to it: a sample shows one, a range that there is none."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice, product

from calc_cli import balls
from calc_cli import tree as t
from calc_cli.domain import gates
from calc_cli.model import Component, Equation, Interval, Region, Truth
from calc_cli.solving import solve
from calc_cli.study.several.bounds import Range, range_of
from calc_cli.study.several.place import place_at
from calc_cli.study.several.region import LINE, contains
from calc_cli.study.several.sets import solved_for
from calc_cli.symbolic import simplify
from calc_cli.symbolic.comparing import compare
from calc_cli.tree import Comparison, Expr, substitute, variables_of

SAMPLES = tuple(Fraction(n, 10) for n in (10, -10, 0, 20, -20, 5, -5, 2, -2, 30, -30, 100))
SHARES = tuple(Fraction(n, 16) for n in (8, 4, 12, 1, 15, 6, 10))
MOST_SAMPLES = 150
ROOT_SECONDS = 0.2
Place = dict[str, Expr]


def decide_inhabited(component: Component, variables: tuple[str, ...], region: Region | None) -> Truth:
    """Has the set a point at which its conditions hold, inside the region (None: R^n)? Sets without conditions have one on R^n."""
    conditions = tuple(equation for equation in component.equations if isinstance(equation, Comparison))
    if region is None and not conditions:
        return Truth.TRUE
    left, known = reduced(component, variables)
    if known is None:
        return Truth.UNKNOWN
    sides = dict(zip(variables, region or (LINE,) * len(variables), strict=True))
    if any(proves_not_positive(simplify(substitute(tree, known)), sides) for tree in (*positive(conditions), *inside(known, sides))):
        return Truth.FALSE
    for place in islice(places(left, known, variables, sides), MOST_SAMPLES):
        at = tuple(place[name] for name in variables)
        there = place_at(variables, at)
        if all(there.sign(tree) == 1 for tree in positive(conditions)) and contains(region, at):
            return Truth.TRUE
    crossed = not conditions and not known and len(left) == 1 and changes_sign(left[0], variables, sides)
    return Truth.TRUE if crossed else Truth.UNKNOWN


def changes_sign(tree: Expr, variables: tuple[str, ...], sides: dict[str, Interval]) -> bool:
    """The tree is continuous on the region and has both signs inside: by the intermediate value theorem it has a zero there."""
    seen: set[int | None] = set()
    if not gates(tree):
        for values in islice(product(*(samples(sides[name]) for name in variables)), MOST_SAMPLES):
            seen.add(place_at(variables, tuple(t.rational(value) for value in values)).sign(tree))
            if {1, -1} <= seen:
                return True
    return False


def reduced(component: Component, variables: tuple[str, ...]) -> tuple[list[Expr], dict[str, Expr] | None]:
    """(equations left, values of variables by the others): what is linear in a variable is solved for it; None: more than one is left."""
    known: dict[str, Expr] = {}
    left: list[Expr] = []
    for equation in component.equations:
        if isinstance(equation, Comparison):
            continue
        current = simplify(substitute(equation, known))
        solved = solved_for(current, variables)
        if solved is None:
            left.append(current)
            continue
        known = {name: substitute(value, dict([solved])) for name, value in known.items()} | dict([solved])
        left = [substitute(other, dict([solved])) for other in left]
    return left, known if len(left) <= 1 else None


def positive(conditions: tuple[Comparison, ...]) -> tuple[Expr, ...]:
    """Trees that are positive exactly where the conditions `u > 0`, `u < 0`, `u != 0` hold."""
    turned = {">": t.ONE, "<": t.rational(-1)}
    return tuple(t.multiply(turned[c.relation], c.left) if c.relation in turned else t.power(c.left, 2) for c in conditions)


def range_on(tree: Expr, component: Component, variables: tuple[str, ...]) -> Range:
    """A range of the tree on the set, from the equations that give a variable."""
    _, known = reduced(component, variables)
    return range_of(simplify(substitute(tree, known or {})), {})


def inside(known: dict[str, Expr], sides: dict[str, Interval]) -> Iterator[Expr]:
    """Trees that are positive where the values lie inside their sides."""
    for name, value in known.items():
        if sides[name].lower != t.MINUS_INFINITY:
            yield t.subtract(value, sides[name].lower)
        if sides[name].upper != t.INFINITY:
            yield t.subtract(sides[name].upper, value)


def proves_not_positive(tree: Expr, sides: dict[str, Interval]) -> bool:
    """The tree is <= 0 inside the sides."""
    opened = {name: Interval(side.lower, side.upper) for name, side in sides.items()}
    return range_of(tree, opened).mirrored.proves_nonnegative()


def places(left: list[Expr], known: dict[str, Expr], variables: tuple[str, ...], sides: dict[str, Interval]) -> Iterator[Place]:
    """Points of the set: rational values for all variables but those that the equations give."""
    free = tuple(name for name in variables if name not in known)
    open_names = tuple(name for name in free if left and name in variables_of(left[0])) or (None,)
    for last in open_names:
        moved = tuple(name for name in free if name != last)
        for values in product(*(samples(sides[name]) for name in moved)):
            place: Place = {name: t.rational(value) for name, value in zip(moved, values, strict=True)}
            for full in [place] if last is None else with_roots(left[0], last, place):
                yield full | {name: substitute(value, full) for name, value in known.items()}


def samples(side: Interval) -> tuple[Fraction, ...]:
    """Rational numbers inside the side."""
    if side == LINE:
        return SAMPLES
    low, high = side.lower, side.upper
    if low == t.MINUS_INFINITY or high == t.INFINITY:
        return tuple(x for x in SAMPLES if contains((side,), (t.rational(x),))) or (balls.between(low, high),)
    middle = balls.between(low, high)
    below, above = balls.between(low, t.rational(middle)), balls.between(t.rational(middle), high)
    ends = (balls.between(low, t.rational(below)), balls.between(t.rational(above), high))
    return (middle, *ends, *(below + (above - below) * share for share in SHARES))


def with_roots(equation: Expr, name: str, place: Place) -> Iterator[Place]:
    """The places at which the equation gives the last variable."""
    function = simplify(substitute(equation, place))
    asked = gates(function)
    if variables_of(function) != {name} or not all(gate.restricts for gate in asked):
        return
    for root in solve(Equation(function, name, LINE), ROOT_SECONDS).roots:
        full = place | {name: root.value}
        if not asked or (
            place_at((name,), (root.value,)).defined(asked) is Truth.TRUE and compare(substitute(equation, full), t.ZERO) == 0
        ):
            yield full
