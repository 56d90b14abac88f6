"""JSON Schema of the documents of several variables: surfaces, maps, gradients and Hessians."""

from __future__ import annotations

from calc_cli.model import Classification, Convexity, PointType, Proof, Test
from calc_cli.reports.schema import (
    COUNT,
    MAYBE,
    SCHEMA_VERSION,
    TEXT,
    TEXTS,
    WHERE,
    Schema,
    batch_fields,
    listed,
    nullable,
    one_of,
    record,
    ref,
)
from calc_cli.reports.step_sizes_json import step_sizes_schema

MATRIX: Schema = listed(listed(ref("number")))
FORMULAS: Schema = listed(ref("formula"))
DEFINITENESS = ["positive_definite", "negative_definite", "indefinite", "semidefinite", "unknown", None]


def documents() -> dict[str, Schema]:
    """The definitions by name: `surface`, `map`, `local`."""
    return {"surface": surface(), "map": mapping(), "local": local(), "derivatives": derivatives()}


def head(kind: Schema) -> dict[str, Schema]:
    """What every document begins with."""
    return {
        "schema_version": {"const": SCHEMA_VERSION},
        "input": TEXT,
        "kind": kind,
        "name": TEXT,
        "variables": {**TEXTS, "minItems": 1},
        "notes": TEXTS,
        "warnings": TEXTS,
        "seconds": {"type": "number", "minimum": 0},
    }


def point() -> Schema:
    """POINT of several variables."""
    evidence = record({"label": TEXT}, value=ref("number"), formula=ref("formula"))
    return record(
        {
            "at": WHERE,
            "value": nullable(ref("number")),
            "classification": one_of(Classification),
            "type": one_of(PointType),
            "test": one_of(Test),
            "evidence": listed(evidence),
            "strict": MAYBE,
            "global": MAYBE,
            "proof": one_of(Proof),
            "family": {"type": "null"},
            "multiplicity": nullable({"type": "integer", "minimum": 1}),
            "method": TEXT,
            "eigenvalues": listed(ref("number")),
            "index": nullable(COUNT),
            "hessian": MATRIX,
            "determinant": nullable(ref("number")),
            "step_sizes": step_sizes_schema(),
        },
        periods=listed(WHERE),
    )


def extremum() -> Schema:
    """EXTREMUM with the curve along which an unattained value is approached; partial: it may be attained elsewhere too."""
    along: Schema = {"type": "object", "additionalProperties": TEXT}
    required = {"value": nullable(ref("number")), "attained": MAYBE, "at": listed(WHERE), "proof": one_of(Proof)}
    return record(required, along=along, partial={"type": "boolean"})


def surface() -> Schema:
    """The document of a function of several variables."""
    box: Schema = {"type": "object", "additionalProperties": ref("interval")}
    edge = record({"at": WHERE, "value": nullable(ref("number")), "on": TEXT, "global": MAYBE})
    return record(
        {
            **head({"const": "surface"}),
            "function": ref("formula"),
            "region": nullable(box),
            "gradient": FORMULAS,
            "hessian": listed(FORMULAS),
            "critical_points": listed(point()),
            "critical_sets": listed(ref("set")),
            "boundary": listed(edge),
            "extrema": record({"minimum": nullable(extremum()), "maximum": nullable(extremum())}),
            "convexity": one_of(Convexity),
            "completeness": record({"critical_points": ref("status")}),
        },
        steps=listed(ref("step")),
        **batch_fields(),
    )


def mapping() -> Schema:
    """The document of `calc jacobian`."""
    return record(
        {
            **head({"const": "map"}),
            "components": FORMULAS,
            "jacobian": listed(FORMULAS),
            "determinant": nullable(ref("formula")),
            "at": nullable(WHERE),
            "values": listed(ref("number")),
            "jacobian_at": MATRIX,
            "determinant_at": nullable(ref("number")),
            "rank": nullable(COUNT),
            "linear": FORMULAS,
            "near": nullable(WHERE),
            "linear_near": listed(ref("number")),
            "errors": listed(ref("number")),
        },
        steps=listed(ref("step")),
    )


def derivatives() -> Schema:
    """The document of `calc derive`."""
    return record(
        {
            **head({"const": "derivatives"}),
            "function": ref("formula"),
            "constants": TEXTS,
            "derivatives": FORMULAS,
            "at": nullable(WHERE),
            "values": listed(ref("number")),
        },
        steps=listed(ref("step")),
    )


def local() -> Schema:
    """The document of `calc gradient` and `calc hessian`."""
    return record(
        {
            **head({"enum": ["gradient", "hessian"]}),
            "function": ref("formula"),
            "gradient": FORMULAS,
            "hessian": listed(FORMULAS),
            "at": nullable(WHERE),
            "value": nullable(ref("number")),
            "gradient_at": nullable(WHERE),
            "norm": nullable(ref("number")),
            "hessian_at": MATRIX,
            "determinant_at": nullable(ref("number")),
            "eigenvalues": listed(ref("number")),
            "definiteness": {"enum": DEFINITENESS},
            "newton_step": nullable(WHERE),
            "newton_point": nullable(WHERE),
        },
        steps=listed(ref("step")),
    )
