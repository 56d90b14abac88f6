"""The study of a polynomial of degree 2 or more on the whole line, in one pass over the zeros of f' and f''.

It is analytic: no joint, no singularity, no end, no asymptote. All zeros are known with their multiplicities, so the signs of f' and f''
follow from the leading coefficient. What the rest of this package reads off a landscape of any function is the same, found with more care.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from time import perf_counter

from flint import fmpq_poly

from calc_cli import balls, stages
from calc_cli import tree as t
from calc_cli.balls.constants import SHOWN_BITS
from calc_cli.classifying import Occasion, Verdict, classify
from calc_cli.domain import partition
from calc_cli.model import (
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
    Limit,
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
from calc_cli.study.charting import cells_of, marks_of
from calc_cli.study.intervals import BENDS, DIRECTIONS
from calc_cli.study.landscape import Landscape, Place, Section, Stretch
from calc_cli.study.region import LINE
from calc_cli.study.working import steps_of
from calc_cli.symbolic.comparing import compare
from calc_cli.symbolic.univariate import quotient_of, rational_tree
from calc_cli.symbolic.values import value_at
from calc_cli.tree import Expr

UNBOUNDED = {sign: Extremum(balls.number(end), False) for sign, end in ((-1, t.MINUS_INFINITY), (1, t.INFINITY))}
DIVERGING = {sign: Limit(end, Truth.TRUE) for sign, end in ((-1, t.MINUS_INFINITY), (1, t.INFINITY))}
EXTREMES = {1: Classification.LOCAL_MINIMUM, -1: Classification.LOCAL_MAXIMUM}
CHANGES = {sign: (("f'' left", t.rational(-sign)), ("f'' right", t.rational(sign))) for sign in (-1, 1)}
QUICK_BITS = 256


@record
class Course:
    """at, values: the numbers of the landscape's places; slopes[i], bends[i]: signs of f' and f'' before places[i] (and after the last)."""

    landscape: Landscape
    at: list[Number]
    values: list[Number]
    slopes: list[int]
    bends: list[int]


def study_polynomial(problem: Problem, first: Derivation, second: Derivation, began: float) -> Study | None:
    """The study on the whole line; None for other functions, and where two points or two values are not told apart with little work."""
    tree, variable = problem.tree, problem.variables[0]
    form = quotient_of(tree, variable)
    if form is None or form[1].degree() or form[0].degree() < 2:
        return None
    course = survey_polynomial(tree, variable, form[0], first.result, second.result)
    best = None if course is None else _best(course)
    if course is None or best is None:
        return None
    stages.found("domain", (LINE,))
    points, bends = _critical_points(course, best), _inflection_points(course)
    stages.found("critical_points", (problem.variables, points))
    stages.enter(Stage.ASYMPTOTES)
    landscape, falling, rising = course.landscape, -course.slopes[0], course.slopes[-1]
    attained = Extremum(course.values[best[0]], True, tuple((course.at[i],) for i in best)) if best else None
    return Study(
        problem=problem,
        region=None,
        domain=Domain((LINE,), landscape.partition.conditions),
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
        symmetry=_symmetry(form[0]),
        period=None,
        asymptotes=(),
        singularities=(),
        intercepts=_intercepts(tree, variable, form[0]),
        chart=SignChart(marks_of(landscape), cells_of(landscape), None, DIVERGING[falling], DIVERGING[rising]),
        critical_status=_status(landscape.stretches[0].critical, len(points)),
        inflection_status=_status(landscape.stretches[0].inflection, len(bends)),
        solution=steps_of(landscape, "critical"),
        inflection_solution=steps_of(landscape, "inflection"),
        seconds=perf_counter() - began,
    )


def survey_polynomial(tree: Expr, variable: str, polynomial: fmpq_poly, first: Expr, second: Expr) -> Course | None:
    """The zeros of f' and f'' in order, and the signs between them; None where something cuts the line, or the order is not decided."""
    parts = partition(tree, variable, LINE)
    if parts.joints or len(parts.pieces) != 1 or parts.pieces[0].tree != tree or parts.complete is not Truth.TRUE:
        return None
    stages.enter(Stage.SOLVING)
    critical, inflection = solve(Equation(first, variable, LINE)), solve(Equation(second, variable, LINE))
    stages.enter(Stage.CLASSIFYING)
    places = _in_order(critical.roots, inflection.roots)
    if places is None:
        return None
    bend = 1 if (polynomial.leading_coefficient() > 0) is (polynomial.degree() % 2 == 0) else -1
    values, slopes, bends = [], [-bend], [bend]
    for place in places:
        place.value = value_at(tree, variable, place.at)
        values.append(balls.number(place.value))
        slopes.append(_passed(slopes[-1], place.critical))
        bends.append(_passed(bends[-1], place.inflection))
    stretch = Stretch(LINE, tree, first, second, critical, inflection)
    ends = (t.MINUS_INFINITY, *[place.at for place in places], t.INFINITY)
    sections = [Section(Interval(*gap), stretch, *signs) for gap, *signs in zip(pairwise(ends), slopes, bends, strict=True)]
    landscape = Landscape(tree, variable, LINE, parts, [stretch], places, sections)
    return Course(landscape, [balls.number(place.at) for place in places], values, slopes, bends)


def _passed(sign: int, root: Root | None) -> int:
    """A sign changes exactly at a zero of odd multiplicity."""
    return -sign if root is not None and root.multiplicity is not None and root.multiplicity % 2 else sign


def _in_order(critical: tuple[Root, ...], inflection: tuple[Root, ...]) -> list[Place] | None:
    """Two increasing lists of zeros as one, with a common zero once; None where two zeros are not told apart."""
    waiting = [(balls.enclose(root.value, SHOWN_BITS), root) for root in reversed(inflection)]
    places: list[Place] = []
    for root in critical:
        ball = balls.enclose(root.value, SHOWN_BITS)
        order: int | None = -1
        while waiting:
            other, bend = waiting[-1]
            order = -1 if other < ball else 1 if other > ball else compare(bend.value, root.value)
            if order != -1:
                break
            places.append(Place(bend.value, inflection=waiting.pop()[1]))
        if order is None:
            return None
        places.append(Place(root.value, critical=root, inflection=waiting.pop()[1] if order == 0 else None))
    places.extend(Place(root.value, inflection=root) for _, root in reversed(waiting))
    return places


def _best(course: Course) -> list[int] | None:
    """The places where f is least or greatest, none when its degree is odd; None where two values are not told apart."""
    best: list[int] = []
    slopes, side = course.slopes, course.slopes[-1]
    if slopes[0] == side:
        return best
    for i, value in enumerate(course.values):
        if slopes[i] == -side and slopes[i + 1] == side:
            order = balls.compare(value.tree, course.values[best[0]].tree, QUICK_BITS) if best else -side
            if order is None:
                return None
            best = [i] if order == -side else [*best, i] if order == 0 else best
    return best


def _critical_points(course: Course, best: list[int]) -> tuple[CriticalPoint, ...]:
    """The zeros of f', each by the sign of f'' there, a multiple zero by the tests for any function."""
    landscape, points = course.landscape, []
    second = landscape.stretches[0].second
    for i, place in enumerate(landscape.places):
        root = place.critical
        if root is None:
            continue
        before, after = course.slopes[i], course.slopes[i + 1]
        if root.multiplicity == 1:
            evidence = (("f''", value_at(second, landscape.variable, place.at)),)
            verdict = Verdict(EXTREMES[after], True, Test.SECOND_DERIVATIVE, evidence)
        else:
            verdict = classify(Occasion(landscape.variable, place.at, before, after, landscape.tree, second, True, place.value))
        points.append(
            CriticalPoint(
                (course.at[i],),
                course.values[i],
                verdict.kind,
                PointType.STATIONARY,
                verdict.test,
                verdict.evidence,
                verdict.strict,
                i in best,
                root.proof,
                None,
                root.multiplicity,
                root.method,
            )
        )
    return tuple(points)


def _inflection_points(course: Course) -> tuple[CriticalPoint, ...]:
    """Where f'' changes its sign."""
    points = []
    for i, place in enumerate(course.landscape.places):
        after = course.bends[i + 1]
        if course.bends[i] == after or place.inflection is None:
            continue
        stationary = place.critical is not None
        points.append(
            CriticalPoint(
                (course.at[i],),
                course.values[i],
                Classification.SADDLE if stationary else Classification.NOT_EXTREMUM,
                PointType.STATIONARY if stationary else PointType.REGULAR,
                Test.SECOND_DERIVATIVE,
                CHANGES[after],
                None,
                None,
                place.inflection.proof,
            )
        )
    return tuple(points)


def _stretches(course: Course, signs: list[int], *, closed: bool) -> Iterator[tuple[Interval, int]]:
    """The longest intervals with one of the signs, but for single points inside; closed: their ends belong to them."""
    start: Expr = t.MINUS_INFINITY
    for place, before, after in zip(course.landscape.places, signs, signs[1:], strict=False):
        if before != after:
            yield Interval(start, place.at, closed and start is not t.MINUS_INFINITY, closed), before
            start = place.at
    yield Interval(start, t.INFINITY, closed and start is not t.MINUS_INFINITY), signs[-1]


def _convexity(course: Course) -> Convexity:
    if len(set(course.bends)) > 1:
        return Convexity.NEITHER
    return Convexity.STRICTLY_CONVEX if course.bends[0] > 0 else Convexity.STRICTLY_CONCAVE


def _symmetry(polynomial: fmpq_poly) -> Symmetry:
    """Even or odd as all its exponents are."""
    coefficients = polynomial.numer().coeffs()
    even, odd = any(coefficients[::2]), any(coefficients[1::2])
    return Symmetry.NONE if even and odd else Symmetry.EVEN if even else Symmetry.ODD


def _intercepts(tree: Expr, variable: str, polynomial: fmpq_poly) -> Intercepts:
    zeros = solve(Equation(tree, variable, LINE)).roots
    return Intercepts(tuple(balls.number(root.value) for root in zeros), balls.number(rational_tree(polynomial[0])), True)


def _status(roots: RootSet, count: int) -> Status:
    """All points are found, by one strategy."""
    return Status(True, None, count, strategies=tuple({root.method: None for root in roots.roots}))
