"""The report of `calc derive`: the derivatives worked rule by rule, and their values at a point."""

from __future__ import annotations

from collections.abc import Iterator

from calc_cli.model import Derivatives
from calc_cli.reports.document import Block, Formulas, Heading, Line, Mark, Paragraph, math
from calc_cli.reports.numbers import about, is_plain, is_short, written
from calc_cli.reports.sections.working import worked_derivative


def reading(study: Derivatives, *, steps: bool) -> Iterator[Block]:
    """The function as it was read, and which names are constants."""
    f, x = study.problem.name, study.problem.variables[0]
    whole = math(f"{f}({x}) = ", study.problem.tree)
    yield Heading(whole.text, 1, (whole,))
    if study.constants:
        names: Line = ()
        for name in study.constants:
            names = (*names, *((", ",) if names else ()), math(name))
        yield Paragraph(("derivatives with respect to ", math(x), "; ", *names, " constant" if len(study.constants) == 1 else " constants"))
    for note in study.problem.notes:
        yield Paragraph((Mark("note: ", "quiet"), note))


def derivatives(study: Derivatives, *, steps: bool) -> Iterator[Block]:
    """f', f'', … with the rules when the working is asked for."""
    f, x = study.problem.name, study.problem.variables[0]
    yield Heading("Derivative" if len(study.derivations) == 1 else "Derivatives")
    named = [(f"{symbol(f, order)}({x})", derivation) for order, derivation in enumerate(study.derivations, start=1)]
    if not steps:
        yield Formulas(tuple((math(name), math(derivation.result)) for name, derivation in named))
        return
    for name, derivation in named:
        yield from worked_derivative(name, derivation)


def symbol(f: str, order: int) -> str:
    """`f'`, `f''`, `f'''`, `f^(4)`."""
    return f + "'" * order if order < 4 else f"{f}^({order})"


def at_point(study: Derivatives, *, steps: bool) -> Iterator[Block]:
    """The values of f and its derivatives at the point asked for."""
    if not study.at:
        return
    f, names = study.problem.name, (*study.problem.variables, *study.constants)
    yield Heading("At the point asked for")
    place: Line = ()
    for name, value in zip(names, study.at, strict=True):
        place = (*place, *((", ",) if place else ()), math(f"{name} = ", *written(value).parts))
    yield Paragraph(place)
    rows = []
    for order, value in enumerate(study.values):
        parts = written(value).parts
        near = () if is_plain(value) or not is_short(value) else (f" {about(value)}",)
        rows.append((math(f"{symbol(f, order)}(", *written(study.at[0]).parts, ")"), math(*parts, *near)))
    yield Formulas(tuple(rows))
