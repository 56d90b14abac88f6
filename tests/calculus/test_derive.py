"""Simplified derivatives of any order, gradients, Hessians and Jacobians."""

from __future__ import annotations

import mpmath
import pytest

from calc_cli.calculus import derive, gradient, hessian, jacobian
from calc_cli.errors import CalcError
from calc_cli.language import parse_expression, to_text
from calc_cli.tree import Call, Variable
from tests.calculus.numeric_oracle import derivative_agrees, rational_points, value

FUNCTIONS = [
    "x^3 - 3x^2 - 9x + 5",
    "x^x",
    "x^2*sin(x)",
    "(x^2-1)/(x^2+1)",
    "x^(2/3)*(x-1)",
    "exp(-x^2)",
    "log(x)/x",
    "atan(x)/sqrt(x^2+1)",
    "2^x*x^3",
]


@pytest.mark.parametrize("text", FUNCTIONS)
@pytest.mark.parametrize("order", [1, 2, 3])
def test_orders(text: str, order: int) -> None:
    """result = raw = the derivative of the one before, at a point of the domain."""
    found = derive(parse_expression(text), "x", order)
    point = {"x": rational_points("17/9")[0]}
    before = parse_expression(text) if order == 1 else derive(parse_expression(text), "x", order - 1).result
    assert found.step.before == before and found.step.after == found.raw
    assert derivative_agrees(before, found.raw, "x", point)
    with mpmath.workdps(50):
        assert abs(value(found.raw, point) - value(found.result, point)) < 1e-40 * (1 + abs(value(found.raw, point)))


TEXTBOOK = [
    ("x^3 - 3x^2 - 9x + 5", 2, "6*x - 6"),
    ("arccos(x) + x", 1, "1 - 1/sqrt(1 - x**2)"),
    ("arcsin(2x - 1)", 1, "1/sqrt(x - x**2)"),
    ("x/sqrt(x^2 + 1)", 1, "1/(x**2 + 1)**(3/2)"),
    ("ln(x + sqrt(x^2 + 1))", 1, "1/sqrt(x**2 + 1)"),
    ("sin(x)/(2 + cos(x))", 1, "(2*cos(x) + 1)/(cos(x) + 2)**2"),
    ("x ln(1 + 1/x)", 1, "log((x + 1)/x) - 1/(x + 1)"),
    ("cos(4x)/4 + cos(3x)/3", 1, "-sin(4*x) - sin(3*x)"),
    ("x^(1/x)", 1, "x**(1/x)*(1 - log(x))/x**2"),
    ("sqrt(x) + sqrt(1 - x)", 1, "1/(2*sqrt(x)) - 1/(2*sqrt(1 - x))"),
    ("sqrt(x) + sqrt(1 - x)", 2, "-1/(4*x**(3/2)) - 1/(4*(1 - x)**(3/2))"),
]


@pytest.mark.parametrize(("text", "order", "shown"), TEXTBOOK)
def test_a_derivative_is_written_as_in_a_textbook(text: str, order: int, shown: str) -> None:
    assert to_text(derive(parse_expression(text), "x", order).result) == shown


def test_gradient_hessian_jacobian() -> None:
    """f = x^2*y + y^3 and the map (x*y, x + y)."""
    f = parse_expression("x^2*y + y^3")
    assert [to_text(d.result) for d in gradient(f, ("x", "y"))] == ["2*x*y", "x**2 + 3*y**2"]
    rows = hessian(f, ("x", "y"))
    assert [[to_text(d.result) for d in row] for row in rows] == [["2*y", "2*x"], ["2*x", "6*y"]]
    map_rows = jacobian((parse_expression("x*y"), parse_expression("x + y")), ("x", "y"))
    assert [[to_text(d.result) for d in row] for row in map_rows] == [["y", "x"], ["1", "1"]]


def test_order_of_a_derivative() -> None:
    """There is no derivative of order 0 here."""
    with pytest.raises(ValueError, match="at least 1"):
        derive(Variable("x"), "x", 0)


def test_an_argument_without_derivative() -> None:
    """A Bessel function is not differentiated in its order."""
    with pytest.raises(CalcError, match="argument 1"):
        derive(Call("besselj", (Variable("x"), Variable("x"))), "x")


SPELLED = [
    ("x*e^(-x)", "(1 - x)*e**(-x)"),
    ("x*exp(-x)", "(1 - x)*exp(-x)"),
    ("e^(1/x)", "-e**(1/x)/x**2"),
]


@pytest.mark.parametrize(("text", "slope"), SPELLED)
def test_exponentials_are_written_as_typed(text: str, slope: str) -> None:
    """e**u stays e**u."""
    assert to_text(derive(parse_expression(text), "x").result) == slope


RAW = [
    ("e^(1/x)/x^2", 1, "(-e**(1/x) - 2*e**(1/x)*x)/x**4"),
    ("log(x)/x", 1, "(1 - log(x))/x**2"),
    ("x*(1/x)", 1, "1/x - x/x**2"),
    ("x - x^2", 1, "1 - 2*x"),
]


@pytest.mark.parametrize(("text", "order", "raw"), RAW)
def test_what_the_rules_give_reads_well(text: str, order: int, raw: str) -> None:
    """Over v**2 the v below the bar of u' cancels; elsewhere nothing does."""
    assert to_text(derive(parse_expression(text), "x", order).raw) == raw
