"""Evaluation of trees on balls: encloses the truth, is tight where it should be, and never hides an undefined part."""

from fractions import Fraction

import mpmath
import pytest
from flint import arb
from hypothesis import given, settings
from hypothesis import strategies as st

from calc_cli.balls.evaluate import compiled, evaluate
from calc_cli.balls.functions import METHODS
from calc_cli.balls.precision import ball, between_ends, ends, fraction, precision
from calc_cli.tree import (
    INFINITY,
    ONE,
    PI,
    TWO,
    Comparison,
    Constant,
    Expr,
    IsolatedRoot,
    Junction,
    Negation,
    Piecewise,
    Power,
    Product,
    Quotient,
    RootOf,
    Sum,
    Variable,
    add,
    call,
    multiply,
    power,
    rational,
    subtract,
)

X = Variable("x")

# name, lower, upper of the arguments tried, mpmath function
ONE_ARGUMENT = [
    ("exp", -60, 60, mpmath.exp),
    ("log", Fraction(1, 1000), 1000, mpmath.log),
    ("log10", Fraction(1, 1000), 1000, mpmath.log10),
    ("sqrt", Fraction(1, 1000), 1000, mpmath.sqrt),
    ("cbrt", -100, 100, lambda t: mpmath.sign(t) * mpmath.cbrt(abs(t))),
    ("abs", -10, 10, abs),
    ("sign", -10, 10, mpmath.sign),
    ("floor", -10, 10, mpmath.floor),
    ("ceil", -10, 10, mpmath.ceil),
    ("relu", -10, 10, lambda t: max(t, mpmath.mpf(0))),
    ("sigmoid", -60, 60, lambda t: 1 / (1 + mpmath.exp(-t))),
    ("softplus", -60, 60, lambda t: mpmath.log1p(mpmath.exp(t))),
    ("expm1", -30, 30, mpmath.expm1),
    ("log1p", Fraction(-99, 100), 100, mpmath.log1p),
    ("sin", -30, 30, mpmath.sin),
    ("cos", -30, 30, mpmath.cos),
    ("tan", -1, 1, mpmath.tan),
    ("cot", 1, 3, mpmath.cot),
    ("sec", -1, 1, mpmath.sec),
    ("csc", 1, 3, mpmath.csc),
    ("asin", -1, 1, mpmath.asin),
    ("acos", -1, 1, mpmath.acos),
    ("atan", -100, 100, mpmath.atan),
    ("sinh", -30, 30, mpmath.sinh),
    ("cosh", -30, 30, mpmath.cosh),
    ("tanh", -30, 30, mpmath.tanh),
    ("coth", Fraction(1, 10), 30, mpmath.coth),
    ("sech", -30, 30, mpmath.sech),
    ("csch", Fraction(1, 10), 30, mpmath.csch),
    ("asinh", -100, 100, mpmath.asinh),
    ("acosh", 1, 100, mpmath.acosh),
    ("atanh", Fraction(-99, 100), Fraction(99, 100), mpmath.atanh),
    ("erf", -5, 5, mpmath.erf),
    ("erfc", -5, 5, mpmath.erfc),
    ("gamma", Fraction(1, 10), 20, mpmath.gamma),
    ("gamma", Fraction(-9, 10), Fraction(-1, 10), mpmath.gamma),
    ("lgamma", Fraction(1, 10), 50, mpmath.loggamma),
    ("digamma", Fraction(1, 10), 50, mpmath.digamma),
    ("digamma", Fraction(-9, 10), Fraction(-1, 10), mpmath.digamma),
    ("trigamma", Fraction(1, 10), 50, lambda t: mpmath.psi(1, t)),
    ("lambertw", Fraction(-36, 100), 100, mpmath.lambertw),
    ("airyai", -8, 8, mpmath.airyai),
    ("airybi", -8, 4, mpmath.airybi),
    ("Ei", Fraction(1, 10), 20, mpmath.ei),
    ("Ei", -20, Fraction(-1, 10), mpmath.ei),
    ("li", Fraction(11, 10), 50, mpmath.li),
    ("Si", -30, 30, mpmath.si),
    ("Ci", Fraction(1, 10), 30, mpmath.ci),
    ("fresnels", -4, 4, mpmath.fresnels),
    ("fresnelc", -4, 4, mpmath.fresnelc),
]


def exact_fraction(value: mpmath.mpf) -> Fraction:
    sign, mantissa, exponent, _ = mpmath.mpf(mpmath.re(value))._mpf_
    return (-1) ** sign * Fraction(int(mantissa)) * Fraction(2) ** int(exponent)


def encloses(enclosure: arb, truth: Fraction) -> bool:
    """Is the 60-digit truth within the ball, up to its own last digits?"""
    lower, upper = ends(enclosure)
    slack = abs(truth) / 10**55 + Fraction(1, 10**300)
    return lower - slack <= truth <= upper + slack


@pytest.mark.parametrize(("name", "lower", "upper", "oracle"), ONE_ARGUMENT)
@pytest.mark.parametrize("bits", [53, 160])
def test_points_and_intervals_enclose_mpmath(name, lower, upper, oracle, bits):
    tree = call(name, X)
    points = [lower + (upper - lower) * Fraction(k, 16) for k in range(17)]
    with mpmath.workdps(60):
        truths = [exact_fraction(oracle(mpmath.mpf(p.numerator) / p.denominator)) for p in map(Fraction, points)]
    for point, truth in zip(points, truths, strict=True):
        value = evaluate(tree, {"x": ball(Fraction(point))}, bits)
        if value.is_finite():
            assert encloses(value, truth), (name, point)
        else:
            assert point in (lower, upper)
    for i in range(0, 16, 3):
        for j in range(i + 1, 17, 4):
            value = evaluate(tree, {"x": between_ends(Fraction(points[i]), Fraction(points[j]))}, bits)
            if value.is_finite():
                assert all(encloses(value, truth) for truth in truths[i : j + 1]), (name, i, j)
            else:
                assert i == 0 or j == 16, (name, i, j)


TWO_ARGUMENTS = [
    ("besselj", 0, -20, 20, mpmath.besselj),
    ("besselj", 1, -20, 20, mpmath.besselj),
    ("besselj", 3, -20, 20, mpmath.besselj),
    ("bessely", 0, 1, 20, mpmath.bessely),
    ("bessely", 2, 1, 20, mpmath.bessely),
    ("besseli", 0, -9, 9, mpmath.besseli),
    ("besseli", 1, -9, 9, mpmath.besseli),
    ("besseli", 2, -9, 9, mpmath.besseli),
    ("besselk", 1, 1, 9, mpmath.besselk),
    ("polygamma", 2, 1, 9, mpmath.psi),
]


@pytest.mark.parametrize(("name", "order", "lower", "upper", "oracle"), TWO_ARGUMENTS)
def test_bessel_and_polygamma_enclose_mpmath(name, order, lower, upper, oracle):
    function = compiled(call(name, rational(order), X), ("x",))
    points = [Fraction(lower) + (upper - lower) * Fraction(k, 12) for k in range(13)]
    with mpmath.workdps(60):
        truths = [exact_fraction(oracle(order, mpmath.mpf(p.numerator) / p.denominator)) for p in points]
    for i in range(12):
        for j in (i, i + 1, min(i + 4, 12)):
            value = function(between_ends(points[i], points[j]))
            assert value.is_finite()
            assert all(encloses(value, truth) for truth in truths[i : j + 1])


TIGHT = [
    (power(X, 2), -1, 1, 0, 1),
    (power(X, 3), Fraction(-1, 2), Fraction(3, 2), Fraction(-1, 8), Fraction(27, 8)),
    (power(X, 4), -2, 1, 0, 16),
    (power(X, Fraction(1, 3)), -8, 27, -2, 3),
    (power(X, Fraction(2, 3)), -8, 27, 0, 9),
    (call("abs", X), -2, 1, 0, 2),
    (call("cosh", X), -1, 0, 1, Fraction(15431, 10000)),
    (call("exp", X), 0, 20, 1, 485165196),
    (call("tanh", X), -1, 20, Fraction(-7616, 10000), 1),
    (call("sigmoid", X), -20, 20, 0, 1),
    (call("gamma", X), 1, 3, Fraction(8856, 10000), 2),
    (call("max", X, rational(0)), -3, 2, 0, 2),
    (call("erf", X), -3, 3, -1, 1),
    (call("atan", X), -1000, 1000, Fraction(-157, 100), Fraction(157, 100)),
]


@pytest.mark.parametrize(("tree", "lower", "upper", "least", "most"), TIGHT)
def test_wide_intervals_are_tight(tree, lower, upper, least, most):
    low, high = ends(evaluate(tree, {"x": between_ends(Fraction(lower), Fraction(upper))}))
    room = Fraction(most - least) / 1000
    assert least - room <= low
    assert high <= most + room


@pytest.mark.parametrize("tree", [power(X, 2), power(X, 4), call("abs", X), power(X, Fraction(2, 3)), call("relu", X)])
def test_a_value_that_is_never_negative_keeps_its_lower_end(tree):
    assert evaluate(tree, {"x": arb(0, 1)}) >= 0
    assert evaluate(call("sqrt", tree), {"x": arb(0, 1)}).is_finite()


UNDEFINED = [
    call("log", X),
    call("sqrt", X),
    Quotient(ONE, X),
    power(X, -1),
    power(X, Fraction(1, 2)),
    Power(X, X),
    Power(X, PI),
    call("gamma", X),
    call("digamma", X),
    call("Ei", X),
    call("Ci", X),
    call("cot", X),
    call("csc", X),
    call("coth", X),
    call("csch", X),
    call("acosh", X),
    call("bessely", rational(0), X),
    call("tan", Product((X, rational(100)))),
    call("asin", Product((X, rational(100)))),
    call("lambertw", Product((X, rational(100)))),
]
HIDING = [
    lambda t: t,
    lambda t: call("atan", t),
    lambda t: call("max", t, ONE),
    lambda t: call("min", ONE, t),
    lambda t: call("sign", t),
    lambda t: call("sin", t),
    lambda t: call("tanh", t),
    lambda t: multiply(t, subtract(X, X)),
    lambda t: Quotient(ONE, t),
    lambda t: call("sigmoid", t),
    lambda t: call("abs", t),
    lambda t: Piecewise(((ONE, Comparison(t, "<", ONE)),), ONE),
    lambda t: Piecewise(((t, Comparison(X, "<", rational(0))),), ONE),
    lambda t: Piecewise(((ONE, Junction("or", (Comparison(t, "<", ONE), Comparison(ONE, "<", TWO)))),), ONE),
]


@pytest.mark.parametrize("tree", UNDEFINED)
@pytest.mark.parametrize("outer", range(len(HIDING)))
def test_nothing_hides_a_part_not_proved_defined(tree, outer):
    """Over [-1/8, 1/8] each inner function has a point where it is undefined."""
    assert not evaluate(HIDING[outer](tree), {"x": arb(0, 0.125)}).is_finite()


def test_every_method_passes_nan_on():
    for name, method in METHODS.items():
        for arguments in ((arb.nan(),), (arb(1), arb.nan()), (arb.nan(), arb(1))):
            try:
                value = method(*arguments)
            except TypeError:
                continue
            assert not value.is_finite(), name


def test_piecewise_decides_unites_and_orders():
    tree = Piecewise(((Negation(X), Comparison(X, "<", rational(0))), (power(X, 2), Comparison(X, "<=", ONE))), rational(7))
    assert evaluate(tree, {"x": arb(-3)}) == 3
    assert evaluate(tree, {"x": arb(1)}) == 1
    assert evaluate(tree, {"x": arb(2)}) == 7
    assert evaluate(tree, {"x": arb(1, 0.5)}).contains(7)
    assert evaluate(tree, {"x": arb(0, 0.5)}).contains(0.4)
    assert not evaluate(Piecewise(((ONE, Comparison(X, ">", rational(0))),), None), {"x": arb(0)}).is_finite()


def test_a_branch_not_taken_may_be_undefined():
    tree = Piecewise(((call("log", X), Comparison(X, ">", rational(0))),), ONE)
    assert evaluate(tree, {"x": arb(-1)}) == 1
    guarded = Junction("and", (Comparison(X, ">", rational(0)), Comparison(call("log", X), "<", ONE)))
    assert evaluate(Piecewise(((TWO, guarded),), ONE), {"x": arb(-1)}) == 1


@pytest.mark.parametrize("bits", [53, 128, 400])
def test_precision_is_honoured_and_restored(bits):
    before = arb(1) / 3
    value = evaluate(Quotient(ONE, rational(3)), {}, bits)
    assert value.rel_accuracy_bits() >= bits - 2
    assert (arb(1) / 3).rad() == before.rad()


def test_cancellation_needs_and_gets_precision():
    tiny = power(rational(10), -30)
    tree = add(call("exp", rational(50)), tiny, Negation(call("exp", rational(50))))
    assert evaluate(tree, {}, 53).contains(0)
    assert evaluate(tree, {}, 256) > 0


def test_huge_and_small_exponents():
    assert evaluate(call("sigmoid", X), {"x": arb(10) ** 15}).contains(1)
    assert evaluate(call("exp", Negation(power(X, 2))), {"x": arb(10) ** 5}) > 0
    assert evaluate(power(X, 1000001), {"x": arb(-1)}) == -1
    assert not evaluate(call("exp", call("exp", call("exp", call("exp", X)))), {"x": arb(10)}).is_finite()


def test_roots_and_constants():
    sqrt2 = RootOf((-2, 0, 1), 1)
    assert abs(evaluate(subtract(power(sqrt2, 2), TWO), {}, 300)) < arb(2) ** -290
    assert evaluate(RootOf((-2, 0, 1), 0), {}) < 0
    with pytest.raises(ValueError, match="no number 2"):
        evaluate(RootOf((-2, 0, 1), 2), {})
    assert not evaluate(INFINITY, {}).is_finite()
    assert evaluate(Constant("e"), {}, 200).overlaps(evaluate(call("exp", ONE), {}, 200))
    with pytest.raises(ValueError, match="variable x"):
        evaluate(X, {})
    with pytest.raises(ValueError, match="nosuch"):
        evaluate(call("nosuch", X), {"x": arb(1)})


ISOLATED = [
    (subtract(call("cos", X), X), 0, 1, lambda: mpmath.findroot(lambda t: mpmath.cos(t) - t, 0.7)),
    (call("log", X), 0, 5, lambda: mpmath.mpf(1)),
    (subtract(power(X, 3), TWO), 0, Fraction(5, 2), lambda: mpmath.cbrt(2)),
    (add(Quotient(ONE, X), call("log", X), rational(-5)), 1, 1000, lambda: mpmath.findroot(lambda t: 1 / t + mpmath.log(t) - 5, 147)),
    (X, -1, 1, lambda: mpmath.mpf(0)),
    (subtract(X, rational(Fraction(1, 3))), 0, 1, lambda: mpmath.mpf(1) / 3),
    (subtract(X, rational(Fraction(1, 10**40))), -1, 1, lambda: mpmath.mpf(10) ** -40),
    (call("sin", X), 3, Fraction(10, 3), lambda: mpmath.pi),
    (power(subtract(X, rational(Fraction(1, 7))), Fraction(1, 3)), -1, 1, lambda: mpmath.mpf(1) / 7),
]


@pytest.mark.parametrize(("tree", "lower", "upper", "truth"), ISOLATED)
def test_isolated_roots_refine_to_any_precision(tree, lower, upper, truth):
    node = IsolatedRoot(tree, "x", Fraction(lower), Fraction(upper))
    with mpmath.workdps(60):
        expected = exact_fraction(truth())
    for bits in (53, 150, 1000):
        value = evaluate(node, {}, bits)
        assert encloses(value, expected) or abs(fraction(value.mid()) - expected) < Fraction(1, 10**50)
        with precision(bits):
            assert value.rad() <= (abs(value) + 1) * arb(2) ** (4 - bits)


RATIONALS = st.fractions(min_value=-20, max_value=20, max_denominator=64)


def trees() -> st.SearchStrategy[Expr]:
    leaves = st.one_of(st.just(X), RATIONALS.map(rational), st.just(PI))
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.tuples(inner, inner).map(lambda p: Sum(p)),
            st.tuples(inner, inner).map(lambda p: Product(p)),
            st.tuples(inner, inner).map(lambda p: Quotient(*p)),
            inner.map(Negation),
            st.tuples(inner, st.integers(-3, 5)).map(lambda p: Power(p[0], rational(p[1]))),
            st.tuples(st.sampled_from(["sin", "cos", "atan", "tanh", "abs", "exp", "sigmoid", "cbrt"]), inner).map(
                lambda p: call("atan", p[1]) if p[0] == "exp" else call(*p)
            ),
        ),
        max_leaves=8,
    )


@settings(max_examples=60, deadline=None)
@given(tree=trees(), middle=RATIONALS, radius=st.fractions(min_value=0, max_value=3, max_denominator=32))
def test_intervals_enclose_the_values_at_their_points(tree, middle, radius):
    wide = evaluate(tree, {"x": between_ends(middle - radius, middle + radius)})
    if not wide.is_finite():
        return
    for k in (-1, Fraction(-1, 3), 0, Fraction(1, 2), 1):
        value = evaluate(tree, {"x": ball(middle + k * radius)}, 200)
        assert value.is_finite()
        assert wide.overlaps(value)


def test_a_root_next_to_an_end_where_the_function_is_too_large_to_be_held():
    tree = subtract(call("exp", call("exp", Quotient(ONE, X))), rational(100))
    value = evaluate(IsolatedRoot(tree, "x", Fraction(0), Fraction(1000)), {}, 100)
    with mpmath.workdps(40):
        expected = exact_fraction(1 / mpmath.log(mpmath.log(100)))
    assert abs(fraction(value.mid()) - expected) < Fraction(1, 10**28)
