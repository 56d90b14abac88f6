"""The tests that classify a point, in the order a textbook tries them. Each answers a Verdict or None ("I cannot tell").

The proof is always exact or certified: a sign is a sign, never a small number.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field

from calc_cli import tree as t
from calc_cli.calculus import derive
from calc_cli.model import Classification, Test
from calc_cli.records import record
from calc_cli.symbolic import constants
from calc_cli.symbolic.comparing import compare
from calc_cli.symbolic.values import reading_at
from calc_cli.tree import Expr

ORDER_LIMIT = 8


@record
class Occasion:
    """What is known at an interior point x = at.

    left, right: certified signs of f' just beside it (None: unknown). function: f near the point when it is analytic there.
    value: f(at); value_left, value_right: one-sided limits when f is not continuous there.
    left_slope, right_slope: one-sided limits of f' at a joint.
    """

    variable: str
    at: Expr
    left: int | None
    right: int | None
    function: Expr | None = None
    second: Expr | None = None
    continuous: bool = True
    value: Expr | None = None
    value_left: Expr | None = None
    value_right: Expr | None = None
    left_slope: Expr | None = None
    right_slope: Expr | None = None


@record
class Verdict:
    """kind; strict: is the inequality strict (None: no extremum or unknown); the test and the numbers it looked at."""

    kind: Classification
    strict: bool | None
    test: Test
    evidence: tuple[tuple[str, Expr], ...] = field(default=())


def second_derivative_test(occasion: Occasion) -> Verdict | None:
    """f'(a) = 0 and f''(a) > 0: strict minimum; f''(a) < 0: strict maximum."""
    if occasion.function is None or occasion.second is None:
        return None
    value = reading_at(occasion.second, occasion.variable, occasion.at)
    sign = constants.sign_of(value)
    if not sign:
        return None
    kind = Classification.LOCAL_MINIMUM if sign > 0 else Classification.LOCAL_MAXIMUM
    return Verdict(kind, True, Test.SECOND_DERIVATIVE, (("f''", value),))


def higher_derivative_test(occasion: Occasion) -> Verdict | None:
    """First non-zero derivative f^(n)(a), n >= 3: n odd, saddle; n even, minimum or maximum by its sign. Source: Taylor's theorem."""
    if occasion.function is None or occasion.second is None:
        return None
    derivative = occasion.second
    for n in range(2, ORDER_LIMIT):
        value = reading_at(derivative, occasion.variable, occasion.at)
        sign = constants.sign_of(value)
        if sign is None:
            return None
        if sign:
            evidence = ((f"f^({n})", value),)
            if n % 2:
                return Verdict(Classification.SADDLE, None, Test.HIGHER_DERIVATIVE, evidence)
            kind = Classification.LOCAL_MINIMUM if sign > 0 else Classification.LOCAL_MAXIMUM
            return Verdict(kind, True, Test.HIGHER_DERIVATIVE, evidence)
        derivative = derive(derivative, occasion.variable).result
    return None


def first_derivative_test(occasion: Occasion) -> Verdict | None:
    """f continuous at a; the sign of f' on both sides decides. A side on which f' = 0 makes the extremum not strict."""
    if not occasion.continuous or occasion.left is None or occasion.right is None:
        return None
    left, right = occasion.left, occasion.right
    evidence = (("f' left", t.rational(left)), ("f' right", t.rational(right)))
    test = Test.FIRST_DERIVATIVE
    if occasion.left_slope is not None and occasion.right_slope is not None and occasion.left_slope != occasion.right_slope:
        test, evidence = Test.ONE_SIDED_SLOPES, (("f' left", occasion.left_slope), ("f' right", occasion.right_slope))
    if left <= 0 <= right and (left, right) != (0, 0):
        return Verdict(Classification.LOCAL_MINIMUM, left < 0 < right, test, evidence)
    if left >= 0 >= right and (left, right) != (0, 0):
        return Verdict(Classification.LOCAL_MAXIMUM, left > 0 > right, test, evidence)
    kind = Classification.CONSTANT if left == right == 0 else Classification.SADDLE
    return Verdict(kind, None, test, evidence)


def one_sided_values_test(occasion: Occasion) -> Verdict | None:
    """At a jump: f(a) against the one-sided limits of f; an equal limit is judged by the sign of f' on that side."""
    if occasion.continuous or occasion.value is None:
        return None
    sides = []
    for bound, slope, direction in ((occasion.value_left, occasion.left, -1), (occasion.value_right, occasion.right, 1)):
        if bound is None:
            return None
        order = compare(bound, occasion.value)
        if order is None or (order == 0 and slope is None):
            return None
        sides.append(order if order else direction * (slope or 0))
    evidence = tuple((name, v) for name, v in (("f left", occasion.value_left), ("f right", occasion.value_right)) if v is not None)
    return _from_sides(sides[0], sides[1], Test.ONE_SIDED_VALUES, evidence)


def endpoint_test(occasion: Occasion) -> Verdict | None:
    """One-sided: is f beside the end above or below f(a)? The missing side is None."""
    for bound, slope, direction in ((occasion.value_right, occasion.right, 1), (occasion.value_left, occasion.left, -1)):
        if bound is None:
            continue
        order = 0 if occasion.continuous else compare(bound, occasion.value) if occasion.value is not None else None
        if order is None or (order == 0 and slope is None):
            return None
        side = order if order else direction * (slope or 0)
        return _from_sides(side, side, Test.ONE_SIDED_VALUES if order else Test.FIRST_DERIVATIVE, (("side", t.rational(side)),))
    return None


def _from_sides(left: int, right: int, test: Test, evidence: tuple[tuple[str, Expr], ...]) -> Verdict:
    """left, right: sign of f(x) - f(a) on each side."""
    if left == right == 0:
        return Verdict(Classification.CONSTANT, None, test, evidence)
    if left >= 0 and right >= 0:
        return Verdict(Classification.LOCAL_MINIMUM, left > 0 and right > 0, test, evidence)
    if left <= 0 and right <= 0:
        return Verdict(Classification.LOCAL_MAXIMUM, left < 0 and right < 0, test, evidence)
    return Verdict(Classification.NOT_EXTREMUM, None, test, evidence)


TESTS: tuple[Callable[[Occasion], Verdict | None], ...] = (
    second_derivative_test,  # what a textbook tries first; conclusive at non-degenerate points
    higher_derivative_test,  # where f'' vanishes but f is analytic
    first_derivative_test,  # the sign chart: any continuous point, corners and cusps included
    one_sided_values_test,  # jumps
)

UNDECIDED = Verdict(Classification.UNDECIDED, None, Test.NONE)


def classify(occasion: Occasion) -> Verdict:
    """The verdict of the first test that can tell; undecided should the sign chart contradict it (a self-check that never fails)."""
    verdict = next((found for test in TESTS if (found := test(occasion)) is not None), UNDECIDED)
    chart = first_derivative_test(occasion)
    return UNDECIDED if chart is not None and chart.kind is not verdict.kind else verdict


def classify_endpoint(occasion: Occasion) -> Verdict:
    """The one-sided verdict at an endpoint."""
    return endpoint_test(occasion) or UNDECIDED
