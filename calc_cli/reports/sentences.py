"""The sentence of each step rule, in the words of a textbook. Nothing is computed here: a sentence shows its step.

A template is plain text. `{before}`, `{after}`, `{note0}`, `{note1}`, … stand for the step's formulas; a part in square brackets
is left out when a formula in it is missing. The first note of a differentiation step is its variable.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache

from calc_cli.balls.decimals import decimal, number
from calc_cli.language import parse_expression
from calc_cli.model import Step, family_index
from calc_cli.reports.document import Line, Math, math, text_of
from calc_cli.reports.numbers import ABOUT, decimals
from calc_cli.reports.quadratics import quadratic_values
from calc_cli.reports.rule_words import CONTINUED, DIFFERENTIATION, FORMULAS, SHOWN_FORMULAS, SOLVING
from calc_cli.tree import (
    INFINITY,
    MINUS_INFINITY,
    Comparison,
    Expr,
    IsolatedRoot,
    Junction,
    Variable,
    multiply,
    transform,
    variables_of,
    walk,
)

PART = re.compile(r"\[([^\[\]]*)\]|([^\[\]]+)")
ENCLOSURE_DIGITS = 12
FIELD = re.compile(r"(\{\w+\})")


def formula(rule: str) -> str:
    """The general formula of a differentiation rule, "" for any other rule.

    >>> formula("product")
    "(u*v)' = u'*v + u*v'"
    """
    return FORMULAS.get(rule, "")


def sentence(step: Step) -> str:
    """What the step does and what comes out of it, as one line without a full stop."""
    return text_of(sentence_line(step))


def sentence_line(step: Step, previous: Step | None = None) -> Line:
    """The sentence with its formulas. previous: the step before, whose result need not be repeated."""
    if is_differentiation(step):
        return (*title(step), ": ", derivative_equation(step))
    if previous is not None and step.rule in CONTINUED and step.before is not None and previous.after == step.before:
        return capital(filled(CONTINUED[step.rule], values(step)))
    line = filled(SOLVING.get(step.rule, step.rule.replace("_", " ") + "[: {before}][, that is {after}]"), values(step))
    return capital(line)


def is_differentiation(step: Step) -> bool:
    """A rule of differentiation was applied to a function (some rules share their name with a rule for equations)."""
    return step.rule in DIFFERENTIATION and not isinstance(step.before, Comparison)


def title(step: Step) -> Line:
    """`Product rule, (u*v)' = u'*v + u*v'`, `Chain rule with u = x**2`."""
    line = filled(DIFFERENTIATION[step.rule], values(step))
    return (*line, ", ", general(step.rule)) if step.rule in SHOWN_FORMULAS else line


@cache
def general(rule: str) -> Math:
    """The formula of a rule, with u' and v' as names."""
    symbols_first = SHOWN_FORMULAS[rule]
    return Math(tuple(part if i % 2 == 0 else primed(part) for i, part in enumerate(symbols_first)))


def primed(text: str) -> Expr:
    """The tree of a formula in which u' and v' stand for derivatives."""
    tree = parse_expression(re.sub(r"\b([uv])'", r"\1_prime", text))
    return transform(tree, lambda n: Variable(n.name.replace("_prime", "'")) if isinstance(n, Variable) else n)


def derivative_equation(step: Step) -> Math:
    """`d/dx (x*sin(x)) = sin(x) + x*cos(x)`."""
    variable = step.note[0] if step.note else "x"
    before: tuple[Expr | str, ...] = ("f",) if step.before is None else (step.before,)
    return math(f"d/d{variable} (", *before, ")", *(() if step.after is None else (" = ", step.after)))


def statement(node: Expr) -> Line:
    """A formula, equation or list of alternatives as a person writes it: `x = -1 or x = 3`, `x ≈ 0.7391`."""
    match node:
        case Comparison(left, "==", right) if any(isinstance(part, IsolatedRoot) for part in walk(right)):
            return (math(left, f" {ABOUT} {decimals(number(right))}"),)
        case Comparison(left, "==", right):
            return (math(left, " = ", right),)
        case Junction(word, conditions) if not any(isinstance(part, Junction) for part in conditions):
            line: Line = ()
            for part in conditions:
                line = (*line, *((f" {word} ",) if line else ()), *statement(part))
            return line
        case _:
            return (math(node),)


def filled(template: str, known: dict[str, Line]) -> Line:
    """The template with its values; a part in square brackets that lacks one is dropped.

    >>> text_of(filled("a[ {x}][ {x} {y}]", {"x": ("1",)}))
    'a 1'
    """
    line: Line = ()
    for optional, plain in PART.findall(template):
        pieces = FIELD.split(optional or plain)
        if optional and not all(known.get(piece[1:-1]) for piece in pieces[1::2]):
            continue
        for i, piece in enumerate(pieces):
            line = (*line, *(known.get(piece[1:-1], ()) if i % 2 else (piece,) if piece else ()))
    return line


def capital(line: Line) -> Line:
    """The first word with a capital; a formula stays as it is."""
    first = line[0] if line else ""
    return (first[:1].upper() + first[1:], *line[1:]) if isinstance(first, str) else line


def note(part: Expr | str) -> Line:
    """A tree, the letter of an unknown, or words."""
    if isinstance(part, str):
        return (math(part),) if len(part) == 1 else (part,)
    return statement(part)


def between(low: Expr | str, high: Expr | str, x: Expr | str) -> Math:
    """`0 < x < 1`, `x < 1`, `x > 0`."""
    if low == MINUS_INFINITY:
        return math("every ", x) if high == INFINITY else math(x, " < ", high)
    return math(x, " > ", low) if high == INFINITY else math(low, " < ", x, " < ", high)


def values(step: Step) -> dict[str, Line]:
    """The formulas of a step by the names that templates use."""
    known: dict[str, Line] = {f"note{i}": note(part) for i, part in enumerate(step.note)} | quadratic_values(step)
    if step.before is not None:
        known["before"] = statement(step.before)
    if step.after is not None:
        known["after"] = statement(step.after)
    if step.rule.startswith("trigonometric_") and step.note and not isinstance(step.note[0], str):
        index = family_index(tuple(variables_of(step.after)) if step.after is not None else ())
        known |= {"multiple": (math(multiply(step.note[0], Variable(index))),), "index": (math(index),)}
    if step.rule in ("piece", "piece_without_solution") and len(step.note) == 3:
        known["range"] = (between(*step.note),)
    if step.rule == "enclosure" and isinstance(step.before, Comparison):
        value = number(step.before.right)
        low, high = (decimal(Fraction(end), ENCLOSURE_DIGITS, side) for end, side in ((value.lower, -1), (value.upper, 1)))
        known["enclosure"] = (math(f"[{low}, {high}]"),)
    return known
