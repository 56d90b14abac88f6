"""The JSON document of `calc descend`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from calc_cli.model import CriticalPoint
from calc_cli.model.descent import Descent, DescentRun, Escape
from calc_cli.model.step_sizes import StepSizes
from calc_cli.reports.json import formula_of, head_of, number_of, optional_number
from calc_cli.reports.step_sizes_json import finite, step_sizes_of

Json = dict[str, Any]
MOST_VARIABLES = 6
"""With more of them the paths are left out."""


def place(values: Sequence[float], names: tuple[str, ...]) -> Json:
    """One double a variable, by name."""
    return {name: finite(value) for name, value in zip(names, values, strict=True)}


def descent_document(study: Descent) -> Json:
    """`kind: descent`."""
    names = study.problem.variables
    return {
        **head_of(study),
        "notes": list(study.problem.notes),
        "start": place(study.start, names),
        "options": {
            "rate": study.rate,
            "steps": study.most_steps,
            "tolerance": study.tolerance,
            "noise": study.noise,
            "seed": study.seed,
        },
        "analyzed": study.analyzed,
        "complete": study.complete,
        "points": [point_of(point, sizes, names) for point, sizes in zip(study.points, study.step_sizes, strict=True)],
        "sets": [
            {
                "equations": [formula_of(equation) for equation in found.equations],
                "dimension": found.dimension,
                "classification": found.classification.value,
                "proof": found.proof.value,
            }
            for found in study.sets
        ],
        "predictions": [
            {"point": said.point, "distance": said.distance, "stable": said.stable, "escape": escape_of(said.escape)}
            for said in study.predictions
        ],
        "runs": [run_of(run, names) for run in study.runs],
        "saddles": [
            {
                "point": trial.point,
                "optimizer": trial.optimizer,
                "radius": trial.radius,
                "share": trial.share,
                "steps": trial.most_steps,
                "left_exact": trial.left_exact,
                "left_after": trial.left_after,
            }
            for trial in study.trials
        ],
        "warnings": list(study.warnings),
        "seconds": round(study.seconds, 6),
    }


def point_of(point: CriticalPoint, sizes: StepSizes | None, names: tuple[str, ...]) -> Json:
    """A critical point with its step sizes."""
    return {
        "at": {name: number_of(value) for name, value in zip(names, point.at, strict=True)},
        "value": optional_number(point.value),
        "classification": point.classification.value,
        "global": point.is_global,
        "proof": point.proof.value,
        "eigenvalues": [number_of(value) for value in point.eigenvalues],
        "step_sizes": step_sizes_of(sizes),
    }


def escape_of(escape: Escape | None) -> Json | None:
    """The way out of a saddle."""
    if escape is None:
        return None
    return {
        "eigenvalue": escape.eigenvalue,
        "direction": list(escape.direction),
        "share": escape.share,
        "steps": escape.steps,
        "never": escape.never,
    }


def run_of(run: DescentRun, names: tuple[str, ...]) -> Json:
    """One optimizer."""
    path = [[finite(x) for x in row] for row in run.path] if len(names) <= MOST_VARIABLES else None
    return {
        "optimizer": run.optimizer,
        "source": run.source,
        "defaults": dict(run.defaults),
        "end": place(run.path[-1], names),
        "value": finite(run.values[-1]),
        "gradient_norm": finite(run.gradient_norm),
        "steps": run.steps,
        "evaluations": run.evaluations,
        "verdict": run.verdict.value,
        "certified": run.certified,
        "point": run.point,
        "copies": list(run.copies),
        "distance": optional_number(run.distance),
        "global": run.is_global,
        "eigenvalues": list(run.eigenvalues),
        "escape": escape_of(run.escape),
        "note": run.note,
        "values": [finite(value) for value in run.values],
        "path": path,
    }
