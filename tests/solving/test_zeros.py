"""Zeros with multiplicities, complete on the whole interval, against values found by hand or with mpmath."""

from __future__ import annotations

import pytest

from calc_cli.language import to_text
from tests.solving.equations import decimals, is_complete, zeros

LINE = "(-oo, oo)"
HALF = "(0, oo)"
CASES = [
    # function, interval, zeros, multiplicities; source
    ("x^2-2", LINE, [-1.4142135623730951, 1.4142135623730951], [1, 1]),
    ("(x-1)^3*(x+2)^2", LINE, [-2, 1], [2, 3]),
    ("(x^2-2)^2*(x-1)", LINE, [-1.4142135623730951, 1, 1.4142135623730951], [2, 1, 2]),
    ("x^2+1", LINE, [], []),
    ("x^5-x-1", LINE, [1.1673039782614187], [1]),
    ("x^100-1", LINE, [-1, 1], [1, 1]),
    ("(x^2-1)/(x^2+1)", LINE, [-1, 1], [1, 1]),
    ("sqrt(2)*x^3-pi*x", LINE, [-1.490450089429090, 0, 1.490450089429090], [1, 1, 1]),
    ("x^2-2*sqrt(2)*x+2", LINE, [1.4142135623730951], [2]),
    ("e*x-pi", LINE, [1.1557273497909217], [1]),
    ("sqrt(x)-x", HALF, [1], [1]),
    ("sqrt(x+1)-sqrt(2*x-1)-1/2", "(1/2, oo)", [0.8791713066130293], [1]),
    ("x^(2/3)-4", HALF, [8], [1]),
    ("x^(1/3)+x^(1/2)-2", HALF, [1], [1]),
    ("exp(x)-2", LINE, [0.6931471805599453], [1]),
    ("exp(2*x)-3*exp(x)+2", LINE, [0, 0.6931471805599453], [1, 1]),
    ("(exp(x)-1)^2", LINE, [0], [2]),
    ("exp(x)+exp(-x)-1", LINE, [], []),
    ("log(x)^2-1", HALF, [0.36787944117144233, 2.718281828459045], [1, 1]),
    ("log(x)+1", HALF, [0.36787944117144233], [1]),
    ("log(x^2-1)-1", "(1, oo)", [1.928284685532467], [1]),  # sqrt(1 + e)
    ("log(x)+log(x-1)-log(2)", "(1, oo)", [2], [1]),
    ("2*log(x)-log(2*x-1)", "(1/2, oo)", [1], [2]),
    ("x*exp(x)-1", LINE, [0.5671432904097838], [1]),
    ("exp(x)-x^3", LINE, [1.8571838602078353, 4.536403654973527], [1, 1]),
    ("exp(x)-3*x^2", LINE, [-0.4589622675369485, 0.9100075724887091, 3.7330790286328144], [1, 1, 1]),
    ("x*log(x)-1", HALF, [1.7632228343518968], [1]),
    ("x^3-3^x", LINE, [2.4780526802882967, 3], [1, 1]),
    ("atan(x)-x/4", LINE, [-5.572996301302354, 0, 5.572996301302354], [1, 1, 1]),
    ("1/(1+x^2)-1/4", LINE, [-1.7320508075688772, 1.7320508075688772], [1, 1]),
    ("asinh(x)+x/sqrt(x^2+1)", LINE, [0], [1]),
    ("tanh(x)-x/2", LINE, [-1.9150080481545375, 0, 1.9150080481545375], [1, 1, 1]),
    ("x-tanh(x)", LINE, [0], [3]),
    ("exp(x)-1-x", LINE, [0], [2]),
    ("erf(x)-1/2", LINE, [0.4769362762044699], [1]),
    ("cos(x)-x", LINE, [0.7390851332151607], [1]),
    ("2*x-sin(x)", LINE, [0], [1]),
    ("x^2-cos(x)", LINE, [-0.8241323123025224, 0.8241323123025224], [1, 1]),
    ("sin(x)", "(-1, 7)", [0, 3.141592653589793, 6.283185307179586], [1, 1, 1]),
    ("sin(x)*cos(x)", "(1, 4)", [1.5707963267948966, 3.141592653589793], [1, 1]),
    ("(1+cos(x))*(1-2*cos(x))", "(0, 6)", [1.0471975511965976, 3.141592653589793, 5.235987755982989], [1, 2, 1]),
    ("sin(x-1)", "(0, 5)", [1, 4.141592653589793], [1, 1]),
    ("cos(3*x-2)", "(0, 1)", [0.1430678910683678], [1]),
    ("(besselj(1,x) - besselj(3,x))/2 + 1", "(-5, 5)", [], []),
    ("besselj(2,x-1)*x + (x-2)^2", "(0, 2)", [], []),
    ("besseli(3,2x+2) - x", "(-2, -1/2)", [], []),
    ("besselj(2,x) + x/8", "(-1, 1)", [0.0], [1]),
    ("besselj(0,x)", "(0, 10)", [2.404825557695773, 5.520078110286311, 8.653727912911013], [1, 1, 1]),
    ("digamma(x)", HALF, [1.4616321449683622], [1]),
    ("(sqrt(2)+sqrt(3)-sqrt(5+2*sqrt(6)))*x^2+2*x", LINE, [0], [1]),
    ("(exp(log(3))-3)*x^2+x-1", LINE, [1], [1]),
    ("(sin(1)^2+cos(1)^2-1)*exp(x)+x", LINE, [0], [1]),
]


@pytest.mark.parametrize(("text", "on", "expected", "multiplicities"), CASES, ids=[c[0] for c in CASES])
def test_every_zero_with_its_multiplicity(text: str, on: str, expected: list[float], multiplicities: list[int]) -> None:
    found = zeros(text, on)
    assert is_complete(found)
    assert not found.families
    assert decimals(found) == pytest.approx(expected, rel=1e-12, abs=1e-12)
    told = [root.multiplicity for root in found.roots]
    assert all(a in (b, None) for a, b in zip(told, multiplicities, strict=True)), told


def test_joined_logarithms_have_closed_forms():
    assert [to_text(root.value) for root in zeros("log(x^2-1)-1", "(1, oo)").roots] == ["sqrt(1 + e)"]
    assert [to_text(root.value) for root in zeros("2*log(x)-log(x+1)-log(4/3)", HALF).roots] == ["2"]


FAMILIES = [
    # function, bases within one period, period, multiplicities
    ("sin(x)", [0, 3.141592653589793], 6.283185307179586),
    ("cos(2*x)-1/2", [0.5235987755982989, 2.617993877991494], 3.141592653589793),
    ("cos(4*x)+cos(3*x)", [0.4487989505128276, 1.3463968515384828, 2.243994752564138, 3.141592653589793], 6.283185307179586),
    ("sin(4*x)+sin(3*x)", [0, 0.8975979010256552, 1.7951958020513104, 2.6927937030769655, 3.141592653589793], 6.283185307179586),
    ("2*cos(x-1)+1", [3.0943951023931957], 6.283185307179586),
]


@pytest.mark.parametrize(("text", "some_bases", "period"), FAMILIES, ids=[c[0] for c in FAMILIES])
def test_families_of_one_angle(text: str, some_bases: list[float], period: float) -> None:
    found = zeros(text)
    assert is_complete(found)
    assert found.families

    def hit(at: float) -> bool:
        turns = [(at - number_of(f)) / period_of(f) for f in found.families]
        return any(abs(turn - round(turn)) < 1e-12 for turn in turns)

    assert all(hit(base) for base in some_bases)
    assert all(abs(period / period_of(f) - round(period / period_of(f))) < 1e-12 for f in found.families)


def number_of(family: object) -> float:
    from tests.solving.equations import number

    return number(family.base.value)  # type: ignore[attr-defined]


def period_of(family: object) -> float:
    from tests.solving.equations import number

    return number(family.period)  # type: ignore[attr-defined]


GATHERING = ["sin(x^2)-1/2", "x*cos(x)+sin(x)", "cos(x)+exp(-x)", "sin(x)+sin(sqrt(2)*x)"]


@pytest.mark.parametrize("text", GATHERING)
def test_infinitely_many_zeros_are_never_called_a_complete_list(text: str) -> None:
    found = zeros(text, budget_seconds=3.0)
    assert found.families or found.accumulates_at or not is_complete(found)


IDENTITIES = [
    "sin(x)^2+cos(x)^2-1",
    "(x+1)^2-x^2-2*x-1",
    "exp(x)*exp(-x)-1",
    "cosh(x)^2-sinh(x)^2-1",
    "sin(x+1)-sin(x)*cos(1)-cos(x)*sin(1)",
]


@pytest.mark.parametrize("text", IDENTITIES)
def test_an_identity_is_no_list_of_zeros(text: str) -> None:
    found = zeros(text)
    assert found.identically_zero
    assert not found.roots
