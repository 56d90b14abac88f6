"""Enclosures of the real roots of integer polynomials, to any precision."""

from __future__ import annotations

from flint import arb, fmpq, fmpz, fmpz_poly

from calc_cli.balls.precision import precision
from calc_cli.balls.roots import real_root_enclosures

ROOT_BITS = 64


def root_enclosures(coefficients: tuple[int, ...], precision_bits: int = ROOT_BITS) -> tuple[arb, ...]:
    """One ball for each real root of a square-free polynomial (lowest coefficient first), increasing, pairwise disjoint.

    Relative accuracy is about `precision_bits`.
    """
    if len(coefficients) > 3:
        return real_root_enclosures(coefficients, precision_bits)
    with precision(precision_bits):
        if len(coefficients) == 2:
            return (arb(fmpq(-coefficients[0], coefficients[1])),)
        return quadratic_enclosures(*coefficients)


def quadratic_enclosures(c: int, b: int, a: int) -> tuple[arb, ...]:
    """Balls of the roots of a x² + b x + c at the working precision, without cancellation."""
    discriminant = b * b - 4 * a * c
    if discriminant < 0:
        return ()
    width = arb(discriminant).sqrt()
    large = (-b - width) / 2 if b > 0 else (-b + width) / 2
    first, second = large / a, (c / large if b else -large / a)
    return (first, second) if first < second else (second, first)


def coefficients_of(poly: fmpz_poly) -> tuple[int, ...]:
    """Lowest degree first."""
    return tuple(map(int, poly.coeffs()))


def primitive(poly: fmpz_poly) -> fmpz_poly:
    """The polynomial divided by its content, leading coefficient positive."""
    content = poly.content()
    result = poly if content == fmpz(1) else poly // content
    return -result if result.leading_coefficient() < 0 else result
