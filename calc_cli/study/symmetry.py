"""Even and odd functions: proved by the normal form, disproved at a point, or not known."""

from __future__ import annotations

from fractions import Fraction

from calc_cli import balls
from calc_cli import tree as t
from calc_cli.model import Interval, Symmetry
from calc_cli.symbolic import constants, is_identically_zero
from calc_cli.symbolic.univariate import parity_of, quotient_of
from calc_cli.tree import Expr

INFINITIES = (t.INFINITY, t.MINUS_INFINITY)
SAMPLES = tuple(Fraction(k, 7) for k in (1, 2, 5, 9, 17, 29))


def symmetry(tree: Expr, variable: str, domain: tuple[Interval, ...], period: Expr | None) -> Symmetry:
    """f(-x) = f(x) or f(-x) = -f(x) on a domain that is its own mirror image; NONE: proved to be neither.

    period: that of the domain, whose intervals are then those of one period.
    """
    if not domain or not all(any(_is_mirror_image(left, right, period) for right in domain) for left in domain):
        return Symmetry.NONE
    form = quotient_of(tree, variable)
    if form is not None:
        return {1: Symmetry.EVEN, -1: Symmetry.ODD, 0: Symmetry.NONE}[parity_of(form)]
    mirrored = t.substitute(tree, {variable: t.Negation(t.Variable(variable))})
    difference, total = t.subtract(mirrored, tree), t.add(mirrored, tree)
    if is_identically_zero(difference):
        return Symmetry.EVEN
    if is_identically_zero(total):
        return Symmetry.ODD
    disproved = all(_somewhere_nonzero(image, variable) for image in (difference, total))
    return Symmetry.NONE if disproved else Symmetry.UNKNOWN


def _somewhere_nonzero(tree: Expr, variable: str) -> bool:
    """Proves that the tree is defined and not zero at some point."""
    values = (balls.enclose(t.substitute(tree, {variable: t.rational(x)})) for x in SAMPLES)
    return any(value.is_finite() and not value.contains(0) for value in values)


def _is_mirror_image(left: Interval, right: Interval, period: Expr | None) -> bool:
    """Proved: -left is right, or a whole number of periods away from it."""
    if (left.lower_closed, left.upper_closed) != (right.upper_closed, right.lower_closed):
        return False
    ends = ((left.lower, right.upper), (left.upper, right.lower))
    if any(end in INFINITIES for pair in ends for end in pair):
        return all(_opposite(a, b, t.ZERO) for a, b in ends)
    turns = 0 if period is None else round(float((balls.enclose(t.add(left.lower, right.upper)) / balls.enclose(period)).mid()))
    apart = t.ZERO if period is None else t.multiply(t.rational(turns), period)
    return all(_opposite(a, b, apart) for a, b in ends)


def _opposite(a: Expr, b: Expr, apart: Expr) -> bool:
    """Proved: a + b = apart; for infinities, that they are the two."""
    if a in INFINITIES or b in INFINITIES:
        return a in INFINITIES and b in INFINITIES and a != b
    return constants.sign_of(constants.simplify_constant(t.subtract(t.add(a, b), apart))) == 0
