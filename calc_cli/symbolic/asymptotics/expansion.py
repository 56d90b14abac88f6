"""A tree near an end as a truncated transseries in X → +oo."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce

from calc_cli.symbolic.asymptotics.composition import exp_series, inverse_series, log_series, power_series
from calc_cli.symbolic.asymptotics.constants import from_tree
from calc_cli.symbolic.asymptotics.elementary import ELEMENTARY
from calc_cli.symbolic.asymptotics.exact import Undecided
from calc_cli.symbolic.asymptotics.monomials import UNIT, size
from calc_cli.symbolic.asymptotics.rows import definition_of, is_entire_on_the_line
from calc_cli.symbolic.asymptotics.series import Series, bounded_by, constant_series
from calc_cli.symbolic.asymptotics.special import special_series
from calc_cli.symbolic.asymptotics.steps import STEPS, eventual_sign, greatest, smallest
from calc_cli.symbolic.asymptotics.taylor import exact_constant, expand_by_derivative, is_bounded
from calc_cli.tree import (
    Call,
    Comparison,
    Constant,
    Expr,
    Junction,
    Negation,
    Piecewise,
    Power,
    Product,
    Quotient,
    Sum,
    Variable,
    children,
)


class Expansion:
    """Expands trees whose variables are given as series; `order`: terms kept of every infinite expansion."""

    def __init__(self, bindings: Mapping[str, Series], order: int) -> None:
        self.bindings = bindings
        self.order = order
        self._known: dict[Expr, Series] = {}
        self._varies: dict[Expr, bool] = {}

    def expand(self, node: Expr) -> Series:
        """The series of a tree; raises `Undecided` where a sign or a growth is not proved, or outside the domain."""
        found = self._known.get(node)
        if found is None:
            found = self._expand(node) if self._depends(node) else constant_series(from_tree(node))
            self._known[node] = found
        return found

    def _depends(self, node: Expr) -> bool:
        found = self._varies.get(node)
        if found is None:
            found = isinstance(node, Variable) or any(self._depends(child) for child in children(node))
            self._varies[node] = found
        return found

    def _expand(self, node: Expr) -> Series:
        match node:
            case Variable(name):
                if name not in self.bindings:
                    raise Undecided
                return self.bindings[name]
            case Negation(operand):
                return -self.expand(operand)
            case Sum(terms):
                return reduce(Series.__add__, [self.expand(term) for term in terms])
            case Product(factors):
                return reduce(Series.__mul__, [self.expand(factor) for factor in factors])
            case Quotient(top, bottom):
                return self.expand(top) * inverse_series(self.expand(bottom), self.order)
            case Power(base, exponent):
                return self._power(base, exponent)
            case Call(name, arguments):
                return self.call(name, [self.expand(argument) for argument in arguments])
            case Piecewise():
                return self.expand(self._branch(node))
            case _:
                raise Undecided

    def _power(self, base: Expr, exponent: Expr) -> Series:
        if not self._depends(exponent):
            return power_series(self.expand(base), from_tree(exponent), self.order)
        height = self.expand(exponent)
        constant = exact_constant(height)
        if constant is not None:
            return power_series(self.expand(base), constant, self.order)
        if base == Constant("e"):
            return exp_series(height, self.order)
        return exp_series(height * log_series(self.expand(base), self.order), self.order)

    def call(self, name: str, arguments: list[Series]) -> Series:
        """A function of the table at series: its own expansion, its definition, or its Taylor series through its derivative."""
        if name in ("max", "min"):
            return greatest(arguments) if name == "max" else smallest(arguments)
        if len(arguments) == 1 and self._is_only_bounded(name, arguments[0]):
            return bounded_by(UNIT)
        found = special_series(name, arguments, self.order)
        if found is not None:
            return found
        if len(arguments) == 1 and name in _UNARY:
            return _UNARY[name](arguments[0], self.order)
        definition = definition_of(name)
        if definition is not None:
            return Expansion(dict(zip("uv", arguments, strict=False)), self.order).expand(definition)
        return expand_by_derivative(name, arguments, self.order)

    def _is_only_bounded(self, name: str, u: Series) -> bool:
        """Is f(u) = O(1) all that follows, because u = O(1) is all that is known?"""
        if u.error is None or size(u.error) < 0 or name in _OWN_BOUNDS:
            return False
        return is_entire_on_the_line(name) and is_bounded(u)

    def _branch(self, node: Piecewise) -> Expr:
        for value, condition in node.branches:
            if self.holds(condition):
                return value
        if node.otherwise is None:
            raise Undecided
        return node.otherwise

    def holds(self, condition: Expr) -> bool:
        """Does a condition hold from some point on? Raises `Undecided`."""
        match condition:
            case Junction("and", parts):
                return False not in [self.holds(part) for part in parts]
            case Junction(_, parts):
                return True in [self.holds(part) for part in parts]
            case Comparison(left, relation, right):
                return eventual_sign(self.expand(left) - self.expand(right)) in _SIGNS[relation]
            case _:
                raise Undecided


_UNARY = ELEMENTARY | STEPS
_OWN_BOUNDS = ("exp", "sin", "cos")
_SIGNS = {"<": (-1,), "<=": (-1, 0), ">": (1,), ">=": (0, 1), "==": (0,), "!=": (-1, 1)}
