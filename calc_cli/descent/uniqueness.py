"""Is a critical point the only one between it and the end of a run? Proved by a regular Hessian over the box of both."""

from __future__ import annotations

from fractions import Fraction

from calc_cli import balls
from calc_cli import tree as t
from calc_cli.balls.newton import SquareSystem
from calc_cli.balls.precision import precision
from calc_cli.calculus import gradient
from calc_cli.descent.elementary import Array
from calc_cli.remembering import remembered
from calc_cli.tree import Expr

PRECISION_BITS = 96


def proves_alone(tree: Expr, variables: tuple[str, ...], place: tuple[Expr, ...], end: Array) -> bool:
    """Every matrix in the enclosure of H over the box of the point and the end is regular, so grad f takes no value twice in the box.

    Around a minimum f is then strictly convex on the box. Source: Moore, Kearfott, Cloud (2009), ch. 8.

    >>> import numpy as np
    >>> from calc_cli.language import parse_expression
    >>> [proves_alone(parse_expression(f), ("x",), (t.ZERO,), np.array([0.25])) for f in ("x**2 + x**3", "x**4")]
    [True, False]
    """
    ends = [t.rational(Fraction(float(e))) for e in end]
    sides = [balls.enclose(x, PRECISION_BITS).union(balls.enclose(e, PRECISION_BITS)) for x, e in zip(place, ends, strict=True)]
    if not all(side.is_finite() for side in sides):
        return False
    with precision(PRECISION_BITS):
        return system_of(tree, variables).newton(sides) is not None


@remembered(8)
def system_of(tree: Expr, variables: tuple[str, ...]) -> SquareSystem:
    """grad f = 0."""
    return SquareSystem(tuple(entry.result for entry in gradient(tree, variables)), variables, balls.compiled_all)
