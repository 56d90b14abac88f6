"""`--explain`: which strategies were tried, why each refused, and which one proved the list."""

import subprocess
import sys

import pytest

from calc_cli import analyze
from calc_cli.reports import FORMATS, Options

CASES = [
    ("x^5 - 5x + 1 + e^x", ["proved complete on the whole domain by counting zeros by Rolle's theorem", "terms of one sign"]),
    ("x sin(x)", ["Critical points: proved complete within", "by the certified search", "refused: the Rolle chain has no rule for sin"]),
    ("x^2", ["Critical points: proved complete on the whole domain", "Inflection points: proved complete on the whole domain"]),
    ("x^2 + sin(y) + y^4", ["proved complete on the whole domain by groups of equations", "refused: no common factor"]),
]


@pytest.mark.parametrize("format", ["terminal", "markdown"])
@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_the_trail_is_told(text, wanted, format):
    told = FORMATS[format](analyze(text), Options(explain=True)).replace("\\", "")
    for words in wanted:
        assert words in told


@pytest.mark.parametrize("format", ["terminal", "markdown", "latex", "html"])
def test_only_who_asks_is_told_in_every_format(format):
    study = analyze("x^2")
    assert "How the lists were proved" in FORMATS[format](study, Options(explain=True))
    assert "How the lists were proved" not in FORMATS[format](study, Options())


def test_the_option():
    command = [sys.executable, "-m", "calc_cli", "analyze", "x^2 - 1", "--explain"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60)
    assert done.returncode == 0
    assert "How the lists were proved" in done.stdout
