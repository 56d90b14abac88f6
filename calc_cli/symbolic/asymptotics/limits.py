"""Limits, eventual signs, leading terms and oblique asymptotes at an end of an interval."""

from __future__ import annotations

from flint import fmpq

from calc_cli.model import Limit, Truth
from calc_cli.symbolic.asymptotics.constants import from_tree
from calc_cli.symbolic.asymptotics.exact import Exact, Undecided, to_tree
from calc_cli.symbolic.asymptotics.expansion import Expansion
from calc_cli.symbolic.asymptotics.monomials import Monomial, size
from calc_cli.symbolic.asymptotics.rational import Fractional, as_quotient, leading_at_infinity, leading_at_point
from calc_cli.symbolic.asymptotics.series import Series, constant_series, leading, single
from calc_cli.symbolic.asymptotics.signs import sign
from calc_cli.symbolic.asymptotics.steps import eventual_sign
from calc_cli.tree import INFINITY, MINUS_INFINITY, ZERO, Expr, rational_value

_ORDERS = (4, 8, 16, 24)
UNKNOWN = Limit(None, Truth.UNKNOWN)
NO_LIMIT = Limit(None, Truth.FALSE)


def near(point: Expr, side: int) -> Series:
    """The variable close to a point, as a series in X → +oo: ±X at ±oo, a ± 1/X at a."""
    if point in (INFINITY, MINUS_INFINITY):
        return single(Monomial((1,)), fmpq(1 if point == INFINITY else -1))
    return constant_series(from_tree(point)) + single(Monomial((-1,)), fmpq(side))


def _rational_leading(value: Fractional, point: Expr, side: int) -> tuple[fmpq, int] | None:
    if point in (INFINITY, MINUS_INFINITY):
        return leading_at_infinity(value, 1 if point == INFINITY else -1)
    a = rational_value(point)
    return None if a is None else leading_at_point(value, fmpq(a.numerator, a.denominator), side)


def limit(tree: Expr, variable: str, point: Expr, side: int = 1) -> Limit:
    """lim of a tree as variable → point± (side +1: from above, -1: from below, ignored at ±oo)."""
    quotient = as_quotient(tree, variable)
    found = None if quotient is None else _rational_leading(quotient, point, side)
    if found is not None:
        c, k = found
        if k < 0 or c == 0:
            return Limit(ZERO, Truth.TRUE)
        return Limit(to_tree(c) if k == 0 else _infinity(1 if c > 0 else -1), Truth.TRUE)
    for order in _ORDERS:
        try:
            answer = limit_of_series(Expansion({variable: near(point, side)}, order).expand(tree))
        except Undecided:
            continue
        if answer is not None:
            return answer
    return UNKNOWN


def _infinity(direction: int) -> Expr:
    return INFINITY if direction > 0 else MINUS_INFINITY


def limit_of_series(f: Series) -> Limit | None:
    """The limit its leading term shows, or that its oscillating error forbids; None when neither."""
    for m, c in f.terms:
        growth = size(m)
        if growth < 0:
            return Limit(ZERO, Truth.TRUE)
        if growth == 0:
            return Limit(to_tree(c), Truth.TRUE)
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
            return Limit(to_tree(lower), Truth.TRUE)
        return NO_LIMIT if f.band.attained else None
    if sign(lower) > 0 or sign(upper) < 0:
        return Limit(_infinity(sign(lower)), Truth.TRUE)
    return NO_LIMIT if f.band.attained and sign(lower) < 0 < sign(upper) else None


def end_sign(tree: Expr, variable: str, point: Expr, side: int = 1) -> int | None:
    """The sign the tree has on some interval ending at the point (0: identically zero there); None when not proved."""
    quotient = as_quotient(tree, variable)
    found = None if quotient is None else _rational_leading(quotient, point, side)
    if found is not None:
        return (found[0] > 0) - (found[0] < 0)
    for order in _ORDERS:
        try:
            return eventual_sign(Expansion({variable: near(point, side)}, order).expand(tree))
        except Undecided:
            continue
    return None


def leading_term(tree: Expr, variable: str, point: Expr, side: int = 1) -> tuple[Expr, Monomial] | None:
    """(c, m): the tree is c * m * (1 + o(1)) close to the point, m a monomial in X (x = ±X or a ± 1/X); None when undecided."""
    for order in _ORDERS:
        try:
            m, c = leading(Expansion({variable: near(point, side)}, order).expand(tree))
        except Undecided:
            continue
        return to_tree(c), m
    return None


def oblique_asymptote(tree: Expr, variable: str, point: Expr) -> tuple[Expr, Expr] | None:
    """(m, b) with tree - (m*x + b) → 0 and m not 0 at ±oo; None when there is none or it is not proved."""
    for order in _ORDERS:
        try:
            found = _line(Expansion({variable: near(point, 1)}, order).expand(tree))
        except Undecided:
            continue
        if found is not None:
            slope, intercept = found
            return (to_tree(slope if point == INFINITY else -slope), to_tree(intercept)) if sign(slope) else None
    return None


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
