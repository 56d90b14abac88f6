"""Polynomials in c = cos θ and s = sin θ: their form A(c) + s B(c), their factors in c or s alone, their numerators in a tangent."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from flint import fmpq, fmpq_poly, fmpz_poly

from calc_cli.records import record
from calc_cli.tree import Call, Expr, add, multiply, power, rational

Terms = Mapping[tuple[int, int], Fraction]
"""(i, j) -> coefficient of cos^i sin^j."""

GENERATOR = fmpq_poly([0, 1])
CO_SQUARE = fmpq_poly([1, 0, -1])


def to_fmpq(value: Fraction) -> fmpq:
    """The same rational for FLINT."""
    return fmpq(value.numerator, value.denominator)


@record
class CircleFactors:
    """P = in_cosine(c) * in_sine(s) * rest on the circle."""

    in_cosine: fmpq_poly
    in_sine: fmpq_poly
    rest: dict[tuple[int, int], Fraction]


def reduced(terms: Terms) -> tuple[fmpq_poly, fmpq_poly]:
    """A, B with P = A(c) + s B(c)."""
    parts = [fmpq_poly([0]), fmpq_poly([0])]
    for (i, j), q in terms.items():
        parts[j % 2] += to_fmpq(Fraction(q)) * GENERATOR**i * CO_SQUARE ** (j // 2)
    return parts[0], parts[1]


def exchanged(a: fmpq_poly, b: fmpq_poly) -> tuple[fmpq_poly, fmpq_poly]:
    """C, D with A(c) + s B(c) = C(s) + c D(s)."""
    c, d = fmpq_poly([0]), fmpq_poly([0])
    for factor, poly in ((fmpq_poly([1]), a), (GENERATOR, b)):
        for k, q in enumerate(poly.coeffs()):
            term = q * factor * CO_SQUARE ** (k // 2)
            c, d = (c, d + term) if k % 2 else (c + term, d)
    return c, d


def split(terms: Terms) -> CircleFactors:
    """The factors of P in the cosine alone and in the sine alone taken out. P must not vanish on the whole circle."""
    a, b = reduced(terms)
    in_cosine = a.gcd(b)
    in_cosine //= shorter_in_sine(in_cosine)
    c, d = exchanged(a // in_cosine, b // in_cosine)
    in_sine = c.gcd(d)
    rest = {}
    for i, poly in enumerate((c // in_sine, d // in_sine)):
        for j, q in enumerate(poly.coeffs()):
            if q:
                rest[i, j] = Fraction(int(q.p), int(q.q))
    return CircleFactors(in_cosine, in_sine, rest)


def shorter_in_sine(poly: fmpq_poly) -> fmpq_poly:
    """The factors of p(c) that contain c² only and have smaller coefficients written in s² = 1 - c²."""
    product = fmpq_poly([1])
    if poly.degree() < 2:
        return product
    for factor, exponent in poly.numer().factor()[1]:
        if factor.degree() < 2 or factor.deflation()[1] % 2:
            continue
        in_square = fmpz_poly([int(factor[2 * k]) for k in range(factor.degree() // 2 + 1)])
        if total_size(in_square(fmpz_poly([1, -1]))) < total_size(in_square):
            product *= fmpq_poly(factor) ** exponent
    return product


def total_size(poly: fmpz_poly) -> int:
    """The sum of the sizes of the coefficients of the primitive part."""
    return sum(abs(int(c)) for c in poly.coeffs()) // int(poly.content())


def total_degree(terms: Terms) -> int:
    """The largest i + j."""
    return max(i + j for i, j in terms)


def proves_periodic_by_pi(terms: Terms) -> bool:
    """P(-c, -s) = ±P(c, s): all monomials have degrees of one parity."""
    return len({(i + j) % 2 for i, j in terms}) == 1


def in_half_tangent(terms: Terms) -> fmpq_poly:
    """(1 + t²)^D P with t = tan(θ/2), c = (1 - t²)/(1 + t²), s = 2t/(1 + t²), D the total degree."""
    degree, square = total_degree(terms), fmpq_poly([1, 0, 1])
    total = fmpq_poly([0])
    for (i, j), q in terms.items():
        total += to_fmpq(q) * CO_SQUARE**i * (2 * GENERATOR) ** j * square ** (degree - i - j)
    return total


def in_tangent(terms: Terms) -> fmpq_poly:
    """P / c^D with T = tan θ, for P with monomials of one parity, 1/c² = 1 + T²."""
    degree, square = total_degree(terms), fmpq_poly([1, 0, 1])
    total = fmpq_poly([0])
    for (i, j), q in terms.items():
        total += to_fmpq(q) * GENERATOR**j * square ** ((degree - i - j) // 2)
    return total


def circle_tree(terms: Terms, angle: Expr) -> Expr:
    """The tree of P at an angle."""
    c, s = Call("cos", (angle,)), Call("sin", (angle,))
    ordered = sorted(terms.items(), key=lambda item: (-item[0][0] - item[0][1], -item[0][0]))
    return add(*(multiply(rational(q), power(c, i), power(s, j)) for (i, j), q in ordered if q))
