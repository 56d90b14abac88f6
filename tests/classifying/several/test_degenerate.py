"""Points with a singular Hessian: minimum, maximum or saddle, decided."""

from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from calc_cli import balls
from calc_cli import tree as t
from calc_cli.classifying.several import classify_point
from calc_cli.language import parse_expression
from calc_cli.model import Classification, Test

MINIMUM, MAXIMUM, SADDLE = Classification.LOCAL_MINIMUM, Classification.LOCAL_MAXIMUM, Classification.SADDLE
UNDECIDED = Classification.UNDECIDED

AT_ZERO = [
    # corank 1: the splitting lemma
    ("x^2 + y^3", SADDLE, None),
    ("x^2 + y^4", MINIMUM, True),
    ("x^2 - y^4", SADDLE, None),
    ("-x^2 - y^4", MAXIMUM, True),
    ("(y - x^2)*(y - 2x^2)", SADDLE, None),
    ("x^6 + y^2 - 3x^2*y", SADDLE, None),
    ("x^4 + y^4 - 2x^2 - 2y^2 + 4x*y", SADDLE, None),
    ("4x^3 - 2x^2*y + y^2 - 2", SADDLE, None),
    ("x^2 - 2x*y^2 + y^4 + y^5", SADDLE, None),
    ("x^2 - 2x*y^2 + y^4 + y^6", MINIMUM, True),
    ("x^2 - 2x*y^2 + y^4", MINIMUM, False),
    ("x^2 + x*y^3", SADDLE, None),
    ("x^2 + x*y^3 + y^6", MINIMUM, True),
    ("x^2 + x*y^3 + y^6/4", MINIMUM, False),
    ("x^2 + x*y^3 + y^6/4 - y^11", SADDLE, None),
    ("exp(x^3) + y^2", SADDLE, None),
    ("cosh(x) - x^2/2 + y^2", MINIMUM, True),
    ("(x - y)^2", MINIMUM, False),
    ("(x - y)^2 + (x + y)^4", MINIMUM, True),
    ("(x - 2y)^2*exp(x) - (x + y)^6", SADDLE, None),
    # corank 2: leading forms
    ("x^4 + y^4", MINIMUM, True),
    ("-x^4 - y^4", MAXIMUM, True),
    ("x^4 - y^4", SADDLE, None),
    ("x^3 - 3x*y^2", SADDLE, None),
    ("x^2*y - y^3", SADDLE, None),
    ("8x*y*(x + y) + 7", SADDLE, None),
    ("(x^2 + y^2)^2", MINIMUM, True),
    ("(x^2 + y^2)^2 - x^5", MINIMUM, True),
    ("x^4 - 6x^2*y^2 + y^4", SADDLE, None),
    ("x^4 + x^3*y + y^4", MINIMUM, True),
    ("x^4 + 3x^3*y + y^4", SADDLE, None),
    ("x^3 + y^3", SADDLE, None),
    ("x^4 + y^4 + x^2*y^2*sin(x)", MINIMUM, True),
    ("cos(x)*cos(y) - exp(-(x^2 + y^2)/2)", MAXIMUM, True),
    ("sqrt(2)*x^4 + pi*y^4 - x^2*y^2", MINIMUM, True),
    ("sqrt(2)*x^4 + pi*y^4 - 5x^2*y^2", SADDLE, None),
    # semidefinite leading forms
    ("x^4 + y^6", MINIMUM, True),
    ("x^4 + y^5", SADDLE, None),
    ("x^4 - y^6", SADDLE, None),
    ("x^4 + x^2*y^2 - y^6", SADDLE, None),
    ("x^8 + x^2*y^2 + y^8", MINIMUM, True),
    ("(x^2 - y^3)^2 + x^5*y", SADDLE, None),
    ("(x^2 - 2y^2)^2 + x^5", SADDLE, None),
    ("(x^2 - 2y^2)^2 + x^6", MINIMUM, True),
    ("(x^2 - 2y^2)^2 - x^6", SADDLE, None),
    ("(y^2 - x^3)^2 + y^7", SADDLE, None),
    ("(y^2 - x^3)^2 + y^8", MINIMUM, True),
    ("x^2*y^4 - x^4*y^2 + y^8", SADDLE, None),
    ("x^4 - 2x^2*y^3 + y^6 + x*y^5", SADDLE, None),
    # not isolated
    ("x^2*y^2", MINIMUM, False),
    ("-x^2*y^2", MAXIMUM, False),
    ("x^3*y^3", SADDLE, None),
    ("x^2*y^3", SADDLE, None),
    ("(y^2 - x^3)^2", MINIMUM, False),
    ("x^2*sin(y)^2", MINIMUM, False),
    ("1 - cos(x*y)", MINIMUM, False),
    ("x^2*y", SADDLE, None),
    ("(x^2 + y^2)*(x - y)^2", MINIMUM, False),
    ("(x^2 + y^2)*(x - y)^3", SADDLE, None),
]


def verdict_of(text, at, variables="xy"):
    return classify_point(parse_expression(text), tuple(variables), tuple(parse_expression(part) for part in at))


@pytest.mark.parametrize(("text", "kind", "strict"), AT_ZERO)
def test_the_origin(text, kind, strict):
    verdict = verdict_of(text, ("0", "0"))
    assert (verdict.kind, verdict.strict) == (kind, strict)
    assert verdict.test is not Test.NONE
    assert verdict.evidence


@pytest.mark.parametrize(("text", "kind", "strict"), AT_ZERO[::3])
def test_the_sign_and_the_place_change_nothing_else(text, kind, strict):
    opposite = {MINIMUM: MAXIMUM, MAXIMUM: MINIMUM, SADDLE: SADDLE}
    upside_down = verdict_of(f"-({text})", ("0", "0"))
    assert (upside_down.kind, upside_down.strict) == (opposite[kind], strict)
    moved = t.substitute(parse_expression(text), {"x": parse_expression("x - 2/3"), "y": parse_expression("y + x/2")})
    verdict = classify_point(moved, ("x", "y"), (t.rational(Fraction(2, 3)), t.rational(Fraction(-1, 3))))
    assert (verdict.kind, verdict.strict) == (kind, strict)


ELSEWHERE = [
    ("sin(x) + sin(y) + sin(x + y)", "xy", ("pi", "pi"), SADDLE, None),
    ("(x - sqrt(2))^4 + (y - 1)^4", "xy", ("sqrt(2)", "1"), MINIMUM, True),
    ("(x^2 - 2)^2*y^2 + y^5", "xy", ("sqrt(2)", "0"), SADDLE, None),
    ("(x^2 - 2)^3 + (y^2 - 3)^2", "xy", ("-sqrt(2)", "sqrt(3)"), SADDLE, None),
    ("(1 - y*tanh(x))^2", "xy", ("log(3)/2", "2"), MINIMUM, False),
    ("(x^2 + y^2 - 1)^2", "xy", ("3/5", "4/5"), MINIMUM, False),
    ("x^2*y", "xy", ("0", "1"), MINIMUM, False),
    ("x^2*y", "xy", ("0", "-1"), MAXIMUM, False),
    ("x^2", "xy", ("0", "5"), MINIMUM, False),
    ("x^3*(1 + y^2)", "xy", ("0", "5"), SADDLE, None),
    ("x^4 + y^4 + z^4", "xyz", ("0", "0", "0"), MINIMUM, True),
    ("x^4 + y^4 + z^4 - 3x^2*y*z", "xyz", ("0", "0", "0"), SADDLE, None),  # zero at (1, 1, 1), negative in few directions
    ("x^2 + y^4 - z^4", "xyz", ("0", "0", "0"), SADDLE, None),
    ("x^2 + y^2 + z^4 - x*z^2", "xyz", ("0", "0", "0"), MINIMUM, True),
    ("x^2 + y^2 + z^4 - 2x*z^2", "xyz", ("0", "0", "0"), MINIMUM, False),
    ("x^2 + y^2 + z^4 - 3x*z^2", "xyz", ("0", "0", "0"), SADDLE, None),
    ("x*y*z", "xyz", ("0", "0", "0"), SADDLE, None),
    ("x^2*y^2*z^2", "xyz", ("0", "0", "0"), MINIMUM, False),
    ("x^2*y^2 + y^2*z^2 + z^2*x^2", "xyz", ("0", "0", "0"), MINIMUM, False),
    ("x^4 + y^4 + z^6 - x^2*y*z", "xyz", ("0", "0", "0"), SADDLE, None),
    ("x^2 + (y^2 - z^3)^2 + z^8", "xyz", ("0", "0", "0"), MINIMUM, True),
    ("x^2 + (y^2 - z^3)^2 + z^7", "xyz", ("0", "0", "0"), MINIMUM, True),
    ("x^2 + (y^2 - z^3)^2 + y^7", "xyz", ("0", "0", "0"), SADDLE, None),
    ("(x - z^2)^2 + sin(x - y)^2*cos(z)^2", "xyz", ("0", "0", "0"), MINIMUM, False),
]


@pytest.mark.parametrize(("text", "variables", "at", "kind", "strict"), ELSEWHERE)
def test_other_points(text, variables, at, kind, strict):
    verdict = verdict_of(text, at, variables)
    assert (verdict.kind, verdict.strict) == (kind, strict)


def test_what_is_not_decided_shows_the_taylor_form():
    verdict = verdict_of("x^2 + abs(y^3)*0 + exp(-1/(y^2 + 1)) - exp(-1/(y^2 + 1)) + (x + z^2 - z^2)^2", ("0", "0", "0"), "xyz")
    assert verdict.kind in (UNDECIDED, MINIMUM)


coefficients = st.integers(-2, 2)
monomials = [(i, j) for i in range(7) for j in range(7) if 2 <= i + j <= 6]


@given(st.dictionaries(st.sampled_from(monomials), coefficients, min_size=1, max_size=4))
@settings(max_examples=40, deadline=None)
def test_a_verdict_is_never_contradicted_by_values(terms):
    tree = t.add(*(t.multiply(t.rational(c), t.power(t.Variable("x"), i), t.power(t.Variable("y"), j)) for (i, j), c in terms.items()))
    assume(tree != t.ZERO)
    verdict = classify_point(tree, ("x", "y"), (t.ZERO, t.ZERO))
    signs = set()
    for exponent in (8, 14):
        step = Fraction(1, 2**exponent)
        for a, b in [(p, q) for p in range(-4, 5) for q in range(-4, 5) if (p, q) != (0, 0)]:
            for power in (1, 2):
                point = {"x": t.rational(a * step), "y": t.rational(Fraction(b) * step**power)}
                value = balls.sign(t.substitute(tree, point))
                if verdict.kind is MINIMUM:
                    assert value >= (1 if verdict.strict else 0)
                elif verdict.kind is MAXIMUM:
                    assert value <= (-1 if verdict.strict else 0)
                signs.add(value)
    if verdict.kind is UNDECIDED:
        assert not {1, -1} <= signs
