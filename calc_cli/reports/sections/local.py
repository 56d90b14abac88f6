"""The report of a gradient or a Hessian, and of their values at a point with Newton's step."""

from __future__ import annotations

from collections.abc import Iterator

from calc_cli.model import LocalStudy
from calc_cli.reports.document import Block, Heading, Line, Mark, Paragraph, math
from calc_cli.reports.numbers import written
from calc_cli.reports.sections.mapping import matrix, shown
from calc_cli.reports.sections.surface import derivations, partial_name, vector
from calc_cli.tree import ZERO


def reading(study: LocalStudy, *, steps: bool) -> Iterator[Block]:
    """The function as it was read."""
    name, names = study.problem.name, study.problem.variables
    whole = math(f"{name}({', '.join(names)}) = ", study.problem.tree)
    yield Heading(whole.text, 1, (whole,))
    size = len(names)
    shapes = f", gradient {size}x1" + (f", Hessian {size}x{size}, symmetric" if study.hessian else "")
    yield Paragraph((math(f"{name}: R^{size} -> R"), shapes))
    for note in study.problem.notes:
        yield Paragraph((Mark("note: ", "quiet"), note))


def derivatives(study: LocalStudy, *, steps: bool) -> Iterator[Block]:
    """Gradient, and Hessian when it was asked for."""
    name, names = study.problem.name, study.problem.variables
    yield Heading("Gradient")
    yield from derivations([(partial_name(name, v), entry) for v, entry in zip(names, study.gradient, strict=True)], steps)
    if study.kind == "hessian":
        yield Heading("Hessian")
        size = range(len(names))
        rows = [(partial_name(name, names[i], names[j]), study.hessian[i][j]) for i in size for j in size if i <= j]
        yield from derivations(rows, steps)


def at_point(study: LocalStudy, *, steps: bool) -> Iterator[Block]:
    """Value, gradient and its length, Hessian, eigenvalues, Newton's step with its caveat."""
    if not study.at or study.value is None or study.norm is None:
        return
    name, names = study.problem.name, ", ".join(study.problem.variables)
    yield Heading("At the point asked for")
    yield Paragraph((f"({names}) = ", vector(study.at)))
    yield Paragraph((f"{name} = ", *shown(study.value)))
    ascent: Line = (": the direction of steepest ascent, with the slope ", *shown(study.norm))
    if study.norm.tree == ZERO:
        ascent = (": the point is stationary, no direction is one of steepest ascent",)
    yield Paragraph((f"grad {name} = ", vector(study.gradient_at), *ascent))
    yield Paragraph(("Hessian ", matrix(study.hessian_at), f", {study.definiteness.replace('_', ' ')}"))
    if study.determinant_at is not None:
        yield Paragraph(("determinant ", *shown(study.determinant_at)))
    if study.eigenvalues:
        line: Line = ("eigenvalues ",)
        for index, value in enumerate(study.eigenvalues):
            line = (*line, *((", ",) if index else ()), written(value))
        yield Paragraph(line)
    if study.newton_step:
        yield Paragraph((f"Newton's step -H**(-1)*grad {name} = ", vector(study.newton_step), " leads to ", vector(study.newton_point)))
    for warning in study.warnings:
        yield Paragraph((Mark("caution: ", "bad"), warning))
