"""Where a formula may be broken at the end of a line: before a relation, then before a + or - outside parentheses, else not at all."""

from __future__ import annotations

import re

GLUE = "\ue000"
"""Stands for a space at which no line is broken; written as a space in the end."""
LONGEST = 38
RELATION = re.compile(r" (?=(?:=|≈|<|>|<=|>=|≤|≥|->|→|!=|≠) )")
TERM = re.compile(r" (?=[-+−] )")


def glued(formula: str) -> str:
    """The formula with spaces only where it may be broken.

    >>> glued("x = 1 - sqrt(2)").replace(GLUE, "_")
    'x_=_1_-_sqrt(2)'
    >>> glued("(a + b)*(c + d)/(e + f)**2 + (g + h)/(i + j) = 0").replace(GLUE, "_")
    '(a_+_b)*(c_+_d)/(e_+_f)**2 +_(g_+_h)/(i_+_j)_=_0'
    """
    if len(formula) <= LONGEST:
        return kept(formula)
    sides = joined(split(formula, RELATION))
    return " ".join(kept(side) if len(side) <= LONGEST else " ".join(term_of(term) for term in split(side, TERM)) for side in sides)


def term_of(term: str) -> str:
    """A term is kept together unless it alone is too long for a line."""
    return kept(term) if len(term) <= 2 * LONGEST else term


def kept(text: str) -> str:
    """The text without a place to break it."""
    return text.replace(" ", GLUE)


def split(formula: str, place: re.Pattern[str]) -> list[str]:
    """The formula cut at these places outside parentheses."""
    parts, start = [], 0
    for found in place.finditer(formula):
        before = formula[: found.start()]
        if sum(map(before.count, "([{")) == sum(map(before.count, ")]}")):
            parts.append(formula[start : found.start()])
            start = found.end()
    return [*parts, formula[start:]]


def joined(sides: list[str]) -> list[str]:
    """A side as short as `= 0` stays with the one before."""
    found: list[str] = []
    for side in sides:
        if found and len(side) <= 4:
            found[-1] += GLUE + kept(side)
        else:
            found.append(side)
    return found
