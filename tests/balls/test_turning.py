"""Zeros between turning points: exactly those that FLINT isolates, or no answer."""

import random
from itertools import pairwise
from math import isnan

import pytest
from flint import arb, fmpz_poly

from calc_cli.balls.precision import precision
from calc_cli.balls.roots import FIRST_BITS
from calc_cli.balls.turning import proposed_zero, zeros_between

CHANCE = random.Random(5)


def real_zeros(polynomial):
    with precision(100):
        found = [root.real for factor, _ in polynomial.factor()[1] for root, _ in factor.complex_roots() if root.imag.is_zero()]
    return sorted(found, key=arb.mid)


def assert_exactly_one_each(polynomial, balls):
    truth = real_zeros(polynomial)
    assert len(balls) == len(truth)
    assert all(left < right for left, right in pairwise(balls))
    for ball, zero in zip(balls, truth, strict=True):
        assert ball.contains(zero)
        assert ball.rel_accuracy_bits() >= FIRST_BITS


def random_polynomial(degree, size):
    return fmpz_poly([CHANCE.randint(-size, size) for _ in range(degree)] + [CHANCE.choice((-1, 1)) * CHANCE.randint(1, size)])


@pytest.mark.parametrize("size", [3, 10, 10**6, 10**40])
def test_random_polynomials(size):
    answered = 0
    for _ in range(150):
        polynomial = random_polynomial(CHANCE.randint(2, 9), size)
        balls = zeros_between(polynomial, real_zeros(polynomial.derivative()))
        if balls is not None:
            answered += 1
            assert_exactly_one_each(polynomial, balls)
    assert answered > 100


@pytest.mark.parametrize("apart", [3, 10**3, 10**6, 10**9, 10**15, 10**30])
def test_two_zeros_that_are_close(apart):
    """x² = 1/apart² beside a third zero: (apart² x² - 1)(x - 3), and shifted by 1."""
    for shift in (0, 1):
        x = fmpz_poly([-shift, 1])
        polynomial = (x * x * apart**2 - 2) * (x - 3)
        balls = zeros_between(polynomial, real_zeros(polynomial.derivative()))
        if balls is not None:
            assert_exactly_one_each(polynomial, balls)


@pytest.mark.parametrize("coefficients", [[0, 0, 1], [1, -2, 1], [0, 0, 0, 1], [4, 0, -4, 0, 1]])
def test_a_zero_at_a_turning_point_is_no_answer(coefficients):
    polynomial = fmpz_poly(coefficients)
    assert zeros_between(polynomial, real_zeros(polynomial.derivative())) is None


def test_what_no_float_holds_is_no_answer():
    assert zeros_between(fmpz_poly([-2, 0, 10**400]), [arb(0)]) is None
    huge = fmpz_poly([-(10**300), 0, 1])
    balls = zeros_between(huge, [arb(0)])
    assert balls is None or len(balls) == 2


def test_turning_points_that_are_hardly_known_are_no_answer():
    polynomial = fmpz_poly([-2, 0, 1])
    assert zeros_between(polynomial, [arb(0, 2)]) is None


def test_no_real_zero():
    assert zeros_between(fmpz_poly([1, 0, 1]), [arb(0)]) == ()
    assert zeros_between(fmpz_poly([5, 0, 1, 0, 1]), [arb(0)]) == ()


def test_newtons_method_that_does_not_arrive_ends():
    assert isnan(proposed_zero([0.0, 0.0], 0.0, 1.0, 1))
