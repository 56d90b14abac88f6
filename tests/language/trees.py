"""Random trees of the kinds the parser can produce, over every row of the table."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from hypothesis import strategies as st

from calc_cli.functions import TABLE
from calc_cli.tree import (
    Call,
    Comparison,
    Constant,
    Expr,
    Junction,
    Negation,
    Number,
    Piecewise,
    Power,
    Product,
    Quotient,
    RootOf,
    Sum,
    Variable,
    rational,
)

Draw = Callable[[st.SearchStrategy[int]], int]
NAMES = ("x", "y", "t", "theta", "w1", "y_hat", "rate", "θ", "x_12", "E")
RELATIONS = ("<", "<=", ">", ">=", "==", "!=")
ROWS = sorted(TABLE)


class Grower:
    """Grows one tree from the numbers Hypothesis draws, so that shrinking works."""

    def __init__(self, draw: Draw) -> None:
        self.draw = draw

    def choose(self, least: int, most: int) -> int:
        return self.draw(st.integers(least, most))

    def atom(self) -> Expr:
        match self.choose(0, 5):
            case 0:
                return Variable(NAMES[self.choose(0, len(NAMES) - 1)])
            case 1:
                return Number(Fraction(self.choose(0, 10**20)))
            case 2:
                return Number(Fraction(self.choose(0, 10**6), 10 ** self.choose(0, 30)))
            case 3:
                return rational(Fraction(self.choose(-99, 99), self.choose(1, 10**12)))
            case 4:
                return Constant(("pi", "e")[self.choose(0, 1)])
        return RootOf((-self.choose(1, 50), 0, 0, 1), self.choose(0, 2))

    def several(self, depth: int) -> tuple[Expr, ...]:
        return tuple(self.tree(depth) for _ in range(self.choose(2, 3)))

    def call(self, depth: int) -> Expr:
        name = ROWS[self.choose(0, len(ROWS) - 1)]
        arity = TABLE[name].arity
        count = self.choose(2, 3) if arity is None else arity[self.choose(0, len(arity) - 1)]
        return Call(name, tuple(self.tree(depth) for _ in range(count)))

    def condition(self, depth: int) -> Expr:
        if depth > 0 and self.choose(0, 2) == 0:
            return Junction(("and", "or")[self.choose(0, 1)], tuple(self.condition(depth - 1) for _ in range(2)))
        return Comparison(self.tree(depth), RELATIONS[self.choose(0, 5)], self.tree(depth))

    def piecewise(self, depth: int) -> Expr:
        branches = tuple((self.tree(depth), self.condition(depth)) for _ in range(self.choose(1, 2)))
        return Piecewise(branches, self.tree(depth) if self.choose(0, 1) else None)

    def tree(self, depth: int) -> Expr:
        kind = self.choose(0, 8) if depth > 0 else 0
        match kind:
            case 1:
                return Negation(self.tree(depth - 1))
            case 2:
                return Sum(self.several(depth - 1))
            case 3:
                return Product(self.several(depth - 1))
            case 4:
                return Quotient(self.tree(depth - 1), self.tree(depth - 1))
            case 5:
                return Power(self.tree(depth - 1), self.tree(depth - 1))
            case 6 | 7:
                return self.call(depth - 1)
            case 8:
                return self.piecewise(depth - 1)
        return self.atom()


@st.composite
def trees(draw: Draw) -> Expr:
    """A tree of depth at most 4."""
    grower = Grower(draw)
    return grower.tree(grower.choose(0, 4))
