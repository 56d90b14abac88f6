"""The report of a map F: R^n -> R^m: its Jacobian, and at a point its value, determinant, rank and the linear approximation."""

from __future__ import annotations

from collections.abc import Iterator

from calc_cli.model import MapStudy, Number
from calc_cli.reports.document import Block, Formulas, Heading, Line, Mark, Math, Paragraph, math
from calc_cli.reports.numbers import about, is_plain, is_short, written
from calc_cli.reports.sections.surface import derivations, partial_name, vector
from calc_cli.tree import Expr


def reading(study: MapStudy, *, steps: bool) -> Iterator[Block]:
    """`F(x, y) = (x**2*y, 5*x + sin(y))` and the shapes."""
    name, names = study.problem.name, study.problem.variables
    parts: list[Expr | str] = [f"{name}({', '.join(names)}) = ("]
    for index, tree in enumerate(study.components):
        parts += [*((", ",) if index else ()), tree]
    whole = math(*parts, ")")
    yield Heading(whole.text, 1, (whole,))
    n, m = len(names), len(study.components)
    yield Paragraph((math(f"{name}: R^{n} -> R^{m}"), f", Jacobian {m}x{n}"))
    for note in study.problem.notes:
        yield Paragraph((Mark("note: ", "quiet"), note))


def jacobian(study: MapStudy, *, steps: bool) -> Iterator[Block]:
    """Row i: the partial derivatives of component i."""
    yield Heading("Jacobian")
    single = len(study.components) == 1
    rows = []
    for index, row in enumerate(study.jacobian, start=1):
        own = study.problem.name if single else f"{study.problem.name}{index}"
        rows += [(partial_name(own, v), entry) for v, entry in zip(study.problem.variables, row, strict=True)]
    yield from derivations(rows, steps)
    if study.determinant is not None and len(study.components) > 1:
        yield Formulas(((math("det J"), math(study.determinant)),))


def at_point(study: MapStudy, *, steps: bool) -> Iterator[Block]:
    """Values at the point asked for, the linear approximation, its error at a near point."""
    if not study.at:
        return
    name, names = study.problem.name, ", ".join(study.problem.variables)
    yield Heading("At the point asked for")
    yield Paragraph((f"({names}) = ", vector(study.at)))
    yield Paragraph((f"{name} = ", vector(study.values)))
    yield Paragraph(("J = ", matrix(study.jacobian_at)))
    if study.determinant_at is not None:
        yield Paragraph(("det J = ", *shown(study.determinant_at)))
    if study.rank is not None:
        yield Paragraph((f"rank J = {study.rank}",))
    yield Heading("Linear approximation")
    many = len(study.linear) > 1
    yield Formulas(tuple((math(f"L{i}({names})" if many else f"L({names})"), math(tree)) for i, tree in enumerate(study.linear, start=1)))
    if study.near:
        yield Paragraph((f"at ({names}) = ", vector(study.near), ": L = ", vector(study.linear_near)))
        yield Paragraph((f"error {name} - L = ", vector(study.errors)))


def matrix(rows: tuple[tuple[Number, ...], ...]) -> Math:
    """`[[12, 4], [5, cos(3)]]`."""
    parts: list[object] = ["["]
    for index, row in enumerate(rows):
        parts += [", [" if index else "["]
        for place, entry in enumerate(row):
            parts += [*((", ",) if place else ()), *written(entry).parts]
        parts.append("]")
    return Math((*parts, "]"))  # type: ignore[arg-type]


def shown(value: Number) -> Line:
    """Exact, with decimals beside it."""
    return (written(value),) if is_plain(value) or not is_short(value) else (written(value), f" {about(value)}")
