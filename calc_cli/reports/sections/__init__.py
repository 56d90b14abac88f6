"""The sections of a report in the order of a worked solution."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from calc_cli.model import Derivatives, LocalStudy, MapStudy, Study, Surface
from calc_cli.reports.document import Block, Document, Heading
from calc_cli.reports.sections.classification import classification, endpoints
from calc_cli.reports.sections.critical import critical
from calc_cli.reports.sections.derivatives import derivatives
from calc_cli.reports.sections.domain import domain
from calc_cli.reports.sections.monotonicity import concavity, monotonicity
from calc_cli.reports.sections.reading import reading
from calc_cli.reports.sections.shape import asymptotes, intercepts, singularities
from calc_cli.reports.sections.summary import summary
from calc_cli.reports.sections.variations import variations

Section = Callable[..., Iterator[Block]]

SECTIONS: tuple[Section, ...] = (
    reading,  # first of all: what was understood
    domain,  # everything below holds on it
    derivatives,
    critical,
    classification,
    endpoints,
    monotonicity,
    concavity,
    variations,  # all of it on one chart
    singularities,
    asymptotes,
    intercepts,
    summary,  # last: what the reader takes away
)


def sections_of(study: Study | Surface | MapStudy | LocalStudy | Derivatives) -> tuple[Section, ...]:
    """The sections for this kind of study."""
    if isinstance(study, Study):
        return SECTIONS
    if isinstance(study, Surface):
        from calc_cli.reports.sections import step_sizes, surface, surface_summary

        return (
            surface.reading,
            surface.gradient,
            surface.hessian,
            surface.critical,
            surface.classification,
            surface_summary.boundary,  # only for a box
            surface_summary.summary,
            step_sizes.step_size_section,  # only with certified eigenvalues
        )
    from calc_cli.reports.sections import derivatives_alone, local, mapping

    if isinstance(study, Derivatives):
        return derivatives_alone.reading, derivatives_alone.derivatives, derivatives_alone.at_point
    if isinstance(study, MapStudy):
        return mapping.reading, mapping.jacobian, mapping.at_point
    return local.reading, local.derivatives, local.at_point


def build(study: Study | Surface | MapStudy | LocalStudy | Derivatives, *, steps: bool = False, explain: bool = False) -> Document:
    """The report of a study; its sections are numbered in order. explain: how the lists of points were proved stands last."""
    blocks: list[Block] = []
    count = 0
    sections = sections_of(study)
    if explain and isinstance(study, Study | Surface):
        from calc_cli.reports.sections.explanation import explanation

        sections = (*sections, explanation)
    for section in sections:
        for block in section(study, steps=steps):
            if isinstance(block, Heading) and block.level == 2:
                count += 1
                block = replace(block, text=f"{count}. {block.text}")
            blocks.append(block)
    return tuple(blocks)
