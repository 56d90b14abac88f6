"""JSON Schema (draft 2020-12) of every document calc prints, its enumerations taken from the model."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from calc_cli.model import (
    AsymptoteKind,
    Bend,
    Classification,
    Convexity,
    Direction,
    PointType,
    Proof,
    SingularityKind,
    Symmetry,
    Test,
)
from calc_cli.stages import Stage

SCHEMA_VERSION = 1
Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
TEXTS: Schema = {"type": "array", "items": TEXT}
FLAG: Schema = {"type": "boolean"}
MAYBE: Schema = {"type": ["boolean", "null"]}
COUNT: Schema = {"type": "integer", "minimum": 0}
DECIMAL: Schema = {"type": "string", "pattern": r"^-?(\d+(\.\d*)?([eE][+-]?\d+)?|oo)$"}
WHERE: Schema = {"type": "object", "additionalProperties": {"$ref": "#/$defs/number"}, "minProperties": 1}
BOX: Schema = {"type": "object", "additionalProperties": {"$ref": "#/$defs/interval"}, "minProperties": 1}


def schema() -> Schema:
    """The schema of one document: a study or an error.

    >>> schema()["$schema"]
    'https://json-schema.org/draft/2020-12/schema'
    """
    from calc_cli.reports.descent_schema import descent
    from calc_cli.reports.surface_schema import documents

    several = {**documents(), "descent": descent()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://calc.invalid/schema/1",
        "title": "calc, one analysis",
        "oneOf": [ref("study"), *(ref(name) for name in several), ref("failure")],
        "$defs": {
            **number_definitions(),
            **point_definitions(),
            **section_definitions(),
            "study": study(),
            **several,
            "failure": failure(),
        },
    }


def ref(name: str) -> Schema:
    """A reference to a definition."""
    return {"$ref": f"#/$defs/{name}"}


def nullable(inner: Schema) -> Schema:
    """The schema, or null."""
    return {"anyOf": [inner, {"type": "null"}]}


def listed(inner: Schema) -> Schema:
    """An array of it."""
    return {"type": "array", "items": inner}


def one_of(words: type[StrEnum]) -> Schema:
    """A member of an enumeration of the model."""
    return {"enum": [word.value for word in words]}


def record(fields: dict[str, Schema], **optional: Schema) -> Schema:
    """An object with exactly these fields; the optional ones may be left out."""
    return {"type": "object", "properties": {**fields, **optional}, "required": list(fields), "additionalProperties": False}


def number_definitions() -> dict[str, Schema]:
    """NUMBER, FORMULA, INTERVAL, FAMILY, LIMIT, BOX."""
    return {
        "number": record(
            {
                "exact": {"type": ["string", "null"]},
                "approx": {"type": ["number", "null"]},
                "enclosure": {"type": "array", "items": DECIMAL, "minItems": 2, "maxItems": 2},
            }
        ),
        "formula": record({"text": TEXT, "latex": TEXT}),
        "interval": record({"lower": ref("number"), "upper": ref("number"), "lower_closed": FLAG, "upper_closed": FLAG}),
        "family": record({"period": ref("number"), "index": TEXT, "value_shift": ref("number")}),
        "limit": record({"value": nullable(ref("number")), "exists": MAYBE}),
    }


def point_definitions() -> dict[str, Schema]:
    """POINT, SET, EXTREMUM, SINGULARITY."""
    return {
        "point": record(
            {
                "at": WHERE,
                "value": nullable(ref("number")),
                "classification": one_of(Classification),
                "type": one_of(PointType),
                "test": one_of(Test),
                "evidence": listed(record({"label": TEXT}, value=ref("number"), sign={"enum": [-1, 0, 1]}, formula=ref("formula"))),
                "strict": MAYBE,
                "global": MAYBE,
                "proof": one_of(Proof),
                "family": nullable(ref("family")),
                "multiplicity": nullable({"type": "integer", "minimum": 1}),
                "method": TEXT,
            },
            eigenvalues=listed(ref("number")),
            index=nullable(COUNT),
        ),
        "set": record(
            {
                "equations": listed(ref("formula")),
                "interval": nullable(ref("interval")),
                "dimension": {"type": "integer", "minimum": 1},
                "value": nullable(ref("number")),
                "classification": one_of(Classification),
                "proof": one_of(Proof),
                "family": nullable(ref("family")),
            }
        ),
        "extremum": record({"value": nullable(ref("number")), "attained": MAYBE, "at": listed(WHERE), "proof": one_of(Proof)}),
        "singularity": record(
            {
                "at": WHERE,
                "kind": one_of(SingularityKind),
                "left": nullable(ref("limit")),
                "right": nullable(ref("limit")),
                "family": nullable(ref("family")),
            }
        ),
    }


def section_definitions() -> dict[str, Schema]:
    """STATUS, STEP, ASYMPTOTE, INTERCEPTS."""
    step = {
        "rule": TEXT,
        "text": TEXT,
        "latex": TEXT,
        "before": nullable(ref("formula")),
        "after": nullable(ref("formula")),
        "substeps": listed(ref("step")),
    }
    return {
        "status": record(
            {
                "proved": FLAG,
                "within": nullable(BOX),
                "count": {"anyOf": [COUNT, {"enum": ["infinite", None]}]},
                "undecided": listed(BOX),
                "strategies": TEXTS,
                "trail": listed(record({"strategy": TEXT, "reason": TEXT})),
                "equation": nullable(ref("formula")),
            }
        ),
        "step": record(step, part=TEXT),
        "asymptote": record({"kind": one_of(AsymptoteKind), "equation": ref("formula"), "towards": TEXTS}),
        "intercepts": record(
            {
                "x": listed(ref("number")),
                "families": listed(record({"base": ref("number"), "period": ref("number")})),
                "intervals": listed(ref("interval")),
                "y": nullable(ref("number")),
                "complete": FLAG,
            }
        ),
    }


def piece(words: type[StrEnum]) -> Schema:
    """An interval with a direction."""
    return listed(record({"interval": ref("interval"), "direction": one_of(words)}))


def study() -> Schema:
    """The document of a function of one variable."""
    maybe_extremum, status = nullable(ref("extremum")), ref("status")
    return record(
        {
            "schema_version": {"const": SCHEMA_VERSION},
            "input": TEXT,
            "kind": {"const": "curve"},
            "name": TEXT,
            "function": ref("formula"),
            "variables": {**TEXTS, "minItems": 1},
            "notes": TEXTS,
            "region": nullable(ref("interval")),
            "domain": listed(ref("interval")),
            "domain_period": nullable(ref("number")),
            "domain_within": nullable(ref("interval")),
            "domain_complete": MAYBE,
            "derivatives": record({"first": ref("formula"), "second": ref("formula")}),
            "critical_points": listed(ref("point")),
            "critical_sets": listed(ref("set")),
            "endpoints": listed(ref("point")),
            "inflection_points": listed(ref("point")),
            "monotonicity": piece(Direction),
            "pieces_period": nullable(ref("number")),
            "concavity": piece(Bend),
            "extrema": record({"minimum": maybe_extremum, "maximum": maybe_extremum}),
            "convexity": one_of(Convexity),
            "symmetry": one_of(Symmetry),
            "period": nullable(ref("number")),
            "limits": record({"-oo": nullable(ref("limit")), "oo": nullable(ref("limit"))}),
            "asymptotes": listed(ref("asymptote")),
            "singularities": listed(ref("singularity")),
            "intercepts": ref("intercepts"),
            "completeness": record({"critical_points": status, "inflection_points": status}),
            "warnings": TEXTS,
            "seconds": {"type": "number", "minimum": 0},
        },
        steps=listed(ref("step")),
        **batch_fields(),
    )


def failure() -> Schema:
    """The error document."""
    span = nullable({"type": "array", "items": COUNT, "minItems": 2, "maxItems": 2})
    stage = {"enum": [*(stage.value for stage in Stage), None]}
    error = record({"code": TEXT, "message": TEXT, "span": span, "hint": {"type": ["string", "null"]}}, stage=stage)
    fields = {"schema_version": {"const": SCHEMA_VERSION}, "input": TEXT, "error": error}
    return record(fields, **batch_fields(), seconds={"type": "number", "minimum": 0}, proved=proved_so_far())


def proved_so_far() -> Schema:
    """What an analysis had proved when its time or memory ran out: parts of a whole document; points without their evidence."""
    point = record(
        {
            "at": WHERE,
            "value": nullable(ref("number")),
            "classification": one_of(Classification),
            "type": one_of(PointType),
            "proof": one_of(Proof),
        }
    )
    formula = ref("formula")
    return record(
        {},
        function=formula,
        variables=TEXTS,
        derivatives=record({"first": formula, "second": formula}),
        gradient=listed(formula),
        domain=listed(ref("interval")),
        critical_points=listed(point),
    )


def batch_fields() -> dict[str, Schema]:
    """What a line of `calc batch` has besides: the caller's name of the problem, the file and line it stood on, and what was asked."""
    name = {"type": ["string", "integer", "number", "null"]}
    return {"id": name, "line": {"type": "integer", "minimum": 1}, "file": TEXT, "options": batch_options()}


def batch_options() -> Schema:
    """What a line of `calc batch` was asked beside its expression; absent when it is nothing."""
    asked: dict[str, Schema] = {
        "on": TEXT,
        "roots": {"enum": ["principal"]},
        "let": {"type": "object", "additionalProperties": TEXT},
        "wrt": {"type": "array", "items": TEXT},
    }
    return {"type": "object", "properties": asked, "additionalProperties": False}
