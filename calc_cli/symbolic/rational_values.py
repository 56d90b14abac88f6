"""f(a) in its short form, for a rational function f and a rational, quadratic or algebraic a, by arithmetic in the field of a."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from math import gcd

from flint import arb, fmpq, fmpq_poly, fmpz_mat, fmpz_poly

from calc_cli import tree as t
from calc_cli.balls.precision import precision
from calc_cli.balls.roots import USUAL_BITS, isolate_as, real_root_enclosures
from calc_cli.language import to_text
from calc_cli.language.printing import polynomial_text
from calc_cli.symbolic.algebraic import coefficients_of
from calc_cli.symbolic.closed_forms import closed_forms
from calc_cli.symbolic.quadratic_field import Quadratic, quadratic_value
from calc_cli.symbolic.univariate import Quotient, quotient_of, rational_tree
from calc_cli.tree import Expr

DEGREE_LIMIT = 12
PRIMES = frozenset((2, 3, 5, 7, 11))
"""In a field of prime degree every number that is not rational has the full degree."""


def quick_value(tree: Expr, variable: str, at: Expr) -> Expr | None:
    """f(a) for a rational function f and a rational, quadratic or algebraic a; None where this is not the short way."""
    form = quotient_of(tree, variable)
    if form is None:
        return None
    if isinstance(at, t.RootOf):
        values = _at_roots(tree, variable, at.coefficients)
        return values[at.index] if 0 <= at.index < len(values) else None
    rational = t.rational_value(at)
    if rational is not None:
        point = fmpq(rational.numerator, rational.denominator)
        below = form[1](point)
        return None if below == 0 else rational_tree(form[0](point) / below)
    surd = quadratic_value(at)
    if surd is None:
        return None
    above = _at_surd(form[0], surd)
    if form[1].degree() == 0:
        return above.tree()  # Q is monic
    inverse = _at_surd(form[1], surd).inverse()
    return None if inverse is None else above.times(inverse).tree()


def unnamed_value(tree: Expr, variable: str, root: t.RootOf) -> Expr | None:
    """f(α) for a rational function f: a rational number, or without a name of its own; None for other functions and at poles."""
    element = _element_at_roots(tree, variable, root.coefficients)
    if element is None:
        return None
    if element.degree() < 1:
        return rational_tree(element[0])
    return t.AlgebraicValue(coefficients_of(element.numer()), int(element.denom()), root)


def quick_sign(tree: Expr, variable: str, at: Fraction) -> int | None:
    """The sign of a rational function at a rational number; None for other functions and at poles."""
    form = quotient_of(tree, variable)
    if form is None:
        return None
    point = fmpq(at.numerator, at.denominator)
    value = form[0](point) * form[1](point)
    return None if form[1](point) == 0 else 1 if value > 0 else -1 if value < 0 else 0


def _at_surd(polynomial: fmpq_poly, at: Quadratic) -> Quadratic:
    """Horner's rule in the quadratic field."""
    r, c = fmpq(0), fmpq(0)
    for k in range(polynomial.degree(), -1, -1):
        r, c = r * at.r + c * at.c * at.d + polynomial[k], r * at.c + c * at.r
    return Quadratic(r, c, at.d if c else 1)


def _in_field(form: Quotient, modulus: fmpq_poly) -> fmpq_poly | None:
    """P/Q in Q[t]/(modulus), of lower degree than it; None where Q is not invertible."""
    if form[1].degree() == 0:
        return form[0] % modulus  # Q is monic
    common, inverse, _ = form[1].xgcd(modulus)
    return form[0] * inverse % modulus if common.degree() == 0 else None


@lru_cache(maxsize=1024)
def _element_at_roots(tree: Expr, variable: str, coefficients: tuple[int, ...]) -> fmpq_poly | None:
    """f(α) in Q[t]/(p) for the roots α of an irreducible p; None at poles, and for a function that is not rational."""
    form = quotient_of(tree, variable)
    return None if form is None else _in_field(form, fmpq_poly(list(coefficients)))


@lru_cache(maxsize=1024)
def _at_roots(tree: Expr, variable: str, coefficients: tuple[int, ...]) -> tuple[Expr | None, ...]:
    """f(α) for every real root α of one irreducible polynomial, increasing: a rational number, or the name by its own minimal
    polynomial where that is the shortest text; else None, or no values at all."""
    element = _element_at_roots(tree, variable, coefficients)
    if element is None:
        return ()
    if element.degree() < 1:
        return (rational_tree(element[0]),) * (len(coefficients) - 1)
    numerator = coefficients_of(element.numer())
    terms = sum(1 for c in numerator[1:] if c)
    names = conjugate_values(numerator, int(element.denom()), coefficients) if terms > 1 or numerator[0] else ()
    if not names:
        return ()
    least = terms * (len("rootof(, 0) + ") + len(polynomial_text(coefficients))) - len(" + ")
    if len("rootof(, 10)") + len(polynomial_text(names[0].coefficients)) < least:
        return names
    return tuple([_if_shorter(name, element, coefficients, i) for i, name in enumerate(names)])


def _if_shorter(name: Expr, element: fmpq_poly, coefficients: tuple[int, ...], index: int) -> Expr | None:
    """The name, when its text is shorter than that of the polynomial in the root."""
    root, terms = t.RootOf(coefficients, index), []
    for k in range(element.degree(), -1, -1):
        c = element[k]
        terms.append(t.divide(t.multiply(t.rational(int(c.p)), t.power(root, k)), t.rational(int(c.q))))
    terms.sort(key=lambda term: isinstance(term, t.Negation))  # a positive term first saves its sign
    return name if len(to_text(name)) < len(to_text(t.add(*terms))) else None


def conjugate_values(numerator: tuple[int, ...], denominator: int, coefficients: tuple[int, ...]) -> tuple[t.RootOf, ...]:
    """p(α), p of lower degree, for every real root α of the irreducible polynomial, increasing; () where p(α) has a closed form.

    When the characteristic polynomial of p(α) has no double root, p maps the roots of one polynomial onto those of the other, one to
    one, real to real: so the balls p(α) isolate its real roots, and their order gives the indices.
    """
    degree = len(coefficients) - 1
    if degree > DEGREE_LIMIT:
        return ()
    minimal = characteristic(numerator, denominator, coefficients)
    if (degree not in PRIMES and not is_squarefree(minimal)) or closed_forms(minimal) is not None:
        return ()
    roots, p = real_root_enclosures(coefficients, USUAL_BITS), fmpz_poly(list(numerator))
    with precision(USUAL_BITS + 64):
        values = [p(root) / denominator for root in roots]
    ordered = sorted(values, key=arb.mid)
    if not all(left < right for left, right in pairwise(ordered)):
        return ()
    isolate_as(minimal, tuple(ordered))
    return tuple([t.RootOf(minimal, ordered.index(value)) for value in values])


def is_squarefree(coefficients: tuple[int, ...]) -> bool:
    """Has the polynomial no multiple root?"""
    polynomial = fmpz_poly(list(coefficients))
    return bool(polynomial.gcd(polynomial.derivative()).degree() == 0)


def characteristic(numerator: tuple[int, ...], denominator: int, modulus: tuple[int, ...]) -> tuple[int, ...]:
    """The characteristic polynomial of multiplication by numerator/denominator, of lower degree, in Q[t]/(modulus), made primitive.

    With a the leading coefficient and n the degree of the modulus, β = a t is a root of a monic integer polynomial, and
    a**(n - 1) numerator is an integer polynomial in β: its multiplication matrix in the powers of β has integer entries.
    """
    n, a = len(modulus) - 1, modulus[-1]
    powers = [a**k for k in range(n - 1, -1, -1)]
    relation = [c * power for c, power in zip(modulus, powers, strict=False)]  # β**n = -Σ relation[k] β**k
    row = [c * power for c, power in zip(numerator, powers, strict=False)]
    row += [0] * (n - len(row))
    rows = [row]
    for _ in range(n - 1):
        top = row[-1]
        row = [below - top * r for below, r in zip([0, *row], relation, strict=False)] if top else [0, *row[:-1]]
        rows.append(row)
    found, scale, power = [], denominator * powers[0], 1
    for c in fmpz_mat(rows).charpoly().coeffs():
        found.append(int(c) * power)
        power *= scale
    content = gcd(*found)
    return tuple([c // content for c in found])
