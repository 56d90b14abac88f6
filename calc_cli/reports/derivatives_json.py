"""The JSON document of `calc derive` and its schema."""

from __future__ import annotations

from calc_cli.model import Derivatives
from calc_cli.reports.json import Json, formula_of, head_of, number_of, step_of


def derivatives_document(study: Derivatives, *, steps: bool = False) -> Json:
    """Derivatives in order, and the values of f, f', … at the point asked for."""
    names = (*study.problem.variables, *study.constants)
    document: Json = {
        **head_of(study),
        "constants": list(study.constants),
        "notes": list(study.problem.notes),
        "derivatives": [formula_of(derivation.result) for derivation in study.derivations],
        "at": {name: number_of(value) for name, value in zip(names, study.at, strict=False)} or None,
        "values": [number_of(value) for value in study.values],
        "warnings": list(study.warnings),
        "seconds": round(study.seconds, 6),
    }
    if steps:
        document["steps"] = [{"part": f"derivative_{k}", **step_of(d.step)} for k, d in enumerate(study.derivations, start=1)]
    return document
