"""End behaviour: exact limits, eventual signs, leading terms.

Rational functions are answered here, by degrees and multiplicities. Everything else needs the arithmetic of truncated
transseries, whose modules are imported on first use: a study of a polynomial does not load them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from calc_cli.model import Limit
from calc_cli.remembering import remembered
from calc_cli.symbolic.asymptotics.rational import rational_end_sign, rational_limit, rational_line
from calc_cli.symbolic.univariate import quotient_of
from calc_cli.tree import Expr

if TYPE_CHECKING:
    from calc_cli.symbolic.asymptotics.monomials import Monomial

__all__ = ["end_sign", "leading_term", "limit", "oblique_asymptote"]


def limit(tree: Expr, variable: str, point: Expr, side: int = 1) -> Limit:
    """lim of a tree as variable → point± (side +1: from above, -1: from below, ignored at ±oo).

    value None with exists FALSE: proved not to exist; with UNKNOWN: not decided.
    """
    found = _of_rational_function(tree, variable, point, side)
    if found is not None:
        return found
    from calc_cli.symbolic.asymptotics import limits

    return limits.limit(tree, variable, point, side)


@remembered(4096)
def _of_rational_function(tree: Expr, variable: str, point: Expr, side: int) -> Limit | None:
    quotient = quotient_of(tree, variable)
    return None if quotient is None else rational_limit(quotient, point, side)


def end_sign(tree: Expr, variable: str, point: Expr, side: int = 1) -> int | None:
    """The sign the tree has on some interval ending at the point (0: identically zero there); None when not proved."""
    quotient = quotient_of(tree, variable)
    found = None if quotient is None else rational_end_sign(quotient, point, side)
    if found is not None:
        return found
    from calc_cli.symbolic.asymptotics import limits

    return limits.end_sign(tree, variable, point, side)


def leading_term(tree: Expr, variable: str, point: Expr, side: int = 1) -> tuple[Expr, Monomial] | None:
    """(c, m): the tree is c * m * (1 + o(1)) close to the point, m a monomial in X (x = ±X or a ± 1/X); None when undecided."""
    from calc_cli.symbolic.asymptotics import limits

    return limits.leading_term(tree, variable, point, side)


def oblique_asymptote(tree: Expr, variable: str, point: Expr) -> tuple[Expr, Expr] | None:
    """(m, b) with tree - (m*x + b) → 0 and m not 0 at ±oo; None when there is none or it is not proved."""
    quotient = quotient_of(tree, variable)
    if quotient is not None:
        return rational_line(quotient)
    from calc_cli.symbolic.asymptotics import limits

    return limits.oblique_asymptote(tree, variable, point)
