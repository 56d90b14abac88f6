"""The decisions on constants that need the normal form of a constant."""

from __future__ import annotations

from calc_cli.balls.constants import value_at
from calc_cli.balls.precision import ends, is_writable
from calc_cli.remembering import remembered
from calc_cli.symbolic.angle_search import simplest_between
from calc_cli.symbolic.constant_atoms import ALGEBRAIC, CALL, COSINE, SUM, Form, NoForm, plus
from calc_cli.symbolic.constant_display import form_tree, groups
from calc_cli.symbolic.constant_terms import form_of
from calc_cli.symbolic.constants import simplify_constant
from calc_cli.symbolic.relations import proves_angles_cancel, proves_logarithms_cancel
from calc_cli.symbolic.separation import exact_sign
from calc_cli.symbolic.short_forms import shortest_tree
from calc_cli.tree import Expr, children, rebuild

RATIONAL_BITS = 96


@remembered(1024)
def hard_sign(constant: Expr, max_bits: int) -> int | None:
    """The sign of a constant whose first ball contains zero or is not finite."""
    form = normal_form(constant)
    if form is None:
        return exact_sign(constant, max_bits)
    if proves_zero(form):
        return 0
    sign = exact_sign(constant, max_bits)
    return exact_sign(form_tree(form), max_bits) if sign is None else sign


def normal_form(constant: Expr) -> Form | None:
    """The normal form, None when there is none."""
    try:
        return form_of(constant)
    except (NoForm, ZeroDivisionError):
        return None


def proves_zero(form: Form) -> bool:
    """No terms, or an algebraic coefficient that is exactly zero before every transcendental monomial."""
    if not form:
        return True
    parts = groups(form)
    if len(parts) == 1 and parts[0][0] == ():
        return exact_sign(form_tree(form)) == 0
    if all(len(part) > 1 and exact_sign(form_tree(part)) == 0 for _, part in parts):
        return True
    return proves_logarithms_cancel(form) or proves_angles_cancel(form)


def is_canonical(form: Form) -> bool:
    """A form that is zero or rational only if it looks so: one without cosines, algebraic numbers, nested roots and function values."""
    return not any(atom.kind in (ALGEBRAIC, COSINE, SUM, CALL) for monomial in form for atom, _ in monomial)


def recognized(form: Form) -> Form:
    """The form of a rational number when the constant is proved to be one, otherwise the form itself."""
    if len(form) == 1 and not any(atom.kind == SUM for atom, _ in next(iter(form))):
        return form
    tree = form_tree(form)
    ball = value_at(tree, RATIONAL_BITS)
    if not ball.is_finite() or not is_writable(ball):
        return form
    candidate = simplest_between(*ends(ball))
    if candidate is None:
        return form
    difference = plus(form, {(): candidate}, -1) if candidate else form
    return ({(): candidate} if candidate else {}) if proves_zero(difference) else form


@remembered(4096)
def simplified(constant: Expr) -> Expr:
    """`simplify_constant` of a finite constant that is neither rational as it stands nor in a quadratic field."""
    form = normal_form(constant)
    if form is not None:
        return form_tree(form) if is_canonical(form) else shortest_tree(recognized(form))
    parts = children(constant)
    return rebuild(constant, tuple(simplify_constant(part) for part in parts)) if parts else constant
