"""`calc descend`: read, analyze within a share of the time, run the optimizers, write what each reached."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from calc_cli.budgets.limits import MEMORY_MIB
from calc_cli.cli import exits
from calc_cli.cli.analyze import internal_error, load_limits, report_error, standard_input
from calc_cli.cli.budget import run_within
from calc_cli.cli.output import Colour, complain, options, write
from calc_cli.errors import CalcError
from calc_cli.records import record
from calc_cli.settings import Settings

if TYPE_CHECKING:
    from calc_cli.descent.landscape import Landscape
    from calc_cli.model.descent import Descent

SHARE_OF_TIME = 0.5
LONGEST_ANALYSIS = 20.0
PICTURES = (".svg", ".png", ".pdf")
ANIMATIONS = (".gif", ".html")
LIBRARIES = ("numpy", "scipy")
INSTALL = "install it: pip install 'calc-cli[descend]'"


@record
class Request:
    """What `calc descend` was asked; picture, animation: files to draw the paths into."""

    expression: str
    settings: Settings
    start: str
    optimizers: str
    rate: float
    steps: int
    tolerance: float
    noise: float
    seed: int
    format: str
    colour: Colour
    timeout_seconds: float
    picture: Path | None = None
    animation: Path | None = None
    plot: bool = False
    memory_mib: int = MEMORY_MIB


def answer(request: Request) -> int:
    """The exit code of the whole command."""
    text = standard_input() if request.expression == "-" else request.expression
    for path, endings in ((request.picture, PICTURES), (request.animation, ANIMATIONS)):
        if path is not None and path.suffix.lower() not in endings:
            complain(f"error: cannot tell the format of {path}\n  hint: end its name with {', '.join(endings)}")
            return exits.UNREADABLE
    try:
        return run_within(request.timeout_seconds, lambda: descend_and_write(text, request), request.memory_mib)
    except CalcError as error:
        error.text = text
        return report_error(error, request.format)


def descend_and_write(text: str, request: Request) -> int:
    """The work of the child process."""
    try:
        with load_limits()(text):
            found = descent_of(text, request)
            from calc_cli.reports.descent import render

            report = render(found, request.format, options(request.colour, steps=False))
            if request.plot and request.format == "terminal":
                report += picture_below(found)
            draw_files(found, request)
    except CalcError as error:
        error.text = error.text or text
        return report_error(error, request.format)
    except OSError as error:
        complain(f"error: cannot write {error.filename}: {error.strerror}")
        return exits.UNREADABLE
    except Exception as error:  # noqa: BLE001  a bug must end in a message, not in a traceback
        return report_error(internal_error(error, text), request.format)
    write(report)
    return exits.ANSWERED


def draw_files(found: Descent, request: Request) -> None:
    """The picture and the animation that were asked for."""
    if request.picture is not None:
        from calc_cli.reports.plot.descent import file_picture

        request.picture.write_bytes(file_picture(found, request.picture.suffix.lower()))
    if request.animation is not None:
        from calc_cli.reports.plot.descent_animation import animation

        request.animation.write_bytes(animation(found, request.animation.suffix.lower()))


def descent_of(text: str, request: Request) -> Descent:
    """Read, analyze, run."""
    from calc_cli.language import parse_function

    problem = parse_function(text, request.settings)
    require_libraries()
    from calc_cli.budgets.apart import within
    from calc_cli.descent.landscape import MOST_VARIABLES, sides
    from calc_cli.descent.runs import Options
    from calc_cli.descent.study import chosen_optimizers, descend, start_of
    from calc_cli.study.several.region import asked_region

    optimizers = chosen_optimizers(request.optimizers)
    start = start_of(request.start, problem.variables)
    lower, upper = sides(asked_region(request.settings.on, problem.variables))
    chosen = Options(request.rate, request.steps, request.tolerance, request.noise, request.seed, lower, upper)
    landscape: Landscape | None = None
    warnings: tuple[str, ...] = ()
    if len(problem.variables) <= MOST_VARIABLES:
        seconds = min(LONGEST_ANALYSIS, SHARE_OF_TIME * request.timeout_seconds)
        found = within(seconds, lambda: certified_or_reason(text, request.settings))
        if isinstance(found, str):
            warnings = (f"the critical points could not be analyzed: {found}",)
        elif found is None:
            warnings = (f"the analysis of the critical points did not end within {seconds:g} s and {request.memory_mib} MiB",)
        else:
            landscape = found
    else:
        warnings = (f"critical points are analyzed up to {MOST_VARIABLES} variables",)
    return descend(problem, start, optimizers, chosen, landscape, warnings)


def certified_or_reason(text: str, settings: Settings) -> Landscape | str:
    """What the analysis proved, or why it refused."""
    from calc_cli.descent.landscape import certified

    try:
        return certified(text, settings)
    except CalcError as error:
        return error.message


def require_libraries() -> None:
    """A clear message when the extra is not installed."""
    from importlib.util import find_spec

    for name in LIBRARIES:
        try:
            missing = find_spec(name) is None
        except ImportError:
            missing = True
        if missing:
            raise CalcError("missing_extra", f"calc descend needs {name}", "", None, INSTALL)


def picture_below(found: Descent) -> str:
    """Paths over the coarse contour, and f against the steps, in a terminal that is wide enough."""
    import shutil
    import sys

    from calc_cli.cli.output import encoding_is_ascii

    if not sys.stdout.isatty():
        return ""
    columns = shutil.get_terminal_size((80, 24)).columns
    if columns < 60:
        return ""
    from calc_cli.reports.plot.descent import character_picture

    lines = character_picture(found, min(columns, 100) - 2, ascii_only=encoding_is_ascii())
    return "\n" + "".join(f"  {line}\n" for line in lines)
