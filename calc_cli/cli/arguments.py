"""Which words of the command line are expressions: `-x^2` is one, `--jsn` is a misspelt option.

Expressions may begin with a minus sign, so commands that take one have no single-letter option but `-o FILE`; the function of o
that `-o` could mean is written `-- -o`. Their words are sorted before the option parser sees them: options with their values
first, then `--`, then the expressions.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

OPTION_LIKE = re.compile(r"--[A-Za-z][A-Za-z-]+(=.*)?", re.DOTALL)


def protect(words: Sequence[str], takes_value: Mapping[str, bool]) -> list[str]:
    """The words with options first and expressions behind `--`.

    takes_value: every option of the command by its full name, and whether the next word is its value.

    >>> protect(["-x^2", "--on", "[-1, 1]"], {"--on": True})
    ['--on', '[-1, 1]', '--', '-x^2']
    >>> protect(["x", "--jsn"], {"--json": False})
    ['--jsn', '--', 'x']
    >>> protect(["-x", "-o", "a.svg"], {"--output": True, "-o": True})
    ['-o', 'a.svg', '--', '-x']
    """
    options: list[str] = []
    expressions: list[str] = []
    rest = iter(words)
    for word in rest:
        if word == "--":
            expressions.extend(rest)
        elif word.partition("=")[0] in takes_value or OPTION_LIKE.fullmatch(word):
            options.append(word)
            if takes_value.get(word):
                value = next(rest, None)
                if value is None:
                    return options  # the parser will say that the value is missing
                options.append(value)
        else:
            expressions.append(word)
    return [*options, "--", *expressions] if expressions else options
