"""The study of a polynomial of degree 2 or more on the whole line, in one pass over the zeros of f' and f''.

It is analytic: no joint, no singularity, no end, no asymptote. All zeros are known with their multiplicities, so the signs of f' and f''
follow from the leading coefficient. What the rest of this package reads off a landscape of any function is the same, found with more care.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from time import perf_counter

from flint import arb, fmpq

from calc_cli import balls, stages
from calc_cli import tree as t
from calc_cli.balls.constants import SHOWN_BITS
from calc_cli.classifying import Occasion, Verdict, classify
from calc_cli.domain import Partition, Piece, partition
from calc_cli.model import (
    Cell,
    Classification,
    ConcavityPiece,
    Convexity,
    CriticalPoint,
    Derivation,
    Domain,
    Equation,
    Extremum,
    Intercepts,
    Interval,
    Later,
    Limit,
    Mark,
    MonotonePiece,
    Number,
    PointType,
    Problem,
    Root,
    RootSet,
    SignChart,
    Status,
    Study,
    Symmetry,
    Test,
    Truth,
)
from calc_cli.records import record
from calc_cli.solving import solve
from calc_cli.stages import Stage
from calc_cli.study.charting import cells, marks
from calc_cli.study.intervals import BENDS, DIRECTIONS
from calc_cli.study.landscape import Landscape, Place, Section, Stretch, passed
from calc_cli.study.region import LINE
from calc_cli.study.working import worked
from calc_cli.symbolic.comparing import compare
from calc_cli.symbolic.monomials import monomials_of
from calc_cli.symbolic.rolle import isolate_from_turning_points
from calc_cli.symbolic.univariate import numerator_of, quotient_of, rational_tree
from calc_cli.symbolic.values import reading_at, value_at
from calc_cli.tree import Expr

UNBOUNDED = {sign: Extremum(balls.number(end), False) for sign, end in ((-1, t.MINUS_INFINITY), (1, t.INFINITY))}
DIVERGING = {sign: Limit(end, Truth.TRUE) for sign, end in ((-1, t.MINUS_INFINITY), (1, t.INFINITY))}
EXTREMES = {1: Classification.LOCAL_MINIMUM, -1: Classification.LOCAL_MAXIMUM}
CHANGES = {sign: (("f'' left", t.rational(-sign)), ("f'' right", t.rational(sign))) for sign in (-1, 1)}
QUICK_BITS = 256
Zero = tuple[Expr, Root | None, Root | None]
"""The place, and how f' and f'' vanish there."""


@record
class Course:
    """stretch: the whole line. coefficients: of f, lowest degree first, without their denominator. turning: enclosures of the zeros of f'.

    zeros: those of f' and f'' in order; at, values: where, and f there.
    slopes[i], bends[i]: the signs of f' and f'' before zeros[i], and after the last one.
    """

    stretch: Stretch
    variable: str
    coefficients: tuple[int, ...]
    turning: list[arb]
    zeros: list[Zero]
    at: list[Number]
    values: list[Number]
    slopes: list[int]
    bends: list[int]


def study_polynomial(problem: Problem, first: Derivation, second: Derivation, began: float) -> Study | None:
    """The study on the whole line; None for other functions, and where two points or two values are not told apart with little work."""
    tree, variable = problem.tree, problem.variables[0]
    form = quotient_of(tree, variable)
    if form is None or form[1].degree() or form[0].degree() < 2 or not _is_whole(tree, variable):
        return None
    course = survey_polynomial(tree, variable, first.result, second.result)
    best = None if course is None else _best(course)
    if course is None or best is None:
        return None
    stages.found("domain", (LINE,))
    points, bends = _critical_points(course, best), _inflection_points(course)
    stages.found("critical_points", (problem.variables, points))
    stages.enter(Stage.ASYMPTOTES)
    stretch, falling, rising = course.stretch, -course.slopes[0], course.slopes[-1]
    attained = Extremum(course.values[best[0]], True, tuple((course.at[i],) for i in best)) if best else None
    return Study(
        problem=problem,
        region=None,
        domain=Domain((LINE,)),
        first=first,
        second=second,
        critical_points=points,
        critical_sets=(),
        endpoints=(),
        inflection_points=bends,
        monotonicity=tuple(MonotonePiece(gap, DIRECTIONS[sign]) for gap, sign in _stretches(course, course.slopes, closed=True)),
        concavity=tuple(ConcavityPiece(gap, BENDS[sign]) for gap, sign in _stretches(course, course.bends, closed=False)),
        minimum=attained if attained and rising == 1 else UNBOUNDED[-1],
        maximum=attained if attained and rising == -1 else UNBOUNDED[1],
        convexity=_convexity(course),
        symmetry=_symmetry(course.coefficients),
        period=None,
        asymptotes=(),
        singularities=(),
        intercepts=_intercepts(course, form[0][0]),
        chart=SignChart(Later(partial(_marks, course)), Later(partial(_cells, course)), None, DIVERGING[falling], DIVERGING[rising]),
        critical_status=_status(stretch.critical, len(points)),
        inflection_status=_status(stretch.inflection, len(bends)),
        solution=Later(partial(worked, tree, variable, (stretch,), "critical", True)),
        inflection_solution=Later(partial(worked, tree, variable, (stretch,), "inflection", True)),
        seconds=perf_counter() - began,
    )


def _is_whole(tree: Expr, variable: str) -> bool:
    """Does nothing cut the line? Nothing cuts it for a sum of monomials."""
    if monomials_of(tree, variable) is not None:
        return True
    parts = partition(tree, variable, LINE)
    whole = not (parts.joints or parts.conditions) and len(parts.pieces) == 1 and parts.pieces[0].tree == tree
    return whole and parts.complete is Truth.TRUE


def survey_polynomial(tree: Expr, variable: str, first: Expr, second: Expr) -> Course | None:
    """The zeros of f' and f'' in order, and the signs between them; None where the order is not decided."""
    stages.enter(Stage.SOLVING)
    inflection = solve(Equation(second, variable, LINE))
    bending = _enclosures(inflection)
    critical = _solved(first, variable, _coefficients(first, variable), bending)
    turning = _enclosures(critical)
    stages.enter(Stage.CLASSIFYING)
    zeros = _in_order(critical.roots, turning, inflection.roots, bending)
    if zeros is None:
        return None
    coefficients = _coefficients(tree, variable)
    bend = 1 if (coefficients[-1] > 0) is (len(coefficients) % 2 == 1) else -1
    at, values, slopes, bends = [], [], [-bend], [bend]
    for place, of_slope, of_bend in zeros:
        at.append(balls.number(place))
        values.append(balls.number(value_at(tree, variable, place)))
        slopes.append(passed(slopes[-1], of_slope))
        bends.append(passed(bends[-1], of_bend))
    stretch = Stretch(LINE, tree, first, second, critical, inflection)
    return Course(stretch, variable, coefficients, turning, zeros, at, values, slopes, bends)


def _coefficients(tree: Expr, variable: str) -> tuple[int, ...]:
    """Of a polynomial, lowest degree first, without their common denominator."""
    numerator = numerator_of(tree, variable)
    assert numerator is not None
    return numerator


def _enclosures(zeros: RootSet) -> list[arb]:
    """Of its zeros, as narrow as they are printed."""
    return [balls.enclose(zero.value, SHOWN_BITS) for zero in zeros.roots]


def _solved(tree: Expr, variable: str, coefficients: tuple[int, ...], turning: list[arb]) -> RootSet:
    """The zeros of a polynomial, between those of its derivative."""
    isolate_from_turning_points(coefficients, turning)
    return solve(Equation(tree, variable, LINE))


def _in_order(critical: tuple[Root, ...], turning: list[arb], inflection: tuple[Root, ...], bending: list[arb]) -> list[Zero] | None:
    """Two increasing lists of zeros, with their enclosures, as one; None where two zeros are not told apart."""
    waiting = list(zip(bending, inflection, strict=True))[::-1]
    zeros: list[Zero] = []
    for ball, zero in zip(turning, critical, strict=True):
        order: int | None = -1
        while waiting:
            other, bend = waiting[-1]
            order = -1 if other < ball else 1 if other > ball else compare(bend.value, zero.value)
            if order != -1:
                break
            zeros.append((bend.value, None, bend))
            waiting.pop()
        if order is None:
            return None
        zeros.append((zero.value, zero, waiting.pop()[1] if order == 0 else None))
    zeros.extend([(bend.value, None, bend) for _, bend in reversed(waiting)])
    return zeros


def _best(course: Course) -> list[int] | None:
    """The places where f is least or greatest, none when its degree is odd; None where two values are not told apart."""
    best: list[int] = []
    slopes, side = course.slopes, course.slopes[-1]
    if slopes[0] == side:
        return best
    for i, value in enumerate(course.values):
        if slopes[i] == -side and slopes[i + 1] == side:
            order = _order(value.tree, course.values[best[0]].tree) if best else -side
            if order is None:
                return None
            best = [i] if order == -side else [*best, i] if order == 0 else best
    return best


def _order(a: Expr, b: Expr) -> int | None:
    """-1, 0 or 1 as a < b, a = b, a > b, by the enclosures that are printed where these are apart."""
    left, right = balls.enclose(a, SHOWN_BITS), balls.enclose(b, SHOWN_BITS)
    return -1 if left < right else 1 if left > right else balls.compare(a, b, QUICK_BITS)


def _critical_points(course: Course, best: list[int]) -> tuple[CriticalPoint, ...]:
    """The zeros of f', each by the sign of f'' there, a multiple zero by the tests for any function."""
    stretch, variable, points = course.stretch, course.variable, []
    for i, (at, zero, _) in enumerate(course.zeros):
        if zero is None:
            continue
        value, before, after = course.values[i], course.slopes[i], course.slopes[i + 1]
        if zero.multiplicity == 1:
            found = Verdict(EXTREMES[after], True, Test.SECOND_DERIVATIVE, (("f''", reading_at(stretch.second, variable, at)),))
        else:
            found = classify(Occasion(variable, at, before, after, stretch.tree, stretch.second, True, value.tree))
        said = (found.kind, PointType.STATIONARY, found.test, found.evidence, found.strict, i in best)
        points.append(CriticalPoint((course.at[i],), value, *said, zero.proof, None, zero.multiplicity, zero.method))
    return tuple(points)


def _inflection_points(course: Course) -> tuple[CriticalPoint, ...]:
    """Where f'' changes its sign."""
    points = []
    for i, (_, of_slope, zero) in enumerate(course.zeros):
        after = course.bends[i + 1]
        if zero is not None and course.bends[i] != after:
            kind, how = (Classification.SADDLE, PointType.STATIONARY) if of_slope else (Classification.NOT_EXTREMUM, PointType.REGULAR)
            said = (kind, how, Test.SECOND_DERIVATIVE, CHANGES[after], None, None)
            points.append(CriticalPoint((course.at[i],), course.values[i], *said, zero.proof))
    return tuple(points)


def _stretches(course: Course, signs: list[int], *, closed: bool) -> Iterator[tuple[Interval, int]]:
    """The longest intervals with one of the signs, but for single points inside; closed: their ends belong to them."""
    start: Expr = t.MINUS_INFINITY
    for (at, _, _), before, after in zip(course.zeros, signs, signs[1:], strict=False):
        if before != after:
            yield Interval(start, at, closed and start is not t.MINUS_INFINITY, closed), before
            start = at
    yield Interval(start, t.INFINITY, closed and start is not t.MINUS_INFINITY), signs[-1]


def _marks(course: Course) -> tuple[Mark, ...]:
    return marks(_landscape(course))


def _cells(course: Course) -> tuple[Cell, ...]:
    return cells(_landscape(course))


def _landscape(course: Course) -> Landscape:
    """What the chart is drawn from."""
    stretch = course.stretch
    places = [
        Place(at, critical=of_slope, inflection=of_bend, value=value.tree)
        for (at, of_slope, of_bend), value in zip(course.zeros, course.values, strict=True)
    ]
    gaps = pairwise((t.MINUS_INFINITY, *[at for at, _, _ in course.zeros], t.INFINITY))
    sections = [Section(Interval(*gap), stretch, *signs) for gap, *signs in zip(gaps, course.slopes, course.bends, strict=True)]
    whole = Partition(LINE, (Piece(LINE, stretch.tree),), ())
    return Landscape(stretch.tree, course.variable, LINE, whole, [stretch], places, sections)


def _convexity(course: Course) -> Convexity:
    if len(set(course.bends)) > 1:
        return Convexity.NEITHER
    return Convexity.STRICTLY_CONVEX if course.bends[0] > 0 else Convexity.STRICTLY_CONCAVE


def _symmetry(coefficients: tuple[int, ...]) -> Symmetry:
    """Even or odd as all its exponents are."""
    even, odd = any(coefficients[::2]), any(coefficients[1::2])
    return Symmetry.NONE if even and odd else Symmetry.EVEN if even else Symmetry.ODD


def _intercepts(course: Course, at_zero: fmpq) -> Intercepts:
    zeros = _solved(course.stretch.tree, course.variable, course.coefficients, course.turning).roots
    return Intercepts(tuple([balls.number(zero.value) for zero in zeros]), balls.number(rational_tree(at_zero)), True)


def _status(roots: RootSet, count: int) -> Status:
    """All points are found, by one strategy."""
    return Status(True, None, count, strategies=tuple([root.method for root in roots.roots[:1]]))
