"""What each run came to, matched with the certified critical points; without them by numerical eigenvalues, and said to be approximate."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from calc_cli.descent.elementary import Array
from calc_cli.descent.escapes import escape_from
from calc_cli.descent.landscape import Landscape, Match, branches_meet, match, nearest_copy, place_of, proves_in_set, set_at
from calc_cli.descent.program import Loss
from calc_cli.descent.rules import RULES, SCIPY_SOURCES
from calc_cli.descent.runs import Ending, Options, Run
from calc_cli.descent.uniqueness import proves_alone
from calc_cli.model import Classification, Number, Proof
from calc_cli.model.descent import DescentRun, Verdict
from calc_cli.model.step_sizes import step_sizes
from calc_cli.records import record
from calc_cli.tree import Expr

OF_KIND = {
    Classification.LOCAL_MINIMUM: Verdict.MINIMUM,
    Classification.LOCAL_MAXIMUM: Verdict.MAXIMUM,
    Classification.SADDLE: Verdict.SADDLE,
}
AT_ONCE = {
    Ending.FAR: Verdict.DIVERGED,
    Ending.OVERFLOW: Verdict.DIVERGED,
    Ending.LEFT_DOMAIN: Verdict.LEFT_DOMAIN,
    Ending.LEFT_BOX: Verdict.LEFT_DOMAIN,
    Ending.NOT_EVALUATED: Verdict.STOPPED,
}
WITHOUT_NOTE = (Ending.LEFT_DOMAIN, Ending.OUT_OF_STEPS, Ending.OSCILLATES)
WITHOUT_DERIVATIVES = (Ending.NO_GRADIENT, Ending.NO_GRADIENT_AHEAD, Ending.NO_HESSIAN)
SMALL_GRADIENT = 1e-6
NEAR = 1e-2
NEAR_DEGENERATE = 0.1
TIGHT = 1e-6
LAST_NOISY = 24
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
    reason = "" if run.ending in WITHOUT_NOTE else run.ending.value
    if run.ending in AT_ONCE:
        return Judged(AT_ONCE[run.ending], note=reason)
    known = landscape or Landscape()
    nearest = match(known, run.end)
    small = run.gradient_norm <= max(SMALL_GRADIENT, options.tolerance)
    if small and any(proves_in_set(component, run.end) for component in known.sets):
        return on_flat_ground(run, loss, landscape, nearest)
    if nearest is not None and is_reached(run, known, nearest, options):
        return at_point(run, loss, known, nearest)
    beside = nearest if nearest is not None and nearest.clear and nearest.gap <= NEAR else None
    if run.noisy or run.ending in (Ending.OSCILLATES, Ending.OUT_OF_STEPS):
        return Judged(Verdict.OSCILLATES if run.ending is Ending.OSCILLATES else Verdict.OUT_OF_STEPS, beside)
    if not small or run.ending in WITHOUT_DERIVATIVES:
        return Judged(Verdict.STOPPED, beside, note=reason)
    return on_flat_ground(run, loss, landscape, nearest)


def is_reached(run: Run, landscape: Landscape, nearest: Match, options: Options) -> bool:
    """Is the end at the point, for a reader? With a small gradient within NEAR of it (where H is not proved regular, NEAR_DEGENERATE),
    otherwise within TIGHT; with noise, for the last steps within ten of its standard deviations."""
    if not nearest.clear:
        return False
    point = landscape.points[nearest.number - 1]
    size = max(1.0, float(np.linalg.norm(run.end)))
    if run.noisy:
        _, place = nearest_copy(point, run.end)
        radius = max(NEAR, 10 * options.noise)
        return len(run.path) > LAST_NOISY and bool(np.max(np.linalg.norm(run.path[-LAST_NOISY:] - place, axis=1)) <= radius)
    if run.gradient_norm <= max(SMALL_GRADIENT, options.tolerance):
        sizes = step_sizes(point.eigenvalues)
        regular = sizes is not None and not sizes.singular
        return nearest.gap <= max(NEAR if regular else NEAR_DEGENERATE, TIGHT * size)
    return run.ending is not Ending.OSCILLATES and nearest.gap <= TIGHT * size


def at_point(run: Run, loss: Loss, landscape: Landscape, nearest: Match) -> Judged:
    """The verdict at a critical point; certified when that is proved to be the one nearest to the end."""
    point = landscape.points[nearest.number - 1]
    verdict = OF_KIND.get(point.classification, Verdict.CRITICAL)
    place = place_of(point, nearest.copies)
    alone = landscape.is_complete_at(run.end) and not landscape.sets
    certified = point.proof is not Proof.UNPROVED and (alone or proves_alone(loss.tree, loss.variables, place, run.end))
    notes = ["the noise keeps it moving"] if run.noisy else []
    if not certified:
        notes.append("approximate: other critical points nearby are not excluded")
    return Judged(verdict, nearest, certified, note="; ".join(notes))


def on_flat_ground(run: Run, loss: Loss, landscape: Landscape | None, nearest: Match | None) -> Judged:
    """A small gradient at no critical point that is known."""
    if landscape is None:
        return by_eigenvalues(run, loss)
    number = set_at(landscape, loss.variables, run.end)
    if number is not None:
        words = landscape.sets[number - 1].classification.value.replace("_", " ")
        if proves_in_set(landscape.sets[number - 1], run.end):
            return Judged(Verdict.FLAT, certified=True, note=f"in set {number}: {words}")
        return Judged(Verdict.FLAT, note=f"approximate: the equations of set {number} nearly hold; its points: {words}")
    if not landscape.is_complete_at(run.end) or landscape.sets:
        return by_eigenvalues(run, loss)
    if nearest is None:
        return Judged(Verdict.NO_POINT, note="" if landscape.points else "f has none, proved")
    return Judged(Verdict.NO_POINT, nearest, note="" if nearest.clear else "another one is about as near")


def by_eigenvalues(run: Run, loss: Loss) -> Judged:
    """The signs of the numerical eigenvalues at the end: approximate."""
    if len(loss.variables) > LARGEST_MATRIX:
        return Judged(Verdict.CRITICAL, note="approximate: the Hessian is too large to look at")
    hessian = loss.hessian(run.end)
    if not np.all(np.isfinite(hessian)):
        return Judged(Verdict.CRITICAL, note="approximate: the Hessian is not defined there")
    if branches_meet(loss.tree, loss.variables, run.end):
        return Judged(Verdict.CRITICAL, note="approximate: branches of f meet near it")
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
        is_global = point.is_global if judged.verdict in OF_KIND.values() else None
        if judged.verdict is Verdict.SADDLE:
            _, near = nearest_copy(point, run.end)
            escape = escape_from(loss, tree, point, judged.match.copies, near, run.end, options.rate)
            if escape is None:
                judged = replace(judged, note="; ".join(filter(None, (judged.note, way_out_words(point.eigenvalues)))))
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


def way_out_words(eigenvalues: tuple[Number, ...]) -> str:
    """Why no direction of escape is named."""
    if eigenvalues and all(not value.lower.startswith("-") for value in eigenvalues):
        return "no eigenvalue is negative there: the way out is slower than exponential"
    return "no eigenvalue is proved negative there"


def doubles(path: Array) -> tuple[tuple[float, ...], ...]:
    """The rows as tuples."""
    return tuple(tuple(float(x) for x in row) for row in path)
