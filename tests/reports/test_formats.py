"""Every format: snapshots, words for everything that can occur, and documents that other programs accept."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from xml.dom import minidom

import pytest

import calc_cli
from calc_cli.calculus import RULES
from calc_cli.cli.app import FormatName
from calc_cli.language import parse_expression
from calc_cli.model import Step, Test
from calc_cli.pipeline import analyze, analyze_map, differentiate
from calc_cli.reports import ENDINGS, FORMATS, Options, html, latex, markdown
from calc_cli.reports.document import math, text_of, words_and_symbols
from calc_cli.reports.rule_words import DIFFERENTIATION, SOLVING
from calc_cli.reports.sections import SECTIONS
from calc_cli.reports.sentences import sentence_line
from calc_cli.reports.words import STRATEGY, TEST
from calc_cli.solving import STRATEGIES
from calc_cli.solving.systems.chain import STRATEGIES as SYSTEM_STRATEGIES
from calc_cli.tree import Comparison, Variable
from tests.reports.studies import STUDIES, tree
from tests.reports.test_terminal import check_snapshot

INLINE = {"markdown": markdown.inline, "latex": latex.inline, "html": html.inline, "terminal": text_of}
PACKAGE = Path(calc_cli.__file__).parent
EXTENSIONS = {"latex": "tex", "html": "html"}
COMPILED = {
    "cubic": "x**3-3x**2-9x+5",
    "pole and hatched gaps": "sqrt(x^2-1)/(x-2)",
    "jumps": "floor(x)",
    "flat pieces": "0 if x<0 else x^2 if x<2 else 4",
    "many places": "x*sin(x)",
    "names": "theta_1^2 + e^(-theta_1)",
    "cases": "x^2 if x < 0 else x + 1",
    "not proved": "sin(x^2)+cos(x)",
}


@pytest.mark.parametrize("name", STUDIES)
@pytest.mark.parametrize("format", EXTENSIONS)
def test_a_document_is_as_it_was(name, format):
    text = FORMATS[format](STUDIES[name](), Options(steps=True))
    check_snapshot(f"{name}.{EXTENSIONS[format]}", re.sub(r"<svg.*?</svg>", "<svg/>", text, flags=re.DOTALL))


def test_the_command_line_knows_every_format():
    assert [name.value for name in FormatName] == list(FORMATS)
    assert set(ENDINGS.values()) == set(FORMATS)


def steps_in_the_source():
    """(rule, where) of every `Step("rule", …)` in the package."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("Step", "found_step") and node.args:
                yield from ((part.value, path.name) for part in ast.walk(node.args[0]) if isinstance(part, ast.Constant))


@pytest.mark.parametrize(("rule", "where"), sorted({pair for pair in steps_in_the_source() if isinstance(pair[0], str)}))
def test_every_rule_in_the_source_has_words(rule, where):
    assert rule in SOLVING or rule in DIFFERENTIATION or "systems" in where or rule in {"whole"}, where


@pytest.mark.parametrize("format", INLINE)
@pytest.mark.parametrize("rule", sorted({*SOLVING, *DIFFERENTIATION, *RULES}))
def test_every_rule_has_a_sentence_in_every_format(rule, format):
    function = tree("x^2*e^x")
    equation = Comparison(function, "==", tree("0"))
    before = equation if rule in SOLVING and rule not in DIFFERENTIATION else function
    step = Step(rule, before, before, (), ("x", Variable("x"), tree("2*x")))
    words = INLINE[format](sentence_line(step))
    assert words.strip() and not re.search(r"\{(before|after|note\d)\}", words)


@pytest.mark.parametrize("name", [*(name for name, _ in STRATEGIES), *(name for name, _ in SYSTEM_STRATEGIES)])
def test_every_strategy_has_words(name):
    assert name in STRATEGY


def test_every_test_has_words():
    assert set(TEST) == set(Test)


@pytest.mark.parametrize("format", sorted(set(FORMATS) - {"json"}))
@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.__name__)
def test_every_section_is_in_every_format(section, format):
    """A word of the section's own heading or text stands in the document."""
    for make in STUDIES.values():
        titles = [block.text for block in section(make(), steps=True) if hasattr(block, "level") and block.level == 2]
        text = FORMATS[format](make(), Options(steps=True))
        assert all(title in text for title in titles)


class Tags(HTMLParser):
    """What a page opens and closes, and what it fetches."""

    def __init__(self):
        super().__init__()
        self.open, self.fetched = [], []

    def handle_starttag(self, tag, attrs):
        if tag not in ("meta", "br", "link", "img", "input"):
            self.open.append(tag)
        self.fetched += [value for key, value in attrs if key in ("src", "href", "srcset", "xlink:href") and not value.startswith("#")]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.mark.parametrize("text", COMPILED.values(), ids=list(COMPILED))
def test_a_page_is_well_formed_and_fetches_nothing(text):
    page = FORMATS["html"](analyze(text), Options(steps=True))
    tags = Tags()
    tags.feed(page)
    assert tags.open == [] and tags.fetched == []
    assert "url(" not in page and "<script" not in page and page.count("<svg") == 1
    formulas = re.findall(r"<math.*?</math>", page, flags=re.DOTALL)
    assert len(formulas) > 20
    for formula in formulas:
        minidom.parseString(formula)


def test_what_is_typed_cannot_become_markup():
    page = FORMATS["html"](analyze("x^2 if x < 1 else 3 - x"), Options(steps=True))
    assert "x < 1" not in page.replace("aria-label", "")
    assert html.inline(("<b>", math("x < 1"))).startswith("&lt;b&gt;<math")
    assert markdown.inline(("a*b_c|d<e",)) == r"a\*b\_c\|d\<e"
    assert latex.inline(("50% & _x_ # {y} ~ ^ \\ 漢",)).isascii()


def compile_document(study, folder):
    path = folder / "report.tex"
    path.write_text(FORMATS["latex"](study, Options(steps=True)), encoding="utf-8")
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", path.name]
    done = subprocess.run(command, cwd=folder, capture_output=True, timeout=120, stdin=subprocess.DEVNULL)
    assert done.returncode == 0, done.stdout[-2000:].decode("utf-8", "replace")


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="pdflatex is not installed")
@pytest.mark.parametrize("text", COMPILED.values(), ids=list(COMPILED))
def test_a_document_compiles_as_it_stands(text, tmp_path):
    compile_document(analyze(text), tmp_path)


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="pdflatex is not installed")
def test_documents_of_several_variables_compile(tmp_path):
    studies = [analyze("x^3-3x y^2+y^4"), analyze_map("[x^2 y, 5x + sin y]", at="x=1, y=2"), differentiate("x^x", order=2, at="x=2")]
    for study in studies:
        compile_document(study, tmp_path)


@pytest.mark.parametrize("text", COMPILED.values(), ids=list(COMPILED))
def test_rows_of_a_markdown_table_are_equally_long(text):
    rows = [line for line in FORMATS["markdown"](analyze(text), Options(steps=True)).splitlines() if line.startswith("|")]
    widths = [len(re.findall(r"(?<!\\)\|", row)) for row in rows]
    starts = [i for i, row in enumerate(rows) if set(row) <= set("|- ")]
    assert starts
    for start, end in zip(starts, [*(i - 1 for i in starts[1:]), len(rows)], strict=True):
        assert len(set(widths[start - 1 : end])) == 1


def test_words_with_symbols():
    line = words_and_symbols("sign of f' at f''(x) for f_xy")
    assert [piece if isinstance(piece, str) else piece.text for piece in line if not isinstance(piece, str)] == ["f'", "f''(x)", "f_xy"]
    assert text_of(line) == "sign of f' at f''(x) for f_xy"


def test_a_study_shows_itself_in_a_notebook():
    study = calc_cli.analyze("x^2 - 1")
    assert "srcdoc=" in study._repr_html_() and "&lt;math" in study._repr_html_()
    assert study._repr_latex_() == r"$\displaystyle f(x) = x^{2} - 1$"


def test_the_mathml_of_every_function():
    from calc_cli.functions import TABLE
    from calc_cli.language.mathml import to_mathml

    for row in TABLE.values():
        if row.example:
            minidom.parseString(f"<math>{to_mathml(parse_expression(row.example))}</math>")
