"""`calc analyze` with a pipeline of our own: what goes to which stream, and every exit code."""

import json

import pytest

from calc_cli.cli.analyze import Request, study_and_write
from calc_cli.cli.output import Colour
from calc_cli.errors import CalcError
from calc_cli.settings import Settings
from tests.reports.studies import STUDIES


def request(format="terminal", strict=False, colour=Colour.AUTO):
    return Request("x", Settings(), format, False, strict, colour, 10.0)


def raising(error):
    def analysis(text, settings):
        raise error

    return analysis


def returning(name):
    return lambda text, settings: STUDIES[name]()


UNKNOWN = CalcError("unknown_name", "unknown name \x1b[31mfoo", "foo(x)", (0, 3), "did you mean floor?")


def test_an_answer_goes_to_standard_output(capsys):
    assert study_and_write("x", request(), returning("cubic")) == 0
    out, err = capsys.readouterr()
    assert out.startswith("f(x) = x**3 - 3*x**2 - 9*x + 5\n") and out.endswith("\n")
    assert err == ""


@pytest.mark.parametrize("format", ["terminal", "json", "markdown"])
def test_every_format_is_written(capsys, format):
    assert study_and_write("x", request(format), returning("sine")) == 0
    out = capsys.readouterr().out
    assert any(period in out for period in ("2*pi", r"2 \pi", "<mi>π</mi>"))


@pytest.mark.parametrize(("name", "code"), [("unproved", 3), ("rational", 0), ("cubic", 0), ("sine", 0)])
def test_strict_asks_for_proof_of_everything(capsys, name, code):
    assert study_and_write("x", request(strict=True), returning(name)) == code
    assert ("not proved: " in capsys.readouterr().err) is (code == 3)


def test_a_refused_input_is_drawn_on_standard_error(capsys):
    assert study_and_write("foo(x)", request(), raising(UNKNOWN)) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "unknown name" in err and "did you mean floor?" in err and "^^^" in err
    assert "\x1b" not in err


def test_under_json_the_error_is_a_document(capsys):
    assert study_and_write("foo(x)", request("json"), raising(UNKNOWN)) == 2
    out, err = capsys.readouterr()
    document = json.loads(out)
    assert (document["error"]["code"], document["error"]["span"], document["input"]) == ("unknown_name", [0, 3], "foo(x)")
    assert "\x1b" not in out
    assert err == ""


@pytest.mark.parametrize("format", ["terminal", "json"])
@pytest.mark.parametrize("error", [ZeroDivisionError("a\nb"), RecursionError("deep"), MemoryError()], ids=repr)
def test_a_bug_ends_in_a_message(capsys, error, format):
    assert study_and_write("x", request(format), raising(error)) == 1
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err
    if format == "json":
        assert json.loads(out)["error"]["code"] in ("internal", "out_of_memory")
    else:
        assert out == "" and err.startswith("error: ") and len(err.splitlines()) <= 2


@pytest.mark.parametrize(("colour", "escapes"), [(Colour.ALWAYS, True), (Colour.AUTO, False), (Colour.NEVER, False)])
def test_colour_follows_the_option(capsys, colour, escapes):
    study_and_write("x", request(colour=colour), returning("cubic"))
    assert ("\x1b[" in capsys.readouterr().out) is escapes
