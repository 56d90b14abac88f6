"""What a test looked at, in words: `f''(3) = 12 > 0`, `f' changes from - to +`.

The model keeps bare labels (`f''`, `f' left`); some carry a certified sign instead of a value, and a sign is never shown as a value.
"""

from __future__ import annotations

from functools import lru_cache

from calc_cli.balls.decimals import number
from calc_cli.model import Classification, CriticalPoint, Number, PointType, Test
from calc_cli.records import record
from calc_cli.reports.document import BREAK, Line, Math, math
from calc_cli.reports.numbers import about, is_short, sign_words
from calc_cli.reports.words import POINT_TYPE, TEST
from calc_cli.tree import Expr, is_constant, rational

LONGEST_AT = 12
LONGEST_VALUE = 16
LONGEST_LABEL = 10
EVIDENCE_DIGITS = 6
ONE_SIDED = (Test.ONE_SIDED_SLOPES, Test.ONE_SIDED_VALUES)
SIDES = {"left": "-", "right": "+"}
SIGNS: dict[Expr, int] = {rational(sign): sign for sign in (-1, 0, 1)}
SIGN_WORDS = {-1: "-", 0: "0", 1: "+"}


@record
class Reading:
    """One thing a test looked at: a tree with its value, or only a certified sign (then `sign` is not None). symbol: the label in parts."""

    label: str
    tree: Expr
    sign: int | None = None
    symbol: tuple[Expr | str, ...] = ()


def type_words(point: CriticalPoint) -> str:
    """`corner`; a jump with the same limit on both sides is an isolated value."""
    sides = [value for label, value in point.evidence if label in ("f left", "f right")]
    isolated = point.type is PointType.JUMP and len(sides) == 2 and sides[0] == sides[1]
    return "isolated value" if isolated else POINT_TYPE[point.type]


def readings(point: CriticalPoint, name: str) -> list[Reading]:
    """The evidence of a point with full labels, `name` being the function's."""
    at = point.at[0]
    short = at.exact is not None and len(at.exact) <= LONGEST_AT
    return [reading(label, tree, point.test, name, at if short else None) for label, tree in point.evidence]


def reading(label: str, tree: Expr, test: Test, name: str, place: Number | None) -> Reading:
    """One pair of the model with its full label; place: the point, None when its text is long."""
    at = "" if place is None else place.exact or ""
    symbol, side, own = parts_of(label, name)
    if symbol == "side":
        return Reading(f"{name} - {name}({at}) beside it", tree, as_sign(tree))
    if side in SIDES and test not in ONE_SIDED:
        return Reading(f"{own} on the {side}", tree, as_sign(tree))
    if symbol == "f^(3)":
        own = f"{name}'''"
    if place is None:
        return Reading(label.replace(symbol, own), tree, None, (own,))
    beside = SIDES.get(side, "")
    return Reading(f"{own}({at}{beside})", tree, None, (f"{own}(", place.tree, f"{beside})"))


@lru_cache(maxsize=256)
def parts_of(label: str, name: str) -> tuple[str, str, str]:
    """The symbol and the side of a bare label, and the symbol with the function's own name.

    >>> parts_of("f'' left", "g")
    ("f''", 'left', "g''")
    """
    symbol, _, side = label.partition(" ")
    return symbol, side, name + symbol[1:] if symbol.startswith("f") else symbol


def as_sign(tree: Expr) -> int:
    """The sign that a tree 1, 0 or -1 stands for."""
    return SIGNS[tree]


def words(point: CriticalPoint, name: str, variable: str) -> Line:
    """The evidence of a point as a sentence; without evidence the name of the test."""
    found = readings(point, name)
    if not found:
        lonely = point.type is PointType.ENDPOINT and point.classification is not Classification.UNDECIDED
        return ("isolated point" if lonely and point.test is Test.NONE else TEST[point.test],)
    if point.evidence[0][0] == "side":
        relation = {-1: "<", 0: "=", 1: ">"}[found[0].sign or 0]
        return (math(f"{name}({variable}) {relation} {name}(", *short_at(point), ")"), " beside it")
    if len(found) == 2 and all(entry.sign is not None for entry in found):
        return change(found[0].label.partition(" ")[0], found[0].sign or 0, found[1].sign or 0)
    line: Line = ()
    for entry in found:
        line = (*line, *((",", BREAK) if line else ()), *equation(entry, signed=point.test is not Test.ONE_SIDED_VALUES))
    return line


def short_at(point: CriticalPoint) -> tuple[Expr | str, ...]:
    """The point, or its name `a` when it is long."""
    return (point.at[0].tree,) if is_short(point.at[0], LONGEST_AT) else ("a",)


def change(symbol: str, left: int, right: int) -> Line:
    """`f' changes from - to +`, `f' is + on both sides`, `f' is 0 on the left, + on the right`."""
    before, after = math(SIGN_WORDS[left]), math(SIGN_WORDS[right])
    if left == right:
        return math(symbol), " is ", before, " on both sides"
    if left and right:
        return math(symbol), " changes from ", before, " to ", after
    return math(symbol), " is ", before, " on the left, ", after, " on the right"


def equation(entry: Reading, *, signed: bool) -> Line:
    """`f''(3) = 12 > 0`; the sign, when it matters, is read off the certified enclosure."""
    if not is_constant(entry.tree):
        return (f"{entry.label}: ", math(entry.tree))
    value = number(entry.tree)
    sign = sign_words(value) if signed else ""
    left = math(*(entry.symbol or (entry.label,)))
    right = math("= ", value.tree, sign) if is_short(value, LONGEST_VALUE) else math(f"{about(value, EVIDENCE_DIGITS)}{sign}")
    breaks = len(entry.label) > LONGEST_LABEL or not is_short(value, LONGEST_VALUE)
    return (left, BREAK, right) if breaks else (Math((*left.parts, " ", *right.parts)),)
