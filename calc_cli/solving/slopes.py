"""The derivatives of a tree, and what their signs over a ball say about its zeros (Rolle's theorem)."""

from __future__ import annotations

from fractions import Fraction

from flint import arb

from calc_cli import balls
from calc_cli import tree as t
from calc_cli.balls.taylor import taylor
from calc_cli.calculus import derive
from calc_cli.symbolic import constants
from calc_cli.tree import Expr

ORDER_LIMIT = 12
GREATEST_SIZE = 6000
BITS = (64, 128, 256)


class Slopes:
    """f, f', f'', … computed on demand."""

    def __init__(self, function: Expr, variable: str) -> None:
        self.variable = variable
        self._trees = [function]
        self._zero_at: dict[tuple[int, Expr], bool | None] = {}

    def tree(self, order: int) -> Expr:
        """The derivative of this order."""
        while len(self._trees) <= order:
            derivation = derive(self._trees[-1], self.variable)
            raw, short = derivation.raw, derivation.result
            plain = _size(raw) <= 3 * _size(short) or _quotients(raw, self.variable) < _quotients(short, self.variable)
            self._trees.append(raw if plain else short)  # the rules' own result has no new removable holes
        return self._trees[order]

    def nonzero_over(self, order: int, span: arb) -> bool:
        """Proves that f^(order) has no zero in the ball."""
        if order > 1 and _off_zero(self._coefficient(order, span)):
            return True
        if self._too_large(order):
            return False
        for bits in BITS:
            value = balls.evaluate(self.tree(order), {self.variable: span}, bits)
            if value.is_finite() and not value.contains(0):
                return True
        return False

    def _coefficient(self, order: int, at: arb) -> arb:
        """f^(order)/order! over a ball, by power series: no derivative is written down."""
        try:
            return taylor(self.tree(0), self.variable, at, order, BITS[1])[order]
        except ValueError:
            return arb.nan()

    def vanishes_at(self, order: int, point: Expr) -> bool | None:
        """Is f^(order)(point) = 0? None: not decided, or not defined there."""
        key = (order, point)
        if key not in self._zero_at:
            self._zero_at[key] = self._decide(order, point)
        return self._zero_at[key]

    def _decide(self, order: int, point: Expr) -> bool | None:
        at = balls.enclose(point)
        if order <= 1 and _off_zero(balls.evaluate(self.tree(order), {self.variable: at}, BITS[0])):
            return False
        coefficient = self._coefficient(order, at)
        if _off_zero(coefficient) or coefficient.is_zero():
            return bool(coefficient.is_zero())
        if self._too_large(order):
            return None
        value = t.substitute(self.tree(order), {self.variable: point})
        ball = balls.enclose(value)
        if not ball.is_finite():
            return None
        if not ball.contains(0):
            return False
        sign = constants.sign_of(constants.simplify_constant(value)) if _size(value) <= GREATEST_SIZE else None
        return None if sign is None else sign == 0

    def _too_large(self, order: int) -> bool:
        """Would this derivative be too long a formula to be of use?"""
        return order >= len(self._trees) and _size(self._trees[-1]) > GREATEST_SIZE

    def regular_at(self, point: Expr) -> bool:
        """f has a finite ball at the point."""
        return bool(balls.enclose(t.substitute(self.tree(0), {self.variable: point})).is_finite())

    def free_of_zeros(self, end: Expr, inside: Fraction) -> bool:
        """Proves that f has no zero strictly between the end and the point inside.

        Either f is non-zero over their hull, or f, …, f^(m-1) vanish at the end and f^(m) has no zero over the hull.
        """
        span = balls.enclose(end).union(balls.enclose(t.rational(inside)))
        for order in range(ORDER_LIMIT):
            if self.nonzero_over(order, span):
                return True
            if self.vanishes_at(order, end) is not True:
                return False
        return False

    def multiplicity(self, point: Expr, low: Fraction, high: Fraction) -> int | None:
        """m when f, …, f^(m-1) vanish at the point and f^(m) has no zero over [low, high]: the only zero there has multiplicity m."""
        span = balls.enclose(t.rational(low)).union(balls.enclose(t.rational(high)))
        for order in range(1, ORDER_LIMIT):
            if self.nonzero_over(order, span):
                return order
            if self.vanishes_at(order, point) is not True:
                return None
        return None


def _off_zero(value: arb) -> bool:
    return bool(value > 0 or value < 0)


def _size(tree: Expr) -> int:
    return sum(1 for _ in t.walk(tree))


def _quotients(tree: Expr, variable: str) -> int:
    """How many divisors depend on the variable."""
    divisors = {node.denominator for node in t.walk(tree) if isinstance(node, t.Quotient)}
    return sum(variable in t.variables_of(divisor) for divisor in divisors)
