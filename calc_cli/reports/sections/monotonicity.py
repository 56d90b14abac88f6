"""Steps 4 and 5: where f rises and falls, where its graph bends up and down, and its inflection points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from calc_cli.balls.decimals import number
from calc_cli.model import CriticalPoint, Interval, Number, PointType, Study, family_index
from calc_cli.model.curve import Mark as ChartMark
from calc_cli.reports.completeness import has_inside, status_lines
from calc_cli.reports.document import Block, Heading, Items, Line, Mark, Paragraph, Table, math
from calc_cli.reports.evidence import words
from calc_cli.reports.numbers import any_integer as of_index
from calc_cli.reports.numbers import family_cell, interval, shifted, written
from calc_cli.reports.sections.classification import any_integer
from calc_cli.reports.sections.working import items
from calc_cli.reports.words import BEND, BEND_SIGN, DIRECTION, DIRECTION_SIGN, POINT_TYPE
from calc_cli.tree import MINUS_INFINITY, Variable, multiply

CRITICAL_ROLES = frozenset((PointType.STATIONARY, PointType.CORNER, PointType.CUSP, PointType.VERTICAL_TANGENT, PointType.JUMP))
TANGENT = {PointType.STATIONARY: ", horizontal tangent", PointType.REGULAR: ""}


def monotonicity(study: Study, *, steps: bool) -> Iterator[Block]:
    """The intervals on which f increases, decreases or is constant."""
    if not study.monotonicity:
        return
    f, x = study.problem.name, study.problem.variables[0]
    yield Heading("Increasing and decreasing")
    rows: tuple[tuple[Line, ...], ...] = tuple(
        ((interval(piece.interval),), (math(DIRECTION_SIGN[piece.direction]),), (Mark(DIRECTION[piece.direction], piece.direction.value),))
        for piece in study.monotonicity
    )
    yield Table((x, f"sign of {f}'", f), rows, remark=repeats(study, [piece.interval for piece in study.monotonicity]))
    ends = [end for piece in study.monotonicity for end in (piece.interval.lower, piece.interval.upper)]
    inner = [mark.at for mark in marks_once(study) if is_critical(mark) and mark.value is not None and mark.at.tree not in ends]
    yield from exceptions(f"{f}'", x, inner, study)


def concavity(study: Study, *, steps: bool) -> Iterator[Block]:
    """The intervals on which the graph bends up or down, the inflection points between them, and whether these are all."""
    if not has_inside(study):
        return
    f, x = study.problem.name, study.problem.variables[0]
    yield Heading("Concavity and inflection points")
    if steps and study.inflection_solution:
        yield Items(items(study.inflection_solution))
    if study.concavity:
        rows: tuple[tuple[Line, ...], ...] = tuple(
            ((interval(piece.interval),), (math(BEND_SIGN[piece.direction]),), (BEND[piece.direction],)) for piece in study.concavity
        )
        yield Table((x, f"sign of {f}''", "graph"), rows, remark=repeats(study, [piece.interval for piece in study.concavity]))
        ends = [end for piece in study.concavity for end in (piece.interval.lower, piece.interval.upper)]
        inner = [mark.at for mark in marks_once(study) if mark.second == 0 and mark.value is not None and mark.at.tree not in ends]
        yield from exceptions(f"{f}''", x, inner, study)
    if study.inflection_points:
        notes: list[Line] = []
        found = tuple(inflection_row(point, f, x, notes) for point in study.inflection_points)
        yield Table((f"inflection {x}", f"{f}({x})", "why"), found, tuple(notes), any_integer(study.inflection_points))
    for line in status_lines(study.inflection_status, "inflection point", study, listed=study.inflection_points, trail=steps):
        yield Paragraph(line)


def inflection_row(point: CriticalPoint, f: str, x: str, notes: list[Line]) -> tuple[Line, ...]:
    """One inflection point; horizontal tangents, corners and vertical tangents are marked."""
    why: Line = words(point, f, x) if point.evidence else ("concavity changes",)
    why = (*why, TANGENT.get(point.type, f", at a {POINT_TYPE[point.type]}"))
    return family_cell(point.at[0], point.family, notes), family_cell(point.value, point.family, notes, is_value=True), why


def marks_once(study: Study) -> Sequence[ChartMark]:
    """The marks of the chart; the last one of a period is the first one of the next."""
    return study.chart.marks if study.chart.period is None else study.chart.marks[:-1]


def is_critical(mark: ChartMark) -> bool:
    """f' is zero there or does not exist. Where two formulas meet smoothly it does, with the sign of both sides."""
    return mark.first == 0 or (mark.first is None and mark.role in CRITICAL_ROLES)


def exceptions(derivative: str, x: str, points: list[Number], study: Study) -> Iterator[Block]:
    """Single points inside the intervals at which the derivative does not have the sign of the table."""
    period, k = study.chart.period, family_index(study.problem.variables)
    if points:
        line: Line = ()
        for point in points:
            line = (*line, *((", ",) if line else ()), written(point) if period is None else shifted(point, number(period), k))
        every = () if period is None else of_index(k)
        yield Paragraph(("single points inside, where ", math(derivative), " is 0 or does not exist: ", math(f"{x} = "), *line, *every))


def repeats(study: Study, listed: Sequence[Interval] = ()) -> Line:
    """The note under a table that lists one period only."""
    period, k = study.chart.period, family_index(study.problem.variables)
    if period is None or any(piece.lower == MINUS_INFINITY for piece in listed):
        return ()
    return ("one period; the rest is shifted by ", math(multiply(period, Variable(k))), *of_index(k))
