"""The words of an equation's solution before a strategy sees it: one fraction, its numerator, factors that never vanish, the others."""

from __future__ import annotations

from collections.abc import Sequence

from calc_cli import tree as t
from calc_cli.model import Step
from calc_cli.solving.form import equation_step
from calc_cli.tree import Expr

Factors = Sequence[tuple[Expr, int]]


def product_tree(factors: Factors) -> Expr:
    """The product of powers."""
    return t.multiply(*(t.power(factor, exponent) for factor, exponent in factors))


def introduction(shown: Expr, factors: Factors, dropped: Sequence[Expr] = ()) -> list[Step]:
    """From `shown` = 0 to the product of its factors that may vanish = 0.

    shown: the function in lowest terms; factors: those that may vanish, with their exponents; dropped: those proved not to.
    """
    steps: list[Step] = []
    bare = shown.operand if isinstance(shown, t.Negation) else shown
    target = equation_step(product_tree(factors))
    numerator = bare.numerator if isinstance(bare, t.Quotient) else bare
    never = [part for part in numerator.factors if is_never_zero(part, dropped)] if isinstance(numerator, t.Product) else []
    if isinstance(bare, t.Quotient) and t.variables_of(bare.denominator):
        after = equation_step(numerator) if never else target
        steps.append(Step("numerator", equation_step(shown), after))
        shown = numerator
    if never:
        rule = "never_zero_factor" if all(map(is_exponential, never)) else "nonzero_inside"
        steps.append(Step(rule, equation_step(shown), target, note=(t.multiply(*never),)))
    elif not steps and sum(exponent for _, exponent in factors) > 1 and not is_factored(shown, len(factors)):
        steps.append(Step("factor", equation_step(shown), target))
    return steps


def impossible(shown: Expr) -> Step:
    """`shown` = 0 has no solution in the interval: a constant, a fraction with a constant above, an exponential, or proved there only."""
    bare = shown.operand if isinstance(shown, t.Negation) else shown
    equation = equation_step(shown)
    if not t.variables_of(shown):
        return Step("nonzero_constant", equation, note=(shown,))
    if isinstance(bare, t.Quotient) and not t.variables_of(bare.numerator):
        return Step("nonzero_numerator", equation, note=(bare.numerator,))
    above = bare.numerator if isinstance(bare, t.Quotient) else bare
    parts = above.factors if isinstance(above, t.Product) else (above,)
    varying = [part for part in parts if not t.is_constant(part)]
    return Step("exponential_never_zero" if all(map(is_exponential, varying)) else "no_solution_inside", equation)


def is_factored(node: Expr, count: int) -> bool:
    """Written as so many factors that vary already."""
    bare = node.operand if isinstance(node, t.Negation) else node
    parts = bare.factors if isinstance(bare, t.Product) else (bare,)
    return sum(not t.is_constant(part) for part in parts) == count and (count > 1 or any(isinstance(part, t.Power) for part in parts))


def is_never_zero(node: Expr, dropped: Sequence[Expr]) -> bool:
    """Positive everywhere, or a power of a factor that was proved not to vanish."""
    return is_exponential(node) or (node.base if isinstance(node, t.Power) and t.is_constant(node.exponent) else node) in dropped


def is_exponential(node: Expr) -> bool:
    """exp(u), or a power with a variable exponent: positive wherever it is defined."""
    if isinstance(node, t.Power):
        return not t.is_constant(node.exponent)
    return isinstance(node, t.Call) and node.function == "exp"


def by_factors(factors: Factors, inner: Sequence[Step]) -> list[Step]:
    """p1**m1 * p2**m2 * … = 0 means p1 = 0 or p2 = 0 …, each solved by its own steps."""
    before = equation_step(product_tree(factors))
    inner = [step for step in inner if step.after is None or step.after != step.before]
    if len(factors) > 1:
        return [Step("zero_product", before, t.Junction("or", tuple(equation_step(factor) for factor, _ in factors)), tuple(inner))]
    if factors and factors[0][1] > 1:
        return [Step("power_zero", before, equation_step(factors[0][0])), *inner]
    return list(inner)
