"""What is read at a glance is read as the parser reads it."""

import random

import pytest

from calc_cli.language.glance import sum_at_a_glance
from calc_cli.language.reading import parse_expression, parse_function

TERMS = ("x", "3x", "3*x", "3 * x", "x^2", "x**2", "12x^3", "7*x ** 0", "0*x^4", "5", "0", "007", "x ^ 12", "0x", "0x^2")


@pytest.mark.parametrize("seed", range(40))
def test_sums_are_read_as_the_parser_reads_them(seed):
    chance = random.Random(seed)
    text = chance.choice(["", "-", "+", " - "]) + chance.choice(TERMS)
    for _ in range(chance.randint(1, 6)):
        text += chance.choice(["+", "-", " + ", " - ", "  -"]) + chance.choice(TERMS)
    read = sum_at_a_glance(text + " - x")
    assert read == (parse_expression(text + " - x"), "x")


LEFT = (
    "", "  ", "5", "x^2 x", "3 x", "x3", "2^x", "x^-1", "x^2^3", "2e3x", "x - e", "3.5x", "x + y", "(x)", "x +", "x + + 2", "x--2", "x*3",
    "x^123", "1234567890x", "-", "x_1", "0x1", "2 3x", "x!", "x\u00b2", "x = 2", "3x y", "3*", "x*", "X^2", "x^2\t+ 1",
)  # fmt: skip


@pytest.mark.parametrize("text", LEFT)
def test_everything_else_is_left_to_the_parser(text):
    assert sum_at_a_glance(text) is None


@pytest.mark.parametrize("letter", "abcdefghijklmnopqrstuvwxyz")
def test_letters(letter):
    problem = parse_function(f"{letter}^2 - 3{letter} + 1")
    assert problem.tree == parse_expression(f"{letter}^2 - 3{letter} + 1")
    assert problem.notes == ()
