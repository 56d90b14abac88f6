"""Floating-point values for pictures: midpoints of balls, NaN where nothing is proved defined. Nothing is decided from them."""

from __future__ import annotations

import math
from collections.abc import Callable

from flint import arb

from calc_cli.balls.constants import enclose
from calc_cli.balls.evaluate import compiled
from calc_cli.balls.precision import precision
from calc_cli.tree import INFINITIES, INFINITY, Expr

FIRST_BITS = 64
MORE_BITS = 320
SHARP = 1e-6


def float_value(constant: Expr) -> float:
    """A constant tree as a float, infinities included; NaN when it is not proved defined.

    >>> float_value(INFINITY)
    inf
    """
    if constant in INFINITIES:
        return math.inf if constant == INFINITY else -math.inf
    return _middle(enclose(constant, 64))


def float_function(tree: Expr, variables: tuple[str, ...]) -> Callable[..., float]:
    """The tree as a function of floats, one a variable; NaN where it is not proved defined or not known sharply.

    >>> from calc_cli.tree import Variable, Power, TWO
    >>> float_function(Power(Variable("x"), TWO), ("x",))(1.5)
    2.25
    """
    program = compiled(tree, variables)

    def function(*values: float) -> float:
        point = [arb(value) for value in values]
        for bits in (FIRST_BITS, MORE_BITS):
            with precision(bits):
                value = program(*point)
                if value.is_finite() and _is_sharp(value):
                    return _middle(value)
        return math.nan

    return function


def _is_sharp(value: arb) -> bool:
    """The ball is much smaller than a pixel of any sensible picture."""
    return float(value.rad()) <= SHARP * (1.0 + abs(_middle(value)))


def _middle(value: arb) -> float:
    """The midpoint of a ball; an infinity when a float cannot hold it."""
    if not value.is_finite():
        return math.nan
    try:
        return float(value.mid())
    except OverflowError:
        return math.inf if value > 0 else -math.inf
