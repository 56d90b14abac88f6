"""Intervals of increase and decrease, of concavity, and of the domain, read off the sections."""

from __future__ import annotations

from calc_cli import tree as t
from calc_cli.model import Bend, ConcavityPiece, Direction, Interval, MonotonePiece, Truth
from calc_cli.study.landscape import Landscape, Place, Section

DIRECTIONS = {1: Direction.INCREASING, -1: Direction.DECREASING, 0: Direction.CONSTANT}
BENDS = {1: Bend.UPWARD, -1: Bend.DOWNWARD, 0: Bend.LINEAR}


def monotonicity(landscape: Landscape) -> tuple[MonotonePiece, ...]:
    """Maximal intervals on which f is monotone, ends included where f is continuous from inside."""
    signs = {s.first for s in landscape.sections if s.stretch is not None}
    if landscape.circular and len(signs) == 1 and all(p.continuous for p in landscape.places) and (sign := signs.pop()) is not None:
        return (MonotonePiece(Interval(t.MINUS_INFINITY, t.INFINITY), DIRECTIONS[sign]),)
    pieces: list[MonotonePiece] = []
    previous: Section | None = None
    for i, section in enumerate(landscape.sections):
        direction = None if section.stretch is None or section.first is None else DIRECTIONS[section.first]
        if direction is not None:
            interval = closed_where_continuous(landscape, i, section)
            place = landscape.places[i - 1] if i else None
            joined = previous is not None and place is not None and place.continuous and pieces and pieces[-1].direction is direction
            if joined and previous is landscape.sections[i - 1]:
                last = pieces.pop().interval
                interval = Interval(last.lower, interval.upper, last.lower_closed, interval.upper_closed)
            pieces.append(MonotonePiece(interval, direction))
        previous = section if direction is not None else None
    return tuple(pieces)


def closed_where_continuous(landscape: Landscape, i: int, section: Section) -> Interval:
    """The section with each end closed where f is defined and continuous from inside."""
    lower = landscape.places[i - 1] if i else None
    upper = landscape.places[i] if i < len(landscape.places) else None
    return Interval(
        section.interval.lower,
        section.interval.upper,
        _closed(lower, section.interval.lower) and lower is not None and lower.continuous_right,
        _closed(upper, section.interval.upper) and upper is not None and upper.continuous_left,
    )


def _closed(place: Place | None, end: t.Expr) -> bool:
    return place is not None and end not in t.INFINITIES and place.defined is Truth.TRUE


def concavity(landscape: Landscape) -> tuple[ConcavityPiece, ...]:
    """Maximal open intervals of one concavity; joined across points where f is twice differentiable or analytic."""
    pieces: list[ConcavityPiece] = []
    open_end = False
    for i, section in enumerate(landscape.sections):
        if section.stretch is None or section.second is None:
            open_end = False
            continue
        bend = BENDS[section.second]
        place = landscape.places[i - 1] if i else None
        if open_end and place is not None and place.joint is None and pieces[-1].direction is bend:
            pieces[-1] = ConcavityPiece(Interval(pieces[-1].interval.lower, section.interval.upper), bend)
        else:
            pieces.append(ConcavityPiece(section.interval, bend))
        open_end = True
    return tuple(pieces)


def domain_intervals(landscape: Landscape) -> tuple[Interval, ...]:
    """The domain inside the interval studied, as maximal intervals; isolated points as [a, a]."""
    if landscape.circular and all(p.defined is Truth.TRUE for p in landscape.places) and all(s.stretch for s in landscape.sections[1:-1]):
        return (Interval(t.MINUS_INFINITY, t.INFINITY),)
    found: list[Interval] = []
    current: Interval | None = None
    repeated = len(landscape.places) if landscape.circular else None
    for i, section in enumerate(landscape.sections):
        place = landscape.places[i - 1] if i else None
        defined = place is not None and place.defined is Truth.TRUE
        if section.stretch is None:
            if current is not None:
                found.append(Interval(current.lower, current.upper, current.lower_closed, defined))
            elif defined and place is not None and i not in (0, repeated) and landscape.sections[i - 1].stretch is None:
                found.append(Interval(place.at, place.at, True, True))
            current = None
        elif current is not None and defined:
            current = Interval(current.lower, section.interval.upper, current.lower_closed, False)
        else:
            if current is not None:
                found.append(current)
            current = Interval(section.interval.lower, section.interval.upper, defined, False)
    if current is not None:
        found.append(current)
    return tuple(found)
