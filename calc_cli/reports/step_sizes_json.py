"""What the eigenvalues of the Hessian at a critical point say about fixed step sizes, for JSON: the document and its schema."""

from __future__ import annotations

import math
from typing import Any

from calc_cli.model.step_sizes import NewtonStep, StepSizes
from calc_cli.reports.schema import COUNT, FLAG, Schema, listed, nullable, one_of, record

REAL: Schema = {"type": "number"}
MAYBE_REAL: Schema = {"type": ["number", "null"]}


def finite(value: float | None) -> float | None:
    """The double; null when it is none."""
    return value if value is not None and math.isfinite(value) else None


def step_sizes_of(sizes: StepSizes | None) -> dict[str, Any] | None:
    """The rates as doubles; null without certified eigenvalues."""
    if sizes is None:
        return None
    return {
        "eigenvalues": list(sizes.eigenvalues),
        "condition": finite(sizes.condition),
        "largest_rate": finite(sizes.largest_rate),
        "best_rate": finite(sizes.best_rate),
        "contraction": finite(sizes.contraction),
        "negative": sizes.negative,
        "singular": sizes.singular,
        "newton": sizes.newton.value,
    }


def step_sizes_schema() -> Schema:
    """singular: also when it is not proved regular; newton: where Newton's method leads that starts near the point."""
    return nullable(
        record(
            {
                "eigenvalues": listed(REAL),
                "condition": MAYBE_REAL,
                "largest_rate": MAYBE_REAL,
                "best_rate": MAYBE_REAL,
                "contraction": MAYBE_REAL,
                "negative": COUNT,
                "singular": FLAG,
                "newton": one_of(NewtonStep),
            }
        )
    )
