"""`calc analyze`: read, analyze under a budget, write in the format asked for."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from calc_cli import stages
from calc_cli.budgets.board import own_board
from calc_cli.budgets.endings import Ended, out_of_memory
from calc_cli.budgets.limits import MEMORY_MIB
from calc_cli.cli import exits
from calc_cli.cli.budget import run_within
from calc_cli.cli.output import Colour, complain, options, write
from calc_cli.cli.picture import picture_below
from calc_cli.errors import CalcError
from calc_cli.model import Derivatives, LocalStudy, MapStudy, Study, Surface
from calc_cli.records import record
from calc_cli.reports import Options
from calc_cli.settings import Settings
from calc_cli.stages import Stage

LONGEST_INPUT = 1_000_000
AnyStudy = Study | Surface | MapStudy | LocalStudy | Derivatives
Analysis = Callable[[str, Settings], AnyStudy]


@record
class Request:
    """What `calc analyze` was asked."""

    expression: str
    settings: Settings
    format: str
    steps: bool | None
    strict: bool
    colour: Colour
    timeout_seconds: float
    memory_mib: int = MEMORY_MIB
    output: Path | None = None
    plot: bool = False
    explain: bool = False


def answer(request: Request, analysis: Analysis | None = None) -> int:
    """The exit code of the whole command; analysis: another one than that of `calc analyze`."""
    text = standard_input() if request.expression == "-" else request.expression
    try:
        return run_within(request.timeout_seconds, lambda: study_and_write(text, request, analysis), request.memory_mib)
    except Ended as error:
        error.text = text
        return report_error(error, request.format)


def standard_input() -> str:
    """One expression from standard input."""
    return sys.stdin.buffer.read(LONGEST_INPUT).decode("utf-8-sig", "replace").strip()


def study_and_write(text: str, request: Request, analysis: Analysis | None = None) -> int:
    """The work of the child process: study the text, write the report."""
    try:
        study = (analysis or load_analysis())(text, request.settings)
        stages.enter(Stage.WRITING)
        with load_limits()(text):
            report = load_format(request.format)(study, options_for(request, study))
            if request.plot and request.format == "terminal" and request.output is None:
                report += picture_below(study)
    except CalcError as error:
        return report_error(error, request.format)
    except MemoryError:
        return report_error(out_of_memory(request.memory_mib, own_board(), text), request.format)
    except Exception as error:  # noqa: BLE001  the one place: a bug must end in a message, not in a traceback
        return report_error(internal_error(error, text), request.format)
    if request.output is None:
        write(report)
    elif not write_file(request.output, report):
        return exits.UNREADABLE
    if not request.strict:
        return exits.ANSWERED
    from calc_cli.reports.completeness import unproved

    missing = unproved(study) if isinstance(study, Study | Surface) else ()
    if missing:
        complain("not proved: " + "; ".join(missing))
    return exits.UNPROVED if missing else exits.ANSWERED


def options_for(request: Request, study: AnyStudy) -> Options:
    """The working is shown for one variable, not in JSON, unless it was asked for or not wanted; files are wide and plain."""
    worked = isinstance(study, Study | Derivatives) and request.format != "json"
    steps = worked if request.steps is None else request.steps
    if request.output is not None:
        return Options(steps=steps, explain=request.explain)
    return options(request.colour, steps=steps, explain=request.explain)


def write_file(path: Path, text: str) -> bool:
    """Write the whole file or say why not."""
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        complain(f"error: cannot write {path}: {error.strerror}")
        return False
    return True


def load_analysis() -> Analysis:
    """The pipeline; imported only when there is something to analyze."""
    from calc_cli.pipeline import analyze

    return analyze


def load_limits() -> Callable[[str], AbstractContextManager[None]]:
    """What turns numbers too large to be written into an error; imported with the pipeline."""
    from calc_cli.pipeline import within_limits

    return within_limits


def load_format(name: str) -> Callable[..., str]:
    """The renderer of a format."""
    from calc_cli.reports import FORMATS

    return FORMATS[name]


def internal_error(error: Exception, text: str) -> CalcError:
    """A bug, as an error that says where it happened; memory that was refused is none."""
    if isinstance(error, MemoryError):
        return Ended("out_of_memory", "more memory is needed than allowed", "study a smaller formula", own_board(), text)
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = "" if trace is None else f" at {trace.tb_frame.f_globals.get('__name__')}:{trace.tb_lineno}"
    message = " ".join(f"internal error: {type(error).__name__}{where}: {error}".split())[:300]
    return CalcError("internal", message, text, hint="this is a bug in calc; please report it with the expression")


def report_error(error: CalcError, format: str) -> int:
    """Under JSON the error document on standard output, otherwise a drawing on standard error."""
    if format == "json":
        import json

        write(json.dumps(error.to_dict(), indent=2, allow_nan=False).replace("\x7f", "\\u007f") + "\n")
    else:
        from calc_cli.language import draw

        complain(f"error: {draw(error)}")
        if isinstance(error, Ended) and (proved := error.proved_so_far()):
            complain(proved)
    return exits.exit_code(error.code)
