"""Certified search by ball arithmetic on bounded pieces, and the reduction of unbounded pieces to bounded ones.

Source: Moore, Kearfott, Cloud, Introduction to Interval Analysis (2009), ch. 8; Johansson, Arb (2017).
"""

from __future__ import annotations

from fractions import Fraction

from calc_cli import balls
from calc_cli import tree as t
from calc_cli.balls.constants import SHOWN_BITS
from calc_cli.model import Equation, Interval, Proof, Root, Step, StopReason, Truth
from calc_cli.records import record
from calc_cli.solving.form import Budget, Form, Solved, equation_step, found_step
from calc_cli.solving.oscillation import changes_sign_forever, waves_of_polynomial
from calc_cli.solving.recognition import exact_zero, isolated, simple_points
from calc_cli.solving.singular_ends import Beside, beside, without_poles
from calc_cli.solving.slopes import Slopes
from calc_cli.solving.tails import bounded_core
from calc_cli.tree import Expr

HALVINGS = 48
PATIENCE = 6
"""So often an end is approached with derivatives alone."""
SHARE = 0.5
CLUSTER_LIMIT = 40


def search_form(form: Form, budget: Budget) -> Solved:
    """Zeros of an irreducible form: on a bounded interval at once, else on the bounded core outside which none is proved to lie."""
    interval = form.interval
    function = form.source if form.source is not None else form.tree
    if is_bounded(interval):
        gathering = _gathering(form)
        if gathering:
            return Solved(complete=Truth.UNKNOWN, accumulates_at=gathering)
        return search_bounded(form.equation(function), budget, form.tree)
    gathering = _gathering(form)
    if gathering:
        return Solved(complete=Truth.UNKNOWN, accumulates_at=gathering)
    core = bounded_core(form, budget)
    inner = Interval(core.lower, core.upper)
    solved = search_bounded(Equation(function, form.variable, inner), budget, form.tree)
    solved.steps.insert(0, Step("no_zero_beyond", equation_step(form.tree), None, note=(core.lower, core.upper, t.Variable(form.variable))))
    return solved


def _gathering(form: Form) -> tuple[Expr, ...]:
    """The ends of the interval at which infinitely many zeros are proved to gather."""
    waves = waves_of_polynomial(form.field, form.polynomial)
    if waves is None:
        return ()
    ends = ((form.interval.lower, 1), (form.interval.upper, -1))
    return tuple(end for end, side in ends if changes_sign_forever(waves, form.variable, end, side))


def search_tree(equation: Equation, budget: Budget) -> Solved:
    """Zeros of any tree with a ball method; on an unbounded interval nothing is claimed."""
    if is_bounded(equation.interval):
        return search_bounded(equation, budget)
    step = Step("no_closed_form", equation_step(equation.function))
    return Solved(undecided=[equation.interval], complete=Truth.UNKNOWN, steps=[step])


def is_bounded(interval: Interval) -> bool:
    """Both ends finite."""
    return interval.lower != t.MINUS_INFINITY and interval.upper != t.INFINITY


def search_bounded(equation: Equation, budget: Budget, regular: Expr | None = None) -> Solved:
    """Every zero in a bounded open interval isolated; multiple zeros at recognised points set apart first, other clusters left undecided.

    regular: another tree with the same zeros inside, without poles at the ends, where it is looked at instead.
    """
    slopes = Slopes(equation.function, equation.variable)
    calm = slopes if regular is None else Slopes(regular, equation.variable)
    interval = equation.interval
    views = _views(equation, calm, slopes)
    lower, left = end_point(views, interval.lower, interval.upper, 1, budget)
    upper, right = end_point(views, interval.upper, interval.lower, -1, budget)
    solved = Solved()
    solved.undecided.extend(sliver for sliver in (left, right) if sliver is not None)
    if lower < upper:  # otherwise what was looked at from the two ends meets
        _search_inside(slopes, calm, equation, lower, upper, budget, solved)
    solved.steps.append(found_step("certified_search", equation.function, equation.variable, sorted(solved.roots, key=_place)))
    return solved


def _views(equation: Equation, *views: Slopes) -> tuple[Slopes, ...]:
    """Trees with the same zeros inside; where none is regular at some end, also one without the poles of gamma functions."""
    ends = (equation.interval.lower, equation.interval.upper)
    if all(any(view.regular_at(end) for view in views) for end in ends):
        return views
    calmer = without_poles(equation.function, equation.variable, equation.interval)
    return views if calmer is None else (Slopes(calmer, equation.variable), *views)


def _place(root: Root) -> float:
    return float(balls.enclose(root.value, SHOWN_BITS).mid())


def _search_inside(
    slopes: Slopes, calm: Slopes, equation: Equation, lower: Fraction, upper: Fraction, budget: Budget, solved: Solved
) -> None:
    """The zeros between two rational points."""
    apart = multiple_zeros(calm, lower, upper, budget)
    solved.roots.extend(Root(found.point, found.order, Proof.EXACT, "certified_search") for found in apart)
    bounds = [lower, *(end for found in apart for end in (found.low, found.high)), upper]
    for low, high in zip(bounds[::2], bounds[1::2], strict=True):
        if low < high:
            _search_span(slopes, equation, low, high, budget, solved)


def _search_span(slopes: Slopes, equation: Equation, lower: Fraction, upper: Fraction, budget: Budget, solved: Solved) -> None:
    seconds = budget.seconds_left() * SHARE
    result = balls.isolate_zeros(slopes.tree(0), slopes.tree(1), equation.variable, lower, upper, budget_seconds=seconds)
    solved.roots.extend(
        isolated(equation.function, equation.variable, low, high, "certified_search") for low, high in result.isolated
    )
    if len(result.undecided) > CLUSTER_LIMIT:
        low, high = result.undecided[0][0], result.undecided[-1][1]
        solved.undecided.append(Interval(t.rational(low), t.rational(high), True, True))
        solved.roots = [root for root in solved.roots if not _inside_span(root, low, high)]
    else:
        for low, high in result.undecided:
            _settle(slopes, equation, low, high, solved)
    if result.stopped is StopReason.TIME:
        solved.complete = Truth.UNKNOWN


def _inside_span(root: Root, low: Fraction, high: Fraction) -> bool:
    """May the root lie in [low, high]? Then it is covered by the undecided interval."""
    return balls.compare(root.value, t.rational(low)) != -1 and balls.compare(root.value, t.rational(high)) != 1


def _settle(slopes: Slopes, equation: Equation, low: Fraction, high: Fraction, solved: Solved) -> None:
    """A cluster: a zero at a recognised point, proved to be the only one there, or an undecided interval."""
    point = exact_zero(equation.function, equation.variable, low, high)
    order = None if point is None else slopes.multiplicity(point, low, high)
    if point is not None and order is not None:
        solved.roots.append(Root(point, order, Proof.EXACT, "certified_search"))
    else:
        solved.undecided.append(Interval(t.rational(low), t.rational(high), True, True))


@record
class MultipleZero:
    """A zero of order >= 2 at an exact point, the only zero in [low, high]."""

    point: Expr
    order: int
    low: Fraction
    high: Fraction


def multiple_zeros(slopes: Slopes, lower: Fraction, upper: Fraction, budget: Budget) -> list[MultipleZero]:
    """Multiple zeros at simple points strictly inside, each with a neighbourhood proved to hold no other; in order."""
    found: list[MultipleZero] = []
    for point in simple_points(lower, upper):
        if budget.spent():
            break
        if slopes.vanishes_at(0, point) is not True or slopes.vanishes_at(1, point) is not True:
            continue
        middle = Fraction(float(balls.enclose(point).mid()))
        width = min(middle - lower, upper - middle) / 2
        for _ in range(HALVINGS):
            low, high = middle - width, middle + width
            order = slopes.multiplicity(point, low, high)
            if order is not None and all(high < other.low or other.high < low for other in found):
                found.append(MultipleZero(point, order, low, high))
                break
            width /= 2
    return sorted(found, key=lambda zero: zero.low)


def end_point(views: tuple[Slopes, ...], end: Expr, other: Expr, side: int, budget: Budget) -> tuple[Fraction, Interval | None]:
    """A rational point inside, close to the end, with no zero proved between the two; else a sliver that stays undecided.

    views: trees with the same zeros inside; one of them is enough.
    """
    inside = balls.between(*((end, other) if side > 0 else (other, end)))
    exact = t.rational_value(end)
    near = exact if exact is not None else balls.inner_bound(end, side)
    far = exact if exact is not None else balls.inner_bound(end, -side)
    usable = [view for view in views if view.regular_at(end)]
    singular: Beside | None = None
    for k in range(HALVINGS):
        if any(view.free_of_zeros(end, inside) for view in usable):
            return inside, None
        if k == (PATIENCE if usable else 0):
            singular = beside(views[0].tree(0), views[0].variable, end, side)
        if singular is not None and singular.proves_no_zero(abs(inside - far)):
            return inside, None
        if budget.spent():
            break
        inside = near + (inside - near) / (2 if k < PATIENCE else 4)
    bound = t.rational(inside)
    return inside, Interval(end, bound) if side > 0 else Interval(bound, end)
