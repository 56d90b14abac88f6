"""Interiors of the pieces of a piecewise function."""

from __future__ import annotations

import pytest

from calc_cli.calculus.conditions import interiors, meet_rarely
from calc_cli.language import parse_expression, to_text

MEETINGS = [
    ("x", "x^2", True),
    ("x", "pi", True),
    ("sqrt(2)", "x", True),
    ("1/x", "x^3 + 1", True),
    ("(x+1)^2", "x^2 + 2x + 1", False),
    ("abs(x)", "x", False),
    ("x", "x", False),
    ("x", "y", True),
    ("1", "2", True),
    ("1", "1", False),
]


@pytest.mark.parametrize(("left", "right", "thin"), MEETINGS)
def test_meet_rarely(left: str, right: str, thin: bool) -> None:
    """Only a proof counts: identities and |x| = x are not thin, sin(x) = 0 is not proved to be."""
    assert meet_rarely(parse_expression(left), parse_expression(right)) is thin


INTERIORS = [
    ("1 if x <= 0 else 2", ["x < 0", "x > 0"]),
    ("1 if 0 <= x else 2", ["0 < x", "0 > x"]),
    ("1 if x < 0 else 2 if x < 5 else 3", ["x < 0", "x > 0 and x < 5", "x > 5"]),
    ("1 if x < 5 else 2 if x < 0 else 3", ["x < 5", None, "x > 5"]),
    ("1 if x == 0 else 2", [None, "x != 0"]),
    ("1 if x != 0 else 2", ["x != 0", None]),
    ("1 if x^2 <= 4 else 2", ["x**2 < 4", "x**2 > 4"]),
    ("1 if x < -1 or x > 1 else 2", ["x < -1 or x > 1", "x > -1 and x < 1"]),
    ("1 if abs(x) <= 1 else 2", ["abs(x) < 1", "abs(x) > 1"]),
    ("1 if x <= abs(x) else 2", None),
    ("1 if max(x, 0) <= 0 else 2", None),
    ("piecewise((1, x < 0), (2, x >= 0))", ["x < 0", "x > 0"]),
]


@pytest.mark.parametrize(("text", "expected"), INTERIORS)
def test_interiors(text: str, expected: list[str | None] | None) -> None:
    """Joints go where they are proved to be thin; otherwise nothing is claimed."""
    tree = parse_expression(text)
    regions = interiors([condition for _, condition in tree.branches], tree.otherwise is not None)
    assert (None if regions is None else [r and to_text(r) for r in regions]) == expected
