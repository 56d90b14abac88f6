"""Every zero of an analytic function in a bounded open interval, each alone in its own interval, or a list of what is not decided.

The contract: what is not covered by the answer holds no zero. Boxes are dropped when the ball of the values excludes 0, by the
mean value form, or by monotonicity with equal signs at the ends; monotonicity with opposite signs proves one simple zero
(Moore, Kearfott, Cloud, Introduction to Interval Analysis, 2009, ch. 5, 6, 8). Precision rises where signs need it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Callable
from dataclasses import field
from fractions import Fraction

from flint import arb

from calc_cli.balls.evaluate import compiled
from calc_cli.balls.precision import NAN, between_ends, exact, fraction, hull, is_dyadic, precision, up_to
from calc_cli.balls.refine import bracket, certain_sign, dyadic_near, refined
from calc_cli.balls.taylor import taylor
from calc_cli.effort import charge, deadline, now
from calc_cli.model import StopReason
from calc_cli.records import mutable_record, record
from calc_cli.tree import Expr

Function = Callable[..., arb]
Span = tuple[Fraction, Fraction]

FIRST_BITS = 53
MAX_BITS = 53 * 64
MAX_ORDER = 12
TAYLOR_ORDER = 6
TAYLOR_DEPTH = 9
"""Boxes so small are looked at with Taylor polynomials too."""
MAX_DEPTH = 160
BOX_SECONDS = 80e-6
"""For one box, beside the values of functions on it."""
MAX_UNDEFINED_DEPTH = 64
MAX_UNDEFINED_BOXES = 400
SHARES = (0.4921875, 0.5390625, 0.453125, 0.5859375)
"""Where a box may be cut: off its middle, where people put zeros."""


@record
class IsolationResult:
    """isolated: open intervals with exactly one zero, simple, signs at the ends opposite and certified; undecided: may hold zeros."""

    isolated: tuple[Span, ...]
    undecided: tuple[Span, ...]
    stopped: StopReason


@mutable_record
class Box:
    """[lower, upper], exact ends with their certified signs (None: not known; 0: an exact zero at an end of the search)."""

    lower: arb
    upper: arb
    sign_lower: int | None
    sign_upper: int | None
    bits: int = FIRST_BITS
    depth: int = 0


@mutable_record
class Search:
    """The state of one search. ends: of the first box; orders: multiplicity of an exact zero at the lower and the upper end."""

    tree: Expr
    variable: str
    function: Function
    derivative: Function
    ends: tuple[arb, arb] = (NAN, NAN)
    orders: tuple[int, int] = (0, 0)
    queue: deque[Box] = field(default_factory=deque)
    isolated: list[Span] = field(default_factory=list)
    undecided: list[Span] = field(default_factory=list)
    undefined: int = 0
    gave_up: bool = False


def isolate_zeros(
    function: Expr,
    derivative: Expr,
    variable: str,
    lower: Fraction,
    upper: Fraction,
    budget_seconds: float = 5.0,
    max_boxes: int = 100_000,
) -> IsolationResult:
    """The zeros of `function` in the open interval (lower, upper), lower < upper; budget_seconds: nominal, as in `effort`.

    >>> from calc_cli.tree import Variable, call
    >>> isolate_zeros(call("sin", Variable("x")), call("cos", Variable("x")), "x", Fraction(1), Fraction(4)).undecided
    ()
    """
    search = Search(function, variable, compiled(function, (variable,)), compiled(derivative, (variable,)))
    last = deadline(budget_seconds)
    _begin(search, Fraction(lower), Fraction(upper))
    count, stopped = 0, StopReason.FINISHED
    while search.queue:
        if count >= max_boxes or (count % 16 == 15 and now() > last):
            stopped = StopReason.BOXES if count >= max_boxes else StopReason.TIME
            search.undecided.extend((fraction(box.lower), fraction(box.upper)) for box in search.queue)
            break
        box = search.queue.popleft()
        charge(BOX_SECONDS)
        with precision(box.bits):
            _examine(search, box)
        count += 1
    if stopped is StopReason.FINISHED and search.gave_up:
        stopped = StopReason.PRECISION
    isolated = tuple(sorted(search.isolated))
    return IsolationResult(isolated, merged(search.undecided, isolated), stopped)


def merged(spans: list[Span], isolated: tuple[Span, ...] = ()) -> tuple[Span, ...]:
    """Intervals in order, neighbours closer than they are wide joined into one cluster, unless an isolated zero lies between."""
    starts = [low for low, _ in isolated]
    joined: list[Span] = []
    for low, high in sorted(spans):
        if joined:
            first, last = joined[-1]
            near = low - last <= max(high - low, last - first)
            if low <= last or (near and bisect_left(starts, last) == bisect_left(starts, low)):
                joined[-1] = (first, max(high, last))
                continue
        joined.append((low, high))
    return tuple(joined)


def _begin(search: Search, lower: Fraction, upper: Fraction) -> None:
    """The first box, between dyadic ends; slivers between those and the ends given are tested apart."""
    inner_lower, inner_upper = _inward(lower, upper)
    for low, high in ((lower, inner_lower), (inner_upper, upper)):
        if low < high:
            with precision(256):
                sign = certain_sign(search.function(between_ends(low, high)))
            if sign is None:
                search.undecided.append((low, high))
                search.gave_up = True
    ends = exact(inner_lower), exact(inner_upper)
    first = Box(*ends, _sign_with_more_bits(search, ends[0]), _sign_with_more_bits(search, ends[1]))
    search.ends = ends
    search.orders = _order(search, first.lower, first.sign_lower), _order(search, first.upper, first.sign_upper)
    search.queue.append(first)


def _order(search: Search, end: arb, sign: int | None) -> int:
    """The multiplicity of an exact zero at an end, as far as the Taylor coefficients are exact; 0: not a zero, or not known."""
    if sign != 0:
        return 0
    for k, coefficient in enumerate(taylor(search.tree, search.variable, end, MAX_ORDER, 256)):
        if not coefficient.is_zero():
            return k if coefficient.is_finite() else 0
    return 0


def _inward(lower: Fraction, upper: Fraction) -> Span:
    """Dyadic numbers at or just inside the ends."""
    step = dyadic_near((upper - lower) / 2**200, (upper - lower) / 2**204)
    low = lower if is_dyadic(lower) else dyadic_near(lower + step, step / 2)
    high = upper if is_dyadic(upper) else dyadic_near(upper - step, step / 2)
    return low, high


def _sign_with_more_bits(search: Search, point: arb, bits: int = FIRST_BITS) -> int | None:
    """The certified sign at an exact point, 0 when the value is exactly 0."""
    while bits <= MAX_BITS // 4:
        with precision(bits):
            sign = certain_sign(search.function(point))
        if sign is not None:
            return sign
        bits *= 2
    return None


def _examine(search: Search, box: Box) -> None:
    """One box: dropped, isolated, cut, or given up."""
    region = hull(box.lower, box.upper)
    values = search.function(region)
    if not values.is_finite():
        region = _kept_inside(search, box, region)
        values = search.function(region)
    if values > 0 or values < 0:
        return
    slopes = search.derivative(region)
    defined = values.is_finite()
    if defined and (slopes > 0 or slopes < 0) and _settled_by_signs(search, box, 1 if slopes > 0 else -1):
        return
    if defined and box.depth >= TAYLOR_DEPTH and _settled_by_taylor(search, box, region):
        return
    if defined and 0 in (box.sign_lower, box.sign_upper) and _proves_only_the_end(search, box, region):
        return
    if _spent(search, box, defined):
        search.undecided.append((fraction(box.lower), fraction(box.upper)))
        search.gave_up = True
        return
    _cut(search, box, slopes if defined else NAN)


def _kept_inside(search: Search, box: Box, region: arb) -> arb:
    """The box as a ball that does not pass beyond an end of the search, where the function may end: sqrt(x - 1) at 1."""
    if box.lower == search.ends[0]:
        return box.lower + up_to(box.upper - box.lower)
    if box.upper == search.ends[1]:
        return box.upper - up_to(box.upper - box.lower)
    return region


def _spent(search: Search, box: Box, defined: bool) -> bool:
    """Is the box too narrow, or one too many on which the function is not proved defined?"""
    if defined:
        return box.depth >= MAX_DEPTH or box.bits > MAX_BITS
    search.undefined += 1
    return box.depth >= MAX_UNDEFINED_DEPTH or search.undefined > MAX_UNDEFINED_BOXES


def _settled_by_signs(search: Search, box: Box, direction: int) -> bool:
    """f is strictly monotone on the box: the signs at its ends count the zeros in its interior."""
    left, right = box.sign_lower, box.sign_upper
    if left == direction or right == -direction:
        return True
    if left == 0 or right == 0:
        return True
    if left is None or right is None:
        return False
    search.isolated.append((fraction(box.lower), fraction(box.upper)))
    return True


def _settled_by_taylor(search: Search, box: Box, region: arb) -> bool:
    """f and f' over the box from the Taylor polynomial at its middle and the last coefficient over the box: where terms cancel,
    this is far tighter than the values of the parts.
    """
    middle = region.mid()
    try:
        at_middle = taylor(search.tree, search.variable, middle, TAYLOR_ORDER - 1, box.bits)
        last = taylor(search.tree, search.variable, region, TAYLOR_ORDER, box.bits)[TAYLOR_ORDER]
    except ValueError:
        return False
    offset, values, slopes = region - middle, last, TAYLOR_ORDER * last
    for k in range(TAYLOR_ORDER - 1, -1, -1):
        values = values * offset + at_middle[k]
        slopes = slopes * offset + k * at_middle[k] if k else slopes
    if values > 0 or values < 0:
        return True
    return bool(slopes > 0 or slopes < 0) and _settled_by_signs(search, box, 1 if slopes > 0 else -1)


def _proves_only_the_end(search: Search, box: Box, region: arb) -> bool:
    """f(x) = c(x) (x - a)**k with c(x) the k-th Taylor coefficient somewhere in the box: no zero but a when 0 is not in c(box)."""
    k = search.orders[0] if box.sign_lower == 0 else search.orders[1]
    if k < 2 or box.depth < 2:
        return False
    coefficient = taylor(search.tree, search.variable, region, k, box.bits)[k]
    return bool(coefficient > 0 or coefficient < 0)


def _cut(search: Search, box: Box, slopes: arb) -> None:
    """The box in two, at a point with a certified sign, without the zero-free neighbourhood of that point."""
    found = _cut_point(search, box)
    if found is None:
        search.undecided.append((fraction(box.lower), fraction(box.upper)))
        search.gave_up = True
        return
    point, value, bits = found
    sign = certain_sign(value)
    left, right = _free_ends(point, value, slopes)
    depth = box.depth + 1
    bits = max(bits, 32 + depth)
    if left > box.lower:
        search.queue.append(Box(box.lower, left, box.sign_lower, sign, bits, depth))
    if right < box.upper:
        search.queue.append(Box(right, box.upper, sign, box.sign_upper, bits, depth))


def _cut_point(search: Search, box: Box) -> tuple[arb, arb, int] | None:
    """(point, value there, bits) with 0 excluded from the value; where f is not defined, any point; None: no precision suffices."""
    bits = box.bits
    while bits <= 2 * MAX_BITS:
        with precision(bits):
            width = box.upper - box.lower
            for share in SHARES:
                point = (box.lower + share * width).mid()
                if not (box.lower < point and point < box.upper):
                    break
                value = search.function(point)
                if value > 0 or value < 0 or not value.is_finite():
                    return point, value, bits
        bits *= 2
    return None


def _free_ends(point: arb, value: arb, slopes: arb) -> tuple[arb, arb]:
    """Ends of a neighbourhood of the point without zeros: |f(x)| >= |f(m)| - |x - m| max |f'|, x in the box."""
    if not (slopes.is_finite() and value.is_finite()):
        return point, point
    reach = (value.abs_lower() / slopes.abs_upper()).lower()
    if not reach.is_finite():
        return point, point
    left, right = (point - reach * 0.998).mid(), (point + reach * 0.998).mid()
    safe = left < point and point < right and point - left < reach and right - point < reach
    return (left, right) if safe else (point, point)


def refine(function: Expr, variable: str, lower: Fraction, upper: Fraction, digits: int) -> Span:
    """The only zero of `function` in (lower, upper), where it changes sign, within 10**-digits (relatively above 1)."""
    compiled_function = compiled(function, (variable,))
    found = refined(compiled_function, bracket(compiled_function, lower, upper), round(digits * 3.3220) + 2)
    return found.lower, found.upper
