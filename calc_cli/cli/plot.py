"""`calc plot`: a picture in the terminal, or in a file whose ending names the format."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from calc_cli.budgets.limits import MEMORY_MIB
from calc_cli.cli import exits
from calc_cli.cli.analyze import internal_error, load_analysis, load_limits, report_error, standard_input
from calc_cli.cli.budget import run_within
from calc_cli.cli.output import complain, encoding_is_ascii, write
from calc_cli.errors import CalcError
from calc_cli.model import Study, Surface
from calc_cli.records import record
from calc_cli.settings import Settings

PIPE_COLUMNS = 80
PIPE_ROWS = 24
ENDINGS = (".svg", ".png", ".pdf")


@record
class Request:
    """What `calc plot` was asked; width and height in pixels for a file, in characters for the terminal; None: chosen here."""

    expression: str
    settings: Settings
    output: Path | None
    derivatives: bool
    width: int | None
    height: int | None
    timeout_seconds: float
    memory_mib: int = MEMORY_MIB


def answer(request: Request) -> int:
    """The exit code of the whole command."""
    text = standard_input() if request.expression == "-" else request.expression
    if request.output is not None and request.output.suffix.lower() not in ENDINGS:
        complain(f"error: cannot tell the format of {request.output}\n  hint: end its name with {', '.join(ENDINGS)}")
        return exits.UNREADABLE
    try:
        return run_within(request.timeout_seconds, lambda: study_and_draw(text, request), request.memory_mib)
    except CalcError as error:
        error.text = text
        return report_error(error, "terminal")


def study_and_draw(text: str, request: Request) -> int:
    """The work of the child process: study the text, draw it."""
    try:
        study = load_analysis()(text, request.settings)
        if not isinstance(study, Study | Surface):
            raise CalcError("not_drawable", "only functions of one or two variables have a picture", text)
        with load_limits()(text):
            if request.output is None:
                write("\n".join(characters(study, request)) + "\n")
            else:
                request.output.write_bytes(contents(study, request, request.output.suffix.lower()))
    except CalcError as error:
        return report_error(error, "terminal")
    except OSError as error:
        if request.output is None:
            raise
        complain(f"error: cannot write {request.output}: {error.strerror}")
        return exits.UNREADABLE
    except Exception as error:  # noqa: BLE001  a bug must end in a message, not in a traceback
        return report_error(internal_error(error, text), "terminal")
    return exits.ANSWERED


def characters(study: Study | Surface, request: Request) -> list[str]:
    """The picture for a terminal or a pipe."""
    from calc_cli.reports.plot import character_plot

    size = shutil.get_terminal_size((PIPE_COLUMNS, PIPE_ROWS + 4)) if sys.stdout.isatty() else None
    columns = request.width or (size.columns if size else PIPE_COLUMNS)
    rows = request.height or (max(8, min(3 * size.columns // 10, size.lines - 8)) if size else PIPE_ROWS)
    return character_plot(study, columns, rows, ascii_only=encoding_is_ascii(), derivatives=request.derivatives)


def contents(study: Study | Surface, request: Request, ending: str) -> bytes:
    """The picture as a file."""
    from calc_cli.reports.plot import file_plot

    draw: Callable[..., bytes] = file_plot
    return draw(study, ending, width=request.width or 720, height=request.height or 450, derivatives=request.derivatives)
