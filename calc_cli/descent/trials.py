"""What each optimizer does beside a saddle: found by running it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from calc_cli.descent.elementary import Array
from calc_cli.descent.escapes import directions
from calc_cli.descent.landscape import Landscape, position
from calc_cli.descent.program import Loss
from calc_cli.descent.runs import Options, run
from calc_cli.errors import CalcError
from calc_cli.model import Classification
from calc_cli.model.descent import SaddleTrial

MOST_SADDLES = 3
WIDEST = 0.1
SHARE = 1e-6
MOST_STEPS = 200


def trials(loss: Loss, landscape: Landscape, optimizers: tuple[str, ...], options: Options) -> tuple[SaddleTrial, ...]:
    """Each optimizer, started beside each of the first saddles."""
    places = [position(point) for point in landscape.points]
    found: list[SaddleTrial] = []
    options = replace(options, lower=(), upper=(), steps=min(options.steps, MOST_STEPS))
    saddles = [i for i, point in enumerate(landscape.points) if point.classification is Classification.SADDLE]
    for index in saddles[:MOST_SADDLES]:
        ways = directions(loss, landscape.points[index], places[index])
        if not ways:
            continue
        gaps = [float(np.linalg.norm(place - places[index])) for i, place in enumerate(places) if i != index]
        radius = min([WIDEST, *(gap / 3 for gap in gaps)])
        for optimizer in optimizers:
            try:
                exact, slight = (left_after(loss, optimizer, places[index], ways[0][1], radius, share, options) for share in (0.0, SHARE))
            except CalcError:
                break  # the ball is not in the domain: no run can begin there
            found.append(SaddleTrial(index + 1, optimizer, radius, SHARE, options.steps, exact, slight))
    return tuple(found)


def left_after(loss: Loss, optimizer: str, saddle: Array, out: Array, radius: float, share: float, options: Options) -> int | None:
    """The step after which the run stays outside the ball; None when it ends inside."""
    start = saddle + radius * (0.5 * stable_direction(loss, saddle) + share * out)
    found = run(optimizer, loss, start, options)
    with np.errstate(all="ignore"):
        inside = np.linalg.norm(found.path - saddle, axis=1) <= radius
    if inside[-1]:
        return None
    return int(np.max(np.nonzero(inside)[0], initial=-1)) + 1


def stable_direction(loss: Loss, saddle: Array) -> Array:
    """The eigenvector of the largest eigenvalue."""
    _, vectors = np.linalg.eigh(loss.hessian(saddle))
    last: Array = vectors[:, -1]
    return np.where(np.abs(last) < 1e-15, 0.0, last)
