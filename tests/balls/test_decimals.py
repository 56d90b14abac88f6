"""Decimal text of constants: bounds are bounds, digits are right, doubles are the nearest."""

import math
from fractions import Fraction

import mpmath
import pytest
from flint import arb
from hypothesis import given, settings
from hypothesis import strategies as st

from calc_cli.balls import decimals
from calc_cli.balls.decimals import decimal, decimal_of_units, decimal_text, nearest_double, number, number_within
from calc_cli.balls.precision import ends, precision
from calc_cli.tree import (
    INFINITY,
    MINUS_INFINITY,
    ONE,
    PI,
    TWO,
    IsolatedRoot,
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
SQRT2 = power(TWO, Fraction(1, 2))
DOTTIE = IsolatedRoot(subtract(call("cos", X), X), "x", Fraction(0), Fraction(1))

NUMBERS = [
    (divide(SQRT2, TWO), 0.7071067811865476, "0.70710678118654752440", "0.70710678118654752441"),
    (rational(5), 5.0, "5", "5"),
    (rational(-5), -5.0, "-5", "-5"),
    (rational(Fraction(1, 4)), 0.25, "0.25", "0.25"),
    (rational(Fraction(1, 3)), 1 / 3, "0.33333333333333333333", "0.33333333333333333334"),
    (rational(Fraction(-1, 3)), -1 / 3, "-0.33333333333333333334", "-0.33333333333333333333"),
    (rational(0), 0.0, "0", "0"),
    (negate(PI), -math.pi, "-3.1415926535897932385", "-3.1415926535897932384"),
    (rational(10**25), 1e25, "1e25", "1e25"),
    (rational(123456), 123456.0, "123456", "123456"),
    (rational(Fraction(1, 10**9)), 1e-9, "1e-9", "1e-9"),
    (power(rational(10), 400), None, "1e400", "1e400"),
    (call("exp", rational(1000)), None, "1.9700711140170469938e434", "1.9700711140170469939e434"),
    (call("exp", rational(-1000)), 0.0, "5.0759588975494567652e-435", "5.0759588975494567653e-435"),
    (DOTTIE, 0.7390851332151607, "0.73908513321516064165", "0.73908513321516064166"),
]


@pytest.mark.parametrize(("tree", "approx", "lower", "upper"), NUMBERS)
def test_number(tree, approx, lower, upper):
    found = number(tree)
    assert (found.approx, found.lower, found.upper) == (approx, lower, upper)
    assert found.tree == tree


@given(st.integers(-(2**120), 2**120), st.integers(-300, 200), st.integers(0, 2**30), st.integers(-80, 80))
def test_decimal_ends_lie_outside_the_ball(middle, exponent, radius, narrower):
    enclosure = arb((middle, exponent), (radius, exponent - narrower))
    found = number_within(PI, enclosure)
    low, high = ends(enclosure)
    assert Fraction(found.lower) <= low <= high <= Fraction(found.upper)
    if high - low < abs(low) / 10**24:
        assert Fraction(found.upper) - Fraction(found.lower) <= abs(low) * Fraction(3, 10**19)
        assert found.approx is None or low <= Fraction(found.approx) <= high or found.approx == pytest.approx(float(low), rel=1e-15)


@given(st.integers(-(2**110), 2**110), st.integers(-140, -60), st.integers(0, 2**10), st.sampled_from((0, 5, 20)))
def test_what_is_read_off_a_narrow_ball_is_what_decimal_ends_give(middle, exponent, radius, zeros):
    enclosure = arb(((middle >> zeros) << zeros, exponent), (radius, exponent - 8))
    found, (low, high) = decimals.of_narrow_ball(enclosure), ends(enclosure)
    if found is not None:
        double, lower, upper = found
        assert (lower, upper) == (decimal(low, 20, -1), decimal(high, 20, 1))
        assert double == nearest_double(low) == nearest_double(high)


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("value", ["0.3333333333333333333333333333", "29999999.9999999999992999999999", "1.41421356237309504880168872"])
def test_the_digits_of_a_narrow_ball_need_no_decimal_ends(sign, value):
    middle = sign * Fraction(value)
    with precision(128):
        enclosure = sign * arb(f"{value} +/- 1e-28")
    double, lower, upper = decimals.of_narrow_ball(enclosure)
    assert (double, lower, upper) == (nearest_double(middle), decimal(middle, 20, -1), decimal(middle, 20, 1))


@given(st.integers(), st.integers(-40, 40), st.integers(1, 25))
def test_units_are_rounded_down_up_and_to_the_nearest(units, exponent, digits):
    exact = Fraction(units) * Fraction(10) ** exponent
    down, near, up = (Fraction(decimal_of_units(units, exponent, digits, direction)) for direction in (-1, 0, 1))
    assert down <= exact <= up
    assert abs(near - exact) == min(exact - down, up - exact)


def test_exact_text_and_infinities():
    assert number(DOTTIE).exact is None
    assert number(rational(5)).exact == "5"
    assert number(INFINITY).exact == "oo"
    assert (number(MINUS_INFINITY).lower, number(MINUS_INFINITY).approx) == ("-oo", None)


def test_an_unseen_zero_or_integer_stays_between_its_bounds():
    unseen = number(subtract(power(SQRT2, 2), TWO))
    assert Fraction(unseen.lower) < 0 < Fraction(unseen.upper)
    assert math.copysign(1, unseen.approx) == 1
    assert Fraction(number(power(SQRT2, 2)).lower) <= 2 <= Fraction(number(power(SQRT2, 2)).upper)
    assert number(power(SQRT2, 2)).approx == 2.0
    assert decimal_text(subtract(power(SQRT2, 2), TWO), 5) == "0"
    assert decimal_text(power(SQRT2, 2), 5) == "2"


def test_undefined_constants_are_refused():
    with pytest.raises(ValueError, match="defined"):
        number(call("log", rational(-1)))


@pytest.mark.parametrize(
    ("tree", "digits", "text"),
    [
        (add(PI, ONE), 5, "4.1416"),
        (rational(Fraction(2, 3)), 5, "0.66667"),
        (rational(Fraction(-1, 8)), 2, "-0.13"),
        (rational(Fraction(9999999, 1000)), 4, "10000"),
        (multiply(PI, rational(10**6)), 5, "3141600"),
        (call("exp", rational(-30)), 5, "9.3576e-14"),
        (rational(12), 5, "12"),
        (INFINITY, 5, "oo"),
        (DOTTIE, 5, "0.73909"),
    ],
)
def test_decimal_text(tree, digits, text):
    assert decimal_text(tree, digits) == text


RATIONALS = st.builds(
    lambda a, b, k: Fraction(a, b) * Fraction(10) ** k, st.integers(-(10**9), 10**9), st.integers(1, 10**6), st.integers(-30, 30)
)


@settings(max_examples=300, deadline=None)
@given(RATIONALS, st.integers(1, 20))
def test_decimals_round_in_their_direction(value, digits):
    down, near, up = (Fraction(decimal(value, digits, d)) for d in (-1, 0, 1))
    assert down <= value <= up
    assert near in (down, up)
    assert abs(near - value) <= abs(value) / Fraction(10) ** (digits - 1) / 2
    assert up - down <= abs(value) / Fraction(10) ** (digits - 1)
    assert (down == up) == (Fraction(decimal(value, digits, -1)) == value)


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 10**6), st.sampled_from(["exp", "log", "sin", "atan"]))
def test_doubles_are_the_nearest(n, name):
    argument = Fraction(n, 10**4)
    with mpmath.workdps(60):
        truth = getattr(mpmath, name)(mpmath.mpf(argument.numerator) / argument.denominator)
        assert number(call(name, rational(argument))).approx == float(truth)


def test_negative_zero_is_never_given():
    assert math.copysign(1, nearest_double(Fraction(-1, 10**500))) == 1
