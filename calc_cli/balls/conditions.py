"""Conditions and piecewise functions on balls: certified comparisons; an undecided one keeps every branch that may apply."""

from __future__ import annotations

from flint import arb

from calc_cli.balls.precision import NAN

Decision = bool | arb | None
"""True, False, None (not decided), or NaN (one side is not proved defined)."""


def compare(relation: str, left: arb, right: arb) -> Decision:
    """Does the relation hold between every two points of the balls (True), between none (False)?"""
    if not (left.is_finite() and right.is_finite()):
        return NAN
    match relation:
        case "<":
            return _decision(left < right, left >= right)
        case "<=":
            return _decision(left <= right, left > right)
        case ">":
            return _decision(left > right, left <= right)
        case ">=":
            return _decision(left >= right, left < right)
        case "==":
            return _decision(left == right, left != right)
        case _:
            return _decision(left != right, left == right)


def _decision(holds: bool, fails: bool) -> bool | None:
    return True if holds else False if fails else None


def junction(word: str, *conditions: Decision) -> Decision:
    """The conditions joined, read from the left: one that settles the answer hides those after it."""
    settling = word == "or"
    answer: Decision = not settling
    for condition in conditions:
        if condition is settling or isinstance(condition, arb):
            return condition
        if condition is None:
            answer = None
    return answer


def choose(has_otherwise: bool, *parts: arb | Decision) -> arb:
    """The value of the first branch whose condition holds; the union of all that may be it."""
    found: arb | None = None
    pairs = list(zip(parts[0::2], parts[1::2], strict=False))
    for value, condition in pairs:
        if isinstance(condition, arb):
            return NAN
        if condition is not False:
            found = _joined(found, value)
            if condition is True:
                return found
    return _joined(found, parts[-1]) if has_otherwise else NAN


def _joined(found: arb | None, value: arb | Decision) -> arb:
    if not isinstance(value, arb) or not value.is_finite():
        return NAN
    return value if found is None else found.union(value)
