"""Sums of logarithms, or of angles, of algebraic numbers that cancel: decided by an algebraic product, or by the sine of the sum."""

from __future__ import annotations

from fractions import Fraction
from math import lcm

from calc_cli.balls.constants import value_at
from calc_cli.symbolic.constant_angles import CIRCLE_MONOMIAL, MULTIPLE_LIMIT, cos_sin
from calc_cli.symbolic.constant_atoms import CALL, LOGARITHM, Atom, Form, NoForm, constant, is_algebraic, plus, scaled
from calc_cli.symbolic.constant_display import form_tree
from calc_cli.symbolic.constant_form import times, whole_power
from calc_cli.symbolic.separation import START_BITS, exact_sign
from calc_cli.tree import Call

EXPONENT_LIMIT = 60


def integral(form: Form) -> Form:
    """The form times the common denominator of its coefficients."""
    return scaled(form, lcm(*(q.denominator for q in form.values())))


def linear_atoms(form: Form) -> dict[Atom, Fraction] | None:
    """The form as Σ q * atom; None when it is not linear."""
    if any(len(monomial) != 1 or monomial[0][1] != 1 for monomial in form):
        return None
    return {monomial[0][0]: q for monomial, q in form.items()}


def logarithm_argument(atom: Atom) -> Form | None:
    """u when the atom is log(u), u algebraic."""
    if atom.kind == LOGARITHM:
        return constant(Fraction(atom.key[1]))
    if isinstance(atom.tree, Call) and atom.tree.function == "log" and atom.form is not None and is_algebraic(atom.form):
        return atom.form
    return None


def proves_logarithms_cancel(form: Form) -> bool:
    """Σ n_i log(u_i) = 0 because ∏ u_i^n_i = 1."""
    atoms = linear_atoms(integral(form))
    if atoms is None:
        return False
    above, below = constant(1), constant(1)
    try:
        for atom, n in atoms.items():
            argument = logarithm_argument(atom)
            if argument is None or abs(n) > EXPONENT_LIMIT:
                return False
            power = whole_power(argument, abs(int(n)))
            above, below = (times(above, power), below) if n > 0 else (above, times(below, power))
    except NoForm:
        return False
    return exact_sign(form_tree(plus(above, below, -1))) == 0


def proves_angles_cancel(form: Form) -> bool:
    """θ = q pi + Σ n_i asin(c_i) + … = 0 because sin(θ) = 0 and |θ| < 1."""
    turns = form.get(CIRCLE_MONOMIAL, Fraction(0))
    inverse_functions = {monomial: q for monomial, q in form.items() if monomial != CIRCLE_MONOMIAL}
    atoms = linear_atoms(inverse_functions)
    if not atoms or any(atom.kind != CALL or atom.key[1] not in ("asin", "acos", "atan") for atom in atoms):
        return False
    angle = integral(inverse_functions)
    factor = next(iter(angle.values())) / next(iter(inverse_functions.values()))
    if any(abs(q) > MULTIPLE_LIMIT for q in angle.values()):
        return False
    angle = plus(angle, {CIRCLE_MONOMIAL: turns * factor} if turns else {})
    ball = value_at(form_tree(angle), START_BITS)
    try:
        sine = cos_sin(angle)[1]
    except NoForm:
        return False
    return bool(abs(ball) < 1) and (not sine or (is_algebraic(sine) and exact_sign(form_tree(sine)) == 0))
