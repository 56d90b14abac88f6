"""The JSON document of a study: the contract for programs (schema_version 1, additive changes only)."""

from __future__ import annotations

import json
from math import isfinite
from typing import TYPE_CHECKING, Any

from calc_cli.balls.decimals import number
from calc_cli.language import text_and_latex
from calc_cli.model import (
    Asymptote,
    CriticalPoint,
    CriticalSet,
    Derivatives,
    Extremum,
    Family,
    Interval,
    Limit,
    LocalStudy,
    MapStudy,
    Number,
    Region,
    Singularity,
    Status,
    Step,
    Study,
    Surface,
    Truth,
)
from calc_cli.reports.document import text_of
from calc_cli.reports.evidence import Reading, readings
from calc_cli.reports.latex import inline
from calc_cli.reports.schema import SCHEMA_VERSION
from calc_cli.reports.sentences import sentence_line
from calc_cli.reports.solution import solution
from calc_cli.tree import Expr, is_constant

if TYPE_CHECKING:  # other documents do not load it
    from calc_cli.model.descent import Descent

Json = dict[str, Any]
TRUTH_VALUES: dict[Truth, bool | None] = {Truth.TRUE: True, Truth.FALSE: False, Truth.UNKNOWN: None}


def render(study: Study | Surface | MapStudy | LocalStudy | Derivatives, *, steps: bool = False) -> str:
    """The document as text, indented for reading; only ASCII, so that nothing in the input reaches the terminal raw."""
    return json.dumps(to_dict(study, steps=steps), indent=2, allow_nan=False)


def to_dict(study: Study | Surface | MapStudy | LocalStudy | Derivatives, *, steps: bool = False) -> Json:
    """The document of a study; `steps` adds the worked solution."""
    if not isinstance(study, Study):
        from calc_cli.reports import surface_json

        if isinstance(study, Surface):
            return surface_json.surface_document(study, steps=steps)
        if isinstance(study, Derivatives):
            from calc_cli.reports.derivatives_json import derivatives_document

            return derivatives_document(study, steps=steps)
        if isinstance(study, MapStudy):
            return surface_json.map_document(study, steps=steps)
        return surface_json.local_document(study, steps=steps)
    name = study.problem.variables[0]
    document: Json = {
        **head_of(study),
        "notes": list(study.problem.notes),
        "region": None if study.region is None else interval_of(study.region),
        "domain": [interval_of(piece) for piece in study.domain.intervals],
        "domain_period": None if study.domain.period is None else number_of(number(study.domain.period)),
        "domain_within": None if study.domain.within is None else interval_of(study.domain.within),
        "domain_complete": TRUTH_VALUES[study.domain.complete],
        "derivatives": {"first": formula_of(study.first.result), "second": formula_of(study.second.result)},
        "critical_points": [point_of(point, study) for point in study.critical_points],
        "critical_sets": [set_of(stretch) for stretch in study.critical_sets],
        "endpoints": [point_of(point, study) for point in study.endpoints],
        "inflection_points": [point_of(point, study) for point in study.inflection_points],
        "monotonicity": [{"interval": interval_of(p.interval), "direction": str(p.direction)} for p in study.monotonicity],
        "pieces_period": None if study.chart.period is None else number_of(number(study.chart.period)),
        "concavity": [{"interval": interval_of(p.interval), "direction": str(p.direction)} for p in study.concavity],
        "extrema": {"minimum": extremum_of(study.minimum, study), "maximum": extremum_of(study.maximum, study)},
        "convexity": str(study.convexity),
        "symmetry": str(study.symmetry),
        "period": optional_number(study.period),
        "limits": {"-oo": limit_of(study.chart.lower), "oo": limit_of(study.chart.upper)},
        "asymptotes": [asymptote_of(line) for line in study.asymptotes],
        "singularities": [singularity_of(point, name) for point in study.singularities],
        "intercepts": intercepts_of(study),
        "completeness": {
            "critical_points": status_of(study.critical_status, study.problem.variables),
            "inflection_points": status_of(study.inflection_status, study.problem.variables),
        },
        "warnings": list(study.warnings),
        "seconds": round(study.seconds, 6),
    }
    if steps:
        document["steps"] = solution_of(study)
    return document


def formula_of(tree: Expr) -> Json:
    """FORMULA: the tree in calc syntax and in LaTeX."""
    text, latex = text_and_latex(tree)
    return {"text": text, "latex": latex}


def number_of(value: Number) -> Json:
    """NUMBER: exact text, nearest double, outward-rounded enclosure; approx is null where no finite double is near."""
    near = value.approx
    return {"exact": value.exact, "approx": near if near is not None and isfinite(near) else None, "enclosure": [value.lower, value.upper]}


def optional_number(value: Number | None) -> Json | None:
    """NUMBER or null."""
    return None if value is None else number_of(value)


def head_of(study: Study | Surface | LocalStudy | Derivatives | Descent) -> Json:
    """What every document of one function begins with."""
    problem = study.problem
    return {
        "schema_version": SCHEMA_VERSION,
        "input": problem.text,
        "kind": study.kind,
        "name": problem.name,
        "function": formula_of(problem.tree),
        "variables": list(problem.variables),
    }


def interval_of(interval: Interval) -> Json:
    """INTERVAL."""
    return {
        "lower": number_of(number(interval.lower)),
        "upper": number_of(number(interval.upper)),
        "lower_closed": interval.lower_closed,
        "upper_closed": interval.upper_closed,
    }


def family_of(family: Family | None) -> Json | None:
    """FAMILY: at + k period, value + k value_shift, k any integer."""
    if family is None:
        return None
    return {"period": number_of(family.period), "index": family.index, "value_shift": number_of(family.value_shift)}


def place_of(at: tuple[Number, ...], study: Study | Surface) -> Json:
    """One NUMBER a variable, by name."""
    return {name: number_of(value) for name, value in zip(study.problem.variables, at, strict=True)}


def point_of(point: CriticalPoint, study: Study) -> Json:
    """POINT."""
    document = {
        "at": place_of(point.at, study),
        "value": optional_number(point.value),
        "classification": str(point.classification),
        "type": str(point.type),
        "test": str(point.test),
        "evidence": [evidence_of(entry) for entry in readings(point, study.problem.name)],
        "strict": point.strict,
        "global": point.is_global,
        "proof": str(point.proof),
        "family": family_of(point.family),
        "multiplicity": point.multiplicity,
        "method": point.method,
    }
    if point.eigenvalues:
        document["eigenvalues"] = [number_of(value) for value in point.eigenvalues]
        document["index"] = point.index
    return document


def evidence_of(entry: Reading) -> Json:
    """What a test looked at: its value, or the sign when only that was needed (a formula when it is no constant)."""
    if entry.sign is not None:
        return {"label": entry.label, "sign": entry.sign}
    if is_constant(entry.tree):
        return {"label": entry.label, "value": number_of(number(entry.tree))}
    return {"label": entry.label, "formula": formula_of(entry.tree)}


def set_of(stretch: CriticalSet) -> Json:
    """SET: critical points that are not isolated."""
    return {
        "equations": [formula_of(equation) for equation in stretch.equations],
        "interval": None if stretch.interval is None else interval_of(stretch.interval),
        "dimension": stretch.dimension,
        "value": optional_number(stretch.value),
        "classification": str(stretch.classification),
        "proof": str(stretch.proof),
        "family": family_of(stretch.family),
    }


def extremum_of(extremum: Extremum | None, study: Study) -> Json | None:
    """Infimum or supremum; null when it is not established."""
    if extremum is None:
        return None
    return {
        "value": optional_number(extremum.value),
        "attained": extremum.attained,
        "at": [place_of(at, study) for at in extremum.at],
        "proof": str(extremum.proof),
    }


def asymptote_of(line: Asymptote) -> Json:
    """ASYMPTOTE."""
    return {"kind": str(line.kind), "equation": formula_of(line.equation), "towards": list(line.towards)}


def singularity_of(point: Singularity, name: str) -> Json:
    """SINGULARITY with its one-sided limits."""
    return {
        "at": {name: number_of(point.at)},
        "kind": str(point.kind),
        "left": limit_of(point.left),
        "right": limit_of(point.right),
        "family": family_of(point.family),
    }


def limit_of(limit: Limit | None) -> Json | None:
    """LIMIT; null when there is no domain on that side."""
    if limit is None:
        return None
    return {"value": None if limit.value is None else number_of(number(limit.value)), "exists": TRUTH_VALUES[limit.exists]}


def intercepts_of(study: Study) -> Json:
    """Zeros of f and f(0)."""
    found = study.intercepts
    return {
        "x": [number_of(value) for value in found.x],
        "families": [{"base": number_of(base), "period": number_of(period)} for base, period in found.families],
        "intervals": [interval_of(piece) for piece in found.intervals],
        "y": optional_number(found.y),
        "complete": found.complete,
    }


def box_of(box: Interval | Region, names: tuple[str, ...]) -> Json:
    """BOX: one INTERVAL a variable, by name."""
    sides = (box,) if isinstance(box, Interval) else box
    return {name: interval_of(side) for name, side in zip(names, sides, strict=True)}


def status_of(status: Status, names: tuple[str, ...]) -> Json:
    """STATUS: is the list proved to be complete, and where; count null: not known."""
    return {
        "proved": status.proved,
        "within": None if status.within is None else box_of(status.within, names),
        "count": "infinite" if status.infinite else status.count,
        "undecided": [box_of(box, names) for box in status.undecided],
        "strategies": list(status.strategies),
        "trail": [{"strategy": refusal.strategy, "reason": refusal.reason} for refusal in status.trail],
        "equation": None if status.equation is None else formula_of(status.equation),
    }


def solution_of(study: Study) -> list[Json]:
    """The worked solution: steps in order, each with the part of the study it belongs to."""
    return [{"part": part, **step_of(step)} for part, step in solution(study)]


def step_of(step: Step) -> Json:
    """STEP: its rule, its sentence as plain text and in LaTeX, what it started from, what it came to, and the steps inside it."""
    line = sentence_line(step)
    return {
        "rule": step.rule,
        "text": text_of(line),
        "latex": inline(line),
        "before": None if step.before is None else formula_of(step.before),
        "after": None if step.after is None else formula_of(step.after),
        "substeps": [step_of(inner) for inner in step.substeps],
    }
