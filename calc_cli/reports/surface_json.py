"""The JSON document of a function of several variables and of a map: additions to the contract, the same words."""

from __future__ import annotations

from typing import Any

from calc_cli.balls.decimals import number
from calc_cli.language import to_text
from calc_cli.model import CriticalPoint, CriticalSet, Extremum, LocalStudy, MapStudy, Number, Surface
from calc_cli.model.step_sizes import step_sizes
from calc_cli.reports.json import box_of, family_of, formula_of, head_of, number_of, optional_number, place_of, status_of, step_of
from calc_cli.reports.schema import SCHEMA_VERSION
from calc_cli.reports.step_sizes_json import step_sizes_of
from calc_cli.tree import Expr, is_constant

Json = dict[str, Any]


def surface_document(study: Surface, *, steps: bool = False) -> Json:
    """The document of a function of several variables; `steps` adds the worked solution."""
    names = study.problem.variables
    document: Json = {
        **head_of(study),
        "notes": [*study.problem.notes, *study.notes],
        "region": None if study.region is None else box_of(study.region, names),
        "gradient": [formula_of(entry.result) for entry in study.gradient],
        "hessian": [[formula_of(entry.result) for entry in row] for row in study.hessian],
        "critical_points": [surface_point(point, study) for point in study.critical_points],
        "critical_sets": [surface_set(component) for component in study.critical_sets],
        "boundary": [boundary_point(point, study) for point in study.boundary],
        "extrema": {"minimum": surface_extremum(study.minimum, study), "maximum": surface_extremum(study.maximum, study)},
        "convexity": study.convexity.value,
        "completeness": {"critical_points": status_of(study.critical_status, names)},
        "warnings": list(study.warnings),
        "seconds": round(study.seconds, 6),
    }
    if steps:
        document["steps"] = surface_steps(study)
    return document


def matrix_of(rows: tuple[tuple[Number, ...], ...]) -> list[list[Json]]:
    """Rows of NUMBERs."""
    return [[number_of(entry) for entry in row] for row in rows]


def surface_point(point: CriticalPoint, study: Surface) -> Json:
    """POINT with the Hessian there; periods: vectors along which it repeats, one NUMBER a variable each."""
    document: Json = {
        "at": place_of(point.at, study),
        "value": optional_number(point.value),
        "classification": point.classification.value,
        "type": point.type.value,
        "test": point.test.value,
        "evidence": [evidence_of(label, tree) for label, tree in point.evidence],
        "strict": point.strict,
        "global": point.is_global,
        "proof": point.proof.value,
        "family": family_of(point.family),
        "multiplicity": point.multiplicity,
        "method": point.method,
        "eigenvalues": [number_of(value) for value in point.eigenvalues],
        "index": point.index,
        "hessian": matrix_of(point.hessian),
        "determinant": optional_number(point.determinant),
        "step_sizes": step_sizes_of(step_sizes(point.eigenvalues)),
    }
    if point.periods:
        document["periods"] = [place_of(period, study) for period in point.periods]
    return document


def evidence_of(label: str, tree: Expr) -> Json:
    """What a test looked at: a number, or a formula."""
    if is_constant(tree):
        return {"label": label, "value": number_of(number(tree))}
    return {"label": label, "formula": formula_of(tree)}


def surface_set(component: CriticalSet) -> Json:
    """SET: a curve, surface, … of critical points."""
    return {
        "equations": [formula_of(equation) for equation in component.equations],
        "interval": None,
        "dimension": component.dimension,
        "value": optional_number(component.value),
        "classification": component.classification.value,
        "proof": component.proof.value,
        "family": None,
    }


def boundary_point(point: CriticalPoint, study: Surface) -> Json:
    """A critical point of a face or edge, or a corner: where it lies, the value, is a global extremum taken there?"""
    return {
        "at": place_of(point.at, study),
        "value": optional_number(point.value),
        "on": point.on_boundary,
        "global": point.is_global,
    }


def surface_extremum(extremum: Extremum | None, study: Surface) -> Json | None:
    """Infimum or supremum; along: a curve in its parameter on which f nears the value, when it is not attained; partial: more places."""
    if extremum is None:
        return None
    document: Json = {
        "value": optional_number(extremum.value),
        "attained": extremum.attained,
        "at": [place_of(at, study) for at in extremum.at],
        "proof": extremum.proof.value,
    }
    if extremum.partial:
        document["partial"] = True
    if extremum.along:
        document["along"] = {name: to_text(tree) for name, tree in zip(study.problem.variables, extremum.along, strict=True)}
    return document


def surface_steps(study: Surface) -> list[Json]:
    """The worked solution: gradient, Hessian, the system."""
    names = study.problem.variables
    found = [{"part": "gradient", **step_of(entry.step)} for entry in study.gradient]
    size = range(len(names))
    found += [{"part": "hessian", **step_of(study.hessian[i][j].step)} for i in size for j in size if i <= j]
    return found + [{"part": "critical_points", **step_of(step)} for step in study.solution]


def map_document(study: MapStudy, *, steps: bool = False) -> Json:
    """The document of a map into several dimensions."""
    names = study.problem.variables
    document: Json = {
        "schema_version": SCHEMA_VERSION,
        "input": study.problem.text,
        "kind": study.kind,
        "name": study.problem.name,
        "components": [formula_of(tree) for tree in study.components],
        "variables": list(names),
        "notes": list(study.problem.notes),
        "jacobian": [[formula_of(entry.result) for entry in row] for row in study.jacobian],
        "determinant": None if study.determinant is None else formula_of(study.determinant),
        "at": vector_of(study.at, names),
        "values": [number_of(value) for value in study.values],
        "jacobian_at": matrix_of(study.jacobian_at),
        "determinant_at": optional_number(study.determinant_at),
        "rank": study.rank,
        "linear": [formula_of(tree) for tree in study.linear],
        "near": vector_of(study.near, names),
        "linear_near": [number_of(value) for value in study.linear_near],
        "errors": [number_of(value) for value in study.errors],
        "warnings": list(study.warnings),
        "seconds": round(study.seconds, 6),
    }
    if steps:
        document["steps"] = [{"part": "jacobian", **step_of(entry.step)} for row in study.jacobian for entry in row]
    return document


def vector_of(values: tuple[Number, ...], names: tuple[str, ...]) -> Json | None:
    """One NUMBER a variable, by name; null when there are none."""
    return {name: number_of(value) for name, value in zip(names, values, strict=True)} if values else None


def local_document(study: LocalStudy, *, steps: bool = False) -> Json:
    """The document of a gradient or a Hessian, with its values at a point."""
    names = study.problem.variables
    document: Json = {
        **head_of(study),
        "notes": list(study.problem.notes),
        "gradient": [formula_of(entry.result) for entry in study.gradient],
        "hessian": [[formula_of(entry.result) for entry in row] for row in study.hessian],
        "at": vector_of(study.at, names),
        "value": optional_number(study.value),
        "gradient_at": vector_of(study.gradient_at, names),
        "norm": optional_number(study.norm),
        "hessian_at": matrix_of(study.hessian_at),
        "determinant_at": optional_number(study.determinant_at),
        "eigenvalues": [number_of(value) for value in study.eigenvalues],
        "definiteness": study.definiteness or None,
        "newton_step": vector_of(study.newton_step, names),
        "newton_point": vector_of(study.newton_point, names),
        "warnings": list(study.warnings),
        "seconds": round(study.seconds, 6),
    }
    if steps:
        size = range(len(names))
        second = [study.hessian[i][j] for i in size for j in size if i <= j] if study.hessian else []
        document["steps"] = [{"part": "gradient", **step_of(entry.step)} for entry in study.gradient]
        document["steps"] += [{"part": "hessian", **step_of(entry.step)} for entry in second]
    return document
