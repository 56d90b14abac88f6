"""The numpy (or scipy.special) function behind each function of the table, and its two derivatives from the table's own formulas."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial

import numpy as np
from numpy.typing import NDArray

from calc_cli import tree as t
from calc_cli.calculus import derive
from calc_cli.errors import CalcError
from calc_cli.functions import TABLE
from calc_cli.language import parse_expression
from calc_cli.tree import Expr

Array = NDArray[np.float64]
Unary = Callable[[Array], Array]

NUMPY = {
    "asin": "arcsin",
    "acos": "arccos",
    "atan": "arctan",
    "asinh": "arcsinh",
    "acosh": "arccosh",
    "atanh": "arctanh",
}
SAME = frozenset(
    {"exp", "log", "sqrt", "cbrt", "sin", "cos", "tan", "sinh", "cosh", "tanh", "abs", "sign", "floor", "ceil", "log2", "log10"}
)
SCIPY = {"erf": "erf", "erfc": "erfc", "gamma": "gamma", "lgamma": "gammaln", "digamma": "digamma", "sigmoid": "expit"}
POLYGAMMA = "polygamma "
"""Before the order: polygamma of a fixed order is a function of one argument."""


@cache
def numeric(name: str) -> Unary | None:
    """The vectorized function of one argument; None when it must be expanded by its definition."""
    if name in SAME or name in NUMPY:
        found: Unary = getattr(np, NUMPY.get(name, name))
        return found
    if name in SCIPY or name.startswith(POLYGAMMA):
        try:
            from scipy import special
        except ImportError:
            return None
        if name.startswith(POLYGAMMA):
            return partial(special.polygamma, int(name.removeprefix(POLYGAMMA)))
        special_function: Unary = getattr(special, SCIPY[name])
        return special_function
    return None


@cache
def derivative_formulas(name: str) -> tuple[Expr, Expr]:
    """f'(u) and f''(u) as trees in u, from the table."""
    if name == "abs":
        return t.call("sign", t.Variable("u")), t.ZERO
    if name in ("sign", "floor", "ceil"):
        return t.ZERO, t.ZERO
    if name.startswith(POLYGAMMA):
        order, u = int(name.removeprefix(POLYGAMMA)), t.Variable("u")
        return t.call("polygamma", t.rational(order + 1), u), t.call("polygamma", t.rational(order + 2), u)
    row = TABLE[name]
    if not row.derivative or not row.derivative[0]:
        raise CalcError("no_gradient", f"{name} has no derivative that descent can use", "", None, "use another function")
    first = parse_expression(row.derivative[0])
    return first, derive(first, "u").result


@cache
def definition(name: str) -> Expr:
    """The table's definition in u, v; a clear error when there is none."""
    row = TABLE.get(name)
    if row is None or not row.definition:
        hint = "install the extra: pip install 'calc-cli[descend]'" if name in SCIPY else "use another function"
        raise CalcError("not_numeric", f"{name} cannot be evaluated by numpy", "", None, hint)
    return parse_expression(row.definition)
