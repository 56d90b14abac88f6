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
    ("sqrt(-1-x^2)", None, ["empty: sqrt(-1 - x**2) is defined for no real x", "f is defined nowhere"], ["Derivative", "Global", "Critical"]),
    ("sqrt(-x^2)", None, ["x in {0}", "No point has a neighbourhood in the domain", "Global minimum: 0 at x = 0"], ["Derivative", "Conc"]),
    ("relu(x)", None, ["every x in (-oo, 0]"], ["not proved to be all"]),
    ("0", None, ["every x in (-oo, oo)"], ["no zero"]),
    ("x + sin(x)", None, ["f(x) = 0 at (not proved to be all)\n    x = 0"], ["no zero"]),
    ("36x - 48x^2 + 12x^3", None, ["Divide by 12: 36*x**2 - 96*x + 36 = 0 becomes 3*x**2 - 8*x + 3 = 0"], []),
    ("5 - 2x", None, ["No solution: -2 is never zero"], ["= 0 is"]),
    ("(x+1)/(x-1)", None, ["No solution of -2/(x - 1)**2 = 0: the numerator 2 is never zero"], []),
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
