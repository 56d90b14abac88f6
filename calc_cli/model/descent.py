"""Where optimizers went: runs, what each reached, what was said before. Positions are doubles, the points matched are certified."""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum

from calc_cli.model.curve import CriticalPoint, CriticalSet
from calc_cli.model.step_sizes import StepSizes
from calc_cli.model.values import Number, Problem
from calc_cli.records import record


class Verdict(StrEnum):
    """What a run came to."""

    MINIMUM = "reached_local_minimum"
    MAXIMUM = "reached_local_maximum"
    SADDLE = "stalled_at_saddle"
    CRITICAL = "at_critical_point"
    FLAT = "on_flat_set"
    NO_POINT = "small_gradient_without_critical_point"
    DIVERGED = "diverged"
    OSCILLATES = "oscillates"
    OUT_OF_STEPS = "out_of_steps"
    STOPPED = "stopped"
    LEFT_DOMAIN = "left_domain"


@record
class Escape:
    """The way out of a saddle. eigenvalue: negative; direction: its unit eigenvector; share: the component c of the run along it;
    steps: about ln(1/c)/ln(1 + rate*|eigenvalue|) steps of gradient descent until that component is 1, None when c is 0;
    never: proved that gradient descent in exact arithmetic stays on the hyperplane through the saddle across this direction."""

    eigenvalue: float
    direction: tuple[float, ...]
    share: float
    steps: float | None
    never: bool


@record
class Prediction:
    """What gradient descent will do at a saddle, said before running. point: number of the saddle in the list, from 1."""

    point: int
    distance: float
    escape: Escape
    stable: bool


@record
class DescentRun:
    """One optimizer. path, values: one entry a step, the start first; point: number of the critical point matched, from 1;
    copies: the integers k of a family; distance: certified bound between the end and that point; certified: the verdict leans on a
    certified point and a certified distance; is_global: as proved for that point."""

    optimizer: str
    source: str
    defaults: tuple[tuple[str, float], ...]
    uses_rate: bool
    path: tuple[tuple[float, ...], ...]
    values: tuple[float, ...]
    gradient_norm: float
    steps: int
    evaluations: int
    verdict: Verdict
    certified: bool
    point: int | None = None
    copies: tuple[int, ...] = ()
    distance: Number | None = None
    is_global: bool | None = None
    eigenvalues: tuple[float, ...] = ()
    escape: Escape | None = None
    note: str = ""


@record
class SaddleTrial:
    """An optimizer started beside a saddle, at half of `radius` along a stable direction: left_exact with the component 0 along the way
    out, left_after with share*radius. Each is the step after which it stayed outside the ball of this radius; None: after at most
    `most_steps` steps it was inside."""

    point: int
    optimizer: str
    radius: float
    share: float
    most_steps: int
    left_exact: int | None
    left_after: int | None


@record
class Descent:
    """Runs of optimizers on f: R^n -> R. points, sets: the critical points and sets of the analysis, empty when it was not done;
    analyzed: was it?; complete: is the list of points proved complete?; step_sizes: one a point, None where H is not enclosed."""

    problem: Problem
    start: tuple[float, ...]
    rate: float
    most_steps: int
    tolerance: float
    noise: float
    seed: int
    runs: tuple[DescentRun, ...]
    points: tuple[CriticalPoint, ...]
    sets: tuple[CriticalSet, ...]
    analyzed: bool
    complete: bool
    predictions: tuple[Prediction, ...] = ()
    step_sizes: tuple[StepSizes | None, ...] = ()
    trials: tuple[SaddleTrial, ...] = ()
    warnings: tuple[str, ...] = ()
    seconds: float = 0.0
    kind: str = field(default="descent")
