"""Asymptotes, singularities, intercepts, symmetry and period."""

from __future__ import annotations

from collections.abc import Iterator

from calc_cli.balls.decimals import number
from calc_cli.model import (
    Asymptote,
    AsymptoteKind,
    Family,
    Limit,
    Number,
    Singularity,
    SingularityKind,
    Study,
    Symmetry,
    Truth,
    family_index,
)
from calc_cli.reports.document import Block, Heading, Line, Paragraph, Table, math
from calc_cli.reports.numbers import equals, family_cell, family_equals, interval, shifted, written
from calc_cli.reports.sections.classification import any_integer
from calc_cli.reports.sections.monotonicity import repeats
from calc_cli.reports.words import SINGULARITY, SYMMETRY
from calc_cli.tree import INFINITIES, ZERO, Comparison, Expr

CRITICAL = frozenset({SingularityKind.CORNER, SingularityKind.CUSP, SingularityKind.VERTICAL_TANGENT})


def singularities(study: Study, *, steps: bool) -> Iterator[Block]:
    """Points where f is not defined or not continuous, with the one-sided limits of f; corners and endpoints have their own sections."""
    listed = {at.tree for point in study.endpoints for at in point.at} | set(asked_ends(study))
    found = [p for p in study.singularities if p.kind not in CRITICAL and not (p.kind is SingularityKind.END and p.at.tree in listed)]
    if not found:
        return
    f, x = study.problem.name, study.problem.variables[0]
    yield Heading("Singularities")
    notes: list[Line] = []
    taken = [point.at[0] for point in study.critical_points]
    outside = asked_ends(study)
    rows = tuple(singularity_row(point, notes, "outside" if point.at.tree in outside else "not defined", taken) for point in found)
    yield Table((x, "kind", f"{f} from the left", f"{f} from the right"), rows, tuple(notes), any_integer(found))


def asked_ends(study: Study) -> tuple[Expr, ...]:
    """The ends of the interval asked for."""
    return () if study.region is None else (study.region.lower, study.region.upper)


def singularity_row(point: Singularity, notes: list[Line], beyond: str, taken: list[Number]) -> tuple[Line, ...]:
    """One singularity, or one family; beyond: the words for a side on which there is no limit to look at; taken: points with a value."""
    at = family_cell(point.at, point.family, notes)
    sides = [(beyond,) if side is None else limit(side, point.family) for side in (point.left, point.right)]
    isolated = point.kind is SingularityKind.REMOVABLE and point.at in taken
    return at, ("isolated value" if isolated else SINGULARITY[point.kind],), *sides


def limit(side: Limit, family: Family | None) -> Line:
    """The limit, or in words why there is none."""
    if side.value is not None:
        value = number(side.value)
        moves = family is not None and family.value_shift.tree != ZERO and side.value not in INFINITIES
        return (shifted(value, family.value_shift, family.index) if family is not None and moves else written(value),)
    return ("does not exist",) if side.exists is Truth.FALSE else ("not known",)


def asymptotes(study: Study, *, steps: bool) -> Iterator[Block]:
    """Lines the graph approaches."""
    if not study.asymptotes:
        return
    yield Heading("Asymptotes")
    rows: tuple[tuple[Line, ...], ...] = tuple((line(a), (a.kind.value,), towards(a, study)) for a in study.asymptotes)
    vertical = any(line.kind is AsymptoteKind.VERTICAL for line in study.asymptotes)
    yield Table(("line", "kind", "where"), rows, remark=repeats(study) if vertical else ())


def line(asymptote: Asymptote) -> Line:
    """`y = 3*x + 1`."""
    equation = asymptote.equation
    if isinstance(equation, Comparison):
        return (math(equation.left, " = ", equation.right),)
    return (math(equation),)


def towards(asymptote: Asymptote, study: Study) -> Line:
    """`from the left and from the right`, `as x -> oo`."""
    x = study.problem.variables[0]
    if asymptote.kind is AsymptoteKind.VERTICAL:
        return (" and ".join(f"from the {side}" for side in asymptote.towards),)
    line: Line = ("as ",)
    for i, end in enumerate(asymptote.towards):
        line = (*line, *((" and ",) if i else ()), math(f"{x} -> {end}"))
    return line


def intercepts(study: Study, *, steps: bool) -> Iterator[Block]:
    """Intercepts, symmetry and period."""
    if not study.domain.intervals:
        return
    f, x, found = study.problem.name, study.problem.variables[0], study.intercepts
    yield Heading("Intercepts, symmetry, period")
    zeros = [equals(x, value) for value in found.x]
    zeros += [family_equals(x, base, period, family_index(study.problem.variables)) for base, period in found.families]
    zeros += [("every ", math(f"{x} in "), interval(piece)) for piece in found.intervals]
    if zeros:
        yield Paragraph((math(f"{f}({x}) = 0"), " at" if found.complete else " at (not proved to be all)"))
        yield from (Paragraph(("  ", *zero)) for zero in zeros)
    else:
        yield Paragraph((math(f), " has no zero" if found.complete else ": no zero found, not proved that there is none"))
    if found.y is not None:
        yield Paragraph((math(f"{f}(0) = "), written(found.y)))
    if study.symmetry in (Symmetry.EVEN, Symmetry.ODD):
        word, _, equation = SYMMETRY[study.symmetry].partition(": ")
        yield Paragraph((f"{word}: ", math(equation.replace("f(", f"{f}(").replace("x", x))))
    if study.period is not None:
        yield Paragraph(("period ", written(study.period)))
