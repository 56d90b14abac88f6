"""The kinds of nodes of an expression tree, and the constants everybody names."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar

from calc_cli.records import hashed_record


class Expr:
    """A node. Equality is structural; the hash is computed once, the variables when they are first asked for."""

    __slots__ = ("_hash", "_names")
    __match_args__: ClassVar[tuple[str, ...]] = ()
    _hash: int
    _names: frozenset[str]


@hashed_record
class Number(Expr):
    """A non-negative rational with a terminating decimal expansion, as typed: `3`, `0.1`."""

    value: Fraction

    def __init__(self, value: Fraction) -> None:
        # the hash of a Fraction costs a modular inverse, that of two integers nothing
        object.__setattr__(self, "value", value)
        object.__setattr__(self, "_hash", hash(value.as_integer_ratio()))

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        same = other.__class__ is Number and self._hash == other._hash
        return same and self.value.as_integer_ratio() == other.value.as_integer_ratio()  # type: ignore[attr-defined]


@hashed_record
class Constant(Expr):
    """A named real constant: `pi`, `e`; `oo` only as an end of an interval, a limit or a value."""

    name: str


@hashed_record
class Variable(Expr):
    """A free variable."""

    name: str


@hashed_record
class Negation(Expr):
    """-operand."""

    operand: Expr


@hashed_record
class Sum(Expr):
    """At least two terms, in the order typed; a subtracted term is a `Negation`."""

    terms: tuple[Expr, ...]


@hashed_record
class Product(Expr):
    """At least two factors, in the order typed."""

    factors: tuple[Expr, ...]


@hashed_record
class Quotient(Expr):
    """numerator / denominator, as typed."""

    numerator: Expr
    denominator: Expr


@hashed_record
class Power(Expr):
    """base ** exponent. A rational constant exponent p/q with odd q means the real root."""

    base: Expr
    exponent: Expr


@hashed_record
class Call(Expr):
    """A function of the table (`functions.TABLE`) by its canonical name, applied to its arguments."""

    function: str
    arguments: tuple[Expr, ...]


@hashed_record
class Comparison(Expr):
    """left relation right, with relation one of `<`, `<=`, `>`, `>=`, `==`, `!=`. A condition, or an equation in a step."""

    left: Expr
    relation: str
    right: Expr


@hashed_record
class Junction(Expr):
    """Two or more conditions joined by `and` or by `or`."""

    word: str
    conditions: tuple[Expr, ...]


@hashed_record
class Piecewise(Expr):
    """branches: (value, condition) pairs tried in order; otherwise: the value when none holds (None: undefined there)."""

    branches: tuple[tuple[Expr, Expr], ...]
    otherwise: Expr | None


@hashed_record
class RootOf(Expr):
    """The real root number `index` (from 0, increasing) of the square-free integer polynomial c0 + c1 t + … .

    coefficients: lowest degree first, as FLINT keeps them. Typed and printed `rootof(t**5 - t - 1, 0)`.
    """

    coefficients: tuple[int, ...]
    index: int


@hashed_record
class AlgebraicValue(Expr):
    """p(α)/d for a root α, p an integer polynomial (lowest degree first): a number that is looked at and not named, f''(α) for instance.

    As a tree it is `written_out`.
    """

    numerator: tuple[int, ...]
    denominator: int
    root: RootOf


@hashed_record
class IsolatedRoot(Expr):
    """The only zero of `function` (a tree in `variable` alone) in the open interval (lower, upper): proved, no closed form.

    The function changes sign there, so the enclosure can be refined to any precision.
    """

    function: Expr
    variable: str
    lower: Fraction
    upper: Fraction


@hashed_record
class SystemZero(Expr):
    """The only common zero of `functions`, trees in `variables`, in the closed box: proved, no closed form. A point, not a number.

    box: (lower, upper) for each variable. The zero is simple, so its enclosure can be refined to any precision.
    """

    functions: tuple[Expr, ...]
    variables: tuple[str, ...]
    box: tuple[tuple[Fraction, Fraction], ...]


@hashed_record
class SystemRoot(Expr):
    """The value of `quantity`, a tree in the variables of the zero, at the zero; a coordinate is the value of its variable."""

    zero: SystemZero
    quantity: Expr


ZERO = Number(Fraction(0))
ONE = Number(Fraction(1))
TWO = Number(Fraction(2))
PI = Constant("pi")
E = Constant("e")
INFINITY = Constant("oo")
MINUS_INFINITY = Negation(INFINITY)
INFINITIES: frozenset[Expr] = frozenset((INFINITY, MINUS_INFINITY))
