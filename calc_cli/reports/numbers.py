"""How a number, an interval and a family are written for people: exact when short, decimals beside it or instead."""

from __future__ import annotations

from calc_cli.balls.decimals import decimal_text, number
from calc_cli.model import Family, Interval, Number, Region
from calc_cli.reports.document import BREAK, Line, Math, math
from calc_cli.tree import ZERO, Expr, Variable, add, multiply

LONGEST_EXACT = 28
LONGEST_END = 14
LONGEST_NOTE = 120
DIGITS = 10
ABOUT = "≈"


def is_short(value: Number, longest: int = LONGEST_EXACT) -> bool:
    """An exact text exists and is short enough for a table."""
    return value.exact is not None and len(value.exact) <= longest


def is_plain(value: Number) -> bool:
    """The exact text is itself a whole number, a decimal or an infinity: decimals would add nothing."""
    return value.exact is not None and (value.exact.lstrip("-") == "oo" or value.exact.lstrip("-").replace(".", "", 1).isdigit())


def is_unwieldy(value: Number) -> bool:
    """The exact text is too long even for a note: people get decimals, programs get it all."""
    return value.exact is not None and len(value.exact) > LONGEST_NOTE


def decimals(value: Number, digits: int = DIGITS) -> str:
    """So many significant digits, correctly rounded."""
    return decimal_text(value.tree, digits)


def is_decimal(value: Number, digits: int = DIGITS) -> bool:
    """The digits are the number itself, not near it."""
    return value.lower == value.upper == decimals(value, digits)


def about(value: Number, digits: int = DIGITS) -> str:
    """`= 0.5` when the digits are the number, `≈ 0.7071067812` when they are near it."""
    return f"{'=' if is_decimal(value, digits) else ABOUT} {decimals(value, digits)}"


def exact(value: Number) -> Math:
    """The exact form."""
    return math(value.tree)


def written(value: Number, longest: int = LONGEST_EXACT) -> Math:
    """The exact form when it is short, otherwise decimals."""
    return exact(value) if is_short(value, longest) else math(f"{ABOUT} {decimals(value)}")


def cell(value: Number | None, notes: list[Line]) -> Line:
    """For a table: exact and decimals, or decimals and the exact form as a note below the table."""
    if value is None:
        return ("-",)
    if is_plain(value) and is_short(value):
        return (exact(value),)
    if is_short(value):
        return (exact(value), BREAK, math(about(value)))
    if value.exact is None or is_unwieldy(value):
        return (math(f"{ABOUT} {decimals(value)}"),)
    note: Line = (math(f"{decimals(value)} = ", value.tree),)
    if note not in notes:
        notes.append(note)
    return (math(f"{ABOUT} {decimals(value)}"), f" [{notes.index(note) + 1}]")


def shifted(value: Number, shift: Number, index: str) -> Math:
    """`value + k * shift` as a formula; decimals stand in for a long or missing exact form."""
    if shift.tree == ZERO:
        return written(value)
    multiple = multiply(shift.tree, Variable(index))
    if is_short(value):
        return math(add(value.tree, multiple))
    return math(f"{ABOUT} {decimals(value)} + ", multiple)


def family_cell(value: Number | None, family: Family | None, notes: list[Line], *, is_value: bool = False) -> Line:
    """The cell of a point or its value, written for all members of the family."""
    if value is None or family is None:
        return cell(value, notes)
    shift = family.value_shift if is_value else family.period
    return cell(value, notes) if shift.tree == ZERO else (shifted(value, shift, family.index),)


def equals(name: str, value: Number) -> Line:
    """`x = 3`, `x = sqrt(2)/2 ≈ 0.7071067812`, `x ≈ 0.7390851332`; a long exact form comes after the decimals."""
    if is_plain(value):
        return (math(f"{name} = ", value.tree),)
    if is_short(value):
        return (math(f"{name} = ", value.tree, f" {about(value)}"),)
    return (math(f"{name} {about(value)}"), *(() if value.exact is None or is_unwieldy(value) else (", exactly ", exact(value))))


def family_equals(name: str, value: Number, shift: Number, index: str) -> Line:
    """`x = pi/2 + 2*pi*k ≈ 1.570796327 + 6.283185307*k, k any integer`."""
    form = shifted(value, shift, index)
    near = () if not is_short(value) or is_plain(shift) else (f" {ABOUT} {decimals(value)} + {decimals(shift)}*{index}",)
    if is_plain(value) and value.exact == "0" and near:
        near = (f" {ABOUT} {decimals(shift)}*{index}",)
    return (math(f"{name} = " if is_short(value) else f"{name} ", *form.parts, *near), *any_integer(index))


def any_integer(index: str) -> Line:
    """`, k any integer`."""
    return ", ", math(index), " any integer"


def end(tree: Expr) -> tuple[Expr | str, ...]:
    """An end of an interval: exact when short, otherwise decimals marked as near."""
    value = number(tree)
    return (tree,) if is_short(value, LONGEST_END) else (f"{ABOUT}{decimals(value)}",)


def interval(piece: Interval) -> Math:
    """`(-oo, 3]`; a single point is `{3}`."""
    if piece.lower == piece.upper:
        return math("{", *end(piece.lower), "}")
    left, right = "[" if piece.lower_closed else "(", "]" if piece.upper_closed else ")"
    return math(left, *end(piece.lower), ", ", *end(piece.upper), right)


def box(sides: Interval | Region) -> Math:
    """An interval, or the product of intervals `[0, 1] x [0, 2]`."""
    if isinstance(sides, Interval):
        return interval(sides)
    parts: tuple[Expr | str, ...] = ()
    for side in sides:
        parts = (*parts, *((" x ",) if parts else ()), *interval(side).parts)
    return Math(parts)


def sign_words(value: Number) -> str:
    """` > 0`, ` < 0` or nothing: read off the enclosure, which is rounded outwards."""
    if value.exact in ("oo", "-oo"):
        return ""
    if not value.lower.startswith("-") and any(digit in "123456789" for digit in value.lower.lower().split("e")[0]):
        return " > 0"
    if value.upper.startswith("-") and any(digit in "123456789" for digit in value.upper.lower().split("e")[0]):
        return " < 0"
    return ""
