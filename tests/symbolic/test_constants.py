"""Exact constants: canonical short forms, proved signs and zero tests, values checked with mpmath to 40 digits."""

from fractions import Fraction

import mpmath
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from calc_cli import balls
from calc_cli.language import parse_expression
from calc_cli.model import Truth
from calc_cli.symbolic.constant_decisions import normal_form
from calc_cli.symbolic.constant_display import form_tree
from calc_cli.symbolic.constants import decide_equal, decide_zero, sign_of, simplify_constant
from calc_cli.symbolic.quadratic_field import quadratic_value
from calc_cli.tree import INFINITY, MINUS_INFINITY, PI, Call, E, Expr, Negation, Number, Power, Product, Quotient, RootOf, Sum, rational
from tests.symbolic.symbolic_oracles import mp_value, text

FORMS = [
    ("7/21 + 1", "4/3"),
    ("sqrt(8)", "2*sqrt(2)"),
    ("1/sqrt(2)", "sqrt(2)/2"),
    ("1/2 + sqrt(5)/2", "(1 + sqrt(5))/2"),
    ("(-1 - sqrt(5))/2", "-(1 + sqrt(5))/2"),
    ("1 + sqrt(7)/3", "1 + sqrt(7)/3"),
    ("e - 1", "e - 1"),
    ("1/(1 + sqrt(2) + sqrt(3))", "1/2 + sqrt(2)/4 - sqrt(6)/4"),
    ("1/(1 + 2^(1/3))", "(1 - 2**(1/3) + 2**(2/3))/3"),
    ("(7/9)^(3/2)", "7*sqrt(7)/27"),
    ("(1/3)^(1/3)", "3**(2/3)/3"),
    ("2^(1/3)*2^(2/3)", "2"),
    ("cbrt(-8)", "-2"),
    ("(-8)^(2/3)", "4"),
    ("sqrt(3 + 2*sqrt(2))", "1 + sqrt(2)"),
    ("sqrt((1 + sqrt(5))/2)", "sqrt(2 + 2*sqrt(5))/2"),
    ("(2 + sqrt(5))^(1/3)", "(1 + sqrt(5))/2"),
    ("sqrt(2 + sqrt(2))*sqrt(2 - sqrt(2))", "sqrt(2)"),
    ("sqrt(sqrt(2) + sqrt(3) - sqrt(5 + 2*sqrt(6)))", "0"),
    ("exp(log(3))", "3"),
    ("exp(1/2)*exp(1/2)", "e"),
    ("2*exp(-2)", "2/e**2"),
    ("exp(-1/2)/sqrt(2)", "sqrt(2)/(2*sqrt(e))"),
    ("(2 + 2*sqrt(2))*exp(-2 - sqrt(2))", "2*(1 + sqrt(2))*exp(-2 - sqrt(2))"),
    ("sqrt(780 + 130*sqrt(26)) + sqrt(30 + 5*sqrt(26))", "sqrt(1070 + 195*sqrt(26))"),
    ("asin((1 - sqrt(19))/6)", "-asin((sqrt(19) - 1)/6)"),
    ("acos(-1/3)", "pi - acos(1/3)"),
    ("exp(log(2)/2)", "sqrt(2)"),
    ("e^0", "1"),
    ("log(1)", "0"),
    ("log(4)", "2*log(2)"),
    ("log(6)", "log(6)"),
    ("log(1/2)", "-log(2)"),
    ("log(3) - log(2)", "log(3/2)"),
    ("log(exp(pi))", "pi"),
    ("log10(1000)", "3"),
    ("log2(3)", "log2(3)"),
    ("2^sqrt(2)", "2**sqrt(2)"),
    ("sin(pi/7)", "sin(pi/7)"),
    ("cos(8*pi/7)", "-cos(pi/7)"),
    ("cos(pi/12)", "(sqrt(2) + sqrt(6))/4"),
    ("tan(pi/12)", "2 - sqrt(3)"),
    ("tan(8*pi/7)", "tan(pi/7)"),
    ("cos(pi/8)", "sqrt(2 + sqrt(2))/2"),
    ("sin(acos(1/4))", "sqrt(15)/4"),
    ("sin(2*atan(1/3))", "3/5"),
    ("sin(1)^2 + cos(1)^2", "1"),
    ("sin(-1)", "-sin(1)"),
    ("asin(1/2)", "pi/6"),
    ("acos(-1/2)", "2*pi/3"),
    ("atan(-1)", "-pi/4"),
    ("acos((1 - sqrt(5))/4)", "3*pi/5"),
    ("acos(cos(pi/7))", "pi/7"),
    ("asin(sin(3))", "pi - 3"),
    ("pi/6 + sqrt(3)/2", "sqrt(3)/2 + pi/6"),
    ("asinh(1)", "log(1 + sqrt(2))"),
    ("sinh(log(2))", "3/4"),
    ("tanh(-1)", "-tanh(1)"),
    ("sigmoid(1)", "e/(1 + e)"),
    ("gamma(5)", "24"),
    ("2*atan(sqrt(3) - sqrt(2))", "atan(sqrt(2)/2)"),
    ("2*atan(sqrt(3) + sqrt(2))", "pi - atan(sqrt(2)/2)"),
    ("1/sqrt(1 + sqrt(2))", "sqrt(sqrt(2) - 1)"),
    ("cos(atan((sqrt(10) - 1)/3))^2", "1/2 + sqrt(10)/20"),
    ("(pi^2 - 1)/(pi^2 + 2*pi + 1)", "(pi - 1)/(1 + pi)"),
    ("(exp(2) - 1)/(e - 1)", "1 + e"),
    ("pi/(pi/(pi + e))", "pi + e"),
    ("-(1 + lambertw(1/e))/(1 + exp(1 + lambertw(1/e)))", "-lambertw(1/e)"),
    ("exp(lambertw(2))", "2/lambertw(2)"),
    ("sqrt(6 + sqrt(26)) - sqrt(30 + 5*sqrt(26))/25", "(25 - sqrt(5))*sqrt(6 + sqrt(26))/25"),
    ("gamma(5/2)", "3*sqrt(pi)/4"),
    ("5!", "120"),
    ("erf(0)", "0"),
    ("lambertw(e)", "1"),
    ("lambertw(0)", "0"),
    ("lambertw(2*log(2))", "log(2)"),
    ("floor(pi)", "3"),
    ("floor(sqrt(2)^2)", "2"),
    ("ceil(-pi)", "-3"),
    ("abs(1 - sqrt(2))", "sqrt(2) - 1"),
    ("sign(3 - pi)", "-1"),
    ("max(2, sqrt(5))", "sqrt(5)"),
    ("step(0)", "1"),
    ("sqrt(2*log(2)^2)/log(2)", "sqrt(2)"),
    ("sqrt(3*log(1/2)^2)", "sqrt(3)*log(2)"),
    ("sqrt(cos(4)^2)", "-cos(4)"),
    ("cos(pi/7) - cos(2*pi/7) + cos(3*pi/7)", "1/2"),
    ("atan(1/2) + atan(1/3) - pi/4", "0"),
    ("(1 + sqrt(2))/(3 + sqrt(1 + sqrt(2)))", "(1 + sqrt(2))/(3 + sqrt(1 + sqrt(2)))"),
    ("(1 + pi)/(2 + 2*pi)", "1/2"),
]


@pytest.mark.parametrize(("typed", "expected"), FORMS)
def test_short_forms(typed: str, expected: str) -> None:
    assert text(simplify_constant(parse_expression(typed))) == expected


UNDEFINED = ["1/0", "log(-1)", "log(0)", "sqrt(-2)", "1/(sqrt(2)*sqrt(3) - sqrt(6))", "0*log(-1)", "asin(2)", "tan(pi/2)", "gamma(0)"]


@pytest.mark.parametrize("typed", UNDEFINED)
def test_undefined_constants_are_never_given_a_value(typed: str) -> None:
    tree = parse_expression(typed)
    assert sign_of(tree) is None
    assert sign_of(simplify_constant(tree)) is None


ZEROS = [
    "sqrt(2) + sqrt(3) - sqrt(5 + 2*sqrt(6))",
    "pi*(sqrt(2) + sqrt(3) - sqrt(5 + 2*sqrt(6)))",
    "cos(pi/7) - cos(2*pi/7) + cos(3*pi/7) - 1/2",
    "tan(pi/7)*tan(2*pi/7)*tan(3*pi/7) - sqrt(7)",
    "log(3 + 2*sqrt(2)) - 2*log(1 + sqrt(2))",
    "log(2 + sqrt(3)) + log(2 - sqrt(3))",
    "sqrt(2)^sqrt(2) - 2^(1/sqrt(2))",
    "4*atan(1/5) - atan(1/239) - pi/4",
    "asin(3/5) + asin(4/5) - pi/2",
    "cbrt(2 + sqrt(5)) + cbrt(2 - sqrt(5)) - 1",
    "cbrt(9 + 4*sqrt(5)) + cbrt(9 - 4*sqrt(5)) - 3",
    "(2^(1/3) - 1)^(1/3) - (1/9)^(1/3) + (2/9)^(1/3) - (4/9)^(1/3)",
    "exp(1) - e",
    "acos(cos(7/2)) - 2*pi + 7/2",
    "cosh(asinh(2)) - sqrt(5)",
]


@pytest.mark.parametrize("typed", ZEROS)
def test_zeros_are_proved(typed: str) -> None:
    assert decide_zero(parse_expression(typed)) is Truth.TRUE
    shifted = parse_expression(f"{typed} + 1/10^30")
    assert decide_zero(shifted) is Truth.FALSE
    assert sign_of(shifted) == 1


SIGNS = [("exp(pi*sqrt(163)) - 262537412640768744", -1), ("e - pi", -1), ("3^(1/2) + 5^(1/5) - 7^(1/7)", 1), ("sin(10^10)", -1)]


@pytest.mark.parametrize(("typed", "sign"), SIGNS)
def test_signs_are_proved(typed: str, sign: int) -> None:
    assert sign_of(parse_expression(typed)) == sign


def test_algebraic_numbers_without_closed_form() -> None:
    root = RootOf((-1, -1, 0, 0, 0, 1), 0)
    power = Power(root, rational(5))
    assert text(simplify_constant(power)) == "1 + rootof([-1, -1, 0, 0, 0, 1], 0)"
    assert decide_equal(power, Sum((root, rational(1)))) is Truth.TRUE
    inverse = simplify_constant(Quotient(rational(1), root))
    assert text(inverse) == "1/rootof([-1, -1, 0, 0, 0, 1], 0)"
    assert decide_zero(Sum((Call("sqrt", (power,)), Negation(Power(root, Quotient(rational(5), rational(2))))))) is Truth.TRUE
    assert text(simplify_constant(RootOf((-2, 0, 1), 0))) == "-sqrt(2)"
    assert text(simplify_constant(RootOf((1, -3, 0, 1), 1))) == "2*cos(4*pi/9)"
    assert text(simplify_constant(RootOf((2, 0, -3, 0, 1), 3))) == "sqrt(2)"


def test_elements_of_a_number_field_get_their_shortest_name() -> None:
    root = RootOf((-44, 42, -15, 2), 0)
    top = Sum((Power(root, rational(2)), Product((rational(-4), root)), rational(3)))
    bottom = Sum((Power(root, rational(2)), Product((rational(-6), root)), rational(8)))
    value = Quotient(top, bottom)
    named = simplify_constant(value)
    assert isinstance(named, RootOf)
    assert abs(mp_value(named) - mp_value(value)) < 1e-100
    assert decide_equal(named, value) is Truth.TRUE
    assert sign_of(Sum((value, Negation(named)))) == 0


def test_infinities() -> None:
    assert (sign_of(INFINITY), sign_of(MINUS_INFINITY)) == (1, -1)
    assert decide_equal(INFINITY, INFINITY) is Truth.TRUE
    assert decide_equal(INFINITY, MINUS_INFINITY) is Truth.FALSE
    assert decide_equal(INFINITY, rational(3)) is Truth.FALSE


rationals = st.fractions(-6, 6, max_denominator=6).map(rational)
leaves = rationals | st.sampled_from([PI, E, RootOf((-1, -1, 0, 1), 0), RootOf((1, -5, 0, 0, 0, 1), 1)])
ROOTS = [Fraction(1, 2), Fraction(1, 3), Fraction(-2, 3), Fraction(3, 2), Fraction(2), Fraction(-1), Fraction(3)]
CALLS = ["sqrt", "cbrt", "exp", "log", "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "tanh", "asinh", "abs", "sign", "floor"]


def larger(inner: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    return st.one_of(
        st.tuples(inner, inner).map(Sum),
        st.tuples(inner, inner).map(Product),
        st.tuples(inner, inner).map(lambda pair: Quotient(*pair)),
        inner.map(Negation),
        st.tuples(inner, st.sampled_from(ROOTS)).map(lambda pair: Power(pair[0], rational(pair[1]))),
        st.tuples(st.sampled_from(CALLS), inner).map(lambda pair: Call(pair[0], (pair[1],))),
        st.fractions(0, 2, max_denominator=12).map(lambda q: Call("cos", (Product((rational(q), PI)),))),
    )


@settings(max_examples=300, deadline=None)
@given(st.recursive(leaves, larger, max_leaves=6))
def test_simplification_never_changes_the_value(constant: Expr) -> None:
    try:
        value = mp_value(constant)
    except (ValueError, ZeroDivisionError, AssertionError, OverflowError, MemoryError, TypeError):
        assume(False)
    assume(isinstance(value, mpmath.mpf) and mpmath.isfinite(value) and abs(value) < 1e12)
    simple = simplify_constant(constant)
    assume(not any(name in text(constant) for name in ("floor", "ceil", "sign", "tan(")) or abs(mp_value(simple) - value) < 1e-20)
    assert abs(mp_value(simple) - value) < 1e-30 * max(1, abs(value))
    sign = sign_of(constant)
    if sign is not None and abs(value) > 1e-30:
        assert sign == mpmath.sign(value)
    assert text(simplify_constant(simple)) == text(simple)


surds = st.recursive(
    st.fractions(-9, 9, max_denominator=8).map(rational) | st.sampled_from([Call("sqrt", (rational(q),)) for q in (3, 12, Fraction(1, 3))]),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(Sum),
        st.tuples(inner, inner).map(Product),
        st.tuples(inner, inner).map(lambda pair: Quotient(*pair)),
        st.tuples(inner, st.integers(-3, 4).map(rational)).map(lambda pair: Power(*pair)),
    ),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(surds)
def test_the_short_way_agrees_with_the_normal_form(constant: Expr) -> None:
    quadratic = quadratic_value(constant)
    form = normal_form(constant)
    if form is not None:
        assert quadratic is not None
        assert quadratic.tree() == form_tree(form)
        assert quadratic.sign() == mpmath.sign(mpmath.chop(mp_value(constant), 1e-100))


def test_numbers_of_nodes_are_kept_small() -> None:
    assert simplify_constant(Number(Fraction(3))) == Number(Fraction(3))


NEGATIVE_FACTORS = ["log(-Ei(-1)/2)", "(-2*cos(2))^sqrt(2)", "log(-6*cos(2)*exp(3))", "log(cos(2)*sin(4)/7)", "log(-cos(2)) + log(3)"]


@pytest.mark.parametrize("text", NEGATIVE_FACTORS)
def test_logarithms_of_products_with_negative_factors_stay_defined(text):
    tree = parse_expression(text)
    before, after = (balls.enclose(form) for form in (tree, simplify_constant(tree)))
    assert after.is_finite() and before.overlaps(after)
