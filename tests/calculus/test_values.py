"""Our derivative against difference quotients in 50 digits and against SymPy's rules."""

from __future__ import annotations

from fractions import Fraction

import mpmath
import pytest
import sympy
from flint import arb
from hypothesis import event, given, settings
from hypothesis import strategies as st

from calc_cli.balls import evaluate
from calc_cli.balls.taylor import taylor
from calc_cli.calculus import differentiate
from calc_cli.functions import TABLE
from calc_cli.language import parse_expression, to_text
from calc_cli.tree import (
    ONE,
    Call,
    Comparison,
    E,
    Expr,
    Negation,
    Piecewise,
    Power,
    Product,
    Quotient,
    Sum,
    Variable,
    rational,
)
from tests.calculus.numeric_oracle import derivative_agrees, rational_points

X = Variable("x")
POINTS = rational_points("-23/7", "-11/8", "-5/13", "2/7", "9/11", "17/9", "31/6")
CONSTANTS = {"integer": "2", "natural": "3", "natural_or_zero": "1", "rational": "1/3", "number": "7/3"}
INNER = ("x", "x^2/3 + 1/5", "-x/2")


def agreements(tree: Expr, extra: dict[str, mpmath.mpf] | None = None) -> list[bool]:
    """The verdicts at the points where the function has a real value."""
    derivative = differentiate(tree, "x").after
    verdicts = [derivative_agrees(tree, derivative, "x", {**(extra or {}), "x": point}) for point in POINTS]
    return [verdict for verdict in verdicts if verdict is not None]


def test_deep_and_long_trees() -> None:
    """Thousands of terms, hundreds of factors and a depth of 200 are no trouble."""
    total = Sum(tuple(Product((rational(i), Power(X, rational(i)))) for i in range(2, 5002)))
    assert differentiate(total, "x").rule == "sum"
    factors = Product(tuple(Sum((X, rational(i))) for i in range(1, 401)))
    assert differentiate(factors, "x").rule == "product"
    nested: Expr = X
    for _ in range(200):
        nested = Call("sin", (nested,))
    assert differentiate(nested, "x").rule == "chain"


def test_a_long_product_has_the_right_value() -> None:
    """Grouping the factors in halves changes nothing."""
    tree = Product(tuple(Sum((Power(X, rational(2)), rational(i))) for i in range(1, 20)))
    with mpmath.workdps(50):
        assert all(agreements(tree))


def rows_to_differentiate() -> list[str]:
    """Every function of the table, by its canonical name."""
    return sorted(TABLE)


@pytest.mark.parametrize("name", rows_to_differentiate())
def test_every_function_of_the_table(name: str) -> None:
    """f(u(x))' fits the difference quotients of f(u(x)), at least at two points of one inner function."""
    row = TABLE[name]
    size = row.arity[0] if row.arity else 3
    kinds = (*row.constant, "", "", "")[:size]
    count = 0
    for inner in INNER:
        varying = iter((inner, "x^2 + 3", "1 - x"))
        arguments = tuple(parse_expression(CONSTANTS[kind] if kind else next(varying)) for kind in kinds)
        found = agreements(Call(name, arguments))
        assert all(found), inner
        count += len(found)
    assert count >= 2


@pytest.mark.parametrize("name", rows_to_differentiate())
def test_taylor_coefficients_of_the_table(name: str) -> None:
    """The ball of our derivative overlaps the ball of the first Taylor coefficient wherever both are proved to exist."""
    kinds = (*TABLE[name].constant, "", "", "")[: TABLE[name].arity[0] if TABLE[name].arity else 3]
    varying = iter(("x^2/3 + 1/5", "x^2 + 3", "1 - x"))
    tree = Call(name, tuple(parse_expression(CONSTANTS[kind] if kind else next(varying)) for kind in kinds))
    derivative = differentiate(tree, "x").after
    for point in (Fraction(-11, 8), Fraction(2, 7), Fraction(17, 9)):
        at = arb(point.numerator) / point.denominator
        coefficient, ours = taylor(tree, "x", at, 1)[1], evaluate(derivative, {"x": at})
        assert not (coefficient.is_finite() and ours.is_finite()) or coefficient.overlaps(ours)


def trees() -> st.SearchStrategy[Expr]:
    """Random functions of x from the operations of the language."""
    leaves = st.one_of(st.just(X), st.integers(1, 4).map(rational), st.just(E), st.just(rational(-2)))
    names = st.sampled_from(["sin", "cos", "exp", "log", "sqrt", "atan", "abs", "tanh", "floor", "sign", "cbrt"])
    exponents = st.sampled_from(["2", "3", "-1", "-2", "1/2", "2/3", "1/3", "-4/3"]).map(parse_expression)

    def grow(inner: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
        pair = st.tuples(inner, inner)
        return st.one_of(
            pair.map(Sum),
            st.tuples(inner, inner, inner).map(Product),
            pair.map(lambda p: Quotient(*p)),
            inner.map(Negation),
            st.tuples(inner, exponents).map(lambda p: Power(*p)),
            pair.map(lambda p: Power(*p)),
            st.tuples(names, inner).map(lambda p: Call(p[0], (p[1],))),
            st.tuples(st.sampled_from(["min", "max"]), pair).map(lambda p: Call(*p)),
            st.tuples(inner, inner, inner).map(lambda p: Piecewise(((p[0], Comparison(p[1], "<=", ONE)),), p[2])),
        )

    return st.recursive(leaves, grow, max_leaves=8)


@settings(max_examples=200, deadline=None)
@given(tree=trees(), place=st.integers(0, len(POINTS) - 1))
def test_random_functions(tree: Expr, place: int) -> None:
    """The rules' derivative has the value of the difference quotient wherever the function has one."""
    derivative = differentiate(tree, "x").after
    verdict = derivative_agrees(tree, derivative, "x", {"x": POINTS[place]})
    event("compared" if verdict is not None else "no real value")
    assert verdict is not False


SYMPY_CASES = ["x^x", "x^(1/x)", "2^x*sin(x)", "log(log(x))", "atan(x)/(1+x^2)", "exp(-x^2/2)*cos(3x)", "(x^2-1)/(x^2+1)", "x^pi*log(x)^3"]


@pytest.mark.parametrize("text", SYMPY_CASES)
def test_sympy_agrees(text: str) -> None:
    """SymPy's derivative of the same formula minus ours is zero."""
    ours = sympy.sympify(to_text(differentiate(parse_expression(text), "x").after), locals={"e": sympy.E})
    theirs = sympy.diff(sympy.sympify(to_text(parse_expression(text)), locals={"e": sympy.E}), "x")
    assert abs(sympy.N((ours - theirs).subs("x", sympy.Rational(17, 9)), 30)) < 1e-20
