"""Pieces and joints of functions, written as a layout.

`-oo [-x] 0=0 [x] oo`: a piece is its tree in brackets ([] outside the domain), a joint is `at=value` where f is defined,
`at!` where it is not, `at?` where that is not decided.
"""

from __future__ import annotations

import pytest

from calc_cli.domain import Partition, partition
from calc_cli.language import parse_expression, to_text
from calc_cli.model import Interval, Truth
from calc_cli.tree import INFINITY, MINUS_INFINITY, Expr

WHOLE = "R"


def interval_of(text: str) -> Interval:
    if text == WHOLE:
        return Interval(MINUS_INFINITY, INFINITY)
    lower, upper = text[1:-1].split(",")
    return Interval(end_of(lower), end_of(upper), text[0] == "[", text[-1] == "]")


def end_of(text: str) -> Expr:
    return INFINITY if text.strip() == "oo" else MINUS_INFINITY if text.strip() == "-oo" else parse_expression(text)


def layout(found: Partition) -> str:
    def joint(at: Expr) -> str:
        for candidate in found.joints:
            if candidate.at == at:
                mark = {Truth.TRUE: "=", Truth.FALSE: "!", Truth.UNKNOWN: "?"}[candidate.defined]
                return to_text(at) + mark + (to_text(candidate.value) if candidate.value is not None else "")
        return to_text(at)

    if not found.pieces:
        return " ".join(joint(j.at) for j in found.joints)
    words = [joint(found.pieces[0].interval.lower)]
    for piece in found.pieces:
        assert piece.certified
        words += [f"[{'' if piece.tree is None else to_text(piece.tree)}]", joint(piece.interval.upper)]
    return " ".join(words)


CASES = [
    # polynomials and analytic functions: one piece
    ("x^3 - 3x", WHOLE, "-oo [x**3 - 3*x] oo"),
    ("x^3 - 3x", "[0, 2]", "0=0 [x**3 - 3*x] 2=2"),
    ("exp(x)/3 + sin(x)", WHOLE, "-oo [exp(x)/3 + sin(x)] oo"),
    ("x/(x^2+1)", WHOLE, "-oo [x/(x**2 + 1)] oo"),
    # poles and holes
    ("1/x", WHOLE, "-oo [1/x] 0! [1/x] oo"),
    ("1/x", "[0, 1]", "0! [1/x] 1=1"),
    ("1/(1/x)", WHOLE, "-oo [1/(1/x)] 0! [1/(1/x)] oo"),
    ("x/x", WHOLE, "-oo [x/x] 0! [x/x] oo"),
    ("(x^2-1)/(x-1)", WHOLE, "-oo [(x**2 - 1)/(x - 1)] 1! [(x**2 - 1)/(x - 1)] oo"),
    ("x^(-2)", WHOLE, "-oo [x**(-2)] 0! [x**(-2)] oo"),
    # roots
    ("sqrt(x)", WHOLE, "-oo [] 0=0 [sqrt(x)] oo"),
    ("x^(2/3)", WHOLE, "-oo [x**(2/3)] 0=0 [x**(2/3)] oo"),
    ("x^(2/6)", WHOLE, "-oo [x**(2/6)] 0=0 [x**(2/6)] oo"),
    ("cbrt(x)", WHOLE, "-oo [cbrt(x)] 0=0 [cbrt(x)] oo"),
    ("x^(-1/3)", WHOLE, "-oo [x**(-1/3)] 0! [x**(-1/3)] oo"),
    ("(x^2)^(1/2)", WHOLE, "-oo [(x**2)**(1/2)] 0=0 [(x**2)**(1/2)] oo"),
    ("sqrt(1-sqrt(x))", WHOLE, "-oo [] 0=1 [sqrt(1 - sqrt(x))] 1=0 [] oo"),
    ("sqrt(x^3-x)", WHOLE, "-oo [] -1=0 [sqrt(x**3 - x)] 0=0 [] 1=0 [sqrt(x**3 - x)] oo"),
    ("sqrt(x/(x-5))", WHOLE, "-oo [sqrt(x/(x - 5))] 0=0 [] 5! [sqrt(x/(x - 5))] oo"),
    ("((x+1)/x^2)^(1/3)", WHOLE, "-oo [((x + 1)/x**2)**(1/3)] -1=0 [((x + 1)/x**2)**(1/3)] 0! [((x + 1)/x**2)**(1/3)] oo"),
    ("sqrt(-x^2)", WHOLE, "-oo [] 0=0 [] oo"),
    ("sqrt(x - x) + x", WHOLE, "-oo [x] oo"),
    ("x^pi", WHOLE, "-oo [] 0=0 [x**pi] oo"),
    ("x^(-pi)", WHOLE, "-oo [] 0! [x**(-pi)] oo"),
    # logarithms and powers with variable exponents
    ("log(x)/x", WHOLE, "-oo [] 0! [log(x)/x] oo"),
    ("log(log(x))", WHOLE, "-oo [] 1! [log(log(x))] oo"),
    ("log(-x^2)", WHOLE, "-oo [] oo"),
    ("0*log(x)", "[0, 1]", "0! [0*log(x)] 1=0"),
    ("x^x", WHOLE, "-oo [] 0! [x**x] oo"),
    ("x^(x^x)", WHOLE, "-oo [] 0! [x**x**x] oo"),
    ("(x+1)^(log(x^2))", WHOLE, "-oo [] -1! [(x + 1)**log(x**2)] 0! [(x + 1)**log(x**2)] oo"),
    ("2^x", WHOLE, "-oo [2**x] oo"),
    ("(-2)^x", WHOLE, "-oo [] oo"),
    ("asin(x)", WHOLE, "-oo [] -1=-pi/2 [asin(x)] 1=pi/2 [] oo"),
    ("asin(x^2+2)", WHOLE, "-oo [] oo"),
    ("tan(x)", "[0, pi]", "0=0 [tan(x)] pi/2! [tan(x)] pi=0"),
    ("sqrt(sin(x))", "[0, 2pi]", "0=0 [sqrt(sin(x))] pi=0 [] 2*pi=0"),
    ("ln(tan(x))", "[0, pi]", "0! [log(tan(x))] pi/2! [] pi!"),
    # absolute values, signs, extremes
    ("abs(x)", WHOLE, "-oo [-x] 0=0 [x] oo"),
    ("x*abs(x)", WHOLE, "-oo [-x*x] 0=0 [x*x] oo"),
    ("abs(x^2+1)", WHOLE, "-oo [x**2 + 1] oo"),
    ("abs(x^2-1)", WHOLE, "-oo [x**2 - 1] -1=0 [-(x**2 - 1)] 1=0 [x**2 - 1] oo"),
    ("abs(-3)*x", WHOLE, "-oo [3*x] oo"),
    ("sign(x)", WHOLE, "-oo [-1] 0=0 [1] oo"),
    ("sign(x)^2", WHOLE, "-oo [(-1)**2] 0=0 [1**2] oo"),
    ("max(x, x^2)", WHOLE, "-oo [x**2] 0=0 [x] 1=1 [x**2] oo"),
    ("max(x, x^2, 1-x)", WHOLE, "-oo [x**2] -(1 + sqrt(5))/2=(3 + sqrt(5))/2 [1 - x] 1/2=1/2 [x] 1=1 [x**2] oo"),
    ("min(x, x)", WHOLE, "-oo [x] oo"),
    ("relu(x^2-1)", WHOLE, "-oo [x**2 - 1] -1=0 [0] 1=0 [x**2 - 1] oo"),
    ("acos(cos(x))", "[0, 2pi]", "0=0 [acos(cos(x))] pi=pi [acos(cos(x))] 2*pi=0"),
    # piecewise
    ("piecewise((x^2, x<0), (x, x>=0))", WHOLE, "-oo [x**2] 0=0 [x] oo"),
    ("piecewise((x^2, x<0), (x, x>0))", WHOLE, "-oo [x**2] 0! [x] oo"),
    ("piecewise((1, x<0), (2, x>1))", WHOLE, "-oo [1] 0! [] 1! [2] oo"),
    ("piecewise((x, x<0), (x, x>=0))", WHOLE, "-oo [x] oo"),
    ("piecewise((5, x==1), (x, x!=1))", WHOLE, "-oo [x] 1=5 [x] oo"),
    ("piecewise((1, x<0), (log(x), x>=0))", WHOLE, "-oo [1] 0! [log(x)] oo"),
    ("piecewise((1, x<=0), (log(x), x>0))", WHOLE, "-oo [1] 0=1 [log(x)] oo"),
    ("piecewise((1, x<0), (2, log(x)<1), (3, x>0))", "[-1, 5]", "-1=1 [1] 0! [2] e=3 [3] 5=3"),
    # integer steps
    ("floor(x)", "[0, 2]", "0=0 [0] 1=1 [1] 2=2"),
    ("ceil(x)", "[0, 2]", "0=0 [1] 1=1 [2] 2=2"),
    ("floor(x^2)", "[-3/2, 3/2]", "-3/2=2 [2] -sqrt(2)=2 [1] -1=1 [0] 1=1 [1] sqrt(2)=2 [2] 3/2=2"),
    ("floor(sin(x)^2 + cos(x)^2)", WHOLE, "-oo [1] oo"),
    ("gamma(x)", "[-2, 2]", "-2! [gamma(x)] -1! [gamma(x)] 0! [gamma(x)] 2=1"),
    ("gamma(x)", "(0, oo)", "0 [gamma(x)] oo"),
    ("factorial(x)", "[-4, 4]", "-4! [] -1! [factorial(x)] 4=24"),
    ("mod(x, 3)", "[0, 7]", "0=0 [x] 3=0 [x - 3] 6=0 [x - 3*2] 7=1"),
    ("floor(floor(x))", "[0, 2]", "0=0 [0] 1=1 [1] 2=2"),
    ("floor(x)*floor(-x)", "[-1, 1]", "-1=-1 [0] 1=-1"),
    ("1/floor(x)", "[-1, 2]", "-1=-1 [-1] 0! [] 1=1 [1] 2=1/2"),
    # nested, and rows of the table
    ("abs(sin(abs(sin(x))))", "[-1, 4]", "-1=sin(sin(1)) [sin(-sin(x))] 0=0 [sin(sin(x))] pi=0 [sin(-sin(x))] 4=-sin(sin(4))"),
    ("abs(x - abs(x))", WHOLE, "-oo [-(x + x)] 0=0 [0] oo"),
    ("log(abs(x))", WHOLE, "-oo [log(-x)] 0! [log(x)] oo"),
    ("log(sin(x)^2 + cos(x)^2 + x)", WHOLE, "-oo [] -1! [log(sin(x)**2 + cos(x)**2 + x)] oo"),
    ("1/(sqrt(2)*sqrt(3) - sqrt(6))*x", WHOLE, "-oo [] oo"),
    ("sqrt(x)*sqrt(-x)", WHOLE, "-oo [] 0=0 [] oo"),
    ("sqrt(-log(x)^2)", WHOLE, "-oo [] 1=0 [] oo"),
    ("root(x, 4)", WHOLE, "-oo [] 0=0 [root(x, 4)] oo"),
    ("root(x, 5)", WHOLE, "-oo [root(x, 5)] 0=0 [root(x, 5)] oo"),
    ("lambertw(x)", WHOLE, "-oo [] -1/e=-1 [lambertw(x)] oo"),
    ("asec(x)", WHOLE, "-oo [asec(x)] -1=pi [] 1=0 [asec(x)] oo"),
    ("log(2, x)", WHOLE, "-oo [] 0! [log(2, x)] 1! [log(2, x)] oo"),
    ("sinc(x)", WHOLE, "-oo [sin(x)/x] 0=1 [sin(x)/x] oo"),
    ("leaky_relu(x)", WHOLE, "-oo [0.01*x] 0=0 [x] oo"),
    ("abs(x^5-x-1)", WHOLE, "-oo [-(x**5 - x - 1)] rootof(t**5 - t - 1, 0)=0 [x**5 - x - 1] oo"),
    ("x^(1/log(x))", WHOLE, "-oo [] 0! [x**(1/log(x))] 1! [x**(1/log(x))] oo"),
    ("0^x", WHOLE, "-oo [] oo"),
]


@pytest.mark.parametrize(("text", "region", "expected"), CASES, ids=[f"{text} on {region}" for text, region, _ in CASES])
def test_layout(text: str, region: str, expected: str) -> None:
    found = partition(parse_expression(text), "x", interval_of(region))
    assert layout(found) == expected
    assert found.complete is Truth.TRUE
    assert len(found.inner_joints) == len(found.pieces) - 1


@pytest.mark.parametrize("text", ["tan(x)", "floor(x)", "gamma(x)", "1/sin(x)", "abs(sin(x))", "sqrt(sin(x))", "floor(exp(x))"])
def test_infinitely_many_joints_on_the_line(text: str) -> None:
    found = partition(parse_expression(text), "x", interval_of(WHOLE))
    assert found.infinite
    assert found.complete is Truth.UNKNOWN
    assert found.pieces == ()


def test_bounded_argument_of_floor_on_the_line() -> None:
    found = partition(parse_expression("floor(3/(x^2+2))"), "x", interval_of(WHOLE))
    assert layout(found) == "-oo [0] -1=1 [1] 1=1 [0] oo"


@pytest.mark.parametrize(("text", "joints"), [("sqrt(cos(x) - x)", 1), ("log(x^5 - 5x + 1 + e^x)", 3)])
def test_joints_without_closed_form(text: str, joints: int) -> None:
    found = partition(parse_expression(text), "x", interval_of(WHOLE))
    assert found.complete is Truth.TRUE
    assert len(found.joints) == joints
    assert {joint.defined for joint in found.joints} == {Truth.TRUE if text.startswith("sqrt") else Truth.FALSE}


def test_where_joints_gather() -> None:
    assert partition(parse_expression("floor(1/x)"), "x", interval_of("(0, 1)")).accumulates_at == (parse_expression("0"),)
    assert partition(parse_expression("1/gamma(x)"), "x", interval_of(WHOLE)).accumulates_at == (MINUS_INFINITY,)


def test_a_single_point() -> None:
    zero = parse_expression("0")
    assert layout(partition(parse_expression("sqrt(x)"), "x", Interval(zero, zero, True, True))) == "0=0"
    assert layout(partition(parse_expression("1/x"), "x", Interval(zero, zero, True, True))) == "0!"


def test_conditions_are_those_that_exclude_something() -> None:
    found = partition(parse_expression("log(x)/(x^2+1) + 1/(x-1)"), "x", interval_of(WHOLE))
    assert [(to_text(c.subterm), c.relation, c.reason) for c in found.conditions] == [("x", "> 0", "log"), ("x - 1", "!= 0", "quotient")]


def test_gates_tell_who_cut() -> None:
    found = partition(parse_expression("abs(x) + 1/(x-1)"), "x", interval_of(WHOLE))
    assert [[gate.reason for gate in joint.gates] for joint in found.joints] == [["abs"], ["quotient"]]
