"""Even and odd functions: proved by the normal form, disproved at a point, or not known."""

from __future__ import annotations

from fractions import Fraction

from calc_cli import balls
from calc_cli import tree as t
from calc_cli.model import Interval, Symmetry, Truth
from calc_cli.study.landscape import Landscape
from calc_cli.symbolic import constants, is_identically_zero
from calc_cli.symbolic.field import NotInField
from calc_cli.symbolic.univariate import parity_of, quotient_of
from calc_cli.tree import Expr

SAMPLES = tuple(Fraction(k, 7) for k in (1, 2, 5, 9, 17, 29))


def symmetry(tree: Expr, variable: str, domain: tuple[Interval, ...], period: Expr | None) -> Symmetry:
    """f(-x) = f(x) or f(-x) = -f(x) on a domain that is its own mirror image; NONE: proved to be neither.

    period: that of the domain, whose intervals are then those of one period.
    """
    parts = domain if period is None else _round_the_circle(domain, period)
    if not parts or not all(any(_is_mirror_image(left, right, period) for right in parts) for left in parts):
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


def symmetry_by_pieces(landscape: Landscape) -> Symmetry:
    """Each piece against its mirror image, where signs are known, and each joint against its own; UNKNOWN: not proved."""
    proved = next((sign for sign in (1, -1) if _pieces_match(landscape, sign) and _joints_match(landscape, sign)), 0)
    return {1: Symmetry.EVEN, -1: Symmetry.ODD, 0: Symmetry.UNKNOWN}[proved]


def _pieces_match(landscape: Landscape, sign: int) -> bool:
    """f(-x) = sign * f(x) on every piece, by the normal form at a sample of it."""
    from calc_cli.symbolic.normalize import normalize

    x = t.Variable(landscape.variable)
    for piece in landscape.stretches:
        image = next((other for other in landscape.stretches if _is_mirror_image(piece.interval, other.interval, None)), None)
        if image is None:
            return False
        mirrored = t.substitute(image.tree, {landscape.variable: t.Negation(x)})
        sample = balls.between(piece.interval.lower, piece.interval.upper)
        try:
            if not normalize(t.subtract(mirrored, t.multiply(t.rational(sign), piece.tree)), {landscape.variable: sample}).is_zero:
                return False
        except NotInField:
            return False
    return True


def _joints_match(landscape: Landscape, sign: int) -> bool:
    """f(-a) = sign * f(a) at every joint where f is defined and not continuous by composition."""
    places = [p for p in landscape.places if p.joint is not None and p.defined is not Truth.FALSE and not p.unbroken]
    for place in places:
        image = next((p for p in places if _opposite(p.at, place.at, t.ZERO)), None)
        if image is None or image.value is None or place.value is None:
            return False
        if not _opposite(image.value, t.multiply(t.rational(-sign), place.value), t.ZERO):
            return False
    return True


def _somewhere_nonzero(tree: Expr, variable: str) -> bool:
    """Proves that the tree is defined and not zero at some point."""
    values = (balls.enclose(t.substitute(tree, {variable: t.rational(x)})) for x in SAMPLES)
    return any(value.is_finite() and not value.contains(0) for value in values)


def _round_the_circle(domain: tuple[Interval, ...], period: Expr) -> tuple[Interval, ...]:
    """The intervals of one period, the first joined to the last when the period was cut inside the domain."""
    if not domain or domain[0].lower in t.INFINITIES or len(domain) < 2:
        return domain
    first, last = domain[0], domain[-1]
    cut_inside = first.lower_closed and last.upper_closed and _opposite(t.negate(first.lower), last.upper, period)
    if not cut_inside:
        return domain
    return (*domain[1:-1], Interval(last.lower, t.add(first.upper, period), last.lower_closed, first.upper_closed))


def _is_mirror_image(left: Interval, right: Interval, period: Expr | None) -> bool:
    """Proved: -left is right, or a whole number of periods away from it."""
    if (left.lower_closed, left.upper_closed) != (right.upper_closed, right.lower_closed):
        return False
    ends = ((left.lower, right.upper), (left.upper, right.lower))
    if any(end in t.INFINITIES for pair in ends for end in pair):
        return all(_opposite(a, b, t.ZERO) for a, b in ends)
    turns = 0 if period is None else round(float((balls.enclose(t.add(left.lower, right.upper)) / balls.enclose(period)).mid()))
    apart = t.ZERO if period is None else t.multiply(t.rational(turns), period)
    return all(_opposite(a, b, apart) for a, b in ends)


def _opposite(a: Expr, b: Expr, apart: Expr) -> bool:
    """Proved: a + b = apart; for infinities, that they are the two."""
    if a in t.INFINITIES or b in t.INFINITIES:
        return a in t.INFINITIES and b in t.INFINITIES and a != b
    return constants.sign_of(constants.simplify_constant(t.subtract(t.add(a, b), apart))) == 0
