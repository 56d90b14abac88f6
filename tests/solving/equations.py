"""Equations as texts, and their zeros as numbers."""

from __future__ import annotations

from calc_cli import balls
from calc_cli.language import parse_expression, parse_region
from calc_cli.model import Equation, RootSet, Truth
from calc_cli.solving import solve
from calc_cli.tree import Expr


def zeros(text: str, on: str = "(-oo, oo)", budget_seconds: float = 10.0) -> RootSet:
    """The zeros of a branch-free function on an open interval."""
    interval = parse_region(on, ("x",))["x"]
    return solve(Equation(parse_expression(text), "x", interval), budget_seconds)


def decimals(found: RootSet) -> list[float]:
    """The roots as doubles, in the order given."""
    return [number(root.value) for root in found.roots]


def number(constant: Expr) -> float:
    """The nearest double of a constant."""
    return float(balls.enclose(constant, 64).mid())


def is_complete(found: RootSet) -> bool:
    """Proved: nothing is missing and nothing is left undecided."""
    return found.complete is Truth.TRUE and not found.undecided
