"""One run of one optimizer from a starting point: the path, and why it ended."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from calc_cli.calculus import gradient
from calc_cli.descent.elementary import Array
from calc_cli.descent.membership import decide_defined, proves_too_large
from calc_cli.descent.program import Loss
from calc_cli.descent.rules import RULES, SCIPY_METHODS, Rule
from calc_cli.errors import CalcError
from calc_cli.model import Truth

DIVERGED = 1e12
RECENT = 24
STEADY = 0.9
SMALL = 1e-8


class Ending(StrEnum):
    """Why a run ended."""

    CONVERGED = "gradient below the tolerance"
    OUT_OF_STEPS = "out of steps"
    FAR = "farther than 1e12 from the origin"
    OVERFLOW = "the numbers are too large for doubles"
    OSCILLATES = "oscillates"
    LEFT_DOMAIN = "left the domain"
    NOT_EVALUATED = "f cannot be computed in doubles there"
    LEFT_BOX = "left the box asked for"
    NO_GRADIENT = "the gradient cannot be computed there"
    NO_GRADIENT_AHEAD = "the gradient cannot be computed at its point ahead"
    NO_HESSIAN = "the Hessian cannot be computed there"
    STOPPED = "its line search or its own test of progress ended it"


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
    """path: shape (steps + 1, n); values: f along it; evaluations: of f, gradients and Hessian products the optimizer asked for."""

    optimizer: str
    ending: Ending
    path: Array
    values: Array
    gradient_norm: float
    evaluations: int
    noisy: bool = False

    @property
    def end(self) -> Array:
        """The last point."""
        last: Array = self.path[-1]
        return last


def run(optimizer: str, loss: Loss, start: Array, options: Options) -> Run:
    """Follow one optimizer. Raises CalcError when it cannot begin at the start or SciPy is missing."""
    require_start(loss, start, options)
    loss.forget()
    follow = _scipy_run if optimizer in SCIPY_METHODS else _own_run
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a line search that fails is seen in the verdict
        return follow(optimizer, loss, start, options)


def require_start(loss: Loss, start: Array, options: Options) -> None:
    """CalcError when f or its gradient cannot be computed at the start, or the box does not hold it."""
    if not options.holds(start):
        raise CalcError("start_outside", "the start is outside the box asked for", "", None, "start inside it")
    if np.isfinite(loss.watched(start)) and np.all(np.isfinite(loss.gradient(start))):
        return
    if decide_defined(loss.tree, loss.variables, start) is Truth.FALSE:
        raise CalcError("start_outside", "the function is not defined at the start", "", None, "start inside the domain")
    message = "the function or its gradient cannot be computed in doubles at the start"
    raise CalcError("start_outside", message, "", None, "start somewhere else")


def _own_run(optimizer: str, loss: Loss, start: Array, options: Options) -> Run:
    rule = next(r for r in RULES if r.name == optimizer)(len(start), options.rate)
    random = np.random.default_rng(options.seed)
    path, x, ending = [start], start, Ending.OUT_OF_STEPS
    for _ in range(options.steps):
        following = _following(rule, loss, x, options)
        if isinstance(following, Ending):
            ending = following
            break
        x = following + random.normal(0.0, options.noise, len(x)) if options.noise else following
        trouble = _trouble(loss, x, options)
        if np.all(np.isfinite(x)):
            path.append(x)
        if trouble is not None:
            ending = trouble
            break
    return _finished(optimizer, loss, path, ending, options)


def _following(rule: Rule, loss: Loss, x: Array, options: Options) -> Array | Ending:
    """The next point, or why there is none."""
    slope = loss.gradient(x)
    if not np.all(np.isfinite(slope)):
        return _without_gradient(loss, x)
    try:
        if float(np.linalg.norm(slope)) <= options.tolerance and not options.noise:
            away = rule.leave(loss, x)
            return Ending.CONVERGED if away is None else away
        return rule.step(loss, x)
    except np.linalg.LinAlgError:
        return Ending.NO_HESSIAN
    except FloatingPointError:
        return Ending.NO_GRADIENT_AHEAD


def _without_gradient(loss: Loss, x: Array) -> Ending:
    """Where the gradient is not finite: is it defined, and too large?"""
    slopes = [entry.result for entry in gradient(loss.tree, loss.variables)]
    defined = all(decide_defined(slope, loss.variables, x) is Truth.TRUE for slope in slopes)
    too_large = defined and any(proves_too_large(slope, loss.variables, x) for slope in slopes)
    return Ending.OVERFLOW if too_large else Ending.NO_GRADIENT


def _trouble(loss: Loss, x: Array, options: Options) -> Ending | None:
    """Why no step can follow from x; None: one can."""
    if not np.all(np.isfinite(x)):
        return Ending.OVERFLOW
    value = loss.watched(x)
    if not np.isfinite(value):
        truth = decide_defined(loss.tree, loss.variables, x)
        if truth is not Truth.TRUE:
            return Ending.LEFT_DOMAIN if truth is Truth.FALSE else Ending.NOT_EVALUATED
    if not options.holds(x):
        return Ending.LEFT_BOX
    if float(np.linalg.norm(x)) > DIVERGED:
        return Ending.FAR
    if np.isfinite(value):
        return None
    return Ending.OVERFLOW if proves_too_large(loss.tree, loss.variables, x) else Ending.NOT_EVALUATED


def _finished(optimizer: str, loss: Loss, path: list[Array], ending: Ending, options: Options) -> Run:
    evaluations = loss.evaluations
    noisy = options.noise > 0 and optimizer not in SCIPY_METHODS
    norm = float(np.linalg.norm(loss.gradient(path[-1])))
    if ending is Ending.OUT_OF_STEPS and norm <= options.tolerance:
        ending = Ending.CONVERGED
    places, values = np.array(path), np.array([loss.watched(p) for p in path])
    if ending is Ending.OUT_OF_STEPS and not noisy and (_oscillates(values) or _turns_back(places)):
        ending = Ending.OSCILLATES
    return Run(optimizer, ending, places, values, norm, evaluations, noisy)


def _oscillates(values: Array) -> bool:
    """Of the last values as many rise as fall, and they are not closer together than in the middle of the run."""
    recent, before = values[-RECENT:], values[: max(RECENT, len(values) // 2)][-RECENT:]
    if len(recent) < RECENT or not np.all(np.isfinite(values)):
        return False
    moves = np.diff(recent)
    rising = int(np.sum(moves > 0))
    return bool(min(rising, len(moves) - rising) >= RECENT // 3 and np.ptp(recent) >= STEADY * np.ptp(before) > 0)


def _turns_back(path: Array) -> bool:
    """Nearly every one of the last steps goes against the one before, and they are not shorter than in the middle of the run."""
    moves = np.diff(path, axis=0)
    if len(moves) < RECENT - 1:
        return False
    lengths = np.linalg.norm(moves, axis=1)
    against = np.sum(moves[1:] * moves[:-1], axis=1)[-RECENT:] < 0
    before = lengths[: max(RECENT, len(lengths) // 2)][-RECENT:]
    return bool(np.mean(against) >= STEADY and np.max(lengths[-RECENT:]) >= STEADY * np.max(before) > 0)


def _scipy_run(optimizer: str, loss: Loss, start: Array, options: Options) -> Run:
    path = _scipy_path(optimizer, loss, start, options)
    evaluations = loss.evaluations
    ending = None
    for index, x in enumerate(path):
        ending = _trouble(loss, x, options)
        if ending is not None:
            path = path[: index + 1] if np.all(np.isfinite(x)) else path[:index]
            break
    if ending is None:
        slope = loss.gradient(path[-1])
        norm = float(np.linalg.norm(slope))
        if not np.all(np.isfinite(slope)):
            ending = _without_gradient(loss, path[-1])
        elif norm <= max(options.tolerance, SMALL):
            ending = Ending.CONVERGED
        else:
            ending = Ending.OUT_OF_STEPS if len(path) > options.steps else Ending.STOPPED
    loss.evaluations = evaluations
    return _finished(optimizer, loss, path, ending, options)


def _scipy_path(optimizer: str, loss: Loss, start: Array, options: Options) -> list[Array]:
    """The points after each iteration of SciPy's method."""
    try:
        from scipy.optimize import minimize
    except ModuleNotFoundError as missing:
        raise CalcError("missing_extra", f"{optimizer} needs SciPy", "", None, "install it: pip install 'calc-cli[descend]'") from missing
    path = [start]
    extra = {"hessp": loss.curvature} if optimizer == "newton-cg" else {}
    key = {"newton-cg": "xtol", "bfgs": "gtol", "l-bfgs": "gtol"}[optimizer]
    settings = {"maxiter": options.steps, key: options.tolerance}
    if optimizer == "l-bfgs":
        settings |= {"ftol": 0.0, "maxfun": 50 * options.steps}

    def keep(x: Array) -> None:
        path.append(np.array(x))

    try:
        minimize(loss, start, jac=loss.gradient, method=SCIPY_METHODS[optimizer], callback=keep, options=settings, **extra)
    except (np.linalg.LinAlgError, ArithmeticError, ValueError):
        return path  # it broke down on values that are not finite: the path so far is what it did
    return path
