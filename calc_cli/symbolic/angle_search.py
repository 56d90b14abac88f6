"""Which algebraic numbers are cosines of rational multiples of pi: a candidate from a ball, proved by an exact zero test."""

from __future__ import annotations

from fractions import Fraction

from flint import arb

from calc_cli.balls.constants import value_at
from calc_cli.balls.precision import ends, precision
from calc_cli.symbolic.closed_forms import angle_tree
from calc_cli.symbolic.separation import exact_sign
from calc_cli.tree import Call, Expr, subtract

SEARCH_BITS = 96
DENOMINATOR_LIMIT = 1000


def cosine_turns(c: Expr) -> Fraction | None:
    """r in [0, 1] with cos(r pi) = c exactly; None when c is no such cosine with a denominator up to 1000 (or not proved to be)."""
    with precision(SEARCH_BITS):
        ball = value_at(c, SEARCH_BITS)
        if not ball.is_finite() or ball > 1 or ball < -1:
            return None
        angle = turns_ball(ball)
        candidate = simplest_between(*ends(angle)) if angle.is_finite() else None
    if candidate is None or not 0 <= candidate <= 1:
        return None
    return candidate if exact_sign(subtract(c, Call("cos", (angle_tree(candidate),)))) == 0 else None


def turns_ball(c: arb) -> arb:
    """acos(c)/pi, also for a ball over -1 or 1."""
    if abs(c) < arb(0.5):
        return arb(0.5) - (c / (1 - c * c).sqrt()).atan() / arb.pi()
    s = (1 - c * c).nonnegative_part().sqrt()
    slope = (s / c).atan() / arb.pi()
    return slope if c > 0 else 1 + slope


def simplest_between(lower: Fraction, upper: Fraction) -> Fraction | None:
    """The rational with the least denominator in [lower, upper], up to 1000."""
    middle = (lower + upper) / 2
    candidate = middle.limit_denominator(DENOMINATOR_LIMIT)
    return candidate if lower <= candidate <= upper else None
