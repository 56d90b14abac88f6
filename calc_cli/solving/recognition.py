"""Closed forms guessed from an enclosure and then proved: simple rationals and rational multiples of pi."""

from __future__ import annotations

import math
from fractions import Fraction

from calc_cli import balls
from calc_cli import tree as t
from calc_cli.balls.constants import SHOWN_BITS
from calc_cli.model import Proof, Root
from calc_cli.symbolic import constants
from calc_cli.tree import Expr

GREATEST_DENOMINATOR = 10_000
GREATEST_TURN = 60
NEARLY_PI = Fraction(245850922, 78256779)


def exact_zero(function: Expr, variable: str, low: Fraction, high: Fraction) -> Expr | None:
    """A simple number in [low, high] at which the function is proved to vanish."""
    for candidate in candidates(low, high):
        value = t.substitute(function, {variable: candidate})
        ball = balls.enclose(value)
        if ball.is_finite() and ball.contains(0) and constants.sign_of(constants.simplify_constant(value)) == 0:
            return candidate
    return None


def isolated(function: Expr, variable: str, low: Fraction, high: Fraction, method: str) -> Root:
    """The simple zero in (low, high): its closed form when one is recognised and proved, else the isolated root."""
    value = t.IsolatedRoot(function, variable, low, high)
    near = balls.enclose(value, SHOWN_BITS)
    exact = exact_zero(function, variable, *balls.rational_ends(near)) if near.is_finite() else None
    return Root(value, 1, Proof.CERTIFIED, method) if exact is None else Root(exact, 1, Proof.EXACT, method)


def simple_points(low: Fraction, high: Fraction) -> list[Expr]:
    """Points strictly between at which multiple zeros are looked for: small integers and halves, small multiples of pi/2."""
    found = [t.rational(Fraction(k, 2)) for k in range(-8, 9) if low < Fraction(k, 2) < high]
    half_pi = Fraction(math.pi) / 2
    turns = [k for k in range(-12, 13) if k and low < k * half_pi < high]
    return found + [constants.simplify_constant(t.divide(t.multiply(t.rational(k), t.PI), t.TWO)) for k in turns]


def candidates(low: Fraction, high: Fraction) -> list[Expr]:
    """The simplest rational in [low, high], and the simplest rational multiple of pi in it: guesses, to be proved."""
    found: list[Expr] = []
    plain = guess(low, high, GREATEST_DENOMINATOR)
    if plain is not None:
        found.append(t.rational(plain))
    slack = Fraction(1, 10**15) * (1 + abs(low))
    turns = guess((low - slack) / NEARLY_PI, (high + slack) / NEARLY_PI, GREATEST_TURN)
    if turns:
        found.append(constants.simplify_constant(t.multiply(t.rational(turns), t.PI)))
    return found


def guess(low: Fraction, high: Fraction, greatest: int) -> Fraction | None:
    """A fraction in [low, high] whose denominator is at most `greatest`; None when there seems to be none."""
    if high - low > Fraction(1, greatest * greatest):
        found = simplest(low, high)
        return found if found.denominator <= greatest else None
    near = ((low + high) / 2).limit_denominator(greatest)
    return near if low <= near <= high else None


def simplest(low: Fraction, high: Fraction) -> Fraction:
    """The fraction of least denominator in [low, high] (Stern-Brocot)."""
    if low <= 0 <= high:
        return Fraction(0)
    if high < 0:
        return -simplest(-high, -low)
    whole = -(-low.numerator // low.denominator)
    if whole <= high:
        return Fraction(whole)
    floor = whole - 1
    return floor + 1 / simplest(1 / (high - floor), 1 / (low - floor))
