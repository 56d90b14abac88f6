"""Truncated transseries: a finite sum of coefficient * monomial, largest first, plus a bounded multiple of an error monomial.

f = sum(terms) + error * b with b bounded near the end. When `band` is known, liminf b >= lower and limsup b <= upper; `attained`
says that both are equalities, so that b has no limit. error None: the sum is exact.
"""

from __future__ import annotations

from functools import cmp_to_key

from flint import fmpq

from calc_cli.records import record
from calc_cli.symbolic.asymptotics.constants import rational_power
from calc_cli.symbolic.asymptotics.exact import WORK, Exact, Undecided
from calc_cli.symbolic.asymptotics.monomials import UNIT, Monomial, compare, size
from calc_cli.symbolic.asymptotics.signs import sign

Term = tuple[Monomial, Exact]
_TERM_LIMIT = 60
_HALF = fmpq(1, 2)


@record
class Band:
    """What is known of the bounded factor of an error: liminf >= lower, limsup <= upper."""

    lower: Exact
    upper: Exact
    attained: bool
    wave: Wave | None = None

    def scaled(self, c: Exact) -> Band:
        """c * b."""
        low, high = (self.lower * c, self.upper * c) if sign(c) >= 0 else (self.upper * c, self.lower * c)
        return Band(low, high, self.attained, self.wave and Wave(self.wave.angle, self.wave.cosine * c, self.wave.sine * c))

    def shifted(self, c: Exact) -> Band:
        """b + c."""
        return Band(self.lower + c, self.upper + c, self.attained, self.wave)

    def __add__(self, other: Band) -> Band:
        if self.wave is not None and other.wave is not None and self.wave.angle == other.wave.angle:
            middle = (self.lower + self.upper + other.lower + other.upper) * _HALF
            return wave_band(Wave(self.wave.angle, self.wave.cosine + other.wave.cosine, self.wave.sine + other.wave.sine), middle)
        return Band(self.lower + other.lower, self.upper + other.upper, False)


@record
class Series:
    """terms: monomials strictly decreasing and strictly larger than the error."""

    terms: tuple[Term, ...]
    error: Monomial | None = None
    band: Band | None = None

    def __add__(self, other: Series) -> Series:
        if not self.terms and self.error is None:
            return other
        if not other.terms and other.error is None:
            return self
        error, band = _larger_error(self, other)
        merged: list[Term] = []
        a, b = self.terms, other.terms
        i = j = 0
        while i < len(a) or j < len(b):
            order = 1 if j == len(b) else -1 if i == len(a) else compare(a[i][0], b[j][0])
            if order > 0:
                term, i = a[i], i + 1
            elif order < 0:
                term, j = b[j], j + 1
            else:
                term = (a[i][0], a[i][1] + b[j][1])
                i, j = i + 1, j + 1
            if term[1] != 0:
                merged.append(term)
        return _cut(merged, error, band)

    def __neg__(self) -> Series:
        return self.scaled(fmpq(-1))

    def __sub__(self, other: Series) -> Series:
        return self + (-other)

    def __mul__(self, other: Series) -> Series:
        return multiply(self, other, None)

    def scaled(self, c: Exact) -> Series:
        """c * f for a constant c."""
        if c == 0:
            return ZERO_SERIES
        band = self.band.scaled(c) if self.band is not None else None
        return Series(tuple((m, k * c) for m, k in self.terms), self.error, band)

    def shifted(self, monomial: Monomial) -> Series:
        """monomial * f."""
        error = None if self.error is None else self.error * monomial
        return Series(tuple((m * monomial, c) for m, c in self.terms), error, self.band)

    def truncated(self, error: Monomial | None) -> Series:
        """f with everything up to `error` left to the error."""
        if error is None or (self.error is not None and compare(self.error, error) >= 0):
            return self
        return _cut(list(self.terms), error, None)


@record
class Wave:
    """cosine * cos(angle) + sine * sin(angle), the angle infinitely large and continuous."""

    angle: Series
    cosine: Exact
    sine: Exact


def wave_band(wave: Wave, middle: Exact) -> Band:
    """middle + A*cos(u) + B*sin(u) has the limit points middle ± sqrt(A**2 + B**2)."""
    amplitude = rational_power(wave.cosine * wave.cosine + wave.sine * wave.sine, _HALF)
    return Band(middle - amplitude, middle + amplitude, True, wave)


ZERO_SERIES = Series(())


def constant_series(c: Exact) -> Series:
    """c, exactly."""
    return Series(((UNIT, c),)) if c != 0 else ZERO_SERIES


def single(m: Monomial, c: Exact | None = None) -> Series:
    """c * m, exactly (c None: 1)."""
    return Series(((m, fmpq(1) if c is None else c),))


def bounded_by(m: Monomial) -> Series:
    """O(m)."""
    return Series((), m)


def _cut(terms: list[Term], error: Monomial | None, band: Band | None) -> Series:
    """Terms below the error leave; terms of the error's own size move its band."""
    if error is not None:
        while terms:
            order = compare(terms[-1][0], error)
            if order > 0:
                break
            _, c = terms.pop()
            if order == 0 and band is not None:
                band = band.shifted(c)
    if len(terms) > _TERM_LIMIT:
        error, band = terms[_TERM_LIMIT][0], None
        terms = terms[:_TERM_LIMIT]
    return Series(tuple(terms), error, band)


def _larger_error(a: Series, b: Series) -> tuple[Monomial | None, Band | None]:
    if a.error is None or b.error is None:
        return (b.error, b.band) if a.error is None else (a.error, a.band)
    order = compare(a.error, b.error)
    if order:
        return (a.error, a.band) if order > 0 else (b.error, b.band)
    if a.band is None or b.band is None:
        return a.error, None
    return a.error, a.band + b.band


def multiply(a: Series, b: Series, floor: Monomial | None) -> Series:
    """a * b, with everything up to `floor` left to the error."""
    if not a.terms and a.error is None:
        return a
    if not b.terms and b.error is None:
        return b
    error, band = _product_error(a, b)
    if floor is not None and (error is None or compare(floor, error) > 0):
        error, band = floor, None
    if len(a.terms) == 1 and len(b.terms) == 1:
        return _cut([(a.terms[0][0] * b.terms[0][0], a.terms[0][1] * b.terms[0][1])], error, band)
    WORK.spend(len(a.terms) * len(b.terms))
    gathered: dict[Monomial, Exact] = {}
    for m, c in a.terms:
        for n, d in b.terms:
            product = m * n
            if error is not None and compare(product, error) < 0:
                break
            known = gathered.get(product)
            gathered[product] = c * d if known is None else known + c * d
    terms = [(m, c) for m, c in gathered.items() if c != 0]
    if len(a.terms) > 1 and len(b.terms) > 1:
        terms.sort(key=cmp_to_key(_by_growth))
    return _cut(terms, error, band)


def _by_growth(a: Term, b: Term) -> int:
    return compare(b[0], a[0])


def _product_error(a: Series, b: Series) -> tuple[Monomial | None, Band | None]:
    """The largest of error(a) * lead(b), error(b) * lead(a); its band when one of them alone dominates."""
    if a.error is None and b.error is None:
        return None, None
    if not a.terms and not b.terms:
        assert a.error is not None and b.error is not None
        return a.error * b.error, _band_product(a.band, b.band)
    left = _scaled_error(a, b)
    right = _scaled_error(b, a)
    if left is None or right is None:
        found = left or right
        assert found is not None
        return found
    order = compare(left[0], right[0])
    if order:
        return left if order > 0 else right
    return left[0], None


def _scaled_error(a: Series, b: Series) -> tuple[Monomial, Band | None] | None:
    """error(a) * lead(b); None when a is exact or b has no known leading term."""
    if a.error is None:
        return None
    if not b.terms:
        return None
    m, c = b.terms[0]
    if a.band is None:
        return a.error * m, None
    return a.error * m, (a.band.scaled(c) if sign(c) else None)


def _band_product(a: Band | None, b: Band | None) -> Band | None:
    if a is None or b is None:
        return None
    corners = [x * y for x in (a.lower, a.upper) for y in (b.lower, b.upper)]
    return Band(least(corners), -least([-c for c in corners]), False)


def least(values: list[Exact]) -> Exact:
    """The smallest of some constants."""
    best = values[0]
    for value in values[1:]:
        if sign(value - best) < 0:
            best = value
    return best


def leading(f: Series) -> Term:
    """The first term, its coefficient proved not zero; raises `Undecided` when all known terms vanish."""
    for m, c in f.terms:
        if sign(c):
            return m, c
    raise Undecided


def without_false_leaders(f: Series) -> Series:
    """f with leading terms whose coefficient is proved zero left out."""
    terms = f.terms
    while terms and not sign(terms[0][1]):
        terms = terms[1:]
    return f if terms is f.terms else Series(terms, f.error, f.band)


def is_infinitesimal(f: Series) -> bool:
    """Every term and the error tend to 0."""
    return all(size(m) < 0 for m in ([f.terms[0][0]] if f.terms else []) + ([f.error] if f.error is not None else []))
