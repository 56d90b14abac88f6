"""JSON Schema of the document of `calc descend`."""

from __future__ import annotations

from calc_cli.model import Classification, Proof
from calc_cli.model.descent import Verdict
from calc_cli.reports.schema import COUNT, FLAG, MAYBE, SCHEMA_VERSION, TEXT, TEXTS, WHERE, Schema, listed, nullable, one_of, record, ref
from calc_cli.reports.step_sizes_json import MAYBE_REAL, REAL, step_sizes_schema

PLACE: Schema = {"type": "object", "additionalProperties": MAYBE_REAL, "minProperties": 1}
NUMBER: Schema = {"type": "integer", "minimum": 1}


def descent() -> Schema:
    """The whole document."""
    options = record({"rate": REAL, "steps": COUNT, "tolerance": REAL, "noise": REAL, "seed": {"type": "integer"}})
    prediction = record({"point": NUMBER, "distance": REAL, "stable": FLAG, "escape": escape()})
    count = nullable(COUNT)
    trial = record(
        {"point": NUMBER, "optimizer": TEXT, "radius": REAL, "share": REAL, "steps": COUNT, "left_exact": count, "left_after": count}
    )
    formulas = listed(ref("formula"))
    critical_set = record(
        {"equations": formulas, "dimension": COUNT, "classification": one_of(Classification), "proof": one_of(Proof)}
    )
    return record(
        {
            "schema_version": {"const": SCHEMA_VERSION},
            "input": TEXT,
            "kind": {"const": "descent"},
            "name": TEXT,
            "function": ref("formula"),
            "variables": {**TEXTS, "minItems": 1},
            "notes": TEXTS,
            "start": PLACE,
            "options": options,
            "analyzed": FLAG,
            "complete": FLAG,
            "points": listed(point()),
            "sets": listed(critical_set),
            "predictions": listed(prediction),
            "runs": listed(run()),
            "saddles": listed(trial),
            "warnings": TEXTS,
            "seconds": {"type": "number", "minimum": 0},
        }
    )


def point() -> Schema:
    """A critical point with its step sizes."""
    return record(
        {
            "at": WHERE,
            "value": nullable(ref("number")),
            "classification": one_of(Classification),
            "global": MAYBE,
            "proof": one_of(Proof),
            "eigenvalues": listed(ref("number")),
            "step_sizes": step_sizes_schema(),
        }
    )


def escape() -> Schema:
    """The way out of a saddle; steps null: none in the quadratic model."""
    return record({"eigenvalue": REAL, "direction": listed(REAL), "share": REAL, "steps": MAYBE_REAL, "never": FLAG})


def run() -> Schema:
    """One optimizer; path null for many variables."""
    return record(
        {
            "optimizer": TEXT,
            "source": TEXT,
            "defaults": {"type": "object", "additionalProperties": REAL},
            "end": PLACE,
            "value": MAYBE_REAL,
            "gradient_norm": MAYBE_REAL,
            "steps": COUNT,
            "evaluations": COUNT,
            "verdict": one_of(Verdict),
            "certified": FLAG,
            "point": nullable(NUMBER),
            "copies": listed({"type": "integer"}),
            "distance": nullable(ref("number")),
            "global": MAYBE,
            "eigenvalues": listed(REAL),
            "escape": nullable(escape()),
            "note": TEXT,
            "values": listed(MAYBE_REAL),
            "path": nullable(listed(listed(MAYBE_REAL))),
        }
    )
