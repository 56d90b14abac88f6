"""The quadratic formula with its numbers: `(-2)**2 - 4*1*(-1) = 8`, `x = (2 ± sqrt(8))/2`."""

from __future__ import annotations

from fractions import Fraction

from calc_cli.model import Step
from calc_cli.reports.document import Line, math
from calc_cli.tree import Expr, call, rational, rational_value

RULES = frozenset(("quadratic_formula", "biquadratic", "pure_root", "no_real_solution"))


def quadratic_values(step: Step) -> dict[str, Line]:
    """What the sentence of a step says about a*u**2 + b*u + c = 0 (about a*u + c = 0 for b = 0); note: a, b, c, u."""
    if step.rule not in RULES or len(step.note) != 4 or any(isinstance(part, str) for part in step.note):
        return {}
    *numbers, unknown = step.note
    a, b, c = (rational_value(part) for part in numbers if not isinstance(part, str))
    assert a is not None and b is not None and c is not None and not isinstance(unknown, str)
    if not b:
        isolated: Line = (math(unknown, " = ", rational(-c / a)),)
        return {"isolated": isolated, "reason": (*isolated, " is impossible")}
    discriminant = b * b - 4 * a * c
    shown: Line = (math(f"{factor(b)}**2 - 4*{factor(a)}*{factor(c)} = ", rational(discriminant)),)
    if discriminant < 0:
        return {"discriminant": shown, "reason": ("the discriminant ", *shown, " is negative")}
    fraction = solved(unknown, a, b, discriminant)
    return {"power": (math(unknown),), "discriminant": shown, "fraction": fraction, "reason": (*fraction, " is negative both times")}


def factor(value: Fraction) -> str:
    """An integer inside a product."""
    return f"({value})" if value < 0 else str(value)


def solved(unknown: Expr, a: Fraction, b: Fraction, discriminant: Fraction) -> Line:
    """`x = (2 ± sqrt(8))/2`."""
    return (math(unknown, " = (", rational(-b), " ± ", call("sqrt", rational(discriminant)), ")/", rational(2 * a)),)
