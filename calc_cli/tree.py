"""The expression tree: what the user typed, exactly, and nothing forgotten.

Nodes are frozen, hashable and compare by structure. `x/x` stays `Quotient(x, x)` because the domain is read from it.
Nothing here simplifies; the constructors at the end (`add`, `multiply`, …) only drop neutral elements and fold rationals.

A `Number` is a non-negative integer or terminating decimal, as a person can type it; every other rational is built from
`Negation` and `Quotient` by `rational`. This makes parse(print(tree)) == tree possible.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from math import prod
from typing import Any, ClassVar

from calc_cli.effort import CLOCK, REWRITING_SECONDS
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


def _branch_parts(node: Piecewise) -> tuple[Expr, ...]:
    flat = tuple(part for branch in node.branches for part in branch)
    return flat if node.otherwise is None else (*flat, node.otherwise)


_CHILDREN: dict[type[Expr], Callable[[Any], tuple[Expr, ...]]] = {
    Sum: lambda node: node.terms,
    Product: lambda node: node.factors,
    Call: lambda node: node.arguments,
    Junction: lambda node: node.conditions,
    Negation: lambda node: (node.operand,),
    Quotient: lambda node: (node.numerator, node.denominator),
    Power: lambda node: (node.base, node.exponent),
    Comparison: lambda node: (node.left, node.right),
    Piecewise: _branch_parts,
}


def children(node: Expr) -> tuple[Expr, ...]:
    """The direct subtrees, left to right; of a `Piecewise` value and condition alternate, `otherwise` is last."""
    parts = _CHILDREN.get(type(node))
    return () if parts is None else parts(node)


def rebuild(node: Expr, parts: tuple[Expr, ...]) -> Expr:
    """The same node over other children (in the order of `children`)."""
    match node:
        case Sum():
            return Sum(parts)
        case Product():
            return Product(parts)
        case Call(name, _):
            return Call(name, parts)
        case Junction(word, _):
            return Junction(word, parts)
        case Negation():
            return Negation(parts[0])
        case Quotient():
            return Quotient(*parts)
        case Power():
            return Power(*parts)
        case Comparison(_, relation, _):
            return Comparison(parts[0], relation, parts[1])
        case Piecewise(branches, otherwise):
            pairs = tuple((parts[2 * i], parts[2 * i + 1]) for i in range(len(branches)))
            return Piecewise(pairs, None if otherwise is None else parts[-1])
        case _:
            return node


def walk(node: Expr) -> Iterator[Expr]:
    """Every node, children before their parent (post-order): the parents-first order, last child first, read backwards."""
    order: list[Expr] = []
    stack = [node]
    while stack:
        order.append(current := stack.pop())
        parts = _CHILDREN.get(type(current))
        if parts is not None:
            stack.extend(parts(current))
    return reversed(order)


def transform(node: Expr, visit: Callable[[Expr], Expr]) -> Expr:
    """The tree with `visit` applied to every node, children first; shared subtrees are visited once."""
    done: dict[Expr, Expr] = {}
    for current in walk(node):
        if current not in done:
            parts = children(current)
            fresh = tuple(done[part] for part in parts)
            changed = any(a is not b for a, b in zip(parts, fresh, strict=True))
            done[current] = visit(rebuild(current, fresh) if changed else current)
    CLOCK.seconds += REWRITING_SECONDS * len(done)
    return done[node]


def substitute(node: Expr, bindings: Mapping[str, Expr]) -> Expr:
    """The tree with variables replaced by trees."""
    return transform(node, lambda n: bindings.get(n.name, n) if isinstance(n, Variable) else n)


def variables_of(node: Expr) -> frozenset[str]:
    """Names of the free variables; every subtree remembers its own."""
    stack = [] if hasattr(node, "_names") else [node]
    while stack:
        current = stack[-1]
        parts = children(current)
        missing = [part for part in parts if not hasattr(part, "_names")]
        if missing:
            stack.extend(missing)
            continue
        names = _named(current.name) if isinstance(current, Variable) else parts[0]._names if parts else NO_NAMES
        for part in parts:
            names = names if part._names is names or part._names <= names else names | part._names
        object.__setattr__(current, "_names", names)
        stack.pop()
    return node._names


NO_NAMES: frozenset[str] = frozenset()


@lru_cache(maxsize=1024)
def _named(name: str) -> frozenset[str]:
    return frozenset((name,))


def is_constant(node: Expr) -> bool:
    """No free variable."""
    return not variables_of(node)


def rational(value: Fraction | int) -> Expr:
    """The tree of a rational number: `rational(Fraction(-1, 3))` is -(1/3)."""
    top, bottom = value.numerator, value.denominator
    size = natural(abs(top)) if bottom == 1 else Quotient(natural(abs(top)), natural(bottom))
    return Negation(size) if top < 0 else size


@lru_cache(maxsize=1024)
def natural(value: int) -> Number:
    """The number of a natural number."""
    return Number(Fraction(value))


def rational_value(node: Expr) -> Fraction | None:
    """The value of a tree built from rational numbers by + - * / and small integer powers (q**0 = 1, also for q = 0); otherwise None."""
    if type(node) is Number:
        return node.value
    return _folded(node) if type(node) in ARITHMETIC else None


ARITHMETIC = frozenset((Negation, Sum, Product, Quotient, Power))


def _folded(node: Expr) -> Fraction | None:
    values = []
    for part in children(node):
        if (value := rational_value(part)) is None:
            return None
        values.append(value)
    match node:
        case Negation():
            return -values[0]
        case Sum():
            return sum(values[1:], values[0])
        case Product():
            return prod(values[1:], start=values[0])
        case Quotient():
            top, bottom = values
            whole = top.denominator == bottom.denominator == 1
            return (Fraction(top.numerator, bottom.numerator) if whole else top / bottom) if bottom else None
        case _:
            small = values[1].denominator == 1 and abs(values[1]) <= 4096
            return values[0] ** values[1].numerator if small and (values[0] or values[1] >= 0) else None


def add(*terms: Expr) -> Expr:
    """The sum, zeros dropped and nested sums flattened."""
    flat = [t for term in terms for t in (term.terms if isinstance(term, Sum) else (term,)) if t != ZERO]
    return ZERO if not flat else flat[0] if len(flat) == 1 else Sum(tuple(flat))


def negate(node: Expr) -> Expr:
    """-node, with -(-a) = a and -0 = 0."""
    if node == ZERO:
        return ZERO
    return node.operand if isinstance(node, Negation) else Negation(node)


def subtract(left: Expr, right: Expr) -> Expr:
    """left - right."""
    return add(left, negate(right))


def multiply(*factors: Expr) -> Expr:
    """The product: ones dropped, a zero wins, signs pulled to the front, nested products flattened."""
    negative = False
    flat: list[Expr] = []
    for factor in factors:
        if isinstance(factor, Negation):
            negative, factor = not negative, factor.operand
        if factor == ZERO:
            return ZERO
        flat.extend(factor.factors if isinstance(factor, Product) else () if factor == ONE else (factor,))
    product = ONE if not flat else flat[0] if len(flat) == 1 else Product(tuple(flat))
    return Negation(product) if negative else product


def divide(numerator: Expr, denominator: Expr) -> Expr:
    """The quotient, with a/1 = a and signs pulled to the front."""
    if isinstance(denominator, Negation):
        return negate(divide(numerator, denominator.operand))
    if isinstance(numerator, Negation):
        return negate(divide(numerator.operand, denominator))
    return numerator if denominator == ONE else Quotient(numerator, denominator)


def power(base: Expr, exponent: Expr | int | Fraction) -> Expr:
    """base ** exponent, with a**1 = a and a**0 = 1."""
    exponent = exponent if isinstance(exponent, Expr) else rational(exponent)
    return base if exponent == ONE else ONE if exponent == ZERO else Power(base, exponent)


def call(function: str, *arguments: Expr) -> Expr:
    """function(arguments)."""
    return Call(function, arguments)


def written_out(node: AlgebraicValue) -> Expr:
    """The polynomial in the root, highest power first."""
    powers = range(len(node.numerator) - 1, -1, -1)
    terms = [multiply(rational(Fraction(node.numerator[k], node.denominator)), power(node.root, k)) for k in powers if node.numerator[k]]
    return add(*terms)


def show(node: Expr) -> str:
    """Constructor form: `Sum(Variable('x'), Number(1))`."""
    inner = [getattr(node, name) for name in node.__match_args__]
    return f"{type(node).__name__}({', '.join(show(p) if isinstance(p, Expr) else repr(p) for p in inner)})"
