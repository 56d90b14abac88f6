"""One period of a landscape as a circle.

It is opened where a reader expects: at the end of a gap in the domain, else at a pole, else at a joint or critical point, near 0.
"""

from __future__ import annotations

from dataclasses import replace

from calc_cli import balls
from calc_cli import tree as t
from calc_cli.model import Interval, Limit, Truth
from calc_cli.study.landscape import Landscape, Place, Section, Stretch
from calc_cli.symbolic import constants
from calc_cli.symbolic.comparing import compare
from calc_cli.tree import Expr


def turn(landscape: Landscape, period: Expr, shift: Expr) -> None:
    """Make a circle of one period studied from a quiet point.

    It begins at one of its places, which is repeated at its end one period later; the two end sections become one.
    shift: f(x + period) = f(x) + shift.
    """
    places, sections = landscape.places, landscape.sections
    first = beginning(landscape, period)
    turns = -whole_turns(places[first], period)
    later = [Motion(landscape, period, shift, turns + 1).place(place) for place in places[: first + 1]]
    here = Motion(landscape, period, shift, turns)
    after = Motion(landscape, period, shift, turns + 1)
    now = [here.place(place) for place in places[first:]]
    bridge = replace(here.section(sections[-1]), interval=Interval(now[-1].at, later[0].at))
    start, end = now[0], later[-1]
    outside = [Section(Interval(place.at, place.at), None) for place in (start, end)]
    between = [here.section(section) for section in sections[first + 1 : -1]]
    landscape.sections = [outside[0], *between, bridge, *(after.section(s) for s in sections[1 : first + 1]), outside[1]]
    landscape.places = [*now, *later]
    landscape.interval = Interval(start.at, end.at, True, True)
    landscape.circular = True


def beginning(landscape: Landscape, period: Expr) -> int:
    """The index of the place to begin at: of the first kind that there is, the one nearest to 0, counted round the circle."""
    places = landscape.places
    kinds = (
        [i for i, _ in enumerate(places) if landscape.sections[i].stretch is None],
        [i for i, place in enumerate(places) if place.joint is not None and place.defined is not Truth.TRUE],
        [i for i, place in enumerate(places) if place.joint is not None or place.critical is not None],
        list(range(len(places))),
    )

    def distance(i: int) -> tuple[float, float]:
        at = share(places[i].at, period) - whole_turns(places[i], period)
        return round(abs(at), 9), at

    return min(next(kind for kind in kinds if kind), key=distance)


def representative(at: Expr, period: Expr) -> Expr:
    """The point of [0, period) a whole number of periods away."""
    return later(at, turns_to_representative(at, period), period)


def turns_to_representative(at: Expr, period: Expr) -> int:
    """How many periods to go from a point to the one in [0, period)."""
    turns = 0
    while constants.sign_of(later(at, turns, period)) == -1:
        turns += 1
    while compare(later(at, turns, period), period) in (0, 1):
        turns -= 1
    return turns


def later(at: Expr, turns: int, period: Expr) -> Expr:
    """The point so many periods later."""
    return constants.simplify_constant(t.add(at, t.multiply(t.rational(turns), period))) if turns else at


def whole_turns(place: Place, period: Expr) -> int:
    """How many periods a place lies beyond the one around 0, which holds its left end."""
    return round(share(place.at, period) + 1e-9)


def share(at: Expr, period: Expr) -> float:
    """A double near at/period: for the choice of a beginning, which decides nothing."""
    return float(balls.enclose(t.divide(at, period)).mid())


class Motion:
    """Places and sections moved by whole periods."""

    def __init__(self, landscape: Landscape, period: Expr, shift: Expr, turns: int) -> None:
        self.landscape = landscape
        self.turns = turns
        self.along = constants.simplify_constant(t.multiply(t.rational(turns), period))
        self.up = constants.simplify_constant(t.multiply(t.rational(turns), shift))

    def place(self, place: Place) -> Place:
        """The same place so many periods later, its values shifted."""
        if not self.turns:
            return place
        value = None if place.value is None else constants.simplify_constant(t.add(place.value, self.up))
        at = constants.simplify_constant(t.add(place.at, self.along))
        return replace(place, at=at, value=value, left=self.limit(place.left), right=self.limit(place.right))

    def section(self, section: Section) -> Section:
        """The same section so many periods later."""
        if not self.turns:
            return section
        low, high = (constants.simplify_constant(t.add(end, self.along)) for end in (section.interval.lower, section.interval.upper))
        return replace(section, interval=Interval(low, high), stretch=None if section.stretch is None else self.stretch(section.stretch))

    def stretch(self, stretch: Stretch) -> Stretch:
        """The same piece of f. Its formula repeats when it is that of f; else it moves: x - floor(x) is x on [0, 1), x - 1 on [1, 2)."""
        if stretch.tree == self.landscape.tree:
            return stretch
        name = self.landscape.variable
        back = {name: t.subtract(t.Variable(name), self.along)}
        tree, first, second = (t.substitute(part, back) for part in (stretch.tree, stretch.first, stretch.second))
        return replace(stretch, tree=t.add(tree, self.up), first=first, second=second)

    def limit(self, side: Limit | None) -> Limit | None:
        """A one-sided limit of f, shifted."""
        if side is None or side.value is None or self.up == t.ZERO or side.value in t.INFINITIES:
            return side
        return Limit(constants.simplify_constant(t.add(side.value, self.up)), side.exists)
