"""Every step of a worked solution is checked with numbers: after = d/dx before, and equations keep their solutions."""

from __future__ import annotations

from fractions import Fraction

import mpmath
import pytest

from calc_cli.balls.decimals import number
from calc_cli.model import Step
from calc_cli.pipeline import analyze, differentiate
from calc_cli.reports.rule_words import DIFFERENTIATION
from calc_cli.reports.sentences import is_differentiation
from calc_cli.settings import Settings
from calc_cli.tree import (
    Comparison,
    Expr,
    IsolatedRoot,
    Junction,
    RootOf,
    Variable,
    add,
    multiply,
    rational,
    substitute,
    subtract,
    transform,
    variables_of,
)
from tests.calculus.numeric_oracle import value

POINTS = (-3.7, -2.2, -1.3, -0.6, 0.35, 0.8, 1.45, 2.6, 3.9)
SMALL = mpmath.mpf(10) ** -9
GRID = [mpmath.mpf(k) / 23 - 5 for k in range(10 * 23)]
SAMPLES = [
    "x**3-3x**2-9x+5",
    "(x^2+1)/(x-1)",
    "x e^(-x)",
    "e^(2x)-5e^x+2x",
    "ln(x)/x",
    "x^2 ln x",
    "sqrt(x)-x",
    "sqrt(x^2+1)-x/2",
    "cbrt(x)*(x-4)",
    "sin(x)^2*cos(x)",
    "sin(2x)+x",
    "x-sqrt(2)*sin(x)",
    "2*sin(x)+3*cos(x)+x",
    "x^5-5x+1+e^x",
    "x*e^x - 3x",
    "2^x-x",
    "x^x",
    "x^2*e^x/(x+1)",
    "|x^2-1|",
    "max(x, x^2)",
    "x^4/4-x^3+x",
    "3x^4-16x^3+18x^2",
    "x - x^3/7 + x^2/2",
    "4/(x-1)",
    "5-2x",
    "e^(1/x)",
    "x^4/4+x^3+3x^2/2-x",
    "(x-1)^4*(x+2)",
    "arctan(x)-x/2",
    "tan(x)-2x",
    "x^6/6-x^5+x",
    "e^(-x^2)",
]
EQUATIONS = frozenset(
    (
        "divide", "multiply", "nonzero_constant", "nonzero_numerator",
        "numerator", "never_zero_factor", "factor", "zero_product", "power_zero", "linear", "isolate", "quadratic_formula", "biquadratic",
        "pure_root", "cosines", "algebraic_root", "back_substitution", "take_logarithm", "take_exponential", "take_power", "invert",
        "rearrange", "lambert", "rolle_chain", "certified_search", "trigonometric_family", "no_real_solution",
        "exponential_never_zero", "root_never_negative", "one_sign",
    )
)  # fmt: skip
"""Rules after which the equation has the same solutions (wherever f' is defined)."""


def steps_of(step: Step):
    yield step
    for inner in step.substeps:
        yield from steps_of(inner)


def at(tree: Expr, name: str, x: object) -> object:
    """The value of a tree, None where it has none."""
    try:
        found = value(tree, {name: mpmath.mpf(x)})
    except (ArithmeticError, ValueError):
        return None
    return found if mpmath.im(found) == 0 and mpmath.isfinite(found) else None


def same(a: object, b: object) -> bool:
    return abs(a - b) <= mpmath.mpf(10) ** -12 * (1 + abs(a))


def check_derivative(step: Step) -> int:
    """after = d/d variable of before, at points where both are defined; the number of points."""
    name = str(step.note[0])
    compared = 0
    for x in POINTS:
        here, slope = at(step.before, name, x), at(step.after, name, x)
        if here is None or slope is None or len(variables_of(step.before) - {name}):
            continue
        h = mpmath.mpf(10) ** -10
        sides = [at(step.before, name, x + k * h) for k in (-2, -1, 1, 2)]
        if None in sides:
            continue
        estimate = (sides[0] - 8 * sides[1] + 8 * sides[2] - sides[3]) / (12 * h)
        assert abs(estimate - slope) <= mpmath.mpf(10) ** -18 * (1 + abs(slope)), step
        compared += 1
    return compared


def sides(statement: Expr) -> list[Expr]:
    """The differences left - right of an equation or of its alternatives."""
    parts = statement.conditions if isinstance(statement, Junction) else (statement,)
    assert all(isinstance(part, Comparison) and part.relation == "==" for part in parts)
    return [subtract(part.left, part.right) for part in parts]


def known(tree: Expr) -> Expr:
    """Algebraic numbers and isolated roots as decimals."""
    return transform(tree, lambda n: rational(Fraction(number(n).lower)) if isinstance(n, IsolatedRoot | RootOf) else n)


def zeros(differences: list[Expr], name: str) -> list[mpmath.mpf]:
    """Where one of the functions passes through zero on the grid, by bisection; jumps are left out."""
    found = []
    for difference in map(known, differences):
        values = [at(difference, name, x) for x in GRID]
        for low, high, a, b in zip(GRID, GRID[1:], values, values[1:], strict=False):
            if a is None or b is None or a * b >= 0:
                continue
            for _ in range(60):
                middle = (low + high) / 2
                here = at(difference, name, middle)
                if here is None:
                    break
                low, high, a = (low, middle, a) if here * a < 0 else (middle, high, here)
            if a is not None and abs(a) < SMALL:
                found.append(low)
    return found


def check_equation(step: Step) -> bool:
    """Simple zeros of the equation before are solutions after; solutions after are zeros before, where that is defined."""
    names = variables_of(known(step.before))
    if len(names) != 1:
        return False
    name = next(iter(names))
    before = zeros(sides(step.before), name)
    if step.after is None or variables_of(known(step.after)) != names:
        assert not before, step
        return True
    solutions = zeros(sides(step.after), name)
    assert step.rule == "trigonometric_family" or all(any(abs(x - y) < SMALL for y in solutions) for x in before), step
    values = [at(known(sides(step.before)[0]), name, x) for x in solutions]
    assert all(found is None or abs(found) < SMALL for found in values), step
    return True


@pytest.fixture(autouse=True)
def digits():
    with mpmath.workdps(60):
        yield


@pytest.mark.parametrize("text", SAMPLES)
def test_derivative_steps_are_true(text):
    study = analyze(text, Settings(budget_seconds=3))
    checked = 0
    for derivation in (study.first, study.second):
        for step in steps_of(derivation.step):
            assert is_differentiation(step) and step.rule in DIFFERENTIATION
            checked += check_derivative(step)
        whole = Step("whole", derivation.step.before, derivation.result, (), derivation.step.note)
        checked += check_derivative(whole)
    assert checked


@pytest.mark.parametrize("text", SAMPLES)
def test_equation_steps_keep_the_solutions(text):
    study = analyze(text, Settings(budget_seconds=3))
    steps = [inner for step in (*study.solution, *study.inflection_solution) for inner in steps_of(step)]
    assert steps
    equations = [step for step in steps if step.rule in EQUATIONS and step.before is not None]
    with mpmath.workdps(20):
        for step in equations:
            check_equation(step)


@pytest.mark.parametrize("text", SAMPLES)
def test_formulas_are_shown_with_the_numbers_of_their_equation(text):
    """a*u**2 + b*u + c, or a*u + c for b = 0, is the left side of the equation, up to a factor where roots alone are taken."""
    study = analyze(text, Settings(budget_seconds=3))
    for step in (inner for outer in (*study.solution, *study.inflection_solution) for inner in steps_of(outer)):
        if step.rule in ("quadratic_formula", "biquadratic", "pure_root", "no_real_solution") and len(step.note) == 4:
            a, b, c, u = step.note
            name = next(iter(variables_of(u)))
            shown = add(multiply(a, u, u), multiply(b, u), c) if value(b, {}) else add(multiply(a, u), c)
            ratios = [at(shown, name, x) / at(step.before.left, name, x) for x in POINTS]
            assert all(same(ratio, ratios[0]) for ratio in ratios) and (same(ratios[0], 1) or not value(b, {}))


@pytest.mark.parametrize("text", SAMPLES)
def test_substitutions_say_what_they_put_in(text):
    """Putting the new unknown back into the equation after gives the equation before, up to a factor without zeros."""
    study = analyze(text, Settings(budget_seconds=3))
    for step in (inner for outer in (*study.solution, *study.inflection_solution) for inner in steps_of(outer)):
        if step.rule in ("substitution", "half_angle"):
            letter, meaning = step.note
            assert isinstance(letter, Variable)
            back = Step("factor", step.before, Comparison(substitute(step.after.left, {letter.name: meaning}), "==", step.after.right))
            with mpmath.workdps(20):
                assert check_equation(back) or len(variables_of(step.before)) != 1


def test_other_names_are_constants():
    found = differentiate("(y - y_hat)^2", Settings(wrt=("y_hat",)), at="y_hat=1, y=3")
    assert [number.exact for number in found.values] == ["4", "-4"]
    assert found.constants == ("y",)


def test_orders_build_on_each_other():
    found = differentiate("x^5", order=3, at="x=2")
    assert [number.exact for number in found.values] == ["32", "80", "160", "240"]
