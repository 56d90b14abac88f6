"""Which subterms ask something of the variable, children first."""

from __future__ import annotations

from fractions import Fraction

import pytest

from calc_cli.domain import gates, resolve
from calc_cli.language import parse_expression, to_text
from calc_cli.tree import ZERO, Comparison, Variable

GATES = [
    ("x^2 + 3x/2", []),
    ("1/x", ["x != 0"]),
    ("log(log(x))", ["x > 0", "log(x) > 0"]),
    ("x^x", ["x > 0"]),
    ("2^x", []),
    ("e^x", []),
    ("x^pi", ["x >= 0"]),
    ("x^(-pi)", ["x > 0"]),
    ("x^(2/6)", ["x joint"]),
    ("x^(-1/3)", ["x != 0"]),
    ("x^(1/2)", ["x >= 0"]),
    ("x^(-1/2)", ["x > 0"]),
    ("asin(x)", ["1 - x**2 >= 0"]),
    ("tan(x)", ["cos(x) != 0"]),
    ("abs(1/x)", ["x != 0", "1/x joint"]),
    ("max(x, 2)", ["x - 2 joint"]),
    ("relu(x - 1)", ["-(x - 1) joint"]),
    ("floor(x)", ["x integer_joint"]),
    ("gamma(x)", ["x not in {0, -1, -2, ...}"]),
    ("log(x) if x > 0 else 1", ["x joint", "x > 0"]),
]


@pytest.mark.parametrize(("text", "expected"), GATES, ids=[text for text, _ in GATES])
def test_gates(text: str, expected: list[str]) -> None:
    assert [f"{to_text(gate.subterm)} {gate.requirement}" for gate in gates(parse_expression(text))] == expected


def test_gates_of_a_branch_matter_only_there() -> None:
    restricting = next(gate for gate in gates(parse_expression("log(x) if x > 0 else 1")) if gate.restricts)
    assert restricting.guards == ((Comparison(Variable("x"), ">", ZERO), True),)


@pytest.mark.parametrize(
    ("text", "sample", "expected"),
    [
        ("abs(x)", -1, "-x"),
        ("max(x, x^2)", Fraction(1, 2), "x"),
        ("sign(sin(x))*x", 4, "-x"),
        ("floor(x) + x", Fraction(5, 2), "2 + x"),
        ("x^2 if x < 0 else x", 1, "x"),
        ("sqrt(x)", 2, "sqrt(x)"),
    ],
)
def test_resolve(text: str, sample: Fraction, expected: str) -> None:
    resolved = resolve(parse_expression(text), "x", Fraction(sample))
    assert resolved is not None
    assert to_text(resolved) == expected
