"""Limits against a table of known values (itself checked by mpmath), and end signs against balls close to the end."""

from fractions import Fraction
from pathlib import Path

import mpmath
import pytest
from flint import arb, ctx
from hypothesis import given, settings
from hypothesis import strategies as st

from calc_cli.balls import evaluate
from calc_cli.language import parse_expression
from calc_cli.model import Truth
from calc_cli.symbolic.asymptotics import end_sign, leading_term, limit, oblique_asymptote
from calc_cli.symbolic.constants import decide_equal
from calc_cli.tree import (
    INFINITY,
    MINUS_INFINITY,
    Call,
    Constant,
    IsolatedRoot,
    Negation,
    Number,
    Power,
    Product,
    Quotient,
    RootOf,
    Sum,
    Variable,
    rational_value,
)

NAMES = {"lambertw": lambda u: mpmath.lambertw(u).real, "gelu": lambda u: u * mpmath.erfc(-u / mpmath.sqrt(2)) / 2}
NAMES |= {"log": mpmath.log, "sigmoid": lambda u: 1 / (1 + mpmath.exp(-u)), "softplus": lambda u: mpmath.log1p(mpmath.exp(u))}
NAMES |= {"silu": lambda u: u / (1 + mpmath.exp(-u)), "mish": lambda u: u * mpmath.tanh(mpmath.log1p(mpmath.exp(u)))}
NAMES |= {"softsign": lambda u: u / (1 + abs(u)), "elu": lambda u: u if u >= 0 else mpmath.expm1(u), "abs": abs, "max": max, "min": min}
NAMES |= {"Ei": mpmath.ei, "Si": mpmath.si, "li": mpmath.li, "lgamma": mpmath.loggamma, "airyai": mpmath.airyai, "cbrt": mpmath.cbrt}
NAMES |= {"polygamma": lambda n, u: mpmath.psi(int(n), u)}


def read_table():
    for line in (Path(__file__).parent / "limits.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            text, point, truth, sample, *status = (part.strip() for part in line.split(";"))
            yield text, point, truth, sample, status == ["open"]


ROWS = list(read_table())


def end_of(text):
    """(point, side)."""
    if text in ("oo", "-oo"):
        return (INFINITY if text == "oo" else MINUS_INFINITY), 1
    return parse_expression(text[:-1]), 1 if text[-1] == "+" else -1


def value_by_mpmath(node, x):
    match node:
        case Number(v):
            return mpmath.mpf(v.numerator) / v.denominator
        case Constant(name):
            return {"pi": mpmath.pi, "e": mpmath.e}[name] + mpmath.mpf(0)
        case Variable():
            return x
        case Negation(a):
            return -value_by_mpmath(a, x)
        case Sum(parts):
            return mpmath.fsum(value_by_mpmath(part, x) for part in parts)
        case Product(parts):
            return mpmath.fprod(value_by_mpmath(part, x) for part in parts)
        case Quotient(a, b):
            return value_by_mpmath(a, x) / value_by_mpmath(b, x)
        case Power(a, b):
            return value_by_mpmath(a, x) ** value_by_mpmath(b, x)
        case Call(name, arguments):
            return (NAMES.get(name) or getattr(mpmath, name))(*(value_by_mpmath(a, x) for a in arguments))
    raise NotImplementedError(node)


@pytest.mark.parametrize(("text", "point", "truth", "sample", "may_stay_open"), ROWS, ids=[f"{r[0]} at {r[1]}" for r in ROWS])
def test_limit_of_the_table(text, point, truth, sample, may_stay_open):
    found = limit(parse_expression(text), "x", *end_of(point))
    if may_stay_open and found.exists is Truth.UNKNOWN:
        return
    if truth == "none":
        assert found.value is None
        assert found.exists is Truth.FALSE
        return
    assert found.exists is Truth.TRUE
    if truth in ("oo", "-oo"):
        assert found.value == end_of(truth)[0]
    else:
        assert decide_equal(found.value, parse_expression(truth)) is Truth.TRUE


SAMPLED = [row for row in ROWS if row[3] != "-"]


@pytest.mark.parametrize(("text", "point", "truth", "sample", "_"), SAMPLED, ids=[f"{r[0]} at {r[1]}" for r in SAMPLED])
def test_the_table_is_true(text, point, truth, sample, _):
    with mpmath.workdps(130):
        close = value_by_mpmath(parse_expression(text), mpmath.mpf(sample))
        if truth in ("oo", "-oo"):
            assert close * (1 if truth == "oo" else -1) > 100
        else:
            value = value_by_mpmath(parse_expression(truth), mpmath.mpf(0))
            assert abs(close - value) < mpmath.mpf("2e-3") * max(1, abs(value))


@pytest.mark.parametrize(
    ("text", "point", "line"),
    [
        ("(x^2+1)/(x-1)", "oo", ("1", "1")),
        ("(x^2+1)/(x-1)", "-oo", ("1", "1")),
        ("sqrt(x^2+x)", "oo", ("1", "1/2")),
        ("sqrt(x^2+x)", "-oo", ("-1", "-1/2")),
        ("x*atan(x)", "oo", ("pi/2", "-1")),
        ("x*exp(1/x)", "-oo", ("1", "1")),
        ("cbrt(x^3+x^2)", "-oo", ("1", "1/3")),
        ("softplus(x)", "oo", ("1", "0")),
        ("x+sin(x)/x", "oo", ("1", "0")),
        ("(2*x^2+log(x))/(sqrt(3)*x)", "oo", ("2*sqrt(3)/3", "0")),
        ("x+log(x)", "oo", None),
        ("x+sin(x)", "oo", None),
        ("x^2", "oo", None),
        ("1/x", "oo", None),
        ("exp(x)", "-oo", None),
    ],
)
def test_oblique_asymptote(text, point, line):
    found = oblique_asymptote(parse_expression(text), "x", end_of(point)[0])
    if line is None:
        assert found is None
    else:
        assert [decide_equal(a, parse_expression(b)) for a, b in zip(found, line, strict=True)] == [Truth.TRUE] * 2


@pytest.mark.parametrize(
    ("text", "point", "sign"),
    [
        ("x^2-2", "sqrt(2)-", -1),
        ("x^2-2", "sqrt(2)+", 1),
        ("2+sin(x)", "oo", 1),
        ("1+cos(x)", "oo", None),
        ("sin(x)-sin(x)", "oo", 0),
        ("(x+1)^2-x^2-2*x-1", "oo", 0),
        ("sin(x)^2+cos(x)^2-1", "oo", 0),
        ("exp(-x)*(2+sin(x))", "oo", 1),
        ("sin(x)/x", "oo", None),
        ("log(x)-x", "oo", -1),
        ("sqrt(x)", "0-", None),
        ("log(x)", "0-", None),
        ("1-sigmoid(x)", "oo", 1),
        ("gelu(x)", "-oo", -1),
        ("cos(x)", "pi/2-", 1),
        ("exp(x+sin(x)*cos(sqrt(2)*x))", "oo", 1),
        ("x^3-1/10^30", "0+", -1),
        ("2+cos(x)-sin(x)", "oo", 1),
    ],
)
def test_end_sign(text, point, sign):
    assert end_sign(parse_expression(text), "x", *end_of(point)) == sign


def test_sides_of_an_algebraic_number():
    root = RootOf((-1, -1, 0, 0, 0, 1), 0)
    tree = parse_expression("(x^5-x-1)/exp(x)")
    assert (end_sign(tree, "x", root, 1), end_sign(tree, "x", root, -1)) == (1, -1)


def test_leading_term():
    coefficient, monomial = leading_term(parse_expression("3*x^2*log(x)+x^2"), "x", INFINITY)
    assert coefficient == Number(Fraction(3))
    assert monomial.powers == (2, 1)


def leaves():
    return st.sampled_from(["x", "1", "2", "3", "1/2"])


def compound(inner):
    unary = st.sampled_from(["log(x+{})", "exp({})", "sqrt(x+{})", "atan({})", "({})^2", "1/(x+{})", "-({})", "sqrt(({})^2+1)", "tanh({})"])
    binary = st.sampled_from(["({})+({})", "({})-({})", "({})*({})", "({})/({})"])
    return st.one_of(
        st.builds(str.format, unary, inner), st.builds(str.format, binary, inner, inner), st.builds(str.format, binary, inner, inner)
    )


EXPRESSIONS = st.recursive(leaves(), compound, max_leaves=6)


def certain_sign(tree, x, bits=3000):
    ball = evaluate(tree, {"x": x}, bits)
    return 1 if ball > 0 else -1 if ball < 0 else None


@settings(max_examples=150, deadline=None)
@given(EXPRESSIONS, st.sampled_from([1, -1]))
def test_end_sign_agrees_with_balls_far_out(text, towards):
    tree = parse_expression(text)
    found = end_sign(tree, "x", INFINITY if towards > 0 else MINUS_INFINITY)
    signs = {certain_sign(tree, towards * arb(2) ** k) for k in (60, 90, 140)}
    if len(signs) == 1 and None not in signs and found is not None:
        assert signs == {found}


@settings(max_examples=150, deadline=None)
@given(EXPRESSIONS, st.sampled_from([Fraction(0), Fraction(1), Fraction(-1), Fraction(1, 2)]), st.sampled_from([1, -1]))
def test_end_sign_agrees_with_balls_close_by(text, point, side):
    tree = parse_expression(text)
    found = end_sign(tree, "x", parse_expression(str(point)), side)
    with_precision = ctx.prec
    try:
        ctx.prec = 3000
        near = [arb(point.numerator) / point.denominator + side * arb(2) ** -k for k in (80, 160, 300)]
    finally:
        ctx.prec = with_precision
    signs = {certain_sign(tree, x) for x in near}
    if len(signs) == 1 and None not in signs:
        assert found in (None, *signs)


@settings(max_examples=100, deadline=None)
@given(EXPRESSIONS)
def test_a_finite_limit_is_approached(text):
    tree = parse_expression(text)
    found = limit(tree, "x", INFINITY).value
    if found is None or found in (INFINITY, MINUS_INFINITY):
        return
    gap = Sum((tree, Negation(found)))
    far, farther = (evaluate(gap, {"x": arb(2) ** k}, 3000) for k in (60, 3000))
    if far.is_finite() and farther.is_finite():
        assert abs(farther).lower() <= abs(far).upper()


def test_rational_values_stay_fast_and_exact():
    found = limit(parse_expression("(x^200-1)/(x-1)"), "x", parse_expression("1"), 1)
    assert rational_value(found.value) == 200


@pytest.mark.parametrize(
    ("function", "lower", "upper", "text", "truth"),
    [
        ("exp(x)-3*x^2", "9/10", "1", "exp(x)-3*x^2", "0"),
        ("exp(x)-3*x^2", "9/10", "1", "1/(exp(x)-3*x^2)", "oo"),
        ("cos(x)-x", "1/2", "1", "(x-cos(x))/exp(x)", "0"),
        ("cos(x)-x", "1/2", "1", "sin(x)^2+x^2-1", "0"),
        ("x*log(x)-2", "2", "3", "x^x", "exp(2)"),
        ("exp(x)*(x^2-3)+sin(x)", "1", "2", "1/(x^2-3+exp(-x)*sin(x))", "-oo"),
    ],
)
def test_limit_at_an_isolated_root(function, lower, upper, text, truth):
    root = IsolatedRoot(parse_expression(function), "x", Fraction(lower), Fraction(upper))
    found = limit(parse_expression(text), "x", root, -1)
    if truth in ("oo", "-oo"):
        assert found.value == end_of(truth)[0]
    else:
        assert decide_equal(found.value, parse_expression(truth)) is Truth.TRUE


def test_a_root_does_not_stand_in_for_e():
    """r**2 + e*r + exp(2*r) + exp(r) = 0 gives e in terms of r; limits asked afterwards are written with e all the same."""
    root = IsolatedRoot(parse_expression("x**2 + e*x + exp(2*x) + exp(x)"), "x", Fraction(-1), Fraction(-1, 16))
    limit(Product((root, parse_expression("(1+1/x)^x"))), "x", *end_of("oo"))
    assert decide_equal(limit(parse_expression("(1+2/x)^x"), "x", *end_of("oo")).value, parse_expression("e^2")) is Truth.TRUE
