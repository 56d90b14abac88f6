"""The small picture below the report of `calc analyze`: only in a terminal that is wide enough."""

from __future__ import annotations

import shutil
import sys

from calc_cli.cli.output import encoding_is_ascii
from calc_cli.model import Study, Surface

NARROWEST = 80
WIDEST = 100
ROWS = 14


def picture_below(study: object) -> str:
    """The picture with a heading above it; nothing in a pipe, in a narrow terminal, and for what has no picture."""
    if not sys.stdout.isatty():
        return ""
    columns = shutil.get_terminal_size((NARROWEST, 24)).columns
    drawable = isinstance(study, Study) or (isinstance(study, Surface) and len(study.problem.variables) == 2)
    if columns < NARROWEST or not drawable:
        return ""
    from calc_cli.reports.plot import character_plot

    assert isinstance(study, Study | Surface)
    lines = character_plot(study, min(columns, WIDEST) - 2, ROWS, ascii_only=encoding_is_ascii(), legend=False)
    heading = "Graph" if isinstance(study, Study) else "Contours, darker where it is higher"
    return f"\n{heading}\n" + "".join(f"  {line}\n" for line in lines)
