"""Where sin and cos stand beside growing terms: zeros only where the bounded part can reach the rest.

p = A + sum of B_m * (products of sines and cosines) vanishes only where |A| <= sum |B_m|; that is an equation without sines, solved by the
Rolle chain. Beyond its last zero the sign at infinity decides that p has no zero.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

from flint import fmpz_mpoly

from calc_cli import balls
from calc_cli import tree as t
from calc_cli.model import Interval, Truth
from calc_cli.records import record
from calc_cli.solving.form import Budget, Form, Refused
from calc_cli.symbolic.asymptotics import end_sign
from calc_cli.symbolic.display import expanded
from calc_cli.symbolic.field import polynomial_from, terms_of, used_in
from calc_cli.tree import Expr


@record
class Core:
    """No zero lies outside (lower, upper)."""

    lower: Expr
    upper: Expr


def bounded_core(form: Form, budget: Budget) -> Core:
    """A bounded interval that holds every zero of the form; Refused when there is no proof of one."""
    if not _has_waves(form):
        return _core_without_waves(form)
    free, others = split_bounded(form)
    ends = []
    for end, side in ((form.interval.lower, 1), (form.interval.upper, -1)):
        if end in t.INFINITIES:
            ends.append(t.rational(_beyond(form, free, others, end, side, budget)))
        else:
            ends.append(end)
    return Core(*ends)


def _has_waves(form: Form) -> bool:
    return any(k.kind in ("sin", "cos") for k in form.kernels())


def _core_without_waves(form: Form) -> Core:
    """As `bounded_core`, when only +oo is to be left out and one term outweighs all others there."""
    from calc_cli.solving.far_ends import far_bound  # on first use: few equations come so far

    lower, upper = form.interval.lower, form.interval.upper
    bound = far_bound(form) if upper == t.INFINITY and lower != t.MINUS_INFINITY else None
    if bound is None:
        raise Refused("no bound on the zeros is known")
    return Core(lower, t.rational(max(bound, balls.between(lower, upper) + 1)))


def split_bounded(form: Form) -> tuple[fmpz_mpoly, list[fmpz_mpoly]]:
    """(A, [B_m]): coefficients of 1 and of the other products of sines and cosines (each at most 1 in size)."""
    waves = {k.index for k in form.kernels() if k.kind in ("sin", "cos")}
    if not waves:
        raise Refused("no bound on the zeros is known")
    parts: dict[tuple[int, ...], dict[tuple[int, ...], object]] = {}
    for exponents, c in terms_of(form.polynomial):
        key = tuple(int(k) if i in waves else 0 for i, k in enumerate(exponents))
        rest = tuple(0 if i in waves else int(k) for i, k in enumerate(exponents))
        parts.setdefault(key, {})[rest] = c
    trees = {key: polynomial_from(terms) for key, terms in parts.items()}  # type: ignore[arg-type]
    one = tuple(0 for _ in next(iter(trees)))
    if one not in trees:
        raise Refused("nothing outgrows the oscillating terms")
    return trees[one], [p for key, p in trees.items() if key != one]


def _beyond(form: Form, free: fmpz_mpoly, others: list[fmpz_mpoly], end: Expr, side: int, budget: Budget) -> Fraction:
    """A rational beyond which, towards the end, |A| > sum |B_m|."""
    from calc_cli.solving.chain import solve_polynomial_form

    signs = [_sign_towards(form, p, end, side) for p in (free, *others)]
    margin = signs[0] * free - sum((s * p for s, p in zip(signs[1:], others, strict=True)), start=0 * free)
    if not _depends(form, margin):
        if balls.sign(expanded(form.field, margin)) == 1:
            return _past([], form, side)
        raise Refused("the oscillating terms are not outgrown")
    if end_sign(expanded(form.field, margin), form.variable, end, side) != 1:
        raise Refused("the oscillating terms are not outgrown")
    zeros: list[Expr] = []
    for polynomial in (margin, free, *others):
        if not _depends(form, polynomial):
            continue
        solved = solve_polynomial_form(form.with_polynomial(polynomial), budget)
        if solved.complete is not Truth.TRUE or solved.undecided or solved.families or solved.accumulates_at:
            raise Refused("the equation that bounds the zeros was not solved")
        zeros.extend(root.value for root in solved.roots)
    return _past(zeros, form, side)


def _sign_towards(form: Form, polynomial: fmpz_mpoly, end: Expr, side: int) -> int:
    sign = end_sign(expanded(form.field, polynomial), form.variable, end, side)
    if not sign:
        raise Refused("the sign of a coefficient near infinity is not known")
    return sign


def _depends(form: Form, polynomial: fmpz_mpoly) -> bool:
    return any(form.variable in form.field.kernels[i].depends for i in used_in(polynomial))


def _past(zeros: list[Expr], form: Form, side: int) -> Fraction:
    """An integer past all the zeros, towards the infinity on this side (+1: towards -oo, from above)."""
    if not zeros:
        return _inside(form.interval, side)
    bounds = [balls.rational_ends(balls.enclose(z)) for z in zeros]
    return Fraction(floor(min(low for low, _ in bounds)) - 1) if side > 0 else Fraction(ceil(max(high for _, high in bounds)) + 1)


def _inside(interval: Interval, side: int) -> Fraction:
    point = balls.between(interval.lower, interval.upper)
    return point - 1 if side > 0 and interval.lower == t.MINUS_INFINITY else point + 1 if interval.upper == t.INFINITY else point
