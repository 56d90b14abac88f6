"""Studies of the functions that the tests of pictures draw."""

from __future__ import annotations

from functools import cache

from calc_cli import Settings, analyze
from calc_cli.model import Study, Surface

CURVES = {
    "cubic": "x^3 - 3x^2 - 9x + 5",
    "tangent": "tan x",
    "reciprocal": "1/x",
    "oblique": "x^3/(x^2-1)",
    "corners": "|x^2-4|",
    "cusp": "x^(2/3)",
    "floor": "floor(x)",
    "sinc": "sin(x)/x",
    "bell": "e^(-x^2)",
    "logarithm": "ln x",
    "half circle": "sqrt(4-x^2)",
    "self power": "x^x",
    "hole": "(x^2-1)/(x-1)",
    "jump": "x^2 if x<0 else x+1",
    "gamma": "gamma(x)",
    "constant": "3",
    "saw": "mod(x, 2)",
    "point": "x^2 if x != 1 else 5",
    "small": "x^3 - 0.0003x",
    "far": "(x-1000)^2",
    "wild": "sin(1/x)",
    "shelf": "x + sin x",
    "lambert": "lambertw(x)",
}
SURFACES = {
    "two minima": "x^4 - 2x^2 + y^2",
    "waves": "sin x sin y",
    "plane": "x + y",
    "saddle": "x^2 - y^2",
    "cut": "sqrt(1 - x^2 - y^2)",
    "ring": "(x^2+y^2-1)^2",
}


@cache
def study(name: str, on: str | None = None) -> Study:
    found = analyze(CURVES[name], Settings(on=on))
    assert isinstance(found, Study)
    return found


@cache
def surface(name: str) -> Surface:
    found = analyze(SURFACES[name], Settings())
    assert isinstance(found, Surface)
    return found
