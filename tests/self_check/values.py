"""The function under study and its derivatives at a point, by mpmath alone."""

from __future__ import annotations

from functools import cached_property

import mpmath
from mpmath import mpf

from calc_cli.tree import Expr
from tests.calculus.numeric_oracle import NotReal, TooLarge, value

DIGITS = 60
UNDEFINED = (NotReal, ZeroDivisionError, ValueError, OverflowError, TypeError, mpmath.libmp.libhyper.NoConvergence)


class Oracle:
    """f as typed. None where it is not real and finite; NaN where it is, but too large to be computed."""

    def __init__(self, tree: Expr, variable: str) -> None:
        self.tree = tree
        self.variable = variable
        self._seen: dict[mpf, mpf | None] = {}

    def at(self, x: mpf) -> mpf | None:
        if x not in self._seen:
            self._seen[x] = self._value(x)
        return self._seen[x]

    def _value(self, x: mpf) -> mpf | None:
        try:
            found = value(self.tree, {self.variable: x})
        except TooLarge:
            return mpmath.nan
        except UNDEFINED:
            return None
        if isinstance(found, mpmath.mpc) or mpmath.isinf(found):
            return None
        return found

    def first(self, x: mpf) -> mpf | None:
        """A central difference with a step far below the distances looked at."""
        h = mpf(10) ** -20 * max(1, abs(x))
        left, right = self._value(x - h), self._value(x + h)
        return None if left is None or right is None else (right - left) / (2 * h)

    def second(self, x: mpf) -> mpf | None:
        h = mpf(10) ** -15 * max(1, abs(x))
        left, middle, right = self._value(x - h), self.at(x), self._value(x + h)
        return None if left is None or middle is None or right is None else (right - 2 * middle + left) / (h * h)

    @cached_property
    def noise(self) -> mpf:
        """Relative size below which a computed difference means nothing."""
        return mpf(10) ** -40
