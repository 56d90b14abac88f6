"""Ball Taylor coefficients against mpmath's, and their honesty where a function is not analytic."""

from fractions import Fraction

import mpmath
import pytest
from flint import arb

from calc_cli.balls.evaluate import method_of
from calc_cli.balls.precision import ball, ends
from calc_cli.balls.taylor import taylor
from calc_cli.functions import TABLE
from calc_cli.tree import Comparison, Piecewise, Power, Quotient, Variable, add, call, multiply, power, rational, subtract

X = Variable("x")


def coefficients_by_mpmath(function, at, order):
    with mpmath.workdps(30):
        return [mpmath.mpf(c) for c in mpmath.taylor(function, mpmath.mpf(at.numerator) / at.denominator, order)]


CASES = [
    (call("exp", call("sin", X)), lambda t: mpmath.exp(mpmath.sin(t)), Fraction(5, 16)),
    (Quotient(call("log", X), add(X, power(X, 2))), lambda t: mpmath.log(t) / (t + t**2), Fraction(5, 4)),
    (Power(X, X), lambda t: t**t, Fraction(11, 8)),
    (power(X, Fraction(2, 3)), lambda t: mpmath.cbrt(t) ** 2, Fraction(3, 2)),
    (power(X, Fraction(1, 3)), lambda t: -mpmath.cbrt(-t), Fraction(-3, 2)),
    (call("root", X, rational(5)), lambda t: -mpmath.root(-t, 5), Fraction(-3, 2)),
    (power(subtract(X, rational(2)), -3), lambda t: (t - 2) ** -3, Fraction(1, 2)),
    (call("besselj", rational(2), multiply(rational(3), X)), lambda t: mpmath.besselj(2, 3 * t), Fraction(1, 2)),
    (call("besseli", rational(1), X), lambda t: mpmath.besseli(1, t), Fraction(1, 2)),
    (call("digamma", X), mpmath.digamma, Fraction(5, 2)),
    (call("polygamma", rational(2), X), lambda t: mpmath.psi(2, t), Fraction(5, 2)),
    (call("abs", X), abs, Fraction(-5, 2)),
    (call("erfinv", X), mpmath.erfinv, Fraction(1, 2)),
    (call("sinc", X), mpmath.sinc, Fraction(1, 2)),
    (call("max", X, power(X, 2)), lambda t: t, Fraction(1, 2)),
    (call("gelu", X), lambda t: t * (1 + mpmath.erf(t / mpmath.sqrt(2))) / 2, Fraction(1, 2)),
]
NAMES = ["sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "coth", "sech", "csch", "asin", "acos", "atan", "asinh", "atanh"]
NAMES += ["log10", "expm1", "log1p", "sqrt", "cbrt", "erf", "erfc", "erfi", "gamma", "factorial", "lambertw", "airyai", "airybi"]
NAMES += ["Ei", "li", "Si", "Ci", "Shi", "Chi", "fresnels", "fresnelc"]
CASES += [(call(name, X), getattr(mpmath, name.lower(), None), Fraction(3, 8)) for name in NAMES]


@pytest.mark.parametrize(("tree", "oracle", "at"), CASES)
def test_coefficients_enclose_mpmath(tree, oracle, at):
    found = taylor(tree, "x", ball(at), 5, 200)
    for k, (mine, theirs) in enumerate(zip(found, coefficients_by_mpmath(oracle, at, 5), strict=True)):
        assert mine.is_finite(), k
        assert abs(mpmath.mpf(mine.mid().str(40, radius=False)) - theirs) < mpmath.mpf(10) ** -9 * (1 + abs(theirs)), k
        assert mine.rad() < arb(2) ** -100


def test_bessel_functions_of_the_second_kind():
    """Their derivatives by the recurrences of the orders, since mpmath differentiates them slowly."""
    found = taylor(call("bessely", rational(0), X), "x", arb("2.5"), 2, 100)
    assert abs(float(found[1].mid()) + float(mpmath.bessely(1, 2.5))) < 1e-12
    assert abs(2 * float(found[2].mid()) - float(mpmath.bessely(2, 2.5) - mpmath.bessely(0, 2.5)) / 2) < 1e-12
    found = taylor(call("besselk", rational(1), X), "x", arb("2.5"), 1, 100)
    assert abs(float(found[1].mid()) + float(mpmath.besselk(0, 2.5) + mpmath.besselk(2, 2.5)) / 2) < 1e-12


def test_every_function_with_a_ball_method_has_a_series():
    for name, row in TABLE.items():
        if method_of(name) is None:
            continue
        count = (row.arity or (2,))[0]
        arguments = [rational(2)] * (count - 1)
        arguments = [X, *arguments] if name == "root" else [*arguments, X]
        assert len(taylor(call(name, *arguments), "x", arb("1.25"), 2)) == 3, name


NOT_ANALYTIC = [
    (call("abs", X), 0),
    (call("floor", X), 1),
    (call("sign", X), 0),
    (call("max", X, power(X, 2)), 1),
    (Quotient(rational(1), X), 0),
    (call("log", X), 0),
    (call("sqrt", X), 0),
    (power(X, Fraction(1, 3)), 0),
    (Piecewise(((X, Comparison(X, "<", rational(1))),), power(X, 2)), 1),
    (call("atan", Quotient(rational(1), X)), 0),
]


@pytest.mark.parametrize(("tree", "point"), NOT_ANALYTIC)
def test_no_coefficients_where_the_function_is_not_proved_analytic(tree, point):
    assert not any(c.is_finite() for c in taylor(tree, "x", arb(point), 3)[1:])
    assert not any(c.is_finite() for c in taylor(tree, "x", arb(point, 0.25), 3)[1:])


def test_the_order_of_a_zero_shows_in_exact_zeros():
    found = taylor(subtract(X, call("sin", X)), "x", arb(0), 3, 64)
    assert [c.is_zero() for c in found] == [True, True, True, False]
    lower, upper = ends(found[3])
    assert lower <= Fraction(1, 6) <= upper


def test_over_a_ball_every_coefficient_is_enclosed():
    found = taylor(call("exp", X), "x", arb(0, 0.5), 3)
    for point in (Fraction(-1, 2), Fraction(1, 3), Fraction(1, 2)):
        for k, c in enumerate(taylor(call("exp", X), "x", ball(point), 3, 100)):
            assert found[k].overlaps(c)
