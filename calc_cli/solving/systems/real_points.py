"""Where a polynomial that keeps one sign can vanish at all: sums of even monomials, and quadratics by completing squares.

Each function answers with polynomials whose common real zeros are exactly the real zeros of the given one: fewer dimensions, same real
points. x**2 + y**2 = 0 is x = y = 0, and x**2 + y**2 + 1 = 0 has no real solution.
"""

from __future__ import annotations

from fractions import Fraction
from math import lcm

from flint import fmpz_mpoly

from calc_cli.solving.systems.rings import degrees, key, positive, terms_of, used_in

Conditions = list[fmpz_mpoly]
Terms = dict[tuple[int, ...], Fraction]


def real_conditions(polynomial: fmpz_mpoly, positive_unknowns: frozenset[int] = frozenset()) -> Conditions | None:
    """Polynomials with the same common real zeros as p when p is seen to keep one sign (a constant: no zero); None otherwise."""
    found = same_sign_terms(polynomial, positive_unknowns)
    if found is None and polynomial.total_degree() == 2:
        found = sum_of_squares(polynomial)
    if found is None:
        return None
    return None if len(found) == 1 and key(found[0]) == key(positive(polynomial)) else found


def same_sign_terms(polynomial: fmpz_mpoly, positive_unknowns: frozenset[int]) -> Conditions | None:
    """All terms >= 0 (or all <= 0) everywhere: p vanishes exactly where every term does."""
    conditions = []
    signs = set()
    for exponents, coefficient in terms_of(polynomial):
        if any(k % 2 and i not in positive_unknowns for i, k in enumerate(exponents)):
            return None
        signs.add(coefficient > 0)
        vector = tuple(int(k > 0 and i not in positive_unknowns) for i, k in enumerate(exponents))
        conditions.append(polynomial.context().from_dict({vector: 1}))
    return conditions if len(signs) == 1 else None


def sum_of_squares(polynomial: fmpz_mpoly) -> Conditions | None:
    """A quadratic as ± (Σ d_i l_i² + c) with d_i > 0 and c >= 0: it vanishes where every l_i does, nowhere when c > 0."""
    rest = {exponents: Fraction(c) for exponents, c in terms_of(polynomial)}
    sign = 0
    forms: list[Terms] = []
    for index in sorted(used_in(polynomial)):
        square = tuple(2 * int(i == index) for i in range(len(degrees(polynomial))))
        d = rest.get(square, Fraction(0))
        if d == 0:
            if any(exponents[index] for exponents in rest):
                return None
            continue
        if sign and (d > 0) != (sign > 0):
            return None
        sign = 1 if d > 0 else -1
        form = linear_form(rest, index, d)
        forms.append(form)
        rest = without_square(rest, form, d)
    remaining = list(rest.values())
    if len(rest) > 1 or (rest and any(next(iter(rest)))):
        return None
    constant = remaining[0] if remaining else Fraction(0)
    if constant and (constant > 0) != (sign > 0):
        return None
    context = polynomial.context()
    return [context.constant(1)] if constant else [cleared(form, polynomial) for form in forms]


def linear_form(terms: Terms, index: int, d: Fraction) -> Terms:
    """l = x + (what multiplies x)/(2d), so that the terms minus d*l² are free of x = generator `index`."""
    form = {}
    for exponents, c in terms.items():
        if exponents[index]:
            lowered = (*exponents[:index], exponents[index] - 1, *exponents[index + 1 :])
            form[lowered] = c / d if exponents[index] == 2 else c / (2 * d)
    return form


def without_square(terms: Terms, form: Terms, d: Fraction) -> Terms:
    """The terms minus d * form²."""
    rest = dict(terms)
    for a, p in form.items():
        for b, q in form.items():
            exponents = tuple(i + j for i, j in zip(a, b, strict=True))
            rest[exponents] = rest.get(exponents, Fraction(0)) - d * p * q
    return {exponents: c for exponents, c in rest.items() if c}


def cleared(form: Terms, like: fmpz_mpoly) -> fmpz_mpoly:
    """The form times the common denominator."""
    scale = lcm(*(c.denominator for c in form.values()))
    return like.context().from_dict({exponents: int(c * scale) for exponents, c in form.items()})
