"""Quotients of integer polynomials in kernels: the field in which zero tests, factors and simplification happen.

A kernel is a subterm treated as an unknown: the variable, `exp(u)`, `log(u)`, `sin(u)`, `u**(1/n)`, `pi`. An `Element` is P/Q with
P, Q in Z[g0, g1, …] (FLINT `fmpz_mpoly`), reduced by the gcd and by the kernels' relations (w**n = u, cos² = 1 - sin²).
A zero numerator proves that the function is zero; a non-zero one proves nothing unless the kernels are independent, so callers
confirm "not zero" with a ball. Source: Davenport, Siret, Tournier, Computer Algebra, ch. 2; Bronstein, Symbolic Integration I, ch. 3.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from math import comb, gcd, prod

from flint import Ordering, fmpz, fmpz_mpoly, fmpz_mpoly_ctx

from calc_cli.effort import CLOCK
from calc_cli.records import mutable_record, record
from calc_cli.tree import Expr

GENERATORS = 24
TERM_LIMIT = 4000
PRODUCT_LIMIT = 100 * TERM_LIMIT


class NotInField(Exception):
    """The expression has no form over kernels here (too many kernels or terms, a branch, a division by zero)."""


class Refine(Exception):
    """A unit was refined: start again."""


@record
class Relation:
    """generator**degree == numerator / denominator, the right side of smaller degree in the generator."""

    degree: int
    numerator: fmpz_mpoly
    denominator: fmpz_mpoly


@mutable_record
class Kernel:
    """One generator. tree: its value; kind: `variable`, `constant`, `exp`, `log`, `root`, `sin`, `cos`, `function`.

    argument: exponent, logarithm's or angle's argument or radicand, as a tree; partner: index of cos for sin and back;
    depends: the variables it depends on.
    """

    index: int
    kind: str
    tree: Expr
    argument: Expr | None = None
    relation: Relation | None = None
    partner: int | None = None
    depends: frozenset[str] = frozenset()


_CONTEXT: fmpz_mpoly_ctx = fmpz_mpoly_ctx.get(tuple(f"g{i}" for i in range(GENERATORS)), Ordering.lex)
REDUCE_SECONDS, TERM_SECONDS = 10e-6, 0.6e-6
"""For a quotient that is brought to normal form, and for each of its terms and relations."""
LOWER_SECONDS = 8e-6
"""For each term of a polynomial that is lowered once by a relation."""
_GENERATORS = _CONTEXT.gens()
_ONE: fmpz_mpoly = _CONTEXT.constant(1)
_ZERO: fmpz_mpoly = _CONTEXT.constant(0)


class Field:
    """A growing list of kernels. All fields share one FLINT context of GENERATORS unknowns."""

    __slots__ = ("by_tree", "kernels", "related", "typed")

    def __init__(self) -> None:
        self.typed: dict[Expr, Expr] = {}  # normal form of an exponent -> the exponent as typed
        self.kernels: list[Kernel] = []
        self.by_tree: dict[Expr, Kernel] = {}
        self.related: list[Kernel] = []

    def kernel(self, kind: str, tree: Expr, argument: Expr | None = None, depends: Iterable[str] = ()) -> Kernel:
        """The kernel with this tree, made when it is new."""
        known = self.by_tree.get(tree)
        if known is not None:
            return known
        if len(self.kernels) == GENERATORS:
            raise NotInField("too many kernels")
        made = Kernel(len(self.kernels), kind, tree, argument, depends=frozenset(depends))
        self.kernels.append(made)
        self.by_tree[tree] = made
        return made

    def relate(self, kernel: Kernel, relation: Relation) -> None:
        """Give the kernel its algebraic relation."""
        kernel.relation = relation
        self.related.append(kernel)

    def generator(self, kernel: Kernel) -> Element:
        """The kernel itself."""
        return Element(self, _GENERATORS[kernel.index], _ONE)

    def constant(self, value: Fraction | int) -> Element:
        """A rational number."""
        q = Fraction(value)
        return Element(self, _CONTEXT.constant(fmpz(q.numerator)), _CONTEXT.constant(fmpz(q.denominator)))

    def element(self, numerator: fmpz_mpoly, denominator: fmpz_mpoly | None = None) -> Element:
        """P/Q brought to normal form."""
        return self.reduce(numerator, _ONE if denominator is None else denominator)

    def reduce(self, numerator: fmpz_mpoly, denominator: fmpz_mpoly) -> Element:
        """Relations applied, monomials in roots cleared from the denominator, the gcd cancelled."""
        CLOCK.seconds += REDUCE_SECONDS + TERM_SECONDS * (len(numerator) + len(denominator)) * (1 + len(self.related))
        for kernel in reversed(self.related):
            numerator, denominator = self._apply(kernel, numerator, denominator)
        if denominator.is_zero():
            raise NotInField("division by zero")
        if numerator.is_zero():
            return Element(self, _ZERO, _ONE)
        if not denominator.is_one():
            common = numerator.gcd(denominator)
            if not common.is_one():
                numerator, denominator = numerator / common, denominator / common
            if denominator.leading_coefficient() < 0:
                numerator, denominator = -numerator, -denominator
        if len(numerator) > TERM_LIMIT or len(denominator) > TERM_LIMIT:
            raise NotInField("too many terms")
        return Element(self, numerator, denominator)

    def _apply(self, kernel: Kernel, numerator: fmpz_mpoly, denominator: fmpz_mpoly) -> tuple[fmpz_mpoly, fmpz_mpoly]:
        relation = kernel.relation
        assert relation is not None
        if denominator.degrees()[kernel.index] > 0:
            denominator, extra = lower(denominator, kernel.index, relation)
            numerator = numerator * extra
            lowest = min(m[kernel.index] for m in denominator.monoms()) if not denominator.is_zero() else 0
            if lowest > 0:
                lift = _GENERATORS[kernel.index] ** (relation.degree - lowest)
                denominator, extra = lower(denominator * lift, kernel.index, relation)
                numerator = numerator * lift * extra
        if numerator.degrees()[kernel.index] >= relation.degree:
            numerator, extra = lower(numerator, kernel.index, relation)
            denominator = denominator * extra
        return numerator, denominator


def lower(polynomial: fmpz_mpoly, index: int, relation: Relation) -> tuple[fmpz_mpoly, fmpz_mpoly]:
    """(R, D) with polynomial = R/D under the relation and the degree of R in the generator below the relation's."""
    if not degrees(relation.numerator)[index] and not degrees(relation.denominator)[index]:
        return _lowered_at_once(polynomial, index, relation)
    scale = _ONE
    while degrees(polynomial)[index] >= relation.degree:
        low, high = {}, {}
        CLOCK.seconds += LOWER_SECONDS * len(polynomial)
        for monomial, coefficient in terms_of(polynomial):
            if monomial[index] >= relation.degree:
                key = (*monomial[:index], monomial[index] - relation.degree, *monomial[index + 1 :])
                high[key] = coefficient
            else:
                low[monomial] = coefficient
        polynomial = _CONTEXT.from_dict(low) * relation.denominator + _CONTEXT.from_dict(high) * relation.numerator
        scale = scale * relation.denominator
    return polynomial, scale


def _lowered_at_once(polynomial: fmpz_mpoly, index: int, relation: Relation) -> tuple[fmpz_mpoly, fmpz_mpoly]:
    """`lower` by Horner's rule in the power that the relation gives, which does not hold the generator itself."""
    CLOCK.seconds += LOWER_SECONDS * len(polynomial)
    parts: dict[int, dict[tuple[int, ...], int]] = {}
    for monomial, coefficient in terms_of(polynomial):
        times, rest = divmod(monomial[index], relation.degree)
        parts.setdefault(times, {})[(*monomial[:index], rest, *monomial[index + 1 :])] = coefficient
    lowered, scale = _CONTEXT.from_dict({}), _ONE
    for times in range(max(parts, default=0), -1, -1):
        lowered = lowered * relation.numerator + _CONTEXT.from_dict(parts.get(times, {})) * scale
        scale = scale * relation.denominator if times else scale
    return lowered, scale


class Element:
    """numerator / denominator in a `Field`. Operators keep the normal form."""

    __slots__ = ("denominator", "field", "numerator")

    def __init__(self, field: Field, numerator: fmpz_mpoly, denominator: fmpz_mpoly) -> None:
        self.field = field
        self.numerator = numerator
        self.denominator = denominator

    def __add__(self, other: Element) -> Element:
        if self.denominator == other.denominator:
            return self.field.reduce(self.numerator + other.numerator, self.denominator)
        top = self.numerator * other.denominator + other.numerator * self.denominator
        return self.field.reduce(top, self.denominator * other.denominator)

    def __neg__(self) -> Element:
        return Element(self.field, -self.numerator, self.denominator)

    def __sub__(self, other: Element) -> Element:
        return self + -other

    def __mul__(self, other: Element) -> Element:
        if len(self.numerator) * len(other.numerator) > PRODUCT_LIMIT:
            raise NotInField("too many terms")
        return self.field.reduce(self.numerator * other.numerator, self.denominator * other.denominator)

    def __truediv__(self, other: Element) -> Element:
        return self.field.reduce(self.numerator * other.denominator, self.denominator * other.numerator)

    def __pow__(self, exponent: int) -> Element:
        if exponent < 0:
            return self.field.reduce(self.denominator, self.numerator) ** -exponent
        if max(terms_of_power(part, exponent) for part in (self.numerator, self.denominator)) > TERM_LIMIT:
            raise NotInField("power too large")
        return self.field.reduce(self.numerator**exponent, self.denominator**exponent)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Element) and self.numerator * other.denominator == other.numerator * self.denominator

    __hash__ = None  # type: ignore[assignment]

    @property
    def is_zero(self) -> bool:
        """Is the numerator zero? TRUE proves that the function is."""
        return bool(self.numerator.is_zero())

    def rational(self) -> Fraction | None:
        """Its value when it is a rational number."""
        if self.numerator.is_constant() and self.denominator.is_constant():
            return Fraction(int(self.numerator.leading_coefficient() if self.numerator else 0), int(self.denominator.leading_coefficient()))
        return None

    def zero_part(self) -> fmpz_mpoly:
        """A factor of the numerator that has all its zeros where the quotient is defined: sin(x) of cos(x)*sin(x)/(1 - sin(x)**2)**2."""
        top, bottom = self.numerator, self.denominator
        for kernel in self.field.related:
            relation, generator = kernel.relation, _GENERATORS[kernel.index]
            assert relation is not None
            if len(relation.numerator) > 1 and relation.denominator.is_one() and exact_quotient(bottom, relation.numerator) is not None:
                while (quotient := exact_quotient(top, generator)) is not None:
                    top = quotient
        return top

    def used(self) -> frozenset[int]:
        """Indices of the kernels that occur."""
        return used_in(self.numerator) | used_in(self.denominator)


def terms_of(polynomial: fmpz_mpoly) -> Iterator[tuple[tuple[int, ...], int]]:
    """(exponents, coefficient) of every term, highest first, as Python integers."""
    for exponents, coefficient in polynomial.to_dict().items():
        yield tuple(map(int, exponents)), int(coefficient)


def exact_quotient(p: fmpz_mpoly, q: fmpz_mpoly) -> fmpz_mpoly | None:
    """p/q when q divides p."""
    quotient, rest = divmod(p, q)
    return quotient if rest.is_zero() else None


def degrees(polynomial: fmpz_mpoly) -> tuple[int, ...]:
    """The degree in every generator, as Python integers."""
    return tuple(map(int, polynomial.degrees()))


def content_of(polynomial: fmpz_mpoly) -> int:
    """The greatest common divisor of the coefficients, positive (0 for the zero polynomial)."""
    return gcd(*(int(c) for c in polynomial.coeffs()))


def used_in(polynomial: fmpz_mpoly) -> frozenset[int]:
    """Indices of the generators that occur in a polynomial."""
    return frozenset(i for i, degree in enumerate(degrees(polynomial)) if degree > 0)


def polynomial_from(terms: dict[tuple[int, ...], int]) -> fmpz_mpoly:
    """The polynomial with these exponent vectors and coefficients."""
    return _CONTEXT.from_dict(terms)


def monomial(exponents: dict[int, int]) -> fmpz_mpoly:
    """The product of generators to the given powers."""
    vector = tuple(exponents.get(i, 0) for i in range(GENERATORS))
    return _CONTEXT.from_dict({vector: 1})


def coefficients_in(polynomial: fmpz_mpoly, index: int) -> dict[int, fmpz_mpoly]:
    """The polynomial as one in generator `index`: degree -> coefficient."""
    parts: dict[int, dict[tuple[int, ...], int]] = {}
    for exponents, coefficient in terms_of(polynomial):
        key = (*exponents[:index], 0, *exponents[index + 1 :])
        parts.setdefault(exponents[index], {})[key] = coefficient
    return {degree: _CONTEXT.from_dict(terms) for degree, terms in parts.items()}


def terms_of_power(polynomial: fmpz_mpoly, exponent: int) -> int:
    """A bound of the number of terms of p**n: as many as there are monomials of degree n in the terms of p, or in its box of degrees."""
    size = len(polynomial)
    if size <= 1:
        return 1
    inside = prod(exponent * int(degree) + 1 for degree in polynomial.degrees())
    return max(exponent * size, min(inside, comb(exponent + size - 1, exponent)))
