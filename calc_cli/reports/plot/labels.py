"""Numbers in a picture: `√2/2` and `3π/2` when the exact form is short, four digits otherwise."""

from __future__ import annotations

import math
import re

from calc_cli.model import Family, Number

LONGEST = 8


def short_exact(exact: str | None) -> str | None:
    """The exact text as people write it, when it is short and has no powers and no functions but roots.

    >>> short_exact("-sqrt(2)/2"), short_exact("3*pi/2"), short_exact("rootof(t**5 - t - 1, 0)")
    ('−√2/2', '3π/2', None)
    """
    if exact is None or "**" in exact:
        return None
    text = re.sub(r"sqrt\(([0-9]+)\)", r"√\1", exact)
    text = re.sub(r"(?<=[0-9])\*(?=[π√a-z])", "", text.replace("pi", "π"))
    text = text.replace("*", "·").replace("-", "−").replace(" ", "")
    plain = re.fullmatch(r"[−0-9./√πe+·()]*|(?:[−0-9./]*)(?:ln|log)\([0-9]+\)(?:/[0-9]+)?", text)
    return text.replace("log", "ln") if plain and len(text) <= LONGEST else None


def decimals(value: float) -> str:
    """Four significant digits.

    >>> decimals(-0.70710678), decimals(1200000.0), decimals(3.0)
    ('−0.7071', '1.2e6', '3')
    """
    if abs(value) < 1e-12:
        return "0"
    text = f"{value:.4g}"
    mantissa, e, exponent = text.partition("e")
    return f"{mantissa}{'e' + str(int(exponent)) if e else ''}".replace("-", "−")


def coordinate(number: Number, k: int, value: float) -> str:
    """The exact form of the base of a family, decimals for the others unless these are whole."""
    exact = short_exact(number.exact) if k == 0 else multiple_of_pi(value)
    return exact if exact is not None else decimals(value)


def multiple_of_pi(value: float) -> str | None:
    """`3π/2` for the members of a family whose period is a multiple of pi; the caller knows that it is one."""
    for denominator in (1, 2, 3, 4, 6):
        numerator = value * denominator / math.pi
        if abs(numerator) < 1e-9 or (abs(numerator - round(numerator)) < 1e-9 and abs(numerator) < 100):
            return fraction_of_pi(round(numerator), denominator)
    return None


def fraction_of_pi(numerator: int, denominator: int) -> str:
    """A rational multiple of pi.

    >>> fraction_of_pi(-1, 2), fraction_of_pi(4, 2), fraction_of_pi(0, 3)
    ('−π/2', '2π', '0')
    """
    common = math.gcd(numerator, denominator)
    p, q = numerator // common, denominator // common
    if p == 0:
        return "0"
    size = "" if abs(p) == 1 else str(abs(p))
    return f"{'−' if p < 0 else ''}{size}π{'' if q == 1 else f'/{q}'}"


def period_label(family: Family) -> str:
    """`2π`, or `(1, 1)` when they rise too: how far apart the members of a family are."""
    across, up = (short_exact(number.exact) or decimals(number.approx or 0.0) for number in (family.period, family.value_shift))
    return across if up == "0" else f"({across}, {up})"


def numeric_label(x: float, y: float) -> str:
    """`(0.5, 2)`."""
    return f"({decimals(x)}, {decimals(y)})"


def point_label(at: Number, value: Number, family: Family | None, k: int, x: float, y: float) -> str:
    """`(√3, 3√3/2)`."""
    periodic = family is not None and "pi" in (family.period.exact or "")
    first = coordinate(at, k, x) if k == 0 or periodic else decimals(x)
    lifted = k != 0 and family is not None and family.value_shift.approx != 0
    second = decimals(y) if lifted else coordinate(value, 0, y)
    return f"({first}, {second})"
