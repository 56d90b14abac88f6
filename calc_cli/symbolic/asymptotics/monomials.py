"""Transmonomials X^a (log X)^b (log log X)^c … exp(g), X → +oo, and their order of growth.

g is a finite sum of constant multiples of infinitely large transmonomials, none an iterated logarithm of X (exp of those is a power).
Two monomials compare as the leading term of the difference of their logarithms.
Source: van der Hoeven, Transseries and Real Differential Algebra (2006), ch. 4; Gruntz, thesis (1996), ch. 3.
"""

from __future__ import annotations

from itertools import zip_longest

from flint import fmpq

from calc_cli.symbolic.asymptotics.exact import Combination, Exact, Undecided
from calc_cli.symbolic.asymptotics.signs import is_zero, sign

Exponent = int | fmpq | Combination
_DEPTH = 12


class Monomial:
    """powers[k]: exponent of the k-th iterated logarithm of X (k = 0: X itself); growth: the terms of g, largest first."""

    __slots__ = ("_hash", "growth", "powers")

    def __init__(self, powers: tuple[Exponent, ...], growth: tuple[tuple[Monomial, Exact], ...] = ()) -> None:
        while powers and powers[-1] == 0:
            powers = powers[:-1]
        self.powers = powers
        self.growth = growth
        self._hash: int | None = None

    def __hash__(self) -> int:
        if self._hash is None:
            self._hash = hash((self.powers, self.growth))
        return self._hash

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Monomial) and self.powers == other.powers and self.growth == other.growth)

    def __mul__(self, other: Monomial) -> Monomial:
        if not self.powers and not self.growth:
            return other
        if not other.powers and not other.growth:
            return self
        a, b = self.powers, other.powers
        if len(a) == 1 == len(b):
            powers: tuple[Exponent, ...] = (slim(a[0] + b[0]),)
        else:
            powers = tuple(slim(x + y) for x, y in zip_longest(a, b, fillvalue=0))
        if self.growth or other.growth:
            return Monomial(powers, add_growth(self.growth, other.growth))
        return Monomial(powers)

    def __truediv__(self, other: Monomial) -> Monomial:
        return self * other.power(-1)

    def power(self, exponent: Exponent) -> Monomial:
        """self ** exponent for a constant exponent."""
        if exponent == 0:
            return UNIT
        return Monomial(
            tuple(slim(e * exponent) for e in self.powers),
            ordered_growth([(m, _rational_or_combination(c * exponent)) for m, c in self.growth]),
        )

    def __repr__(self) -> str:
        return f"Monomial({self.powers}, {self.growth})"


def slim(value: Exponent) -> Exponent:
    """Whole numbers as `int`: their arithmetic and hash are fast."""
    if isinstance(value, fmpq) and value.q == 1:
        return int(value.p)
    return value


def _rational_or_combination(value: Exponent) -> Exact:
    return fmpq(value) if isinstance(value, int) else value


UNIT = Monomial(())


def iterated_logarithm(level: int) -> Monomial:
    """X, log X, log log X, …"""
    if level > _DEPTH:
        raise Undecided
    return Monomial((0,) * level + (1,))


def ordered_growth(terms: list[tuple[Monomial, Exact]]) -> tuple[tuple[Monomial, Exact], ...]:
    """Terms of an exponent that were in order, still in order after a multiplication by a constant of either sign."""
    return tuple(terms)


def add_growth(a: tuple[tuple[Monomial, Exact], ...], b: tuple[tuple[Monomial, Exact], ...]) -> tuple[tuple[Monomial, Exact], ...]:
    """The sum of two exponents, largest term first."""
    if not a or not b:
        return a or b
    merged: list[tuple[Monomial, Exact]] = []
    i = j = 0
    while i < len(a) and j < len(b):
        order = compare(a[i][0], b[j][0])
        if order > 0:
            merged.append(a[i])
            i += 1
        elif order < 0:
            merged.append(b[j])
            j += 1
        else:
            c = a[i][1] + b[j][1]
            if not is_zero(c):
                merged.append((a[i][0], c))
            i, j = i + 1, j + 1
    return (*merged, *a[i:], *b[j:])


def compare(a: Monomial, b: Monomial) -> int:
    """1 when a/b → oo, -1 when a/b → 0, 0 when a = b."""
    if a is b:
        return 0
    if not a.growth and not b.growth:
        p, q = a.powers, b.powers
        if p == q:
            return 0
        if len(p) == len(q) == 1 and type(p[0]) is int and type(q[0]) is int:
            return 1 if p[0] > q[0] else -1
        return _first_sign(p, q)
    return 0 if a == b else size(a / b)


def _first_sign(p: tuple[Exponent, ...], q: tuple[Exponent, ...]) -> int:
    for x, y in zip_longest(p, q, fillvalue=0):
        if x != y:
            found = sign(x - y)
            if found:
                return found
    return 0


def size(m: Monomial) -> int:
    """1 when m → oo, -1 when m → 0, 0 when m = 1: the sign of log m."""
    if not m.growth:
        return _first_sign(m.powers, ())
    level = next((k for k, e in enumerate(m.powers) if e != 0 and sign(e) != 0), None)
    dominant, c = m.growth[0]
    if level is not None and compare(iterated_logarithm(level + 1), dominant) > 0:
        return sign(m.powers[level])
    return sign(c)
