"""Exact constants as sums Σ q ∏ atom^exponent with rational q: the values, their keys and their sums.

Atoms are primes (exponents in (0, 1): the radicals), pi, e, logarithms of primes, algebraic numbers, cosines of rational angles,
roots of sums and function values. Every rewriting is an identity between real numbers; a form without terms is zero, a form with
terms need not be different from zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from calc_cli.tree import PI, Call, E, Expr, Number, RootOf, show

PRIME, ALGEBRAIC, COSINE, SUM, CIRCLE, EULER, LOGARITHM, CALL, EXPONENTIAL = range(9)
POSITIVE = frozenset({PRIME, COSINE, CIRCLE, EULER, EXPONENTIAL})
TERM_LIMIT = 300
EXPONENT_LIMIT = 4096


class NoForm(Exception):
    """The constant is not defined, not decided to be defined, or too large for a normal form."""


@dataclass(frozen=True, eq=False)
class Atom:
    """key: (kind, …), equal exactly for equal atoms; tree: the value (None for SUM).

    form: the inner form of SUM and EXPONENTIAL, the argument's of CALL.
    """

    key: tuple[Any, ...]
    tree: Expr | None = None
    form: Form | None = None

    @cached_property
    def _hash(self) -> int:
        return hash(self.key)

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Atom) and self.key == other.key)

    @property
    def kind(self) -> int:
        """Which of the nine kinds above."""
        return int(self.key[0])


Monomial = tuple[tuple[Atom, Fraction], ...]
Form = dict[Monomial, Fraction]

UNIT: Monomial = ()
ONE_FORM: Form = {UNIT: Fraction(1)}
HALF = Fraction(1, 2)
CIRCLE_ATOM = Atom((CIRCLE,), PI)
EULER_ATOM = Atom((EULER,), E)


def monomial_key(monomial: Monomial) -> tuple[object, ...]:
    """Equal exactly for equal monomials."""
    return tuple((atom.key, exponent) for atom, exponent in monomial)


def form_key(form: Form) -> tuple[object, ...]:
    """Equal exactly for equal forms."""
    return tuple(sorted((monomial_key(monomial), q) for monomial, q in form.items()))


def prime_atom(p: int) -> Atom:
    """The atom of a prime."""
    return Atom((PRIME, p), Number(Fraction(p)))


def sum_atom(form: Form) -> Atom:
    """The sum of a form as one atom, for its roots and its reciprocal."""
    return Atom((SUM, form_key(form)), None, form)


def algebraic_atom(node: RootOf) -> Atom:
    """The atom of an algebraic number."""
    return Atom((ALGEBRAIC, node.coefficients, node.index), node)


def call_atom(name: str, argument: Expr, form: Form) -> Atom:
    """f(argument) for a function of one argument."""
    return Atom((CALL, name, form_key(form)), Call(name, (argument,)), form)


def opaque_atom(node: Expr) -> Atom:
    """A value about which nothing is known but its tree."""
    return Atom((CALL, "", show(node)), node)


def constant(q: Fraction | int) -> Form:
    """The form of a rational number."""
    return {UNIT: Fraction(q)} if q else {}


def rational_of(form: Form) -> Fraction | None:
    """The value of a form that is a rational number as it stands."""
    if not form:
        return Fraction(0)
    return form.get(UNIT) if len(form) == 1 else None


def is_algebraic(form: Form) -> bool:
    """Every atom is an algebraic number."""
    return all(atom_is_algebraic(atom) for monomial in form for atom, _ in monomial)


def atom_is_algebraic(atom: Atom) -> bool:
    """The atom is an algebraic number."""
    return atom.kind < SUM or (atom.kind == SUM and is_algebraic(atom.form or {}))


def plus(left: Form, right: Form, factor: Fraction | int = 1) -> Form:
    """left + factor * right."""
    total = dict(left)
    for monomial, q in right.items():
        value = total.get(monomial, 0) + q * factor
        if value:
            total[monomial] = Fraction(value)
        else:
            total.pop(monomial, None)
    if len(total) > TERM_LIMIT:
        raise NoForm
    return total


def scaled(form: Form, factor: Fraction | int) -> Form:
    """factor * form."""
    return {monomial: q * factor for monomial, q in form.items()} if factor else {}
