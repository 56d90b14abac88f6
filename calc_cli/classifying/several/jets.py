"""Taylor polynomials in several variables with exact coefficients: dictionaries exponents -> coefficient, cut off at a total degree."""

from __future__ import annotations

from collections.abc import Iterable

from calc_cli import tree as t
from calc_cli.classifying.several.coefficients import ONE, ZERO, Coefficient, plus, sign, times, tree_of
from calc_cli.effort import CLOCK
from calc_cli.symbolic.constants import simplify_constant
from calc_cli.tree import Expr

Jet = dict[tuple[int, ...], Coefficient]
TERM_SECONDS = 2e-6
"""For two terms that are multiplied."""


class Undecided(Exception):
    """A coefficient whose sign would be needed is not decided."""


def constant(value: Coefficient, size: int) -> Jet:
    """The constant as a polynomial of `size` variables."""
    return {} if value == ZERO else {(0,) * size: value}


def monomial(index: int, size: int) -> Jet:
    """The variable number `index`."""
    return {tuple(int(k == index) for k in range(size)): ONE}


def added(p: Jet, q: Jet) -> Jet:
    """p + q."""
    total = dict(p)
    for exponents, value in q.items():
        fresh = plus(total[exponents], value) if exponents in total else value
        if fresh == ZERO:
            total.pop(exponents, None)
        else:
            total[exponents] = fresh
    return total


def scaled(p: Jet, factor: Coefficient) -> Jet:
    """factor * p."""
    return {} if factor == ZERO else {exponents: times(value, factor) for exponents, value in p.items()}


def multiplied(p: Jet, q: Jet, order: int) -> Jet:
    """p * q without the terms of total degree > order."""
    CLOCK.seconds += TERM_SECONDS * len(p) * len(q)
    total: Jet = {}
    degrees = [(exponents, sum(exponents), value) for exponents, value in q.items()]
    for a, x in p.items():
        room = order - sum(a)
        for b, size, y in degrees:
            if size <= room:
                exponents = tuple(map(int.__add__, a, b))
                product = times(x, y)
                total[exponents] = plus(total[exponents], product) if exponents in total else product
    return {exponents: value for exponents, value in total.items() if value != ZERO}


def composed(outer: list[Coefficient], inner: Jet, order: int, size: int) -> Jet:
    """outer[0] + outer[1] w + outer[2] w**2 + …, w = inner without its constant term."""
    small = {exponents: value for exponents, value in inner.items() if any(exponents)}
    total = constant(outer[-1], size)
    for value in reversed(outer[:-1]):
        total = added(multiplied(total, small, order), constant(value, size))
    return total


def substituted(p: Jet, parts: list[Jet], order: int, size: int) -> Jet:
    """p(parts[0], parts[1], …), parts without constant terms, as a polynomial of `size` variables."""
    powers: list[list[Jet]] = [[constant(ONE, size)] for _ in parts]
    total: Jet = {}
    for exponents, value in p.items():
        term = constant(value, size)
        for known, part, exponent in zip(powers, parts, exponents, strict=True):
            while len(known) <= exponent:
                known.append(multiplied(known[-1], part, order))
            term = multiplied(term, known[exponent], order)
        total = added(total, term)
    return total


def derivative(p: Jet, index: int) -> Jet:
    """dp/dx_index."""
    found: Jet = {}
    for exponents, value in p.items():
        if exponents[index]:
            lower = tuple(e - (k == index) for k, e in enumerate(exponents))
            found[lower] = times(value, ONE * exponents[index])
    return found


def head(p: Jet) -> Coefficient:
    """The constant term."""
    return next((value for exponents, value in p.items() if not any(exponents)), ZERO)


def form(p: Jet, degree: int) -> Jet:
    """The terms of that total degree, those proved zero dropped. Raises Undecided."""
    return proved(p, (exponents for exponents in p if sum(exponents) == degree))


def proved(p: Jet, which: Iterable[tuple[int, ...]]) -> Jet:
    """The chosen terms that are proved not zero; raises Undecided when a sign is not decided."""
    found: Jet = {}
    for exponents in which:
        s = sign(p[exponents])
        if s is None:
            raise Undecided
        if s:
            found[exponents] = p[exponents]
    return found


def leading(p: Jet, order: int) -> tuple[int, Jet] | None:
    """(degree, form) of the lowest form that is not zero; None when there is none up to the order."""
    for degree in range(order + 1):
        lowest = form(p, degree)
        if lowest:
            return degree, lowest
    return None


def jet_tree(p: Jet, names: tuple[str, ...]) -> Expr:
    """The polynomial as a tree, low degrees first."""
    terms = []
    for exponents, value in sorted(p.items(), key=lambda item: (sum(item[0]), tuple(-e for e in item[0]))):
        factors = [t.power(t.Variable(name), e) for name, e in zip(names, exponents, strict=True) if e]
        terms.append(_term(simplify_constant(tree_of(value)), factors))
    return t.add(*terms)


def _term(value: Expr, factors: list[Expr]) -> Expr:
    if isinstance(value, t.Negation):
        return t.negate(_term(value.operand, factors))
    if isinstance(value, t.Quotient) and factors:
        return t.divide(t.multiply(value.numerator, *factors), value.denominator)
    return t.multiply(value, *factors)
