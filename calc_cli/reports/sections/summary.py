"""The summary: global extrema, attained or not, and convexity."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from calc_cli.balls.constants import compare
from calc_cli.model import Classification, Convexity, CriticalPoint, Extremum, Family, Interval, Number, Proof, Study, Truth
from calc_cli.reports.completeness import status_lines
from calc_cli.reports.document import Block, Heading, Line, Mark, Paragraph, math
from calc_cli.reports.numbers import LONGEST_NOTE, about, any_integer, interval, is_plain, is_short, is_unwieldy, shifted, written
from calc_cli.reports.sections.critical import shifts
from calc_cli.reports.words import CONVEXITY
from calc_cli.tree import INFINITIES, MINUS_INFINITY, ZERO, Expr


def summary(study: Study, *, steps: bool) -> Iterator[Block]:
    """Local extrema and inflection points, global extrema, convexity, completeness."""
    f = study.problem.name
    yield Heading("Summary")
    if not study.domain.intervals and study.domain.complete is Truth.TRUE:
        yield Paragraph((math(f), " is defined nowhere: it has no value and no extremum"))
        return
    for kind, words in ((Classification.LOCAL_MAXIMUM, "Local maxim"), (Classification.LOCAL_MINIMUM, "Local minim")):
        yield from listed(words + "um", words + "a", [point for point in study.critical_points if point.classification is kind])
    yield from listed("Inflection point", "Inflection points", list(study.inflection_points))
    yield Paragraph(extremum(study.minimum, study, "minimum"))
    yield Paragraph(extremum(study.maximum, study, "maximum"))
    if study.convexity is not Convexity.UNKNOWN:
        where = "on its domain" if study.region is None else "on the interval asked for"
        yield Paragraph((math(f), " is ", CONVEXITY[study.convexity], f" {where}"))
    for line in islice(status_lines(study.critical_status, "critical point", study, listed=study.critical_points), 1):
        yield Paragraph(line)
    points = (*study.critical_points, *study.endpoints, *study.inflection_points)
    numbers = (*(p.at[0] for p in points), *(p.value for p in points if p.value is not None), *study.intercepts.x)
    if any(is_unwieldy(value) for value in numbers):
        yield Paragraph((Mark(f"Exact forms longer than {LONGEST_NOTE} characters are left out here; --json has them.", "quiet"),))


def listed(one: str, many: str, points: list[CriticalPoint]) -> Iterator[Block]:
    """`Local minimum: (3, -22)`, `Local minima: (-1, 0); (1, 0)`."""
    if not points:
        return
    line: Line = (f"{one if len(points) == 1 else many}: ",)
    for point in points:
        line = (*line, *(("; ",) if point is not points[0] else ()), *pair(point))
    index = next((point.family.index for point in points if point.family is not None), None)
    yield Paragraph((*line, *(() if index is None else any_integer(index))))


def pair(point: CriticalPoint) -> Line:
    """`(pi/2 + 2*pi*k, 1)`."""
    at, family = point.at[0], point.family
    if family is None:
        value = math("?") if point.value is None else written(point.value)
        return (math("(", *written(at).parts, ", ", *value.parts, ")"),)
    value = math("?") if point.value is None else shifted(point.value, family.value_shift, family.index)
    return (math("(", *shifted(at, family.period, family.index).parts, ", ", *value.parts, ")"),)


def extremum(found: Extremum | None, study: Study, word: str) -> Line:
    """The global minimum (maximum), the infimum (supremum) when it is not attained, or that it is not established."""
    title, bound = Mark(f"Global {word}: ", word), "infimum" if word == "minimum" else "supremum"
    if found is None or found.value is None:
        return (title, "not established")
    unproved: Line = () if found.proof is not Proof.UNPROVED else (" ", Mark("(not proved)", "bad"))
    if found.value.tree in INFINITIES:
        side = "below" if found.value.tree == MINUS_INFINITY else "above"
        return (title, "none; ", math(study.problem.name), f" is unbounded {side}", *unproved)
    value = value_words(found.value)
    if found.attained is None:
        return (title, f"the {bound} is ", *value, "; whether it is attained is not established", *unproved)
    if not found.attained:
        return (title, f"none; the {bound} ", *value, " is not attained", *unproved)
    return (title, *value, *places(found, study), *unproved)


def value_words(value: Number) -> Line:
    """`sqrt(2)/2 ≈ 0.7071067812`."""
    return (written(value),) if is_plain(value) or not is_short(value) else (math(value.tree, f" {about(value)}"),)


def places(found: Extremum, study: Study) -> Line:
    """` at x = 1 and for every x in [3, 4]`; a point of a family stands for all of them, a stretch for its points."""
    points = (*study.critical_points, *study.endpoints)
    families = {p.at: p.family for p in points if p.family is not None and p.family.value_shift.tree == ZERO}
    stretches = [s for s in study.critical_sets if s.interval is not None and s.value == found.value and not moves(s.family)]
    x = study.problem.variables[0]
    phrases: list[Line] = []
    repeated = tuple(p.at for p in points if p.at in families and p.is_global and p.value == found.value)
    for at in repeated or found.at:
        if any(holds(s.interval, at[0].tree) for s in stretches if s.interval is not None):
            continue
        family = families.get(at)
        where = written(at[0]) if family is None else shifted(at[0], family.period, family.index)
        every: Line = () if family is None else any_integer(family.index)
        phrases.append(("at ", math(f"{x} = ", *where.parts), *every))
    phrases += [("for every ", math(f"{x} in "), interval(s.interval), *shifts(s)) for s in stretches if s.interval is not None]
    line: Line = ()
    for phrase in phrases:
        line = (*line, " and " if line else " ", *phrase)
    partial = study.critical_status.infinite and study.critical_status.within is not None
    return (*line, " (of those listed)") if partial and line else line


def moves(family: Family | None) -> bool:
    """The values differ from one member of the family to the next."""
    return family is not None and family.value_shift.tree != ZERO


def holds(piece: Interval, at: Expr) -> bool:
    """The point is proved to lie in the closed interval."""
    return compare(piece.lower, at) in (-1, 0) and compare(at, piece.upper) in (-1, 0)
