"""The normal form over kernels: identities vanish, differences do not, and the value of f is never changed."""

from __future__ import annotations

from fractions import Fraction

import mpmath
import pytest
from flint import fmpz_mpoly
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from calc_cli.language import parse_expression
from calc_cli.symbolic import is_identically_zero
from calc_cli.symbolic.display import element_tree
from calc_cli.symbolic.factoring import factored
from calc_cli.symbolic.field import Field, NotInField, Relation, degrees, lower, monomial, terms_of
from calc_cli.symbolic.normalize import normalize, normalize_all
from tests.calculus.numeric_oracle import DIGITS, NotReal, TooLarge, value

IDENTITIES = [
    "(x+1)^2-x^2-2*x-1",
    "(x^2-1)/(x-1)-x-1",
    "1/(1/x+1/(x+1))-x*(x+1)/(2*x+1)",
    "sqrt(x)^2-x",
    "sqrt(x)*sqrt(x)*x-x^2",
    "(sqrt(x)+1)*(sqrt(x)-1)-x+1",
    "1/(sqrt(x)+sqrt(x+1))-sqrt(x+1)+sqrt(x)",
    "x^(1/2)*x^(1/3)-x^(5/6)",
    "cbrt(x)^3-x",
    "(8*x)^(1/3)-2*x^(1/3)",
    "exp(x)*exp(2*x)-exp(3*x)",
    "exp(x/2)^2-exp(x)",
    "exp(x+1)-e*exp(x)",
    "(e^x)^2-e^(2*x)",
    "2^x*3^x-6^x",
    "4^x-(2^x)^2",
    "exp(log(x))-x",
    "exp(2*log(x))-x^2",
    "exp(x*log(x))-x^x",
    "x^x*x^(2*x)-x^(3*x)",
    "log(exp(x))-x",
    "log(6)-log(2)-log(3)",
    "log(8)-3*log(2)",
    "sin(x)^2+cos(x)^2-1",
    "sin(2*x)-2*sin(x)*cos(x)",
    "cos(3*x)-4*cos(x)^3+3*cos(x)",
    "sin(x+1)-sin(x)*cos(1)-cos(x)*sin(1)",
    "sin(x+pi/3)-sin(x)/2-sqrt(3)/2*cos(x)",
    "sin(x+pi)+sin(x)",
    "cos(x-pi/2)-sin(x)",
    "sin(2*x+2)-2*sin(x+1)*cos(x+1)",
    "tan(x)-sin(x)/cos(x)",
    "1+tan(x)^2-sec(x)^2",
    "cosh(x)^2-sinh(x)^2-1",
    "tanh(x)-(exp(2*x)-1)/(exp(2*x)+1)",
    "sinh(2*x)-2*sinh(x)*cosh(x)",
    "sigmoid(x)+sigmoid(-x)-1",
    "softplus(x)-softplus(-x)-x",
    "silu(x)-x*sigmoid(x)",
    "atan(-x)+atan(x)",
    "asin(1-x)+asin(x-1)",
    "erf(-x)+erf(x)",
    "abs(-x)-abs(x)",
    "abs(x)^2-x^2",
    "besselj(2,x)-2*besselj(1,x)/x+besselj(0,x)",
    "sqrt(2)*sqrt(3)-sqrt(6)",
    "(1+sqrt(2))*(sqrt(2)-1)-1",
    "sqrt(x*exp(x))-sqrt(x)*exp(x/2)",
]
"""Each is zero wherever it is defined, and the normal form proves it."""


@pytest.mark.parametrize("text", IDENTITIES)
def test_an_identity_is_proved(text: str) -> None:
    tree = parse_expression(text)
    proved = is_identically_zero(tree) or normalize(tree, {"x": Fraction(3, 2)}).is_zero
    assert proved


NOT_IDENTITIES = [
    "sqrt(x^2)-x",
    "log(x^2)-2*log(x)+x",
    "abs(x)-x",
    "sin(x)-x",
    "exp(x)-1-x",
    "sin(x+1)-sin(x)",
    "x^2-x^2*cos(x)",
    "cbrt(x)-sqrt(x)",
]


@pytest.mark.parametrize("text", NOT_IDENTITIES)
def test_what_is_not_an_identity_is_not_proved(text: str) -> None:
    assert not is_identically_zero(parse_expression(text))


ON_A_PIECE = [
    ("sqrt(x^2)+x", Fraction(-2)),
    ("sqrt(x^2)-x", Fraction(2)),
    ("abs(x-1)+x-1", Fraction(0)),
    ("log(x^2)-2*log(-x)", Fraction(-1)),
    ("sqrt(x^2-x)-sqrt(x)*sqrt(x-1)", Fraction(3)),
    ("sqrt(x^2-x)-sqrt(-x)*sqrt(1-x)", Fraction(-3)),
    ("sign(x)*abs(x)-x", Fraction(-5)),
]


@pytest.mark.parametrize(("text", "sample"), ON_A_PIECE)
def test_signs_are_read_at_a_sample_of_the_piece(text: str, sample: Fraction) -> None:
    try:
        assert normalize(parse_expression(text), {"x": sample}).is_zero
    except NotInField:
        pytest.skip("no normal form")


LEAVES = st.sampled_from(["x", "2", "x+1", "x-2", "1/3", "x^2+1", "3-x", "pi", "sqrt(2)"])
POWERS = ("sqrt({})", "({})^2", "({})^(1/3)", "({})^(-1)", "({})^(3/2)", "-({})", "abs({})")
ONE = (*POWERS, "exp({})", "log({})", "sin({})", "cos({})", "atan({})", "tanh({})")
TWO = ("({})+({})", "({})-({})", "({})*({})", "({})/({})")


def grown(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    one = st.tuples(st.sampled_from(ONE), children).map(lambda pair: pair[0].format(pair[1]))
    two = st.tuples(st.sampled_from(TWO), children, children).map(lambda triple: triple[0].format(*triple[1:]))
    return one | two


FUNCTIONS = st.recursive(LEAVES, grown, max_leaves=4)
POINTS = st.fractions(min_value=-3, max_value=3, max_denominator=7)


@settings(max_examples=120, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(FUNCTIONS, POINTS)
def test_the_normal_form_keeps_the_value(text: str, point: Fraction) -> None:
    tree = parse_expression(text)
    try:
        shown = element_tree(normalize(tree))
    except NotInField:
        assume(False)
    assert_same_value(tree, shown, point)


@settings(max_examples=120, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(FUNCTIONS, POINTS)
def test_the_normal_form_on_a_piece_keeps_the_value_at_the_sample(text: str, point: Fraction) -> None:
    tree = parse_expression(text)
    try:
        shown = element_tree(normalize(tree, {"x": point}))
    except NotInField:
        assume(False)
    assert_same_value(tree, shown, point)


def assert_same_value(before, after, point: Fraction) -> None:
    """Equal to 40 digits where the typed tree is defined (removable holes of the new one are passed over)."""
    with mpmath.workdps(DIGITS):
        at = {"x": mpmath.mpf(point.numerator) / point.denominator}
        try:
            expected, found = value(before, at), value(after, at)
        except (NotReal, TooLarge, ZeroDivisionError, ValueError, OverflowError, TypeError):
            assume(False)
        assume(abs(expected) < 10**12)
        assert abs(found - expected) <= mpmath.mpf(10) ** -30 * max(1, abs(expected))


def test_several_trees_share_one_field() -> None:
    first, second = normalize_all((parse_expression("exp(x/2)"), parse_expression("exp(x)")))
    assert first.field is second.field
    assert first * first == second


FACTOR = st.tuples(st.integers(1, 10**11), st.integers(-(10**11), 10**11), st.integers(0, 1), st.integers(1, 2))
FACTORS = st.lists(FACTOR, min_size=1, max_size=3)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(FACTORS)
def test_factors_multiply_to_the_polynomial(factors: list[tuple[int, int, int, int]]) -> None:
    product = Field().constant(1).numerator
    for a, b, index, power in factors:
        product *= (a * monomial({index: 1}) + b * monomial({})) ** power
    content, parts = factored(product)
    again = content * monomial({})
    for part, multiplicity in parts:
        again *= part**multiplicity
    assert again == product


def test_large_coefficients_do_not_stop_the_factoring() -> None:
    x, one = monomial({0: 1}), monomial({})
    _, parts = factored((x - one) * (10**10 * x - (10**10 + 1) * one))
    assert len(parts) == 2


def test_exponents_too_large_for_flint_do_not_stop_the_factoring() -> None:
    class Refused:
        """A polynomial whose factors FLINT gives up on, as it does with exponents of many digits."""

        def factor(self) -> None:
            raise RuntimeError("factorisation failed")

        factor_squarefree = factor

        def __len__(self) -> int:
            return 2

    refused = Refused()
    assert factored(refused) == (1, [(refused, 1)])  # type: ignore[arg-type]


@pytest.mark.parametrize("degree", [2, 3])
@pytest.mark.parametrize(("top", "bottom"), [({0: 2, 1: -1}, {0: 3}), ({0: 1, 1: 1}, {0: 1, 1: 2})])
def test_high_powers_are_lowered_by_a_relation(degree: int, top: dict[int, int], bottom: dict[int, int]) -> None:
    """R/D = p when g**degree is replaced by numerator/denominator: at a number t, with g**degree = s = numerator(t)/denominator(t)."""

    def polynomial(coefficients: dict[int, int], index: int) -> fmpz_mpoly:
        return sum((c * monomial({index: k}) for k, c in coefficients.items()), 0 * monomial({}))

    powers = {0: 5, 1: -2, 7: 3, 12: 1, 31: -4}
    lowered, scale = lower(polynomial(powers, 1) * monomial({0: 2}), 1, Relation(degree, polynomial(top, 0), polynomial(bottom, 0)))
    assert degrees(lowered)[1] < degree
    t = Fraction(3, 7)
    s = sum(c * t**k for k, c in top.items()) / sum(c * t**k for k, c in bottom.items())
    for rest in range(degree):
        expected = t**2 * sum(c * s ** (k // degree) for k, c in powers.items() if k % degree == rest)
        found = sum((c * t ** exponents[0] for exponents, c in terms_of(lowered) if exponents[1] == rest), Fraction(0))
        assert found == expected * sum((c * t ** exponents[0] for exponents, c in terms_of(scale)), Fraction(0))
