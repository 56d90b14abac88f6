"""Contractors of the codac library on boxes: forward-backward propagation and the centred form, in outward-rounded interval arithmetic.

What such a contractor cuts off holds no common zero of the functions (G. Chabert, L. Jaulin, Contractor programming, 2009). It is
used to search, never to prove that a zero exists. Functions the library lacks are refused; the search then goes on without it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from calc_cli import balls
from calc_cli import tree as t
from calc_cli.balls.evaluate import definition_of
from calc_cli.balls.precision import fraction
from calc_cli.solving.systems.krawczyk import Box
from calc_cli.solving.systems.rounding import imported, outward
from calc_cli.tree import Expr

UNARY = ("sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "exp", "log", "sqrt")
"""Functions of both with one smooth formula; abs, max and min are left to balls."""
LIMIT = 1e300
MOST_FUNCTIONS = 10
"""The library ends the process (segmentation fault) when it is given more functions at once."""

Contract = Callable[[Box], Box | None]
"""A smaller box with the same zeros; None: there is none."""


class Untranslatable(Exception):
    """The library lacks a function of the tree."""


def contractor(functions: Sequence[Expr], variables: Sequence[str]) -> Contract | None:
    """A contractor for functions = 0; None when the library is not installed, lacks a function or takes fewer at once."""
    if len(functions) > MOST_FUNCTIONS:
        return None
    try:
        codac, _ = imported()
    except ImportError:
        return None
    vector = codac.VectorVar(len(variables))
    names = {name: vector[k] for k, name in enumerate(variables)}
    with outward():
        try:
            rows = [Translation(codac, names).of(function) for function in functions]
        except Untranslatable:
            return None
        function = codac.AnalyticFunction([vector], rows)
        inverse = codac.CtcInverse(function, codac.IntervalVector([[0.0, 0.0]] * len(rows)))

    def contract(box: Box) -> Box | None:
        with outward():
            inside = codac.IntervalVector([list(side) for side in box])
            inverse.contract(inside)
            if inside.is_empty():
                return None
            return tuple((inside[k].lb(), inside[k].ub()) for k in range(len(box)))

    return contract


class Translation:
    """Our trees as expressions of codac; constant subtrees as intervals around their value."""

    def __init__(self, codac: Any, names: dict[str, Any]) -> None:
        self.codac = codac
        self.names = names
        self.done: dict[Expr, Any] = {}

    def of(self, tree: Expr) -> Any:
        """The expression; every common subtree is translated once."""
        if t.is_constant(tree):
            return next(iter(self.names.values())) * 0 + self.interval(tree)
        varying: set[Expr] = set()
        for node in t.walk(tree):
            if isinstance(node, t.Variable) or any(part in varying for part in t.children(node)):
                varying.add(node)
                if node not in self.done:
                    self.done[node] = self._expression(node, varying)
        return self.done[tree]

    def _part(self, node: Expr, varying: set[Expr]) -> Any:
        return self.done[node] if node in varying else self.interval(node)

    def _expression(self, node: Expr, varying: set[Expr]) -> Any:
        match node:
            case t.Variable(name):
                return self.names[name]
            case t.Negation(operand):
                return -self.done[operand]
            case t.Sum(parts) | t.Product(parts):
                total = self._part(parts[0], varying)
                for part in parts[1:]:
                    value = self._part(part, varying)
                    total = total + value if isinstance(node, t.Sum) else total * value
                return total
            case t.Quotient(a, b):
                return self._part(a, varying) / self._part(b, varying)
            case t.Power(base, exponent):
                return self._power(base, exponent, varying)
            case t.Call(name, arguments):
                return self._call(node, name, [self._part(argument, varying) for argument in arguments])
            case _:
                raise Untranslatable(type(node).__name__)

    def _power(self, base: Expr, exponent: Expr, varying: set[Expr]) -> Any:
        if base == t.E:
            return self.codac.exp(self.done[exponent])
        value = t.rational_value(exponent)
        u = self._part(base, varying)
        if value is None:
            return self.codac.exp(self._part(exponent, varying) * self.codac.log(u))
        if value.denominator == 1 and value >= 0:
            return self.codac.sqr(u) if value == 2 else self.codac.pow(u, int(value))
        if value.denominator == 1:
            return self.interval(t.ONE) / self.codac.pow(u, int(-value))
        if value.denominator == 2:
            root = self.codac.sqrt(u)
            return root if value == Fraction(1, 2) else self._power_of(root, value.numerator)
        raise Untranslatable("odd root")

    def _power_of(self, u: Any, n: int) -> Any:
        return self.codac.pow(u, n) if n > 0 else self.interval(t.ONE) / self.codac.pow(u, -n)

    def _call(self, node: t.Call, name: str, arguments: list[Any]) -> Any:
        if name in UNARY:
            return getattr(self.codac, name)(arguments[0])
        meaning = definition_of(node)
        if meaning is None:
            raise Untranslatable(name)
        return self.of(meaning)

    def interval(self, constant: Expr) -> Any:
        """An interval around a constant: a single double when it is one."""
        value = t.rational_value(constant)
        if value is not None and abs(value) < LIMIT and Fraction(float(value)) == value:
            return self.codac.Interval(float(value), float(value))
        ball = balls.enclose(constant, 64)
        if not ball.is_finite() or abs(fraction(ball.mid())) > LIMIT:
            raise Untranslatable("constant")
        low, high = balls.rational_ends(ball)
        return self.codac.Interval(math.nextafter(float(low), -math.inf), math.nextafter(float(high), math.inf))
