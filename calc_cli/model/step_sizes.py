"""What the eigenvalues of the Hessian at a critical point say about fixed step sizes."""

from __future__ import annotations

from calc_cli.model.values import Number
from calc_cli.records import record


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


def step_sizes(eigenvalues: tuple[Number, ...]) -> StepSizes | None:
    """The analysis, from certified eigenvalues; None when one of them is missing.

    >>> from calc_cli.balls import number
    >>> from calc_cli.tree import integer
    >>> found = step_sizes((number(integer(2)), number(integer(200))))
    >>> found.condition, found.largest_rate, found.contraction == 99 / 101
    (100.0, 0.01, True)
    """
    values = sorted(value.approx for value in eigenvalues if value.approx is not None)
    if not values or len(values) < len(eigenvalues):
        return None
    undecided = any(value.exact is None and _has_zero(value) for value in eigenvalues)
    singular = undecided or 0.0 in values
    sizes = [abs(value) for value in values]
    kappa = None if singular else max(sizes) / min(sizes)
    low, high = values[0], values[-1]
    definite = low > 0 and not singular
    return StepSizes(
        eigenvalues=tuple(values),
        condition=kappa,
        largest_rate=2 / high if high > 0 else None,
        best_rate=2 / (low + high) if definite else None,
        contraction=(kappa - 1) / (kappa + 1) if definite and kappa is not None else None,
        negative=sum(value < 0 for value in values),
        singular=singular,
    )


def _has_zero(value: Number) -> bool:
    """Does the enclosure hold zero?"""
    return value.lower.startswith("-") != value.upper.startswith("-") or value.lower in ("0", "-0")
