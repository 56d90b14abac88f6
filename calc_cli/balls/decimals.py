"""Real constants as decimal text: outward-rounded bounds, the nearest double, correctly rounded digits."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from math import floor, frexp, isinf, log10, ulp

from flint import arb

from calc_cli.balls.constants import SHOWN_BITS, finite_enclosure
from calc_cli.language import to_text
from calc_cli.model import Number
from calc_cli.remembering import remembered
from calc_cli.tree import INFINITIES, INFINITY, AlgebraicValue, Expr, IsolatedRoot, RootOf, SystemRoot, rational_value, walk

DIGITS = 20
SPARE_DIGITS = 8
LONGEST_TEXT = 3000
WITHOUT_TEXT = frozenset((AlgebraicValue, IsolatedRoot, SystemRoot))
LEAST_PLAIN, MOST_PLAIN = 1e-6, 1e18
FIXED_BITS = 120
FIXED_POINT = 2.0**FIXED_BITS
"""Every double from LEAST_PLAIN to MOST_PLAIN times this is an integer."""
POWERS_OF_TEN = tuple([10**k for k in range(DIGITS + 7)])
FOLLOWING = dict(zip("012345678", "123456789", strict=True))
FIRST_BITS = SHOWN_BITS
MAX_BITS = 2048


@remembered(4096)
def number(tree: Expr) -> Number:
    """NUMBER of the contract for a constant tree: exact text unless it is very long, nearest double, decimals lower <= x <= upper.

    Raises ValueError when the constant is not proved defined.

    >>> from calc_cli.tree import rational
    >>> number(rational(Fraction(1, 4))).lower
    '0.25'
    """
    if tree in INFINITIES:
        text = "oo" if tree == INFINITY else "-oo"
        return Number(tree, text, None, text, text)
    exact = to_text(tree) if _has_short_text(tree) else None
    value = rational_value(tree)
    if value is not None:
        return Number(tree, exact, nearest_double(value), decimal(value, DIGITS, -1), decimal(value, DIGITS, 1))
    found = of_narrow_ball(finite_enclosure(tree, FIRST_BITS))
    return Number(tree, exact, *found) if found else _enclosed(tree, exact, _ends_for(tree, DIGITS + SPARE_DIGITS, _are_one_double))


def _has_short_text(tree: Expr) -> bool:
    """No certified root without a closed form, and a text of at most some LONGEST_TEXT characters."""
    kind = type(tree)
    if kind in WITHOUT_TEXT:
        return False
    if kind is RootOf and _is_surely_short(tree.coefficients):  # type: ignore[attr-defined]
        return True
    length = 0
    for node in walk(tree):
        if type(node) in WITHOUT_TEXT:
            return False
        length += sum(len(str(c)) + 8 for c in node.coefficients if c) if isinstance(node, RootOf) else 2
    return length <= LONGEST_TEXT


@lru_cache(maxsize=256)
def _is_surely_short(coefficients: tuple[int, ...]) -> bool:
    """A bound of the text of a polynomial that is written with at most one figure a bit."""
    return sum(map(int.bit_length, coefficients)) + 12 * len(coefficients) < LONGEST_TEXT


def number_within(tree: Expr, enclosure: arb) -> Number:
    """NUMBER of the contract for a constant without exact text of which a finite enclosure is already known; it is not narrowed."""
    return _enclosed(tree, None, _decimal_ends(enclosure, DIGITS + SPARE_DIGITS))


def of_narrow_ball(enclosure: arb) -> tuple[float, str, str] | None:
    """(double, lower, upper) of a ball whose numbers all have this nearest double and lie between these decimals of DIGITS figures.

    None for every other ball and outside LEAST_PLAIN <= |x| < MOST_PLAIN. The ball is read as a double and a second one that corrects it;
    what that leaves is part of the error, and so is what is cut off in FIXED_BITS.
    """
    double = float(enclosure)
    size = abs(double)
    if not LEAST_PLAIN <= size < MOST_PLAIN or frexp(size)[0] == 0.5:  # the doubles below a power of two lie closer
        return None
    rest = enclosure - double
    correction = float(rest) if double > 0 else -float(rest)
    error = float(rest.rad()) + ulp(correction)
    if abs(correction) + error >= 0.5 * ulp(size):
        return None
    exponent = floor(log10(size))
    middle, radius = int(FIXED_POINT * size) + int(FIXED_POINT * correction), int(FIXED_POINT * error) + 2
    scale = POWERS_OF_TEN[DIGITS - 1 - exponent]
    whole = (middle - radius) * scale >> FIXED_BITS
    figures = str(whole)
    if whole != (middle + radius) * scale >> FIXED_BITS or len(figures) != DIGITS:
        return None
    inner = _layout(figures, exponent, keep_zeros=True)
    carries = inner[-1] == "9"
    outer = _rounded((whole, 1, 2), exponent + 1 - DIGITS, DIGITS, 1, negative=False) if carries else inner[:-1] + FOLLOWING[inner[-1]]
    return (double, inner, outer) if double > 0 else (double, "-" + outer, "-" + inner)


Ends = tuple[int, int, int]
"""(a, b, k): the numbers from a * 10**k to b * 10**k."""


def _enclosed(tree: Expr, exact: str | None, ends: Ends) -> Number:
    """NUMBER between decimal ends; its double is that of the middle, the nearest to all of them where they are one double."""
    low, high, exponent = ends
    lower, upper = decimal_of_units(low, exponent, DIGITS, -1), decimal_of_units(high, exponent, DIGITS, 1)
    return Number(tree, exact, _double_of(5 * (low + high), exponent - 1), lower, upper)


def decimal_text(tree: Expr, digits: int) -> str:
    """The constant correctly rounded to the nearest number of so many significant digits: `1.2785`.

    When the digits cannot be certified (an unseen rational half-way) those of the midpoint.
    """
    if tree in INFINITIES:
        return "oo" if tree == INFINITY else "-oo"
    value = rational_value(tree)
    if value is not None:
        return decimal(value, digits, 0)
    enough = max(digits, DIGITS) + SPARE_DIGITS
    low, high, k = _ends_for(tree, enough, lambda a, b, k: decimal_of_units(a, k, digits, 0) == decimal_of_units(b, k, digits, 0))
    if low <= 0 <= high:
        return "0"
    return decimal_of_units(5 * (low + high), k - 1, digits, 0)


def _ends_for(tree: Expr, digits: int, enough: Callable[[int, int, int], bool]) -> Ends:
    """An enclosure, its middle to so many digits, narrowed until `enough(*ends)` or MAX_BITS."""
    bits = FIRST_BITS
    while True:
        found = _decimal_ends(finite_enclosure(tree, bits), digits * bits // FIRST_BITS)
        if enough(*found) or bits >= MAX_BITS or (found[0] <= 0 <= found[1] and bits >= 1024):
            return found
        bits *= 2


def _decimal_ends(enclosure: arb, digits: int) -> Ends:
    """Decimal ends of a finite ball, outward."""
    middle, radius, exponent = enclosure.mid_rad_10exp(digits)
    return int(middle - radius), int(middle + radius), int(exponent)


def _are_one_double(low: int, high: int, exponent: int) -> bool:
    """Do both ends round to the same double? Then FIRST_BITS also leave DIGITS figures and more."""
    if low <= 0 <= high:
        return low == high
    return float(f"{low}e{exponent}") == float(f"{high}e{exponent}")


def _double_of(units: int, exponent: int) -> float | None:
    """The double nearest to units * 10**exponent, never -0.0; None beyond the largest."""
    double = float(f"{units}e{exponent}") + 0.0
    return None if isinf(double) else double


def nearest_double(value: Fraction) -> float | None:
    """The nearest double, never -0.0; None beyond the largest."""
    try:
        return value.numerator / value.denominator + 0.0
    except OverflowError:
        return None


def decimal(value: Fraction, digits: int, direction: int) -> str:
    """The number with so many significant digits, rounded down (-1), up (1) or to the nearest, ties away from zero (0).

    >>> decimal(Fraction(-2, 3), 4, -1), decimal(Fraction(2, 3), 4, 0), decimal(Fraction(5, 2), 20, 1)
    ('-0.6667', '0.6667', '2.5')
    """
    size, bottom = abs(value.numerator), value.denominator
    if size == 0 or (bottom == 1 and size < 10**digits):
        return str(value.numerator)
    shift = digits - 1 - (size.bit_length() - bottom.bit_length()) * 30103 // 100000
    whole, rest, of = _figures(size, bottom, shift)
    while not 10 ** (digits - 1) <= whole < 10**digits:
        shift += -1 if whole >= 10**digits else 1
        whole, rest, of = _figures(size, bottom, shift)
    return _rounded((whole, rest, of), -shift, digits, direction, negative=value < 0)


def decimal_of_units(units: int, exponent: int, digits: int, direction: int) -> str:
    """`decimal` of units * 10**exponent."""
    if units == 0:
        return "0"
    surplus = max(0, len(str(abs(units))) - digits)
    of = 10**surplus
    whole, rest = divmod(abs(units), of)
    return _rounded((whole, rest, of), exponent + surplus, digits, direction, negative=units < 0)


def _rounded(parts: tuple[int, int, int], exponent: int, digits: int, direction: int, *, negative: bool) -> str:
    """±(w + r/d) * 10**exponent for parts (w, r, d), 0 <= r < d, w of at most so many digits, rounded to w or w + 1."""
    whole, rest, of = parts
    if (rest and direction == (-1 if negative else 1)) or (direction == 0 and 2 * rest >= of):
        whole += 1
    figures = str(whole)
    text = _layout(figures[:digits], len(figures) - 1 + exponent, keep_zeros=bool(rest) and direction != 0)
    return "-" + text if negative else text


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
