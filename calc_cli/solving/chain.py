"""solve(equation): the strategies in order, cheap and exact first, and the merging of what they find.

Contract: what is not covered holds no root. Every zero in the interval is listed, belongs to a family, or lies in an undecided interval,
when `complete` is TRUE.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from flint import fmpz_mpoly

from calc_cli import balls
from calc_cli import tree as t
from calc_cli.model import Equation, Interval, Proof, Refusal, Root, RootSet, Step, Truth
from calc_cli.solving.coefficients import without_zero_coefficients
from calc_cli.solving.exceptions_at_points import between_points, divided_points, sign_at, without_exceptions
from calc_cli.solving.form import Budget, Form, Refused, Solved, equation_step
from calc_cli.solving.lambert import solve_lambert
from calc_cli.solving.logarithms import solve_logarithms
from calc_cli.solving.merging import merged
from calc_cli.solving.positivity import kernel_sign, solve_by_sign
from calc_cli.solving.radicals import solve_radicals
from calc_cli.solving.rational import solve_rational
from calc_cli.solving.rolle import solve_rolle
from calc_cli.solving.search import search_form, search_tree
from calc_cli.solving.single_kernel import solve_single_kernel
from calc_cli.solving.trigonometric import solve_trigonometric
from calc_cli.solving.two_terms import solve_two_terms
from calc_cli.solving.working import by_factors, impossible, introduction
from calc_cli.symbolic import constants
from calc_cli.symbolic.display import element_tree
from calc_cli.symbolic.factoring import factored
from calc_cli.symbolic.field import Kernel, NotInField, Refine, used_in
from calc_cli.symbolic.normalize import Normalizer
from calc_cli.symbolic.univariate import numerator_of
from calc_cli.tree import Expr

Strategy = Callable[[Form, Budget], Solved]

STRATEGIES: tuple[tuple[str, Strategy], ...] = (
    ("single_kernel", solve_single_kernel),  # one unknown: polynomial formulas, then the inverse function; always complete
    ("two_terms", solve_two_terms),  # exponentials alone, balanced two by two: their logarithm
    ("logarithms", solve_logarithms),  # whole multiples of logarithms: the product of their arguments
    ("radicals", solve_radicals),  # substitution or elimination: exact, before any logarithm is taken
    ("trigonometric", solve_trigonometric),  # one angle: all families
    ("one_sign", solve_by_sign),  # all terms of one sign: no zero, whatever the kernels
    ("lambert", solve_lambert),  # two kernels, but still a closed form
    ("rolle_chain", solve_rolle),  # no closed form, yet complete on the whole interval
    ("certified_search", search_form),  # bounded pieces, any function with a ball method
)


def solve(equation: Equation, budget_seconds: float = 10.0) -> RootSet:
    """Every zero of the function in the open interval.

    Hypotheses: the function is analytic and branch-free on the interval (a piece of `domain.partition`).
    """
    budget = Budget.of(budget_seconds)
    return merged(equation, solve_within(equation, budget), tuple(budget.trail))


def solve_within(equation: Equation, budget: Budget) -> Solved:
    """As `solve`, inside a running budget; roots are not yet merged."""
    if equation.variable not in t.variables_of(equation.function):
        return _constant(equation)
    numerator = numerator_of(equation.function, equation.variable)
    if numerator is not None:
        return _as_solved(solve_rational(equation, numerator))
    if any(isinstance(node, t.Piecewise) for node in t.walk(equation.function)):
        found = without_exceptions(equation)
        if found is not None:
            return _between_exceptions(equation, *found, budget)
    points = divided_points(equation)
    if points is None:
        budget.trail.append(Refusal("normal_form", "it divides by what may vanish"))
        return search_tree(equation, budget)
    return _between_exceptions(equation, equation.function, points, budget) if points else _over_kernels(equation, budget)


def _between_exceptions(equation: Equation, plain: Expr, points: list[Expr], budget: Budget) -> Solved:
    """The zeros of the plain function between the points, and the points at which the function itself vanishes."""
    solved = Solved()
    for piece in between_points(equation.interval, points):
        solved.absorb(solve_within(Equation(plain, equation.variable, piece), budget))
    for point in points:
        sign = sign_at(equation, plain, point)
        if sign == 0:
            solved.roots.append(Root(point, None, Proof.EXACT, "certified_search"))
        elif sign is None:
            solved.undecided.append(Interval(point, point, True, True))
    return solved


def _constant(equation: Equation) -> Solved:
    sign = constants.sign_of(constants.simplify_constant(equation.function))
    if sign == 0:
        return Solved(complete=Truth.FALSE, steps=[Step("identity", equation_step(equation.function))])
    if sign is None:
        return Solved(complete=Truth.UNKNOWN, undecided=[equation.interval])
    return Solved(steps=[impossible(equation.function)])


def _as_solved(found: RootSet) -> Solved:
    """What is known of the zeros of a rational function, for a strategy that met it as a part."""
    complete = Truth.FALSE if found.identically_zero else found.complete
    return Solved(list(found.roots), undecided=list(found.undecided), complete=complete, steps=list(found.steps))


def sample_of(interval: Interval) -> Fraction:
    """A rational point strictly inside."""
    return balls.between(interval.lower, interval.upper)


def _over_kernels(equation: Equation, budget: Budget) -> Solved:
    """Normal form, factors, and the strategies on each irreducible factor."""
    sample = sample_of(equation.interval)
    units: dict[tuple[str, Expr], Fraction] = {}
    for _ in range(40):
        normalizer = Normalizer({equation.variable: sample}, units)
        try:
            normalizer.element(t.Variable(equation.variable))
            element = normalizer.element(equation.function)
            numerator = without_zero_coefficients(normalizer.field, element.zero_part(), equation.variable)
            if numerator.is_zero():
                return Solved(complete=Truth.FALSE, steps=[Step("identity", equation_step(equation.function))])
            form = Form(normalizer, numerator, equation.variable, equation.interval, sample, equation.function)
            solved = solve_polynomial_form(form, budget)
            kept = [(form.with_polynomial(p).tree, m) for p, m in _factors(form)]
            shown = element_tree(element)
            if not kept:
                solved.steps = [impossible(shown)]
            else:
                dropped = [form.with_polynomial(p).tree for p, _ in _never_zero_factors(form)]
                solved.steps = [*introduction(shown, kept, dropped), *solved.steps]
            return solved
        except Refine:
            continue
        except NotInField as reason:
            budget.trail.append(Refusal("normal_form", str(reason)))
            break
    return search_tree(equation, budget)


def solve_polynomial_form(form: Form, budget: Budget) -> Solved:
    """The zeros of a polynomial over kernels: factor by factor, each by the first strategy that can."""
    solved = Solved()
    factors = _factors(form)
    for factor, multiplicity in factors:
        alone = form.with_polynomial(factor)
        alone.source = form.source if len(factors) == 1 and multiplicity == 1 else None
        part = solve_factor(alone, budget)
        part.roots = [repeated(root, multiplicity) for root in part.roots]
        solved.absorb(part)
    solved.steps = by_factors([(form.with_polynomial(p).tree, m) for p, m in factors], solved.steps)
    return solved


def repeated(root: Root, times: int) -> Root:
    """The root of a power: its multiplicity multiplied."""
    return Root(root.value, None if root.multiplicity is None else root.multiplicity * times, root.proof, root.method)


def _factors(form: Form) -> list[tuple[fmpz_mpoly, int]]:
    """Irreducible factors that can vanish on the interval: exponentials, and roots of what has one sign there, cannot."""
    return [(p, m) for p, m in _varying_factors(form) if not _proves_nonzero(form, p)]


def _never_zero_factors(form: Form) -> list[tuple[fmpz_mpoly, int]]:
    return [(p, m) for p, m in _varying_factors(form) if _proves_nonzero(form, p)]


def _varying_factors(form: Form) -> list[tuple[fmpz_mpoly, int]]:
    kernels = form.field.kernels
    return [(p, m) for p, m in factored(form.polynomial)[1] if any(form.variable in kernels[i].depends for i in used_in(p))]


def _proves_nonzero(form: Form, factor: fmpz_mpoly) -> bool:
    """A single kernel of one sign on the interval, or without zeros."""
    used = used_in(factor)
    single = form.field.kernels[next(iter(used))] if len(used) == 1 and len(factor) == 1 else None
    return single is not None and bool(kernel_sign(form, single) or _never_zero(single))


def _never_zero(kernel: Kernel) -> bool:
    """gamma has no zero."""
    return isinstance(kernel.tree, t.Call) and kernel.tree.function == "gamma"


def solve_factor(form: Form, budget: Budget) -> Solved:
    """One irreducible factor."""
    for name, strategy in STRATEGIES:
        if budget.spent():
            budget.trail.append(Refusal(name, "the time is over"))
            break
        try:
            return strategy(form, budget)
        except Refused as reason:
            budget.trail.append(Refusal(name, str(reason)))
        except NotInField as reason:
            budget.trail.append(Refusal(name, f"normal form: {reason}"))
    step = Step("no_closed_form", equation_step(form.tree))
    return Solved(undecided=[form.interval], complete=Truth.UNKNOWN, steps=[step])
