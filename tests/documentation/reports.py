"""The documents in samples/ that the program itself writes. Run: python tests/documentation/reports.py [--check]

With --check nothing is written and the exit code is 1 when a document is not what the program writes now (pictures apart).
"""

import re
import sys
from pathlib import Path

from calc_cli.pipeline import analyze
from calc_cli.reports import ENDINGS, FORMATS, Options

SAMPLES = Path(__file__).parents[2] / "samples"
EXPRESSION = "x^3/(x^2-1)"
NAMES = ("report.html", "report.tex", "report.md")
PICTURE = re.compile(r"<svg.*?</svg>", re.DOTALL)


def documents():
    """name -> text."""
    study = analyze(EXPRESSION)
    return {name: FORMATS[ENDINGS[Path(name).suffix]](study, Options(steps=True)) for name in NAMES}


def outdated():
    """The names of the documents that are not what the program writes now."""
    fresh = documents()
    return [name for name in NAMES if without_picture((SAMPLES / name).read_text(encoding="utf-8")) != without_picture(fresh[name])]


def without_picture(text):
    return PICTURE.sub("", text)


def main():
    if "--check" in sys.argv[1:]:
        sys.exit(int(bool(outdated())))
    for name, text in documents().items():
        (SAMPLES / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
