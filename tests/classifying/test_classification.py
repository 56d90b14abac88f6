"""Each test of classification on hand-made occasions, and the order in which they are tried."""

from __future__ import annotations

import pytest

from calc_cli import tree as t
from calc_cli.calculus import derive
from calc_cli.classifying import Occasion, classify, classify_endpoint
from calc_cli.classifying.tests import TESTS
from calc_cli.language import parse_expression
from calc_cli.model import Classification, Test

MINIMUM, MAXIMUM = Classification.LOCAL_MINIMUM, Classification.LOCAL_MAXIMUM
SADDLE, OTHER, UNDECIDED = Classification.SADDLE, Classification.NOT_EXTREMUM, Classification.UNDECIDED


def smooth(text: str, at: str, left: int | None, right: int | None) -> Occasion:
    """A stationary point of an analytic function with the signs of f' beside it."""
    tree = parse_expression(text)
    second = derive(derive(tree, "x").result, "x").result
    return Occasion("x", parse_expression(at), left, right, tree, second)


STATIONARY = [
    # function, point, signs of f' left and right, verdict, test, strict
    ("x^2", "0", -1, 1, MINIMUM, Test.SECOND_DERIVATIVE, True),
    ("-x^2", "0", 1, -1, MAXIMUM, Test.SECOND_DERIVATIVE, True),
    ("x^3-3*x", "-1", 1, -1, MAXIMUM, Test.SECOND_DERIVATIVE, True),
    ("x^4", "0", -1, 1, MINIMUM, Test.HIGHER_DERIVATIVE, True),
    ("-x^6", "0", 1, -1, MAXIMUM, Test.HIGHER_DERIVATIVE, True),
    ("x^3", "0", 1, 1, SADDLE, Test.HIGHER_DERIVATIVE, None),
    ("-x^5", "0", -1, -1, SADDLE, Test.HIGHER_DERIVATIVE, None),
    ("x^12", "0", -1, 1, MINIMUM, Test.FIRST_DERIVATIVE, True),
    ("sin(x)", "pi/2", 1, -1, MAXIMUM, Test.SECOND_DERIVATIVE, True),
    ("cos(x)-1+x^2/2", "0", -1, 1, MINIMUM, Test.HIGHER_DERIVATIVE, True),
    ("x*exp(-x)", "1", 1, -1, MAXIMUM, Test.SECOND_DERIVATIVE, True),
    ("(x-sqrt(2))^4", "sqrt(2)", -1, 1, MINIMUM, Test.HIGHER_DERIVATIVE, True),
    ("x-sin(x)", "0", 1, 1, SADDLE, Test.HIGHER_DERIVATIVE, None),
    ("x^2", "0", None, None, MINIMUM, Test.SECOND_DERIVATIVE, True),
]


@pytest.mark.parametrize(("text", "at", "left", "right", "kind", "test", "strict"), STATIONARY)
def test_a_stationary_point(
    text: str, at: str, left: int | None, right: int | None, kind: Classification, test: Test, strict: bool | None
) -> None:
    verdict = classify(smooth(text, at, left, right))
    assert (verdict.kind, verdict.test, verdict.strict) == (kind, test, strict)


@pytest.mark.parametrize(("left", "right"), [(1, -1), (1, 1), (-1, -1)])
def test_a_sign_chart_that_contradicts_leaves_the_point_undecided(left: int, right: int) -> None:
    assert classify(smooth("x^2", "0", left, right)).kind is UNDECIDED


JOINTS = [
    # signs left and right, one-sided slopes, verdict, strict
    (-1, 1, "-1", "1", MINIMUM, True),
    (1, -1, "1", "-1", MAXIMUM, True),
    (1, 1, "1", "2", SADDLE, None),
    (0, 1, "0", "1", MINIMUM, False),
    (-1, 0, "-1", "0", MINIMUM, False),
    (0, -1, "0", "-1", MAXIMUM, False),
    (-1, 1, "-oo", "oo", MINIMUM, True),
    (1, 1, "oo", "oo", SADDLE, None),
    (0, 0, "0", "0", Classification.CONSTANT, None),
]


@pytest.mark.parametrize(("left", "right", "slope_left", "slope_right", "kind", "strict"), JOINTS)
def test_a_joint_by_its_slopes(left: int, right: int, slope_left: str, slope_right: str, kind: Classification, strict: bool | None) -> None:
    slopes = {"left_slope": constant(slope_left), "right_slope": constant(slope_right)}
    verdict = classify(Occasion("x", t.ZERO, left, right, value=t.ZERO, **slopes))
    assert (verdict.kind, verdict.strict) == (kind, strict)


def constant(text: str) -> t.Expr:
    return {"oo": t.INFINITY, "-oo": t.MINUS_INFINITY}.get(text) or parse_expression(text)


def test_an_unknown_sign_decides_nothing() -> None:
    assert classify(Occasion("x", t.ZERO, None, 1, value=t.ZERO)).kind is UNDECIDED


JUMPS = [
    # value, limit left, limit right, signs of f' left and right, verdict, strict
    ("0", "1", "1", 1, 1, MINIMUM, True),
    ("0", "-1", "-1", 1, 1, MAXIMUM, True),
    ("0", "-1", "1", 1, 1, OTHER, None),
    ("0", "0", "1", -1, 1, MINIMUM, True),
    ("0", "0", "1", 1, 1, OTHER, None),
    ("0", "0", "1", 0, 1, MINIMUM, False),
    ("0", "-1", "0", 0, 0, MAXIMUM, False),
    ("0", "oo", "oo", 1, -1, MINIMUM, True),
    ("0", "-oo", "oo", -1, -1, OTHER, None),
]


@pytest.mark.parametrize(("value", "left", "right", "sign_left", "sign_right", "kind", "strict"), JUMPS)
def test_a_jump_by_its_one_sided_values(
    value: str, left: str, right: str, sign_left: int, sign_right: int, kind: Classification, strict: bool | None
) -> None:
    occasion = Occasion(
        "x", t.ZERO, sign_left, sign_right, continuous=False, value=constant(value), value_left=constant(left), value_right=constant(right)
    )
    verdict = classify(occasion)
    assert (verdict.kind, verdict.strict) == (kind, strict)


ENDS = [
    # sign of f' inside, side on which the domain lies, verdict
    (1, "right", MINIMUM),
    (-1, "right", MAXIMUM),
    (1, "left", MAXIMUM),
    (-1, "left", MINIMUM),
    (0, "left", Classification.CONSTANT),
    (None, "left", UNDECIDED),
]


@pytest.mark.parametrize(("sign", "side", "kind"), ENDS)
def test_an_endpoint_one_sidedly(sign: int | None, side: str, kind: Classification) -> None:
    left, right = (sign, None) if side == "left" else (None, sign)
    limits = {f"value_{side}": t.ONE}
    verdict = classify_endpoint(Occasion("x", t.ZERO, left, right, value=t.ONE, **limits))
    assert verdict.kind is kind


def test_an_endpoint_with_a_jump_is_judged_by_its_limit() -> None:
    verdict = classify_endpoint(Occasion("x", t.ZERO, None, 1, continuous=False, value=t.ONE, value_right=t.ZERO))
    assert verdict.kind is MAXIMUM


def test_every_test_is_exercised_here() -> None:
    names = {test.__name__ for test in TESTS}
    assert names == {"second_derivative_test", "higher_derivative_test", "first_derivative_test", "one_sided_values_test"}
