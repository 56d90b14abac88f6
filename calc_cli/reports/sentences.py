"""The sentence of each step rule, in the words of a textbook. Nothing is computed here: a sentence shows its step.

A template is plain text. `{before}`, `{after}`, `{note0}`, `{note1}`, … stand for the step's formulas; a part in square brackets
is left out when a formula in it is missing. The first note of a differentiation step is its variable.
"""

from __future__ import annotations

import re

from calc_cli.language import to_text
from calc_cli.model import Step
from calc_cli.reports.rule_words import DIFFERENTIATION, FORMULAS, SHOWN_FORMULAS, SOLVING
from calc_cli.tree import Comparison, Expr, Junction, Product

PART = re.compile(r"\[([^\[\]]*)\]|([^\[\]]+)")
FIELD = re.compile(r"\{(\w+)\}")


def formula(rule: str) -> str:
    """The general formula of a differentiation rule, "" for any other rule.

    >>> formula("product")
    "(u*v)' = u'*v + u*v'"
    """
    return FORMULAS.get(rule, "")


def sentence(step: Step) -> str:
    """What the step does and what comes out of it, as one line without a full stop."""
    if step.rule in DIFFERENTIATION and not isinstance(step.before, Comparison):
        return _differentiation(step)
    text = filled(_template(step), _values(step))
    return text[:1].upper() + text[1:]


def _template(step: Step) -> str:
    if step.rule == "zero_product" and isinstance(step.before, Comparison) and not isinstance(step.before.left, Product):
        return SOLVING["equation"]
    if step.rule == "substitution" and len(step.note) < 2:
        return SOLVING["new_unknown"]
    return SOLVING.get(step.rule, step.rule.replace("_", " ") + "[: {before}][, that is {after}]")


def _differentiation(step: Step) -> str:
    """`Product rule, (u*v)' = …: d/dx (x*sin(x)) = sin(x) + x*cos(x)`."""
    title = filled(DIFFERENTIATION[step.rule], _values(step))
    if step.rule in SHOWN_FORMULAS:
        title += f", {FORMULAS[step.rule]}"
    variable = step.note[0] if step.note else "x"
    before = "f" if step.before is None else statement(step.before)
    return f"{title}: d/d{variable} ({before})" + ("" if step.after is None else f" = {statement(step.after)}")


def statement(node: Expr) -> str:
    """A formula, equation or list of alternatives as a person writes it: `x = -1 or x = 3`."""
    match node:
        case Comparison(left, "==", right):
            return f"{to_text(left)} = {to_text(right)}"
        case Junction(word, conditions) if not any(isinstance(part, Junction) for part in conditions):
            return f" {word} ".join(statement(part) for part in conditions)
        case _:
            return to_text(node)


def filled(template: str, values: dict[str, str]) -> str:
    """The template with its values; a part in square brackets that lacks one is dropped."""
    text = ""
    for optional, plain in PART.findall(template):
        names = FIELD.findall(optional or plain)
        if optional and not all(values.get(name) for name in names):
            continue
        text += FIELD.sub(lambda match: values.get(match.group(1), ""), optional or plain)
    return text


def _values(step: Step) -> dict[str, str]:
    values = {f"note{i}": part if isinstance(part, str) else statement(part) for i, part in enumerate(step.note)}
    if step.before is not None:
        values["before"] = statement(step.before)
    if step.after is not None:
        values["after"] = statement(step.after)
    return values
