"""Values found by an analysis that did not end -> their part of the document, under the names of a whole one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from calc_cli.model import CriticalPoint, Derivation, Interval, Problem
from calc_cli.reports.json import formula_of, interval_of, number_of, optional_number

Json = dict[str, Any]


def problem_part(problem: Problem) -> Json:
    """The function as it was read."""
    return {"function": formula_of(problem.tree), "variables": list(problem.variables)}


def derivatives_part(derivations: tuple[Derivation, Derivation]) -> Json:
    """f' and f''."""
    first, second = derivations
    return {"derivatives": {"first": formula_of(first.result), "second": formula_of(second.result)}}


def gradient_part(derivations: tuple[Derivation, ...]) -> Json:
    """The gradient."""
    return {"gradient": [formula_of(entry.result) for entry in derivations]}


def domain_part(intervals: tuple[Interval, ...]) -> Json:
    """The domain."""
    return {"domain": [interval_of(piece) for piece in intervals]}


def points_part(found: tuple[tuple[str, ...], tuple[CriticalPoint, ...]]) -> Json:
    """The critical points with their kind: each is proved, the list need not be complete."""
    names, points = found
    return {
        "critical_points": [
            {
                "at": {name: number_of(value) for name, value in zip(names, point.at, strict=True)},
                "value": optional_number(point.value),
                "classification": point.classification.value,
                "type": point.type.value,
                "proof": point.proof.value,
            }
            for point in points
        ]
    }


PARTS: dict[str, Callable[[Any], Json]] = {
    "problem": problem_part,
    "derivatives": derivatives_part,
    "gradient": gradient_part,
    "domain": domain_part,
    "critical_points": points_part,
}


def part_of(name: str, value: Any) -> Json:
    """The part of the document for a value that `stages.found` was told."""
    return PARTS[name](value)
