"""Lists of points: complete where they say so, each point what it is called."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

import mpmath
from mpmath import mpf

from calc_cli.model import Interval
from tests.self_check.cases import NOISE, Case, sign_beyond, text
from tests.self_check.spans import Span, mp

TINY = mpf(10) ** -42


def critical_list_is_complete(case: Case) -> Iterator[str]:
    """No sign change of f' (nor jump of f or f') between samples without a reported point, when the list is called complete."""
    status = case.study.critical_status
    if status.proved:
        yield from _complete(case, status.within, case.f.first, "f'")
        yield from _no_hidden_joint(case, status.within)


def inflection_list_is_complete(case: Case) -> Iterator[str]:
    """No sign change of f'' between samples without a reported point, when the list is called complete."""
    status = case.study.inflection_status
    if status.proved:
        yield from _complete(case, status.within, case.f.second, "f''")


def _complete(case: Case, within: Interval | None, slope: Callable[[mpf], mpf | None], name: str) -> Iterator[str]:
    named = case.special()
    flat = [part for c in case.study.critical_sets if c.interval for part in case.repeated(Span.of(c.interval))]
    last: tuple[mpf, int] | None = None
    for x in case.samples(case.window(within)):
        if min((abs(x - a) for a in named), default=mpf(1)) < mpf(10) ** -9 * max(1, abs(x)):
            continue
        size = mpf(10) ** -22 * max(1, abs(case.f.at(x) or 0))
        sign = sign_beyond(slope(x), size)
        if not sign:
            continue
        if last is not None and last[1] != sign:
            between = any(last[0] < a < x for a in named) or any(last[0] < part.high and part.low < x for part in flat)
            if not between:
                yield f"completeness: {name} changes sign between {text(last[0])} and {text(x)}, no point is listed there"
                return
        last = (x, sign)


def _no_hidden_joint(case: Case, within: Interval | None) -> Iterator[str]:
    """f and f' do not jump between neighbouring samples unless a point is named there."""
    named = case.special()
    xs = [x for x in case.samples(case.window(within).cut(mpf(-12), mpf(12))) if case.f.at(x) is not None]
    for a, b in pairwise(xs):
        if any(a - (b - a) <= s <= b + (b - a) for s in named) or not (case.inside(a) and case.inside(b)):
            continue
        for name, g in (("f", case.f.at), ("f'", case.f.first)):
            if _jumps(g, a, b):
                yield f"completeness: {name} jumps between {text(a)} and {text(b)}, no point is listed there"
                return


def _jumps(g: Callable[[mpf], mpf | None], a: mpf, b: mpf) -> bool:
    """Does bisection towards the larger change end at a change that does not shrink?"""
    low, high = g(a), g(b)
    if low is None or high is None:
        return False
    start = abs(high - low)
    for _ in range(40):
        middle = (a + b) / 2
        value = g(middle)
        if value is None:
            return False
        if abs(value - low) > abs(high - value):
            b, high = middle, value
        else:
            a, low = middle, value
        if abs(high - low) < start / 100:
            return False
    return abs(high - low) > mpf(10) ** -6


def points_agree(case: Case) -> Iterator[str]:
    """Values, zeros of f', kinds and strictness of the critical points and of the endpoints."""
    for point in (*case.study.critical_points, *case.study.endpoints):
        base, ends = mp(point.at[0]), point.type.value == "endpoint"
        for k in case.turns if point.family is not None else range(1):
            at = base + k * case.period
            value = case.f.at(at)
            told = None if point.value is None else mp(point.value) + k * case.shift
            if told is not None and point.type.value != "jump" and not value_fits(case, at, value, told):
                yield f"value: f({text(at)}) is {value if value is None else text(value)}, said {text(told)}"
                continue
            if told is None:
                continue
            step = case.lone(at)
            if point.type.value == "stationary":
                yield from _is_stationary(case, at, step)
            yield from _kind(case, at, told, point.classification.value, point.strict, step, ends)
            yield from _type(case, at, point.type.value, step)


def value_fits(case: Case, at: mpf, value: mpf | None, told: mpf) -> bool:
    if value is not None and abs(value - told) <= mpf(10) ** -25 * max(1, abs(told)):
        return True
    near = [case.f.at(at + mpf(10) ** -30 * side * max(1, abs(at))) for side in (-1, 1)]  # the point itself carries rounding
    return any(n is not None and abs(n - told) <= mpf(10) ** -8 * max(1, abs(told)) for n in near)


def _is_stationary(case: Case, at: mpf, step: mpf) -> Iterator[str]:
    slopes = [case.f.first(at + step * share) for share in (mpf(10) ** -6, mpf(10) ** -12)]
    if any(s is None for s in slopes):
        return
    far, near = abs(slopes[0]), abs(slopes[1])
    if near > mpf(10) ** -15 * max(1, far) and near > far / 3:
        yield f"stationary: f' is {text(near)} beside {text(at)}"


def _sides(case: Case, at: mpf, told: mpf, step: mpf, region: Span) -> list[int | None]:
    """Signs of f(x) - f(at) left and right, close to the point; None: not defined or all within rounding."""
    found: list[int | None] = []
    for side in (-1, 1):
        sign = None
        for k in (2, 3, 5, 7):
            x = at + side * step * mpf(10) ** -k
            value = case.f.at(x) if region.holds(x) else None
            if value is None:
                continue
            size = max(abs(value), abs(told))
            if 0 < size < TINY:  # it may all be what was left of a cancellation
                continue
            if abs(value - told) > NOISE * size:
                sign = 1 if value > told else -1
            elif sign is None:
                sign = 0
        found.append(sign)
    return found


def _kind(case: Case, at: mpf, told: mpf, word: str, strict: bool | None, step: mpf, one_sided: bool) -> Iterator[str]:
    region = case.window(None) if one_sided else Span(-mpmath.inf, mpmath.inf, False, False)
    left, right = _sides(case, at, told, step, region)
    signs = [s for s in (left, right) if s is not None]
    if word == "undecided" or not signs:
        return
    truth: set[str] = set()
    if all(s >= 0 for s in signs):
        truth.add("local_minimum")
    if all(s <= 0 for s in signs):
        truth.add("local_maximum")
    if all(s == 0 for s in signs):
        truth |= {"constant", "saddle", "not_extremum"}
    if not truth:
        truth = {"saddle", "not_extremum"}
    if word not in truth:
        yield f"kind: {text(at)} said {word}, sides {left} {right}"
    elif strict is True and word.startswith("local") and 0 in signs and not one_sided:
        yield f"strict: {text(at)} said strict, sides {left} {right}"


def _type(case: Case, at: mpf, word: str, step: mpf) -> Iterator[str]:
    """Corners have two slopes, cusps and vertical tangents none that is finite, jumps no limit equal to the value on some side."""
    h = step * mpf(10) ** -9
    left, middle, right = case.f.at(at - h), case.f.at(at), case.f.at(at + h)
    if left is None or middle is None or right is None:
        return
    slopes = ((middle - left) / h, (right - middle) / h)
    size = max(1, *map(abs, slopes))
    if word == "corner" and abs(slopes[1] - slopes[0]) < mpf(10) ** -7 * size:
        yield f"type: {text(at)} said corner, slopes {text(slopes[0])} {text(slopes[1])}"
    if word == "stationary" and max(map(abs, slopes)) > mpf(10) ** -2 * max(1, abs(middle)) and max(map(abs, slopes)) > 1000 * h:
        yield f"type: {text(at)} said stationary, slopes {text(slopes[0])} {text(slopes[1])}"
    if word in ("cusp", "vertical_tangent") and (slopes[0] * slopes[1] < 0) != (word == "cusp"):
        yield f"type: {text(at)} said {word}, slopes {text(slopes[0])} {text(slopes[1])}"
    if word == "jump" and max(abs(left - middle), abs(right - middle)) < mpf(10) ** -7:
        yield f"type: {text(at)} said jump"


def inflections_agree(case: Case) -> Iterator[str]:
    """The concavity changes at every inflection point."""
    for point in case.study.inflection_points:
        for k in case.turns if point.family is not None else range(1):
            at = mp(point.at[0]) + k * case.period
            told = None if point.value is None else mp(point.value) + k * case.shift
            if told is not None and not value_fits(case, at, case.f.at(at), told):
                yield f"inflection value: f({text(at)}) is {case.f.at(at)}, said {text(told)}"
            step = case.lone(at)
            bends = [case.f.second(at + side * step * mpf(10) ** -3) for side in (-1, 1)]
            if None not in bends and bends[0] * bends[1] > mpf(10) ** -40:
                yield f"inflection: f'' keeps its sign at {text(at)}"
