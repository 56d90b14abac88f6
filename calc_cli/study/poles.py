"""Poles at zeros of a denominator that have no closed form: the limit follows from the direction of f beside them."""

from __future__ import annotations

from calc_cli import balls
from calc_cli import tree as t
from calc_cli.model import Limit, Truth
from calc_cli.symbolic.display import expanded
from calc_cli.symbolic.field import NotInField
from calc_cli.symbolic.normalize import normalize_all
from calc_cli.tree import Expr


def limit_at_pole(tree: Expr, variable: str, at: Expr, side: int, direction: int | None) -> Limit | None:
    """The one-sided limit at a proved pole of a function monotone beside it: rising away from it (side +1), it comes from -oo.

    direction: the certified sign of f' on that side; None when there is no proof.
    """
    if not direction or not proves_pole(tree, variable, at):
        return None
    return Limit(t.INFINITY if side * direction < 0 else t.MINUS_INFINITY, Truth.TRUE)


def proves_pole(tree: Expr, variable: str, at: Expr) -> bool:
    """|f| tends to oo: f = P/Q in normal form, the function isolated at `at` divides Q, and P does not vanish there."""
    if not isinstance(at, t.IsolatedRoot):
        return False
    isolated = t.substitute(at.function, {at.variable: t.Variable(variable)})
    try:
        whole, zero = normalize_all((tree, isolated))
    except NotInField:
        return False
    common = whole.denominator.gcd(zero.numerator)
    if zero.numerator.is_constant() or not (zero.numerator / common).is_constant():
        return False
    return bool(balls.sign(t.substitute(expanded(whole.field, whole.numerator), {variable: at})))
