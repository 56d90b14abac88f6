"""The command line: options -> settings, format, exit code. No mathematics.

app.py        the commands and their options            arguments.py   which words are expressions
analyze.py    `calc analyze`                            budget.py      a limit of time that holds
output.py     writing                                   exits.py       every exit code
running.py    `main`: every ending becomes an exit code
"""

from __future__ import annotations

from calc_cli.cli.running import main

__all__ = ["main"]
