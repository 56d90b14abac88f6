"""A study with everything that is needed to hold it against samples of the function."""

from __future__ import annotations

from dataclasses import dataclass, field

import mpmath
from mpmath import mpf

from calc_cli.model import Interval, Study
from tests.self_check.spans import Span, mp
from tests.self_check.values import Oracle

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


def sign_beyond(value: mpf | None, size: mpf) -> int:
    if value is None or not abs(value) > size:
        return 0
    return 1 if value > 0 else -1
