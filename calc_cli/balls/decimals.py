"""Real constants as decimal text: outward-rounded bounds, the nearest double, correctly rounded digits."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache

from flint import arb

from calc_cli.balls.constants import SHOWN_BITS, finite_integer_ends
from calc_cli.balls.precision import integer_ends
from calc_cli.language import to_text
from calc_cli.model import Number
from calc_cli.tree import INFINITY, MINUS_INFINITY, Expr, IsolatedRoot, RootOf, SystemRoot, rational_value, walk

DIGITS = 20
LONGEST_TEXT = 3000
FIRST_BITS = SHOWN_BITS
MAX_BITS = 2048


@lru_cache(maxsize=4096)
def number(tree: Expr) -> Number:
    """NUMBER of the contract for a constant tree: exact text unless it is very long, nearest double, decimals lower <= x <= upper.

    Raises ValueError when the constant is not proved defined.

    >>> from calc_cli.tree import rational
    >>> number(rational(Fraction(1, 4))).lower
    '0.25'
    """
    if tree in (INFINITY, MINUS_INFINITY):
        text = "oo" if tree == INFINITY else "-oo"
        return Number(tree, text, None, text, text)
    exact = to_text(tree) if _has_short_text(tree) else None
    value = rational_value(tree)
    if value is not None:
        return Number(tree, exact, nearest_double(value), decimal(value, DIGITS, -1), decimal(value, DIGITS, 1))
    return _enclosed(tree, exact, *_ends_for(tree, _settled))


def _has_short_text(tree: Expr) -> bool:
    """No certified root without a closed form, and a text of at most some LONGEST_TEXT characters."""
    if isinstance(tree, RootOf) and sum(map(int.bit_length, tree.coefficients)) + 12 * len(tree.coefficients) < LONGEST_TEXT:
        return True
    length = 0
    for node in walk(tree):
        if isinstance(node, IsolatedRoot | SystemRoot):
            return False
        length += sum(len(str(c)) + 8 for c in node.coefficients if c) if isinstance(node, RootOf) else 2
    return length <= LONGEST_TEXT


def number_within(tree: Expr, enclosure: arb) -> Number:
    """NUMBER of the contract for a constant without exact text of which a finite enclosure is already known; it is not narrowed."""
    return _enclosed(tree, None, *integer_ends(enclosure))


def _enclosed(tree: Expr, exact: str | None, low: int, high: int, bottom: int) -> Number:
    """NUMBER between low/bottom and high/bottom; its double is that of the middle when no precision settles it."""
    double = _nearest(low + high, 2 * bottom)
    return Number(tree, exact, double, decimal_of_ratio(low, bottom, DIGITS, -1), decimal_of_ratio(high, bottom, DIGITS, 1))


def decimal_text(tree: Expr, digits: int) -> str:
    """The constant correctly rounded to the nearest number of so many significant digits: `1.2785`.

    When the digits cannot be certified (an unseen rational half-way) those of the midpoint.
    """
    if tree in (INFINITY, MINUS_INFINITY):
        return "oo" if tree == INFINITY else "-oo"
    value = rational_value(tree)
    if value is not None:
        return decimal(value, digits, 0)
    low, high, bottom = _ends_for(tree, lambda a, b, c: decimal_of_ratio(a, c, digits, 0) == decimal_of_ratio(b, c, digits, 0))
    if low <= 0 <= high:
        return "0"
    return decimal_of_ratio(low + high, 2 * bottom, digits, 0)


def _ends_for(tree: Expr, enough: Callable[[int, int, int], bool]) -> tuple[int, int, int]:
    """(a, b, c): the ends a/c and b/c of an enclosure, narrowed until `enough(a, b, c)` or MAX_BITS."""
    bits = FIRST_BITS
    while True:
        low, high, bottom = finite_integer_ends(tree, bits)
        if enough(low, high, bottom) or bits >= MAX_BITS or (low <= 0 <= high and bits >= 1024):
            return low, high, bottom
        bits *= 2


def _settled(low: int, high: int, bottom: int) -> bool:
    """Do both ends round to the same double? Then FIRST_BITS also leave DIGITS figures and more."""
    if low <= 0 <= high:
        return low == high
    return _nearest(low, bottom) == _nearest(high, bottom)


def nearest_double(value: Fraction) -> float | None:
    """The nearest double, never -0.0; None beyond the largest."""
    return _nearest(value.numerator, value.denominator)


def _nearest(top: int, bottom: int) -> float | None:
    """The nearest double to top/bottom."""
    try:
        return top / bottom + 0.0
    except OverflowError:
        return None


def decimal(value: Fraction, digits: int, direction: int) -> str:
    """The number with so many significant digits, rounded down (-1), up (1) or to the nearest, ties away from zero (0).

    >>> decimal(Fraction(-2, 3), 4, -1), decimal(Fraction(2, 3), 4, 0), decimal(Fraction(5, 2), 20, 1)
    ('-0.6667', '0.6667', '2.5')
    """
    return decimal_of_ratio(value.numerator, value.denominator, digits, direction)


def decimal_of_ratio(top: int, bottom: int, digits: int, direction: int) -> str:
    """`decimal` of top/bottom, bottom > 0, in lowest terms or not."""
    size = abs(top)
    if size == 0 or (bottom == 1 and size < 10**digits):
        return str(top)
    exponent = (size.bit_length() - bottom.bit_length()) * 30103 // 100000
    whole, rest, of = _figures(size, bottom, digits - 1 - exponent)
    while not 10 ** (digits - 1) <= whole < 10**digits:
        exponent += 1 if whole >= 10**digits else -1
        whole, rest, of = _figures(size, bottom, digits - 1 - exponent)
    if (rest and direction * top > 0) or (direction == 0 and 2 * rest >= of):
        whole += 1
    if whole == 10**digits:
        whole, exponent = whole // 10, exponent + 1
    return ("-" if top < 0 else "") + _layout(str(whole), exponent, keep_zeros=bool(rest) and direction != 0)


def _figures(numerator: int, denominator: int, shift: int) -> tuple[int, int, int]:
    """(w, r, d) with numerator/denominator * 10**shift = w + r/d, 0 <= r < d."""
    numerator, denominator = (numerator * 10**shift, denominator) if shift >= 0 else (numerator, denominator * 10**-shift)
    whole, rest = divmod(numerator, denominator)
    return whole, rest, denominator


def _layout(figures: str, exponent: int, keep_zeros: bool) -> str:
    """d.ddd × 10**exponent as plain decimals when short, in scientific notation otherwise."""
    short = figures if keep_zeros else figures.rstrip("0") or "0"
    if -7 < exponent < 0:
        return "0." + "0" * (-exponent - 1) + short
    if 0 <= exponent < max(len(figures), 21):
        whole, part = figures[: exponent + 1].ljust(exponent + 1, "0"), short[exponent + 1 :]
        return f"{whole}.{part}" if part else whole
    return f"{short[0]}.{short[1:]}e{exponent}" if len(short) > 1 else f"{short}e{exponent}"
