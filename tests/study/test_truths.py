"""Studies of textbook functions and of those on which other tools fail, against facts checked by hand and with mpmath (truths.jsonl)."""

from __future__ import annotations

import itertools
import json
import math
from functools import cache
from pathlib import Path

import pytest

from calc_cli import Settings, analyze, balls
from calc_cli import tree as t
from calc_cli.language import parse_expression, to_text
from calc_cli.model import CriticalPoint, Interval, Number, Study
from calc_cli.tree import Expr

LINES = (Path(__file__).parent / "truths.jsonl").read_text(encoding="utf-8").splitlines()
TRUTHS = [json.loads(line) for line in LINES]
DIGITS = 1e-12


def near(told: Expr | Number | None, truth: str | None) -> bool:
    """Does the enclosure agree with the decimals of the truth?"""
    if told is None or truth is None:
        return told is None and truth is None
    tree = told.tree if isinstance(told, Number) else told
    if truth in ("oo", "-oo"):
        return to_text(tree) == truth
    if tree in (t.INFINITY, t.MINUS_INFINITY):
        return False
    value, expected = balls.enclose(tree, 100), balls.enclose(parse_expression(truth), 100)
    return bool(abs(value - expected) <= DIGITS * max(1, abs(float(expected.mid()))))


def same_intervals(told: list[Interval], truth: list[str]) -> bool:
    def same(interval: Interval, text: str) -> bool:
        low, high = text[1:-1].split(", ")
        closed = (text[0] == "[", text[-1] == "]")
        return closed == (interval.lower_closed, interval.upper_closed) and near(interval.lower, low) and near(interval.upper, high)

    return len(told) == len(truth) and all(map(same, told, truth))


def same_round_the_circle(told: list[Interval], truth: list[str], period: str | None, bends: bool = False) -> bool:
    """The same intervals where one period stands for all, wherever it was cut."""
    if period is None or truth == ["(-oo, oo)"]:
        return same_intervals(told, truth)
    ends = [(text[1:-1].split(", "), text[0] == "[", text[-1] == "]") for text in truth]
    known = [(float(low), float(high), left, right) for (low, high), left, right in ends]
    found = [(decimal(i.lower), decimal(i.upper), i.lower_closed, i.upper_closed) for i in told]
    if bends:  # open intervals that may meet at the cut
        known, found = ([(low, high, True, True) for low, high, *_ in pieces] for pieces in (known, found))
    return on_circle(found, float(period)) == on_circle(known, float(period))


def decimal(end: Expr) -> float:
    return float(balls.enclose(end, 100).mid())


def on_circle(intervals: list[tuple[float, float, bool, bool]], period: float) -> set[tuple[float, float, bool, bool]]:
    """(begin, end, closed, closed), those joined that touch in a point of one of them, each beginning in [0, period)."""
    joined = sorted(intervals)
    while pair := next((pair for pair in itertools.permutations(joined, 2) if touch(*pair, period)), None):
        (low, end, opens, _), (begin, high, _, closes) = pair
        joined = [interval for interval in joined if interval not in pair]
        joined.append((low, end + high - begin, opens, closes))
    turns = [math.floor(low / period + 1e-9) * period for low, *_ in joined]
    return {(round(low - t, 9), round(high - t, 9), a, b) for (low, high, a, b), t in zip(joined, turns, strict=True)}


def touch(first: tuple[float, float, bool, bool], second: tuple[float, float, bool, bool], period: float) -> bool:
    """Does the second begin where the first ends, or whole periods away, with the point in one of them?"""
    turns = (second[0] - first[1]) / period
    return abs(turns - round(turns)) < 1e-9 and (first[3] or second[2])


def same_points(told: tuple[CriticalPoint, ...], truth: list[list[str]]) -> bool:
    def same(point: CriticalPoint, row: list[str]) -> bool:
        words = (point.classification.value, point.type.value)
        return near(point.at[0], row[0]) and near(point.value, row[1]) and all(a == b for a, b in zip(words, row[2:], strict=False))

    return len(told) == len(truth) and all(map(same, told, truth))


@cache
def study_of(text: str, on: str | None) -> Study:
    return analyze(text, Settings(on=on))


def studied(truth: dict) -> Study:
    return study_of(truth["f"], truth.get("on"))


def constant_on(truth: dict) -> list[str]:
    """The stretches on which f is constant."""
    return [interval for interval, _ in truth.get("constant", [])]


def repeats_after(truth: dict) -> str | None:
    """The period of the points."""
    return truth.get("period") or truth.get("family", [None])[0]


@pytest.mark.parametrize("truth", TRUTHS, ids=lambda d: d["f"] + d.get("on", ""))
def test_a_study_tells_the_truth(truth: dict) -> None:
    s = studied(truth)
    told = {
        "domain": same_round_the_circle(list(s.domain.intervals), truth["domain"], repeats_after(truth)),
        "critical": same_points(s.critical_points, truth["critical"]),
        "ends": same_points(s.endpoints, truth.get("ends", [])),
        "inflection": same_points(s.inflection_points, truth["inflection"]),
        "complete": s.critical_status.proved and s.inflection_status.proved,
        "infinite": s.critical_status.infinite == truth.get("infinite", False),
        "constant": same_round_the_circle([c.interval for c in s.critical_sets], constant_on(truth), repeats_after(truth)),
        "family": "family" not in truth or all(near(p.family.period, truth["family"][0]) for p in s.critical_points),
        "period": near(s.period, truth.get("period")),
    }
    assert all(told.values()), [name for name, right in told.items() if not right]


@pytest.mark.parametrize("truth", TRUTHS, ids=lambda d: d["f"] + d.get("on", ""))
def test_a_study_describes_the_graph(truth: dict) -> None:
    s = studied(truth)
    rising, falling = ([m.interval for m in s.monotonicity if m.direction.value == word] for word in ("increasing", "decreasing"))
    up, down = ([c.interval for c in s.concavity if c.direction.value == word] for word in ("upward", "downward"))
    told = {
        "increasing": same_round_the_circle(rising, truth["increasing"], repeats_after(truth)) if "increasing" in truth else True,
        "decreasing": same_round_the_circle(falling, truth["decreasing"], repeats_after(truth)) if "decreasing" in truth else True,
        "upward": same_round_the_circle(up, truth["upward"], repeats_after(truth), bends=True) if "upward" in truth else True,
        "downward": same_round_the_circle(down, truth["downward"], repeats_after(truth), bends=True) if "downward" in truth else True,
        "minimum": "minimum" not in truth or (near(s.minimum.value, truth["minimum"][0]) and s.minimum.attained == truth["minimum"][1]),
        "maximum": "maximum" not in truth or (near(s.maximum.value, truth["maximum"][0]) and s.maximum.attained == truth["maximum"][1]),
        "convexity": truth.get("convexity") in (None, s.convexity.value),
        "symmetry": truth.get("symmetry") in (None, s.symmetry.value),
        "asymptotes": "asymptotes" not in truth or lines(s) == sorted(truth["asymptotes"]),
    }
    assert all(told.values()), [name for name, right in told.items() if not right]


def lines(s: Study) -> list[str]:
    """Asymptotes as texts."""
    return sorted(f"{a.kind.value} {to_text(a.equation).replace('==', '=')} {' '.join(a.towards)}" for a in s.asymptotes)
