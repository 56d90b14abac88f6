"""Whether a list holds them all, in words; and what of a study stayed unproved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from calc_cli.model import Classification, Convexity, CriticalPoint, Extremum, Interval, Proof, Region, Status, Study, Surface, Truth
from calc_cli.reports.document import Line, Mark, math
from calc_cli.reports.numbers import box
from calc_cli.reports.words import plural, strategy
from calc_cli.tree import Expr


def status_lines(status: Status, noun: str, study: Study, *, listed: Sequence[CriticalPoint], trail: bool = False) -> Iterator[Line]:
    """Complete on the whole domain, complete within bounds, or not proved with what is left to solve.

    trail: also why each strategy could not finish.
    """
    if status.proved and covers_everything(status, study):
        where = "on the whole domain" if study.region is None else "on the interval asked for"
        yield Mark("Complete: ", "good"), f"{these_are_all(status, noun, study, listed)} {where} (proved)."
        return
    if status.proved and status.within is not None:
        yield Mark("Complete within ", "good"), box(status.within), f": {these_are_all(status, noun, study, listed)} there (proved)."
        yield (beyond(status, noun),)
        return
    yield (
        Mark("Not proved to be complete: ", "bad"),
        f"there may be more {noun}s than those listed." if listed else f"there may be {noun}s.",
    )
    if status.equation is not None:
        yield "left to solve: ", math(status.equation, " = 0")
    if status.undecided:
        yield "undecided: ", *among(status.undecided)
    for refusal in status.trail if trail else ():
        yield (f"{strategy(refusal.strategy)}: {refusal.reason}",)


def has_inside(study: Study) -> bool:
    """The domain has more than single points: there are derivatives to speak of."""
    return any(piece.lower != piece.upper for piece in study.domain.intervals)


def covers_everything(status: Status, study: Study | Surface) -> bool:
    """The proof speaks of the whole domain, or of all of the interval asked for."""
    return status.within is None or (study.region is not None and ends(status.within) == ends(study.region))


def ends(sides: Interval | Region) -> tuple[tuple[Expr, Expr], ...]:
    """The ends of an interval or of the sides of a box; open or closed is of no account."""
    return tuple((side.lower, side.upper) for side in ((sides,) if isinstance(sides, Interval) else sides))


def these_are_all(status: Status, noun: str, study: Study, listed: Sequence[CriticalPoint]) -> str:
    """`these are all 2 critical points`, `there is no critical point`."""
    if status is study.critical_status and study.critical_sets:
        return f"every {noun} is listed, single points and stretches,"
    if status.count == 0 and not listed:
        return f"there is no {noun}"
    if any(point.family is not None for point in listed):
        return f"these families hold every {noun}"
    if status.count == 1:
        return f"this is the only {noun}"
    return f"these are all {plural(status.count, noun)}" if status.count is not None else f"these are all {noun}s"


def beyond(status: Status, noun: str) -> str:
    """What is known outside the bounds of a proof."""
    return f"There are infinitely many {noun}s outside." if status.infinite else f"Outside of it there may be more {noun}s."


def among(boxes: tuple[Interval | Region, ...]) -> Line:
    """The intervals with commas between them."""
    line: Line = ()
    for piece in boxes:
        line = (*line, *((", ",) if line else ()), box(piece))
    return line


def unproved(study: Study | Surface) -> tuple[str, ...]:
    """What stayed unproved, in words; empty when every statement of the study is proved and complete."""
    if isinstance(study, Surface):
        return unproved_of_surface(study)
    if not study.domain.intervals:
        return () if study.domain.complete is Truth.TRUE else ("the domain",)
    points = (*study.critical_points, *study.endpoints, *study.inflection_points)
    decided = (*study.critical_points, *study.endpoints)
    found = (
        (study.domain.complete is not Truth.TRUE, "the domain"),
        (not complete(study.critical_status, study), "that the list of critical points is complete"),
        (not complete(study.inflection_status, study), "that the list of inflection points is complete"),
        (any(point.proof is Proof.UNPROVED for point in points), "a listed point"),
        (any(point.classification is Classification.UNDECIDED for point in decided), "the kind of a critical point"),
        (not established(study.minimum), "the global minimum"),
        (not established(study.maximum), "the global maximum"),
        (study.convexity is Convexity.UNKNOWN and has_inside(study), "convexity"),
        (not study.intercepts.complete, "that the list of zeros is complete"),
    )
    return tuple(words for missing, words in found if missing)


def unproved_of_surface(study: Surface) -> tuple[str, ...]:
    """What stayed unproved about a function of several variables."""
    points, sets = study.critical_points, study.critical_sets
    kinds = (*(point.classification for point in points), *(component.classification for component in sets))
    found = (
        (not complete(study.critical_status, study), "that the list of critical points is complete"),
        (any(point.proof is Proof.UNPROVED for point in points), "a listed point"),
        (Classification.UNDECIDED in kinds, "the kind of a critical point"),
        (not established(study.minimum), "the global minimum"),
        (not established(study.maximum), "the global maximum"),
        (study.convexity is Convexity.UNKNOWN, "convexity"),
    )
    return tuple(words for missing, words in found if missing)


def complete(status: Status, study: Study | Surface) -> bool:
    """Proved, and for everything that was asked."""
    return status.proved and covers_everything(status, study)


def established(extremum: Extremum | None) -> bool:
    """The value is known and proved, and so is whether it is attained."""
    return extremum is not None and extremum.value is not None and extremum.attained is not None and extremum.proof is not Proof.UNPROVED
