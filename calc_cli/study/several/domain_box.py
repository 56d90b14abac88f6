"""What the conditions of the domain say of a box or a line without solving anything: conditions in one variable that are affine in it."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from calc_cli import tree as t
from calc_cli.domain import Gate, Requirement, gates
from calc_cli.model import Interval, Region
from calc_cli.study.several import forms
from calc_cli.study.several.region import LINE
from calc_cli.symbolic.comparing import compare
from calc_cli.symbolic.constants import sign_of
from calc_cli.tree import Expr, variables_of


def natural_box(tree: Expr, variables: tuple[str, ...]) -> Region | None:
    """The box of conditions such as x > 0, x + 1 >= 0 in one variable each; None when there are none. Other conditions are left."""
    sides = dict.fromkeys(variables, LINE)
    for gate in gates(tree):
        names = variables_of(gate.subterm)
        if gate.requirement in (Requirement.POSITIVE, Requirement.NONNEGATIVE) and not gate.guards and len(names) == 1:
            (name,) = names
            closed = gate.requirement is Requirement.NONNEGATIVE
            sides[name] = cut_at(gate.subterm, name, sides[name], closed=closed) or sides[name]
    box = tuple(sides[name] for name in variables)
    return None if all(side == LINE for side in box) else box


def cut_at(subterm: Expr, name: str, side: Interval, *, closed: bool = False) -> Interval | None:
    """The part of the side where a*x + b > 0 (closed: >= 0), ending at -b/a; None when the subterm is not affine, or nothing is left."""
    line = forms.polynomial_of(subterm, (name,))
    if line is None or forms.degree(line) != 1:
        return None
    edge = t.rational(-line.get((0,), Fraction(0)) / line[(1,)])
    if line[(1,)] > 0:
        part = Interval(edge, side.upper, closed, side.upper_closed) if compare(side.lower, edge) == -1 else side
    else:
        part = Interval(side.lower, edge, side.lower_closed, closed) if compare(edge, side.upper) == -1 else side
    return part if compare(part.lower, part.upper) == -1 else None


def kept_on_line(asked: Iterable[Gate], place: dict[str, Expr], along: Expr, letter: str, side: Interval) -> Interval | None:
    """The part of the side on which the conditions hold that f restricted to a line does not show any more (x**y on y = 1 needs x > 0).

    None: a condition fails all along the line, or one that is lost is not understood.
    """
    shown = {(gate.subterm, gate.requirement) for gate in gates(along)}
    for gate in asked:
        subterm = t.substitute(gate.subterm, place)
        if t.is_constant(subterm):
            if not holds(gate, subterm):
                return None
        elif (subterm, gate.requirement) not in shown:
            if gate.requirement not in (Requirement.POSITIVE, Requirement.NONNEGATIVE):
                return None
            part = cut_at(subterm, letter, side)
            if part is None:
                return None
            side = part
    return side


def holds(gate: Gate, constant: Expr) -> bool:
    """Is the condition proved to hold for this value of its subterm?"""
    sign = sign_of(constant)
    if gate.requirement is Requirement.NONNEGATIVE:
        return sign in (0, 1)
    return sign == 1 or (gate.requirement is Requirement.NONZERO and sign == -1)
