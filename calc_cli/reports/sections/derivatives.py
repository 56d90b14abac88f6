"""Step 1 of the worked solution: f' and f'', with the rules used when the working is asked for."""

from __future__ import annotations

from collections.abc import Iterator

from calc_cli.model import Study
from calc_cli.reports.completeness import has_inside
from calc_cli.reports.document import Block, Formulas, Heading, math
from calc_cli.reports.sections.working import worked_derivative


def derivatives(study: Study, *, steps: bool) -> Iterator[Block]:
    """f' and f''."""
    if not has_inside(study):
        return
    f, x = study.problem.name, study.problem.variables[0]
    yield Heading("Derivatives")
    if not steps:
        rows = ((f"{f}'({x})", study.first), (f"{f}''({x})", study.second))
        yield Formulas(tuple((math(name), math(derivation.result)) for name, derivation in rows))
        return
    yield from worked_derivative(f"{f}'({x})", study.first)
    yield from worked_derivative(f"{f}''({x})", study.second)
