"""Square roots and higher roots of rational numbers as short trees: sqrt(8) is 2*sqrt(2), 1/sqrt(2) is sqrt(2)/2."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from math import gcd, isqrt, lcm

from flint import fmpz

from calc_cli.tree import ONE, ZERO, Call, Expr, Negation, Number, Quotient, Sum, add, multiply, natural, negate, power, rational

FULL_FACTORING_BITS = 110
TRIAL_PRIMES = 2000


@lru_cache(maxsize=4096)
def factor_integer(n: int) -> tuple[tuple[int, int], ...]:
    """n = ∏ p^k for n > 0, as (p, k) pairs; beyond 110 bits the last p may be a composite without small prime factor."""
    whole = fmpz(n)
    pairs = whole.factor() if n.bit_length() <= FULL_FACTORING_BITS else whole.factor(trial_limit=TRIAL_PRIMES)
    return tuple((int(p), int(k)) for p, k in pairs)


@lru_cache(maxsize=4096)
def square_part(n: int) -> tuple[int, int]:
    """n = s² d with d without square factor, for n > 0: (s, d).

    >>> square_part(72)
    (6, 2)
    """
    s, d = 1, 1
    for p, k in factor_integer(n):
        s *= p ** (k // 2)
        if k % 2:
            root = isqrt(p)
            s, d = (s * root, d) if root * root == p else (s, d * p)
    return s, d


def square_root(q: Fraction) -> Fraction | None:
    """The rational square root of q, if there is one."""
    if q < 0:
        return None
    top, bottom = isqrt(q.numerator), isqrt(q.denominator)
    return Fraction(top, bottom) if top * top == q.numerator and bottom * bottom == q.denominator else None


def sqrt_tree(node: Expr) -> Expr:
    """sqrt(node), with sqrt(1) = 1."""
    return ONE if node == ONE else Call("sqrt", (node,))


def scale(coefficient: Fraction | int, node: Expr) -> Expr:
    """The tree of coefficient * node: `2*sqrt(3)/3`."""
    top, bottom = coefficient.numerator, coefficient.denominator
    if top < 0:
        return negate(scale(-coefficient, node))
    if node == ONE:
        return rational(coefficient)
    above = multiply(natural(top), node)
    return above if bottom == 1 else Quotient(above, natural(bottom))


def combine(terms: Sequence[tuple[Fraction, Expr]]) -> Expr:
    """The tree of Σ coefficient * node (nodes without sign; ONE for the rational term), as a textbook writes it.

    Equal denominators become a common one, (1 + sqrt(5))/2, others stay apart, 1 + sqrt(7)/3; a positive term comes first.
    """
    terms = [(c, node) for c, node in terms if c]
    if not terms:
        return ZERO
    if len(terms) == 1:
        return scale(*terms[0])
    denominator = terms[0][0].denominator
    shared = denominator > 1 and all(c.denominator == denominator for c, _ in terms)
    positive = [i for i, (c, _) in enumerate(terms) if c.numerator > 0]
    if shared and not positive:
        return negate(combine([(-c, node) for c, node in terms]))
    first = positive[0] if positive else 0
    ordered = [terms[first], *terms[:first], *terms[first + 1 :]]
    if shared:
        return Quotient(add(*[scale(c.numerator, node) for c, node in ordered]), natural(denominator))
    return add(*[scale(c, node) for c, node in ordered])


def opposite(node: Expr) -> Expr:
    """The tree of -node, the sign drawn into sums: -(sqrt(3) - sqrt(2)) is sqrt(2) - sqrt(3)."""
    match node:
        case Sum(terms):
            flipped = [negate(term) for term in terms]
            flipped.sort(key=lambda term: isinstance(term, Negation))
            return Sum(tuple(flipped))
        case Quotient(Sum(terms) as top, bottom) if any(isinstance(term, Negation) for term in terms):
            return Quotient(opposite(top), bottom)
        case _:
            return negate(node)


def surd(q: Fraction) -> tuple[Fraction, int]:
    """sqrt(q) = c sqrt(d) with d a positive integer without square factor, for q > 0: (c, d).

    >>> surd(Fraction(1, 2))
    (Fraction(1, 2), 2)
    """
    s, d = square_part(q.numerator * q.denominator)
    return Fraction(s, q.denominator), d


def quadratic_tree(r: Fraction, c: Fraction, d: int) -> Expr:
    """The tree of r + c sqrt(d)."""
    return combine([(r, ONE), (c, sqrt_tree(natural(d)))])


def root_of_rational(q: Fraction, n: int) -> Expr:
    """The real n-th root of q (q >= 0, or n odd), without n-th powers under the root nor roots in the denominator.

    n-th roots are written as powers: 2**(1/3), sqrt for n = 2.
    """
    if q < 0:
        return negate(root_of_rational(-q, n))
    if q == 0:
        return ZERO
    coefficient, radicals = root_factors(q, n)
    return scale(coefficient, multiply(*(radical_tree(base, exponent) for base, exponent in radicals)))


def root_factors(q: Fraction, n: int) -> tuple[Fraction, tuple[tuple[int, Fraction], ...]]:
    """q^(1/n) = c ∏ base^exponent, 0 < exponent < 1, one base for each denominator, for q > 0."""
    powers: dict[int, Fraction] = {}
    for p, k in factor_integer(q.numerator):
        powers[p] = Fraction(k, n)
    for p, k in factor_integer(q.denominator):
        powers[p] = Fraction(-k, n)
    return collect_radicals(powers)


def collect_radicals(powers: dict[int, Fraction]) -> tuple[Fraction, tuple[tuple[int, Fraction], ...]]:
    """∏ p^e = c ∏ base^exponent with 0 < exponent < 1: primes whose exponents have one denominator share a base."""
    coefficient = Fraction(1)
    groups: dict[int, list[tuple[int, int]]] = {}
    for p, exponent in powers.items():
        whole = exponent.numerator // exponent.denominator
        coefficient *= Fraction(p) ** whole
        rest = exponent - whole
        if rest:
            groups.setdefault(rest.denominator, []).append((p, rest.numerator))
    radicals = []
    for n, members in sorted(groups.items()):
        common = gcd(*(k for _, k in members))
        base = 1
        for p, k in members:
            base *= p ** (k // common)
        radicals.append((base, Fraction(common, n)))
    return coefficient, tuple(radicals)


def radical_tree(base: int, exponent: Fraction) -> Expr:
    """The tree of base^exponent: sqrt(2), 2**(1/3)."""
    node = Number(Fraction(base))
    return sqrt_tree(node) if exponent == Fraction(1, 2) else power(node, exponent)


def denest(r: Fraction, c: Fraction, d: int) -> tuple[tuple[Fraction, int], tuple[Fraction, int]] | None:
    """sqrt(r + c sqrt(d)) = a1 sqrt(d1) + a2 sqrt(d2) when r² - c² d is a rational square (Borodin et al. 1985).

    >>> denest(Fraction(2), Fraction(1), 3)
    ((Fraction(1, 2), 6), (Fraction(1, 2), 2))
    """
    t = square_root(r * r - c * c * d)
    if t is None or r <= 0:
        return None
    large, small = surd((r + t) / 2), surd((r - t) / 2)
    return large, (small if c > 0 else (-small[0], small[1]))


def sqrt_of_quadratic(r: Fraction, c: Fraction, d: int) -> Expr:
    """The tree of sqrt(r + c sqrt(d)) > 0, c not 0: denested when possible, the denominator outside the root otherwise."""
    flat = denest(r, c, d)
    if flat is not None:
        return combine([(a, sqrt_tree(Number(Fraction(n)))) for a, n in flat])
    common = lcm(r.denominator, c.denominator)
    # sqrt(y) = sqrt(y q²)/q with the least q that makes y q² integral
    q = common // square_part(common)[0]
    content = gcd(*((x * q * q).numerator for x in (r, c)))
    s = square_part(content)[0]
    inner = quadratic_tree(r * q * q / (s * s), c * q * q / (s * s), d)
    return scale(Fraction(s, q), Call("sqrt", (inner,)))


def root_of_quadratic(r: Fraction, c: Fraction, d: int, n: int) -> Expr:
    """The tree of the real n-th root of y = r + c sqrt(d), y > 0 or n odd; c not 0."""
    if not proves_positive(r, c, d):
        return opposite(root_of_quadratic(-r, -c, d, n))
    if n == 2:
        return sqrt_of_quadratic(r, c, d)
    return power(quadratic_tree(r, c, d), Fraction(1, n))


def proves_positive(r: Fraction, c: Fraction, d: int) -> bool:
    """r + c sqrt(d) > 0, decided by squaring."""
    if r >= 0 and c >= 0:
        return r > 0 or c > 0
    if r <= 0 and c <= 0:
        return False
    return (r * r > c * c * d) == (r > 0)
