"""Limits, eventual signs, leading terms and oblique asymptotes at an end of an interval.

In order: quotients of polynomials by degrees; truncated transseries with 1, 3, 6, 12, 24 terms of every expansion, of the tree as
given and of its normal form; limits and signs of the parts; a periodic function that is not constant has no limit at infinity.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from flint import fmpq

from calc_cli.model import Limit, Truth
from calc_cli.remembering import remembered
from calc_cli.symbolic.asymptotics.constants import from_tree
from calc_cli.symbolic.asymptotics.exact import WORK, Exact, Exhausted, Undecided, Undefined, to_tree
from calc_cli.symbolic.asymptotics.expansion import Expansion
from calc_cli.symbolic.asymptotics.monomials import Monomial, size
from calc_cli.symbolic.asymptotics.periodic import proves_no_limit
from calc_cli.symbolic.asymptotics.rational import rational_end_sign, rational_limit
from calc_cli.symbolic.asymptotics.series import Series, constant_series, leading, single
from calc_cli.symbolic.asymptotics.signs import sign
from calc_cli.symbolic.asymptotics.steps import eventual_sign
from calc_cli.symbolic.asymptotics.structure import limit_from_parts, sign_from_parts
from calc_cli.symbolic.constants import simplify_constant
from calc_cli.symbolic.simplify import is_identically_zero, simplify
from calc_cli.symbolic.univariate import quotient_of
from calc_cli.tree import INFINITIES, INFINITY, MINUS_INFINITY, ZERO, Expr

_ORDERS = (1, 3, 6, 12, 24)
_ORDERS_OF_PARTS = (1, 3, 6)
UNKNOWN = Limit(None, Truth.UNKNOWN)
NO_LIMIT = Limit(None, Truth.FALSE)
Found = TypeVar("Found")


def near(point: Expr, side: int) -> Series:
    """The variable close to a point, as a series in X → +oo: ±X at ±oo, a ± 1/X at a."""
    if point in INFINITIES:
        return single(Monomial((1,)), fmpq(1 if point == INFINITY else -1))
    return constant_series(from_tree(point)) + single(Monomial((-1,)), fmpq(side))


def _at_end(tree: Expr, variable: str, point: Expr, side: int, read: Callable[[Series], Found | None]) -> Found | None:
    """What `read` first finds in expansions of the tree, then of its normal form, with more and more terms."""
    found = _in_orders(tree, variable, point, side, read, _ORDERS)
    if found is None and (form := simplify(tree)) != tree:
        return _in_orders(form, variable, point, side, read, _ORDERS)
    return found


def _in_orders(
    tree: Expr, variable: str, point: Expr, side: int, read: Callable[[Series], Found | None], orders: tuple[int, ...]
) -> Found | None:
    for order in orders:
        series: Series | None = None
        WORK.restart()
        try:
            series = Expansion({variable: near(point, side)}, order).expand(tree)
            found = read(series)
        except Undefined:
            raise
        except Exhausted:
            return None
        except Undecided:
            found = None
        if found is not None:
            return found
        if series is not None and series.band is not None:
            return None  # an oscillation: more terms show nothing new
    return None


def limit(tree: Expr, variable: str, point: Expr, side: int = 1) -> Limit:
    """lim of a tree as variable → point± (side +1: from above, -1: from below, ignored at ±oo).

    value None with exists FALSE: proved not to exist; with UNKNOWN: not decided.
    """
    try:
        return _limit(tree, variable, point, side, True)
    except Undefined:
        return UNKNOWN


@remembered(4096)
def _limit(tree: Expr, variable: str, point: Expr, side: int, whole: bool) -> Limit:
    quotient = quotient_of(tree, variable)
    found = None if quotient is None else rational_limit(quotient, point, side)
    if found is not None:
        return found
    answer = (
        _at_end(tree, variable, point, side, limit_of_series)
        if whole
        else _in_orders(tree, variable, point, side, limit_of_series, _ORDERS_OF_PARTS)
    )
    if answer is not None:
        return answer
    return _limit_by_parts(tree, variable, point, side)


def _limit_by_parts(tree: Expr, variable: str, point: Expr, side: int) -> Limit:
    def value_of(part: Expr) -> Expr | None:
        return _limit(part, variable, point, side, False).value

    def sign_of(part: Expr) -> int | None:
        return _end_sign(part, variable, point, side, False)

    try:
        if proves_no_limit(tree, variable, near(point, side), value_of):
            return NO_LIMIT
        value = limit_from_parts(tree, value_of, sign_of)
    except Undecided:
        return UNKNOWN
    return UNKNOWN if value is None else Limit(_displayed(value), Truth.TRUE)


def _displayed(value: Expr) -> Expr:
    return value if value in INFINITIES else simplify_constant(value)


def _infinity(direction: int) -> Expr:
    return INFINITY if direction > 0 else MINUS_INFINITY


def _finite(c: Exact) -> Limit:
    return Limit(to_tree(c) if isinstance(c, fmpq) else simplify_constant(to_tree(c)), Truth.TRUE)


def limit_of_series(f: Series) -> Limit | None:
    """The limit its leading term shows, or that its oscillating error forbids; None when neither."""
    for m, c in f.terms:
        growth = size(m)
        if growth < 0:
            return Limit(ZERO, Truth.TRUE)
        if growth == 0:
            return _finite(c)
        direction = sign(c)
        if direction:
            return Limit(_infinity(direction), Truth.TRUE)
    if f.error is None or size(f.error) < 0:
        return Limit(ZERO, Truth.TRUE)
    return _limit_of_band(f)


def _limit_of_band(f: Series) -> Limit | None:
    assert f.error is not None
    if f.band is None:
        return None
    lower, upper = f.band.lower, f.band.upper
    if size(f.error) == 0:
        width = sign(upper - lower)
        if width == 0:
            return _finite(lower)
        return NO_LIMIT if f.band.attained else None
    if sign(lower) > 0 or sign(upper) < 0:
        return Limit(_infinity(sign(lower)), Truth.TRUE)
    return NO_LIMIT if f.band.attained and sign(lower) < 0 < sign(upper) else None


def end_sign(tree: Expr, variable: str, point: Expr, side: int = 1) -> int | None:
    """The sign the tree has on some interval ending at the point (0: identically zero there); None when not proved."""
    try:
        return _end_sign(tree, variable, point, side, True)
    except Undefined:
        return None


@remembered(4096)
def _end_sign(tree: Expr, variable: str, point: Expr, side: int, whole: bool) -> int | None:
    quotient = quotient_of(tree, variable)
    found = None if quotient is None else rational_end_sign(quotient, point, side)
    if found is not None:
        return found
    if whole:
        answer = _at_end(tree, variable, point, side, eventual_sign)
        if answer is None and is_identically_zero(tree):
            return 0
    else:
        answer = _in_orders(tree, variable, point, side, eventual_sign, _ORDERS_OF_PARTS)
    if answer is not None:
        return answer
    return sign_from_parts(tree, lambda part: _end_sign(part, variable, point, side, False))


def leading_term(tree: Expr, variable: str, point: Expr, side: int = 1) -> tuple[Expr, Monomial] | None:
    """(c, m): the tree is c * m * (1 + o(1)) close to the point, m a monomial in X (x = ±X or a ± 1/X); None when undecided."""
    try:
        found = _at_end(tree, variable, point, side, leading)
    except Undefined:
        return None
    return None if found is None else (simplify_constant(to_tree(found[1])), found[0])


def oblique_asymptote(tree: Expr, variable: str, point: Expr) -> tuple[Expr, Expr] | None:
    """(m, b) with tree - (m*x + b) → 0 and m not 0 at ±oo; None when there is none or it is not proved."""
    try:
        found = _at_end(tree, variable, point, 1, _line)
    except Undefined:
        return None
    if found is None or found[0] == 0 or sign(found[0]) == 0:
        return None
    slope = found[0] if point == INFINITY else -found[0]
    return simplify_constant(to_tree(slope)), simplify_constant(to_tree(found[1]))


def _line(f: Series) -> tuple[Exact, Exact] | None:
    """(c, b): f = c*X + b + o(1). c = 0 when f grows in any other way; None when the error hides it."""
    slope: Exact = fmpq(0)
    intercept: Exact = fmpq(0)
    for m, c in f.terms:
        growth = size(m)
        if growth < 0:
            return slope, intercept
        if growth == 0:
            intercept = c
        elif m == Monomial((1,)):
            slope = c
        elif sign(c):
            return fmpq(0), fmpq(0)
    return (slope, intercept) if f.error is None or size(f.error) < 0 else None
