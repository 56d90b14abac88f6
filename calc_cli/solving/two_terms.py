"""Two terms, each a constant times a product of exponentials: the logarithm of their quotient is an equation without them."""

from __future__ import annotations

from calc_cli import tree as t
from calc_cli.model import Root, Step
from calc_cli.solving.form import Budget, Form, Refused, Solved, equation_step
from calc_cli.symbolic import constants
from calc_cli.symbolic.display import expanded
from calc_cli.symbolic.field import polynomial_from, terms_of
from calc_cli.tree import Expr


def solve_two_terms(form: Form, budget: Budget) -> Solved:
    """A*exp(u) + B*exp(v) = 0 with constants A, B: u - v = log(-B/A), and no solution unless -B/A > 0."""
    from calc_cli.solving.chain import solve_within

    kernels = form.kernels()
    if len(kernels) < 2 or any(kernel.kind != "exp" for kernel in kernels):
        raise Refused("not two terms of exponentials")
    varying = {kernel.index for kernel in kernels}
    groups: dict[tuple[int, ...], dict[tuple[int, ...], int]] = {}
    for exponents, c in terms_of(form.polynomial):
        key = tuple(k if i in varying else 0 for i, k in enumerate(exponents))
        rest = tuple(0 if i in varying else k for i, k in enumerate(exponents))
        groups.setdefault(key, {})[rest] = c
    if len(groups) != 2:
        raise Refused("not two terms of exponentials")
    (first, a), (second, b) = groups.items()
    ratio = constants.simplify_constant(t.negate(t.divide(*(expanded(form.field, polynomial_from(terms)) for terms in (b, a)))))
    sign = constants.sign_of(ratio)
    if sign is None:
        raise Refused("the sign of a constant is not decided")
    if sign <= 0:
        return Solved(steps=[Step("no_real_solution", equation_step(form.tree))])
    powers: list[Expr] = [
        t.multiply(t.rational(first[kernel.index] - second[kernel.index]), kernel.argument)
        for kernel in kernels
        if kernel.argument is not None and first[kernel.index] != second[kernel.index]
    ]
    exponent = t.subtract(t.add(*powers), constants.simplify_constant(t.call("log", ratio)))
    solved = solve_within(form.equation(exponent), budget)
    solved.roots = [Root(root.value, root.multiplicity, root.proof, "two_terms") for root in solved.roots]
    solved.steps.insert(0, Step("invert", equation_step(form.tree), equation_step(exponent)))
    return solved
