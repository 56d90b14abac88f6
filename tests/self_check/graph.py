"""The shape of the graph: domain, derivatives, monotonicity, concavity, convexity, the sign chart, flat stretches."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import mpmath
from mpmath import mpf

from tests.self_check.cases import NOISE, Case, sign_beyond, text
from tests.self_check.spans import Span, mp
from tests.self_check.values import Oracle
from tests.self_check.whole import all_values


def domain_agrees(case: Case) -> Iterator[str]:
    """f has a value exactly where the domain says so."""
    if case.study.domain.complete.value != "true":
        return
    for x in case.samples(case.window(case.study.domain.within)):
        if any(abs(x - other) < mpf(10) ** -25 * max(1, abs(x)) for other in case.special()):
            continue
        value = case.f.at(x)
        if value is not None and mpmath.isnan(value):  # too large to be computed
            continue
        if (value is not None) != case.inside(x):
            yield f"domain: at {text(x)} f is {'defined' if case.f.at(x) is not None else 'not defined'}"
            return


def derivatives_agree(case: Case) -> Iterator[str]:
    """f' and f'' as shown are those of f."""
    for name, derivation, difference in (("f'", case.study.first, case.f.first), ("f''", case.study.second, case.f.second)):
        shown = Oracle(derivation.result, case.f.variable)
        for x in case.samples(Span(mpf(-9), mpf(9), True, True))[::3]:
            if case.lone(x) < mpf(10) ** -6 or min((abs(x - a) for a in case.special()), default=mpf(1)) < mpf(10) ** -6:
                continue
            expected = difference(x)
            if expected is None or not abs(expected) <= 10**9:
                continue
            found = shown.at(x)
            if found is None or abs(found - expected) > mpf(10) ** -9 * (1 + abs(expected)) * max(1, abs(case.f.at(x) or 0)):
                doubt = "?" if found is None else ""  # the rules' formula need not hold where a root vanishes on a stretch
                yield f"{doubt}{name}: shown {found if found is None else text(found)}, really {text(expected)} at {text(x)}"
                break


def _ordered(case: Case, xs: list[mpf]) -> Iterator[tuple[mpf, mpf, mpf]]:
    """Neighbouring samples with the rise between them, where it is not rounding."""
    known = [(x, y) for x in xs if (y := case.f.at(x)) is not None]
    for (a, u), (b, v) in pairwise(known):
        if abs(v - u) > NOISE * max(abs(u), abs(v), 1):
            yield a, b, v - u


def monotonicity_agrees(case: Case) -> Iterator[str]:
    """f rises where it is said to rise, falls where said to fall."""
    for piece in case.study.monotonicity:
        span = Span.of(piece.interval)
        jumps = [mp(p.at[0]) for p in case.study.critical_points if p.type.value == "jump"]
        ends = [e for e, closed in ((span.low, span.low_closed), (span.high, span.high_closed)) if closed and e not in jumps]
        for a, b, rise in _ordered(case, sorted({*span.samples(case.count), *ends})):
            direction = "increasing" if rise > 0 else "decreasing"
            if direction != piece.direction.value:
                yield f"monotonicity: said {piece.direction.value}, but {direction} from {text(a)} to {text(b)}"
                break


def concavity_agrees(case: Case) -> Iterator[str]:
    """Chords lie above the graph where it is said to bend upward, below where said downward."""
    for piece in case.study.concavity:
        xs = Span.of(piece.interval).samples(case.count)
        for a, b in zip(xs, xs[2:], strict=False):
            ends, middle = (case.f.at(a), case.f.at(b)), case.f.at((a + b) / 2)
            if None in ends or middle is None:
                continue
            bend = (ends[0] + ends[1]) / 2 - middle
            if not abs(bend) > NOISE * max(abs(ends[0]), abs(ends[1]), 1):
                continue
            word = "upward" if bend > 0 else "downward"
            if word != piece.direction.value:
                yield f"concavity: said {piece.direction.value}, but {word} between {text(a)} and {text(b)}"
                break


def pieces_cover(case: Case) -> Iterator[str]:
    """A complete list of critical points gives a direction everywhere in the domain."""
    status = case.study.critical_status
    if not status.proved:
        return
    parts = [part for m in case.study.monotonicity for part in case.repeated(Span.of(m.interval))]
    for x in case.samples(case.window(status.within)):
        told = any(part.holds(x) for part in parts) or any(abs(x - a) < 1e-20 for a in case.special())
        if case.inside(x) and case.f.at(x) is not None and not told:
            yield f"cover: no direction is given at {text(x)}"
            return


def convexity_agrees(case: Case) -> Iterator[str]:
    word = case.study.convexity.value
    if word == "unknown" or (case.study.region is not None and len(case.study.domain.intervals) != 1):
        return
    xs = sorted({x for x, _ in all_values(case)})
    up = down = False
    for a, b in [*zip(xs, xs[2:], strict=False), *zip(xs, xs[7:], strict=False), *zip(xs, xs[29:], strict=False)]:
        ends, middle = (case.f.at(a), case.f.at(b)), case.f.at((a + b) / 2)
        if middle is None or None in ends:
            up = down = len(case.study.domain.intervals) > 1
            if not up:
                continue
            break
        bend = (ends[0] + ends[1]) / 2 - middle
        if abs(bend) > NOISE * max(abs(ends[0]), abs(ends[1]), 1):
            up, down = up or bend > 0, down or bend < 0
    if ("convex" in word and down) or ("concave" in word and up) or (word == "affine" and (up or down)):
        yield f"convexity: said {word}, samples bend {'up ' * up}{'down' * down}"
    if word == "neither" and not (up and down):
        yield f"?convexity: said neither, samples bend {'up ' * up}{'down' * down}"


def chart_agrees(case: Case) -> Iterator[str]:
    """Signs of f' and f'' in the cells of the sign chart."""
    for cell in case.study.chart.cells:
        span = Span.of(cell.interval)
        if not span.low < span.high:
            continue
        for x in span.samples(9)[4:-4]:
            if (case.f.at(x) is not None) != cell.defined:
                yield f"chart: cell {text(span.low)}..{text(span.high)} said defined {cell.defined} at {text(x)}"
                break
            size = mpf(10) ** -18 * max(1, abs(case.f.at(x) or 0))
            for name, told, slope in (("f'", cell.first, case.f.first), ("f''", cell.second, case.f.second)):
                sign = sign_beyond(slope(x), size)
                if told is not None and sign and sign != told:
                    yield f"chart: {name} said {told}, is {sign} at {text(x)}"


def sets_agree(case: Case) -> Iterator[str]:
    for flat in case.study.critical_sets:
        if flat.interval is None or flat.value is None:
            continue
        for x in Span.of(flat.interval).samples(9):
            value = case.f.at(x)
            if value is None or abs(value - mp(flat.value)) > mpf(10) ** -30 * max(1, abs(value)):
                yield f"set: f({text(x)}) = {value}, said {text(mp(flat.value))}"
                break
