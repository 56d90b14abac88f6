"""The table of signs and variations: f', f and f'' between and at all places that matter, as French textbooks print it."""

from __future__ import annotations

from collections.abc import Iterator

from calc_cli.balls.decimals import number
from calc_cli.model import Cell, Limit, Mark, Number, Study
from calc_cli.reports.document import Block, Chart, Heading, Line, Math, Paragraph, SignRow, Station, VariationRow, math
from calc_cli.reports.numbers import ABOUT, decimals, is_short
from calc_cli.reports.sections.monotonicity import repeats
from calc_cli.tree import INFINITIES, ZERO, Negation, Variable, multiply, negate

LONGEST = 14
DIGITS = 5
SIGNS = {1: "+", -1: "-", 0: "0", None: "?"}
DIRECTIONS = {1: "up", -1: "down", 0: "flat", None: "?"}
BROKEN = frozenset({"pole", "jump", "removable", "essential", "corner", "cusp", "vertical_tangent"})
"""Roles of places at which f' is proved not to exist."""


def variations(study: Study, *, steps: bool) -> Iterator[Block]:
    """One chart of the whole domain, or of one period; nothing when no sign at all is known."""
    marks, cells = list(study.chart.marks), list(study.chart.cells)
    if all(cell.first is None and cell.second is None for cell in cells):
        return
    f, x = study.problem.name, study.problem.variables[0]
    first = 0 if cells[0].defined else 1
    last = len(cells) - (0 if cells[-1].defined else 1)
    lower, upper = cells[first].interval.lower, cells[last - 1].interval.upper
    places = [number(lower), *(mark.at for mark in marks[first : last - 1]), number(upper)]
    ends = (None if first == 0 else marks[first - 1], None if last == len(cells) else marks[last - 1])
    at = [ends[0], *marks[first : last - 1], ends[1]]
    between = cells[first:last]
    yield Heading("Table of variations")
    if steps and (known := limit_words(study)):
        yield Paragraph(known)
    yield Chart(
        math(x),
        tuple(compact(place) for place in places),
        (
            sign_row(math(f"{f}'({x})"), at, between, 1),
            VariationRow(math(f"{f}({x})"), tuple(stations(study, at, between)), tuple(direction(cell) for cell in between)),
            sign_row(math(f"{f}''({x})"), at, between, 2),
        ),
        (*repeats(study), *risen(study)),
    )


def risen(study: Study) -> Line:
    """The rest of the note when f is not periodic itself: what its values gain from one period to the next."""
    families = [point.family for point in (*study.critical_points, *study.inflection_points, *study.endpoints)]
    family = next((known for known in (*families, *(point.family for point in study.singularities)) if known is not None), None)
    if study.chart.period is None or family is None or family.value_shift.tree == ZERO:
        return ()
    f, x = study.problem.name, study.problem.variables[0]
    along, up = (multiply(shift.tree, Variable(family.index)) for shift in (family.period, family.value_shift))
    falls = isinstance(up, Negation)
    return ("; ", math(f"{f}({x} + ", along, f") = {f}({x}) {'-' if falls else '+'} ", negate(up) if falls else up))


def limit_words(study: Study) -> Line:
    """`f(x) -> oo as x -> -oo`, for the infinite ends where the limit is known."""
    f, x = study.problem.name, study.problem.variables[0]
    line: Line = ()
    for end, limit in (("-oo", study.chart.lower), ("oo", study.chart.upper)):
        if limit is not None and limit.value is not None:
            line = (*line, *(("; ",) if line else ()), math(f"{f}({x}) -> ", limit.value), " as ", math(f"{x} -> {end}"))
    return line


def compact(value: Number) -> Math:
    """Exact when very short, otherwise a few digits marked as near."""
    return math(value.tree) if is_short(value, LONGEST) else math(f"{ABOUT} {decimals(value, DIGITS)}")


def direction(cell: Cell) -> str:
    """How f runs in a cell."""
    return DIRECTIONS[cell.first] if cell.defined else ""


def sign_row(label: Math, at: list[Mark | None], cells: list[Cell], order: int) -> SignRow:
    """The signs of the derivative of this order."""
    between = tuple(SIGNS[cell.first if order == 1 else cell.second] if cell.defined else "" for cell in cells)
    inner = (False, *(True for _ in at[1:-1]), False)
    return SignRow(label, tuple(sign_at(mark, order, inside) for mark, inside in zip(at, inner, strict=True)), between)


def sign_at(mark: Mark | None, order: int, inside: bool) -> str:
    """`0` where the derivative vanishes, `||` where it is proved not to exist."""
    if mark is None:
        return ""
    sign = mark.first if order == 1 else mark.second
    if mark.value is None and mark.role in (*BROKEN, "end"):
        return "||"
    if mark.role in BROKEN:
        return "||" if inside else ""
    return "0" if sign == 0 else ""


def stations(study: Study, at: list[Mark | None], cells: list[Cell]) -> Iterator[Station]:
    """f at every place; only the limits from inside the chart are shown."""
    for index, mark in enumerate(at):
        has_left = index > 0 and cells[index - 1].defined
        has_right = index < len(cells) and cells[index].defined
        if mark is None:
            limit = study.chart.lower if index == 0 else study.chart.upper
            yield Station(value=side(limit))
        else:
            yield station(mark, has_left, has_right)


def station(mark: Mark, has_left: bool, has_right: bool) -> Station:
    """The value alone where f is continuous from the sides shown, otherwise limits beside a bar."""
    value = None if mark.value is None else compact(mark.value)
    if mark.left is None and mark.right is None:
        return Station(value=value)
    left, right = (side(mark.left) if has_left else None), (side(mark.right) if has_right else None)
    shown = [limit for limit, present in ((left, has_left), (right, has_right)) if present]
    if value is not None and all(limit == value for limit in shown):
        return Station(value=value)
    return Station(value=value, left=left, right=right, bar=True)


def side(limit: Limit | None) -> Math | None:
    """A one-sided limit, when it is known."""
    if limit is None or limit.value is None:
        return None
    return math(limit.value) if limit.value in INFINITIES else compact(number(limit.value))
