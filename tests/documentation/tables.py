"""The tables of README.md, generated from the code. Run: python tests/documentation/tables.py [--check]

Each table stands between the comments `<!-- table NAME -->` and `<!-- end -->`. With --check nothing is written and the exit code is 1
when a table is not up to date.
"""

import re
import sys
from pathlib import Path

import typer

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
    """Every option of every command."""
    rows = []
    for command in typer.main.get_command(app).commands.values():
        options = [p for p in command.params if p.param_type_name == "option" and p.name != "help"]
        for number, option in enumerate(options):
            name = f"calc {command.name}" if number == 0 else ""
            rows.append([code(name) if name else "", option_text(option), (option.help or "").replace("|", "\\|"), default_text(option)])
    return markdown(["command", "option", "meaning", "default"], rows)


def option_text(option):
    names = "/".join([*option.opts, *option.secondary_opts])
    if option.is_flag:
        return code(names)
    choices = getattr(option.type, "choices", None)
    value = option.metavar or ("|".join(str(getattr(c, "value", c)) for c in choices) if choices else option.type.name.upper())
    return code(f"{names} {value}")


def default_text(option):
    if option.default is None or option.is_flag:
        return ""
    return code(str(getattr(option.default, "value", option.default)))


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
