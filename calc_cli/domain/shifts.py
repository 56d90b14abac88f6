"""How a function answers to x -> x + s: unchanged, negated, or neither proved."""

from __future__ import annotations

from fractions import Fraction

from calc_cli import symbolic
from calc_cli.balls.constants import enclose
from calc_cli.domain.conditions import Requirement, branches, gates
from calc_cli.functions import TABLE
from calc_cli.tree import (
    Call,
    Comparison,
    Expr,
    Negation,
    Power,
    Product,
    Quotient,
    Sum,
    Variable,
    add,
    children,
    is_constant,
    multiply,
    rational,
    rational_value,
    substitute,
    subtract,
)

SAMPLES = (Fraction(3, 7), Fraction(23, 11), Fraction(-19, 13))


class Shifts:
    """Symmetries under variable -> variable + shift."""

    def __init__(self, variable: str, shift: Expr) -> None:
        self.variable = variable
        self.moved = {variable: add(Variable(variable), shift)}
        self.shift = shift
        self._known: dict[Expr, int | None] = {}

    def proves_invariant(self, tree: Expr) -> bool:
        """f(x + shift) = f(x) for every x, and the domain is invariant too."""
        return self._refuted(tree, 1) is False and self.behaviour(tree) == 1 and self._proves_same_domain(tree)

    def behaviour(self, node: Expr) -> int | None:
        """1: unchanged; -1: negated; None: neither is proved."""
        if node not in self._known:
            found = self._by_parts(node)
            self._known[node] = found if found is not None or branches(node) else self._by_algebra(node)
        return self._known[node]

    def _proves_same_domain(self, tree: Expr) -> bool:
        """Each condition of the domain is invariant; those of the form u != 0 may be so together."""
        nonzero: list[Expr] = []
        for gate in gates(tree):
            if not gate.restricts or is_constant(gate.subterm):
                continue
            if gate.requirement is Requirement.NONZERO and not gate.guards:
                nonzero.append(gate.subterm)
            elif self.behaviour(gate.subterm) != 1:
                return False
        each = all(self.behaviour(subterm) is not None for subterm in nonzero)
        return each or self.behaviour(multiply(*nonzero)) is not None

    def _by_parts(self, node: Expr) -> int | None:
        if is_constant(node):
            return 1
        parts = [self.behaviour(child) for child in children(node)]
        known = [part for part in parts if part is not None]
        if not parts or len(known) < len(parts):
            return None
        if all(part == 1 for part in known):
            return 1
        match node:
            case Sum():
                return known[0] if len(set(known)) == 1 else None
            case Negation() | Quotient() | Product():
                product = 1
                for part in known:
                    product *= part
                return product
            case Power(_, exponent) if known[1] == 1:
                return self._of_power(known[0], rational_value(exponent))
            case Call(name, _) if len(known) == 1:
                row = TABLE.get(name)
                return {"even": 1, "odd": -1}.get(row.parity) if row is not None else None
            case _:
                return None

    def _of_power(self, base: int, exponent: Fraction | None) -> int | None:
        """(-u)^(p/q) = u^(p/q) for even p, -u^(p/q) for odd p, q odd."""
        if exponent is None or exponent.denominator % 2 == 0:
            return None
        return 1 if exponent.numerator % 2 == 0 else base

    def _by_algebra(self, node: Expr) -> int | None:
        if isinstance(node, Comparison):
            return None
        image = substitute(node, self.moved)
        for sign, difference in ((1, subtract(image, node)), (-1, add(image, node))):
            if self._refuted(node, sign) is False and symbolic.is_identically_zero(difference, self.variable):
                return sign
        return None

    def _refuted(self, node: Expr, sign: int) -> bool:
        """Proves by balls at a sample that f(x + shift) is not sign * f(x)."""
        for sample in SAMPLES:
            here = substitute(node, {self.variable: rational(sample)})
            there = substitute(node, {self.variable: add(rational(sample), self.shift)})
            left, right = enclose(here, 64), enclose(there, 64)
            if left.is_finite() and right.is_finite() and not right.overlaps(sign * left):
                return True
        return False

