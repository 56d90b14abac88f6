"""The window of a picture: the part of the plane that shows every feature of the curve."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from calc_cli.model import Family, Study
from calc_cli.records import record
from calc_cli.reports.plot.values import value_of
from calc_cli.tree import PI, walk

MOST_FEATURES = 10
ALONE = 4.0
MARGIN = 0.35
OUTSIDE = 0.05


@record
class Window:
    """The rectangle [left, right] x [bottom, top]."""

    left: float
    right: float
    bottom: float
    top: float

    @property
    def width(self) -> float:
        """right - left"""
        return self.right - self.left

    @property
    def height(self) -> float:
        """top - bottom"""
        return self.top - self.bottom


def horizontal_range(study: Study) -> tuple[float, float]:
    """The interval of x: the region asked for, two periods, or all features with room around them."""
    lower, upper = domain_range(study)
    region = study.region
    asked = region is not None and math.isfinite(value_of(region.lower)) and math.isfinite(value_of(region.upper))
    if region is not None and asked:
        return padded(value_of(region.lower), value_of(region.upper), OUTSIDE, OUTSIDE)
    period = repetition(study)
    if period is not None:
        return clipped(-period, period, lower, upper)
    xs = sorted(nearest(feature_places(study)))
    if not xs:
        xs = [x for x in (lower, upper) if math.isfinite(x)] or [0.0]
    first, last = xs[0], xs[-1]
    if study.intercepts.y is not None and (min(abs(first), abs(last)) <= 1.5 * (last - first) or max(abs(first), abs(last)) <= ALONE):
        first, last = min(first, 0.0), max(last, 0.0)
    span = last - first
    few = 3.0 if len(xs) <= 2 else 2.0
    room = max(MARGIN * span, min(few, few * span)) if span > 0 else max(ALONE, 0.3 * abs(first))
    return clipped(first - room, last + room, lower, upper)


def padded(left: float, right: float, before: float, after: float) -> tuple[float, float]:
    """The interval made longer by fractions of its length."""
    length = right - left
    return (left - before * length, right + after * length) if length > 0 else (left - 1.0, right + 1.0)


def clipped(left: float, right: float, lower: float, upper: float) -> tuple[float, float]:
    """Not much beyond the ends of the domain."""
    a, b = max(left, lower), min(right, upper)
    if not a < b:
        return left, right
    return padded(a, b, OUTSIDE if left < lower else 0.0, OUTSIDE if right > upper else 0.0)


def domain_range(study: Study) -> tuple[float, float]:
    """The least and the greatest end of the natural domain; infinite for a periodic one."""
    intervals = study.domain.intervals
    if study.domain.period is not None or not intervals:
        return -math.inf, math.inf
    lower, upper = value_of(intervals[0].lower), value_of(intervals[-1].upper)
    within = study.domain.within
    if within is not None and study.region is None:  # only a part was searched: the function goes on
        lower = -math.inf if lower == value_of(within.lower) else lower
        upper = math.inf if upper == value_of(within.upper) else upper
    return lower, upper


def repetition(study: Study) -> float | None:
    """The period of f, or twice the distance of the members of a family of features."""
    if study.period is not None:
        period = value_of(study.period.tree)
        return period if 0 < period < math.inf else None
    distances = [abs(value_of(family.period.tree)) for family in families(study)]
    seen = [distance for distance in distances if 0 < distance < math.inf]
    return 2.5 * max(seen) if seen else None


def families(study: Study) -> list[Family]:
    """The families of critical points, inflection points and singularities."""
    found = [p.family for p in (*study.critical_points, *study.inflection_points)] + [s.family for s in study.singularities]
    return [family for family in found if family is not None]


def measured_in_pi(study: Study) -> bool:
    """Whether pi is the natural unit of the x-axis."""
    periods = [study.period, *(family.period for family in families(study))]
    return any(period is not None and PI in walk(period.tree) for period in periods)


def feature_places(study: Study) -> list[float]:
    """Every x where something happens; families are counted by their base."""
    numbers = [point.at[0] for point in (*study.critical_points, *study.inflection_points, *study.endpoints)]
    numbers += [singularity.at for singularity in study.singularities]
    numbers += study.intercepts.x
    sets = [end for s in study.critical_sets if s.interval is not None for end in (s.interval.lower, s.interval.upper)]
    ends = [end for interval in study.domain.intervals for end in (interval.lower, interval.upper)]
    within = study.domain.within or study.critical_status.within
    limits = () if within is None or isinstance(within, tuple) else (value_of(within.lower), value_of(within.upper))
    places = [value_of(tree) for tree in (*(n.tree for n in numbers), *sets, *ends)]
    return [x for x in places if math.isfinite(x) and (study.region is not None or x not in limits)]


def nearest(places: Iterable[float]) -> list[float]:
    """At most so many of the features, those nearest to the origin."""
    distinct = sorted(set(places), key=abs)
    return distinct[:MOST_FEATURES]


def vertical_range(values: Sequence[float], wanted: Sequence[float], *, has_poles: bool, few: bool) -> tuple[float, float]:
    """The interval of y. values: of the curve at evenly spaced x; wanted: heights that must show.

    A curve that leaves the heights of its features far behind is cut off; near poles, and with few features, the bulk of its values
    decides too.
    """
    finite = sorted(y for y in values if math.isfinite(y))
    if not finite:
        return (min(wanted) - 1.0, max(wanted) + 1.0) if wanted else (-1.0, 1.0)
    low, high = (min(wanted), max(wanted)) if wanted else (finite[len(finite) // 2],) * 2
    span = high - low
    if span <= 1e-9 * max(1.0, abs(low), abs(high)):
        span = 0.0
    if has_poles or span == 0.0:
        share = 0.06 if has_poles else 0.25
        inner = (quantile(finite, share), quantile(finite, 1 - share))
        most = 3.0 * span if span > 0 and has_poles else math.inf
        low, high = max(min(low, inner[0]), low - most), min(max(high, inner[1]), high + most)
        room = 0.25 if has_poles else 0.5
    else:
        middle = (quantile(finite, 0.25), quantile(finite, 0.75))
        if few and span < 0.5 * (middle[1] - middle[0]):
            low, high = min(low, middle[0]), max(high, middle[1])
        room = 0.8
    least, greatest = min(finite[0], *wanted, low), max(finite[-1], *wanted, high)
    generous = not has_poles and greatest - least <= (3.0 if span > 0 else 2.05) * (high - low)
    bottom = least if generous else max(least, low - room * (high - low))
    top = greatest if generous else min(greatest, high + room * (high - low))
    return with_axis(bottom, top, wanted)


def quantile(ordered: Sequence[float], share: float) -> float:
    """The value below which this share of the values lies."""
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def with_axis(bottom: float, top: float, wanted: Sequence[float]) -> tuple[float, float]:
    """The interval with the x-axis when that is near, and with room above and below: more where a point needs a label."""
    if top - bottom <= 1e-9 * max(1.0, abs(top), abs(bottom)):
        reach = max(1.0, 0.5 * abs(top))
        bottom, top = bottom - reach, top + reach
    length = top - bottom
    if 0 < bottom <= 0.5 * length:
        bottom = 0.0
    if 0 < -top <= 0.5 * length:
        top = 0.0
    below, above = (0.14 if any(abs(y - end) <= 0.03 * length for y in wanted) else 0.08 for end in (bottom, top))
    return padded(bottom, top, below, above)
