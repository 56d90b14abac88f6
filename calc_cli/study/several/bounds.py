"""lower <= f <= upper on a box, read off the structure of f: sums, products, compositions, functions of one variable inside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from calc_cli import tree as t
from calc_cli.classifying.several.separable import terms_of
from calc_cli.domain import with_definitions
from calc_cli.model import Extremum, Interval
from calc_cli.records import record
from calc_cli.remembering import remembered
from calc_cli.study.several.composition import composition_of
from calc_cli.study.several.forms import degree, idle_direction, least_of_quadratic, polynomial_of
from calc_cli.study.several.line import extrema_on_line
from calc_cli.study.several.region import LINE
from calc_cli.symbolic.comparing import compare
from calc_cli.symbolic.constants import sign_of, simplify_constant
from calc_cli.tree import Call, E, Expr, Negation, Power, Product, Quotient, Sum, Variable, is_constant, substitute, variables_of

LETTER = "t"


@record
class Range:
    """low <= value <= high wherever the tree is defined on the box, infinities allowed.

    open_low, open_high: the bound is proved not to be taken.
    """

    low: Expr = t.MINUS_INFINITY
    high: Expr = t.INFINITY
    open_low: bool = False
    open_high: bool = False

    @property
    def interval(self) -> Interval:
        """The range as an interval."""
        finite_low, finite_high = self.low != t.MINUS_INFINITY, self.high != t.INFINITY
        return Interval(self.low, self.high, finite_low and not self.open_low, finite_high and not self.open_high)

    @property
    def mirrored(self) -> Range:
        """The range of the negative."""
        return Range(negative(self.high), negative(self.low), self.open_high, self.open_low)

    def proves_positive(self) -> bool:
        """value > 0."""
        sign = sign_of(self.low)
        return sign == 1 or (sign == 0 and self.open_low)

    def proves_nonnegative(self) -> bool:
        """value >= 0."""
        return sign_of(self.low) in (0, 1)


Sides = tuple[tuple[str, Interval], ...]
UNBOUNDED = Range()


def negative(value: Expr) -> Expr:
    """-value, infinities allowed."""
    return simplify_constant(t.negate(value)) if value not in t.INFINITIES else t.negate(value)


def range_of(tree: Expr, region: Mapping[str, Interval]) -> Range:
    """A range of the tree on the box (variables that are not named run over the line)."""
    names = sorted(variables_of(tree))
    return _range(with_definitions(tree), tuple((name, region.get(name, LINE)) for name in names))


@remembered(4096)
def _range(tree: Expr, sides: Sides) -> Range:
    names = variables_of(tree)
    sides = tuple(side for side in sides if side[0] in names)
    if not names:
        return Range(tree, tree) if is_constant(tree) and sign_of(tree) is not None else UNBOUNDED
    if isinstance(tree, Variable):
        side = sides[0][1]
        return Range(side.lower, side.upper, not side.lower_closed, not side.upper_closed)
    if isinstance(tree, Negation):
        return _range(tree.operand, sides).mirrored
    if len(names) == 1:
        found = of_extrema(extrema_on_line(tree, sides[0][0], sides[0][1]))
        return found if found != UNBOUNDED else _of_node(tree, sides)
    section = without_idle_direction(tree, sides)
    if section is not None:
        return _range(section, sides)
    whole = composition_of(tree, LETTER)
    return _of_node(tree, sides) if whole is None else _composed(whole.outer, _range(whole.inner, sides))


def without_idle_direction(tree: Expr, sides: Sides) -> Expr | None:
    """For a polynomial that is constant along a vector: its restriction to a plane across, with the same values; otherwise None."""
    if any(side != LINE for _, side in sides):
        return None
    names = tuple(name for name, _ in sides)
    polynomial = polynomial_of(tree, names)
    vector = None if polynomial is None or degree(polynomial) < 2 else idle_direction(polynomial, len(names))
    if vector is None:
        return None
    index = next(i for i, x in enumerate(vector) if x)
    return substitute(tree, {names[index]: t.ZERO})


def of_extrema(extrema: tuple[Extremum | None, Extremum | None]) -> Range:
    """The range between an infimum and a supremum."""
    low, high = extrema
    bottom = low.value.tree if low is not None and low.value is not None else t.MINUS_INFINITY
    top = high.value.tree if high is not None and high.value is not None else t.INFINITY
    return Range(bottom, top, low is not None and low.attained is False, high is not None and high.attained is False)


def _of_node(tree: Expr, sides: Sides) -> Range:
    match tree:
        case Sum():
            return of_sum(tree, sides)
        case Product() | Quotient():
            return of_product(tree, sides)
        case Power(base, Sum(terms)) if base == E:
            return of_product(t.multiply(*(Power(E, term) for term in terms)), sides)
        case Call("exp", (Sum(terms),)):
            return of_product(t.multiply(*(t.call("exp", term) for term in terms)), sides)
        case Power(base, exponent) if is_constant(exponent):
            return _composed(Power(Variable(LETTER), exponent), _range(base, sides))
        case Power(base, exponent) if is_constant(base):
            return _composed(Power(base, Variable(LETTER)), _range(exponent, sides))
        case Call("max" | "min" as name, arguments):
            return _of_choice(name, [_range(a, sides) for a in arguments])
        case Call(name, arguments) if len([a for a in arguments if not is_constant(a)]) == 1:
            inner = next(a for a in arguments if not is_constant(a))
            outer = Call(name, tuple(a if is_constant(a) else Variable(LETTER) for a in arguments))
            return _composed(outer, _range(inner, sides))
        case _:
            return UNBOUNDED


def _composed(outer: Expr, inner: Range) -> Range:
    """g(u) for u in a range: the extrema of g on that interval."""
    if compare(inner.low, inner.high) == 0:
        value = simplify_constant(substitute(outer, {LETTER: inner.low}))
        return Range(value, value) if sign_of(value) is not None else UNBOUNDED
    return of_extrema(extrema_on_line(outer, LETTER, inner.interval))


def _of_choice(name: str, parts: list[Range]) -> Range:
    if name == "min":
        return _of_choice("max", [part.mirrored for part in parts]).mirrored
    low, high = parts[0].low, parts[0].high
    for part in parts[1:]:
        low = part.low if compare(part.low, low) == 1 else low
        order = compare(part.high, high)
        high = t.INFINITY if order is None else part.high if order == 1 else high
    return Range(low, high)


def grouped(parts: Iterable[Expr]) -> dict[frozenset[str], list[Expr]]:
    """Terms or factors by the variables they depend on."""
    groups: dict[frozenset[str], list[Expr]] = {}
    for part in parts:
        groups.setdefault(variables_of(part), []).append(part)
    return groups


def of_sum(tree: Expr, sides: Sides) -> Range:
    """Terms of one variable together; or all quadratic terms together; the best of the bounds."""
    terms = terms_of(tree)
    by_variables = _sum_of_groups(grouped(terms), sides)
    names = tuple(name for name, _ in sides)
    if all(side == LINE for _, side in sides):
        return _better(by_variables, _with_quadratic(terms, names, sides))
    return by_variables


def _sum_of_groups(groups: Mapping[frozenset[str], list[Expr]], sides: Sides) -> Range:
    total = Range(t.ZERO, t.ZERO)
    for names, parts in groups.items():
        joined = [t.add(*parts)] if len(names) < 2 and len(groups) > 1 else parts  # alone, their sum is what was asked for
        for part in joined:
            total = _added(total, _range(part, sides))
            if total == UNBOUNDED:
                return total
    return total


def _added(a: Range, b: Range) -> Range:
    low = t.MINUS_INFINITY if t.MINUS_INFINITY in (a.low, b.low) else simplify_constant(t.add(a.low, b.low))
    high = t.INFINITY if t.INFINITY in (a.high, b.high) else simplify_constant(t.add(a.high, b.high))
    return Range(low, high, a.open_low or b.open_low, a.open_high or b.open_high)


def _better(a: Range, b: Range) -> Range:
    """Both hold: the larger lower and the smaller upper bound."""
    low, open_low = (b.low, b.open_low) if compare(b.low, a.low) == 1 else (a.low, a.open_low)
    high, open_high = (b.high, b.open_high) if compare(b.high, a.high) == -1 else (a.high, a.open_high)
    return Range(low, high, open_low, open_high)


def _with_quadratic(terms: list[Expr], names: tuple[str, ...], sides: Sides) -> Range:
    """The terms that are polynomials of degree at most 2 as one quadratic function, the others one by one."""
    quadratic: list[Expr] = []
    others: list[Expr] = []
    for term in terms:
        polynomial = polynomial_of(term, names)
        (others if polynomial is None or degree(polynomial) > 2 else quadratic).append(term)
    joined = polynomial_of(t.add(*quadratic), names) if quadratic else None
    if joined is None:
        return UNBOUNDED
    low = least_of_quadratic(joined, len(names))
    high = least_of_quadratic({e: -c for e, c in joined.items()}, len(names))
    bottom = t.MINUS_INFINITY if low is None else t.rational(low)
    top = t.INFINITY if high is None else t.rational(-high)
    return _added(Range(bottom, top), _sum_of_groups(grouped(others), sides)) if others else Range(bottom, top)


def factors_of(tree: Expr) -> list[Expr]:
    """The factors of a product or quotient; exponentials of sums are opened."""
    match tree:
        case Product(factors):
            return [inner for factor in factors for inner in factors_of(factor)]
        case Quotient(a, b):
            return [*factors_of(a), *(t.power(factor, -1) for factor in factors_of(b))]
        case Negation(operand):
            return [t.rational(Fraction(-1)), *factors_of(operand)]
        case Power(base, Sum() as exponent) if base == E:
            return [Power(E, term) for term in terms_of(exponent)]
        case Call("exp", (Sum() as exponent,)):
            return [t.call("exp", term) for term in terms_of(exponent)]
        case _:
            return [tree]


def of_product(tree: Expr, sides: Sides) -> Range:
    """The product of the ranges of the factors, those of one variable taken together."""
    total = Range(t.ONE, t.ONE)
    groups = grouped(factors_of(tree))
    for names, parts in groups.items():
        for part in [t.multiply(*parts)] if len(names) < 2 and len(groups) > 1 else _with_powers(parts):
            inner = _range(part, sides) if not isinstance(part, Product | Quotient) or len(names) < 2 else UNBOUNDED
            total = multiplied(total, inner)
            if total == UNBOUNDED:
                return total
    return total


def _with_powers(parts: list[Expr]) -> list[Expr]:
    """Equal factors as one power."""
    counts: dict[Expr, int] = {}
    for part in parts:
        counts[part] = counts.get(part, 0) + 1
    return [t.power(part, k) for part, k in counts.items()]


def multiplied(a: Range, b: Range) -> Range:
    """The range of a product."""
    if b.low == b.high:
        return _scaled(a, b.low)
    if a.low == a.high:
        return _scaled(b, a.low)
    if a.proves_nonnegative() and b.proves_nonnegative():
        high = t.INFINITY if t.INFINITY in (a.high, b.high) else simplify_constant(t.multiply(a.high, b.high))
        low = simplify_constant(t.multiply(a.low, b.low))
        positive = a.proves_positive() and b.proves_positive()
        open_low = positive and (a.open_low or b.open_low)
        return Range(low, high, open_low, a.open_high or b.open_high)
    if b.mirrored.proves_nonnegative():
        return multiplied(a, b.mirrored).mirrored
    if a.mirrored.proves_nonnegative():
        return multiplied(a.mirrored, b).mirrored
    return _mixed(a, b)


def _scaled(a: Range, factor: Expr) -> Range:
    sign = sign_of(factor)
    if sign is None:
        return UNBOUNDED
    if sign == 0:
        return Range(t.ZERO, t.ZERO)
    if sign < 0:
        return _scaled(a, negative(factor)).mirrored
    low = a.low if a.low == t.MINUS_INFINITY else simplify_constant(t.multiply(factor, a.low))
    high = a.high if a.high == t.INFINITY else simplify_constant(t.multiply(factor, a.high))
    return Range(low, high, a.open_low, a.open_high)


def _mixed(a: Range, b: Range) -> Range:
    """Bounds of a product from the four products of ends, all finite; one-sided when a factor is nonnegative."""
    if any(end in t.INFINITIES for end in (a.low, a.high, b.low, b.high)):
        return UNBOUNDED
    products = [simplify_constant(t.multiply(x, y)) for x in (a.low, a.high) for y in (b.low, b.high)]
    low = high = products[0]
    for value in products[1:]:
        if compare(value, low) is None or compare(value, high) is None:
            return UNBOUNDED
        low = value if compare(value, low) == -1 else low
        high = value if compare(value, high) == 1 else high
    return Range(low, high)
