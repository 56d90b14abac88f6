"""Sums of terms of one sign: no zero, seen from the signs of the kernels alone."""

from __future__ import annotations

from calc_cli import balls
from calc_cli import tree as t
from calc_cli.model import Step
from calc_cli.solving.form import Budget, Form, Refused, Solved, equation_step
from calc_cli.symbolic.field import Kernel, terms_of
from calc_cli.symbolic.univariate import quotient_of
from calc_cli.tree import Expr

POSITIVE = frozenset({"cosh", "erfc", "besselk"})


def solve_by_sign(form: Form, budget: Budget) -> Solved:
    """No zero when every term is of one sign and one of them never vanishes."""
    signs: set[int] = set()
    strict = False
    known: dict[int, int | None] = {}
    for exponents, coefficient in terms_of(form.polynomial):
        sign = 1 if coefficient > 0 else -1
        nonzero = True
        for index, power in enumerate(exponents):
            if not power:
                continue
            kernel = form.field.kernels[index]
            own = known.setdefault(index, kernel_sign(form, kernel))
            if own is None and power % 2:
                raise Refused("the terms have no common sign")
            nonzero = nonzero and own is not None
            sign *= own if own is not None and power % 2 else 1
        signs.add(sign)
        strict = strict or nonzero
        if len(signs) > 1:
            raise Refused("the terms have no common sign")
    if not strict:
        raise Refused("every term may vanish")
    return Solved(steps=[Step("one_sign", equation_step(form.tree))])


def kernel_sign(form: Form, kernel: Kernel) -> int | None:
    """The sign (never zero) of a kernel on the whole interval, when it is known."""
    if not kernel.depends:
        return balls.sign(kernel.tree) or None
    if kernel.kind in ("exp", "root"):
        return 1
    if kernel.kind == "variable":
        return _sign_of_variable(form)
    if kernel.kind == "function" and isinstance(kernel.tree, t.Call):
        return _sign_of_function(form, kernel.tree)
    return None


def _sign_of_variable(form: Form) -> int | None:
    for end, wanted in ((form.interval.lower, 1), (form.interval.upper, -1)):
        if end in t.INFINITIES:
            continue
        if end == t.ZERO or balls.sign(end) == wanted:
            return wanted
    return None


def _sign_of_function(form: Form, node: t.Call) -> int | None:
    """polygamma(n, u) for odd n is a sum of even powers, positive; gamma(u) > 0 and polygamma(even n, u) < 0 for u > 0."""
    if node.function in POSITIVE:
        return 1
    argument = node.arguments[-1]
    order = t.rational_value(node.arguments[0])
    if node.function == "polygamma" and order is not None and order.denominator == 1 and order % 2:
        return 1
    if node.function == "besseli" and order == 0:
        return 1
    positive = _is_positive(form, argument)
    if node.function in ("gamma", "besseli") and positive:
        return 1
    if node.function == "polygamma" and positive and order is not None and order.denominator == 1 and order >= 2:
        return -1
    return None


def _is_positive(form: Form, argument: Expr) -> bool:
    """A linear argument that is positive on the whole open interval."""
    if argument == t.Variable(form.variable):
        return _sign_of_variable(form) == 1
    linear = quotient_of(argument, form.variable)
    if linear is None or linear[0].degree() != 1 or linear[1].degree() != 0:
        return False
    slope = balls.sign(t.subtract(*(t.substitute(argument, {form.variable: at}) for at in (t.ONE, t.ZERO))))
    end = form.interval.lower if slope == 1 else form.interval.upper
    return end not in t.INFINITIES and balls.sign(t.substitute(argument, {form.variable: end})) in (0, 1)
