"""Roots between those of the derivative, beside FLINT's isolation of all complex roots."""

from random import Random

import pytest
from flint import arb, fmpz_poly
from hypothesis import given, settings
from hypothesis import strategies as st

from calc_cli.balls.isolation import isolated_between
from calc_cli.balls.precision import precision
from calc_cli.symbolic.algebraic import coefficients_of

LARGE = 10**200


def real_roots(polynomial):
    with precision(300):
        found = [root.real for root, _ in polynomial.complex_roots() if root.imag.is_zero()]
    return sorted(found, key=arb.mid)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.integers(-12, 12) | st.integers(-(10**12), 10**12), min_size=4, max_size=11))
def test_all_roots_one_in_each_ball(coefficients):
    p = fmpz_poly([*coefficients, 3])
    slope = p.derivative()
    if p.gcd(slope).degree() or slope.gcd(slope.derivative()).degree():
        return
    found = isolated_between(coefficients_of(p), real_roots(slope))
    if found is None:
        return
    expected = real_roots(p)
    assert len(found) == len(expected)
    for ball, root in zip(found, expected, strict=True):
        assert ball.overlaps(root)
        assert ball.rel_accuracy_bits() >= 40


def test_random_polynomials_are_not_given_up():
    chance, given_up, tried = Random(4), 0, 0
    for _ in range(300):
        p = fmpz_poly([chance.randint(-9, 9) for _ in range(chance.randint(3, 8))] + [2])
        slope = p.derivative()
        if p.gcd(slope).degree() == 0 and slope.gcd(slope.derivative()).degree() == 0 and p[0]:
            tried += 1
            given_up += isolated_between(coefficients_of(p), real_roots(slope)) is None
    assert tried > 200
    assert given_up <= 2


@pytest.mark.parametrize(
    ("coefficients", "reason"),
    [
        ([1, -2, 1], "a double root"),
        ([0, 0, -1, 1], "a double root at 0"),
        ([LARGE**2, 0, -LARGE, 1], "coefficients that no double holds"),
    ],
)
def test_what_doubles_do_not_tell_apart_is_not_answered(coefficients, reason):
    p = fmpz_poly(coefficients)
    factors = p.derivative().factor()[1]
    turning = sorted((root for factor, _ in factors for root in real_roots(factor)), key=arb.mid)
    assert isolated_between(coefficients_of(p), turning) is None, reason


@pytest.mark.parametrize("apart", [3, 10**3, 10**6, 10**9, 10**15, 10**30])
@pytest.mark.parametrize("shift", [0, 1])
def test_two_roots_that_are_close(apart, shift):
    """(apart² y² - 2)(y - 3) for y = x - shift."""
    y = fmpz_poly([-shift, 1])
    p = (y * y * apart**2 - 2) * (y - 3)
    found = isolated_between(coefficients_of(p), real_roots(p.derivative()))
    if found is not None:
        assert [ball.overlaps(root) for ball, root in zip(found, real_roots(p), strict=True)] == [True] * 3


def test_turning_points_that_are_hardly_known_are_no_help():
    assert isolated_between((-2, 0, 1), [arb(0, 2)]) is None


def test_no_real_root():
    assert isolated_between((5, 0, 1, 0, 1), [arb(0)]) == ()


def test_wrong_turning_points_prove_nothing_false():
    """Every ball holds a root even then; only the count rests on the turning points."""
    p = fmpz_poly([-6, 11, -6, 1])
    for ball in isolated_between(coefficients_of(p), [arb(1.4), arb(2.6)]):
        assert any(ball.contains(k) for k in (1, 2, 3))
