"""Where f is defined, and because of which subterm; left out when f is defined on the whole line."""

from __future__ import annotations

from collections.abc import Iterator

from calc_cli.model import Condition, Study, Truth, family_index
from calc_cli.reports.completeness import has_inside
from calc_cli.reports.document import Block, Heading, Line, Math, Paragraph, math
from calc_cli.reports.numbers import any_integer, interval
from calc_cli.tree import INFINITY, MINUS_INFINITY, Variable, multiply


def domain(study: Study, *, steps: bool) -> Iterator[Block]:
    """The domain as a union of intervals, with the conditions it was read from."""
    pieces, x = study.domain.intervals, study.problem.variables[0]
    if study.region is None and len(pieces) == 1 and (pieces[0].lower, pieces[0].upper) == (MINUS_INFINITY, INFINITY):
        return
    yield Heading("Domain")
    if not pieces:
        yield Paragraph(
            (
                "empty: ",
                math(study.problem.tree),
                " is defined for no real ",
                math(x),
            )
        )
    else:
        yield Paragraph((math(f"{x} in "), *union([interval(piece) for piece in pieces]), *repeats(study), *limits(study)))
    if study.domain.conditions:
        yield Paragraph(("because ", *joined([condition(asked) for asked in dict.fromkeys(study.domain.conditions)])))
    if pieces and not has_inside(study) and study.domain.complete is Truth.TRUE:
        yield Paragraph(("No point has a neighbourhood in the domain, so there is no derivative and no critical point.",))
    if study.domain.complete is not Truth.TRUE:
        yield Paragraph(("Not proved: the ends of the domain may not all be known.",))


def union(intervals: list[Math]) -> Line:
    """`A or B or C`."""
    line: Line = (intervals[0],)
    for piece in intervals[1:]:
        line = (*line, " or ", piece)
    return line


def repeats(study: Study) -> Line:
    """The period, when only one period is listed."""
    period, k = study.domain.period, family_index(study.problem.variables)
    return () if period is None else (", and the same shifted by ", math(multiply(period, Variable(k))), *any_integer(k))


def limits(study: Study) -> Line:
    """The window, when the domain has infinitely many parts and only those in it are listed."""
    within = study.domain.within
    return () if within is None else (" (only the part between ", math(within.lower), " and ", math(within.upper), " is listed)")


def condition(asked: Condition) -> Line:
    """`log needs x > 0`."""
    if asked.reason == "piecewise":
        return ("one of the cases must hold",)
    words = {"quotient": "a denominator", "power": "a power"}
    complete = asked.relation.endswith("0") or asked.relation.startswith("not in")
    relation = asked.relation if complete else f"{asked.relation} 0"
    return (f"{words.get(asked.reason, asked.reason)} needs ", math(asked.subterm, f" {relation}"))


def joined(lines: list[Line]) -> Line:
    """The lines with semicolons between them."""
    whole: Line = lines[0]
    for line in lines[1:]:
        whole = (*whole, "; ", *line)
    return whole
