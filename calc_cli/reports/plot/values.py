"""Trees -> floating-point numbers for a picture: midpoints of balls; NaN where the function is not proved defined."""

from __future__ import annotations

import math
from collections.abc import Callable

from flint import arb

from calc_cli.balls import compiled, enclose
from calc_cli.balls.precision import precision
from calc_cli.tree import INFINITY, MINUS_INFINITY, Expr

FIRST_BITS = 64
MORE_BITS = 320
SHARP = 1e-6
NOTHING = math.nan

Curve = Callable[[float], float]
"""The value of a function at a float, NaN where it has none."""


def value_of(constant: Expr) -> float:
    """A constant tree as a float, infinities included; NaN when it is not proved defined.

    >>> value_of(MINUS_INFINITY)
    -inf
    """
    if constant in (INFINITY, MINUS_INFINITY):
        return math.inf if constant == INFINITY else -math.inf
    return _middle(enclose(constant, 64))


def curve_of(tree: Expr, variable: str) -> Curve:
    """The function of a float that a tree in one variable is.

    >>> from calc_cli.tree import Variable, Power, TWO
    >>> curve_of(Power(Variable("x"), TWO), "x")(1.5)
    2.25
    """
    program = compiled(tree, (variable,))

    def curve(x: float) -> float:
        point = arb(x)
        for bits in (FIRST_BITS, MORE_BITS):
            with precision(bits):
                value = program(point)
                if value.is_finite() and _is_sharp(value):
                    return _middle(value)
        return NOTHING

    return curve


def _is_sharp(value: arb) -> bool:
    """The ball is a good deal smaller than a pixel of any sensible window."""
    return float(value.rad()) <= SHARP * (1.0 + abs(_middle(value)))


def _middle(value: arb) -> float:
    """The midpoint of a ball; an infinity when a float cannot hold it."""
    if not value.is_finite():
        return NOTHING
    try:
        return float(value.mid())
    except OverflowError:
        return math.inf if value > 0 else -math.inf
