"""Step 3: the kind of each critical point with the numbers of the test that decided it; endpoints apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from calc_cli.model import Classification, CriticalPoint, CriticalSet, Proof, Singularity, Study
from calc_cli.reports.document import BREAK, Block, Heading, Line, Mark, Table, math
from calc_cli.reports.evidence import type_words, words
from calc_cli.reports.numbers import family_cell, interval
from calc_cli.reports.words import CLASSIFICATION
from calc_cli.tree import Variable, multiply

ROLES = {
    Classification.LOCAL_MINIMUM: "minimum",
    Classification.LOCAL_MAXIMUM: "maximum",
    Classification.UNDECIDED: "bad",
}


def classification(study: Study, *, steps: bool) -> Iterator[Block]:
    """One row a critical point, then the stretches where f is constant."""
    f, x = study.problem.name, study.problem.variables[0]
    if study.critical_points:
        yield Heading("Classification")
        yield points_table(study.critical_points, f, x)
    if study.critical_sets:
        yield Heading("Stretches of critical points")
        notes: list[Line] = []
        rows = tuple(set_row(stretch, notes) for stretch in study.critical_sets)
        yield Table((x, f"{f}({x})", "kind", "proof"), rows, tuple(notes), any_integer(study.critical_sets))


def endpoints(study: Study, *, steps: bool) -> Iterator[Block]:
    """Boundary points that belong to the domain or to the interval asked for, classified one-sidedly."""
    if study.endpoints:
        yield Heading("Endpoints")
        yield points_table(study.endpoints, study.problem.name, study.problem.variables[0])


def points_table(points: tuple[CriticalPoint, ...], f: str, x: str) -> Table:
    """Columns: x, f(x), type, the test with its numbers, the kind."""
    notes: list[Line] = []
    rows = tuple(row(point, f, x, notes) for point in points)
    return Table((x, f"{f}({x})", "type", "test", "kind"), rows, tuple(notes), any_integer(points))


def any_integer(points: Iterable[CriticalPoint | Singularity | CriticalSet]) -> Line:
    """What k means, when a family is among them."""
    index = next((point.family.index for point in points if point.family is not None), None)
    return () if index is None else (math(index), " any integer")


def row(point: CriticalPoint, f: str, x: str, notes: list[Line]) -> tuple[Line, ...]:
    """One point, or one family of points."""
    return (
        family_cell(point.at[0], point.family, notes),
        family_cell(point.value, point.family, notes, is_value=True),
        (type_words(point),),
        words(point, f, x),
        kind(point),
    )


def kind(point: CriticalPoint) -> Line:
    """`local minimum, strict, global`."""
    extremum = point.classification in (Classification.LOCAL_MINIMUM, Classification.LOCAL_MAXIMUM)
    role = ROLES.get(point.classification, "")
    also = [word for word, holds in (("strict", extremum and point.strict), ("global", point.is_global)) if holds]
    line: Line = (Mark(CLASSIFICATION[point.classification], role),)
    if also:
        line = (*line, ",", BREAK, Mark(", ".join(also), role))
    return line if point.proof is not Proof.UNPROVED else (*line, ",", BREAK, Mark("not proved", "bad"))


def set_row(stretch: CriticalSet, notes: list[Line]) -> tuple[Line, ...]:
    """One stretch: its interval, the value, the kind."""
    where: Line = (interval(stretch.interval),) if stretch.interval is not None else tuple(math(e) for e in stretch.equations)
    if stretch.family is not None:
        where = (*where, " + ", math(multiply(stretch.family.period.tree, Variable(stretch.family.index))))
    kind_words = Mark(CLASSIFICATION[stretch.classification], ROLES.get(stretch.classification, ""))
    return where, family_cell(stretch.value, stretch.family, notes, is_value=True), (kind_words,), (stretch.proof.value,)
