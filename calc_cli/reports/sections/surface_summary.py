"""The report of a function of several variables, part two: the boundary of a box, global behaviour, convexity."""

from __future__ import annotations

from collections.abc import Iterator

from calc_cli.model import Convexity, Extremum, Proof, Surface
from calc_cli.reports.document import Block, Heading, Line, Mark, Paragraph, Table, math
from calc_cli.reports.numbers import cell
from calc_cli.reports.sections.summary import value_words
from calc_cli.reports.sections.surface import left_out, points_of, shown, vector
from calc_cli.reports.words import CONVEXITY
from calc_cli.tree import INFINITIES, MINUS_INFINITY, Expr, variables_of

MOST_PLACES = 6


def boundary(study: Surface, *, steps: bool) -> Iterator[Block]:
    """Critical points on faces and edges, and the corners, with their values."""
    if not study.boundary:
        return
    yield Heading("Boundary")
    names = study.problem.variables
    notes: list[Line] = []
    rows: list[tuple[Line, ...]] = []
    for _, point in shown(study.boundary):
        also: Line = (Mark(takes(point.at, study), "minimum" if takes(point.at, study).endswith("minimum") else "maximum"),)
        rows.append(((point.on_boundary,), *(cell(x, notes) for x in point.at), cell(point.value, notes), also))
    yield Table(("on", *names, f"{study.problem.name}({', '.join(names)})", ""), tuple(rows), tuple(notes))
    yield from left_out(study.boundary)


def takes(at: object, study: Surface) -> str:
    """`global minimum` when it is taken there."""
    for word, found in (("minimum", study.minimum), ("maximum", study.maximum)):
        if found is not None and at in found.at:
            return f"global {word}"
    return ""


def summary(study: Surface, *, steps: bool) -> Iterator[Block]:
    """Global minimum and maximum, convexity, what follows."""
    yield Heading("Global behaviour")
    yield Paragraph(extremum(study.minimum, study, "minimum"))
    yield Paragraph(extremum(study.maximum, study, "maximum"))
    where = "" if study.region is None else " on the box asked for"
    if study.convexity is not Convexity.UNKNOWN:
        yield Paragraph((f"{study.problem.name} is {CONVEXITY[study.convexity].replace(' (a straight line)', '')}{where}",))
    for note in study.notes:
        yield Paragraph((note,))


def extremum(found: Extremum | None, study: Surface, word: str) -> Line:
    """The global minimum with its places, the infimum when it is not attained, or that it is not established."""
    title, bound = Mark(f"Global {word}: ", word), "infimum" if word == "minimum" else "supremum"
    if found is None or found.value is None:
        return (title, "not established")
    unproved: Line = () if found.proof is not Proof.UNPROVED else (" ", Mark("(not proved)", "bad"))
    if found.value.tree in INFINITIES:
        side = "below" if found.value.tree == MINUS_INFINITY else "above"
        return (title, f"none; {study.problem.name} is unbounded {side}", *witness(found, study), *unproved)
    value = value_words(found.value)
    if found.attained is None:
        return (title, f"the {bound} is ", *value, "; whether it is attained is not established", *unproved)
    if not found.attained:
        near: Line = (", only approached",) if found.along else ()
        return (title, f"none; the {bound} ", *value, " is not attained", *near, *witness(found, study), *unproved)
    return (title, *value, *places(found, study), *unproved)


def places(found: Extremum, study: Surface) -> Line:
    """` at (1, 1) and (-1, -1)`, ` at every point with x*y - 1 = 0`."""
    line: Line = ()
    first = ", for instance at " if found.partial else " at "
    for at in found.at[:MOST_PLACES]:
        line = (*line, " and " if line else first, vector(at))
    more = len(found.at) - MOST_PLACES
    line = (*line, f" and {more} more") if more > 0 else line
    for component in study.critical_sets:
        if component.value == found.value and component.proof is not Proof.UNPROVED:
            line = (*line, " and at " if line else first, *points_of(component, study))
    repeated = any(point.periods for point in study.critical_points if point.at in found.at)
    return (*line, ", repeated with the periods") if repeated else line


def witness(found: Extremum, study: Surface) -> Line:
    """`, for instance along (x, y) = (t, t) as t -> oo`: the curve on which f tends to the value."""
    if not found.along:
        return ()
    parts: list[Expr | str] = [f"({', '.join(study.problem.variables)}) = ("]
    for index, tree in enumerate(found.along):
        parts += [*((", ",) if index else ()), tree]
    letters = [name for tree in found.along for name in sorted(variables_of(tree))]
    return (", for instance along ", math(*parts, ")"), *((" as ", math(f"{letters[0]} -> oo")) if letters else ()))
