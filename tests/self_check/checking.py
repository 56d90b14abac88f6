"""What a study says, held against dense sampling with mpmath: each check yields a sentence for every statement it finds false."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import mpmath
from mpmath import mpf

from calc_cli.model import Interval, Study
from calc_cli.tree import is_constant
from tests.self_check.spans import Span, mp
from tests.self_check.values import DIGITS, Oracle

NOISE = mpf(10) ** -30
"""Relative size of a change that may be rounding: 60 digits less what cancels."""


@dataclass
class Case:
    """A study with its oracle. window: where its statements are meant; period: how everything repeats (0: it does not)."""

    study: Study
    f: Oracle
    count: int = 60
    period: mpf = field(default_factory=lambda: mpf(0))
    shift: mpf = field(default_factory=lambda: mpf(0))

    @staticmethod
    def of(study: Study, count: int = 60) -> Case:
        case = Case(study, Oracle(study.problem.tree, study.problem.variables[0]), count)
        if study.chart.period is not None:
            case.period = mp(study.chart.period)
        families = [p.family for p in (*study.critical_points, *study.inflection_points) if p.family is not None]
        if families:
            case.period = mp(families[0].period)
            case.shift = mp(families[0].value_shift)
        return case

    @property
    def turns(self) -> range:
        """Which repetitions are looked at."""
        return range(-2, 3) if self.period else range(1)

    def window(self, within: Interval | None) -> Span:
        """Where a list claims to be complete."""
        chosen = within or self.study.region
        return Span(-mpmath.inf, mpmath.inf, False, False) if chosen is None else Span.of(chosen)

    def repeated(self, span: Span) -> list[Span]:
        return [span.shifted(k * self.period) for k in self.turns]

    def reach(self) -> Span:
        """What the repetitions cover without a gap."""
        if not self.period:
            return Span(-mpmath.inf, mpmath.inf, False, False)
        return Span(-self.period, self.period, True, True)

    def samples(self, span: Span) -> list[mpf]:
        whole = span.cut(self.reach().low, self.reach().high)
        near = [at + d for at in self.special() for d in map(mpf, ("-1e-2", "-1e-5", "1e-5", "1e-2"))]
        return sorted({*whole.samples(self.count), *(x for x in near if whole.low < x < whole.high)})

    def special(self) -> list[mpf]:
        """All points the study names, repeated."""
        s = self.study
        named = [mp(p.at[0]) for p in (*s.critical_points, *s.inflection_points, *s.endpoints)]
        named += [mp(q.at) for q in s.singularities]
        for interval in s.domain.intervals:
            named += [mp(e) for e in (interval.lower, interval.upper) if mpmath.isfinite(mp(e))]
        for piece in s.critical_sets:
            if piece.interval is not None:
                named += [mp(e) for e in (piece.interval.lower, piece.interval.upper) if mpmath.isfinite(mp(e))]
        return sorted({at + k * self.period for at in named for k in self.turns})

    def inside(self, x: mpf) -> bool:
        """Does the study say that x is in the domain?"""
        return any(part.holds(x) for interval in self.study.domain.intervals for part in self.repeated(Span.of(interval)))

    def lone(self, at: mpf) -> mpf:
        """Half the distance to the next named point, at most 1."""
        gaps = [abs(at - other) for other in self.special() if abs(at - other) > mpf(10) ** -30]
        return min([mpf(1), *(g / 2 for g in gaps)])


def text(x: mpf) -> str:
    return mpmath.nstr(x, 12)


def domain_agrees(case: Case) -> Iterator[str]:
    """f has a value exactly where the domain says so."""
    if case.study.domain.complete.value != "true":
        return
    for x in case.samples(case.window(case.study.domain.within)):
        if any(abs(x - other) < mpf(10) ** -25 * max(1, abs(x)) for other in case.special()):
            continue
        if (case.f.at(x) is not None) != case.inside(x):
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
                yield f"{name}: shown {found if found is None else text(found)}, really {text(expected)} at {text(x)}"
                break


def _ordered(case: Case, xs: list[mpf]) -> Iterator[tuple[mpf, mpf, mpf]]:
    """Neighbouring samples with the rise between them, where it is not rounding."""
    known = [(x, y) for x in xs if (y := case.f.at(x)) is not None]
    for (a, u), (b, v) in zip(known, known[1:], strict=False):
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


def _sign(value: mpf | None, size: mpf) -> int:
    if value is None or not abs(value) > size:
        return 0
    return 1 if value > 0 else -1


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
        sign = _sign(slope(x), size)
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
    for a, b in zip(xs, xs[1:], strict=False):
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
            if told is not None and point.type.value != "jump" and not _value_fits(case, at, value, told):
                yield f"value: f({text(at)}) is {value if value is None else text(value)}, said {text(told)}"
                continue
            if told is None:
                continue
            step = case.lone(at)
            if point.type.value == "stationary":
                yield from _is_stationary(case, at, step)
            yield from _kind(case, at, told, point.classification.value, point.strict, step, ends)
            yield from _type(case, at, point.type.value, step)


def _value_fits(case: Case, at: mpf, value: mpf | None, told: mpf) -> bool:
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
            if abs(value - told) > NOISE * max(1, abs(told)):
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
            if told is not None and not _value_fits(case, at, case.f.at(at), told):
                yield f"inflection value: f({text(at)}) is {case.f.at(at)}, said {text(told)}"
            step = case.lone(at)
            bends = [case.f.second(at + side * step * mpf(10) ** -3) for side in (-1, 1)]
            if None not in bends and bends[0] * bends[1] > mpf(10) ** -40:
                yield f"inflection: f'' keeps its sign at {text(at)}"


def _all_values(case: Case) -> list[tuple[mpf, mpf]]:
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
    values = _all_values(case)
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
                with mpmath.workdps(600):
                    reached = abs(x) < 50 and Oracle(case.f.tree, case.f.variable).at(x) == told
                if reached and close:
                    yield f"{name}: said not attained, but f({text(x)}) = {text(best)}"
            if abs(best - told) > mpf("0.1") * max(1, abs(told)):
                yield f"?{name}: said {text(told)}, best sample {text(best)}"
        elif mpmath.isinf(told) and sign * best < 3 and (told > 0) == (sign > 0):
            yield f"?{name}: said infinite, best sample {text(best)}"
        for point in extreme.at:
            value = case.f.at(mp(point[0]))
            if extreme.attained and not _value_fits(case, mp(point[0]), value, told):
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
            near = [case.f.at(at + side * mpf(10) ** -k * max(1, abs(at))) for k in (3, 6, 9, 12, 15)]
            known = [v for v in near if v is not None]
            if not known:
                yield f"limit: nothing beside {text(at)} on side {side}"
            elif mpmath.isinf(told):
                if (known[-1] > 0) != (told > 0) or abs(known[-1]) <= abs(known[0]) / 2:
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
                if None in near or abs(near[2]) < abs(near[1]) * mpf("1.0001"):
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
        steps = [abs(b - a) for a, b in zip(values, values[1:], strict=False)]
        if all(0 < b < a / 10 for a, b in zip(steps, steps[1:], strict=False)) and steps[-1] < 1e-6:
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
        if last is not None and last[1] * y < 0:
            if not any(last[0] <= z <= x for z in (*zeros, *stops)):
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
    if word == "even" and even < 0 or word == "odd" and odd < 0:
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


def convexity_agrees(case: Case) -> Iterator[str]:
    word = case.study.convexity.value
    if word == "unknown" or case.study.region is not None and len(case.study.domain.intervals) != 1:
        return
    xs = sorted({x for x, _ in _all_values(case)})
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
    if "convex" in word and down or "concave" in word and up or word == "affine" and (up or down):
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
                sign = _sign(slope(x), size)
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


def pieces_cover(case: Case) -> Iterator[str]:
    """A complete list of critical points gives a direction everywhere in the domain."""
    status = case.study.critical_status
    if not status.proved:
        return
    parts = [part for m in case.study.monotonicity for part in case.repeated(Span.of(m.interval))]
    for x in case.samples(case.window(status.within)):
        if case.inside(x) and case.f.at(x) is not None and not any(p.holds(x) for p in parts) and not any(abs(x - a) < 1e-20 for a in case.special()):
            yield f"cover: no direction is given at {text(x)}"
            return


CHECKS: tuple[Callable[[Case], Iterator[str]], ...] = (
    domain_agrees,
    derivatives_agree,
    critical_list_is_complete,
    inflection_list_is_complete,
    points_agree,
    inflections_agree,
    monotonicity_agrees,
    concavity_agrees,
    pieces_cover,
    extrema_agree,
    singularities_agree,
    asymptotes_agree,
    intercepts_agree,
    symmetry_and_period_agree,
    convexity_agrees,
    chart_agrees,
    sets_agree,
)


def false_statements(study: Study, count: int = 60) -> list[str]:
    """What dense sampling contradicts; sentences that begin with ? are doubts, not contradictions."""
    with mpmath.workdps(DIGITS):
        case = Case.of(study, count)
        return [sentence for check in CHECKS for sentence in check(case)]
