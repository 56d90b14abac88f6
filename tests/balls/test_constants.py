"""Signs, comparisons, floors and rationals between constants: certified or not given."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calc_cli.balls.constants import between, compare, enclose, floor_of, sign, simplest_between
from calc_cli.balls.precision import ends
from calc_cli.tree import (
    INFINITY,
    MINUS_INFINITY,
    ONE,
    PI,
    TWO,
    E,
    IsolatedRoot,
    RootOf,
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
ROOT_OF_COSINE = IsolatedRoot(subtract(call("cos", X), X), "x", Fraction(0), Fraction(1))
TINY = power(rational(10), -200)
SAME_BUT_NOT_SEEN = subtract(power(SQRT2, 2), TWO)

SIGNS = [
    (PI, 1),
    (subtract(PI, rational(Fraction(22, 7))), -1),
    (subtract(SQRT2, rational(Fraction(141421356237, 100000000000))), 1),
    (subtract(rational(3), multiply(ONE, rational(3))), 0),
    (add(call("exp", rational(50)), TINY, negate(call("exp", rational(50)))), 1),
    (negate(call("exp", rational(-5000))), -1),
    (subtract(ROOT_OF_COSINE, rational(Fraction(7390851332151607, 10**16))), -1),
    (subtract(call("sin", PI), rational(0)), None),
    (SAME_BUT_NOT_SEEN, None),
    (call("log", rational(-1)), None),
    (divide(ONE, SAME_BUT_NOT_SEEN), None),
    (call("log", ONE), 0),
    (INFINITY, 1),
    (MINUS_INFINITY, -1),
    (subtract(call("exp", multiply(PI, power(rational(163), Fraction(1, 2)))), rational(262537412640768744)), -1),
]


@pytest.mark.parametrize(("tree", "expected"), SIGNS)
def test_sign(tree, expected):
    assert sign(tree) == expected


COMPARISONS = [
    (E, PI, -1),
    (PI, PI, 0),
    (INFINITY, PI, 1),
    (MINUS_INFINITY, PI, -1),
    (PI, INFINITY, -1),
    (PI, MINUS_INFINITY, 1),
    (MINUS_INFINITY, INFINITY, -1),
    (INFINITY, INFINITY, 0),
    (rational(Fraction(1, 2)), divide(TWO, rational(4)), 0),
    (SQRT2, RootOf((-2, 0, 1), 1), None),
    (RootOf((-2, 0, 1), 0), RootOf((-2, 0, 1), 1), -1),
    (call("log", rational(-1)), ONE, None),
]


@pytest.mark.parametrize(("a", "b", "expected"), COMPARISONS)
def test_compare(a, b, expected):
    assert compare(a, b) == expected
    assert compare(b, a) == (None if expected is None else -expected)


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        (PI, 3),
        (negate(PI), -4),
        (rational(5), 5),
        (rational(Fraction(-1, 2)), -1),
        (power(SQRT2, 2), None),
        (multiply(PI, power(rational(10), 30)), 3141592653589793238462643383279),
    ],
)
def test_floor(tree, expected):
    assert floor_of(tree) == expected


BETWEEN = [
    (E, PI, 3),
    (MINUS_INFINITY, INFINITY, 0),
    (PI, INFINITY, 4),
    (negate(PI), INFINITY, 0),
    (rational(2), INFINITY, 3),
    (MINUS_INFINITY, rational(2), 0),
    (MINUS_INFINITY, rational(-2), -3),
    (rational(0), ONE, Fraction(1, 2)),
    (rational(-1), ONE, 0),
    (ONE, TWO, Fraction(3, 2)),
    (rational(Fraction(1, 3)), rational(Fraction(1, 2)), Fraction(2, 5)),
    (negate(ONE), rational(0), Fraction(-1, 2)),
    (SQRT2, rational(Fraction(3, 2)), Fraction(10, 7)),
]


@pytest.mark.parametrize(("a", "b", "expected"), BETWEEN)
def test_between(a, b, expected):
    assert between(a, b) == expected


def test_between_two_very_near_constants():
    other = add(PI, power(rational(10), -100))
    found = rational(between(PI, other))
    assert compare(PI, found) == compare(found, other) == -1


def test_between_asks_for_order():
    with pytest.raises(ValueError, match="order"):
        between(PI, E)
    with pytest.raises(ValueError, match="order"):
        between(SQRT2, RootOf((-2, 0, 1), 1))


@settings(max_examples=80, deadline=None)
@given(st.fractions(max_denominator=60), st.fractions(max_denominator=60))
def test_the_simplest_rational_lies_strictly_between_and_is_simplest(a, b):
    low, high = min(a, b), max(a, b)
    if low == high:
        return
    found = simplest_between(low, high)
    assert low < found < high
    for denominator in range(1, found.denominator):
        assert (low * denominator).__floor__() + 1 >= high * denominator


@pytest.mark.parametrize("bits", [40, 128, 700])
@pytest.mark.parametrize("tree", [PI, ROOT_OF_COSINE, SQRT2, call("exp", rational(-3000)), add(PI, negate(rational(Fraction(355, 113))))])
def test_enclosures_are_as_accurate_as_asked(tree, bits):
    assert enclose(tree, bits).rel_accuracy_bits() >= bits


def test_an_unseen_zero_is_enclosed_absolutely():
    lower, upper = ends(enclose(SAME_BUT_NOT_SEEN, 128))
    assert lower < 0 < upper
    assert upper - lower < Fraction(1, 2**128)
    assert not enclose(call("log", rational(-2))).is_finite()
    assert not enclose(INFINITY).is_finite()
