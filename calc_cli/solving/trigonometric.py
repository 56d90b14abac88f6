"""Polynomials in sin(u), cos(u): all families, by t = tan(u/2) with u = pi looked at apart.

Source: J. M. Borwein, Skerritt, An Introduction to Modern Mathematical Computing, ch. 1 (Weierstrass substitution); exact angles by
cyclotomic factors in z = exp(i*u).
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import ceil, floor

from flint import fmpz_mpoly

from calc_cli import balls
from calc_cli import tree as t
from calc_cli.model import Interval, Proof, Root, RootFamily, Step, Truth
from calc_cli.solving.form import Budget, Form, Refused, Solved, alternatives, equation_step, other_letter
from calc_cli.solving.polynomial_unknown import real_zeros
from calc_cli.solving.rational import is_inside
from calc_cli.symbolic import constants
from calc_cli.symbolic.display import expanded
from calc_cli.symbolic.factoring import factored
from calc_cli.symbolic.field import Kernel, coefficients_in, monomial, terms_of, used_in
from calc_cli.symbolic.univariate import polynomial_of, rational_tree
from calc_cli.tree import Expr

TURN_LIMIT = 4000
HALF = "tan_half"
TWO_PI = t.multiply(t.TWO, t.PI)


def solve_trigonometric(form: Form, budget: Budget) -> Solved:
    """Zeros of a polynomial in the sine and cosine of one angle."""
    kernels = form.kernels()
    if not kernels or any(k.kind not in ("sin", "cos") for k in kernels):
        raise Refused("not a polynomial in the sine and cosine of one angle")
    first = kernels[0]
    partner = form.field.kernels[first.partner or 0]
    if any(k.index not in (first.index, partner.index) for k in kernels):
        raise Refused("sines of several angles without a common one")
    sine, cosine = (first, partner) if first.kind == "sin" else (partner, first)
    angles, steps = _angles(form, sine, cosine)
    assert sine.argument is not None
    return place_angles(form, sine.argument, angles, budget, steps)


def _angles(form: Form, sine: Kernel, cosine: Kernel) -> tuple[list[tuple[Expr, int]], list[Step]]:
    """(angle in (-pi, pi], multiplicity) of every solution on the unit circle."""
    from calc_cli.symbolic.angles import trig_polynomial_roots

    used = used_in(form.polynomial)
    if used <= {sine.index, cosine.index}:
        terms = {
            (exponents[cosine.index], exponents[sine.index]): Fraction(int(c)) for exponents, c in terms_of(form.polynomial)
        }
        roots, how = trig_polynomial_roots(terms, sine.argument)
        start = equation_step(form.tree)
        bridge = [Step("rearrange", start, how[0].before)] if how and not same_terms(how[0].before, start) else []
        return list(roots), [*bridge, *how]
    numerator, half = half_angle(form, sine, cosine)
    name = other_letter("t", form.variable)
    found: list[tuple[Expr, int]] = []
    steps: list[Step] = []
    for factor, multiplicity in factored(numerator)[1]:
        if half.index not in used_in(factor):
            continue
        zeros, more = real_zeros(form.field, factor, half.index, half.tree)
        steps.extend(renamed(step, name) for step in more)
        found.extend((constants.simplify_constant(t.multiply(t.TWO, t.call("atan", z))), multiplicity * m) for z, m in zeros)
    at_pi = _at_pi(form, sine, cosine)
    if at_pi:
        found.append((t.PI, at_pi))
    assert sine.argument is not None
    note = (t.Variable(name), t.call("tan", t.divide(sine.argument, t.TWO)))
    after = equation_step(t.substitute(expanded(form.field, numerator), {HALF: t.Variable(name)}))
    family = Step("trigonometric_family", None, alternatives(sine.argument, [angle for angle, _ in found]), note=(TWO_PI,))
    return found, [Step("half_angle", equation_step(form.tree), after, tuple(steps), note), *([family] if found else [])]


def same_terms(first: Expr | None, second: Expr) -> bool:
    """Equations that differ at most in the order of their terms; nothing to tell the reader."""
    if first is None or first == second:
        return True
    sides = [side.left for side in (first, second) if isinstance(side, t.Comparison)]
    terms = [set(side.terms) for side in sides if isinstance(side, t.Sum)]
    return len(terms) == 2 and terms[0] == terms[1]


def renamed(step: Step, name: str) -> Step:
    """The step with the half angle's tangent under its own letter."""
    before, after = (None if tree is None else t.substitute(tree, {HALF: t.Variable(name)}) for tree in (step.before, step.after))
    return replace(step, before=before, after=after, substeps=tuple(renamed(inner, name) for inner in step.substeps))


def half_angle(form: Form, sine: Kernel, cosine: Kernel) -> tuple[fmpz_mpoly, Kernel]:
    """Numerator after sin u = 2t/(1+t^2), cos u = (1-t^2)/(1+t^2), and the kernel t."""
    field = form.field
    half = field.kernel("constant", t.Variable(HALF))
    v = monomial({half.index: 1})
    square = v * v
    degree = max(e[sine.index] + e[cosine.index] for e in form.polynomial.monoms())
    total = 0 * v
    for j, by_sine in coefficients_in(form.polynomial, sine.index).items():
        for i, coefficient in coefficients_in(by_sine, cosine.index).items():
            total = total + coefficient * (2 * v) ** j * (1 - square) ** i * (1 + square) ** (degree - i - j)
    return total, half


def _at_pi(form: Form, sine: Kernel, cosine: Kernel) -> int:
    """The multiplicity (0, or 1 for "at least one") of the angle pi: p(sin = 0, cos = -1)."""
    total: Expr = t.ZERO
    for exponents, c in terms_of(form.polynomial):
        if exponents[sine.index] == 0:
            rest = {i: k for i, k in enumerate(exponents) if k and i != cosine.index}
            sign = (-1) ** exponents[cosine.index]
            total = t.add(total, expanded(form.field, monomial(rest) * c * sign))
    sign_at = constants.sign_of(constants.simplify_constant(total))
    if sign_at is None:
        raise Refused("whether pi is a solution is not decided")
    return 1 if sign_at == 0 else 0


def place_angles(form: Form, argument: Expr, angles: list[tuple[Expr, int]], budget: Budget, steps: list[Step]) -> Solved:
    """u(x) = angle + 2 k pi solved for x: families for linear u, otherwise one equation for each turn that u reaches."""
    if not angles:
        return Solved(steps=steps)
    linear = linear_coefficients(argument, form.variable)
    if linear is None:
        return _by_turns(form, argument, angles, budget, steps)
    slope, offset = linear
    period = constants.simplify_constant(t.divide(TWO_PI, slope))
    sign = constants.sign_of(period)
    if not sign:
        raise Refused("the sign of the frequency is not decided")
    period = period if sign > 0 else constants.simplify_constant(t.negate(period))
    solved = Solved(steps=steps)
    bases = [constants.simplify_constant(t.divide(t.subtract(angle, offset), slope)) for angle, _ in angles]
    for base, (_, multiplicity) in zip(bases, angles, strict=True):
        _place(form.interval, Root(base, multiplicity, Proof.EXACT, "trigonometric"), period, solved)
    if not isinstance(argument, t.Variable):
        hence = alternatives(t.Variable(form.variable), bases)
        solved.steps = [*solved.steps, Step("trigonometric_shift", None, hence, note=(period,))]
    return solved


def linear_coefficients(argument: Expr, variable: str) -> tuple[Expr, Expr] | None:
    """(a, b) with argument = a*x + b, constants exact; None when it is not linear."""
    polynomial = polynomial_of(argument, variable)
    if polynomial is not None:
        if polynomial.degree() != 1:
            return None
        return tuple(rational_tree(polynomial[k]) for k in (1, 0))  # type: ignore[return-value]
    zero = constants.simplify_constant(t.substitute(argument, {variable: t.ZERO}))
    one = constants.simplify_constant(t.subtract(t.substitute(argument, {variable: t.ONE}), zero))
    from calc_cli.symbolic.simplify import is_identically_zero

    line = t.add(t.multiply(one, t.Variable(variable)), zero)
    return (one, zero) if is_identically_zero(t.subtract(argument, line)) else None


def _place(interval: Interval, root: Root, period: Expr, solved: Solved) -> None:
    """The family when the interval is the whole line, its members inside when it is bounded."""
    low_open, high_open = interval.lower == t.MINUS_INFINITY, interval.upper == t.INFINITY
    if low_open and high_open:
        solved.families.append(RootFamily(root, period))
        return
    if low_open or high_open:
        end = t.MINUS_INFINITY if low_open else t.INFINITY
        solved.complete = Truth.UNKNOWN
        solved.accumulates_at = (end,)
        return
    for value in members(root.value, period, interval):
        solved.roots.append(Root(value, root.multiplicity, root.proof, root.method))


def members(base: Expr, period: Expr, interval: Interval) -> list[Expr]:
    """The numbers base + k * period strictly inside a bounded interval, increasing."""
    first = balls.enclose(t.divide(t.subtract(interval.lower, base), period))
    last = balls.enclose(t.divide(t.subtract(interval.upper, base), period))
    k_low, k_high = floor(float(first.lower())), ceil(float(last.upper()))
    if k_high - k_low > TURN_LIMIT:
        raise Refused("too many turns")
    found = []
    for k in range(k_low, k_high + 1):
        value = constants.simplify_constant(t.add(base, t.multiply(t.rational(k), period)))
        if inside(value, interval):
            found.append(value)
    return found


def inside(value: Expr, interval: Interval) -> bool:
    """Strictly between the ends; Refused when that is not decided."""
    found = is_inside(value, interval)
    if found is None:
        raise Refused("a root could not be compared with an end of the interval")
    return found


def _unbounded_ends(form: Form, argument: Expr) -> tuple[Expr, ...]:
    """The ends of the interval at which the angle tends to infinity: it passes every turn there, so the zeros gather."""
    from calc_cli.symbolic.asymptotics import limit

    ends = ((form.interval.lower, 1), (form.interval.upper, -1))
    return tuple(end for end, side in ends if limit(argument, form.variable, end, side).value in t.INFINITIES)


def _by_turns(form: Form, argument: Expr, angles: list[tuple[Expr, int]], budget: Budget, steps: list[Step]) -> Solved:
    from calc_cli.solving.chain import repeated, solve_within

    span = balls.range_over(argument, form.variable, form.interval)
    if span is None:
        gathering = _unbounded_ends(form, argument)
        if not gathering:
            raise Refused("the angle is not bounded on the interval")
        return Solved(complete=Truth.UNKNOWN, accumulates_at=gathering, steps=steps)
    low, high = span
    turns = range(floor((low - 4) / Fraction(44, 7)), ceil((high + 4) / Fraction(44, 7)) + 1)
    if (turns.stop - turns.start) * len(angles) > 400:
        raise Refused("too many turns")
    solved = Solved(steps=steps)
    for angle, multiplicity in angles:
        for k in turns:
            target = constants.simplify_constant(t.add(angle, t.multiply(t.rational(k), TWO_PI)))
            value = balls.enclose(target)
            if float(value.upper()) < low or float(value.lower()) > high:
                continue
            part = solve_within(form.equation(t.subtract(argument, target)), budget)
            part.roots = [repeated(root, multiplicity) for root in part.roots]
            part.steps = []
            solved.absorb(part)
    return solved
