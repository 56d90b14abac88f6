"""The entry point: sort the words, run the command, turn every ending into an exit code."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Sequence

import typer

from calc_cli.cli import exits
from calc_cli.cli.app import app
from calc_cli.cli.arguments import protect
from calc_cli.cli.output import abandon_output, complain, complain_of, make_writable, open_missing_streams
from calc_cli.errors import CalcError

TAKE_EXPRESSIONS = frozenset({"analyze", "plot", "derive", "gradient", "hessian", "jacobian", "descend"})
CommandError: type[Exception] = typer.BadParameter.__mro__[2]  # ClickException; typer has its own copy of click and exports only this


def main(arguments: Sequence[str] | None = None) -> None:
    """Run calc and exit with its code."""
    open_missing_streams()
    make_writable(sys.stdout)
    make_writable(sys.stderr)
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        code = run(words)
        sys.stdout.flush()
    except KeyboardInterrupt:
        code = exits.INTERRUPTED
    except BrokenPipeError:
        abandon_output()
        code = exits.ANSWERED
    except OSError as error:
        complain_of(error)
        abandon_output()
        code = exits.UNREADABLE
    except Exception as error:  # noqa: BLE001  a bug outside of an analysis, too, ends in a message
        code = broken(error)
    sys.exit(code)


def broken(error: Exception) -> int:
    """A bug of the program, said in a line."""
    from calc_cli.cli.analyze import internal_error

    complain(f"error: {internal_error(error, '').message}\n  hint: this is a bug in calc; please report it")
    return exits.FAILED


def run(words: list[str]) -> int:
    """The exit code of the command in these words."""
    group = typer.main.get_command(app)
    commands = getattr(group, "commands", {})
    if words and words[0] in TAKE_EXPRESSIONS:
        words = [words[0], *protect(words[1:], options_of(commands[words[0]]))]
    try:
        result = group.main(words, prog_name="calc", standalone_mode=False)
    except CommandError as error:
        return misused(error, words)
    except typer.Abort:
        return exits.INTERRUPTED
    except typer.Exit as ended:
        return ended.exit_code
    except SystemExit as ended:
        if ended.code == 1:  # how typer ends when the reader closed the pipe
            raise BrokenPipeError from None
        raise
    return result if isinstance(result, int) else exits.ANSWERED


def options_of(command: object) -> dict[str, bool]:
    """Every option of a command by its full name, and whether it takes a value."""
    parameters = [p for p in getattr(command, "params", []) if p.opts and p.opts[0].startswith("--")]
    return {"--help": False} | {name: not p.is_flag for p in parameters for name in (*p.opts, *p.secondary_opts)}


def misused(error: Exception, words: Sequence[str]) -> int:
    """A message about wrong options or arguments; under JSON the error document."""
    message = getattr(error, "format_message", lambda: str(error))()
    if not words:
        sys.stdout.write(message + "\n")  # no command at all: typer's message is the help page
        return exits.UNREADABLE
    if "--json" in words or "--format=json" in words or ("--format", "json") in itertools.pairwise(words):
        import json

        sys.stdout.write(json.dumps(CalcError("usage", message).to_dict(), indent=2) + "\n")
        return exits.UNREADABLE
    complain(f"error: {message}")
    if words[0] in TAKE_EXPRESSIONS and "extra argument" in message:
        complain("  hint: put the expression in quotes, as in calc analyze 'x^2 - 1'")
    else:
        complain(f"  hint: calc {words[0]} --help" if not words[0].startswith("-") else "  hint: calc --help")
    return exits.UNREADABLE
