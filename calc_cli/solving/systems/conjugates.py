"""Solutions whose coordinates lie in one number field Q[t]/(m): a whole set of conjugate solutions at once, exactly.

A point is (c0(θ), c1(θ), …) for a root θ of the irreducible polynomial m. It is real exactly when θ is real, since θ is a rational
combination of the coordinates. What vanishes at one of the conjugate points vanishes at all of them.
Source: Rouillier, Solving zero-dimensional systems through the rational univariate representation, AAECC 9, 1999.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from flint import arb, fmpq, fmpq_poly, fmpz_mpoly, fmpz_poly

from calc_cli.balls.precision import precision
from calc_cli.records import record
from calc_cli.solving.form import Refused
from calc_cli.solving.systems.rings import terms_of
from calc_cli.symbolic.algebraic import coefficients_of, primitive, root_enclosures
from calc_cli.symbolic.closed_forms import to_fraction
from calc_cli.symbolic.polynomials import solve_factor
from calc_cli.tree import Expr, rational

Residue = fmpq_poly
FIRST_BITS = 128
MAX_BITS = 1 << 17
GENERATOR = fmpq_poly([0, 1])


@record
class Conjugates:
    """modulus: irreducible over Q, primitive; coordinates: unknown -> polynomial in θ reduced by the modulus.

    annihilators: unknown -> irreducible polynomials, one of which has the coordinate as a root (saves computing it)."""

    modulus: fmpz_poly
    coordinates: Mapping[int, Residue]
    annihilators: Mapping[int, tuple[fmpz_poly, ...]] = field(default_factory=dict)

    def value(self, polynomial: fmpz_mpoly) -> Residue:
        """The polynomial at the points, as a residue."""
        modulus = fmpq_poly(self.modulus)
        total = fmpq_poly([0])
        powers: dict[tuple[int, int], Residue] = {}
        for exponents, coefficient in terms_of(polynomial):
            term = fmpq_poly([coefficient])
            for index, k in enumerate(exponents):
                if k:
                    term = term * self._power(index, k, powers) % modulus
            total = total + term
        return total

    def _power(self, index: int, k: int, powers: dict[tuple[int, int], Residue]) -> Residue:
        known = powers.get((index, k))
        if known is None:
            base = self.coordinates[index]
            known = base if k == 1 else self._power(index, k - 1, powers) * base % fmpq_poly(self.modulus)
            powers[index, k] = known
        return known

    def vanishes(self, polynomial: fmpz_mpoly) -> bool:
        """Is the polynomial zero at the points? Exact."""
        return self.value(polynomial).is_zero()

    def with_coordinate(self, index: int, value: Residue) -> Conjugates:
        """The points with one more coordinate."""
        return Conjugates(self.modulus, {**self.coordinates, index: value}, self.annihilators)

    @property
    def degree(self) -> int:
        """The number of conjugate points over the complex numbers."""
        return int(self.modulus.degree())


def has_real_root(modulus: fmpz_poly) -> bool:
    """Is one of the conjugates real?"""
    return bool(modulus.degree() % 2) or bool(solve_factor(modulus).roots)


def inverse(element: Residue, modulus: fmpz_poly) -> Residue:
    """1/element in the field Q[t]/(modulus); element not zero there."""
    common, cofactor, _ = element.xgcd(fmpq_poly(modulus))
    if common.degree() != 0:
        raise ZeroDivisionError("not invertible: the modulus is reducible or the element is zero")
    return cofactor / common[0]


def minimal_polynomial(element: Residue, modulus: fmpz_poly) -> fmpz_poly:
    """The minimal polynomial over Z of an element of Q[t]/(modulus), by its conjugates.

    a**(d-1) * b * element is an algebraic integer (a the leading coefficient of the modulus, d its degree, b the denominator of the
    element); its characteristic polynomial has integer coefficients, so balls narrower than 1 around them give them exactly. The
    minimal polynomial is its only irreducible factor.
    """
    if element.degree() <= 0:
        value = element[0]
        return fmpz_poly([-int(value.p), int(value.q)])
    scale = int(modulus.leading_coefficient()) ** (element.degree()) * int(element.denom())
    bits = FIRST_BITS
    while bits <= MAX_BITS:
        with precision(bits):
            roots: list[Any] = list(modulus.complex_roots())
            values = [evaluate(element, root) * scale for root, _ in roots]
            whole = integer_product(values)
            needed = sum(max(0, int(v.abs_upper().log().upper().ceil().unique_fmpz() * 3 // 2)) for v in values)
        if whole is not None:
            characteristic = primitive(whole(fmpz_poly([0, scale])))
            return primitive(characteristic // characteristic.gcd(characteristic.derivative()))
        bits = max(2 * bits, needed + FIRST_BITS)
    raise Refused("a minimal polynomial needs too many digits")


def integer_product(roots: list[arb]) -> fmpz_poly | None:
    """∏ (x - root), known to have integer coefficients; None when a ball holds no or several integers."""
    coefficients = [roots[0] * 0 + 1]
    for root in roots:
        shifted = [coefficients[0] * 0, *coefficients]
        coefficients = [a - root * b for a, b in zip(shifted, [*coefficients, coefficients[0] * 0], strict=True)]
    found = []
    for c in coefficients:
        integer = c.real.unique_fmpz()
        if integer is None:
            return None
        found.append(int(integer))
    return fmpz_poly(found)


def evaluate(element: Residue, point: arb) -> arb:
    """The residue's polynomial at a real or complex ball, by Horner's rule."""
    total = point * 0
    for coefficient in reversed(element.coeffs()):
        total = total * point + fmpq(coefficient)
    return total


def real_coordinates(points: Conjugates) -> list[dict[int, Expr]]:
    """Every real point among the conjugates: unknown -> its coordinate as a constant, closed form when short, otherwise `RootOf`."""
    roots = solve_factor(points.modulus).roots
    if not roots:
        return []
    if points.degree == 1:
        return [{i: rational(to_fraction(c[0])) for i, c in points.coordinates.items()}]
    columns = {i: coordinate_trees(points, i, roots) for i in points.coordinates}
    return [{i: column[k] for i, column in columns.items()} for k in range(len(roots))]


def coordinate_trees(points: Conjugates, index: int, roots: tuple[Expr, ...]) -> list[Expr]:
    """The coordinate at every real root of the modulus, increasing in the root."""
    element = points.coordinates[index]
    if element == GENERATOR:
        return list(roots)
    if element.degree() <= 0:
        return [rational(to_fraction(element[0]))] * len(roots)
    candidates = points.annihilators.get(index) or (minimal_polynomial(element, points.modulus),)
    trees = [solve_factor(p).roots for p in candidates]
    coefficients = coefficients_of(points.modulus)
    found: list[Expr | None] = [None] * len(roots)
    bits = FIRST_BITS
    while bits <= MAX_BITS:
        balls = root_enclosures(coefficients, bits)
        targets = [
            (ball, tree) for p, known in zip(candidates, trees, strict=True) if known
            for ball, tree in zip(root_enclosures(coefficients_of(p), bits), known, strict=True)
        ]
        with precision(bits):
            for k, root in enumerate(balls):
                if found[k] is None:
                    found[k] = only_match(evaluate(element, root), targets)
        if all(tree is not None for tree in found):
            return [tree for tree in found if tree is not None]
        bits *= 4
    raise Refused("a coordinate needs too many digits")


def only_match(value: arb, targets: list[tuple[arb, Expr]]) -> Expr | None:
    """The only target whose ball meets the value's; None when several do."""
    met = [tree for ball, tree in targets if ball.overlaps(value)]
    return met[0] if len(met) == 1 else None
