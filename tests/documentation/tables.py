"""The tables of README.md, generated from the code. Run: python tests/documentation/tables.py [--check]

Each table stands between the comments `<!-- table NAME -->` and `<!-- end -->`. With --check nothing is written and the exit code is 1
when a table is not up to date.
"""

import inspect
import re
import sys
import typing
from enum import Enum
from pathlib import Path

from typer.models import OptionInfo

from calc_cli.cli.app import app
from calc_cli.functions import TABLE

README = Path(__file__).parents[2] / "README.md"
PLACE = re.compile(r"(<!-- table (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def code(*texts):
    return ", ".join(f"`{text}`" for text in texts).replace("|", "\\|")


def markdown(header, rows):
    lines = [header, ["---"] * len(header), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def functions_table():
    """Every row of the table of functions."""
    rows = [
        [code(row.name), code(*row.aliases), row.meaning.replace("|", "\\|"), code(*row.defined) or "everywhere"]
        for row in sorted(TABLE.values(), key=lambda row: row.name)
    ]
    return markdown(["name", "also", "meaning", "defined for"], rows)


def options_table():
    """Every option of every command, read from the signatures."""
    rows = []
    for command in app.registered_commands:
        function = command.callback
        hints = typing.get_type_hints(function, include_extras=True)
        options = [p for p in inspect.signature(function).parameters.values() if is_option(hints[p.name])]
        for number, parameter in enumerate(options):
            kind, option = typing.get_args(hints[parameter.name])
            name = code(f"calc {command.name or function.__name__}") if number == 0 else ""
            rows.append([name, code(option_text(parameter, kind, option)), option.help.replace("|", "\\|"), default_text(parameter)])
    return markdown(["command", "option", "meaning", "default"], rows)


def is_option(hint):
    return any(isinstance(extra, OptionInfo) for extra in getattr(hint, "__metadata__", ()))


def option_text(parameter, kind, option):
    spelled = [option.default] if isinstance(option.default, str) and option.default.startswith("--") else []  # where typer keeps it
    names = ", ".join([*spelled, *(option.param_decls or ())] or [f"--{parameter.name.replace('_', '-')}"])
    if kind in (bool, bool | None):
        return names
    kinds = [member for member in (typing.get_args(kind) or (kind,)) if isinstance(member, type) and issubclass(member, Enum)]
    choices = "|".join(member.value for member in kinds[0]) if kinds else ""
    return f"{names} {option.metavar or choices or 'N'}"


def default_text(parameter):
    default = parameter.default
    return "" if default in (None, inspect.Parameter.empty) or isinstance(default, bool) else code(f"{getattr(default, 'value', default)}")


TABLES = {"functions": functions_table, "options": options_table}


def updated(text):
    """The text with every table in its place."""
    return PLACE.sub(lambda match: match[1] + TABLES[match[2]]() + match[3], text)


def main():
    text = README.read_text(encoding="utf-8")
    fresh = updated(text)
    if "--check" in sys.argv[1:]:
        sys.exit(int(fresh != text))
    README.write_text(fresh, encoding="utf-8")


if __name__ == "__main__":
    main()
