"""Sets of critical points, each with the kind of all its points."""

import pytest

from calc_cli.classifying.several import classify_component
from calc_cli.language import parse_expression
from calc_cli.model import Classification, Component, Proof

MINIMUM, MAXIMUM, SADDLE = Classification.LOCAL_MINIMUM, Classification.LOCAL_MAXIMUM, Classification.SADDLE
MIXED, UNDECIDED, CONSTANT = Classification.MIXED, Classification.UNDECIDED, Classification.CONSTANT

SETS = [
    ("(x-y)^2", "xy", ("x-y",), 1, "0", MINIMUM),
    ("3 - 2(x-y)^2", "xy", ("x-y",), 1, "3", MAXIMUM),
    ("x^2*y^2", "xy", ("x",), 1, "0", MINIMUM),
    ("(x^2+y^2-1)^2", "xy", ("x^2+y^2-1",), 1, "0", MINIMUM),
    ("exp(-(x^2+y^2-1)^2)", "xy", ("x^2+y^2-1",), 1, "1", MAXIMUM),
    ("(1-x*y)^2", "xy", ("x*y-1",), 1, "0", MINIMUM),
    ("(1-y*tanh(x))^2", "xy", ("y*tanh(x)-1",), 1, "0", MINIMUM),
    ("x^2", "xy", ("x",), 1, "0", MINIMUM),
    ("x^3", "xy", ("x",), 1, "0", SADDLE),
    ("(x^2+y^2-1)^3", "xy", ("x^2+y^2-1",), 1, "0", SADDLE),
    ("(y^2-x^2*(x-1))^3", "xy", ("y^2-x^2*(x-1)",), 1, "0", UNDECIDED),  # an isolated point at 0 is a minimum
    ("x^2*y", "xy", ("x",), 1, "0", MIXED),
    ("x^2*y + 3x^2", "xy", ("x",), 1, "0", MIXED),
    ("x^2*(y^2+1)*exp(y)", "xy", ("x",), 1, "0", MINIMUM),
    ("x^2*y^3*z", "xyz", ("x",), 2, "0", MIXED),
    ("(x^2+y^2-1)^2*x", "xy", ("x^2+y^2-1",), 1, "0", MIXED),
    ("x^2*sin(y)^2", "xy", ("x",), 1, "0", MINIMUM),
    ("ln(1+(x*y-1)^2)", "xy", ("x*y-1",), 1, "0", MINIMUM),
    ("sqrt(1+(x-y)^2)", "xy", ("x-y",), 1, "1", MINIMUM),
    ("sin(x-y)", "xy", ("x-y-pi/2",), 1, "1", MAXIMUM),
    ("cos(x-y)^2", "xy", ("x-y",), 1, "1", MAXIMUM),
    ("x^2+y^2", "xyz", ("x", "y"), 1, "0", MINIMUM),
    ("x^2-y^2", "xyz", ("x", "y"), 1, "0", SADDLE),
    ("-x^2*exp(z)-y^2", "xyz", ("x", "y"), 1, "0", MAXIMUM),
    ("(x+y+z)^2+(x-y)^2", "xyz", ("x+y+z", "x-y"), 1, "0", MINIMUM),
    ("x/y+y/x", "xy", ("x-y",), 1, "2", MINIMUM),
    ("x/y+y/x", "xy", ("x+y",), 1, "-2", MAXIMUM),
    ("x*y*z", "xyz", ("x", "y"), 1, "0", SADDLE),
    ("x*y*z*w", "xyzw", ("x", "w"), 2, "0", SADDLE),
    ("x*y*(z^2+1)", "xyz", ("x", "y"), 1, "0", SADDLE),
    ("sin(x)*sin(y)*sin(z)", "xyz", ("sin(x)", "sin(z)"), 1, "0", SADDLE),
    ("(x^2+y^2-1)^2*(x-2)", "xy", ("x^2+y^2-1",), 1, "0", MAXIMUM),
    ("(x^2+y^2-1)^2*(x-1)", "xy", ("x^2+y^2-1",), 1, "0", MIXED),  # at (1, 0) there is a saddle
    ("(x^2+y^2+z^2-1)^2*(x+3)", "xyz", ("x^2+y^2+z^2-1",), 2, "0", MINIMUM),
    ("(y^2-x^3+x)^2*(x+5)", "xy", ("y^2-x^3+x",), 1, "0", MINIMUM),  # an oval and a branch
    ("(y^2-x^3+x)^2*(x+1/10)", "xy", ("y^2-x^3+x",), 1, "0", MIXED),
    ("(y^2-x^3+x)^2*(1/2-x)", "xy", ("y^2-x^3+x",), 1, "0", MIXED),  # minima on the oval, maxima on the branch
    ("(x+y)^2*(1+z^2)+(x-z)^2", "xyz", ("x+y", "x-z"), 1, "0", MINIMUM),
    ("x^2*(1+z)+y^2*(2+z)", "xyz", ("x", "y"), 1, "0", MIXED),
    ("7", "xy", (), 2, "7", CONSTANT),
]


@pytest.mark.parametrize(("text", "variables", "equations", "dimension", "value", "kind"), SETS)
def test_the_kind_of_a_set(text, variables, equations, dimension, value, kind):
    component = Component(tuple(map(parse_expression, equations)), dimension)
    verdict = classify_component(parse_expression(text), tuple(variables), component, parse_expression(value))
    assert verdict.kind is kind
    assert verdict.proof is (Proof.UNPROVED if kind is UNDECIDED else Proof.EXACT)
