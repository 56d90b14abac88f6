"""The summary: global extrema, attained or not, and convexity."""

from __future__ import annotations

from collections.abc import Iterator

from calc_cli.model import Convexity, Extremum, Proof, Study
from calc_cli.reports.document import Block, Heading, Line, Mark, Paragraph
from calc_cli.reports.numbers import about, exact, is_plain, is_short, written
from calc_cli.reports.words import CONVEXITY
from calc_cli.tree import INFINITY, MINUS_INFINITY


def summary(study: Study, *, steps: bool) -> Iterator[Block]:
    """Global minimum, global maximum, convexity."""
    f = study.problem.name
    yield Heading("Summary")
    yield Paragraph(extremum(study.minimum, study, "minimum"))
    yield Paragraph(extremum(study.maximum, study, "maximum"))
    if study.convexity is not Convexity.UNKNOWN:
        where = "on its domain" if study.region is None else "on the interval asked for"
        yield Paragraph((f"{f} is ", CONVEXITY[study.convexity], f" {where}"))


def extremum(found: Extremum | None, study: Study, word: str) -> Line:
    """The global minimum (maximum), the infimum (supremum) when it is not attained, or that it is not established."""
    title, bound = Mark(f"Global {word}: ", word), "infimum" if word == "minimum" else "supremum"
    if found is None or found.value is None:
        return (title, "not established")
    unproved: Line = () if found.proof is not Proof.UNPROVED else (" ", Mark("(not proved)", "bad"))
    if found.value.tree in (INFINITY, MINUS_INFINITY):
        side = "below" if found.value.tree == MINUS_INFINITY else "above"
        return (title, f"none; {study.problem.name} is unbounded {side}", *unproved)
    value: Line = (
        (written(found.value),) if is_plain(found.value) or not is_short(found.value) else (exact(found.value), f" {about(found.value)}")
    )
    if found.attained is None:
        return (title, f"the {bound} is ", *value, "; whether it is attained is not established", *unproved)
    if not found.attained:
        return (title, f"none; the {bound} ", *value, " is not attained", *unproved)
    return (title, *value, *places(found, study), *unproved)


def places(found: Extremum, study: Study) -> Line:
    """` at x = 1 and x = 3`."""
    line: Line = ()
    for at in found.at:
        line = (*line, " and " if line else " at ", f"{study.problem.variables[0]} = ", written(at[0]))
    return line
