"""A place is a point at which signs are decided: a rational sample that stands for an open piece, or a joint itself.

On a piece where no gate's subterm has a zero, the sign at one sample is the sign on the whole piece.
"""

from __future__ import annotations

from dataclasses import field
from fractions import Fraction
from math import floor

from calc_cli.balls.constants import floor_of, sign
from calc_cli.domain.conditions import Gate, Requirement, demands_of_call
from calc_cli.domain.rationals import rational_bounds
from calc_cli.model import Truth
from calc_cli.records import mutable_record
from calc_cli.symbolic.constants import sign_of, simplify_constant
from calc_cli.tree import (
    ZERO,
    Call,
    Comparison,
    Expr,
    Junction,
    Negation,
    Piecewise,
    Power,
    Product,
    Quotient,
    Sum,
    add,
    children,
    divide,
    multiply,
    negate,
    rational,
    rational_value,
    rebuild,
    substitute,
    subtract,
)

QUICK_BITS = 128


@mutable_record
class Place:
    """variable = at. signs: certified signs of subterms here, by subterm as typed; levels: (floor, is it an integer?) of subterms."""

    variable: str
    at: Expr
    signs: dict[Expr, int] = field(default_factory=dict)
    levels: dict[Expr, tuple[int, bool]] = field(default_factory=dict)
    _resolved: dict[Expr, Expr | None] = field(default_factory=dict)

    def moved(self, at: Expr) -> Place:
        """Another point of the same piece: what is known of the piece is known there."""
        return Place(self.variable, at, dict(self.signs), dict(self.levels))

    def value(self, branch_free: Expr) -> Expr:
        """The constant tree branch_free(at)."""
        return substitute(branch_free, {self.variable: self.at})

    def sign(self, subterm: Expr) -> int | None:
        """The certified sign of the subterm here; None: not decided."""
        if subterm not in self.signs:
            tree = self.resolve(subterm)
            decided = None if tree is None else certified_sign(self.value(tree))
            if decided is None:
                return None
            self.signs[subterm] = decided
        return self.signs[subterm]

    def level(self, subterm: Expr) -> tuple[int, bool] | None:
        """(floor(u), is u an integer?), certified; None: not decided."""
        if subterm not in self.levels:
            tree = self.resolve(subterm)
            decided = None if tree is None else certified_level(self.value(tree))
            if decided is None:
                return None
            self.levels[subterm] = decided
        return self.levels[subterm]

    def holds(self, condition: Expr) -> Truth:
        """The truth of a condition here."""
        match condition:
            case Comparison(left, relation, right):
                sign = self.sign(subtract(left, right))
                return Truth.UNKNOWN if sign is None else _truth(sign in SIGNS_OF_RELATION[relation])
            case Junction(word, conditions):
                absorbing = Truth.FALSE if word == "and" else Truth.TRUE
                for part in conditions:
                    truth = self.holds(part)
                    if truth is not _opposite(absorbing):
                        return truth
                return _opposite(absorbing)
            case _:
                return Truth.UNKNOWN

    def applies(self, gate: Gate) -> Truth:
        """Do all the guards of the gate hold here?"""
        unknown = False
        for condition, wanted in gate.guards:
            truth = self.holds(condition)
            if truth is _truth(not wanted):
                return Truth.FALSE
            unknown = unknown or truth is Truth.UNKNOWN
        return Truth.UNKNOWN if unknown else Truth.TRUE

    def satisfies(self, gate: Gate) -> Truth:
        """Does the gate's subterm meet its requirement here (its guards holding)?"""
        match gate.requirement:
            case Requirement.JOINT | Requirement.INTEGER_JOINT:
                return Truth.TRUE
            case Requirement.BRANCH:
                return self._some_branch(gate.subterm)
            case Requirement.NOT_POLE:
                if self.sign(gate.subterm) == 1:
                    return Truth.TRUE
                level = self.level(gate.subterm)
                return Truth.UNKNOWN if level is None else _truth(not (level[1] and level[0] <= 0))
            case _:
                sign = self.sign(gate.subterm)
                return Truth.UNKNOWN if sign is None else _truth(sign in ALLOWED_SIGNS[gate.requirement])

    def defined(self, gates: tuple[Gate, ...]) -> Truth:
        """Is a function with these gates defined here?"""
        if self.failing(gates) is not None:
            return Truth.FALSE
        return _truth_or_unknown(all(self._passes(gate) is Truth.TRUE for gate in gates))

    def failing(self, gates: tuple[Gate, ...]) -> Gate | None:
        """The first gate proved not to be satisfied here."""
        return next((gate for gate in gates if self._passes(gate) is Truth.FALSE), None)

    def _passes(self, gate: Gate) -> Truth:
        """The gate's requirement is met here, or does not matter here."""
        if not gate.restricts:
            return Truth.TRUE
        applies = self.applies(gate)
        return self.satisfies(gate) if applies is Truth.TRUE else _opposite(applies)

    def regular(self, gates: tuple[Gate, ...]) -> bool:
        """Proves that a branch-free tree with these gates is analytic here: every requirement is met strictly."""
        return all(
            (gate.requirement is Requirement.NOT_POLE and self.satisfies(gate) is Truth.TRUE)
            or (gate.requirement in (Requirement.NONZERO, Requirement.JOINT) and self.sign(gate.subterm) in (-1, 1))
            or self.sign(gate.subterm) == 1
            for gate in gates
        )

    def resolve(self, tree: Expr) -> Expr | None:
        """The branch-free tree equal to the given one near this place (at a joint: at it); None: some sign is not decided."""
        if tree not in self._resolved:
            self._resolved[tree] = self._branch(tree) if isinstance(tree, Piecewise) else self._rebuilt(tree)
        return self._resolved[tree]

    def _branch(self, node: Piecewise) -> Expr | None:
        for value, condition in node.branches:
            truth = self.holds(condition)
            if truth is Truth.TRUE:
                return self.resolve(value)
            if truth is Truth.UNKNOWN:
                return None
        return None if node.otherwise is None else self.resolve(node.otherwise)

    def _some_branch(self, node: Expr) -> Truth:
        assert isinstance(node, Piecewise)
        for _, condition in node.branches:
            truth = self.holds(condition)
            if truth is not Truth.FALSE:
                return truth
        return Truth.FALSE

    def _rebuilt(self, node: Expr) -> Expr | None:
        parts = children(node)
        if not parts:
            return node
        if isinstance(node, Call) and node.function in ("min", "max"):
            chosen = self._extreme(node)
            return None if chosen is None else self.resolve(chosen)
        fresh: list[Expr] = []
        for part in parts:
            resolved = self.resolve(part)
            if resolved is None:
                return None
            fresh.append(resolved)
        if isinstance(node, Call):
            return self._call(node, tuple(fresh))
        if isinstance(node, Power) and self.signs.get(node.base) == 0 and rational_value(node.exponent) != 0:
            return ZERO
        return node if all(a is b for a, b in zip(parts, fresh, strict=True)) else _tidy(node, fresh)

    def _extreme(self, node: Call) -> Expr | None:
        """The argument that is the largest (smallest) here."""
        best = 0
        for index in range(1, len(node.arguments)):
            sign = self.sign(subtract(node.arguments[best], node.arguments[index]))
            if sign is None:
                return None
            if sign == (-1 if node.function == "max" else 1):
                best = index
        return node.arguments[best]

    def _call(self, node: Call, arguments: tuple[Expr, ...]) -> Expr | None:
        typed = node.arguments[0]
        match node.function:
            case "abs" | "sign":
                sign = self.sign(typed)
                if sign is None:
                    return None
                if node.function == "sign" or sign == 0:
                    return rational(Fraction(sign))
                return arguments[0] if sign > 0 else negate(arguments[0])
            case "floor" | "ceil":
                level = self.level(typed)
                if level is None:
                    return None
                whole, exact = level
                return rational(Fraction(whole if exact or node.function == "floor" else whole + 1))
            case "sqrt" | "cbrt" | "root" | "principal_power" if self.signs.get(typed) == 0:
                return ZERO
            case _ if self._at_border(node):
                return Call(node.function, tuple(self.value(argument) for argument in arguments))
            case _:
                return node if arguments == node.arguments else Call(node.function, arguments)

    def _at_border(self, node: Call) -> bool:
        """Is a gate's subterm g(u) known to vanish? On a whole piece, u analytic, this means that u is constant."""
        if len(node.arguments) != 1 or 0 not in self.signs.values():
            return False
        return any(self.signs.get(subterm) == 0 for subterm, _, _ in demands_of_call(node.function, node.arguments))


SIGNS_OF_RELATION = {"<": (-1,), "<=": (-1, 0), ">": (1,), ">=": (0, 1), "==": (0,), "!=": (-1, 1)}
ALLOWED_SIGNS = {Requirement.NONZERO: (-1, 1), Requirement.POSITIVE: (1,), Requirement.NONNEGATIVE: (0, 1)}


def certified_sign(constant: Expr) -> int | None:
    """The sign of a real constant: exact arithmetic, then balls, then the exact zero test."""
    value = rational_value(constant)
    if value is not None:
        return (value > 0) - (value < 0)
    quick = sign(constant, QUICK_BITS)
    return quick if quick is not None else sign_of(simplify_constant(constant))


def certified_level(constant: Expr) -> tuple[int, bool] | None:
    """(floor(c), is c an integer?) of a real constant."""
    value = rational_value(constant)
    if value is not None:
        return floor(value), value.denominator == 1
    whole = floor_of(constant, QUICK_BITS)
    if whole is not None:
        return whole, certified_sign(subtract(constant, rational(whole))) == 0
    bounds = rational_bounds(constant)
    if bounds is None or floor(bounds[0]) < floor(bounds[1]) - 1:
        return None
    nearest = floor(bounds[1])
    side = certified_sign(subtract(constant, rational(nearest)))
    return None if side is None else (nearest, side == 0) if side >= 0 else (nearest - 1, False)


def _tidy(node: Expr, parts: list[Expr]) -> Expr:
    """The node over other children, without neutral elements."""
    match node:
        case Sum():
            return add(*parts)
        case Product():
            return multiply(*parts)
        case Negation():
            return negate(parts[0])
        case Quotient():
            return divide(parts[0], parts[1])
        case _:
            return rebuild(node, tuple(parts))


def _truth(value: bool) -> Truth:
    return Truth.TRUE if value else Truth.FALSE


def _truth_or_unknown(proved: bool) -> Truth:
    return Truth.TRUE if proved else Truth.UNKNOWN


def _opposite(truth: Truth) -> Truth:
    return {Truth.TRUE: Truth.FALSE, Truth.FALSE: Truth.TRUE}.get(truth, Truth.UNKNOWN)


def resolve(tree: Expr, variable: str, sample: Fraction) -> Expr | None:
    """The branch-free tree equal to `tree` on the piece around the sample: |u| becomes u or -u, max the larger. None: not decided.

    The sample must not be a zero of a gate's subterm.
    """
    return Place(variable, rational(sample)).resolve(tree)
