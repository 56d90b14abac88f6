"""`--explain`: which strategies were tried, why each refused, and which one proved the list."""

import subprocess
import sys

import pytest

from calc_cli import analyze
from calc_cli.reports import Options
from calc_cli.reports.explanation import explanation_text

CASES = [
    ("x^5 - 5x + 1 + e^x", ["proved complete on the whole domain by counting zeros by Rolle's theorem", "terms of one sign"]),
    ("x sin(x)", ["Critical points: proved complete within", "by the certified search", "refused: the Rolle chain has no rule for sin"]),
    ("x^2", ["Critical points: proved complete on the whole domain", "Inflection points: proved complete on the whole domain"]),
    ("x^2 + sin(y) + y^4", ["proved complete on the whole domain by groups of equations", "refused: no common factor"]),
]


@pytest.mark.parametrize("format", ["terminal", "markdown"])
@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_the_trail_is_told(text, wanted, format):
    told = explanation_text(analyze(text), format, Options()).replace("\\", "")
    for words in wanted:
        assert words in told


def test_programs_and_whole_documents_get_nothing_more():
    study = analyze("x^2")
    assert explanation_text(study, "json", Options()) == explanation_text(study, "html", Options()) == ""


def test_the_option():
    command = [sys.executable, "-m", "calc_cli", "analyze", "x^2 - 1", "--explain"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60)
    assert done.returncode == 0
    assert "How the lists were proved" in done.stdout
