"""A rational function P/Q far out: its values lie next to those of the quotient of the leading forms on the sphere."""

from __future__ import annotations

from flint import fmpq, fmpq_mat, fmpz_poly

from calc_cli import tree as t
from calc_cli.records import record
from calc_cli.study.several import forms
from calc_cli.study.several.line import extrema_on_line
from calc_cli.study.several.region import LINE
from calc_cli.symbolic.polynomials import real_roots
from calc_cli.tree import Expr, Variable

LETTER = "t"


@record
class FarOut:
    """level: the least limit of f along sequences that leave every ball; direction: a ray along which f tends to it, if one is known."""

    level: Expr
    direction: tuple[Expr, ...] | None


def far_out(tree: Expr, variables: tuple[str, ...]) -> FarOut | None:
    """For f = P/Q, Q of no smaller degree than P, the leading form of Q positive off the origin; otherwise None."""
    quotient = forms.quotient_of(tree, variables)
    if quotient is None:
        return None
    top, bottom = quotient
    size, highest = len(variables), forms.degree(bottom)
    if highest == 0 or forms.degree(top) > highest:
        return None
    lead = forms.leading_form(bottom, (1,) * size)
    if not forms.proves_coercive(lead, size):
        if not forms.proves_coercive({e: -c for e, c in lead.items()}, size):
            return None
        top, lead = {e: -c for e, c in top.items()}, {e: -c for e, c in lead.items()}
    share = {e: c for e, c in top.items() if sum(e) == highest and c}
    if not share:
        return FarOut(t.ZERO, None)
    if size == 2:
        return in_the_plane(share, lead)
    return by_eigenvalues(share, lead, size) if highest == 2 else None


def in_the_plane(share: forms.Polynomial, lead: forms.Polynomial) -> FarOut | None:
    """The infimum of p(t, 1)/q(t, 1), which tends to p(1, 0)/q(1, 0) at both ends."""
    p, q = (forms.as_tree({(e[0],): c for e, c in form.items()}, (LETTER,)) for form in (share, lead))
    low = extrema_on_line(t.divide(p, q), LETTER, LINE)[0] if not t.is_constant(p) or not t.is_constant(q) else None
    if low is None or low.value is None:
        return None
    if not low.attained or not low.at:
        return FarOut(low.value.tree, (Variable(LETTER), t.ZERO))
    return FarOut(low.value.tree, (t.multiply(low.at[0][0].tree, Variable(LETTER)), Variable(LETTER)))


def by_eigenvalues(share: forms.Polynomial, lead: forms.Polynomial, size: int) -> FarOut | None:
    """For quadratic forms x'Ax and x'Bx the least root of det(A - s*B)."""
    a, b = (forms.quadratic_matrix(form, size)[0] for form in (share, lead))
    exact = [fmpq_mat([[fmpq(x.numerator, x.denominator) for x in row] for row in matrix]) for matrix in (a, b)]
    polynomial = (exact[1].inv() * exact[0]).charpoly()
    roots = real_roots(fmpz_poly(polynomial.numer()))
    return FarOut(roots[0][0], None) if roots else None
