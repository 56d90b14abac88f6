"""Numbers far beyond what a picture can hold are drawn as infinite or as 0; none of them ends in an error."""

import importlib.util

import pytest

from calc_cli.pipeline import analyze
from calc_cli.reports.plot import character_plot, file_plot
from calc_cli.settings import Settings

CASES = [
    ("2^99999 x", None),
    ("10^20000x^2", None),
    ("x^2 + 1e308", None),
    ("x^2 + 1e308", "[-1e308, 1e308]"),
    ("x^2", "[0, 1e-320]"),
    ("x^2", "[10^400, 10^401]"),
    ("sin(10^-400x)", None),
    ("1e308*tan(x)", None),
    ("log(x)*10^310", "[0, 10^400]"),
    ("(x - 10^308)^2*(x + 10^308)", None),
    ("10^400x^2 + y^2", None),
    ("x*y*1e308", "[0, 1e-320]"),
    ("(x - 10^400)^2 + y^2", None),
]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(("text", "region"), CASES)
def test_it_is_drawn(text, region):
    study = analyze(text, Settings(on=region))
    assert character_plot(study, 60, 12)
    has_matplotlib = importlib.util.find_spec("matplotlib") is not None
    if study.kind == "curve" or has_matplotlib:
        assert b"<svg" in file_plot(study, ".svg", width=400, height=300)
    if study.kind == "curve" and has_matplotlib:
        assert file_plot(study, ".png", width=100, height=80)
