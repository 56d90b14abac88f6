"""Equations linear in x and in one exponential (or logarithm) of a linear argument: the Lambert W function.

z*exp(a*z) = c exactly when a*z = W(a*c). Source: Corless, Gonnet, Hare, Jeffrey, Knuth, On the Lambert W function (1996).
"""

from __future__ import annotations

from calc_cli import tree as t
from calc_cli.model import Proof, Root, Step
from calc_cli.solving.form import Budget, Form, Refused, Solved, alternatives, equation_step
from calc_cli.solving.trigonometric import inside, linear_coefficients
from calc_cli.symbolic import constants
from calc_cli.symbolic.display import expanded
from calc_cli.symbolic.field import Kernel, coefficients_in
from calc_cli.tree import Expr

Linear = tuple[Expr, Expr]


def solve_lambert(form: Form, budget: Budget) -> Solved:
    """Zeros of (a1*x + a0) + (b1*x + b0)*exp(α*x + β) with a1 = 0 or b1 = 0; of a1*x + a0 + b*log(α*x + β) likewise."""
    kernels = form.kernels()
    others = [k for k in kernels if k.kind != "variable"]
    if len(others) != 1 or others[0].kind not in ("exp", "log") or len(kernels) != 2:
        raise Refused("not linear in x and one exponential")
    kernel = others[0]
    assert kernel.argument is not None
    inner = linear_coefficients(kernel.argument, form.variable)
    if inner is None:
        raise Refused("the exponent is not linear")
    coefficients = _bilinear(form, kernel)
    points = _exponential(coefficients, inner) if kernel.kind == "exp" else _logarithm(coefficients, inner)
    solved = Solved()
    for point, multiplicity in points:
        if inside(point, form.interval):
            solved.roots.append(Root(point, multiplicity, Proof.EXACT, "lambert"))
    after = alternatives(t.Variable(form.variable), [point for point, _ in points])
    solved.steps.append(Step("lambert" if points else "no_solution_inside", equation_step(form.tree), after))
    return solved


def _bilinear(form: Form, kernel: Kernel) -> tuple[Linear, Linear]:
    """((a1, a0), (b1, b0)) with p = (a1*x + a0) + (b1*x + b0)*kernel."""
    parts = coefficients_in(form.polynomial, kernel.index)
    x = form.field.by_tree[t.Variable(form.variable)].index
    if set(parts) != {0, 1}:
        raise Refused("not linear in the kernel")
    lines = []
    for k in (0, 1):
        inner = coefficients_in(parts[k], x)
        if set(inner) - {0, 1}:
            raise Refused("not linear in x")
        lines.append(tuple(constants.simplify_constant(expanded(form.field, inner[j])) if j in inner else t.ZERO for j in (1, 0)))
    return lines[0], lines[1]  # type: ignore[return-value]


def _exponential(coefficients: tuple[Linear, Linear], inner: Linear) -> list[tuple[Expr, int]]:
    (a1, a0), (b1, b0) = coefficients
    alpha, beta = inner
    if b1 == t.ZERO:  # z = c*exp(alpha*z), z = x + a0/a1
        shift = t.divide(a0, a1)
        c = t.negate(t.multiply(t.divide(b0, a1), t.call("exp", t.subtract(beta, t.multiply(alpha, shift)))))
        values = _branches(t.negate(t.multiply(alpha, c)))
        return [(_simplify(t.subtract(t.divide(t.negate(w), alpha), shift)), m) for w, m in values]
    if a1 == t.ZERO:  # z*exp(alpha*z) = c, z = x + b0/b1
        shift = t.divide(b0, b1)
        c = t.negate(t.multiply(t.divide(a0, b1), t.call("exp", t.subtract(t.multiply(alpha, shift), beta))))
        values = _branches(t.multiply(alpha, c))
        return [(_simplify(t.subtract(t.divide(w, alpha), shift)), m) for w, m in values]
    raise Refused("x stands both inside and outside the exponential's coefficient")


def _logarithm(coefficients: tuple[Linear, Linear], inner: Linear) -> list[tuple[Expr, int]]:
    """With y = log(α*x + β), x = (exp(y) - β)/α: again linear in y and exp(y)."""
    (a1, a0), (b1, b0) = coefficients
    alpha, beta = inner
    ratio_a, ratio_b = t.divide(a1, alpha), t.divide(b1, alpha)
    constant = _simplify(t.subtract(a0, t.multiply(ratio_a, beta)))
    slope = _simplify(t.subtract(b0, t.multiply(ratio_b, beta)))
    swapped = ((slope, constant), (_simplify(ratio_b), _simplify(ratio_a)))
    zeros = _exponential(swapped, (t.ONE, t.ZERO))
    return [(_simplify(t.divide(t.subtract(t.call("exp", y), beta), alpha)), m) for y, m in zeros]


def _branches(argument: Expr) -> list[tuple[Expr, int]]:
    """Real w with w*exp(w) = argument, with multiplicities."""
    argument = _simplify(argument)
    sign = constants.sign_of(argument)
    edge = constants.sign_of(t.add(argument, t.call("exp", t.negate(t.ONE))))
    if sign is None or edge is None:
        raise Refused("the branch of the Lambert function is not decided")
    principal = _simplify(t.call("lambertw", argument))
    if sign >= 0:
        return [(principal, 1)]
    if edge == 0:
        return [(t.negate(t.ONE), 2)]
    return [(_simplify(t.call("lambertw", argument, t.negate(t.ONE))), 1), (principal, 1)] if edge > 0 else []


def _simplify(tree: Expr) -> Expr:
    return constants.simplify_constant(tree)
