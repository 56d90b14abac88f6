"""Descent -> text, in every format."""

from __future__ import annotations

import json
from dataclasses import replace

from calc_cli.model.descent import Descent
from calc_cli.reports import Options
from calc_cli.reports.descent_json import descent_document
from calc_cli.reports.document import Block, Document, Heading
from calc_cli.reports.sections.descent import DESCENT


def document(study: Descent) -> Document:
    """The report; its sections are numbered in order."""
    blocks: list[Block] = []
    count = 0
    for section in DESCENT:
        for block in section(study):
            if isinstance(block, Heading) and block.level == 2:
                count += 1
                block = replace(block, text=f"{count}. {block.text}")
            blocks.append(block)
    return tuple(blocks)


def render(study: Descent, format: str, options: Options) -> str:
    """The report in a format of `reports.FORMATS`."""
    if format == "json":
        return json.dumps(descent_document(study), indent=2, allow_nan=False) + "\n"
    if format == "markdown":
        from calc_cli.reports import markdown

        return markdown.render(document(study))
    if format == "latex":
        from calc_cli.reports import latex

        return latex.render(document(study))
    if format == "html":
        from calc_cli.reports import html

        return html.render(document(study))
    from calc_cli.reports import terminal

    return terminal.render(document(study), width=options.width, colour=options.colour, ascii_only=options.ascii_only)
