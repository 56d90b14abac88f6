"""How a function answers to x -> x + s: unchanged, negated, or neither proved."""

from __future__ import annotations

from fractions import Fraction

from calc_cli import symbolic
from calc_cli.balls.constants import enclose
from calc_cli.domain.conditions import Requirement, branches, gates, gives_cases
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
    negate,
    rational,
    rational_value,
    rebuild,
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
        return not self._refuted(tree, 1) and self.behaviour(tree) == 1 and self._proves_same_domain(tree)

    def behaviour(self, node: Expr) -> int | None:
        """1: unchanged; -1: negated; None: neither is proved."""
        if node not in self._known:
            found = self._by_parts(node)
            if found is None:
                found = 1 if branches(node) and self._permutes(node) else self._by_algebra(node)
            self._known[node] = found
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
        """By the normal form, subterms given by cases taken as unknowns that are themselves unchanged or negated."""
        moved = dict(self.moved)
        unknowns = self._unknowns(node, moved)
        if unknowns is None or isinstance(node, Comparison):
            return None
        image = substitute(unknowns, moved)
        for sign, difference in ((1, subtract(image, unknowns)), (-1, add(image, unknowns))):
            if not self._refuted(node, sign) and symbolic.is_identically_zero(difference):
                return sign
        return None

    def _unknowns(self, node: Expr, moved: dict[str, Expr]) -> Expr | None:
        """The node with its largest subterms given by cases replaced by new variables; None when one of them is not understood."""
        if not branches(node):
            return node
        if gives_cases(node):
            behaviour = self._known.get(node)
            if behaviour is None:
                return None
            fresh = Variable(f"case {len(moved)}")
            moved[fresh.name] = fresh if behaviour == 1 else negate(fresh)
            return fresh
        parts = [self._unknowns(child, moved) for child in children(node)]
        known = tuple(part for part in parts if part is not None)
        return rebuild(node, known) if len(known) == len(parts) else None

    def _permutes(self, node: Expr) -> bool:
        """Proves that the shift permutes the terms of a sum or the arguments of min and max: |sin x| + |cos x| by pi/2."""
        if not isinstance(node, Sum) and not (isinstance(node, Call) and node.function in ("min", "max")):
            return False
        left = list(children(node))
        for part in children(node):
            image = next((other for other in left if self._becomes(part, other)), None)
            if image is None:
                return False
            left.remove(image)
        return True

    def _becomes(self, part: Expr, other: Expr) -> bool:
        """Proves part(x + shift) = other(x)."""
        match part, other:
            case Call("abs", (u,)), Call("abs", (v,)):
                image = substitute(u, self.moved)
                return symbolic.is_identically_zero(subtract(image, v)) or symbolic.is_identically_zero(add(image, v))
            case _:
                if branches(part) or branches(other):
                    return part == other and self.behaviour(part) == 1
                return symbolic.is_identically_zero(subtract(substitute(part, self.moved), other))

    def _refuted(self, node: Expr, sign: int) -> bool:
        """Proves by balls at a sample that f(x + shift) is not sign * f(x)."""
        for sample in SAMPLES:
            here = substitute(node, {self.variable: rational(sample)})
            there = substitute(node, {self.variable: add(rational(sample), self.shift)})
            left, right = enclose(here, 64), enclose(there, 64)
            if left.is_finite() and right.is_finite() and not right.overlaps(sign * left):
                return True
        return False

