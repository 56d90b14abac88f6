"""The Rolle chain: every zero of an exp-log-arctan-algebraic function on an open interval, with proof.

Divide by a coefficient, differentiate, isolate the simpler function's zeros first; between neighbours the quotient is monotone.
Source: A. Strzeboński, Real root isolation for exp-log-arctan functions, J. Symb. Comput. 47 (2012); exp-log: ISSAC 2008;
A. Khovanskii, Fewnomials (1991).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from flint import fmpz_mpoly

from calc_cli import balls
from calc_cli import tree as t
from calc_cli.model import Proof, Root, Truth
from calc_cli.solving.form import Budget, Form, Refused, Solved, found_step
from calc_cli.solving.recognition import isolated
from calc_cli.symbolic import constants
from calc_cli.symbolic.asymptotics import end_sign
from calc_cli.symbolic.comparing import in_order
from calc_cli.symbolic.derivation import derivative
from calc_cli.symbolic.display import expanded
from calc_cli.symbolic.field import Kernel, coefficients_in, monomial, used_in
from calc_cli.tree import Expr

PRIMITIVE = frozenset(
    {
        "atan", "asin", "acos", "asinh", "acosh", "atanh", "erf", "erfc", "erfi", "Ei", "Si", "Ci", "li", "fresnels",
        "fresnelc", "digamma", "lgamma",
    }
)
DEPTH_LIMIT = 24
RANK = {"root": 0, "exp": 1}
"""Which of two kernels of one height goes last: logarithms and primitives vanish after one step each, roots are algebraic."""
MULTIPLICITY_LIMIT = 12
WALK_LIMIT = 400


def solve_rolle(form: Form, budget: Budget) -> Solved:
    """Zeros of a form whose kernels are exponentials, roots and functions with a derivative in the field below them."""
    if budget.depth > DEPTH_LIMIT or budget.spent():
        raise Refused("the Rolle chain is too long")
    top = _top_kernel(form)
    divisor, quotient_slope = _divided(form, top)
    budget.depth += 1
    try:
        cuts = _zeros(form, divisor, budget) + _zeros(form, quotient_slope, budget)
    finally:
        budget.depth -= 1
    points = _ordered(cuts)
    return _between(form, points, budget)


def _top_kernel(form: Form) -> Kernel:
    """A kernel on which no other kernel of the form is built."""
    kernels = [k for k in form.kernels() if k.kind != "variable"]
    for kernel in kernels:
        allowed = kernel.kind in ("exp", "log", "root") or (
            kernel.kind == "function" and isinstance(kernel.tree, t.Call) and kernel.tree.function in PRIMITIVE
        )
        if not allowed:
            raise Refused(f"the Rolle chain has no rule for {kernel.kind} kernels")
    if not kernels:
        raise Refused("no kernel left")
    ranked = sorted(kernels, key=lambda k: (_height(form, k), RANK.get(k.kind, len(RANK)), -k.index))
    return ranked[-1]


def _height(form: Form, kernel: Kernel) -> int:
    """1 + the greatest height of the kernels in the argument (0 for the variable)."""
    if kernel.kind == "variable" or not kernel.depends:
        return 0
    argument = kernel.argument if kernel.argument is not None else t.ZERO
    inner = form.normalizer.element(argument).used()
    return 1 + max((_height(form, form.field.kernels[i]) for i in inner if i != kernel.index), default=0)


def _divided(form: Form, top: Kernel) -> tuple[fmpz_mpoly, fmpz_mpoly]:
    """(divisor, numerator of (p/divisor)' without powers of an exponential top kernel)."""
    parts = coefficients_in(form.polynomial, top.index)
    growing = top.kind in ("exp", "root")
    divisor = parts[min(parts)] * monomial({top.index: min(parts)}) if growing else parts[max(parts)]
    field = form.field
    quotient = field.element(form.polynomial, divisor)
    slope = derivative(form.normalizer, quotient, form.variable).numerator
    if slope.is_zero():
        raise Refused("the quotient is constant")
    if growing:
        lowest = min(coefficients_in(slope, top.index))
        if lowest:
            slope = slope / monomial({top.index: lowest})
    if len(slope) > 600:
        raise Refused("the Rolle chain grows too large")
    return divisor, slope


def _zeros(form: Form, polynomial: fmpz_mpoly, budget: Budget) -> list[Expr]:
    """The zeros in the interval of a simpler polynomial over the same kernels; Refused when not complete."""
    from calc_cli.solving.chain import solve_polynomial_form

    if not any(form.variable in form.field.kernels[i].depends for i in used_in(polynomial)):
        return []
    solved = solve_polynomial_form(form.with_polynomial(polynomial), budget)
    if solved.complete is not Truth.TRUE or solved.undecided or solved.families or solved.accumulates_at:
        raise Refused("a simpler equation of the chain was not solved completely")
    return [root.value for root in solved.roots]


def _ordered(points: list[Expr]) -> list[Expr]:
    """Sorted increasingly, equal ones once; Refused when two cannot be told apart."""
    groups, doubtful = in_order(points, lambda point: point)
    if doubtful:
        raise Refused("two points of the chain cannot be told apart")
    return [group[0] for group in groups]


def _between(form: Form, points: list[Expr], budget: Budget) -> Solved:
    """One zero at most in each gap, present exactly when the signs near its two ends differ; zeros at the points themselves."""
    function = form.tree
    ends = form.interval
    signs: list[tuple[int, int]] = []  # (sign just left of, just right of) each point
    solved = Solved()
    for point in points:
        left, right, multiplicity = _signs_around(form, function, point)
        signs.append((left, right))
        if multiplicity:
            solved.roots.append(Root(point, multiplicity, Proof.EXACT, "rolle_chain"))
    first = end_sign(function, form.variable, ends.lower, 1)
    last = end_sign(function, form.variable, ends.upper, -1)
    if not first or not last:
        raise Refused("the sign near an end of the interval is not decided")
    marks = [ends.lower, *points, ends.upper]
    rights = [first, *(right for _, right in signs)]
    lefts = [*(left for left, _ in signs), last]
    for (low, high), right, left in zip(pairwise(marks), rights, lefts, strict=True):
        if right != left:
            lower, upper = _bracket(function, form.variable, low, high, right, left, budget)
            solved.roots.append(isolated(function, form.variable, lower, upper, "rolle_chain"))
    solved.steps.append(found_step("rolle_chain", function, form.variable, solved.roots))
    return solved


def _signs_around(form: Form, function: Expr, point: Expr) -> tuple[int, int, int]:
    """(sign left, sign right, multiplicity) of the function at a point; multiplicity 0 when it does not vanish there."""
    value = t.substitute(function, {form.variable: point})
    sign = constants.sign_of(value)
    if sign is None:
        raise Refused("whether the function vanishes at a point of the chain is not decided")
    if sign:
        return sign, sign, 0
    element = form.field.element(form.polynomial)
    for order in range(1, MULTIPLICITY_LIMIT):
        element = derivative(form.normalizer, element, form.variable)
        tree = t.divide(expanded(form.field, element.numerator), expanded(form.field, element.denominator))
        sign = constants.sign_of(t.substitute(tree, {form.variable: point}))
        if sign is None:
            break
        if sign:
            return (sign if order % 2 == 0 else -sign), sign, order
    raise Refused("the multiplicity of a zero is not decided")


def _bracket(function: Expr, variable: str, low: Expr, high: Expr, right: int, left: int, budget: Budget) -> tuple[Fraction, Fraction]:
    """Rational lower < upper inside (low, high) at which the function has the signs it has near the two ends."""
    lower = _walk(function, variable, toward(high, low), right, budget)
    upper = _walk(function, variable, toward(low, high), left, budget)
    if lower >= upper:
        raise Refused("no bracket found")
    return lower, upper


def _walk(function: Expr, variable: str, points: Iterator[Fraction], wanted: int, budget: Budget) -> Fraction:
    for point, _ in zip(points, range(WALK_LIMIT), strict=False):
        if balls.sign(t.substitute(function, {variable: t.rational(point)}), 1024) == wanted:
            return point
        if budget.spent():
            break
    raise Refused("the sign near an end was not reached")


def toward(start: Expr, end: Expr) -> Iterator[Fraction]:
    """Rationals strictly between start and end that approach the end."""
    if end in t.INFINITIES:
        sign = 1 if end == t.INFINITY else -1
        bounded = start in t.INFINITIES
        point = Fraction(0) if bounded else (balls.between(start, end) if sign > 0 else balls.between(end, start))
        step = Fraction(1)
        while True:
            yield point
            point, step = point + sign * step, step * 2
    at = start
    while True:
        low, high = (at, end) if _less(at, end) else (end, at)
        point = balls.between(low, high)
        yield point
        at = t.rational(point)


def _less(a: Expr, b: Expr) -> bool:
    order = balls.compare(a, b)
    return order is not None and order < 0


