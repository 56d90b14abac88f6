"""`3x^2 - 6*x + 1` read at one glance: sums of plain terms in one letter need no tokens and no grammar.

Everything else is left to the parser; what is read here is read as the parser reads it (a test compares the two).
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

from calc_cli.language.names import CONSTANTS, function_names
from calc_cli.tree import Expr, Negation, Number, Power, Product, Sum, Variable

LONGEST = 1000
PIECE = re.compile(r"[+-][^+-]*|[^+-]+")
TERM = re.compile(
    r"(?P<sign>[+-]?)\ *"
    r"(?:(?P<number>[0-9]{1,9})(?:\ *\*\ *(?=[a-z])|(?=[a-df-z]|\ |$)))?"
    r"(?:(?P<letter>[a-z])(?:\ *(?:\*\*|\^)\ *(?P<exponent>[0-9]{1,2}))?)?"
    r"\ *"
)


def sum_at_a_glance(text: str) -> tuple[Expr, str] | None:
    """The tree and its only variable, when the text is a sum of terms `3x^2`, `3*x**2`, `x`, `3`; None for any other text."""
    if len(text) > LONGEST:
        return None
    terms: list[Expr] = []
    name = None
    for piece in PIECE.findall(text.lstrip(" ")):
        found = term_of(piece)
        if found is None:
            return None
        term, letter = found
        terms.append(term)
        if letter != name and letter is not None:
            if name is not None:
                return None
            name = letter
    if name is None or name in CONSTANTS or name in function_names():
        return None
    return terms[0] if len(terms) == 1 else Sum(tuple(terms)), name


@lru_cache(maxsize=4096)
def term_of(piece: str) -> tuple[Expr, str | None] | None:
    """The tree of one term with its sign, as typed, and its letter; None for any other text."""
    found = TERM.fullmatch(piece)
    if found is None:
        return None
    sign, number, letter, exponent = found.groups()
    parts: list[Expr] = [Number(Fraction(int(number)))] if number else []
    if letter:
        variable = Variable(letter)
        parts.append(Power(variable, Number(Fraction(int(exponent)))) if exponent else variable)
    if not parts:
        return None
    term = parts[0] if len(parts) == 1 else Product(tuple(parts))
    return Negation(term) if sign == "-" else term, letter
