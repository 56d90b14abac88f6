"""Gradients and Hessian products of compiled trees against mpmath's numerical derivatives."""

import mpmath
import numpy as np
import pytest

from calc_cli.descent.program import Loss
from calc_cli.language import parse_expression

CASES = [
    ("x**2*y", lambda x, y: x**2 * y),
    ("100*(y-x^2)^2+(1-x)^2", lambda x, y: 100 * (y - x**2) ** 2 + (1 - x) ** 2),
    ("sin(x)*exp(y)+x*y", lambda x, y: mpmath.sin(x) * mpmath.exp(y) + x * y),
    ("log(1+exp(-x))+(y-1)^2", lambda x, y: mpmath.log(1 + mpmath.exp(-x)) + (y - 1) ** 2),
    ("(1-y*tanh(x))^2", lambda x, y: (1 - y * mpmath.tanh(x)) ** 2),
    ("sqrt(x^2+y^2+1)", lambda x, y: mpmath.sqrt(x**2 + y**2 + 1)),
    ("x^y + x/y", lambda x, y: x**y + x / y),
    ("sigmoid(x)*y^(1/3)", lambda x, y: mpmath.cbrt(y) / (1 + mpmath.exp(-x))),
    ("atan(x*y) - cos(x)^3", lambda x, y: mpmath.atan(x * y) - mpmath.cos(x) ** 3),
]
CASES += [
    ("max(x, y^2, 1)*y + min(x, y)", lambda x, y: max(x, y**2, 1) * y + min(x, y)),
    ("relu(x-y)^2 + leaky_relu(y-x)*x + elu(-x)", lambda x, y: (y - x) * x + mpmath.exp(-x) - 1),
    ("(sqrt(-x) if x < 0 else x^3*y) + (y if x < 1 and y > 1 else log(x - 5))", lambda x, y: x**3 * y + y),
]
POINT = (0.7, 1.3)


@pytest.mark.parametrize(("text", "truth"), CASES, ids=[text for text, _ in CASES])
def test_gradient_and_products_agree_with_mpmath(text, truth):
    loss = Loss(parse_expression(text), ("x", "y"))
    x = np.array(POINT)
    with mpmath.workdps(40):
        gradient = [float(mpmath.diff(truth, POINT, order)) for order in ((1, 0), (0, 1))]
        hessian = [[float(mpmath.diff(truth, POINT, order)) for order in row] for row in (((2, 0), (1, 1)), ((1, 1), (0, 2)))]
        assert loss(x) == pytest.approx(float(truth(*map(mpmath.mpf, POINT))), rel=1e-14)
    assert loss.gradient(x) == pytest.approx(np.array(gradient), rel=1e-12)
    for direction in ([1.0, 0.0], [0.3, -2.0]):
        assert loss.curvature(x, np.array(direction)) == pytest.approx(np.array(hessian) @ direction, rel=1e-11)


def test_similar_terms_share_one_program():
    names = tuple(f"x{i}" for i in range(40))
    text = "+".join(f"100*(x{i + 1}-x{i}^2)^2+(1-x{i})^2" for i in range(39))
    loss = Loss(parse_expression(text), names)
    assert len(loss._groups) == 2
    assert loss.gradient(np.ones(40)) == pytest.approx(np.zeros(40))
