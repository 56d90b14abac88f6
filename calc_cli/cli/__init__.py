"""The command line: options -> settings, format, exit code. No mathematics.

app.py        the commands and their options            arguments.py   which words are expressions
analyze.py    `calc analyze`                            budget.py      a limit of time that holds
output.py     writing                                   exits.py       every exit code
running.py    `main`: every ending becomes an exit code
"""

from __future__ import annotations

import gc
from collections.abc import Sequence

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run calc and exit with its code."""
    gc.set_threshold(100_000, 20, 50)  # starting makes objects that stay: looking for garbage among them would cost a tenth of the time
    from calc_cli.cli import running

    running.main(arguments)
