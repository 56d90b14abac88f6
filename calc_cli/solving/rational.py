"""Zeros of a rational function: those of its numerator in lowest terms, by factors; the worked solution is written when it is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import partial

from flint import fmpz_poly

from calc_cli import tree as t
from calc_cli.model import Equation, Interval, Later, Proof, Root, RootSet, Step, Truth
from calc_cli.solving.working import impossible
from calc_cli.symbolic.comparing import compare
from calc_cli.symbolic.polynomials import roots_of, solve_polynomial
from calc_cli.symbolic.univariate import display, quotient_of
from calc_cli.tree import Expr


def solve_rational(equation: Equation, numerator: tuple[int, ...]) -> RootSet:
    """A rational function vanishes where its reduced numerator, given by its coefficients, does."""
    interval, steps = equation.interval, Later(partial(rational_steps, equation, numerator))
    if len(numerator) < 2:
        return RootSet(interval, identically_zero=not numerator, steps=steps)
    roots = []
    everywhere = interval.lower in t.INFINITIES and interval.upper in t.INFINITIES
    for value, multiplicity in roots_of(numerator):
        within = everywhere or is_inside(value, interval)
        if within is None:
            return RootSet(interval, undecided=(interval,), complete=Truth.UNKNOWN, steps=steps)
        if within:
            roots.append(Root(value, multiplicity, Proof.EXACT, "polynomial"))
    return RootSet(interval, tuple(roots), steps=steps)


def rational_steps(equation: Equation, numerator: tuple[int, ...]) -> tuple[Step, ...]:
    """How P/Q = 0 is solved: P = 0, factored, then each factor's own solution."""
    if len(numerator) < 2:
        quotient = quotient_of(equation.function, equation.variable)
        shown = equation.function if quotient is None else display(quotient, equation.variable)
        return (impossible(shown) if numerator else Step("identity", t.Comparison(shown, "==", t.ZERO)),)
    steps = list(solve_polynomial(fmpz_poly(list(numerator)), equation.variable)[1])
    form = quotient_of(equation.function, equation.variable)
    assert form is not None
    shown = t.Comparison(display(form, equation.variable), "==", t.ZERO)
    if form[1].degree() > 0 and steps[0].rule == "factor" and is_shown_factored(shown.left, steps[0].after):
        return Step("numerator", shown, steps[0].after), *steps[1:]
    if form[1].degree() > 0:
        return Step("numerator", shown, steps[0].before), *(step for step in steps if step.after != step.before)
    if steps[0].rule != "factor":
        return tuple(without_content(shown, steps, equation.variable))
    return tuple(steps[1:]) if shown == steps[0].after else (replace(steps[0], before=shown), *steps[1:])


def without_content(shown: t.Comparison, steps: list[Step], variable: str) -> Iterator[Step]:
    """A formula that is used with coefficients is used with those of the equation before it: 12*p = 0 is first divided by 12."""
    first = steps[0]
    if shown == first.before or len(first.note) != 4 or first.note[1] == t.ZERO:
        yield replace(first, before=shown)
    else:
        assert isinstance(first.before, t.Comparison)
        content = leading(shown.left, variable) / leading(first.before.left, variable)
        rule, number = ("divide", content) if content.denominator == 1 else ("multiply", 1 / content)
        yield Step(rule, shown, first.before, note=(t.rational(number),))
        yield first
    yield from steps[1:]


def leading(polynomial: Expr, variable: str) -> Fraction:
    """The leading coefficient."""
    form = quotient_of(polynomial, variable)
    assert form is not None
    ratio = form[0].leading_coefficient() / form[1].leading_coefficient()
    return Fraction(int(ratio.p), int(ratio.q))


def is_shown_factored(fraction: Expr, factored: Expr | None) -> bool:
    """The numerator of the fraction stands in factors already."""
    bare = fraction.operand if isinstance(fraction, t.Negation) else fraction
    top = bare.numerator if isinstance(bare, t.Quotient) else bare
    return isinstance(factored, t.Comparison) and factored.left in (top, t.negate(top))


def is_inside(value: Expr, interval: Interval) -> bool | None:
    """Strictly between the ends; None: not decided."""
    for end, direction in ((interval.lower, 1), (interval.upper, -1)):
        if end in t.INFINITIES:
            continue
        order = compare(value, end)
        if order is None:
            return None
        if order * direction <= 0:
            return False
    return True
