"""Two polynomials in two unknowns without a common factor: every common zero, exactly, by one resultant.

With t = x + s*y and a shear s that makes the leading coefficient in y of one polynomial constant, the resultant R(t) vanishes exactly at
the values t takes on the common zeros, with their intersection multiplicities. For an irreducible factor m of R the gcd in y over the
field Q[t]/(m) is a power of one linear factor exactly when t separates the zeros; then y is rational in t. Other shears are tried
until it does. Source: Bouzidi, Lazard, Pouget, Rouillier, Separating linear forms and rational univariate representations of bivariate
systems, J. Symb. Comput. 68, 2015.
"""

from __future__ import annotations

from math import comb

from flint import fmpq_poly, fmpz_mat, fmpz_mpoly, fmpz_poly

from calc_cli.effort import charge
from calc_cli.solving.form import Budget, Refused
from calc_cli.solving.systems.conjugates import GENERATOR, Conjugates, Residue, has_real_root, inverse
from calc_cli.solving.systems.rings import by_degree, ring, univariate
from calc_cli.symbolic.polynomials import factors

SHEARS = (0, 1, -1, 2, -2, 3, -3, 5, -5, 7, -7, 11, 13, 17, 19, 23, 29, 31)
BEZOUT_LIMIT = 400
BEZOUT_SECONDS, MODULUS_SECONDS = 2e-7, 20e-6
"""For a resultant, times the fourth power of the degrees; for the zeros over one factor, times the square of its degree."""
Column = list[fmpz_poly]


def common_zeros(first: fmpz_mpoly, second: fmpz_mpoly, budget: Budget) -> list[Conjugates]:
    """All common zeros with a real conjugate of two coprime polynomials in generators 0 and 1 of `ring(2)`."""
    if first.total_degree() * second.total_degree() > BEZOUT_LIMIT:
        raise Refused("the degrees are too large for elimination")
    for x, y in ((0, 1), (1, 0)):
        found = attempt(first, second, x, y, 0, budget)
        if found is not None:
            return found
    for shear in SHEARS[1:]:
        found = attempt(first, second, 0, 1, shear, budget)
        if found is not None:
            return found
    raise Refused("no separating linear form was found")


def sheared(polynomial: fmpz_mpoly, x: int, y: int, shear: int) -> fmpz_mpoly:
    """p with x = t - s*y; generator x now stands for t."""
    if not shear:
        return polynomial
    gens = list(ring(2).gens())
    gens[x] = gens[x] - shear * gens[y]
    return polynomial.compose(*gens, ctx=ring(2))


def column(polynomial: fmpz_mpoly, x: int, y: int) -> Column:
    """The coefficients in y, lowest first, as polynomials in x."""
    parts = by_degree(polynomial, y)
    return [univariate(parts[k], x) if k in parts else fmpz_poly([]) for k in range(max(parts) + 1)]


def attempt(first: fmpz_mpoly, second: fmpz_mpoly, x: int, y: int, shear: int, budget: Budget) -> list[Conjugates] | None:
    """The zeros by the linear form x + shear*y; None when it does not separate them or the leading coefficients vary."""
    p, q = sheared(first, x, y, shear), sheared(second, x, y, shear)
    left, right = column(p, x, y), column(q, x, y)
    if left[-1].degree() > 0 and right[-1].degree() > 0:
        return None
    if len(left) == 1 or len(right) == 1:
        return over_univariate(left, right, x, y, shear)
    charge(BEZOUT_SECONDS * (len(left) + len(right)) ** 4)
    resultant = univariate(p.resultant(q, y), x)
    eliminant = tuple(f for f, _ in factors(univariate(first.resultant(second, x), y))) if resultant.degree() > 3 else ()
    linear = Subresultant(left, right)
    found = []
    for modulus, multiplicity in factors(resultant):
        if not has_real_root(modulus):
            continue
        if budget.spent():
            raise Refused("time is over")
        charge(MODULUS_SECONDS * modulus.degree() ** 2)
        value = linear.solution(modulus) if multiplicity == 1 else None
        if value is None:
            value = only_root(reduced(left, modulus), reduced(right, modulus), modulus)
        if value is None:
            return None
        found.append(point(modulus, value, x, y, shear, eliminant))
    return found


def over_univariate(left: Column, right: Column, x: int, y: int, shear: int) -> list[Conjugates] | None:
    """One polynomial is free of y: the factors of it are the moduli."""
    alone, other = (left[0], right) if len(left) == 1 else (right[0], left)
    found = []
    for modulus, _ in factors(alone):
        if not has_real_root(modulus):
            continue
        rest = reduced(other, modulus)
        if len(rest) < 2:
            continue
        value = only_root(rest, [], modulus)
        if value is None:
            return None
        found.append(point(modulus, value, x, y, shear, ()))
    return found


def point(modulus: fmpz_poly, value: Residue, x: int, y: int, shear: int, eliminant: tuple[fmpz_poly, ...]) -> Conjugates:
    """The points x = t - shear*y, y = value(t)."""
    theta = GENERATOR if modulus.degree() > 1 else fmpq_poly([-modulus[0]]) / modulus[1]
    known = {y: eliminant} if eliminant and modulus.degree() > 2 else {}
    return Conjugates(modulus, {x: theta - shear * value, y: value}, known)


def reduced(coefficients: Column, modulus: fmpz_poly) -> list[Residue]:
    """The polynomial in y over Q[t]/(modulus), leading zeros dropped."""
    whole = fmpq_poly(modulus)
    found = [fmpq_poly(c) % whole for c in coefficients]
    while found and found[-1].is_zero():
        found.pop()
    return found


def only_root(a: list[Residue], b: list[Residue], modulus: fmpz_poly) -> Residue | None:
    """c when gcd(a, b) over the field Q[t]/(modulus) is a power of y - c; None otherwise."""
    whole = fmpq_poly(modulus)
    common = monic(field_gcd(a, b, modulus), modulus)
    k = len(common) - 1
    if k < 1:
        return None
    c = common[k - 1] / -k
    power, expected = fmpq_poly([1]), []
    for j in range(k + 1):
        expected.append(power * comb(k, j))
        power = power * -c % whole
    return c if all(common[k - j] == expected[j] for j in range(k + 1)) else None


def monic(a: list[Residue], modulus: fmpz_poly) -> list[Residue]:
    """The polynomial over the field divided by its leading coefficient."""
    if not a:
        return a
    scale, whole = inverse(a[-1], modulus), fmpq_poly(modulus)
    return [c * scale % whole for c in a]


def field_gcd(a: list[Residue], b: list[Residue], modulus: fmpz_poly) -> list[Residue]:
    """A greatest common divisor of two polynomials (lowest coefficient first) over the field Q[t]/(modulus)."""
    whole = fmpq_poly(modulus)
    while b:
        b = monic(b, modulus)
        a = list(a)
        while len(a) >= len(b):
            lead, offset = a.pop(), len(a) + 1 - len(b)
            if not lead.is_zero():
                for i, c in enumerate(b[:-1]):
                    a[i + offset] = (a[i + offset] - lead * c) % whole
        while a and a[-1].is_zero():
            a.pop()
        a, b = b, a
    return a


class Subresultant:
    """The first subresultant a(t)*y + b(t) of two polynomials in y, by determinants at integers and interpolation."""

    def __init__(self, left: Column, right: Column) -> None:
        self.left, self.right = left, right
        self.pair: tuple[fmpq_poly, fmpq_poly] | None = None

    def solution(self, modulus: fmpz_poly) -> Residue | None:
        """The only common root y modulo a factor over which it is simple."""
        if modulus.degree() < 3:
            return None
        if self.pair is None:
            self.pair = self.determinants()
        whole = fmpq_poly(modulus)
        a, b = self.pair[0] % whole, self.pair[1] % whole
        return None if a.is_zero() else -b * inverse(a, modulus) % whole

    def determinants(self) -> tuple[fmpq_poly, fmpq_poly]:
        """(a, b): the minors of the Sylvester matrix without its last rows, with the column of y or of 1 last."""
        m, n = len(self.left) - 1, len(self.right) - 1
        bound = (n - 1) * max(c.degree() for c in self.left) + (m - 1) * max(c.degree() for c in self.right)
        points = list(range(-(bound // 2), bound - bound // 2 + 1))
        values = [self.minors(t, m, n) for t in points]
        return interpolated(points, [v[0] for v in values]), interpolated(points, [v[1] for v in values])

    def minors(self, t: int, m: int, n: int) -> tuple[int, int]:
        """The two minors at t."""
        p, q = ([int(c(t)) for c in reversed(side)] for side in (self.left, self.right))
        size = m + n - 2
        rows = [[0] * i + p + [0] * (n - 2 - i) for i in range(n - 1)] + [[0] * i + q + [0] * (m - 2 - i) for i in range(m - 1)]
        return (
            int(fmpz_mat([row[:size] for row in rows]).det()),
            int(fmpz_mat([[*row[: size - 1], row[size]] for row in rows]).det()),
        )


def interpolated(points: list[int], values: list[int]) -> fmpq_poly:
    """Newton's interpolation polynomial through (points, values), points consecutive integers."""
    differences = list(values)
    for level in range(1, len(points)):
        for i in range(len(points) - 1, level - 1, -1):
            differences[i] = differences[i] - differences[i - 1]
    total = fmpq_poly([0])
    factorial = 1
    scaled = []
    for level, d in enumerate(differences):
        factorial *= level or 1
        scaled.append(fmpq_poly([d]) / factorial)
    for start, c in zip(reversed(points), reversed(scaled), strict=True):
        total = total * fmpq_poly([-start, 1]) + c
    return total
