"""A study in a notebook: the report without its page, in a frame of its own; or one formula in LaTeX."""

from __future__ import annotations

from html import escape

from calc_cli.model import Derivatives, LocalStudy, MapStudy, Study, Surface
from calc_cli.reports import FORMATS, Options
from calc_cli.reports.document import Heading
from calc_cli.reports.sections import build


def show(study: Study | Surface | MapStudy | LocalStudy | Derivatives, format: str) -> str:
    """The text for `_repr_html_` or `_repr_latex_`."""
    if format == "html":
        page = FORMATS["html"](study, Options(steps=isinstance(study, Study | Derivatives)))
        # a frame: the style sheet of the report and that of the notebook stay apart
        return f'<iframe srcdoc="{escape(page)}" style="width: 100%; height: 40rem; border: 0" title="calc"></iframe>'
    heading = next(block for block in build(study) if isinstance(block, Heading))
    formula = heading.line[0] if heading.line else None
    return f"$\\displaystyle {formula.latex}$" if formula is not None and hasattr(formula, "latex") else heading.text
