"""Trees -> floating-point numbers for a picture; NaN where the function is not proved defined."""

from __future__ import annotations

import math
from collections.abc import Callable

from calc_cli.balls.floats import float_function, float_value
from calc_cli.tree import Expr

NOTHING = math.nan

Curve = Callable[[float], float]
"""The value of a function at a float, NaN where it has none."""


def value_of(constant: Expr) -> float:
    """A constant tree as a float, infinities included; NaN when it is not proved defined."""
    return float_value(constant)


def curve_of(tree: Expr, variable: str) -> Curve:
    """The function of a float that a tree in one variable is."""
    return float_function(tree, (variable,))
