"""What each run came to, matched with the certified critical points; without them by numerical eigenvalues, and said to be approximate."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from calc_cli.descent.elementary import Array
from calc_cli.descent.escapes import escape_from
from calc_cli.descent.landscape import NEAR, Landscape, Match, match, nearest_copy, place_of, set_at
from calc_cli.descent.program import Loss
from calc_cli.descent.rules import RULES, SCIPY_SOURCES
from calc_cli.descent.runs import Ending, Options, Run
from calc_cli.model import Classification
from calc_cli.model.descent import DescentRun, Verdict
from calc_cli.records import record
from calc_cli.tree import Expr

OF_KIND = {
    Classification.LOCAL_MINIMUM: Verdict.MINIMUM,
    Classification.LOCAL_MAXIMUM: Verdict.MAXIMUM,
    Classification.SADDLE: Verdict.SADDLE,
}
AT_ONCE = {Ending.DIVERGED: Verdict.DIVERGED, Ending.LEFT_DOMAIN: Verdict.LEFT_DOMAIN, Ending.OSCILLATES: Verdict.OSCILLATES}
SMALL_GRADIENT = 1e-6
LARGEST_MATRIX = 200


@record
class Judged:
    """A verdict and what it leans on."""

    verdict: Verdict
    match: Match | None = None
    certified: bool = False
    eigenvalues: tuple[float, ...] = ()
    note: str = ""


def judge(run: Run, loss: Loss, landscape: Landscape | None, options: Options) -> Judged:
    """The verdict on one run."""
    if run.ending in (Ending.DIVERGED, Ending.LEFT_DOMAIN):
        note = "left the box asked for" if run.ending is Ending.LEFT_DOMAIN and options.lower else ""
        return Judged(AT_ONCE[run.ending], note=note)
    near = max(NEAR, 10 * options.noise)
    found = None if landscape is None else match(landscape, run.end, near)
    settled = run.ending in (Ending.CONVERGED, Ending.STOPPED) or options.noise > 0
    if found is not None and landscape is not None and (settled or run.gradient_norm <= SMALL_GRADIENT):
        point = landscape.points[found.number - 1]
        verdict = OF_KIND.get(point.classification, Verdict.CRITICAL)
        note = "the noise keeps it moving" if options.noise else ""
        return Judged(verdict, found, True, note=note)
    if run.ending is Ending.OSCILLATES:
        return Judged(Verdict.OSCILLATES, found)
    if not settled or (options.noise and run.gradient_norm > SMALL_GRADIENT):
        return Judged(Verdict.OUT_OF_STEPS, found, found is not None)
    if run.gradient_norm > SMALL_GRADIENT:
        return Judged(Verdict.STOPPED, found, found is not None, note="its line search or its own test of progress ended it")
    if landscape is None:
        return by_eigenvalues(run, loss)
    number = set_at(landscape, loss.variables, run.end)
    if number is not None:
        words = landscape.sets[number - 1].classification.value.replace("_", " ")
        return Judged(Verdict.FLAT, note=f"set {number} of the critical sets, {words}")
    if landscape.complete:
        return Judged(Verdict.NO_POINT, note="f flattens out, no critical point is near")
    return by_eigenvalues(run, loss)


def by_eigenvalues(run: Run, loss: Loss) -> Judged:
    """The signs of the numerical eigenvalues at the end: approximate."""
    if len(loss.variables) > LARGEST_MATRIX:
        return Judged(Verdict.CRITICAL, note="approximate: the Hessian is too large to look at")
    hessian = loss.hessian(run.end)
    if not np.all(np.isfinite(hessian)):
        return Judged(Verdict.CRITICAL, note="approximate: the Hessian is not defined there")
    values = np.linalg.eigvalsh(hessian)
    scale = max(float(np.max(np.abs(values))), 1.0)
    shown = tuple(float(v) for v in values)
    if values[0] > 1e-9 * scale:
        return Judged(Verdict.MINIMUM, eigenvalues=shown, note="approximate: by numerical eigenvalues")
    if values[-1] < -1e-9 * scale:
        return Judged(Verdict.MAXIMUM, eigenvalues=shown, note="approximate: by numerical eigenvalues")
    if values[0] < -1e-6 * scale and values[-1] > 1e-6 * scale:
        return Judged(Verdict.SADDLE, eigenvalues=shown, note="approximate: by numerical eigenvalues")
    return Judged(Verdict.FLAT, eigenvalues=shown, note="approximate: some numerical eigenvalues are nearly zero")


def finished(run: Run, loss: Loss, tree: Expr, landscape: Landscape | None, options: Options) -> DescentRun:
    """The run with its verdict, and at a saddle the way out."""
    judged = judge(run, loss, landscape, options)
    rule = next((r for r in RULES if r.name == run.optimizer), None)
    escape = None
    is_global = None
    if judged.match is not None and landscape is not None:
        point = landscape.points[judged.match.number - 1]
        is_global = point.is_global
        if judged.verdict is Verdict.SADDLE:
            _, near = nearest_copy(point, run.end)
            escape = escape_from(loss, tree, place_of(point, judged.match.copies), near, run.end, options.rate)
            if escape is None:
                judged = replace(judged, note="no negative eigenvalue there: the way out is slower than exponential")
    return DescentRun(
        optimizer=run.optimizer,
        source=rule.source if rule else SCIPY_SOURCES[run.optimizer],
        defaults=tuple(rule.defaults.items()) if rule else (),
        uses_rate=rule.uses_rate if rule else False,
        path=doubles(run.path),
        values=tuple(float(v) for v in run.values),
        gradient_norm=run.gradient_norm,
        steps=len(run.path) - 1,
        evaluations=run.evaluations,
        verdict=judged.verdict,
        certified=judged.certified,
        point=judged.match.number if judged.match else None,
        copies=judged.match.copies if judged.match else (),
        distance=judged.match.distance if judged.match else None,
        is_global=is_global,
        eigenvalues=judged.eigenvalues,
        escape=escape,
        note=judged.note,
    )


def doubles(path: Array) -> tuple[tuple[float, ...], ...]:
    """The rows as tuples."""
    return tuple(tuple(float(x) for x in row) for row in path)
