"""kernel = c solved for the kernel's argument: u = g^{-1}(c), or no solution when c is outside the range of g."""

from __future__ import annotations

from calc_cli import tree as t
from calc_cli.solving.form import Refused
from calc_cli.symbolic import constants
from calc_cli.symbolic.field import Kernel
from calc_cli.tree import Expr

INVERSES = {"asinh": "sinh", "acosh": "cosh", "atanh": "tanh", "asin": "sin", "acos": "cos", "atan": "tan"}


def invert(kernel: Kernel, value: Expr) -> Expr | None:
    """The one c with kernel = value exactly when argument = c; None when there is no solution; Refused when g is not invertible here."""
    simplify = constants.simplify_constant
    match kernel.kind:
        case "variable":
            return value
        case "exp":
            return simplify(t.call("log", value)) if _sign(value) > 0 else None
        case "log":
            return simplify(t.call("exp", value))
        case "root":
            assert kernel.relation is not None
            return simplify(t.power(value, kernel.relation.degree)) if _sign(value) >= 0 else None
        case "function":
            return _function(kernel, value)
    raise Refused(f"{kernel.kind} is not inverted here")


def _function(kernel: Kernel, value: Expr) -> Expr | None:
    node = kernel.tree
    assert isinstance(node, t.Call)
    simplify = constants.simplify_constant
    half = t.divide(t.PI, t.TWO)
    match node.function:
        case "asinh" | "atanh":
            return simplify(t.call(INVERSES[node.function], value))
        case "acosh":
            return simplify(t.call("cosh", value)) if _sign(value) >= 0 else None
        case "asin":
            inside = _sign(t.subtract(half, value)) >= 0 and _sign(t.add(half, value)) >= 0
            return simplify(t.call("sin", value)) if inside else None
        case "acos":
            inside = _sign(value) >= 0 and _sign(t.subtract(t.PI, value)) >= 0
            return simplify(t.call("cos", value)) if inside else None
        case "atan":
            inside = _sign(t.subtract(half, value)) > 0 and _sign(t.add(half, value)) > 0
            return simplify(t.call("tan", value)) if inside else None
        case "lambertw" if len(node.arguments) == 1:
            return simplify(t.multiply(value, t.call("exp", value))) if _sign(t.add(value, t.ONE)) >= 0 else None
    raise Refused(f"{node.function} has no closed inverse")


def _sign(value: Expr) -> int:
    """The sign of a constant, Refused when it is not decided."""
    sign = constants.sign_of(value)
    if sign is None:
        raise Refused("the sign of a constant is not decided")
    return sign
