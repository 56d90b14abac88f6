"""Certified search by ball arithmetic: bisection, mean-value form, interval Newton on bounded pieces.

Source: Moore, Kearfott, Cloud, Introduction to Interval Analysis (2009), ch. 8; Johansson, Arb (2017).
"""

from __future__ import annotations

from calc_cli.model import Equation
from calc_cli.solving.form import Budget, Form, Refused, Solved


def search_form(form: Form, budget: Budget) -> Solved:
    """Zeros of an irreducible form on its interval."""
    raise Refused("certified search comes later")


def search_tree(equation: Equation, budget: Budget) -> Solved:
    """Zeros of any tree with a ball method."""
    from calc_cli.model import Step, Truth
    from calc_cli.solving.form import equation_step

    step = Step("no_closed_form", equation_step(equation.function))
    return Solved(undecided=[equation.interval], complete=Truth.UNKNOWN, steps=[step])
