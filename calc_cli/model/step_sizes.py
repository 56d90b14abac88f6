"""What the eigenvalues of the Hessian at a critical point say about fixed step sizes."""

from __future__ import annotations

from enum import StrEnum

from calc_cli.model.values import Number
from calc_cli.records import record


class NewtonStep(StrEnum):
    """Where Newton's method leads from near the point; the caveat: to saddles and maxima too."""

    MINIMUM = "leads_to_this_minimum"
    MAXIMUM = "leads_to_this_maximum"
    SADDLE = "leads_to_this_saddle"
    SINGULAR = "slow_or_undefined"


@record
class StepSizes:
    """Gradient descent with a fixed rate on the quadratic model at a point, from the eigenvalues there (nearest doubles, increasing).

    condition: max |lambda| / min |lambda|, None when H is singular; largest_rate: 2/lambda_max, below it the model does not blow up in the
    directions of positive curvature; best_rate = 2/(lambda_min + lambda_max) and contraction = (kappa - 1)/(kappa + 1) a step: only for
    a positive definite H; negative: the number of negative eigenvalues. Source: Nesterov, Introductory Lectures (2004), th. 2.1.15.
    """

    eigenvalues: tuple[float, ...]
    condition: float | None
    largest_rate: float | None
    best_rate: float | None
    contraction: float | None
    negative: int
    singular: bool

    @property
    def newton(self) -> NewtonStep:
        """By the signs of the eigenvalues."""
        if self.singular:
            return NewtonStep.SINGULAR
        if self.negative == 0:
            return NewtonStep.MINIMUM
        return NewtonStep.MAXIMUM if self.negative == len(self.eigenvalues) else NewtonStep.SADDLE


def step_sizes(eigenvalues: tuple[Number, ...]) -> StepSizes | None:
    """The analysis, from certified eigenvalues; None when one of them is missing.

    >>> from calc_cli.balls import number
    >>> from calc_cli.tree import rational
    >>> found = step_sizes((number(rational(2)), number(rational(200))))
    >>> found.condition, found.largest_rate, found.contraction == 99 / 101
    (100.0, 0.01, True)
    """
    values = sorted(value.approx for value in eigenvalues if value.approx is not None)
    if not values or len(values) < len(eigenvalues):
        return None
    singular = any(_may_be_zero(value) for value in eigenvalues)
    largest = max(eigenvalues, key=lambda value: value.approx or 0.0)
    sizes = [abs(value) for value in values]
    kappa = None if singular else max(sizes) / min(sizes)
    low, high = values[0], values[-1]
    definite = low > 0 and not singular
    return StepSizes(
        eigenvalues=tuple(values),
        condition=kappa,
        largest_rate=2 / high if high > 0 and not _may_be_zero(largest) else None,
        best_rate=2 / (low + high) if definite else None,
        contraction=(kappa - 1) / (kappa + 1) if definite and kappa is not None else None,
        negative=sum((value.approx or 0.0) < 0 and not _may_be_zero(value) for value in eigenvalues),
        singular=singular,
    )


def _may_be_zero(value: Number) -> bool:
    """Is the enclosure not proved apart from zero? An exact value is told from 0 by its double."""
    if value.exact is not None and value.approx:
        return False
    return value.lower.startswith("-") != value.upper.startswith("-") or value.lower in ("0", "-0") or value.upper in ("0", "-0")
