"""f = P(kernels), P a polynomial: a lower bound of P with the exponentials as independent variables is one of f."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from calc_cli import tree as t
from calc_cli.study.several import forms
from calc_cli.symbolic.comparing import compare
from calc_cli.symbolic.field import NotInField, terms_of
from calc_cli.symbolic.normalize import normalize
from calc_cli.tree import Expr

KINDS = ("variable", "exp")
MOST_KERNELS = 5
MOST_TERMS = 12
Values = Callable[[Expr, tuple[str, ...]], list[Expr] | None]
"""All critical values of a polynomial on R^n; None when they are not proved to be all."""


def relaxed_bound(tree: Expr, critical_values: Values) -> Expr | None:
    """The minimum over R^m of the polynomial P, coercive, with f = P(x, exp(u), …); None when it is not proved."""
    polynomial = in_kernels(tree)
    if polynomial is None:
        return None
    names = tuple(f"k{i}" for i in range(len(next(iter(polynomial)))))
    if not forms.proves_coercive(polynomial, len(names)):
        return None
    values = critical_values(forms.as_tree(polynomial, names), names)
    if not values:
        return None
    best = values[0]
    for value in values[1:]:
        order = compare(value, best)
        if order is None:
            return None
        best = value if order == -1 else best
    return best


def in_kernels(tree: Expr) -> forms.Polynomial | None:
    """f as a polynomial over Q in variables and exponentials, with at least one exponential; otherwise None."""
    try:
        form = normalize(tree)
    except NotInField:
        return None
    used = sorted(form.used())
    kinds = [form.field.kernels[index].kind for index in used]
    if not form.denominator.is_constant() or not set(kinds) <= set(KINDS) or "exp" not in kinds or len(used) > MOST_KERNELS:
        return None
    scale = Fraction(int(form.denominator.leading_coefficient()))
    return {tuple(e[index] for index in used): Fraction(c) / scale for e, c in terms_of(form.numerator)}


def multiplied_out(tree: Expr) -> Expr:
    """The products of f multiplied out: e**x*(x + y**2) as x*e**x + y**2*e**x."""
    try:
        form = normalize(tree)
    except NotInField:
        return tree
    terms = list(terms_of(form.numerator))
    if not form.denominator.is_constant() or not 1 < len(terms) <= MOST_TERMS:
        return tree
    scale = Fraction(int(form.denominator.leading_coefficient()))
    kernels = [kernel.tree for kernel in form.field.kernels]
    parts = []
    for exponents, c in terms:
        powers = (t.power(kernels[k], e) for k, e in enumerate(exponents) if e)
        parts.append(t.multiply(t.rational(Fraction(c) / scale), *powers))
    return t.add(*parts)
