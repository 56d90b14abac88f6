"""The commands of calc and their options."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from calc_cli.budgets.limits import LEAST_MEMORY_MIB, MEMORY_MIB
from calc_cli.cli import exits
from calc_cli.cli.budget import is_budget
from calc_cli.cli.output import Colour
from calc_cli.settings import Roots, Settings

app = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Critical points with proof: the worked solution of a good textbook, as tables and as JSON.",
)


class FormatName(StrEnum):
    """The formats of `reports.FORMATS`; a test keeps the two lists equal."""

    TERMINAL = "terminal"
    JSON = "json"
    MARKDOWN = "markdown"
    LATEX = "latex"
    HTML = "html"


class ListFormat(StrEnum):
    """The formats of a plain list."""

    TERMINAL = "terminal"
    JSON = "json"
    MARKDOWN = "markdown"


class BatchFormat(StrEnum):
    """The formats of `batch.formats`; a test keeps the two lists equal."""

    JSONL = "jsonl"
    CSV = "csv"


SCHEDULER = re.compile(r"((tcp|tls|ws|wss|ucx)://)?(\[[0-9a-fA-F:.]+\]|[\w.-]+):\d{1,5}")
"""How the address of a dask scheduler looks."""

On = Annotated[str | None, typer.Option(help="Region asked for: '[-2, 5]', 'x in (0, oo)', 'x in [0, 1], y in [0, 2]'.", metavar="REGION")]
RootsOption = Annotated[Roots, typer.Option(help="Meaning of x^(1/3): the real root, or the principal branch.")]
NEXT_ASSIGNMENT = re.compile(r",(?=\s*[^\W\d]\w*\s*=)")
"""The commas of `--let a=2,b=1/3`; that of `--let a=log(8,2)` is not one."""
Let = Annotated[list[str] | None, typer.Option(help="Value of a name that is a constant; may be repeated.", metavar="NAME=VALUE")]
With = Annotated[str | None, typer.Option("--wrt", help="The variable, when the expression has several names.", metavar="NAMES")]
Format = Annotated[FormatName | None, typer.Option("--format", help="How the answer is written; else by the ending of --output.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="File to write: .txt, .json, .md, .tex or .html.", metavar="FILE")]
Json = Annotated[bool, typer.Option("--json", help="The same as --format json.")]
Timeout = Annotated[float, typer.Option(help="Seconds after which the analysis is ended.", metavar="SECONDS")]
Memory = Annotated[int, typer.Option(min=LEAST_MEMORY_MIB, max=1 << 40, help="Memory the analysis may use.", metavar="MIB")]
Color = Annotated[Colour, typer.Option(help="When to colour; auto follows the terminal and NO_COLOR.")]


Function = Annotated[str, typer.Argument(help="The function, such as 'x^2 y + y^3'; - reads standard input.", metavar="EXPR")]
At = Annotated[str | None, typer.Option("--at", help="Point at which to evaluate, such as 'x=2, y=3' or '(2, 3)'.", metavar="POINT")]
Near = Annotated[str | None, typer.Option(help="Point at which the linear approximation is compared.", metavar="POINT")]
Steps = Annotated[bool | None, typer.Option("--steps/--no-steps", help="Show the working (for one variable it is shown, JSON apart).")]


@app.callback(invoke_without_command=True)
def calc(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Show the version and exit.")] = False,
) -> None:
    """Critical points with proof: the worked solution of a good textbook, as tables and as JSON."""
    if version:
        from importlib.metadata import version as installed

        typer.echo(f"calc {installed('calc-cli')}")
        raise typer.Exit(exits.ANSWERED)
    if context.invoked_subcommand is None:
        raise typer.BadParameter("which command? see calc --help")


@app.command()
def analyze(
    expression: Annotated[str, typer.Argument(help="The function, such as 'x^3 - 3x'; - reads standard input.", metavar="EXPR")],
    on: On = None,
    json: Json = False,
    format: Format = None,
    output: Output = None,
    steps: Steps = None,
    plot: Annotated[bool, typer.Option("--plot/--no-plot", help="Draw a small picture below, in a terminal at least 80 wide.")] = True,
    roots: RootsOption = Roots.REAL,
    let: Let = None,
    wrt: With = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 3 when something stayed unproved.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Show which strategies were tried and why each refused.")] = False,
    timeout: Timeout = 60.0,
    memory: Memory = MEMORY_MIB,
    color: Color = Colour.AUTO,
) -> int:
    """Study a function: critical points, extrema, monotonicity, concavity, asymptotes, all with proof."""
    from calc_cli.cli.analyze import Request, answer

    settings = settings_from(on, roots, let, wrt, steps=bool(steps), timeout=timeout)
    chosen = format_of(json, format, output)
    return answer(Request(expression, settings, chosen, steps, strict, color, timeout, memory, output, plot, explain))


@app.command()
def plot(
    expression: Annotated[str, typer.Argument(help="The function, such as 'x^3 - 3x'; - reads standard input.", metavar="EXPR")],
    output: Annotated[Path | None, typer.Option("--output", "-o", help="File to draw into: .svg, .png or .pdf.", metavar="FILE")] = None,
    on: On = None,
    derivatives: Annotated[bool, typer.Option("--derivatives", help="Draw the first and second derivative too.")] = False,
    width: Annotated[int | None, typer.Option(min=16, max=10_000, help="Pixels of a file, columns of a terminal.")] = None,
    height: Annotated[int | None, typer.Option(min=4, max=10_000, help="Pixels of a file, rows of a terminal.")] = None,
    roots: RootsOption = Roots.REAL,
    let: Let = None,
    wrt: With = None,
    timeout: Timeout = 60.0,
    memory: Memory = MEMORY_MIB,
) -> int:
    """Draw a function with its critical points, inflection points and asymptotes, in the terminal or into a file."""
    from calc_cli.cli.plot import Request, answer

    settings = settings_from(on, roots, let, wrt, steps=False, timeout=timeout)
    return answer(Request(expression, settings, output, derivatives, width, height, timeout, memory))


@app.command()
def derive(
    expression: Function,
    order: Annotated[int, typer.Option(min=1, max=20, help="The highest derivative.")] = 1,
    at: At = None,
    json: Json = False,
    format: Format = None,
    output: Output = None,
    steps: Steps = None,
    roots: RootsOption = Roots.REAL,
    let: Let = None,
    wrt: With = None,
    timeout: Timeout = 60.0,
    memory: Memory = MEMORY_MIB,
    color: Color = Colour.AUTO,
) -> int:
    """The derivatives of a function, worked rule by rule; with --wrt NAME all other names are constants."""
    from calc_cli.cli.analyze import Request
    from calc_cli.cli.local import answer_derivatives

    settings = settings_from(None, roots, let, wrt, steps=bool(steps), timeout=timeout)
    chosen = format_of(json, format, output)
    return answer_derivatives(Request(expression, settings, chosen, steps, False, color, timeout, memory, output), order, at)


@app.command()
def gradient(
    expression: Function,
    at: At = None,
    json: Json = False,
    format: Format = None,
    output: Output = None,
    steps: Steps = None,
    let: Let = None,
    wrt: With = None,
    timeout: Timeout = 60.0,
    memory: Memory = MEMORY_MIB,
    color: Color = Colour.AUTO,
) -> int:
    """The gradient of a function, and at a point its value, the steepest ascent and Newton's step."""
    return derivatives("gradient", expression, at, format_of(json, format, output), output, let, wrt, timeout, memory, color, steps=steps)


@app.command()
def hessian(
    expression: Function,
    at: At = None,
    json: Json = False,
    format: Format = None,
    output: Output = None,
    steps: Steps = None,
    let: Let = None,
    wrt: With = None,
    timeout: Timeout = 60.0,
    memory: Memory = MEMORY_MIB,
    color: Color = Colour.AUTO,
) -> int:
    """The Hessian of a function, and at a point its eigenvalues, definiteness and Newton's step."""
    return derivatives("hessian", expression, at, format_of(json, format, output), output, let, wrt, timeout, memory, color, steps=steps)


@app.command()
def jacobian(
    expression: Annotated[str, typer.Argument(help="The components, such as '[x^2 y, 5x + sin y]'.", metavar="MAP")],
    at: At = None,
    near: Near = None,
    json: Json = False,
    format: Format = None,
    output: Output = None,
    steps: Steps = None,
    let: Let = None,
    wrt: With = None,
    timeout: Timeout = 60.0,
    memory: Memory = MEMORY_MIB,
    color: Color = Colour.AUTO,
) -> int:
    """The Jacobian of a map, and at a point its value, determinant, rank and the linear approximation there."""
    from calc_cli.cli.analyze import Request
    from calc_cli.cli.local import answer_map

    if near is not None and at is None:
        raise typer.BadParameter("--near needs --at")
    settings = settings_from(None, Roots.REAL, let, wrt, steps=bool(steps), timeout=timeout)
    chosen = format_of(json, format, output)
    return answer_map(Request(expression, settings, chosen, steps, False, color, timeout, memory, output), at, near)


def derivatives(
    kind: str,
    expression: str,
    at: str | None,
    format: str,
    output: Path | None,
    let: list[str] | None,
    wrt: str | None,
    timeout: float,
    memory: int,
    color: Colour,
    *,
    steps: bool | None,
) -> int:
    """`calc gradient` and `calc hessian`."""
    from calc_cli.cli.analyze import Request
    from calc_cli.cli.local import answer_locally

    settings = settings_from(None, Roots.REAL, let, wrt, steps=bool(steps), timeout=timeout)
    return answer_locally(Request(expression, settings, format, steps, False, color, timeout, memory, output), kind, at)


@app.command()
def descend(
    expression: Function,
    start: Annotated[str, typer.Option(help="Where to start, such as 'x=1, y=0.001'; one number is meant for all.", metavar="POINT")],
    optimizer: Annotated[str, typer.Option(help="Optimizers, separated by commas, or all.", metavar="NAMES")] = "all",
    rate: Annotated[float, typer.Option(help="The learning rate of the first-order rules.", metavar="RATE")] = 0.1,
    max_steps: Annotated[int, typer.Option("--steps", min=1, max=1_000_000, help="Steps at most.")] = 500,
    tolerance: Annotated[float, typer.Option(min=0.0, help="A run ends when the gradient is not longer.", metavar="LENGTH")] = 1e-10,
    noise: Annotated[float, typer.Option(min=0.0, help="Standard deviation of noise added at each step.", metavar="SIGMA")] = 0.0,
    seed: Annotated[int, typer.Option(min=0, help="Seed of the noise.")] = 0,
    on: On = None,
    json: Json = False,
    format: Annotated[FormatName, typer.Option("--format", help="How the answer is written.")] = FormatName.TERMINAL,
    picture: Annotated[Path | None, typer.Option(help="Draw the paths into a file: .svg, .png or .pdf.", metavar="FILE")] = None,
    animate: Annotated[Path | None, typer.Option(help="Let the paths grow in a file: .gif or .html.", metavar="FILE")] = None,
    plot: Annotated[bool, typer.Option("--plot/--no-plot", help="Draw the paths below, in a terminal.")] = True,
    let: Let = None,
    wrt: With = None,
    timeout: Timeout = 60.0,
    memory: Memory = MEMORY_MIB,
    color: Color = Colour.AUTO,
) -> int:
    """Run optimizers on a function and say what each reached: a proved minimum, a saddle it stalls at, or nothing."""
    from calc_cli.cli.descend import Request, answer

    if not (0 < rate < float("inf")):
        raise typer.BadParameter("--rate wants a positive number")
    if not (tolerance < float("inf") and noise < float("inf")):
        raise typer.BadParameter("--tolerance and --noise want finite numbers")
    settings = settings_from(on, Roots.REAL, let, wrt, steps=False, timeout=timeout)
    chosen = FormatName.JSON.value if json else format.value
    numbers = (rate, max_steps, tolerance, noise, seed)
    return answer(Request(expression, settings, start, optimizer, *numbers, chosen, color, timeout, picture, animate, plot, memory))


@app.command()
def batch(
    files: Annotated[
        list[str] | None, typer.Argument(help="Files with one problem a line, text or JSON; - or nothing reads standard input.")
    ] = None,
    jobs: Annotated[int | None, typer.Option(min=1, max=1024, help="Worker processes; as many as processors unless given.")] = None,
    timeout: Annotated[float, typer.Option(help="Seconds of processor time for one line.", metavar="SECONDS")] = 30.0,
    memory: Annotated[int, typer.Option(min=LEAST_MEMORY_MIB, max=1 << 40, help="Memory for one line.", metavar="MIB")] = MEMORY_MIB,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="File to write to, not to standard output.", metavar="FILE")] = None,
    format: Annotated[
        BatchFormat | None,
        typer.Option("--format", help="One document a line or one row a critical point; else by the ending of --output."),
    ] = None,
    on: On = None,
    roots: RootsOption = Roots.REAL,
    let: Let = None,
    wrt: With = None,
    dask: Annotated[str | None, typer.Option(help="Let a dask.distributed cluster answer.", metavar="tcp://HOST:PORT")] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on where the run that wrote --output stopped.")] = False,
    fail_fast: Annotated[bool, typer.Option("--fail-fast", help="Stop after the first line that fails.")] = False,
) -> int:
    """Study every line of some files, each under a budget, and answer in the order of the lines."""
    from calc_cli.cli.batch import Request, answer

    settings = settings_from(on, roots, let, wrt, steps=False, timeout=timeout)
    output = None if output == Path("-") else output
    if resume and output is None:
        raise typer.BadParameter("--resume needs --output")
    if dask is not None and not SCHEDULER.fullmatch(dask):
        raise typer.BadParameter("--dask wants the address of a scheduler, such as tcp://127.0.0.1:8786")
    if dask is not None and jobs is not None:
        raise typer.BadParameter("--jobs is for this machine; with --dask the cluster has as many workers as were started")
    if output is not None and output.suffix.lower() in (".gz", ".bz2", ".xz", ".zip"):
        raise typer.BadParameter("--output is written plain, so that it can be appended to; compress it afterwards")
    from calc_cli.batch.formats import FormatName as Written

    ending = Written.CSV if output is not None and output.suffix.lower() == ".csv" else Written.JSONL
    chosen = ending if format is None else Written(format.value)
    return answer(Request(tuple(files or ["-"]), settings, jobs, timeout, memory, output, chosen, resume, fail_fast, dask))


@app.command()
def explain(
    term: Annotated[
        list[str] | None, typer.Argument(help="A word such as 'cusp'; without one, all terms are listed.", metavar="[TERM]")
    ] = None,
) -> int:
    """Define a word of the reports: critical point, saddle, inflection point, certified."""
    from calc_cli.cli.reference import explain_term

    return explain_term(" ".join(term or []))


@app.command()
def functions(
    format: Annotated[ListFormat, typer.Option("--format", help="How the list is written.")] = ListFormat.TERMINAL, json: Json = False
) -> int:
    """List the functions and constants that calc knows."""
    from calc_cli.cli.reference import list_functions

    return list_functions((ListFormat.JSON if json else format).value)


@app.command()
def doctor() -> int:
    """Show versions and optional parts, and test calc with ten studies."""
    from calc_cli.cli.doctor import answer

    return answer()


@app.command()
def schema() -> int:
    """Print the JSON Schema of every document."""
    from calc_cli.cli.reference import print_schema

    return print_schema()


def format_of(json: bool, format: FormatName | None, output: Path | None) -> str:
    """The format asked for, or that of the file by the ending of its name."""
    if json or format is not None:
        return "json" if json or format is None else format.value
    if output is None:
        return "terminal"
    from calc_cli.reports import ENDINGS

    found = ENDINGS.get(output.suffix.lower())
    if found is None:
        raise typer.BadParameter(f"--output wants a name that ends in {', '.join(ENDINGS)}, or --format")
    return found


def settings_from(on: str | None, roots: Roots, let: list[str] | None, wrt: str | None, *, steps: bool, timeout: float) -> Settings:
    """The settings these options stand for; numeric searches end well before the deadline, with what they have proved."""
    if not is_budget(timeout):
        raise typer.BadParameter("--timeout wants a positive number of seconds, less than 1e8")
    values: dict[str, str] = {}
    for assignment in (part for option in let or [] for part in NEXT_ASSIGNMENT.split(option)):
        name, equals, value = assignment.partition("=")
        if not (name.strip() and equals and value.strip()):
            raise typer.BadParameter("--let wants NAME=VALUE, such as a=2")
        if name.strip() in values:
            raise typer.BadParameter(f"--let gives {name.strip()} two values")
        values[name.strip()] = value.strip()
    names = tuple(name.strip() for name in (wrt or "").split(",") if name.strip())
    return Settings(on=on, roots=roots, budget_seconds=timeout / 4, steps=steps, wrt=names, let=values)
