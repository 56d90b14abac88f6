"""What people type -> how calc reads it. Each row teaches one rule of the language."""

from __future__ import annotations

from fractions import Fraction

import pytest

from calc_cli.language import parse_expression, parse_function, to_text
from calc_cli.settings import Roots, Settings
from calc_cli.tree import E, Negation, Power, Product, Quotient, Sum, Variable, rational

X, Y = Variable("x"), Variable("y")
number = rational

READINGS = [
    # polynomials and rational functions
    ("x**3-3x**2-9x+5", "x**3 - 3*x**2 - 9*x + 5"),
    ("48+3xy-x^2y-xy^2", "48 + 3*x*y - x**2*y - x*y**2"),
    ("(1/3)x^3-(5/2)x^2+4x", "1/3*x**3 - 5/2*x**2 + 4*x"),
    ("2(x+1)", "2*(x + 1)"),
    ("(x+1)(x-1)", "(x + 1)*(x - 1)"),
    ("x(x+1)", "x*(x + 1)"),
    ("x^2y", "x**2*y"),
    ("1/(xy)", "1/(x*y)"),
    ("-x^2", "-x**2"),
    ("(-x)^2", "(-x)**2"),
    ("2^3^x", "2**3**x"),
    ("(2^3)^x", "(2**3)**x"),
    ("1/2x", "1/2*x"),
    ("1/(2x)", "1/(2*x)"),
    ("x/2/3", "x/2/3"),
    ("x/(2/3)", "x/(2/3)"),
    ("x-(1-x)", "x - (1 - x)"),
    ("x++2", "x + 2"),
    ("x--2", "x - (-2)"),
    ("2*-x", "2*(-x)"),
    ("x²-2x⁻¹", "x**2 - 2*x**(-1)"),
    ("2·x×y÷3−1", "2*x*y/3 - 1"),
    ("x\u00a0+\u20091", "x + 1"),
    ("x 5^x", "x*5**x"),
    # decimals are exact
    (".5x", "0.5*x"),
    ("3.x", "3*x"),
    ("1.50x", "1.5*x"),
    ("1e-3", "0.001"),
    ("2e3x", "2000*x"),
    ("2e^x", "2*e**x"),
    # exponentials, logarithms, constants
    ("e^-x", "e**(-x)"),
    ("x^2e^x", "x**2*e**x"),
    ("2^-x", "2**(-x)"),
    ("2pi x", "2*pi*x"),
    ("2π·x", "2*pi*x"),
    ("pix", "pi*x"),
    ("ln|x|", "log(abs(x))"),
    ("log_2(x)", "log(x, 2)"),
    ("log_10 x", "log(x, 10)"),
    ("log(x,2)", "log(x, 2)"),
    ("log₂(x)", "log2(x)"),
    ("lg x", "log10(x)"),
    ("log2(x)", "log2(x)"),
    # application of functions
    ("sin x", "sin(x)"),
    ("sin 2x", "sin(2*x)"),
    ("sin 2(x+1)", "sin(2*(x + 1))"),
    ("sin x cos x", "sin(x)*cos(x)"),
    ("2sin x", "2*sin(x)"),
    ("sin x/2", "sin(x)/2"),
    ("sin^2 x", "sin(x)**2"),
    ("sin²(x)", "sin(x)**2"),
    ("sin^2(x)cos^3(x)", "sin(x)**2*cos(x)**3"),
    ("sin(x)^2", "sin(x)**2"),
    ("sin x^2", "sin(x**2)"),
    ("sin^-1(x)", "asin(x)"),
    ("tan⁻¹x", "atan(x)"),
    ("arctan x", "atan(x)"),
    ("ln sin x", "log(sin(x))"),
    ("sinx", "sin(x)"),
    ("xlnx", "x*log(x)"),
    ("xsin(x)", "x*sin(x)"),
    ("sin2x", "sin(2*x)"),
    ("sinxcosx", "sin(x)*cos(x)"),
    ("sin xy", "sin(x*y)"),
    ("√x+1", "sqrt(x) + 1"),
    ("√(x+1)", "sqrt(x + 1)"),
    ("∛x", "cbrt(x)"),
    ("∜x", "root(x, 4)"),
    ("5!", "factorial(5)"),
    ("x!^2", "factorial(x)**2"),
    ("leaky_relu(x)", "leaky_relu(x, 0.01)"),
    ("swish(x)", "silu(x)"),
    ("max(x, x^2, 1)", "max(x, x**2, 1)"),
    # absolute values
    ("|x+1|+|x-1|", "abs(x + 1) + abs(x - 1)"),
    ("|sin(|sin(x)|)|", "abs(sin(abs(sin(x))))"),
    ("x|x-1|", "x*abs(x - 1)"),
    ("||x|-1|", "abs(abs(x) - 1)"),
    ("|x||y|", "abs(x)*abs(y)"),
    ("2|x|^2", "2*abs(x)**2"),
    # letters and names
    ("2xye^(-x^2-y^2)", "2*x*y*e**(-x**2 - y**2)"),
    ("3xe^y", "3*x*e**y"),
    ("kx(1-x)", "k*x*(1 - x)"),
    ("rate^2", "rate**2"),
    ("theta^2", "theta**2"),
    ("θ^2", "θ**2"),
    ("w1 x + y_hat", "w1*x + y_hat"),
    ("x₁+x₂", "x1 + x2"),
    ("gamma(x)", "gamma(x)"),
    # cases
    ("2x if x<0 else 3x", "2*x if x < 0 else 3*x"),
    ("1 if x<0 else 2 if x<1 else 3", "1 if x < 0 else 2 if x < 1 else 3"),
    ("piecewise((x^2, x<0), (x, x>=0))", "piecewise((x**2, x < 0), (x, x >= 0))"),
    ("piecewise((x^2, x<0), (x+1)/2)", "x**2 if x < 0 else (x + 1)/2"),
    ("x if 0<=x<1 and x≠2 or x>5 else 0", "x if (0 <= x and x < 1 and x != 2) or x > 5 else 0"),
    ("(x if x>0 else -x)+1", "(x if x > 0 else -x) + 1"),
    ("rootof(t**5 - t - 1, 0)", "rootof(t**5 - t - 1, 0)"),
]


@pytest.mark.parametrize(("typed", "read"), READINGS)
def test_reading(typed: str, read: str) -> None:
    tree = parse_function(typed).tree
    assert to_text(tree) == read
    assert parse_expression(read) == tree


STRUCTURES = [
    ("a-b", Sum((Variable("a"), Negation(Variable("b"))))),
    ("-x^2", Negation(Power(X, number(2)))),
    ("-2x", Negation(Product((number(2), X)))),
    ("x/y*2", Product((Quotient(X, Y), number(2)))),
    ("x*y/2", Quotient(Product((X, Y)), number(2))),
    ("x/x", Quotient(X, X)),
    ("0*x+0", Sum((Product((number(0), X)), number(0)))),
    ("1+2+3", Sum((number(1), number(2), number(3)))),
    ("(1+2)+3", Sum((Sum((number(1), number(2))), number(3)))),
    ("-1/3", rational(Fraction(-1, 3))),
    ("e^x", Power(E, X)),
]


@pytest.mark.parametrize(("typed", "tree"), STRUCTURES)
def test_the_tree_is_what_was_typed(typed: str, tree: object) -> None:
    assert parse_expression(typed) == tree


DEFINITIONS = [
    ("x^2", "f", ("x",)),
    ("y*x", "f", ("x", "y")),
    ("f(y, x) = x y", "f", ("y", "x")),
    ("L(w, b) = (w+b-1)^2", "L", ("w", "b")),
    ("y = x^2", "y", ("x",)),
    ("x = t^2", "x", ("t",)),
    ("f(rate) = rate(1-rate)", "f", ("rate",)),
    ("f(xy) = xy^2", "f", ("xy",)),
    ("g(x, y) = x", "g", ("x", "y")),
    ("5", "f", ("x",)),
    ("f(e) = e^2", "f", ("e",)),
    ("+".join(f"x{i}" for i in range(10, 70)), "f", tuple(f"x{i}" for i in range(10, 70))),
]


@pytest.mark.parametrize(("typed", "name", "variables"), DEFINITIONS)
def test_name_and_variables(typed: str, name: str, variables: tuple[str, ...]) -> None:
    problem = parse_function(typed)
    assert (problem.name, problem.variables, problem.text) == (name, variables, typed)


def test_a_declared_e_is_a_variable() -> None:
    assert parse_function("f(e) = e^2").tree == Power(Variable("e"), number(2))


NOTES = [
    ("x^2+1", ()),
    ("xy", ("xy is read as x*y",)),
    ("1/2x", ("1/2x is read as (1/2)*x; write 1/(2x) for the other",)),
    ("1/2(x+1)", ("1/2(…) is read as (1/2)*(…); write 1/(2(…)) for the other",)),
    ("e^2x", ("e^2x is read as (e^2)*x",)),
    ("e^xy", ("xy is read as x*y", "e^xy is read as (e^x)*y")),
    ("sin^-1 x", ("sin^-1 is read as the inverse function asin",)),
    ("sin x/2", ("sin x/… is read as sin(x)/…",)),
    ("f(x)", ("f(…) is read as the product f*(…)",)),
    ("zeta(x)", ("zeta(…) is read as the product zeta*(…)",)),
    ("zeta x", ()),
    ("xsin(x)", ("xsin is read as x*sin",)),
    ("x sin x e^x", ("sin x e^x is read as sin(x e^x)",)),
    ("sin 2x", ()),
    ("ln x/x", ("ln x/… is read as ln(x)/…",)),
    ("sqrt 2x", ("sqrt 2x is read as sqrt(2x)",)),
    ("Ae^(-x)", ("Ae is read as A*e",)),
    ("ab", ("ab is read as one name; write a*b for a product",)),
    ("costs", ("costs is read as a variable, not as the function cos",)),
    ("x2", ("x2 is read as one name; write x^2 or x*2 for the other",)),
    ("x1+x2", ()),
    ("E^x", ("E is read as a variable; the constant is e",)),
    ("rate", ()),
    ("√2x", ("√2 is the root here, without what follows; use parentheses for more",)),
]


@pytest.mark.parametrize(("typed", "notes"), NOTES)
def test_readings_worth_telling(typed: str, notes: tuple[str, ...]) -> None:
    assert parse_function(typed).notes == notes


PRINCIPAL = [
    ("x^(1/3)", "principal_power(x, 1/3)"),
    ("cbrt(x)", "principal_power(x, 1/3)"),
    ("root(x, 5)", "principal_power(x, 1/5)"),
    ("x^0.4", "principal_power(x, 0.4)"),
    ("x^2+sqrt(x)+2^x+e^(1/2)", "x**2 + sqrt(x) + 2**x + e**(1/2)"),
]


@pytest.mark.parametrize(("typed", "read"), PRINCIPAL)
def test_principal_roots(typed: str, read: str) -> None:
    assert to_text(parse_function(typed, Settings(roots=Roots.PRINCIPAL)).tree) == read
    assert to_text(parse_expression(typed, Roots.PRINCIPAL)) == read


def test_values_of_names() -> None:
    problem = parse_function("a*x^2 + besselj(n, x)", Settings(let={"a": "-1/2", "n": "2", "b": "3"}))
    assert to_text(problem.tree) == "(-1/2)*x**2 + besselj(2, x)"
    assert problem.variables == ("x",)
    assert problem.notes == ("a = -1/2", "n = 2", "b = 3 is not used: the formula has no b")


def test_chosen_variables() -> None:
    assert parse_function("x + rate", Settings(wrt=("rate", "x"))).variables == ("rate", "x")
