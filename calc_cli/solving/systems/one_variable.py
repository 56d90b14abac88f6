"""The zeros of a function of one variable on the part of a line where it is defined: open pieces, then the points between them."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from calc_cli import balls
from calc_cli import tree as t
from calc_cli.model import Equation, Interval, Proof, Root, RootSet, StopReason, Truth
from calc_cli.solving.chain import solve_within
from calc_cli.solving.form import Budget, Refused, Solved
from calc_cli.solving.merging import merged
from calc_cli.solving.systems.form import Condition, conditions_of, holds
from calc_cli.symbolic import constants
from calc_cli.symbolic.comparing import compare
from calc_cli.tree import Expr

ANALYTIC = frozenset({"exp", "log", "sqrt", "sin", "cos", "tan", "sinh", "cosh", "tanh", "atan", "sigmoid", "softplus", "erf", "asinh"})
LINE = Interval(t.MINUS_INFINITY, t.INFINITY)


def zeros_of(function: Expr, variable: str, side: Interval, budget: Budget) -> RootSet:
    """Every zero of the function on the interval, ends included when they belong to it; Refused when not all are found."""
    if not proves_analytic(function):
        raise Refused("a function with corners or of unknown kind")
    conditions = tuple(dict.fromkeys(conditions_of(function)))
    cuts = cut_points((*conditions, *odd_roots(function)), variable, side, budget)
    solved = Solved()
    for piece in pieces_between(cuts, side):
        sample = balls.between(piece.lower, piece.upper)
        if all(holds_at(c, variable, sample) for c in conditions):
            part = merged(Equation(function, variable, piece), solve_within(Equation(function, variable, piece), budget), ())
            refuse_incomplete(part)
            solved.absorb(part)
    ends = [end for end, closed in ((side.lower, side.lower_closed), (side.upper, side.upper_closed)) if closed]
    for point in (*cuts, *ends):
        if all(holds(c, {variable: point}) for c in conditions) and is_zero(function, variable, point):
            solved.roots.append(root_at(point))
    return RootSet(side, tuple(solved.roots), tuple(solved.families))


def proves_analytic(function: Expr) -> bool:
    """Built from variables and constants by arithmetic, powers with constant exponents and functions analytic where defined."""
    for node in t.walk(function):
        match node:
            case t.Call(name, _) if name not in ANALYTIC and not t.is_constant(node):
                return False
            case t.Piecewise() | t.Comparison() | t.Junction():
                return False
    return True


def odd_roots(function: Expr) -> tuple[Condition, ...]:
    """What stands under odd roots: defined everywhere, but not analytic where it vanishes."""
    found = []
    for node in t.walk(function):
        if isinstance(node, t.Power) and not t.is_constant(node.base):
            q = t.rational_value(node.exponent)
            if q is not None and q.denominator > 1 and q.denominator % 2:
                found.append(Condition(node.base, "odd"))
    return tuple(dict.fromkeys(found))


def refuse_incomplete(part: RootSet) -> None:
    """Only complete answers are used."""
    if part.identically_zero or part.undecided or part.accumulates_at or part.complete is not Truth.TRUE:
        raise Refused("the zeros of one equation are not all found")
    if part.stopped is not StopReason.FINISHED:
        raise Refused("time is over")


def cut_points(conditions: tuple[Condition, ...], variable: str, side: Interval, budget: Budget) -> list[Expr]:
    """The zeros of everything that limits the domain, strictly inside the interval, increasing."""
    found: list[Expr] = []
    for condition in conditions:
        roots = zeros_of(condition.tree, variable, Interval(side.lower, side.upper), budget)
        if roots.families:
            raise Refused("a domain of infinitely many pieces")
        found += [root.value for root in roots.roots]
    return increasing(found)


def increasing(values: list[Expr]) -> list[Expr]:
    """The different numbers in order."""
    ordered: list[Expr] = []
    for value in values:
        for position, other in enumerate(ordered):
            order = compare(value, other)
            if order is None:
                raise Refused("the order of two numbers is not decided")
            if order <= 0:
                if order < 0:
                    ordered.insert(position, value)
                break
        else:
            ordered.append(value)
    return ordered


def pieces_between(cuts: list[Expr], side: Interval) -> list[Interval]:
    """The open intervals that the cuts leave."""
    ends = [side.lower, *cuts, side.upper]
    return [Interval(a, b) for a, b in pairwise(ends)]


def holds_at(condition: Condition, variable: str, sample: Fraction) -> bool:
    """Does the condition hold at a rational point (and so on its piece)?"""
    return holds(condition, {variable: t.rational(sample)})


def is_zero(function: Expr, variable: str, point: Expr) -> bool:
    """Does the function vanish at the point?"""
    sign = constants.sign_of(constants.simplify_constant(t.substitute(function, {variable: point})))
    if sign is None:
        raise Refused("a value at a border is not decided")
    return sign == 0


def root_at(point: Expr) -> Root:
    """A zero at the border of a piece."""
    return Root(point, None, Proof.EXACT, "border")
