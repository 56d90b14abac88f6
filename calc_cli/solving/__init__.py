"""Zeros of one equation on one interval, complete and proved, or said not to be.

Rational functions are solved here at once; the chain of strategies for all others is imported on first use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from calc_cli.model import Equation, RootSet
from calc_cli.solving.rational import solve_rational
from calc_cli.symbolic.univariate import numerator_of

if TYPE_CHECKING:
    from calc_cli.solving.chain import STRATEGIES

__all__ = ["STRATEGIES", "solve"]


def solve(equation: Equation, budget_seconds: float = 10.0) -> RootSet:
    """Every zero of the function in the open interval.

    Hypotheses: the function is analytic and branch-free on the interval (a piece of `domain.partition`).
    """
    numerator = numerator_of(equation.function, equation.variable)
    if numerator is not None:
        return solve_rational(equation, numerator)
    from calc_cli.solving import chain

    return chain.solve(equation, budget_seconds)


def __getattr__(name: str) -> Any:
    """`STRATEGIES` on first use."""
    if name == "STRATEGIES":
        from calc_cli.solving.chain import STRATEGIES

        return STRATEGIES
    raise AttributeError(name)
