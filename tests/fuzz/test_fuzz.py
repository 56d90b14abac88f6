"""Whatever is typed: an answer or a refusal, never a traceback. Longer runs: tests/fuzz/longer.py and tests/fuzz/atheris_target.py."""

import io
import json
import unicodedata

import jsonschema
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from calc_cli.batch import run_batch
from calc_cli.errors import CalcError
from calc_cli.language import draw, parse_function, to_latex, to_text
from calc_cli.reports.schema import schema
from calc_cli.settings import Settings
from tests.fuzz.texts import formulas, texts

VALIDATOR = jsonschema.Draft202012Validator(schema())


def read(text):
    """The parser on a text: a problem that can be written, or an error that can be drawn."""
    try:
        problem = parse_function(text)
    except CalcError as error:
        drawn = draw(error)
        assert all(c == "\n" or unicodedata.category(c) not in ("Cc", "Cf", "Cs") for c in drawn), drawn
        assert error.code and error.message
        assert error.span is None or 0 <= error.span[0] <= error.span[1] <= len(error.text)
        json.dumps(error.to_dict(), allow_nan=False).encode("ascii")
    else:
        written = to_text(problem.tree) + to_latex(problem.tree)
        assert written.isprintable()


@settings(max_examples=400, deadline=None, derandomize=True)
@given(texts)
@example("f(x) = \\begin{cases} x & x<0 \\end{cases}")
def test_every_text_is_read_or_refused(text):
    read(text)


def analyzed(lines, timeout_seconds=1.0):
    """(text, error) of every text whose document is not as it must be; all are analyzed in killable processes."""
    out = io.StringIO()
    entries = "".join(json.dumps({"expression": line}) + "\n" for line in lines)
    run_batch(
        ["-"],
        jobs=2,
        timeout_seconds=timeout_seconds,
        out=out,
        err=io.StringIO(),
        settings=Settings(budget_seconds=timeout_seconds / 4),
        standard_input=io.BytesIO(entries.encode()),
    )
    documents = [json.loads(line) for line in out.getvalue().splitlines()]
    assert len(documents) == len(lines)
    for document in documents:
        VALIDATOR.validate(document)
    errors = [(document["input"], document["error"]) for document in documents if "error" in document]
    return [(text, error) for text, error in errors if error["code"] in ("internal", "aborted", "out_of_memory")]


@settings(max_examples=3, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@given(st.lists(st.one_of(formulas, formulas, formulas, texts), min_size=20, max_size=20))
def test_every_text_is_analyzed_or_refused(lines):
    assert analyzed([line for line in lines if line.strip()]) == []


FOUND = ["max((x) + (3), (y)^(-2/3))", "erfc(Chi(x)) + x"]
"""What longer runs found."""


def test_what_longer_runs_found_stays_mended():
    assert analyzed(FOUND, 10.0) == []
