"""What a report says, and what it must not say: sentences that a reader of a textbook expects."""

from __future__ import annotations

import pytest

from calc_cli.pipeline import analyze
from calc_cli.reports import FORMATS, Options
from calc_cli.reports.completeness import unproved
from calc_cli.settings import Settings

SAID = [
    ("x e^(-x)", "[0, 3]", ["5. Endpoints"], ["Singularities", "not defined"]),
    ("1/x", "[0, 5]", ["x = 0  vertical"], ["not defined"]),
    ("x ln x", None, ["end of the domain  not defined"], []),
    ("sqrt(-1-x^2)", None, ["empty: sqrt(-1 - x**2) is defined for no real x", "f is defined nowhere"], ["Derivative", "Critical"]),
    ("sqrt(-x^2)", None, ["x in {0}", "No point has a neighbourhood in the domain", "Global minimum: 0 at x = 0"], ["Derivative", "Conc"]),
    ("relu(x)", None, ["every x in (-oo, 0]"], ["not proved to be all"]),
    ("0", None, ["every x in (-oo, oo)"], ["no zero"]),
    ("x + sin(x)", None, ["f(x) = 0 at\n    x = 0"], ["no zero"]),
    ("x + tan(x)", None, ["f(x) = 0 at (not proved to be all)"], ["no zero"]),
    ("36x - 48x^2 + 12x^3", None, ["Divide by 12: 36*x**2 - 96*x + 36 = 0 becomes 3*x**2 - 8*x + 3 = 0"], []),
    ("sin(1/x)", None, ["because a denominator needs x != 0"], []),
    ("x*floor(x)", None, ["infinitely many"], ["1. Domain", "the part between"]),
    ("sqrt(x)*floor(x)", None, ["x in [0, 20] (only the part between -20 and 20 is listed)"], []),
    ("5 - 2x", None, ["No solution: -2 is never zero"], ["= 0 is"]),
    ("(x+1)/(x-1)", None, ["No solution of -2/(x - 1)**2 = 0: the numerator 2 is never zero"], []),
    ("(x^2-1)^(2/3)", None, ["For -1 < x < 1, where the function is (x**2 - 1)**(2/3): x = 0"], ["No solution inside the domain"]),
    ("asin(2x/(1+x^2))", None, ["For -1 < x < 1, where the function is asin(2*x/(x**2 + 1)): x = 0"], ["No solution inside the domain"]),
    ("sqrt(x^2+x) + 2x", None, ["For x < -1, where the function is 2*x + sqrt(x**2 + x): x = -1/2 - sqrt(3)/3"], []),
    ("sqrt(x^2-1)", None, ["No solution inside the domain: x/sqrt(x**2 - 1) = 0"], ["For x < -1"]),
    ("1/(1+e^(1/x))", None, ["x ≈ -0.4167782798 lies in", "x ≈ 0.4167782798 lies in"], ["For x < 0"]),
    ("x + floor(x)", None, ["; f(x + k) = f(x) + 2*k"], ["1/36"]),
    ("acos(cos(x))", None, ["For 0 < x < pi, where", "For pi < x < 2*pi, where"], ["f(x + 2*pi*k)"]),
    ("x + sin(x)", None, ["(-oo, oo)  +           increasing\n  single points inside"], []),
    ("elu(x)", None, [], ["single points inside"]),
    ("x/(1+|x|)", None, [], ["single points inside"]),
    ("x|x|", None, ["single points inside, where f' is 0 or does not exist: x = 0"], []),
    ("sin(x)/(1+cos(x))", None, ["No solution of 1/(cos(x) + 1) = 0: the numerator 1 is never zero"], ["means cos(x) + 1 = 0"]),
    ("|sin(x)|+|cos(x)|", None, ["For 0 < x < pi/2, where the function is sin(x) + cos(x): x = pi/4"], ["848"]),
    ("sin(x^2)", "[0, 3]", ["x is not zero inside the domain, so"], ["x is not zero, so"]),
    ("(1-cos(x))/sin(x)", None, ["None of these lies inside the domain or the interval asked for\n  Complete: there is no critical"], []),
    ("tan(x)", "[0, pi]", ["None of these lies inside"], []),
    ("2+cos(x)+3x", None, [], ["None of these"]),
    ("(1+1/x)^x", None, ["For x < -1", "For x > 0"], []),
    ("x/sinh(x)", None, ["No solution there\n  Complete"], []),
    ("piecewise((x^2, x<0), (sqrt(x), x>1))", None, ["because one of the cases must hold"], ["branch"]),
    ("e^x", None, ["f'(x) = e**x\n  Exponential function\n  f''(x) = e**x"], ["exp("]),
]


@pytest.mark.parametrize(("expression", "region", "said", "not_said"), SAID)
def test_a_report_says(expression, region, said, not_said):
    study = analyze(expression, Settings(on=region))
    text = FORMATS["terminal"](study, Options(steps=True))
    assert [words for words in said if words not in text] == []
    assert [words for words in not_said if words in text] == []


@pytest.mark.parametrize("expression", ["sqrt(-1-x^2)", "sqrt(-x^2)", "relu(x)", "0"])
def test_nothing_stayed_unproved(expression):
    assert unproved(analyze(expression)) == ()


@pytest.mark.parametrize(
    ("text", "on", "said"),
    [
        ("x^2 if x != 1 else 5", None, "isolated value"),
        ("sin(1/x)", None, "(of those listed)"),
        ("x^(3/2)", "[1, 2]", "No solution there: 3*sqrt(x)/2 = 0"),
    ],
)
def test_what_holds_of_a_part_is_said_of_the_part(text, on, said):
    assert said in FORMATS["terminal"](analyze(text, Settings(on=on)), Options())
