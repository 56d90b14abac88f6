"""Decimal numerals of any length: text <-> exact rational (Python's own `int(text)` stops at 4300 digits)."""

from __future__ import annotations

from fractions import Fraction

CHUNK_DIGITS = 4000


def from_digits(digits: str) -> int:
    """The integer written by a string of decimal digits, in chunks: value = high * 10**k + low."""
    if len(digits) <= CHUNK_DIGITS:
        return int(digits or "0")
    half = len(digits) // 2
    shift: int = 10**half
    return from_digits(digits[:-half]) * shift + from_digits(digits[-half:])


def to_digits(value: int) -> str:
    """The decimal digits of a non-negative integer of any size."""
    if value.bit_length() <= 3 * CHUNK_DIGITS:
        return str(value)
    half = value.bit_length() * 3 // 20
    high, low = divmod(value, 10**half)
    return to_digits(high) + to_digits(low).rjust(half, "0")


def decimal_text(value: Fraction) -> str:
    """A non-negative rational with a terminating decimal expansion, as `12`, `0.1` or, when very small, `3e-20`."""
    twos, fives, rest = 0, 0, value.denominator
    twos = (rest & -rest).bit_length() - 1
    rest >>= twos
    while rest % 5 == 0:
        rest //= 5
        fives += 1
    if rest != 1:
        return f"({to_digits(value.numerator)}/{to_digits(value.denominator)})"
    places = max(twos, fives)
    digits = to_digits(value.numerator * 10**places // value.denominator)
    if places == 0:
        return digits
    if len(digits) + 12 < places:
        return f"{digits}e-{places}"
    digits = digits.rjust(places + 1, "0")
    return f"{digits[:-places]}.{digits[-places:]}"
