"""Rational directions in which a form is small and large, found in floating point: places to look at, nothing is proved here."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator
from fractions import Fraction

from calc_cli import balls
from calc_cli.classifying.several.coefficients import tree_of
from calc_cli.classifying.several.jets import Jet

STARTS, STEPS = 60, 60
DENOMINATORS = (4, 24)
Direction = tuple[Fraction, ...]


def extreme_directions(form: Jet, size: int) -> Iterator[Direction]:
    """Directions near the least and the largest value of a homogeneous form on the sphere."""
    terms = [(e, float(balls.enclose(tree_of(value), 53).mid())) for e, value in form.items()]

    def value(x: list[float]) -> float:
        return sum(c * math.prod(xi**k for xi, k in zip(x, e, strict=True) if k) for e, c in terms)

    for sign in (1, -1):
        best = climbed(lambda x, sign=sign: sign * value(x), size)  # type: ignore[misc]
        longest = max(map(abs, best))
        for denominator in DENOMINATORS:
            yield tuple(Fraction(x / longest).limit_denominator(denominator) for x in best)


def climbed(value: Callable[[list[float]], float], size: int) -> list[float]:
    """A point of the sphere at which the value is small: random starts, then steps that shrink."""
    source = random.Random(0)  # the same every time
    best = min((on_sphere([source.gauss(0, 1) for _ in range(size)]) for _ in range(STARTS)), key=value)
    width = 0.5
    for _ in range(STEPS):
        near = [on_sphere([x + width * source.gauss(0, 1) for x in best]) for _ in range(4)]
        candidate = min(near, key=value)
        if value(candidate) < value(best):
            best = candidate
        else:
            width *= 0.8
    return best


def on_sphere(x: list[float]) -> list[float]:
    """The point moved to length 1."""
    length = math.sqrt(sum(xi * xi for xi in x)) or 1.0
    return [xi / length for xi in x]
