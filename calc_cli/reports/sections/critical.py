"""Step 2: where f' vanishes or does not exist, how f' = 0 was solved, and whether these are all."""

from __future__ import annotations

from collections.abc import Iterator

from calc_cli.model import CriticalPoint, CriticalSet, PointType, Study
from calc_cli.reports.completeness import has_inside, status_lines
from calc_cli.reports.document import Block, Heading, Items, Line, Paragraph, math
from calc_cli.reports.evidence import type_words
from calc_cli.reports.numbers import any_integer, equals, family_equals, interval
from calc_cli.reports.sections.working import items
from calc_cli.tree import Variable, multiply


def critical(study: Study, *, steps: bool) -> Iterator[Block]:
    """The equation f' = 0, its solution, the points, and the completeness of the list."""
    if not has_inside(study):
        return
    f, x = study.problem.name, study.problem.variables[0]
    yield Heading("Critical points")
    yield Paragraph((math(f"{f}'({x}) = 0"), " or ", math(f"{f}'({x})"), " does not exist:"))
    if study.solution:
        yield Items(items(study.solution, deep=steps))
    for point in study.critical_points:
        yield Paragraph(("  ", *place(point, x)))
    for stretch in study.critical_sets:
        if stretch.interval is not None:
            where = (math(f"{x} in "), interval(stretch.interval), *shifts(stretch))
            yield Paragraph(("  every ", *where, ": ", math(f), " is constant there"))
    for line in status_lines(study.critical_status, "critical point", study, listed=study.critical_points, trail=steps):
        yield Paragraph(line)


def place(point: CriticalPoint, x: str) -> Line:
    """`x = sqrt(2)/2 ≈ 0.7071067812`, with the type unless f' = 0 there."""
    at, family = point.at[0], point.family
    line = equals(x, at) if family is None else family_equals(x, at, family.period, family.index)
    return line if point.type is PointType.STATIONARY else (*line, f"  ({type_words(point)})")


def shifts(stretch: CriticalSet) -> Line:
    """` + 2*pi*k, k any integer`, when the stretch repeats."""
    family = stretch.family
    return () if family is None else (math(" + ", multiply(family.period.tree, Variable(family.index))), *any_integer(family.index))
