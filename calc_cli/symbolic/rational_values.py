"""f(a) in its short form, for a rational function f and a rational, quadratic or algebraic a, by arithmetic in the field of a."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from flint import fmpq, fmpq_mat, fmpq_poly, fmpz_poly

from calc_cli import tree as t
from calc_cli.balls.precision import precision
from calc_cli.balls.roots import USUAL_BITS, isolate_as, real_root_enclosures
from calc_cli.language import to_text
from calc_cli.symbolic.algebraic import coefficients_of, primitive
from calc_cli.symbolic.closed_forms import closed_forms
from calc_cli.symbolic.quadratic_field import Quadratic, quadratic_value
from calc_cli.symbolic.univariate import quotient_of
from calc_cli.tree import Expr

DEGREE_LIMIT = 12


def quick_value(tree: Expr, variable: str, at: Expr) -> Expr | None:
    """f(a) for a rational function f and a rational, quadratic or algebraic a; None where this is not the short way."""
    form = quotient_of(tree, variable)
    if form is None:
        return None
    if isinstance(at, t.RootOf):
        return _at_root(form[0], at) if form[1].degree() == 0 else None
    rational = t.rational_value(at)
    if rational is not None:
        point = fmpq(rational.numerator, rational.denominator)
        below = form[1](point)
        return None if below == 0 else _rational(form[0](point) / below)
    surd = quadratic_value(at)
    if surd is None:
        return None
    inverse = _at_surd(form[1], surd).inverse()
    return None if inverse is None else _at_surd(form[0], surd).times(inverse).tree()


def quick_sign(tree: Expr, variable: str, at: Fraction) -> int | None:
    """The sign of a rational function at a rational number; None for other functions and at poles."""
    form = quotient_of(tree, variable)
    if form is None:
        return None
    point = fmpq(at.numerator, at.denominator)
    value = form[0](point) * form[1](point)
    return None if form[1](point) == 0 else 1 if value > 0 else -1 if value < 0 else 0


def _rational(value: fmpq) -> Expr:
    return t.rational(Fraction(int(value.p), int(value.q)))


def _at_surd(polynomial: fmpq_poly, at: Quadratic) -> Quadratic:
    """Horner's rule in the quadratic field."""
    r, c = fmpq(0), fmpq(0)
    for k in range(polynomial.degree(), -1, -1):
        r, c = r * at.r + c * at.c * at.d + polynomial[k], r * at.c + c * at.r
    return Quadratic(r, c, at.d if c else 1)


def _at_root(polynomial: fmpq_poly, at: t.RootOf) -> Expr | None:
    """p(α) as a rational number, or by the name of its own minimal polynomial where that is sure to be the shortest text."""
    modulus = fmpq_poly(list(at.coefficients))
    element = polynomial % modulus
    if element.degree() < 1:
        return _rational(element[0])
    numerator = coefficients_of(element.numer())
    terms = sum(1 for c in numerator[1:] if c)
    names = conjugate_values(numerator, int(element.denom()), at.coefficients) if terms > 1 or numerator[0] else ()
    if not 0 <= at.index < len(names):
        return None
    name = names[at.index]
    return name if len(to_text(name)) < terms * (len(to_text(at)) + 3) - 3 else None


@lru_cache(maxsize=1024)
def conjugate_values(numerator: tuple[int, ...], denominator: int, coefficients: tuple[int, ...]) -> tuple[t.RootOf, ...]:
    """p(α), p of lower degree, for every real root α of the irreducible polynomial, increasing; () where p(α) has a closed form.

    When the characteristic polynomial of p(α) has no double root, p maps the roots of one polynomial onto those of the other, one to
    one, real to real: so the balls p(α) isolate its real roots, and their order gives the indices.
    """
    modulus = fmpq_poly(list(coefficients))
    if modulus.degree() > DEGREE_LIMIT:
        return ()
    minimal = primitive(characteristic(fmpq_poly(list(numerator), denominator), modulus).numer())
    if minimal.gcd(minimal.derivative()).degree() > 0 or closed_forms(minimal) is not None:
        return ()
    p = fmpz_poly(list(numerator))
    roots = real_root_enclosures(coefficients, USUAL_BITS)
    with precision(USUAL_BITS + 64):
        values = [p(root) / denominator for root in roots]
    order = sorted(range(len(values)), key=lambda i: values[i].mid())
    if not all(values[i] < values[j] for i, j in pairwise(order)):
        return ()
    named = coefficients_of(minimal)
    isolate_as(named, tuple(values[i] for i in order))
    ranks = {i: rank for rank, i in enumerate(order)}
    return tuple(t.RootOf(named, ranks[i]) for i in range(len(values)))


def characteristic(element: fmpq_poly, modulus: fmpq_poly) -> fmpq_poly:
    """The characteristic polynomial of multiplication by an element of Q[t]/(modulus)."""
    n = modulus.degree()
    rows: list[fmpq] = []
    row, step = element, fmpq_poly([0, 1])
    for _ in range(n):
        rows.extend(row[k] for k in range(n))
        row = row * step % modulus
    return fmpq_mat(n, n, rows).charpoly()

