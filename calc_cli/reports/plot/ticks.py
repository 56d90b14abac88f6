"""Where an axis has its marks, and what stands beside them."""

from __future__ import annotations

import math

from calc_cli.records import record
from calc_cli.reports.plot.labels import decimals, fraction_of_pi

STEPS = (1.0, 2.0, 5.0, 10.0)
PI_STEPS = ((1, 4), (1, 2), (1, 1), (2, 1), (5, 1), (10, 1), (20, 1))


@record
class Tick:
    """A mark of an axis."""

    at: float
    label: str


def ticks(lower: float, upper: float, most: int) -> tuple[Tick, ...]:
    """Round numbers, at most so many.

    >>> [tick.label for tick in ticks(-2.3, 2.4, 6)]
    ['−2', '−1', '0', '1', '2']
    """
    step = round_step((upper - lower) / max(1, most))
    first, last = math.ceil(lower / step - 1e-9), math.floor(upper / step + 1e-9)
    return tuple(Tick(k * step, tick_text(k * step, step)) for k in range(first, last + 1))


def tick_text(value: float, step: float) -> str:
    """A round number with the digits that its step needs."""
    if abs(value) < step / 2:
        return "0"
    if step >= 1e-4 and abs(value) < 1e6:
        places = max(0, -math.floor(math.log10(step) + 1e-9))
        return f"{value:.{places}f}".replace("-", "−")
    return decimals(value)


def round_step(least: float) -> float:
    """The least of 1, 2, 5 times a power of ten that is at least so large."""
    power = 10.0 ** math.floor(math.log10(least)) if least > 0 else 1.0
    return next((step * power for step in STEPS if step * power >= least * (1 - 1e-9)), 10 * power)


def ticks_in_pi(lower: float, upper: float, most: int) -> tuple[Tick, ...]:
    """Multiples of a simple fraction of pi, at most so many.

    >>> [tick.label for tick in ticks_in_pi(-3.2, 3.2, 5)]
    ['−π', '−π/2', '0', 'π/2', 'π']
    """
    for p, q in PI_STEPS:
        step = math.pi * p / q
        first, last = math.ceil(lower / step - 1e-9), math.floor(upper / step + 1e-9)
        if last - first + 1 <= max(2, most):
            return tuple(Tick(k * step, fraction_of_pi(k * p, q)) for k in range(first, last + 1))
    return ticks(lower, upper, most)
