"""Zeros beside ends where special functions are infinite: none is missed, and the lists are complete."""

from fractions import Fraction
from itertools import pairwise

import mpmath
import pytest

from calc_cli import balls
from calc_cli.language import parse_expression
from calc_cli.model import Equation, Interval, Truth
from calc_cli.solving import solve
from calc_cli.solving.singular_ends import beside, shifted
from calc_cli.tree import INFINITY, ONE, ZERO, rational, substitute
from tests.calculus.numeric_oracle import value

COMPLETE = [
    # function, interval: as many zeros as dense sampling by mpmath sees sign changes
    ("digamma(x)**2 - polygamma(1, x)", (-1, 0)),
    ("(digamma(x)**2 - polygamma(1, x))/gamma(x)", (0, 4)),
    ("gamma(x)*digamma(x) - 1", (0, 5)),
    ("lgamma(x) + x*digamma(x)", (0, 5)),
    ("bessely(0, x) + 1/2", (0, 3)),
    ("besselk(0, x) - x*besselk(1, x)", (0, 5)),
    ("besselk(1, x) - 100", (0, 5)),
    ("polygamma(2, x)", (-2, -1)),
    ("1 + x*digamma(x)", (-9, -8)),
    ("digamma(x)**2 - polygamma(1, x)", (-20, -19)),
    ("bessely(1, 3*x) + log(x)", (0, 1)),
    ("gamma(2*x - 1) - 3", (Fraction(1, 2), 3)),
]


def sign_changes(function, lower, upper, count=400):
    """How often the function changes its sign between sample points crowded towards the ends."""
    shares = [mpmath.mpf(2) ** -k for k in range(60, 1, -1)] + [mpmath.mpf(i) / count for i in range(count // 4, count)]
    shares += [1 - mpmath.mpf(2) ** -k for k in range(8, 60)]
    values = [function(lower + (upper - lower) * share) for share in sorted(set(shares))]
    return sum(a * b < 0 for a, b in pairwise(values))


@pytest.mark.parametrize(("text", "ends"), COMPLETE)
def test_lists_beside_singular_ends_are_complete(text, ends):
    interval = Interval(*(rational(end) for end in ends))
    found = solve(Equation(parse_expression(text), "x", interval))
    assert found.complete is Truth.TRUE
    assert not found.undecided
    with mpmath.workdps(30):
        low, high = (mpmath.mpf(Fraction(end).numerator) / Fraction(end).denominator for end in ends)
        assert len(found.roots) == sign_changes(lambda x: value(parse_expression(text), {"x": x}), low, high)


SHIFTED = [
    # function, interval, a point in it: the recurrences keep the values
    ("gamma(x)", (-3, -2), Fraction(-5, 2)),
    ("lgamma(x)", (0, 2), Fraction(1, 3)),
    ("digamma(x)*x", (-2, -1), Fraction(-4, 3)),
    ("polygamma(1, x) + polygamma(2, x)", (-4, -3), Fraction(-10, 3)),
    ("polygamma(0, 2*x)", (0, 1), Fraction(1, 7)),
    ("gamma(x - 9)", (0, 1), Fraction(1, 7)),
    ("digamma(x)", (-12, -11), Fraction(-57, 5)),
    ("polygamma(1, x) + x*polygamma(2, x) - polygamma(5, x)", (-7, -6), Fraction(-20, 3)),
]


@pytest.mark.parametrize(("text", "ends", "at"), SHIFTED)
def test_recurrences_keep_the_value(text, ends, at):
    function = parse_expression(text)
    moved = shifted(function, "x", Interval(*(rational(end) for end in ends)))
    assert moved is not None
    assert moved != function
    before, after = (balls.enclose(substitute(tree, {"x": rational(at)})) for tree in (function, moved))
    assert before.overlaps(after)
    assert after.rel_accuracy_bits() > 90


NEAR = [
    # function, end, side, radius, is it free of zeros there?
    ("bessely(0, x)", ZERO, 1, Fraction(1, 8), True),
    ("bessely(0, x) + 5", ZERO, 1, Fraction(1, 8), False),
    ("bessely(0, x) + 5", ZERO, 1, Fraction(1, 10**5), True),
    ("besselk(1, x) - 100", ZERO, 1, Fraction(1, 50), False),
    ("besselk(1, x) - 100", ZERO, 1, Fraction(1, 200), True),
    ("log(x) + besselk(0, x)", ZERO, 1, Fraction(1, 100), False),
    ("gamma(1 - x)", ONE, -1, Fraction(1, 8), True),
    ("sqrt(x)*log(x) + x", ZERO, 1, Fraction(1, 8), True),
]


@pytest.mark.parametrize(("text", "end", "side", "radius", "free"), NEAR)
def test_the_greatest_term_decides(text, end, side, radius, free):
    near = beside(parse_expression(text), "x", end, side)
    assert near is not None
    assert near.proves_no_zero(radius) is free


def test_terms_that_cancel_to_a_high_order_at_the_end():
    """d/dx (J_2(x)/x**2) = -J_3(x)/x**2, written with J_0 and J_1: its zeros are those of J_3."""
    function = parse_expression("((x**2 - 8)*besselj(1, x) + 4*x*besselj(0, x))/x**4")
    found = solve(Equation(function, "x", Interval(ZERO, rational(10))))
    assert found.complete is Truth.TRUE
    places = [float(balls.enclose(root.value).mid()) for root in found.roots]
    assert places == pytest.approx([float(mpmath.besseljzero(3, k)) for k in (1, 2)])


EXCEPTIONS = [
    # function, interval, its zeros
    ("(0 if x == 0 else (x*cos(x) - sin(x))/x**2)", (-6, 6), [-4.493409457909064, 0, 4.493409457909064]),
    ("sinc(x)**2 - (0 if x == 0 else (x*cos(x) - sin(x))/x**2)", (-4, 4), None),
    ("(1 if 2*x == 1 else 3) - x", (0, 4), [3]),
    ("(2 if x == 2 else 7) - x", (0, 8), [2, 7]),
    ("piecewise((cosh(x) - 1, x != 0))", (-2, 2), [0]),
]


@pytest.mark.parametrize(("text", "ends", "zeros"), EXCEPTIONS)
def test_functions_defined_otherwise_at_single_points(text, ends, zeros):
    found = solve(Equation(parse_expression(text), "x", Interval(*(rational(end) for end in ends))))
    assert found.complete is Truth.TRUE
    assert not found.undecided
    places = [float(balls.enclose(root.value).mid()) for root in found.roots]
    if zeros is None:
        inner = [mpmath.mpf(k) / 50 + mpmath.mpf("0.001") for k in range(-200, 200)]
        values = [(mpmath.sinc(x)) ** 2 - (x * mpmath.cos(x) - mpmath.sin(x)) / x**2 for x in inner]
        assert len(places) == sum(a * b < 0 for a, b in pairwise(values))
    else:
        assert places == pytest.approx(zeros)


FAR = [
    # functions on (0, oo)
    "digamma(x)**2 - polygamma(1, x)",
    "gamma(x)*digamma(x) - 1",
    "lgamma(x) - 5*log(x)",
    "digamma(2*x + 1) - sqrt(x)/4",
    "polygamma(1, x) - 1/(2*x)",
    "gamma(x) - x**3",
]


@pytest.mark.parametrize("text", FAR)
def test_nothing_is_lost_towards_infinity(text):
    found = solve(Equation(parse_expression(text), "x", Interval(ZERO, INFINITY)))
    assert found.complete is Truth.TRUE
    assert not found.undecided
    with mpmath.workdps(30):
        grid = [mpmath.mpf(2) ** ((k + mpmath.mpf(1) / 3) / 16) for k in range(-160, 160)]
        values = [value(parse_expression(text), {"x": x}) for x in grid]
    assert len(found.roots) == sum(a * b < 0 for a, b in pairwise(values))
