"""Certified search by ball arithmetic on bounded pieces, and the reduction of unbounded pieces to bounded ones.

Source: Moore, Kearfott, Cloud, Introduction to Interval Analysis (2009), ch. 8; Johansson, Arb (2017).
"""

from __future__ import annotations

from fractions import Fraction

from calc_cli import balls
from calc_cli import tree as t
from calc_cli.model import Equation, Interval, Proof, Root, Step, StopReason, Truth
from calc_cli.solving.form import Budget, Form, Solved, equation_step
from calc_cli.solving.recognition import exact_zero
from calc_cli.solving.slopes import Slopes
from calc_cli.solving.tails import bounded_core
from calc_cli.tree import Expr

HALVINGS = 48
SHARE = 0.5


def search_form(form: Form, budget: Budget) -> Solved:
    """Zeros of an irreducible form: on a bounded interval at once, else on the bounded core outside which none is proved to lie."""
    interval = form.interval
    if is_bounded(interval):
        return search_bounded(form.equation(form.tree), budget)
    core = bounded_core(form, budget)
    inner = Interval(core.lower, core.upper)
    solved = search_bounded(Equation(form.tree, form.variable, inner), budget)
    solved.steps.insert(0, Step("no_zero_beyond", equation_step(form.tree), None, note=(core.lower, core.upper)))
    return solved


def search_tree(equation: Equation, budget: Budget) -> Solved:
    """Zeros of any tree with a ball method; on an unbounded interval nothing is claimed."""
    if is_bounded(equation.interval):
        return search_bounded(equation, budget)
    step = Step("no_closed_form", equation_step(equation.function))
    return Solved(undecided=[equation.interval], complete=Truth.UNKNOWN, steps=[step])


def is_bounded(interval: Interval) -> bool:
    """Both ends finite."""
    return interval.lower != t.MINUS_INFINITY and interval.upper != t.INFINITY


def search_bounded(equation: Equation, budget: Budget) -> Solved:
    """Every zero in a bounded open interval isolated; clusters settled by exact algebra or left undecided."""
    slopes = Slopes(equation.function, equation.variable)
    interval = equation.interval
    lower, left = end_point(slopes, interval.lower, interval.upper, 1)
    upper, right = end_point(slopes, interval.upper, interval.lower, -1)
    solved = Solved(steps=[Step("certified_search", equation_step(equation.function))])
    solved.undecided.extend(sliver for sliver in (left, right) if sliver is not None)
    if lower >= upper:
        return Solved(undecided=[interval], complete=Truth.UNKNOWN, steps=solved.steps)
    result = balls.isolate_zeros(
        slopes.tree(0), slopes.tree(1), equation.variable, lower, upper, budget_seconds=budget.seconds_left() * SHARE
    )
    for low, high in result.isolated:
        solved.roots.append(_isolated(equation, low, high))
    for low, high in result.undecided:
        _settle(slopes, equation, low, high, solved)
    if result.stopped is StopReason.TIME:
        solved.complete = Truth.UNKNOWN
    return solved


def _isolated(equation: Equation, low: Fraction, high: Fraction) -> Root:
    """The zero in (low, high): its closed form when one is recognised and proved, else the isolated root."""
    exact = exact_zero(equation.function, equation.variable, low, high)
    if exact is not None:
        return Root(exact, 1, Proof.EXACT, "certified_search")
    value = t.IsolatedRoot(equation.function, equation.variable, low, high)
    return Root(value, 1, Proof.CERTIFIED, "certified_search")


def _settle(slopes: Slopes, equation: Equation, low: Fraction, high: Fraction, solved: Solved) -> None:
    """A cluster: a multiple zero at a recognised point, proved to be the only one there, or an undecided interval."""
    point = exact_zero(equation.function, equation.variable, low, high)
    if point is not None:
        order = slopes.multiplicity(point, low, high)
        if order is not None:
            solved.roots.append(Root(point, order, Proof.EXACT, "certified_search"))
            return
    solved.undecided.append(Interval(t.rational(low), t.rational(high), True, True))


def end_point(slopes: Slopes, end: Expr, other: Expr, side: int) -> tuple[Fraction, Interval | None]:
    """A rational point inside, close to the end, with no zero proved between the two; else a sliver that stays undecided."""
    inside = balls.between(*((end, other) if side > 0 else (other, end)))
    for _ in range(HALVINGS):
        if slopes.free_of_zeros(end, inside, side):
            return inside, None
        point = t.rational(inside)
        inside = balls.between(*((end, point) if side > 0 else (point, end)))
    bound = t.rational(inside)
    return inside, Interval(end, bound) if side > 0 else Interval(bound, end)
