"""Polynomials in one kernel g(u(x)) with constant coefficients: solve for the kernel, invert it, go on with u(x) = c."""

from __future__ import annotations

from calc_cli import tree as t
from calc_cli.model import Proof, Root, Step
from calc_cli.solving.form import Budget, Form, Refused, Solved, equation_step
from calc_cli.solving.inversion import invert
from calc_cli.solving.polynomial_unknown import real_zeros
from calc_cli.solving.trigonometric import inside
from calc_cli.tree import Expr

INVERSION = {"exp": "take_logarithm", "log": "take_exponential", "root": "take_power"}
IMPOSSIBLE = {"exp": "exponential_never_zero", "root": "root_never_negative"}


def solve_single_kernel(form: Form, budget: Budget) -> Solved:
    """Zeros of a polynomial in one kernel."""
    from calc_cli.solving.chain import solve_within

    kernels = form.kernels()
    if len(kernels) != 1 or kernels[0].kind in ("sin", "cos"):
        raise Refused("more than one kernel depends on the variable")
    kernel = kernels[0]
    zeros, steps = real_zeros(form.field, form.polynomial, kernel.index, kernel.tree)
    solved = Solved(steps=list(steps))
    for value, multiplicity in zeros:
        if kernel.kind == "variable":
            if inside(value, form.interval):
                solved.roots.append(Root(value, multiplicity, proof_of(value), "polynomial"))
            continue
        target = invert(kernel, value)
        if target is None:
            solved.steps.append(Step(IMPOSSIBLE.get(kernel.kind, "no_real_solution"), equation_step(kernel.tree, value)))
            continue
        assert kernel.argument is not None
        inner = equation_step(kernel.argument, target)
        solved.steps.append(Step(INVERSION.get(kernel.kind, "invert"), equation_step(kernel.tree, value), inner))
        part = solve_within(form.equation(t.subtract(kernel.argument, target)), budget)
        if isinstance(kernel.argument, t.Variable):  # solved as it stands
            part.steps = []
        part.roots = [Root(r.value, r.multiplicity and r.multiplicity * multiplicity, r.proof, "invert") for r in part.roots]
        solved.absorb(part)
    return solved


def proof_of(value: Expr) -> Proof:
    """Exact for closed forms and algebraic numbers, certified for an isolated root."""
    return Proof.CERTIFIED if any(isinstance(n, t.IsolatedRoot) for n in t.walk(value)) else Proof.EXACT
