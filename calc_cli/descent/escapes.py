"""The way out of a saddle, and what gradient descent will do there, said before running."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction

import numpy as np

from calc_cli import tree as t
from calc_cli.calculus import gradient
from calc_cli.descent.elementary import Array
from calc_cli.descent.landscape import Landscape, nearest_copy, place_of
from calc_cli.descent.program import Loss
from calc_cli.model import Classification, CriticalPoint, Number
from calc_cli.model.descent import Escape, Prediction
from calc_cli.symbolic import is_identically_zero
from calc_cli.tree import Expr

LARGEST_SHARE = 0.1
"""A run counts as started beside the stable directions of a saddle when at most this part of its distance lies along the way out."""
LARGEST_DENOMINATOR = 12


def directions(loss: Loss, point: CriticalPoint, place: Array) -> list[tuple[float, Array]]:
    """The proved negative eigenvalues of the Hessian with unit eigenvectors, most negative first; the largest component positive."""
    negative = sorted(value.approx for value in point.eigenvalues if value.approx is not None and is_negative(value))
    hessian = loss.hessian(place)
    if not np.all(np.isfinite(hessian)):
        return []
    found = []
    for value, vector in zip(negative, np.linalg.eigh(hessian)[1].T, strict=False):
        vector = np.where(np.abs(vector) < 1e-15, 0.0, vector)
        found.append((value, vector * (1.0 if vector[int(np.argmax(np.abs(vector)))] > 0 else -1.0)))
    return found


def is_negative(value: Number) -> bool:
    """Is the upper end of the enclosure negative?"""
    return value.upper.startswith("-") and Decimal(value.upper) < 0


def escape_from(
    loss: Loss, tree: Expr, point: CriticalPoint, copies: tuple[int, ...], near: Array, end: Array, rate: float
) -> Escape | None:
    """The direction along which gradient descent leaves soonest from `end`; None when no eigenvalue is proved negative."""
    ways = directions(loss, point, near)
    if not ways:
        return None
    place = place_of(point, copies)
    trapped = [proves_trapped(tree, loss.variables, place, vector, end) for _, vector in ways]
    shares = [0.0 if held else abs(float(vector @ (end - near))) for (_, vector), held in zip(ways, trapped, strict=True)]
    times = [steps_to_leave(share, rate, value) for (value, _), share in zip(ways, shares, strict=True)]
    best = min(range(len(ways)), key=lambda i: math.inf if times[i] is None else times[i] or 0.0)
    value, vector = ways[best]
    never = all(trapped)
    return Escape(value, tuple(float(x) for x in vector), shares[best], times[best], never)


def steps_to_leave(share: float, rate: float, eigenvalue: float) -> float | None:
    """ln(1/c)/ln(1 + rate*|lambda|): the component grows by that factor a step in the quadratic model; None for c = 0.

    >>> round(steps_to_leave(1e-6, 0.1, -2.0), 1)
    75.8
    """
    if share == 0.0:
        return None
    return max(0.0, math.log(1 / share)) / math.log1p(rate * abs(eigenvalue))


def proves_trapped(tree: Expr, variables: tuple[str, ...], place: tuple[Expr, ...], vector: Array, start: Array) -> bool:
    """Is the hyperplane v.(x - a) = 0 invariant under gradient descent, and does the start lie on it?

    Proved by v.(start - a) = 0 and v.grad f = 0 identically on the hyperplane, for the rational vector next to the eigenvector.
    """
    largest = int(np.argmax(np.abs(vector)))
    weights = [Fraction(float(x / vector[largest])).limit_denominator(LARGEST_DENOMINATOR) for x in vector]
    gap = [t.subtract(t.rational(Fraction(float(x))), a) for x, a in zip(start, place, strict=True)]
    if not is_identically_zero(combined(weights, gap)):
        return False
    others = [t.subtract(a, t.Variable(name)) for a, name in zip(place, variables, strict=True)]
    others[largest] = place[largest]
    on_plane = {variables[largest]: combined(weights, others)}
    slope = combined(weights, [entry.result for entry in gradient(tree, variables)])
    return is_identically_zero(t.substitute(slope, on_plane))


def combined(weights: list[Fraction], trees: list[Expr]) -> Expr:
    """The sum of weight*tree."""
    terms = [t.multiply(t.rational(weight), tree) for weight, tree in zip(weights, trees, strict=True) if weight]
    return t.add(*terms) if len(terms) > 1 else terms[0] if terms else t.ZERO


def predictions(loss: Loss, tree: Expr, landscape: Landscape, start: Array, rate: float) -> tuple[Prediction, ...]:
    """What gradient descent will do at the saddle nearest to the start, when the start lies beside its stable directions."""
    gaps = [float(np.linalg.norm(nearest_copy(point, start)[1] - start)) for point in landscape.points]
    for index in sorted(range(len(gaps)), key=lambda i: gaps[i]):
        point = landscape.points[index]
        if point.classification is not Classification.SADDLE:
            return ()
        copies, near = nearest_copy(point, start)
        escape = escape_from(loss, tree, point, copies, near, start, rate)
        if escape is None or (gaps[index] > 0 and escape.share > LARGEST_SHARE * gaps[index]):
            return ()
        largest = max(float(value) for value in np.linalg.eigvalsh(loss.hessian(near)))
        return (Prediction(index + 1, gaps[index], escape, rate * largest < 2),)
    return ()
