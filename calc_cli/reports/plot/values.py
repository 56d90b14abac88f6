"""Trees -> floating-point numbers for a picture; NaN where the function is not proved defined."""

from __future__ import annotations

import math
from collections.abc import Callable

from calc_cli.balls.floats import float_function, float_value
from calc_cli.tree import Expr

NOTHING = math.nan
LARGEST = 1e100
"""What is larger is drawn as infinite, and what is less than its inverse as 0: products of such numbers remain finite."""

Curve = Callable[[float], float]
"""The value of a function at a float, NaN where it has none."""


def value_of(constant: Expr) -> float:
    """A constant tree as a float, infinities included; NaN when it is not proved defined."""
    return drawable(float_value(constant))


def drawable(value: float) -> float:
    """The number, or the infinity or 0 that stands for it in a picture.

    >>> [drawable(1e200), drawable(-1e-300), drawable(2.5)]
    [inf, 0.0, 2.5]
    """
    size = abs(value)
    return math.copysign(math.inf, value) if size > LARGEST else 0.0 if size * LARGEST < 1 else value


def curve_of(tree: Expr, variable: str) -> Curve:
    """The function of a float that a tree in one variable is."""
    function = float_function(tree, (variable,))
    return lambda x: drawable(function(x))


def surface_of(tree: Expr, variables: tuple[str, ...]) -> Callable[[float, float], float]:
    """The function of two floats that a tree in two variables is."""
    function = float_function(tree, variables)
    return lambda x, y: drawable(function(x, y))
