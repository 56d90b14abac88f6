"""One run of one optimizer from a starting point: the path, and why it ended."""

from __future__ import annotations

import warnings
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from calc_cli.descent.elementary import Array
from calc_cli.descent.program import Loss
from calc_cli.descent.rules import RULES, SCIPY_METHODS
from calc_cli.errors import CalcError

DIVERGED = 1e12
RECENT = 24


class Ending(StrEnum):
    """Why a run ended."""

    CONVERGED = "gradient below the tolerance"
    OUT_OF_STEPS = "out of steps"
    DIVERGED = "diverged"
    OSCILLATES = "oscillates"
    LEFT_DOMAIN = "left the domain"
    STOPPED = "stopped by its own rule"


@dataclass(frozen=True, slots=True)
class Options:
    """rate: the learning rate; steps: at most so many; tolerance: for the norm of the gradient; noise: the standard deviation of a
    normal perturbation added after each step of our own rules; seed: for it; lower, upper: the box asked for, empty for none."""

    rate: float = 0.1
    steps: int = 500
    tolerance: float = 1e-10
    noise: float = 0.0
    seed: int = 0
    lower: tuple[float, ...] = ()
    upper: tuple[float, ...] = ()

    def holds(self, x: Array) -> bool:
        """Does the point lie in the box asked for?"""
        return not self.lower or bool(np.all(np.array(self.lower) <= x) and np.all(x <= np.array(self.upper)))


@dataclass(slots=True)
class Run:
    """path: shape (steps + 1, n); values: f along it; evaluations: of f, gradients and Hessian products."""

    optimizer: str
    ending: Ending
    path: Array
    values: Array
    gradient_norm: float
    evaluations: int
    note: str = field(default="")

    @property
    def end(self) -> Array:
        """The last point."""
        last: Array = self.path[-1]
        return last


def run(optimizer: str, loss: Loss, start: Array, options: Options) -> Run:
    """Follow one optimizer. Raises CalcError when the start is outside the domain or SciPy is missing."""
    loss.evaluations = 0
    if not options.holds(start) or not np.isfinite(loss(start)) or not np.all(np.isfinite(loss.gradient(start))):
        raise CalcError("start_outside", "the function or its gradient is not defined at the start", "", None, "start inside the domain")
    loss.evaluations = 0
    follow = _scipy_run if optimizer in SCIPY_METHODS else _own_run
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a line search that fails is seen in the verdict
        return follow(optimizer, loss, start, options)


def _own_run(optimizer: str, loss: Loss, start: Array, options: Options) -> Run:
    rule = next(r for r in RULES if r.name == optimizer)(len(start), options.rate)
    random = np.random.default_rng(options.seed)
    path, x, ending = [start], start, Ending.OUT_OF_STEPS
    for _ in range(options.steps):
        if float(np.linalg.norm(loss.gradient(x))) <= options.tolerance and not options.noise:
            away = rule.leave(loss, x)
            if away is None:
                ending = Ending.CONVERGED
                break
            x = away
        else:
            x = rule.step(loss, x)
        if options.noise:
            x = x + random.normal(0.0, options.noise, len(x))
        path.append(x)
        if not np.all(np.isfinite(x)) or float(np.linalg.norm(x)) > DIVERGED:
            ending = Ending.DIVERGED
            break
        if not options.holds(x) or not np.isfinite(loss(x)):
            ending = Ending.LEFT_DOMAIN
            break
    return _finished(optimizer, loss, path, ending, options)


def _finished(optimizer: str, loss: Loss, path: list[Array], ending: Ending, options: Options) -> Run:
    evaluations = loss.evaluations
    norm = float(np.linalg.norm(loss.gradient(path[-1])))
    if ending is Ending.OUT_OF_STEPS and norm <= options.tolerance:
        ending = Ending.CONVERGED
    values = np.array([loss(p) for p in path])
    if ending is Ending.OUT_OF_STEPS and not options.noise and (_oscillates(values) or _turns_back(np.array(path))):
        ending = Ending.OSCILLATES
    return Run(optimizer, ending, np.array(path), values, norm, evaluations)


def _oscillates(values: Array) -> bool:
    """Of the last values as many rise as fall, and they do not get closer together."""
    recent = values[-RECENT:]
    if len(recent) < RECENT or not np.all(np.isfinite(recent)):
        return False
    moves = np.diff(recent)
    rising = int(np.sum(moves > 0))
    spread, before = np.ptp(recent[RECENT // 2 :]), np.ptp(recent[: RECENT // 2])
    return bool(rising >= RECENT // 3 and len(moves) - rising >= RECENT // 3 and spread >= 0.9 * before > 0)


def _turns_back(path: Array) -> bool:
    """Nearly every one of the last steps goes against the one before, and they do not get shorter."""
    moves = np.diff(path[-RECENT:], axis=0)
    if len(moves) < RECENT - 1:
        return False
    lengths = np.linalg.norm(moves, axis=1)
    against = np.sum(moves[1:] * moves[:-1], axis=1) < 0
    half = len(lengths) // 2
    return bool(np.mean(against) >= 0.9 and np.max(lengths[half:]) >= 0.9 * np.max(lengths[:half]) > 0)


def _scipy_run(optimizer: str, loss: Loss, start: Array, options: Options) -> Run:
    try:
        from scipy.optimize import minimize
    except ImportError as missing:
        raise CalcError(
            "missing_extra", f"{optimizer} needs SciPy", "", None, "install it: pip install 'calc-cli[descend]'"
        ) from missing
    path = [start]
    method = SCIPY_METHODS[optimizer]
    extra = {"hessp": loss.curvature} if optimizer == "newton-cg" else {}
    key = {"newton-cg": "xtol", "bfgs": "gtol", "l-bfgs": "gtol"}[optimizer]
    settings = {"maxiter": options.steps, key: options.tolerance}
    if optimizer == "l-bfgs":
        settings |= {"ftol": 0.0, "maxfun": 50 * options.steps}
    minimize(loss, start, jac=loss.gradient, method=method, callback=lambda x: path.append(np.array(x)), options=settings, **extra)
    far = next((i for i, x in enumerate(path) if not np.all(np.isfinite(x)) or float(np.linalg.norm(x)) > DIVERGED), None)
    if far is not None:
        path = path[: far + 1]
    outside = next((i for i, x in enumerate(path) if not options.holds(x)), None)
    if outside is not None:
        return _finished(optimizer, loss, path[: outside + 1], Ending.LEFT_DOMAIN, options)
    norm = float(np.linalg.norm(loss.gradient(path[-1])))
    out_of_steps = len(path) > options.steps
    ending = Ending.CONVERGED if norm <= max(options.tolerance, 1e-8) else Ending.OUT_OF_STEPS if out_of_steps else Ending.STOPPED
    if not np.all(np.isfinite(path[-1])) or float(np.linalg.norm(path[-1])) > DIVERGED or not np.isfinite(loss(path[-1])):
        ending = Ending.DIVERGED
    return _finished(optimizer, loss, path, ending, options)
