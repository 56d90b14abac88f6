"""The worked solution of a system is the way the computation went."""

from __future__ import annotations

import pytest

from calc_cli.language import to_text
from calc_cli.model import Step
from calc_cli.tree import Expr
from tests.solving.systems.systems_cases import critical

STORIES = [
    (
        "x^3+y^3-3xy",
        [
            ("isolate", "x**2 - y == 0", "y == x**2", []),
            ("substitution", "x - y**2 == 0", "x - x**4 == 0", []),
            ("zero_product", "x*(x - 1)*(x**2 + x + 1) == 0", "x == 0 or x - 1 == 0 or x**2 + x + 1 == 0", []),
            ("case", "x == 0", "x == 0", []),
            ("case", "x - 1 == 0", "x == 1", []),
            ("no_real_solution", "x**2 + x + 1 == 0", None, []),
            ("back_substitution", None, None, []),
        ],
    ),
    (
        "x^2+2xy-4y^2+4x-6y+4",
        [
            ("isolate", "x + y + 2 == 0", "x == -y - 2", []),
            ("substitution", "x - 4*y - 3 == 0", "-5*y - 5 == 0", []),
            ("isolate", "y + 1 == 0", "y == -1", []),
            ("back_substitution", None, None, []),
        ],
    ),
    (
        "(1-a*b)^2+0.1(a^2+b^2)",
        [("resultant", "10*a*b**2 + a - 10*b == 0 and 10*a**2*b - 10*a + b == 0", "100*b**5 + 20*b**3 - 99*b == 0", [])],
    ),
]


@pytest.mark.parametrize(("function", "steps"), STORIES)
def test_stories(function: str, steps: list[tuple[object, ...]]) -> None:
    assert [told(step) for step in critical(function).steps] == steps


def told(step: Step) -> tuple[object, ...]:
    """The step as texts."""
    return (step.rule, text(step.before), text(step.after), [told(inner) for inner in step.substeps])


def text(tree: Expr | None) -> str | None:
    """A condition or an equation as text."""
    return None if tree is None else to_text(tree)


def test_long_stories_are_not_told() -> None:
    assert critical("(x^4-16x^2+5x+y^4-16y^2+5y+z^4-16z^2+5z)/2").steps
    assert not critical("x^2*(x^2-1)^2*(x^2-4)^2*y^2*(y^2-1)^2*(y^2-4)^2").steps
