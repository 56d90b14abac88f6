"""The study of a polynomial in one pass is the study read off its landscape, field by field."""

import random
from dataclasses import fields

import pytest

from calc_cli.calculus import derive
from calc_cli.language import parse_function
from calc_cli.settings import Settings
from calc_cli.study.polynomial import study_polynomial
from calc_cli.study.studying import study_landscape

CHANCE = random.Random(2024)
SPECIAL = [
    "x^2",
    "-x^2 + x",
    "x^3",
    "x^4 - 1",
    "2x^40 - 1",
    "-x^41 + 3",
    "x**3 - 3x**2 - 9x + 5",
    "x^4 - 10x^2 + 1",
    "-x^4 + 2x^2",
    "3x^5 - 5x^3",
    "x^6 - 3x^4 + 3x^2",
    "x^12 - 2x^11 + 1",
    "(x^2 - 2)^3",
    "(x^2 - 2)^4 * x",
    "(x - 1)^9 * (x + 1)^2",
    "(x^3 - x - 1)^3",
    "(x^3 - x - 1)^4",
    "1e30x^3 - x",
    "x^2/3 - x/7 + 0*x^5",
    "(t^3 - t)/7",
    "x^2*(x^2 + 1)/(x^2 + 1)",
]


def expanded(degree):
    terms = "".join(f"{CHANCE.randint(-9, 9):+d}*x^{k}" for k in range(degree))
    return f"{CHANCE.choice((-3, -2, -1, 1, 2, 3))}x^{degree}{terms}"


def over_numbers(degree):
    return "".join(f"{CHANCE.choice((-1, 1)) * CHANCE.randint(1, 9):+d}/{CHANCE.randint(1, 7)}*x^{k}" for k in range(degree, -1, -1))


def factored(count):
    return "*".join(f"(x{CHANCE.randint(-4, 4):+d})^{CHANCE.randint(1, 4)}" for _ in range(count))


def sparse(degree):
    return f"x^{degree}{CHANCE.randint(-9, 9):+d}x^{CHANCE.randint(1, degree - 1)}{CHANCE.randint(-9, 9):+d}"


KINDS = {"expanded": (expanded, 2, 8), "over numbers": (over_numbers, 2, 6), "factored": (factored, 2, 4), "sparse": (sparse, 2, 12)}


def both(text):
    """(in one pass, off the landscape)."""
    settings = Settings()
    problem = parse_function(text, settings)
    first = derive(problem.tree, problem.variables[0])
    second = derive(first.result, problem.variables[0])
    return study_polynomial(problem, first, second, 0.0), study_landscape(problem, first, second, None, settings, 0.0)


def assert_alike(text):
    quick, general = both(text)
    assert quick is not None, text
    for name in (field.name for field in fields(general) if field.name != "seconds"):
        assert getattr(quick, name) == getattr(general, name), (text, name)


@pytest.mark.parametrize("text", SPECIAL)
def test_special_polynomials(text):
    assert_alike(text)


@pytest.mark.parametrize("kind", KINDS)
def test_random_polynomials(kind):
    make, least, greatest = KINDS[kind]
    for _ in range(80):
        assert_alike(make(CHANCE.randint(least, greatest)))


@pytest.mark.parametrize("text", ["5", "2x - 3", "0*x^3 + x", "x^3/x", "1/x", "x^2 + 1/x^2", "sin(x)", "|x|^2", "x^2 if x < 0 else x^3"])
def test_other_functions_are_left_to_the_landscape(text):
    quick, general = both(text)
    assert quick is None
    assert general.kind == "curve"
