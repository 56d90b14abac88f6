"""The function as it was read: `f(x) = …`, notes about the reading, what the study could not do."""

from __future__ import annotations

from collections.abc import Iterator

from calc_cli.model import Study
from calc_cli.reports.document import Block, Heading, Mark, Paragraph, math
from calc_cli.reports.numbers import interval


def reading(study: Study, *, steps: bool) -> Iterator[Block]:
    """The reading is always echoed, with every note about a reading that may surprise."""
    problem = study.problem
    whole = math(f"{problem.name}({', '.join(problem.variables)}) = ", problem.tree)
    yield Heading(whole.text, 1, (whole,))
    if study.region is not None:
        yield Paragraph((f"asked for {problem.variables[0]} in ", interval(study.region)))
    for note in problem.notes:
        yield Paragraph((Mark("note: ", "quiet"), note))
    for warning in study.warnings:
        yield Paragraph((Mark("warning: ", "bad"), warning))
