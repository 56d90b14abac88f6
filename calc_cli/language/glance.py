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
TERM = re.compile(
    r"\ *(?P<sign>[+-]?)\ *"
    r"(?:(?P<number>[0-9]{1,9})(?:\ *\*\ *(?=[a-z])|(?=[a-df-z]|[ +-]|$)))?"
    r"(?:(?P<letter>[a-z])(?:\ *(?:\*\*|\^)\ *(?P<exponent>[0-9]{1,2}))?)?"
    r"(?=[ +-]|$)\ *"
)


def sum_at_a_glance(text: str) -> tuple[Expr, str] | None:
    """The tree and its only variable, when the text is a sum of terms `3x^2`, `3*x**2`, `x`, `3`; None for any other text."""
    if len(text) > LONGEST:
        return None
    terms: list[Expr] = []
    letters: set[str] = set()
    position = 0
    while position < len(text):
        found = TERM.match(text, position)
        if found is None:
            return None
        sign, number, letter, exponent = found.groups()
        if not (number or letter) or (terms and not sign):
            return None
        if letter:
            letters.add(letter)
        terms.append(term_of(sign == "-", number, letter, exponent))
        position = found.end()
    if len(letters) != 1:
        return None
    name = letters.pop()
    if name in CONSTANTS or name in function_names():
        return None
    return terms[0] if len(terms) == 1 else Sum(tuple(terms)), name


@lru_cache(maxsize=4096)
def term_of(negative: bool, number: str | None, letter: str | None, exponent: str | None) -> Expr:
    """The tree of one term, as typed."""
    parts: list[Expr] = [Number(Fraction(int(number)))] if number else []
    if letter:
        variable = Variable(letter)
        parts.append(Power(variable, Number(Fraction(int(exponent)))) if exponent else variable)
    term = parts[0] if len(parts) == 1 else Product(tuple(parts))
    return Negation(term) if negative else term
