"""Coordinates of certified zeros of systems, to any precision."""

from fractions import Fraction

import pytest
from flint import arb

from calc_cli import balls
from calc_cli import tree as t
from calc_cli.balls.evaluate import compiled_all
from calc_cli.balls.newton import SquareSystem
from calc_cli.balls.partials import partial_derivative
from calc_cli.balls.precision import precision
from calc_cli.language import parse_expression, to_latex, to_text
from calc_cli.symbolic.constants import sign_of


def coordinates(texts, variables, box):
    functions = tuple(parse_expression(text) for text in texts)
    sides = tuple((Fraction(low), Fraction(high)) for low, high in box)
    zero = t.SystemZero(functions, tuple(variables), sides)
    return [t.SystemRoot(zero, t.Variable(name)) for name in variables]


@pytest.mark.parametrize(
    ("texts", "variables", "box", "values"),
    [
        (("x^2 - 2", "y - x"), "xy", ((0, 10), (1, 4)), ("sqrt(2)", "sqrt(2)")),
        (("x^2 - 2", "y - x"), "xy", ((-10, 0), (-4, 4)), ("-sqrt(2)", "-sqrt(2)")),
        (("x^2 + y^2 - 4", "exp(x) - y"), "xy", ((0, 1), (1, 3)), None),
        (("x + y + z - 3", "x*y - 1/2", "x - z"), "xyz", ((-1, "1/2"), (0, 5), (-1, 1)),
         ("(3 - sqrt(5))/4", "(3 + sqrt(5))/2", "(3 - sqrt(5))/4")),
        (("sin(x) - y", "y"), "xy", ((3, 4), (-1, 1)), ("pi", "0")),
        (("x", "(y + x)*(y + x + 1)"), "xy", (("-1/100", "1/100"), ("-3/10", "4/7")), ("0", "0")),
        (("abs(x) - y", "x + 2y - 3"), "xy", ((0, 5), (-1, 5)), ("1", "1")),
    ],
)
def test_a_coordinate_is_enclosed_to_any_precision(texts, variables, box, values):
    found = coordinates(texts, variables, box)
    for k, root in enumerate(found):
        for bits in (53, 128, 700):
            ball = balls.enclose(root, bits)
            assert ball.rad() < arb(2) ** (8 - bits)
            if values is not None:
                assert ball.overlaps(balls.enclose(parse_expression(values[k]), bits))
    with precision(400):
        point = {name: balls.enclose(root, 400) for name, root in zip(variables, found, strict=True)}
        for text in texts:
            assert balls.evaluate(parse_expression(text), point, 400).contains(0)


def test_a_coordinate_has_decimals_and_no_exact_text():
    x, _ = coordinates(("x^2 - 2", "y - x"), "xy", ((0, 10), (1, 4)))
    assert balls.number(x).exact is None
    assert balls.number(x).approx == 2**0.5
    assert balls.decimal_text(x, 30) == "1.41421356237309504880168872421"
    assert sign_of(t.subtract(t.multiply(x, x), t.ONE)) == 1
    assert "x**2 - 2" in to_text(x)
    assert "x^{2}" in to_latex(x)


def test_krawczyk_neither_proves_a_double_zero_nor_two_zeros():
    with precision(53):
        double = SquareSystem((parse_expression("x^2"), parse_expression("y - x")), ("x", "y"), compiled_all)
        two = SquareSystem((parse_expression("x^2 - 1"), parse_expression("y - x")), ("x", "y"), compiled_all)
        assert double.proves_unique([arb(0, 1), arb(0, 1)]) is None
        assert two.proves_unique([arb(0, 2), arb(0, 2)]) is None
        assert two.proves_unique([arb(1, 0.25), arb(1, 0.25)]) is not None


@pytest.mark.parametrize("jump", ["floor(x)", "sign(x)", "(x if x < 0 else x + 1)", "step(x)"])
def test_nothing_is_proved_across_a_jump(jump):
    functions = (parse_expression(f"x + {jump} - 1/2"), parse_expression("y - x"))
    with precision(53):
        assert SquareSystem(functions, ("x", "y"), compiled_all).proves_unique([arb(0, 1), arb(0, 1)]) is None


SMOOTH = """x^3*exp(-x)/(1 + x^2); x^x; sin(x)^2*log(x); max(x, 2, x^2/2); besselj(1, x); softplus(x); gelu(x); x^(2/3); 3^x;
root(x, 5); hypot(x, 3); abs(cos(x)); x^sqrt(2); min(x, 2)^2; tan(x)/(3 + sech(x)); lambertw(x)"""


@pytest.mark.parametrize("text", [part.strip() for part in SMOOTH.split(";")])
def test_partial_derivatives_agree_with_differences(text):
    function = parse_expression(text)
    slope = partial_derivative(function, "x")
    for point in ("0.7", "1.9", "3.3"):
        with precision(256):
            at, step = arb(point), arb("1e-15")
            above, below = (balls.evaluate(function, {"x": x}, 256) for x in (at + step, at - step))
            assert abs(float((above - below) / (2 * step) - balls.evaluate(slope, {"x": at}, 256))) < 1e-9
