"""The update rules, as in the papers, one class a rule. State lives in the object; `step` maps the point to the next one.

Each rule's `defaults` are those of its paper or of common use; the learning rate is given to all of them.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import ClassVar

import numpy as np

from calc_cli.descent.elementary import Array
from calc_cli.descent.program import Loss

ROUNDING = 1e-13
"""Eigenvalues smaller than this share of the largest may be rounding."""


class Rule(ABC):
    """One optimizer. source: where its update rule comes from."""

    name: ClassVar[str]
    source: ClassVar[str]
    defaults: ClassVar[dict[str, float]] = {}
    uses_rate: ClassVar[bool] = True

    def __init__(self, size: int, rate: float) -> None:
        self.rate = rate
        self.size = size
        self.reset()

    def reset(self) -> None:
        """Forget the past; rules without a memory have nothing to forget."""
        self.count = 0

    @abstractmethod
    def step(self, loss: Loss, x: Array) -> Array:
        """The next point."""

    def leave(self, loss: Loss, x: Array) -> Array | None:
        """Where to go from a stationary point; None: stay."""
        return None


def finite_hessian(loss: Loss, x: Array) -> Array:
    """The Hessian; LinAlgError where it is not finite."""
    found = loss.hessian(x)
    if not np.all(np.isfinite(found)):
        raise np.linalg.LinAlgError
    return found


class GradientDescent(Rule):
    """x <- x - rate * g."""

    name = "gd"
    source = "Cauchy 1847"

    def step(self, loss: Loss, x: Array) -> Array:
        """The rule of the class."""
        return x - self.rate * loss.gradient(x)


class Momentum(Rule):
    """v <- beta * v - rate * g; x <- x + v."""

    name = "momentum"
    source = "Polyak 1964"
    defaults: ClassVar[dict[str, float]] = {"beta": 0.9}

    def reset(self) -> None:
        """Moments and velocities start at zero."""
        self.velocity = np.zeros(self.size)

    def step(self, loss: Loss, x: Array) -> Array:
        """The rule of the class."""
        self.velocity = self.defaults["beta"] * self.velocity - self.rate * loss.gradient(x)
        return x + self.velocity


class Nesterov(Momentum):
    """v <- beta * v - rate * g(x + beta * v); x <- x + v."""

    name = "nesterov"
    source = "Nesterov 1983; in this form Sutskever et al. 2013"

    def step(self, loss: Loss, x: Array) -> Array:
        """The rule of the class."""
        ahead = x + self.defaults["beta"] * self.velocity
        slope = loss.gradient(ahead)
        if not np.all(np.isfinite(slope)):
            raise FloatingPointError
        self.velocity = self.defaults["beta"] * self.velocity - self.rate * slope
        return x + self.velocity


class RMSProp(Rule):
    """s <- rho * s + (1 - rho) * g^2; x <- x - rate * g / (sqrt(s) + eps)."""

    name = "rmsprop"
    source = "Hinton, Coursera lecture 6e, 2012"
    defaults: ClassVar[dict[str, float]] = {"rho": 0.9, "eps": 1e-8}

    def reset(self) -> None:
        """Moments and velocities start at zero."""
        self.squares = np.zeros(self.size)

    def step(self, loss: Loss, x: Array) -> Array:
        """The rule of the class."""
        g = loss.gradient(x)
        rho = self.defaults["rho"]
        self.squares = rho * self.squares + (1 - rho) * g * g
        return x - self.rate * g / (np.sqrt(self.squares) + self.defaults["eps"])


class Adam(Rule):
    """Bias-corrected first and second moments of the gradient."""

    name = "adam"
    source = "Kingma, Ba 2015"
    defaults: ClassVar[dict[str, float]] = {"beta1": 0.9, "beta2": 0.999, "eps": 1e-8}

    def reset(self) -> None:
        """Moments and velocities start at zero."""
        self.first, self.second, self.count = np.zeros(self.size), np.zeros(self.size), 0

    def step(self, loss: Loss, x: Array) -> Array:
        """The rule of the class."""
        g = loss.gradient(x)
        beta1, beta2 = self.defaults["beta1"], self.defaults["beta2"]
        self.count += 1
        self.first = beta1 * self.first + (1 - beta1) * g
        self.second = beta2 * self.second + (1 - beta2) * g * g
        first, second = self.first / (1 - beta1**self.count), self.second / (1 - beta2**self.count)
        return x - self.rate * first / (np.sqrt(second) + self.defaults["eps"])


class Newton(Rule):
    """x <- x - H^-1 g: converges to any nearby stationary point, saddles included; least squares where H is singular."""

    name = "newton"
    source = "Newton, Raphson"
    uses_rate = False

    def step(self, loss: Loss, x: Array) -> Array:
        """The rule of the class."""
        return x - np.linalg.lstsq(finite_hessian(loss, x), loss.gradient(x), rcond=None)[0]


class SaddleFreeNewton(Rule):
    """x <- x - |H|^-1 g, |H| with the absolute eigenvalues: saddles repel.

    Where g = 0 and an eigenvalue is negative the rule itself would stay: there a kick along the eigenvector is ours.
    """

    name = "saddle-free-newton"
    source = "Dauphin et al. 2014; the kick at a stationary point is ours"
    defaults: ClassVar[dict[str, float]] = {"damping": 1e-8, "kick": 1e-3}
    uses_rate = False

    def step(self, loss: Loss, x: Array) -> Array:
        """The rule of the class."""
        values, vectors = np.linalg.eigh(finite_hessian(loss, x))
        scaled = (vectors.T @ loss.gradient(x)) / np.maximum(np.abs(values), self.defaults["damping"])
        moved: Array = x - vectors @ scaled
        return moved

    def leave(self, loss: Loss, x: Array) -> Array | None:
        """A kick along the eigenvector of the least eigenvalue, when that is clearly negative."""
        values, vectors = np.linalg.eigh(finite_hessian(loss, x))
        if values[0] >= -ROUNDING * float(np.max(np.abs(values))):
            return None
        direction: Array = vectors[:, 0] * (1.0 if vectors[np.argmax(np.abs(vectors[:, 0])), 0] > 0 else -1.0)
        kicked: Array = x + self.defaults["kick"] * direction
        return kicked


RULES: tuple[type[Rule], ...] = (GradientDescent, Momentum, Nesterov, RMSProp, Adam, Newton, SaddleFreeNewton)
SCIPY_METHODS: dict[str, str] = {"newton-cg": "Newton-CG", "bfgs": "BFGS", "l-bfgs": "L-BFGS-B"}
SCIPY_SOURCES: dict[str, str] = {
    "newton-cg": "truncated Newton by conjugate gradients, Nash 1984; scipy.optimize",
    "bfgs": "Broyden, Fletcher, Goldfarb, Shanno 1970; scipy.optimize",
    "l-bfgs": "Byrd, Lu, Nocedal, Zhu 1995; scipy.optimize",
}
OPTIMIZERS: tuple[str, ...] = (*(rule.name for rule in RULES), *SCIPY_METHODS)
