"""Both spellings in one walk are those of the two printers."""

import random

import pytest

from calc_cli.language import parse_expression, text_and_latex, to_latex, to_text

FORMULAS = (
    "x", "-x", "x + 1", "-x - 1", "1 - (x + 2)", "x*(y + 1) - 3", "-(x + 1) + 2", "2 + (-3)*x", "sin(x) - x/2 + 1/3", "x - -1", "x > 0",
)  # fmt: skip


@pytest.mark.parametrize("text", FORMULAS)
def test_formulas(text):
    tree = parse_expression(text) if ">" not in text else parse_expression(f"1 if {text} else x + 2")
    assert text_and_latex(tree) == (to_text(tree), to_latex(tree))


@pytest.mark.parametrize("seed", range(10))
def test_polynomials(seed):
    chance = random.Random(seed)
    tree = parse_expression("".join(f"{chance.randint(-9, 9):+d}*x^{k}" for k in range(6, -1, -1)))
    assert text_and_latex(tree) == (to_text(tree), to_latex(tree))
