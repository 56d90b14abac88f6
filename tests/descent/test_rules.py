"""The update rules, step by step, against independent implementations; SciPy's methods against SciPy itself on independent gradients."""

import math

import numpy as np
import pytest
from scipy import optimize

from calc_cli.descent.program import Loss
from calc_cli.descent.runs import Ending, Options, run
from calc_cli.language import parse_expression

TOLERANCE = 1e-12
STEPS = 40


def rosenbrock(x, y):
    return [-400 * x * (y - x * x) - 2 * (1 - x), 200 * (y - x * x)]


def himmelblau(x, y):
    a, b = x * x + y - 11, x + y * y - 7
    return [4 * x * a + 2 * b, 2 * a + 4 * y * b]


def beale(x, y):
    terms = [(c - x + x * y**k, k) for c, k in ((1.5, 1), (2.25, 2), (2.625, 3))]
    return [sum(2 * r * (y**k - 1) for r, k in terms), sum(2 * r * x * k * y ** (k - 1) for r, k in terms)]


def logistic(x, y):
    s = -1 / (1 + math.exp(x + 2 * y))
    return [s + 0.2 * x, 2 * s + 0.2 * y]


FUNCTIONS = [
    ("x^2+100y^2", lambda x, y: [2 * x, 200 * y], (1.0, 1.0), 0.001),
    ("x^2-y^2", lambda x, y: [2 * x, -2 * y], (1.0, 1e-6), 0.1),
    ("x^3-3x*y^2", lambda x, y: [3 * x * x - 3 * y * y, -6 * x * y], (0.5, 0.3), 0.01),
    ("100(y-x^2)^2+(1-x)^2", rosenbrock, (-1.2, 1.0), 0.0005),
    ("(x^2+y-11)^2+(x+y^2-7)^2", himmelblau, (0.5, 0.5), 0.005),
    ("(3/2-x+x*y)^2+(9/4-x+x*y^2)^2+(21/8-x+x*y^3)^2", beale, (1.0, 1.0), 0.001),
    ("log(1+exp(-x-2y))+(x^2+y^2)/10", logistic, (0.0, 0.0), 0.1),
    ("x^4+y^4-4x*y+1", lambda x, y: [4 * x**3 - 4 * y, 4 * y**3 - 4 * x], (0.4, -0.2), 0.02),
    ("sin(x)*cos(y)", lambda x, y: [math.cos(x) * math.cos(y), -math.sin(x) * math.sin(y)], (0.3, 0.4), 0.1),
    (
        "x*y*exp(-x^2-y^2)",
        lambda x, y: [(1 - 2 * x * x) * y * math.exp(-x * x - y * y), (1 - 2 * y * y) * x * math.exp(-x * x - y * y)],
        (0.2, 0.4),
        0.1,
    ),
]


def follow_gd(gradient, path, rate):
    for x in path:
        yield [a - rate * g for a, g in zip(x, gradient(*x), strict=True)]


def follow_momentum(gradient, path, rate):
    v = [0.0, 0.0]
    for x in path:
        v = [0.9 * b - rate * g for b, g in zip(v, gradient(*x), strict=True)]
        yield [a + b for a, b in zip(x, v, strict=True)]


def follow_nesterov(gradient, path, rate):
    v = [0.0, 0.0]
    for x in path:
        g = gradient(*(a + 0.9 * b for a, b in zip(x, v, strict=True)))
        v = [0.9 * b - rate * c for b, c in zip(v, g, strict=True)]
        yield [a + b for a, b in zip(x, v, strict=True)]


def follow_rmsprop(gradient, path, rate):
    s = [0.0, 0.0]
    for x in path:
        g = gradient(*x)
        s = [0.9 * b + 0.1 * c**2 for b, c in zip(s, g, strict=True)]
        yield [a - rate * c / (math.sqrt(b) + 1e-8) for a, b, c in zip(x, s, g, strict=True)]


def follow_adam(gradient, path, rate):
    m, v = [0.0, 0.0], [0.0, 0.0]
    for k, x in enumerate(path, start=1):
        g = gradient(*x)
        m = [0.9 * a + 0.1 * c for a, c in zip(m, g, strict=True)]
        v = [0.999 * a + 0.001 * c**2 for a, c in zip(v, g, strict=True)]
        hats = [(a / (1 - 0.9**k), b / (1 - 0.999**k)) for a, b in zip(m, v, strict=True)]
        yield [a - rate * p / (math.sqrt(q) + 1e-8) for a, (p, q) in zip(x, hats, strict=True)]


METHODS = [("bfgs", "BFGS", "gtol"), ("l-bfgs", "L-BFGS-B", "gtol"), ("newton-cg", "Newton-CG", "xtol")]
OURS = {"gd": follow_gd, "momentum": follow_momentum, "nesterov": follow_nesterov, "rmsprop": follow_rmsprop, "adam": follow_adam}
cases = pytest.mark.parametrize(("text", "gradient", "start", "rate"), FUNCTIONS, ids=[f[0] for f in FUNCTIONS])


@cases
@pytest.mark.parametrize("optimizer", OURS)
def test_every_step_agrees_with_an_independent_implementation(text, gradient, start, rate, optimizer):
    """Each step is taken from the point our run was at, with moments and velocities of its own."""
    loss = Loss(parse_expression(text), ("x", "y"))
    found = run(optimizer, loss, np.array(start), Options(rate=rate, steps=STEPS, tolerance=0.0))
    truth = list(OURS[optimizer](gradient, found.path[:-1].tolist(), rate))
    assert len(truth) == STEPS or found.ending is not Ending.OUT_OF_STEPS
    assert found.path[1:] == pytest.approx(np.array(truth), rel=TOLERANCE, abs=TOLERANCE)


@cases
@pytest.mark.parametrize(("optimizer", "method", "key"), METHODS)
@pytest.mark.filterwarnings("ignore")
def test_methods_of_scipy_agree_with_scipy(text, gradient, start, rate, optimizer, method, key):
    """The same method on the same values with gradients written by hand: the first steps agree, before chaos can tell rounding apart."""
    loss = Loss(parse_expression(text), ("x", "y"))
    found = run(optimizer, loss, np.array(start), Options(steps=3, tolerance=1e-10))
    path = [np.array(start)]
    settings = {"maxiter": 3, key: 1e-10} | ({"ftol": 0.0, "maxfun": 150} if optimizer == "l-bfgs" else {})
    extra = {"hessp": lambda x, p: loss.curvature(x, p)} if optimizer == "newton-cg" else {}
    extra |= {"jac": lambda x: np.array(gradient(*x)), "callback": lambda x: path.append(np.array(x))}
    optimize.minimize(loss, start, method=method, options=settings, **extra)
    assert found.path == pytest.approx(np.array(path[: len(found.path)]), rel=1e-9, abs=1e-9)


def test_saddle_free_newton_is_newton_where_the_hessian_is_positive():
    loss = Loss(parse_expression("x^2+100y^2+x^4"), ("x", "y"))
    paths = [run(name, loss, np.array([1.0, 1.0]), Options(steps=4)).path for name in ("newton", "saddle-free-newton")]
    assert paths[0] == pytest.approx(paths[1], abs=1e-12)


def test_noise_is_repeated_with_its_seed():
    loss = Loss(parse_expression("x^2-y^2"), ("x", "y"))
    runs = [run("gd", loss, np.array([1.0, 0.0]), Options(noise=0.01, seed=s, steps=50)).path for s in (1, 1, 2)]
    assert np.array_equal(runs[0], runs[1])
    assert not np.array_equal(runs[0], runs[2])
