"""A tree near an end as a truncated transseries in X → +oo."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce

from calc_cli.symbolic.asymptotics.composition import exp_series, inverse_series, log_series, power_series
from calc_cli.symbolic.asymptotics.constants import from_tree
from calc_cli.symbolic.asymptotics.elementary import ELEMENTARY, QUOTIENTS, reciprocal
from calc_cli.symbolic.asymptotics.exact import Undecided
from calc_cli.symbolic.asymptotics.monomials import UNIT, size
from calc_cli.symbolic.asymptotics.rows import definition_of, derivative_of, is_entire_on_the_line
from calc_cli.symbolic.asymptotics.series import Series, bounded_by, constant_series
from calc_cli.symbolic.asymptotics.special import SPECIAL
from calc_cli.symbolic.asymptotics.steps import STEPS, eventual_sign, greatest, smallest
from calc_cli.symbolic.asymptotics.taylor import expand_by_derivative, is_bounded
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
        if base == Constant("e"):
            return exp_series(self.expand(exponent), self.order)
        return exp_series(self.expand(exponent) * log_series(self.expand(base), self.order), self.order)

    def call(self, name: str, arguments: list[Series]) -> Series:
        """A function of the table at series."""
        if name in ("max", "min"):
            return greatest(arguments) if name == "max" else smallest(arguments)
        if name in SPECIAL:
            return SPECIAL[name](arguments, self.order)
        if len(arguments) != 1:
            return self._by_definition(name, arguments)
        (u,) = arguments
        if is_entire_on_the_line(name) and u.error is not None and name not in _OWN_BOUNDS and is_bounded(u) and not _tends(u):
            return bounded_by(UNIT)
        if name in ELEMENTARY:
            return ELEMENTARY[name](u, self.order)
        if name in STEPS:
            return STEPS[name](u, self.order)
        if name in QUOTIENTS:
            return reciprocal(name, u, self.order)
        try:
            derivative_of(name)
            return expand_by_derivative(name, u, self.order)
        except Undecided:
            return self._by_definition(name, arguments)

    def _by_definition(self, name: str, arguments: list[Series]) -> Series:
        bindings = dict(zip("uv", arguments, strict=False))
        return Expansion(bindings, self.order).expand(definition_of(name))

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


def _tends(u: Series) -> bool:
    return u.error is None or size(u.error) < 0


_OWN_BOUNDS = ("exp", "sin", "cos")
_SIGNS = {"<": (-1,), "<=": (-1, 0), ">": (1,), ">=": (0, 1), "==": (0,), "!=": (-1, 1)}
