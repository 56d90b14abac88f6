"""Every rule has its sentence; sentences show their step and nothing else."""

from __future__ import annotations

import pytest

from calc_cli.calculus import RULES, condense, differentiate
from calc_cli.language import parse_expression
from calc_cli.model import Step
from calc_cli.reports.document import text_of
from calc_cli.reports.rule_words import CONTINUED, DIFFERENTIATION, SOLVING
from calc_cli.reports.sentences import filled, formula, sentence, sentence_line
from calc_cli.tree import INFINITY, MINUS_INFINITY, ONE, E, Expr, Power, Variable

X = Variable("x")

SENTENCES = [
    ("x^2*sin(x)", "Product rule, (u*v)' = u'*v + u*v': d/dx (x**2*sin(x)) = 2*x*sin(x) + x**2*cos(x)"),
    ("sin(x^2)", "Chain rule with u = x**2: d/dx (sin(x**2)) = 2*x*cos(x**2)"),
    ("x^3 - 3x", "Term by term with the power rule: d/dx (x**3 - 3*x) = 3*x**2 - 3"),
    ("x^x", "Logarithmic differentiation, (u**v)' = u**v*(v*log(u))': d/dx (x**x) = x**x*(log(x) + x/x)"),
]


@pytest.mark.parametrize(("text", "words"), SENTENCES)
def test_derivatives_in_words(text: str, words: str) -> None:
    """The first sentence of a worked derivative."""
    assert sentence(condense(differentiate(parse_expression(text), "x"))) == words


def test_every_differentiation_rule_has_words_and_a_formula() -> None:
    """RULES, sentences and formulas list the same rules."""
    assert set(RULES) == set(DIFFERENTIATION)
    assert all(formula(rule) for rule in RULES)


@pytest.mark.parametrize(("rule", "function"), sorted((k, v) for k, v in RULES.items() if v is not None))
def test_the_formula_is_the_docstring_of_the_rule(rule: str, function: object) -> None:
    """The formula shown is the one the rule's function states."""
    assert formula(rule) == function.__doc__.splitlines()[0]




def numbers(*texts: str) -> tuple[Expr, ...]:
    """The notes of a step."""
    return tuple(parse_expression(text) for text in texts)


SOLVED = [
    (("quadratic_formula", "x^2 - 4x - 1 == 0", "x == 2 - sqrt(5) or x == 2 + sqrt(5)", numbers("1", "-4", "-1", "x")),
     "Quadratic formula for x**2 - 4*x - 1 = 0, discriminant (-4)**2 - 4*1*(-1) = 20, x = (4 ± sqrt(20))/2: "
     "x = 2 - sqrt(5) or x = 2 + sqrt(5)"),
    (("biquadratic", "x^4 - x^2 - 1 == 0", None, numbers("1", "-1", "-1", "x^2")),
     "Quadratic equation in x**2: x**4 - x**2 - 1 = 0, discriminant (-1)**2 - 4*1*(-1) = 5, x**2 = (1 ± sqrt(5))/2"),
    (("pure_root", "x^3 + 3x^2 + 3x - 1 == 0", None, numbers("1", "0", "-2", "(x+1)^3")),
     "Take the root in x**3 + 3*x**2 + 3*x - 1 = 0, that is (x + 1)**3 = 2"),
    (("no_real_solution", "x^2 + 3 == 0", None, numbers("1", "0", "3", "x^2")),
     "No real solution: x**2 + 3 = 0, since x**2 = -3 is impossible"),
    (("no_real_solution", "3x^2 + 8x + 8 == 0", None, numbers("3", "8", "8", "x")),
     "No real solution: 3*x**2 + 8*x + 8 = 0, since the discriminant 8**2 - 4*3*8 = -32 is negative"),
    (("no_real_solution", "x^4 + 5x^2 + 5 == 0", None, numbers("1", "5", "5", "x^2")),
     "No real solution: x**4 + 5*x**2 + 5 = 0, since x**2 = (-5 ± sqrt(5))/2 is negative both times"),
    (("no_real_solution", "x^2 + 1 == 0", None, ()), "No real solution: x**2 + 1 = 0"),
    (("second_derivative_test", "x == 3", None, ("f''(3) = 12 > 0", "a local minimum")),
     "Second derivative test at x = 3: f''(3) = 12 > 0, so a local minimum"),
    (("power_zero", "(x - 5)^2 == 0", "x - 5 == 0", ()), "A power is zero only where its base is: (x - 5)**2 = 0 means x - 5 = 0"),
    (("zero_product", "x*(x - 5) == 0", "x == 0 or x == 5", ()),
     "A product is zero exactly when one of its factors is: x*(x - 5) = 0 means x = 0 or x = 5"),
    (("identity", "x - x == 0", None, ()), "True everywhere: x - x = 0"),
    (("exponential_never_zero", "e^x == -2", None, ()), "An exponential is positive everywhere, so e**x = -2 has no solution"),
    (("substitution", "tan(x) - 1 == 0", "u - 1 == 0", ("u", "tan(x)")), "Substitute u = tan(x): tan(x) - 1 = 0 becomes u - 1 = 0"),
    (("never_zero_factor", "x*e^x == 0", "x == 0", (Power(E, X),)), "e**x is not zero, so x*e**x = 0 means x = 0"),
    (("take_logarithm", "e^x == 2", "x == log(2)", ()), "Take logarithms: e**x = 2 means x = log(2)"),
    (("trigonometric_family", "cos(x) == 0", "x == pi/2 or x == -pi/2", numbers("2*pi")),
     "All solutions of cos(x) = 0: x = pi/2 or x = -pi/2, each plus 2*pi*k, k any integer"),
    (("piece", "x == 1", "x == 0", (MINUS_INFINITY, ONE, X)), "For x < 1, where the function is x = 1: x = 0"),
    (("piece_without_solution", "x == 1", None, (ONE, INFINITY, X)),
     "For x > 1, where the function is x = 1: no solution in this interval"),
    (("nonzero_constant", "0 - 2 == 0", None, numbers("-2")), "No solution: -2 is never zero"),
    (("nonzero_numerator", "4/(x-1) == 0", None, numbers("4")), "No solution of 4/(x - 1) = 0: the numerator 4 is never zero"),
    (("divide", "6x == 12", "x == 2", numbers("6")), "Divide by 6: 6*x = 12 becomes x = 2"),
    (("some_new_rule", "x == 3", None, ()), "Some new rule: x = 3"),
]  # fmt: skip


@pytest.mark.parametrize(("parts", "words"), SOLVED)
def test_solving_in_words(parts: tuple[str, str | None, str | None, tuple[str, ...]], words: str) -> None:
    """Equations are written with a single equals sign, missing parts are left out."""
    rule, before, after, note = parts
    trees = [None if text is None else condition(text) for text in (before, after)]
    assert sentence(Step(rule, trees[0], trees[1], (), note)) == words


def condition(text: str) -> object:
    """The tree of a condition, read inside a piecewise function."""
    return parse_expression(f"piecewise((0, {text}))").branches[0][1]


@pytest.mark.parametrize("rule", sorted(SOLVING))
def test_a_bare_step_still_makes_a_sentence(rule: str) -> None:
    """No placeholder and no bracket of a template is left over, with formulas and without."""
    equation = condition("x == 2")
    for step in (Step(rule), Step(rule, equation, equation, (), (X, "y", X))):
        assert not set(sentence(step)) & set("[]{}") or rule == "enclosure"  # an interval
    assert sentence(step)


@pytest.mark.parametrize("rule", sorted(CONTINUED))
def test_a_step_that_goes_on_does_not_repeat_its_equation(rule: str) -> None:
    """Only what comes out of it is said."""
    before, after = condition("x - 7 == 0"), condition("x == 5")
    words = text_of(sentence_line(Step(rule, before, after, (), (X,)), Step("factor", None, before)))
    assert "7" not in words and words[0].isupper()


def test_optional_parts() -> None:
    """A part in square brackets needs all of its values."""
    assert text_of(filled("a[ {x}][ {x} {y}]", {"x": ("1",)})) == "a 1"
