"""Statements about the whole function: extrema, limits, asymptotes, intercepts, symmetry and period."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import mpmath
from mpmath import mpf

from calc_cli.tree import is_constant
from tests.self_check.cases import Case, text
from tests.self_check.lists import value_fits
from tests.self_check.spans import Span, mp
from tests.self_check.values import DIGITS, Oracle


def all_values(case: Case) -> list[tuple[mpf, mpf]]:
    """Samples of f over the whole region."""
    found = []
    region = Span(-mpmath.inf, mpmath.inf, False, False) if case.study.region is None else Span.of(case.study.region)
    for interval in case.study.domain.intervals:
        for part in case.repeated(Span.of(interval)):
            inner = part.cut(region.low, region.high)
            ends = [e for e, closed in ((inner.low, inner.low_closed), (inner.high, inner.high_closed)) if closed and mpmath.isfinite(e)]
            found += [(x, y) for x in (*inner.samples(case.count), *ends) if (y := case.f.at(x)) is not None]
    found += [(x, y) for x in case.samples(region) if case.inside(x) and region.holds(x) and (y := case.f.at(x)) is not None]
    return [(x, y) for x, y in found if not mpmath.isnan(y)]


def extrema_agree(case: Case) -> Iterator[str]:
    """No sample beats a global extremum; attained ones are values of f; others are approached."""
    values = all_values(case)
    for name, extreme, sign in (("minimum", case.study.minimum, -1), ("maximum", case.study.maximum, 1)):
        if extreme is None or extreme.value is None or not values:
            continue
        told = mp(extreme.value)
        x, best = max(values, key=lambda pair: sign * pair[1])
        if mpmath.isfinite(told):
            slack = mpf(10) ** -25 * max(1, abs(told))
            if sign * (best - told) > slack:
                yield f"{name}: said {text(told)}, but f({text(x)}) = {text(best)}"
            elif extreme.attained is False and sign * (best - told) > -mpf(10) ** (5 - DIGITS) * max(1, abs(told)) and abs(x) < 50:
                close = max(1, abs(told)) * mpf(10) ** -12
                with mpmath.workdps(4000):
                    reached = abs(x) < 50 and Oracle(case.f.tree, case.f.variable).at(x) == told
                if reached and close:
                    yield f"{name}: said not attained, but f({text(x)}) = {text(best)}"
            if abs(best - told) > mpf("0.1") * max(1, abs(told)):
                yield f"?{name}: said {text(told)}, best sample {text(best)}"
        elif mpmath.isinf(told) and sign * best < 3 and (told > 0) == (sign > 0):
            yield f"?{name}: said infinite, best sample {text(best)}"
        for point in extreme.at:
            value = case.f.at(mp(point[0]))
            if extreme.attained and not value_fits(case, mp(point[0]), value, told):
                yield f"{name}: f({text(mp(point[0]))}) = {value}, said {text(told)}"
    for point in (*case.study.critical_points, *case.study.endpoints):
        if point.is_global and point.value is not None:
            sign = -1 if point.classification.value == "local_minimum" else 1
            if values and max(sign * (y - mp(point.value)) for _, y in values) > mpf(10) ** -20 * max(1, abs(mp(point.value))):
                yield f"global: {text(mp(point.at[0]))} is not the {'minimum' if sign < 0 else 'maximum'}"


def singularities_agree(case: Case) -> Iterator[str]:
    """One-sided limits of f agree with values close by."""
    for place in case.study.singularities:
        for side, limit in ((-1, place.left), (1, place.right)):
            if limit is None or limit.value is None:
                continue
            told, at = mp(limit.value), mp(place.at)
            near = [case.f.at(at + side * mpf(10) ** -k * max(1, abs(at))) for k in (3, 8, 13, 18, 23)]
            known = [v for v in near if v is not None and not mpmath.isnan(v)]
            if not known:
                if all(v is None for v in near):
                    yield f"limit: nothing beside {text(at)} on side {side}"
            elif mpmath.isinf(told):
                steps = [b - a for a, b in pairwise(known)]
                if steps and not (steps[-1] * mpmath.sign(told) > mpf(10) ** -3 * abs(steps[0])):
                    yield f"limit: at {text(at)} side {side} said {told}, near {text(known[-1])}"
            elif abs(known[-1] - told) > mpf("0.05") * max(1, abs(told)) and abs(known[-1] - told) > abs(known[0] - told) * mpf("0.98"):
                yield f"limit: at {text(at)} side {side} said {text(told)}, near {text(known[-1])}"


def asymptotes_agree(case: Case) -> Iterator[str]:
    """f minus the line tends to 0 at infinity; beside a vertical line f is large."""
    for line in case.study.asymptotes:
        at = line.equation.right  # type: ignore[attr-defined]
        if line.kind.value == "vertical":
            for word in line.towards:
                side = -1 if word == "left" else 1
                near = [case.f.at(mp(at) + side * mpf(10) ** -k) for k in (2, 18, 28)]
                if None in near or abs(near[2] - near[1]) < mpf("0.1") * min(1, abs(near[1] - near[0])):
                    yield f"asymptote: x = {text(mp(at))} {word}: {near}"
            continue
        rest = Oracle(at, case.f.variable)
        for word in line.towards:
            sign = -1 if word == "-oo" else 1
            gaps = []
            for k in (2, 4, 6, 8):
                x = sign * mpf(10) ** k
                with mpmath.workdps(DIGITS + 20 * k if k < 4 else DIGITS + 60):
                    y, z = case.f.at(x), mp(at) if is_constant(at) else rest.at(x)
                    if y is not None and z is not None:
                        gaps.append(abs(y - z))
            if gaps and gaps[-1] > mpf("0.3") and (len(gaps) < 2 or gaps[-1] > gaps[0] * mpf("0.9")):
                yield f"asymptote: y = {line.equation.right} towards {word}: gaps {[text(g) for g in gaps]}"
    yield from _missing_asymptotes(case)


def _missing_asymptotes(case: Case) -> Iterator[str]:
    if case.study.region is not None or is_constant(case.study.problem.tree) or case.period:
        return
    for sign, word in ((-1, "-oo"), (1, "oo")):
        if any(word in line.towards for line in case.study.asymptotes):
            continue
        values = [case.f.at(sign * mpf(10) ** k) for k in (6, 9, 12, 15)]
        if None in values:
            continue
        steps = [abs(b - a) for a, b in pairwise(values)]
        if all(0 < b < a / 10 for a, b in pairwise(steps)) and steps[-1] < 1e-6:
            yield f"?asymptote: f seems to tend to {text(values[-1])} towards {word}"


def intercepts_agree(case: Case) -> Iterator[str]:
    """Zeros of f are zeros, all of them when called complete; f(0) is right."""
    s = case.study
    zeros = [mp(z) for z in s.intercepts.x] + [mp(b) + k * mp(p) for b, p in s.intercepts.families for k in range(-30, 31)]
    for zero in zeros[:80]:
        h, far = mpf(10) ** -25, mpf(10) ** -4
        value = case.f.at(zero)
        near = [case.f.at(zero + d) for d in (-h, h)]
        size = max([1, *(abs(v) for d in (-far, far) if (v := case.f.at(zero + d)) is not None)])
        small = [abs(v) / size for v in (value, *near) if v is not None]
        jump = any(abs(zero - mp(p.at[0])) < mpf(10) ** -30 for p in s.critical_points if p.type.value == "jump")
        if not jump and (not small or min(small) > mpf(10) ** -6):
            yield f"zero: f({text(zero)}) = {value}"
    if s.intercepts.y is not None:
        value = case.f.at(mpf(0))
        if value is None or abs(value - mp(s.intercepts.y)) > mpf(10) ** -25 * max(1, abs(value)):
            yield f"f(0): {value}, said {text(mp(s.intercepts.y))}"
    if s.intercepts.complete:
        yield from _zeros_complete(case, zeros)


def _zeros_complete(case: Case, zeros: list[mpf]) -> Iterator[str]:
    region = Span(-mpmath.inf, mpmath.inf, False, False) if case.study.region is None else Span.of(case.study.region)
    stops = [mp(q.at) + k * case.period for q in case.study.singularities for k in case.turns]
    last: tuple[mpf, mpf] | None = None
    for x in case.samples(region):
        y = case.f.at(x)
        if y is None or abs(y) < mpf(10) ** -30 or not case.inside(x):
            last = None if y is None else last
            continue
        if last is not None and last[1] * y < 0 and not any(last[0] <= z <= x for z in (*zeros, *stops)):
            yield f"zeros: f changes sign between {text(last[0])} and {text(x)}, called complete"
            return
        last = (x, y)


def symmetry_and_period_agree(case: Case) -> Iterator[str]:
    s = case.study
    xs = [mpf(i) * mpf("0.7313") + mpf("0.1234") for i in (*range(-2, 12), 15, 20, 31, 50)]
    even = odd = 0
    region = case.window(None)
    for x in xs:
        a, b = (case.f.at(y) if region.holds(y) else None for y in (x, -x))
        if (a is None) != (b is None):
            even = odd = -99
        if a is None or b is None:
            continue
        slack = mpf(10) ** -30 * max(1, abs(a))
        even += 1 if abs(a - b) < slack else -99
        odd += 1 if abs(a + b) < slack else -99
    word = s.symmetry.value
    if (word == "even" and even < 0) or (word == "odd" and odd < 0):
        yield f"symmetry: said {word}"
    if word == "none" and (even > 3 or odd > 3):
        yield f"?symmetry: said none, looks {'even' if even > 3 else 'odd'}"
    if s.period is not None:
        p = mp(s.period)
        for divisor, meant in ((1, True), (2, False), (3, False)):
            pairs = [(case.f.at(x), case.f.at(x + p / divisor)) for x in xs]
            same = all((a is None) == (b is None) and (a is None or abs(a - b) < mpf(10) ** -30 * max(1, abs(a))) for a, b in pairs)
            if same != meant and any(a is not None for a, _ in pairs):
                yield f"period: {text(p)} / {divisor} is {'a' if same else 'no'} period"
    elif case.period:
        for x in xs:
            a, b = case.f.at(x), case.f.at(x + case.period)
            if a is not None and b is not None and abs(b - a - case.shift) > mpf(10) ** -25 * max(1, abs(a), abs(b)):
                yield f"drift: f({text(x)} + {text(case.period)}) - f is {text(b - a)}"
                break
