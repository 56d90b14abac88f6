"""No input harms: each is answered truly or refused clearly within its budget, and nothing of it runs or reaches the terminal raw."""

import io
import json
import os
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import jsonschema
import pytest

from calc_cli.batch import run_batch
from calc_cli.errors import CalcError
from calc_cli.language import draw, parse_function
from calc_cli.reports.schema import schema
from calc_cli.settings import Settings
from tests.hostile.inputs import READ, REFUSED

ROOT = Path(__file__).parents[2]
LIMITED = {"timeout", "out_of_memory", "too_deep"}
VALIDATOR = jsonschema.Draft202012Validator(schema())


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_with_its_place_and_a_hint(name):
    with pytest.raises(CalcError) as caught:
        parse_function(REFUSED[name])
    error = caught.value
    assert error.span is not None and 0 <= error.span[0] <= error.span[1] <= len(error.text)
    drawn = draw(error)
    assert len(drawn) < 1000
    assert "^" in drawn.splitlines()[2]
    assert error.hint, drawn
    assert is_harmless(drawn)
    json.dumps(error.to_dict(), allow_nan=False).encode("ascii")


def is_harmless(text):
    return all(c == "\n" or unicodedata.category(c) not in ("Cc", "Cf", "Cs") for c in text)


@pytest.fixture(scope="module")
def documents():
    """All hostile inputs as one batch of objects, each with a second and 700 MiB."""
    texts = {**REFUSED, **READ}
    lines = "".join(json.dumps({"id": name, "expression": text}) + "\n" for name, text in texts.items())
    out, err = io.StringIO(), io.StringIO()
    before = set(os.listdir(ROOT))
    code = run_batch(
        ["-"],
        jobs=2,
        timeout_seconds=1.0,
        memory_mib=700,
        out=out,
        err=err,
        settings=Settings(),
        standard_input=io.BytesIO(lines.encode()),
    )
    assert code == 1
    assert set(os.listdir(ROOT)) - before <= {"__pycache__", ".hypothesis", ".pytest_cache", ".mypy_cache", ".ruff_cache"}
    assert f"{len(texts)} lines in " in err.getvalue()
    return dict(zip(texts, out.getvalue().splitlines(), strict=True))


def test_every_line_is_a_valid_document(documents):
    for name, line in documents.items():
        line.encode("ascii")
        document = json.loads(line, parse_constant=pytest.fail)
        assert document["id"] == name or document["error"]["code"] == "too_long"
        VALIDATOR.validate(document)


@pytest.mark.parametrize("name", READ)
def test_it_is_answered_or_ends_within_its_budget(name, documents):
    document = json.loads(documents[name])
    error = document.get("error")
    assert error is None or error["code"] in LIMITED or (error["span"] and error["code"] != "internal"), error


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_in_a_batch_too(name, documents):
    error = json.loads(documents[name])["error"]
    assert error["code"] not in LIMITED - {"too_deep"} | {"internal", "aborted"}


AT_A_TERMINAL = ["markup", "colour", "title of the terminal", "html", "LaTeX input", "lone surrogate", "right to left", "20,000 open"]


@pytest.mark.parametrize("name", AT_A_TERMINAL)
@pytest.mark.parametrize("format", ["terminal", "json", "markdown"])
def test_nothing_reaches_the_terminal_raw(name, format):
    if format != "terminal" and name not in ("markup", "colour", "lone surrogate"):
        pytest.skip("alike in all formats")
    command = [sys.executable, "-m", "calc_cli", "analyze", "-", "--format", format, "--color", "always", "--timeout", "60"]
    done = subprocess.run(command, input=REFUSED[name].encode("utf-8", "surrogatepass"), capture_output=True, timeout=120, cwd=ROOT)
    printed = (done.stdout + done.stderr).decode("utf-8")
    assert done.returncode == 2
    assert "Traceback" not in printed
    assert is_harmless(re.sub(r"\x1b\[[0-9;]*m", "", printed) if name not in ("colour", "title of the terminal") else printed)
    assert (done.stdout == b"") is (format != "json")
