"""Towards +oo: no zero, because one term outweighs all others, with gamma functions, logarithms and roots among the kernels.

With h = 1/x and L = log x every kernel is h**a * L**b * c(h), c enclosed by a ball on (0, r]. Sources: DLMF 5.11.1 with its error
bound (lgamma), the integral test (polygamma), log u - 1/u <= digamma(u) <= log u.
"""

from __future__ import annotations

from fractions import Fraction
from math import factorial

from flint import arb, fmpz_mpoly

from calc_cli import balls
from calc_cli import tree as t
from calc_cli.balls.precision import ball, precision, up_to
from calc_cli.solving.form import Form
from calc_cli.solving.singular_ends import BITS, Size, greatest_decides
from calc_cli.solving.trigonometric import linear_coefficients
from calc_cli.symbolic.field import Kernel, terms_of, used_in
from calc_cli.tree import Expr

FARTHEST = 64
FLATTEST = 12
"""The greatest power of x that gamma is compared with."""


def far_bound(form: Form) -> Fraction | None:
    """A rational R such that the form has no zero in [R, oo); None when no proof is found."""
    for k in range(2, FARTHEST, 2):
        with precision(BITS):
            if proves_no_zero_beyond(form, form.polynomial, Fraction(2) ** -k):
                return Fraction(2) ** k
    return None


def proves_no_zero_beyond(form: Form, polynomial: fmpz_mpoly, radius: Fraction) -> bool:
    """Proves that the polynomial in the kernels has no zero for x >= 1/radius."""
    reach = up_to(ball(radius))
    kernels = {i: form.field.kernels[i] for i in used_in(polynomial)}
    sizes = {i: far_size(kernel, form.variable, reach) for i, kernel in kernels.items()}
    if None in sizes.values():
        return False
    degrees = polynomial.degrees()
    terms: list[Size] = []
    for exponents, c in terms_of(polynomial):
        term = Size(Fraction(0), 0, arb(int(c)))
        for i, k in enumerate(exponents):
            size = sizes.get(i)
            if size is None:
                continue
            if is_gamma(kernels[i]):  # divided by its greatest power
                k = int(degrees[i]) - int(k)
            term = term.times(size, int(k)) if k else term
        terms.append(term)
    return greatest_decides(terms, reach.upper())


def is_gamma(kernel: Kernel) -> bool:
    """A kernel gamma(u), which outgrows all powers."""
    return isinstance(kernel.tree, t.Call) and kernel.tree.function == "gamma"


def far_size(kernel: Kernel, variable: str, reach: arb) -> Size | None:
    """The size of a kernel for x >= 1/r (of 1/gamma for a gamma function); None when it is not known."""
    if not kernel.depends:
        value = balls.enclose(kernel.tree, BITS)
        return Size(Fraction(0), 0, value) if value.is_finite() else None
    if kernel.kind == "variable":
        return Size(Fraction(-1), 0, arb(1))
    if kernel.kind == "root" and kernel.argument == t.Variable(variable) and kernel.relation is not None:
        return Size(Fraction(-1, kernel.relation.degree), 0, arb(1))
    if kernel.kind == "log" and kernel.argument is not None:
        share = share_of(kernel.argument, variable, reach)
        return None if share is None else Size(Fraction(0), 1, _logarithm(share, reach))
    if isinstance(kernel.tree, t.Call):
        share = share_of(kernel.tree.arguments[-1], variable, reach)
        return None if share is None else _size_of_call(kernel.tree, share, reach)
    return None


def share_of(argument: Expr, variable: str, reach: arb) -> arb | None:
    """u/x = q + c*h for a linear u = q*x + c that is positive for x >= 1/r."""
    linear = linear_coefficients(argument, variable)
    if linear is None:
        return None
    share = balls.enclose(linear[0], BITS) + balls.enclose(linear[1], BITS) * reach
    return share if share > 0 else None


def _logarithm(share: arb, reach: arb) -> arb:
    """log(u)/L."""
    return 1 + share.log() * up_to(-1 / reach.upper().log())


def _size_of_call(node: t.Call, share: arb, reach: arb) -> Size | None:
    inverse = up_to(-1 / reach.upper().log())  # 1/L
    small = reach / share  # 1/u
    unit = up_to(arb(1))
    match node.function:
        case "digamma":
            return Size(Fraction(0), 1, _logarithm(share, reach) - unit * small * inverse)
        case "lgamma":
            rest = reach * (2 * arb.pi()).log() / 2 - share + reach * small * up_to(arb(1) / 12)
            return Size(Fraction(-1), 1, (share - reach / 2) * _logarithm(share, reach) + rest * inverse)
        case "polygamma":
            order = t.rational_value(node.arguments[0])
            if order is None or order.denominator != 1 or not 1 <= order <= FLATTEST:
                return None
            n = int(order)
            return Size(Fraction(n), 0, arb((-1) ** (n + 1) * factorial(n - 1)) / share**n * (1 + n * unit * small))
        case "gamma":
            least = (share.lower() / reach.upper()).lower()
            if not least > 3:
                return None
            flat = min(FLATTEST, int(float((least.lgamma() / least.log()).lower())))
            return Size(Fraction(flat), 0, unit / share**flat)
        case _:
            return None
