"""The contract of the search, attacked: every zero lies in an isolating interval or in an undecided one."""

from fractions import Fraction

import mpmath
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from calc_cli.balls.isolate import isolate_zeros, merged, refine
from calc_cli.model import StopReason
from calc_cli.tree import (
    ONE,
    PI,
    TWO,
    Expr,
    Quotient,
    Variable,
    add,
    call,
    divide,
    multiply,
    negate,
    power,
    rational,
    subtract,
)

X = Variable("x")


def search(function: Expr, derivative: Expr, lower, upper, **limits):
    return isolate_zeros(function, derivative, "x", Fraction(lower), Fraction(upper), **limits)


def covers(result, zero: Fraction) -> bool:
    return any(low < zero < high for low, high in result.isolated) or any(low <= zero <= high for low, high in result.undecided)


def bessel(order: int) -> Expr:
    return call("besselj", rational(order), X)


MIGNOTTE = subtract(power(X, 20), multiply(TWO, power(subtract(multiply(rational(50), X), ONE), 2)))
MIGNOTTE_SLOPE = subtract(multiply(rational(20), power(X, 19)), multiply(rational(200), subtract(multiply(rational(50), X), ONE)))
SHIFTED_ROOT = call("sqrt", subtract(X, ONE))
CANCELLING = add(call("exp", rational(50)), X, negate(call("exp", rational(50))), negate(power(rational(10), -20)))

COUNTS = [
    (call("sin", X), call("cos", X), 1, 100, 31),
    (negate(bessel(1)), divide(subtract(bessel(2), bessel(0)), TWO), 0, 100, 31),
    (MIGNOTTE, MIGNOTTE_SLOPE, -10, 10, 4),
    (CANCELLING, ONE, -1, 1, 1),
    (X, ONE, -1, 1, 1),
    (X, ONE, 0, 1, 0),
    (X, ONE, -1, 0, 0),
    (power(X, 2), multiply(TWO, X), 0, 1, 0),
    (subtract(X, call("sin", X)), subtract(ONE, call("cos", X)), 0, 20, 0),
    (subtract(multiply(X, call("cos", X)), call("sin", X)), negate(multiply(X, call("sin", X))), 0, 20, 5),
    (subtract(X, rational(Fraction(1, 3))), ONE, 0, 1, 1),
    (subtract(call("exp", X), multiply(rational(3), power(X, 2))), subtract(call("exp", X), multiply(rational(6), X)), -1000, 1000, 3),
    (subtract(SHIFTED_ROOT, rational(Fraction(1, 2))), divide(ONE, multiply(TWO, SHIFTED_ROOT)), 1, 9, 1),
    (subtract(call("cbrt", X), rational(Fraction(1, 2))), divide(ONE, multiply(rational(3), power(call("cbrt", X), 2))), 0, 9, 1),
    (subtract(call("exp", X), power(rational(10), 30)), call("exp", X), 0, 1000, 1),
    (subtract(call("tanh", X), rational(Fraction(999999999999, 10**12))), power(call("sech", X), 2), 0, 1000, 1),
    (add(power(X, 2), power(rational(10), -60)), multiply(TWO, X), -1, 1, 0),
]


@pytest.mark.parametrize(("function", "derivative", "lower", "upper", "count"), COUNTS)
def test_all_zeros_are_found_and_no_others(function, derivative, lower, upper, count):
    result = search(function, derivative, lower, upper)
    assert result.undecided == ()
    assert result.stopped is StopReason.FINISHED
    assert len(result.isolated) == count
    assert all(lower <= low < high <= upper for low, high in result.isolated)


def test_isolated_intervals_hold_the_bessel_zeros():
    result = search(bessel(0), negate(bessel(1)), 0, 60)
    zeros = [Fraction(str(mpmath.besseljzero(0, k))) for k in range(1, 20)]
    assert len(result.isolated) == len(zeros)
    assert all(low < zero < high for (low, high), zero in zip(result.isolated, zeros, strict=True))


SQRT2 = call("sqrt", TWO)
ROOT2 = "1.4142135623730950488016887242096980785696718753769480731766797379907324784621070388503875343276415727"
UNDECIDABLE = [
    (power(subtract(X, SQRT2), 2), multiply(TWO, subtract(X, SQRT2)), ROOT2),
    (power(subtract(X, SQRT2), 3), multiply(rational(3), power(subtract(X, SQRT2), 2)), ROOT2),
    (power(X, 10), multiply(rational(10), power(X, 9)), "0"),
    (subtract(call("cos", X), ONE), negate(call("sin", X)), "0"),
]


@pytest.mark.parametrize(("function", "derivative", "zero"), UNDECIDABLE)
def test_a_multiple_zero_is_left_as_one_narrow_cluster(function, derivative, zero):
    result = search(function, derivative, -3, 4)
    assert result.isolated == ()
    assert result.stopped is StopReason.PRECISION
    ((low, high),) = result.undecided
    assert low <= Fraction(zero) <= high
    assert high - low < Fraction(1, 10**20)


def test_a_singular_end_is_reported_and_the_rest_is_complete():
    result = search(call("log", X), Quotient(ONE, X), 0, 10)
    ((low, high),) = result.undecided
    assert low == 0
    assert high < Fraction(1, 10**12)
    assert len(result.isolated) == 1


def test_a_stretch_where_the_function_is_undefined_is_undecided():
    result = search(call("log", subtract(X, ONE)), Quotient(ONE, subtract(X, ONE)), 0, 4)
    assert covers(result, Fraction(2))
    assert covers(result, Fraction(1, 2))
    assert covers(result, Fraction(1, 1000))


def test_a_zero_at_a_rational_end_that_is_no_dyadic_is_not_dropped():
    result = search(subtract(X, rational(Fraction(1, 3))), ONE, Fraction(1, 3), Fraction(2, 3))
    assert result.isolated == ()
    assert covers(result, Fraction(1, 3))


@pytest.mark.parametrize(("limits", "reason"), [({"max_boxes": 40}, StopReason.BOXES), ({"budget_seconds": 0.0}, StopReason.TIME)])
def test_a_spent_budget_leaves_the_rest_undecided(limits, reason):
    result = search(call("sin", multiply(rational(50), X)), multiply(rational(50), call("cos", multiply(rational(50), X))), 1, 20, **limits)
    assert result.stopped is reason
    with mpmath.workdps(30):
        zeros = [Fraction(str(mpmath.pi * k / 50)) for k in range(16, 318)]
    assert all(covers(result, zero) for zero in zeros)


def test_clusters_join_unless_an_isolated_zero_lies_between():
    spans = [(Fraction(0), Fraction(2)), (Fraction(3), Fraction(5)), (Fraction(50), Fraction(51))]
    assert merged(spans) == ((0, 5), (50, 51))
    assert merged(spans, ((Fraction(2), Fraction(3)),)) == ((0, 2), (3, 5), (50, 51))
    assert merged([(Fraction(0), Fraction(1)), (Fraction(1), Fraction(2))]) == ((0, 2),)


def test_refine():
    low, high = refine(subtract(call("cos", X), X), "x", Fraction(0), Fraction(1), 40)
    with mpmath.workdps(60):
        truth = Fraction(str(mpmath.findroot(lambda t: mpmath.cos(t) - t, 0.7)))
    assert low < truth < high
    assert high - low <= Fraction(1, 10**40)


@settings(max_examples=40, deadline=None)
@given(
    zeros=st.lists(st.fractions(min_value=-4, max_value=4, max_denominator=64), min_size=1, max_size=6, unique=True),
    lower=st.fractions(min_value=-6, max_value=-5, max_denominator=9),
    upper=st.fractions(min_value=5, max_value=6, max_denominator=9),
)
def test_chosen_zeros_are_found_exactly(zeros, lower, upper):
    factors = [subtract(X, rational(zero)) for zero in zeros]
    slope = add(*(multiply(*(f for f in factors if f is not factor)) for factor in factors)) if len(zeros) > 1 else ONE
    factor = call("exp", negate(power(X, 2)))
    product = multiply(*factors)
    tree = multiply(product, factor)
    derivative = multiply(factor, subtract(slope, multiply(TWO, X, product)))
    result = search(tree, derivative, lower, upper)
    assert result.undecided == ()
    assert len(result.isolated) == len(zeros)
    for zero in zeros:
        assert sum(low < zero < high for low, high in result.isolated) == 1


@settings(max_examples=25, deadline=None)
@given(frequency=st.integers(1, 30), shift=st.fractions(min_value=-3, max_value=3, max_denominator=12))
def test_zeros_of_a_shifted_sine_are_counted(frequency, shift):
    assume(Fraction(frequency, 7) + shift != 0 and Fraction(22 * frequency, 7) + shift != 0)  # a zero at an end stays undecided
    angle = add(multiply(rational(frequency), X), rational(shift))
    result = search(call("sin", angle), multiply(rational(frequency), call("cos", angle)), Fraction(1, 7), Fraction(22, 7))
    with mpmath.workdps(40):
        start, stop = (frequency * mpmath.mpf(end) / 7 + mpmath.mpf(shift.numerator) / shift.denominator for end in (1, 22))
        expected = int(mpmath.floor(stop / mpmath.pi) - mpmath.ceil(start / mpmath.pi)) + 1
    assert result.undecided == ()
    assert len(result.isolated) == expected


@pytest.mark.parametrize("scale", [Fraction(1, 10**30), Fraction(10**30)])
def test_scale_does_not_matter(scale):
    argument = divide(X, rational(scale))
    result = search(call("sin", argument), divide(call("cos", argument), rational(scale)), scale, 20 * scale)
    assert (len(result.isolated), result.undecided) == (6, ())


def test_pi_as_a_zero():
    result = search(subtract(X, PI), ONE, 0, 10)
    assert len(result.isolated) == 1
    assert covers(result, Fraction(355, 113)) or covers(result, Fraction(314159265, 10**8))
