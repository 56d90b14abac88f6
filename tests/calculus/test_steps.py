"""Textbook derivatives: the input, and the condensed steps a reader sees."""

from __future__ import annotations

import pytest

from calc_cli.calculus import RULES, condense, differentiate
from calc_cli.functions import TABLE
from calc_cli.language import parse_expression, to_text
from calc_cli.model import Step

CASES = {
    "x^3 - 3x^2 - 9x + 5": """
        polynomial | x**3 - 3*x**2 - 9*x + 5 | 3*x**2 - 6*x - 9
    """,
    "7": """
        constant | 7 | 0
    """,
    "x": """
        identity | x | 1
    """,
    "4x": """
        constant_multiple | 4*x | 4
    """,
    "x^2*sin(x)": """
        product | x**2*sin(x) | 2*x*sin(x) + x**2*cos(x)
          power | x**2 | 2*x
          trigonometric | sin(x) | cos(x)
    """,
    "(x^2-1)/(x^2+1)": """
        quotient | (x**2 - 1)/(x**2 + 1) | (2*x*(x**2 + 1) - 2*(x**2 - 1)*x)/(x**2 + 1)**2
          polynomial | x**2 - 1 | 2*x
          polynomial | x**2 + 1 | 2*x
    """,
    "1/x": """
        power | 1/x | -1/x**2
    """,
    "3/x^4": """
        power | 3/x**4 | -12/x**5
    """,
    "1/(x^2+1)": """
        reciprocal | 1/(x**2 + 1) | -2*x/(x**2 + 1)**2
          polynomial | x**2 + 1 | 2*x
    """,
    "x^(2/3)": """
        power | x**(2/3) | 2/(3*x**(1/3))
    """,
    "x^pi": """
        power | x**pi | pi*x**(pi - 1)
    """,
    "2^x": """
        exponential | 2**x | 2**x*log(2)
    """,
    "e^(x^2)": """
        chain | e**x**2 | 2*x*e**x**2
          exponential | e**u | e**u
          power | x**2 | 2*x
    """,
    "x^x": """
        general_power | x**x | x**x*(log(x) + x/x)
          product | x*log(x) | log(x) + x/x
            logarithm | log(x) | 1/x
    """,
    "x^(1/x)": """
        general_power | x**(1/x) | x**(1/x)*(1/x**2 - log(x)/x**2)
          product | 1/x*log(x) | 1/x**2 - log(x)/x**2
            power | 1/x | -1/x**2
            logarithm | log(x) | 1/x
    """,
    "(3x+1)^5": """
        chain | (3*x + 1)**5 | 15*(3*x + 1)**4
          power | u**5 | 5*u**4
          sum | 3*x + 1 | 3
    """,
    "5sin(x)": """
        trigonometric | 5*sin(x) | 5*cos(x)
    """,
    "sin(x)^2": """
        chain | sin(x)**2 | 2*cos(x)*sin(x)
          power | u**2 | 2*u
          trigonometric | sin(x) | cos(x)
    """,
    "ln|x|": """
        logarithm_of_absolute_value | log(abs(x)) | 1/x
    """,
    "abs(x^2-1)": """
        chain | abs(x**2 - 1) | 2*x*sign(x**2 - 1)
          absolute_value | abs(u) | sign(u)
          polynomial | x**2 - 1 | 2*x
    """,
    "u*sin(2u)": """
        product | u*sin(2*u) | sin(2*u) + 2*u*cos(2*u)
          chain | sin(2*u) | 2*cos(2*u)
            trigonometric | sin(w) | cos(w)
            constant_multiple | 2*u | 2
    """,
    "sin(x)*cos(x) + sin(x)": """
        sum | sin(x)*cos(x) + sin(x) | cos(x)**2 - sin(x)**2 + cos(x)
          product | sin(x)*cos(x) | cos(x)**2 - sin(x)**2
            trigonometric | sin(x) | cos(x)
            trigonometric | cos(x) | -sin(x)
    """,
    "1 - x*sin(x)": """
        sum | 1 - x*sin(x) | -sin(x) - x*cos(x)
          product | -x*sin(x) | -sin(x) - x*cos(x)
            trigonometric | sin(x) | cos(x)
    """,
    "floor(x)*x": """
        product | floor(x)*x | floor(x)
          locally_constant | floor(x) | 0
    """,
}


def outline(step: Step, indent: int = 0) -> list[str]:
    """One line a step: rule, before, after."""
    assert step.before is not None and step.after is not None
    line = f"{' ' * indent}{step.rule} | {to_text(step.before)} | {to_text(step.after)}"
    return [line, *(inner for part in step.substeps for inner in outline(part, indent + 2))]


@pytest.mark.parametrize("text", CASES)
def test_textbook_steps(text: str) -> None:
    """The steps, word for word."""
    variable = "u" if "u" in text and "x" not in text else "x"
    expected = [line[8:] for line in CASES[text].strip("\n").splitlines()[:-1]]
    assert outline(condense(differentiate(parse_expression(text), variable))) == expected


PIECES = [
    ("max(x, x^2)", [("1", "x > x**2"), ("2*x", "x < x**2")]),
    ("max(0, x)", [("0", "x < 0"), ("1", "x > 0")]),
    ("min(x, 2, x^2)", [("1", "x < 2 and x < x**2"), ("0", "x > 2 and 2 < x**2"), ("2*x", "x > x**2 and x**2 < 2")]),
    ("x^2 if x < 0 else x", [("2*x", "x < 0"), ("1", "x > 0")]),
    ("x^2 if x<=0 else x^3 if x<=1 else x", [("2*x", "x < 0"), ("3*x**2", "x > 0 and x < 1"), ("1", "x > 1")]),
    ("5 if x == 0 else sin(x)/x", [("(cos(x)*x - sin(x))/x**2", "x != 0")]),
    ("x^2 if x >= 0 and x < 1 else x", [("2*x", "x > 0 and x < 1"), ("1", "x < 0 or x > 1")]),
    ("x^2 if abs(x) <= 1 else x", [("2*x", "abs(x) < 1"), ("1", "abs(x) > 1")]),
    ("x^2 if x <= abs(x) else x", [("2*x", "x <= abs(x)"), ("1", "otherwise")]),
    ("max(0, 1 - abs(x))", [("0", "0 > 1 - abs(x)"), ("-sign(x)", "1 - abs(x) > 0")]),
]


@pytest.mark.parametrize(("text", "branches"), PIECES)
def test_pieces(text: str, branches: list[tuple[str, str]]) -> None:
    """Each piece's derivative, on the interior of the piece where joints are proved to be thin."""
    after = differentiate(parse_expression(text), "x").after
    found = [(to_text(v), to_text(c)) for v, c in after.branches]
    if after.otherwise is not None:
        found.append((to_text(after.otherwise), "otherwise"))
    assert found == branches


def test_the_table_names_known_rules() -> None:
    """Each row's rule has an entry in the catalogue."""
    assert {row.rule or "table" for row in TABLE.values()} <= set(RULES)
