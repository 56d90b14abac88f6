"""A sum of whole multiples of logarithms equal to a constant: the product of their arguments is an equation without logarithms."""

from __future__ import annotations

from math import gcd

from calc_cli import tree as t
from calc_cli.model import Root, Step
from calc_cli.solving.form import Budget, Form, Refused, Solved
from calc_cli.symbolic import constants
from calc_cli.symbolic.display import expanded
from calc_cli.symbolic.field import polynomial_from, terms_of
from calc_cli.tree import Expr

REASON = "not whole multiples of several logarithms"
MOST = 12
"""The largest multiple: the product has a degree of its size."""


def solve_logarithms(form: Form, budget: Budget) -> Solved:
    """n1*log(p1) + n2*log(p2) + … = c means p1**n1 * p2**n2 * … = exp(c), because every argument is positive on the interval."""
    from calc_cli.solving.chain import solve_within

    joined = product_of_arguments(form)
    solved = solve_within(form.equation(t.subtract(*joined)), budget)
    solved.roots = [Root(root.value, root.multiplicity, root.proof, "logarithms") for root in solved.roots]
    before = t.Comparison(form.tree, "==", t.ZERO)
    solved.steps.insert(0, Step("take_exponential", before, t.Comparison(joined[0], "==", joined[1])))
    return solved


def product_of_arguments(form: Form) -> tuple[Expr, Expr]:
    """(p1**n1 * …, exp(c) * …), the powers with negative exponents on the right side."""
    kernels = form.kernels()
    arguments = [kernel.argument for kernel in kernels]
    if len(kernels) < 2 or any(kernel.kind != "log" for kernel in kernels) or any(map(has_logarithm, arguments)):
        raise Refused(REASON)
    multiples: dict[int, int] = {}
    rest: dict[tuple[int, ...], int] = {}
    for exponents, c in terms_of(form.polynomial):
        index = next((kernel.index for kernel in kernels if exponents[kernel.index]), None)
        if index is None:
            rest[exponents] = c
        elif sum(exponents) == 1:
            multiples[index] = c
        else:
            raise Refused(REASON)
    scale = gcd(*multiples.values())
    powers = [(kernel.argument, multiples[kernel.index] // scale) for kernel in kernels if kernel.argument is not None]
    if any(abs(n) > MOST for _, n in powers):
        raise Refused("a logarithm has a large multiple")
    constant = t.divide(t.negate(expanded(form.field, polynomial_from(rest)) if rest else t.ZERO), t.rational(scale))
    factor = constants.simplify_constant(t.call("exp", constant))
    left = t.multiply(*(t.power(p, n) for p, n in powers if n > 0))
    above, below = (factor.numerator, factor.denominator) if isinstance(factor, t.Quotient) else (factor, t.ONE)
    right = t.divide(t.multiply(above, *(t.power(p, -n) for p, n in powers if n < 0)), below)
    return left, right


def has_logarithm(argument: Expr | None) -> bool:
    """Would the product contain a logarithm again?"""
    return argument is None or any(isinstance(part, t.Call) and part.function == "log" for part in t.walk(argument))
