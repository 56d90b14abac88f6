"""The eigenvalues of the Hessian at points where it is regular."""

from fractions import Fraction

import pytest
import sympy
from flint import arb_mat
from hypothesis import given, settings
from hypothesis import strategies as st

from calc_cli import tree as t
from calc_cli.calculus import gradient
from calc_cli.classifying.several import classify_point
from calc_cli.classifying.several.eigenvalues import eigenvalues
from calc_cli.classifying.several.inertia import ball_inertia, exact_inertia, inertia_from
from calc_cli.language import parse_expression
from calc_cli.model import Classification, Test

MINIMUM, MAXIMUM, SADDLE = Classification.LOCAL_MINIMUM, Classification.LOCAL_MAXIMUM, Classification.SADDLE

POINTS = [
    ("x^2 - y^2", "xy", ("0", "0"), SADDLE, 1, ("-2", "2")),
    ("x^2 + y^2", "xy", ("0", "0"), MINIMUM, 0, ("2", "2")),
    ("-x^2 - 3y^2 + x*y", "xy", ("0", "0"), MAXIMUM, 2, ("-4 - sqrt(5)", "sqrt(5) - 4")),
    ("x^3 + y^3 - 3x*y", "xy", ("0", "0"), SADDLE, 1, ("-3", "3")),
    ("x^3 + y^3 - 3x*y", "xy", ("1", "1"), MINIMUM, 0, ("3", "9")),
    ("(x^2 + y - 11)^2 + (x + y^2 - 7)^2", "xy", ("3", "2"), MINIMUM, 0, ("54 - 20*sqrt(2)", "54 + 20*sqrt(2)")),
    ("x*y*e^(-x^2-y^2)", "xy", ("1/sqrt(2)", "1/sqrt(2)"), MAXIMUM, 2, ("-2/e", "-2/e")),
    ("sin(x)*sin(y)", "xy", ("pi/2", "-pi/2"), MINIMUM, 0, ("1", "1")),
    ("sin(x)*sin(y)", "xy", ("pi", "0"), SADDLE, 1, ("-1", "1")),
    ("x^2 + y^2 + z^2 + x*y*z", "xyz", ("2", "-2", "2"), SADDLE, 1, ("-2", "4", "4")),
    ("x^2 - 3x*y*z + y^2 - z^2*sqrt(2)", "xyz", ("0", "0", "0"), SADDLE, 1, ("-2*sqrt(2)", "2", "2")),
    ("x^4 - 2x^2 + y^4/4 - y^2*sqrt(2)", "xy", ("1", "2^(3/4)"), MINIMUM, 0, ("4*sqrt(2)", "8")),
    ("(1 - w1*w2)^2", ("w1", "w2"), ("0", "0"), SADDLE, 1, ("-2", "2")),
    ("x^2 + y^2 + z^2 + w^2 - 2x*w*exp(y)", ("x", "y", "z", "w"), ("0", "0", "0", "0"), None, None, None),
]


@pytest.mark.parametrize(("text", "variables", "at", "kind", "index", "values"), POINTS)
def test_the_signs_of_the_eigenvalues_decide(text, variables, at, kind, index, values):
    verdict = classify_point(parse_expression(text), tuple(variables), tuple(parse_expression(part) for part in at))
    if kind is None:
        assert verdict.test is not Test.HESSIAN
        return
    assert (verdict.kind, verdict.index, verdict.test) == (kind, index, Test.HESSIAN)
    assert verdict.strict is (None if kind is SADDLE else True)
    assert tuple(number.exact for number in verdict.eigenvalues) == values


def test_a_point_without_closed_form_is_classified_by_enclosures():
    tree = parse_expression("exp(x) + x^2 + y^2 + x*y")
    functions = tuple(entry.result for entry in gradient(tree, ("x", "y")))
    box = ((Fraction(-1), Fraction(0)), (Fraction(0), Fraction(1)))
    zero = t.SystemZero(functions, ("x", "y"), box)
    point = tuple(t.SystemRoot(zero, t.Variable(name)) for name in ("x", "y"))
    verdict = classify_point(tree, ("x", "y"), point)
    assert (verdict.kind, verdict.index) == (MINIMUM, 0)
    assert [number.exact for number in verdict.eigenvalues] == [None, None]
    assert [round(number.approx, 4) for number in verdict.eigenvalues] == [1.2731, 3.3757]


@given(st.integers(1, 4).flatmap(lambda n: st.lists(st.lists(st.integers(-3, 3), min_size=n, max_size=n), min_size=n, max_size=n)))
@settings(max_examples=60, deadline=None)
def test_inertia_and_eigenvalues_agree_with_sympy(rows):
    size = range(len(rows))
    matrix = [[rows[min(i, j)][max(i, j)] for j in size] for i in size]
    truth = sorted((complex(value).real, count) for value, count in sympy.Matrix(matrix).eigenvals(multiple=False).items())
    expected = [value for value, count in truth for _ in range(count)]
    trees = [[t.rational(value) for value in row] for row in matrix]
    found = exact_inertia(trees)
    assert found is not None
    assert found.zero == len(rows) - sympy.Matrix(matrix).rank()
    assert found.positive == sum(value > 1e-9 for value in expected)
    assert found.negative == sum(value < -1e-9 for value in expected)
    quick = ball_inertia(arb_mat(matrix), 128)
    assert quick is None or quick == found
    values = [number.approx for number in eigenvalues(trees, arb_mat(matrix))]
    assert values == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(
    ("signs", "found"),
    [
        ((-1, None, 1), (1, 1, 0)),
        ((1, None, 1), None),
        ((None, 1, 1), None),
        ((0, 0, 1), (0, 0, 2)),
        ((0, None, 1), None),
        ((1, -1, None, -1), None),
        ((-1, -1, None, 1), (1, 2, 0)),
        ((1, 0, -1, 0, 1), (2, 2, 0)),
    ],
)
def test_unknown_signs(signs, found):
    inertia = inertia_from(signs)
    assert (None if inertia is None else (inertia.positive, inertia.negative, inertia.zero)) == found
