"""f(c + eps) for a function of the table: integrate the expansion of f' term by term, one term less of it each time."""

from __future__ import annotations

from flint import fmpq

from calc_cli.remembering import remembered
from calc_cli.symbolic.asymptotics.composition import compose, power_series, split_constant
from calc_cli.symbolic.asymptotics.constants import call_exact, from_tree
from calc_cli.symbolic.asymptotics.exact import Exact, Undecided, to_tree
from calc_cli.symbolic.asymptotics.monomials import UNIT, Monomial, size
from calc_cli.symbolic.asymptotics.rows import joints_of, last_derivative_of
from calc_cli.symbolic.asymptotics.series import Series, bounded_by, constant_series, leading, single
from calc_cli.symbolic.asymptotics.signs import sign
from calc_cli.tree import substitute

Point = tuple[Exact, ...]
"""Values of all arguments; the last one is where we expand, the ones before it are parameters."""


def finite_argument(u: Series) -> tuple[Exact, Series]:
    """(c, eps) with u = c + eps, eps → 0; raises `Undecided` when u is not known to have a finite limit."""
    if u.error is not None and size(u.error) >= 0:
        raise Undecided
    large, c, eps = split_constant(u)
    if large:
        raise Undecided
    return c, eps


def exact_constant(u: Series) -> Exact | None:
    """c when u is exactly the constant c."""
    if u.error is not None or len(u.terms) > 1:
        return None
    if not u.terms:
        return fmpq(0)
    return u.terms[0][1] if u.terms[0][0] == UNIT else None


def parameter(u: Series) -> Exact:
    """The value of an argument that must be a constant."""
    c = exact_constant(u)
    if c is None:
        raise Undecided
    return c


def is_bounded(u: Series) -> bool:
    """u = O(1)."""
    return all(size(m) <= 0 for m in ([u.terms[0][0]] if u.terms else []) + ([u.error] if u.error is not None else []))


def expand_by_derivative(name: str, arguments: list[Series], order: int) -> Series:
    """f(c + eps) = f(c) + integral of f'; fractional powers where f' is singular but integrable (asin at 1)."""
    c, eps = finite_argument(arguments[-1])
    point = (*(parameter(u) for u in arguments[:-1]), c)
    if not eps.terms and eps.error is None:
        return constant_series(call_exact(name, point))
    coefficients = taylor_coefficients(name, point, order)
    if coefficients is not None:
        return compose(coefficients, eps, len(coefficients))
    if order <= 1:
        raise Undecided
    _, lead = leading(eps)
    return _expand_at_branch_point(name, point, eps.scaled(fmpq(sign(lead))), sign(lead), order)


@remembered(2048)
def taylor_coefficients(name: str, point: Point, order: int) -> Point | None:
    """a_k = f^(k)(c) / k! for k < order (or less); None where f' has no expansion in whole powers."""
    if any(sign(from_tree(substitute(joint, {"uv"[len(point) - 1]: to_tree(point[-1])}))) == 0 for joint in joints_of(name)):
        return None
    value = call_exact(name, point)
    if order <= 1:
        return (value,)
    try:
        slope = _slope_near(name, point, 1, order - 1)
    except Undecided:
        return None
    known = order - 1 if slope.error is None else _whole_power(slope.error)
    if known is None:
        return None
    coefficients: list[Exact] = [value] + [fmpq(0)] * min(known, order - 1)
    for m, a in slope.terms:
        k = _whole_power(m)
        if k is None:
            return None
        if k + 1 < len(coefficients):
            coefficients[k + 1] = a * fmpq(1, k + 1)
    return tuple(coefficients)


def _slope_near(name: str, point: Point, side: int, order: int) -> Series:
    """f'(c + side * t) for t = 1/X → 0+."""
    from calc_cli.symbolic.asymptotics.expansion import Expansion  # the expansion of a tree asks for this module

    near = constant_series(point[-1]) + single(Monomial((-1,)), fmpq(side))
    slope = last_derivative_of(name, tuple(to_tree(c) for c in point[:-1]))
    return Expansion({"uv"[len(point) - 1]: near}, order).expand(slope)


def _whole_power(m: Monomial) -> int | None:
    """k >= 0 when m = t**k."""
    if not m.powers and not m.growth:
        return 0
    k = m.powers[0]
    return -k if not m.growth and len(m.powers) == 1 and isinstance(k, int) and k <= 0 else None


def _expand_at_branch_point(name: str, point: Point, distance: Series, side: int, order: int) -> Series:
    """f(c + side * t): f' = sum of a * t**r with r > -1, so f = f(c) + side * sum of a * t**(r + 1) / (r + 1)."""
    slope = _slope_near(name, point, side, order - 1)
    total = constant_series(call_exact(name, point))
    for m, a in slope.terms:
        r = _fractional_power(m)
        total = total + power_series(distance, r + 1, order).scaled(a * side * (1 / (r + 1)))
    if slope.error is not None:
        r = _fractional_power(slope.error)
        m, _ = leading(distance)
        total = total + bounded_by(m.power(r + 1))
    return total


def _fractional_power(m: Monomial) -> fmpq:
    """r > -1 with m = t**r."""
    r = -m.powers[0] if m.powers else 0
    if m.growth or len(m.powers) > 1 or not isinstance(r, int | fmpq) or r <= -1:
        raise Undecided
    return fmpq(r)
