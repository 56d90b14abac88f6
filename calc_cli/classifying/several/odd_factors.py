"""Sets of critical points on which f - c changes sign: a factor of odd power does so across its zeros."""

from __future__ import annotations

from collections.abc import Sequence

from calc_cli import tree as t
from calc_cli.calculus import gradient
from calc_cli.classifying.several.factors import Factor, Factored, factored, product_of
from calc_cli.domain import gates
from calc_cli.symbolic import is_identically_zero, simplify
from calc_cli.symbolic.constants import sign_of
from calc_cli.tree import Expr


def changes_sign(difference: Expr, equations: Sequence[Expr], graphs: Sequence[dict[str, Expr] | None]) -> bool:
    """f - c, analytic everywhere, has a factor g of odd power with g = 0 one of the equations, and takes both signs near all its zeros.

    graphs: each equation alone solved for a variable (None: it is not linear). On the graph the other factors are not all zero, hence
    not zero on a dense part of it, and g changes sign there. The same holds for a function of one variable with simple zeros only
    when the other factors do not depend on that variable.
    """
    whole = None if gates(difference) else product_of(difference)
    if whole is None or whole.content == 0:
        return False
    for equation, graph in zip(equations, graphs, strict=True):
        own = [factor for factor in whole.factors if factor.exponent % 2 and is_same(factor.tree, equation)]
        if len(own) != 1 or own[0].exponent < 0:
            continue
        rest = [factor for factor in whole.factors if factor is not own[0]]
        if graph is not None and not_zero_on(rest, graph):
            return True
        names = t.variables_of(own[0].tree)
        if len(names) == 1 and is_wave(own[0].tree) and not any(names & t.variables_of(factor.tree) for factor in rest):
            return True
    return False


def is_same(tree: Expr, equation: Expr) -> bool:
    """Is the factor the equation's left side, up to a constant?"""
    mine = factored(equation)
    parts = [] if mine is None else [factor for factor in mine.factors if not t.is_constant(factor.tree)]
    return len(parts) == 1 and any(is_identically_zero(t.add(tree, t.multiply(sign, parts[0].tree))) for sign in (t.ONE, t.negate(t.ONE)))


def not_zero_on(rest: list[Factor], graph: dict[str, Expr]) -> bool:
    """No factor is zero all over the graph."""
    restricted: list[Factored | None] = [factored(t.substitute(factor.tree, graph)) for factor in rest]
    return all(part is not None and part.content != 0 for part in restricted)


def is_wave(tree: Expr) -> bool:
    """A sine or cosine of a*x + b, a not zero, in its only variable x: its zeros are simple."""
    if not isinstance(tree, t.Call) or tree.function not in ("sin", "cos"):
        return False
    (name,) = t.variables_of(tree)
    slope = simplify(gradient(tree.arguments[0], (name,))[0].result)
    return t.is_constant(slope) and sign_of(slope) in (1, -1)
