"""Study -> text. `FORMATS` holds every format by its name on the command line; adding one is a file and a line here.

sections/  Study -> Document, the sections in the order of a worked solution      document.py  what a format renders
terminal.py, markdown.py, latex.py, html.py  Document -> text                    json.py, schema.py  the contract for programs
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from calc_cli.records import record

if TYPE_CHECKING:  # the help pages load no model
    from calc_cli.model import Derivatives, LocalStudy, MapStudy, Study, Surface

    AnyStudy = Study | Surface | MapStudy | LocalStudy | Derivatives


@record
class Options:
    """How to write. width: columns to wrap at, None for a pipe; colour: escapes allowed; ascii_only: no other characters;
    symbols: `3x² − √2` instead of `3*x**2 - sqrt(2)`; explain: with the strategies tried (JSON always has them)."""

    steps: bool = False
    explain: bool = False
    width: int | None = None
    colour: bool = False
    ascii_only: bool = False
    symbols: bool = False


Format = Callable[["AnyStudy", Options], str]


def terminal_text(study: AnyStudy, options: Options) -> str:
    """Tables for people."""
    from calc_cli.reports import terminal as renderer
    from calc_cli.reports.sections import build

    document = build(study, steps=options.steps, explain=options.explain)
    if options.symbols:
        from calc_cli.reports.typography import typeset_document

        document = typeset_document(document)
    return renderer.render(document, width=options.width, colour=options.colour, ascii_only=options.ascii_only)


def json_text(study: AnyStudy, options: Options) -> str:
    """The contract for programs."""
    from calc_cli.reports import json as renderer

    return renderer.render(study, steps=options.steps) + "\n"


def markdown_text(study: AnyStudy, options: Options) -> str:
    """Tables for documents."""
    from calc_cli.reports import markdown as renderer
    from calc_cli.reports.sections import build

    return renderer.render(build(study, steps=options.steps, explain=options.explain))


def latex_text(study: AnyStudy, options: Options) -> str:
    """A document for pdflatex."""
    from calc_cli.reports import latex as renderer
    from calc_cli.reports.sections import build

    return renderer.render(build(study, steps=options.steps, explain=options.explain))


def html_text(study: AnyStudy, options: Options) -> str:
    """A page that needs nothing else, with the graph of a function of one variable."""
    from calc_cli.reports import html as renderer
    from calc_cli.reports.sections import build

    return renderer.render(build(study, steps=options.steps, explain=options.explain), picture=picture_of(study))


def picture_of(study: AnyStudy) -> str:
    """The graph as SVG; "" for what has no graph in the plane."""
    from calc_cli.model import Study as Curve

    if not isinstance(study, Curve):
        return ""
    from calc_cli.reports.plot import svg_plot

    return svg_plot(study)


FORMATS: dict[str, Format] = {
    "terminal": terminal_text,
    "json": json_text,
    "markdown": markdown_text,
    "latex": latex_text,
    "html": html_text,
}

ENDINGS: dict[str, str] = {".txt": "terminal", ".json": "json", ".md": "markdown", ".tex": "latex", ".html": "html", ".htm": "html"}
"""The format of a file by the ending of its name."""
