"""The command line as a whole: usage errors, reference commands, and how every ending becomes an exit code."""

import json
import os
import subprocess
import sys

import pytest
import typer
from jsonschema import Draft202012Validator

from calc_cli.cli.app import FormatName, app
from calc_cli.cli.running import TAKE_EXPRESSIONS, main, run
from calc_cli.functions import TABLE
from calc_cli.reports import FORMATS
from calc_cli.reports.glossary import GLOSSARY
from calc_cli.reports.schema import schema


def calc(*words, **options):
    """The real program."""
    command = [sys.executable, "-m", "calc_cli", *words]
    usual = {"capture_output": True, "encoding": "utf-8", "timeout": 120} | ({} if "input" in options else {"stdin": subprocess.DEVNULL})
    return subprocess.run(command, **usual | options)


MISUSES = [
    (["analyze"], "Missing argument"),
    (["analyze", "x", "--jsn"], "--jsn"),
    (["analyze", "x", "--on"], "requires an argument"),
    (["analyze", "x", "^", "2"], "put the expression in quotes"),
    (["analyze", "x", "--format", "pdf"], "pdf"),
    (["analyze", "x", "--timeout", "0"], "positive number of seconds"),
    (["analyze", "x", "--timeout", "nan"], "positive number of seconds"),
    (["analyze", "x", "--let", "a"], "NAME=VALUE"),
    (["analyze", "x", "--no\x1b[31m"], "--no"),
    (["analyse", "x"], "No such command"),
    (["--nope"], "No such option"),
    (["explain", "cuspp"], "cusp"),
    (["explain", "zzzzzz\x1b"], "calc explain lists all terms"),
    (["analyze", "x", "--timeout", "1e9"], "less than 1e8"),
    (["analyze", "a x", "--let", "a=1", "--let", "a=2"], "gives a two values"),
    (["analyze", "x", "--memory", "64"], "--memory"),
    (["batch", "--on", "nonsense"], "this is not a region\n  nonsense\n  ^^^^^^^^\nhint: "),
    (["batch", "--on", "[0, 1] × [2, 1]"], "  [0, 1] × [2, 1]\n           ^^^^^^\n"),
    (["batch", "--on", "rate in [log(0), 1]"], "not proved to be a real number"),
    (["batch", "--on", "y in [0, 1]", "--wrt", "x"], "y is not a variable of the function"),
    (["batch", "--let", "a=x"], "the value of a is not a number"),
    (["batch", "--wrt", "x,x"], "x is named twice"),
    (["batch", "--output", "a.jsonl.gz"], "compress it afterwards"),
    (["batch", "--resume"], "--resume needs --output"),
    (["batch", "--resume", "--output", "-"], "--resume needs --output"),
    (["batch", "--dask", "nonsense"], "tcp://127.0.0.1:8786"),
    (["batch", "--dask", "http://x"], "tcp://127.0.0.1:8786"),
    (["batch", "--dask", "tcp://127.0.0.1:8786", "--jobs", "2"], "--jobs is for this machine"),
    (["descend", "x^2", "--start", "1", "--tolerance", "nan"], "finite numbers"),
    (["descend", "x^2", "--start", "1", "--noise", "inf"], "finite numbers"),
]


@pytest.mark.parametrize(("words", "message"), MISUSES, ids=[" ".join(words) for words, _ in MISUSES])
def test_misuse_is_a_message_and_code_2(capsys, words, message):
    assert run(words) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert message in err and err.startswith("error: ")
    assert "\x1b" not in err


@pytest.mark.parametrize(
    "words", [["analyze", "--json"], ["analyze", "x", "--format", "json", "--jsn"], ["analyze", "x", "--format=json", "--jsn"]]
)
def test_misuse_under_json_is_a_document(capsys, words):
    assert run(words) == 2
    document = json.loads(capsys.readouterr().out)
    assert document["error"]["code"] == "usage"
    Draft202012Validator(schema()).validate(document)


def test_no_words_at_all_show_the_help(capsys):
    assert run([]) == 2
    assert "Commands:" in capsys.readouterr().out


def test_version(capsys):
    assert run(["--version"]) == 0
    assert capsys.readouterr().out.startswith("calc ")


def test_the_schema_is_printed(capsys):
    assert run(["schema"]) == 0
    assert json.loads(capsys.readouterr().out) == schema()


@pytest.mark.parametrize("options", [[], ["--format", "markdown"], ["--json"]])
def test_functions_lists_every_row(capsys, options):
    assert run(["functions", *options]) == 0
    out = capsys.readouterr().out
    assert all(name.replace("_", "\\_" if "markdown" in options else "_") in out for name in TABLE)


def test_explain_lists_and_defines_terms(capsys):
    assert run(["explain"]) == 0
    assert capsys.readouterr().out.split("\n")[:-1] == sorted(GLOSSARY)
    assert run(["explain", "Critical", "point"]) == 0
    assert capsys.readouterr().out.startswith("critical point\n  An interior point of the domain")


def test_the_format_option_offers_every_format():
    assert [name.value for name in FormatName] == list(FORMATS)


def test_every_command_that_takes_an_expression_has_a_budget():
    for name, command in typer.main.get_command(app).commands.items():
        offered = {option for parameter in command.params for option in parameter.opts}
        assert offered.issuperset({"--timeout", "--memory"}) == (name in {*TAKE_EXPRESSIONS, "batch"})


def test_every_command_has_a_help_page(capsys):
    for name in typer.main.get_command(app).commands:
        assert run([name, "--help"]) == 0
        assert f"Usage: calc {name}" in capsys.readouterr().out


def test_an_interrupt_is_code_130(monkeypatch):
    def interrupted(words):
        raise KeyboardInterrupt

    monkeypatch.setattr("calc_cli.cli.running.run", interrupted)
    with pytest.raises(SystemExit) as ended:
        main([])
    assert ended.value.code == 130


def test_a_bug_is_a_message(monkeypatch, capsys):
    def broken(words):
        raise ZeroDivisionError("\x1b[31m")

    monkeypatch.setattr("calc_cli.cli.running.run", broken)
    with pytest.raises(SystemExit) as ended:
        main([])
    assert ended.value.code == 1
    err = capsys.readouterr().err
    assert err.startswith("error: internal error: ZeroDivisionError at tests.cli.test_running:") and "\x1b" not in err


def test_a_closed_pipe_ends_quietly():
    process = subprocess.Popen(
        [sys.executable, "-c", "import time; time.sleep(0.3); from calc_cli.cli import main; main(['schema'])"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 0


HELP = """
import sys
sys.argv = ["calc", "--help"]
from calc_cli.cli import main
try:
    main()
except SystemExit:
    print(sorted(sys.modules))
"""


HELP = """
import sys
sys.argv = ["calc", "--help"]
from calc_cli.cli import main
try:
    main()
except SystemExit:
    print(sorted(sys.modules))
"""


def test_help_imports_no_mathematics():
    done = subprocess.run([sys.executable, "-c", HELP], capture_output=True, text=True, check=True)
    modules = done.stdout.splitlines()[-1]
    assert all(f"'{name}'" not in modules for name in ("sympy", "numpy", "mpmath", "matplotlib", "flint", "rich"))


def test_arguments_that_are_not_unicode_end_in_a_message():
    done = calc("explain", b"caf\xe9", errors="replace")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("expression", ["-x^2", "-5+x", "--x", "-d*d", "-(x)"])
def test_expressions_may_begin_with_a_minus_sign(expression):
    done = calc("analyze", expression, "--format", "markdown")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("# $f(")


def test_an_expression_from_standard_input():
    done = calc("analyze", "-", "--json", stdin=None, input="x^2 - 1\n")
    assert done.returncode == 0
    document = json.loads(done.stdout)
    assert document["function"]["text"] == "x**2 - 1"
    Draft202012Validator(schema()).validate(document)


@pytest.mark.parametrize("text", ["x +* 2", "", "foo(x)", "x^2\x1b[31m"])
def test_what_cannot_be_read_is_code_2(text):
    done = calc("analyze", text)
    assert done.returncode == 2
    assert done.stdout == "" and done.stderr.startswith("error: ") and "\x1b" not in done.stderr
    under_json = calc("analyze", text, "--json")
    document = json.loads(under_json.stdout)
    Draft202012Validator(schema()).validate(document)
    assert under_json.returncode == 2 and under_json.stderr == ""


def test_a_deadline_is_kept():
    done = calc("analyze", "x^2", "--timeout", "0.001")
    assert done.returncode == 1
    assert done.stderr.startswith("error: not finished within 0.001 s")


def test_plain_text_in_a_pipe_even_when_a_terminal_wants_colour():
    done = calc("analyze", "x^3-3x")
    assert "\x1b" not in done.stdout
    assert "\x1b[" in calc("analyze", "x^3-3x", "--color", "always").stdout


def test_the_formats_of_a_batch_are_those_of_the_package():
    from calc_cli.batch.formats import FORMATS
    from calc_cli.cli.app import BatchFormat

    assert [format.value for format in BatchFormat] == [name.value for name in FORMATS]


@pytest.mark.parametrize(("name", "beginning"), [("a.csv", "file,id,line,"), ("a.jsonl", '{"id":'), ("a", '{"id":')])
def test_the_ending_of_the_output_chooses_the_format(name, beginning, tmp_path):
    assert calc("batch", "--output", name, stdin=None, input="x^2\n", cwd=tmp_path).returncode == 0
    assert (tmp_path / name).read_text().startswith(beginning)


@pytest.mark.parametrize("resume", [[], ["--resume"]])
@pytest.mark.parametrize("name", ["a.txt", "./a.txt", "-"])
def test_a_batch_never_overwrites_its_own_input(name, resume, tmp_path):
    source = tmp_path / "a.txt"
    source.write_text("x^2\n")
    with source.open() as standard_input:
        done = calc("batch", name, "--output", str(source), *resume, stdin=standard_input, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("error: --output would overwrite its own input")
    assert source.read_text() == "x^2\n"


@pytest.mark.parametrize("name", ["a b", "1", "sin", "pi", "a^2", "\x1b"])
def test_a_value_is_given_to_a_name_only(name):
    done = calc("analyze", "a x^2", "--let", f"{name}=2", "--json")
    assert done.returncode == 2
    assert json.loads(done.stdout)["error"]["code"] in ("bad_name", "reserved_name", "invisible_character")


def test_a_value_that_is_not_used_is_said():
    assert "note: b = 2 is not used: the formula has no b" in calc("analyze", "a x^2", "--let", "b=2").stdout


def test_several_values_after_one_let():
    done = calc("analyze", "a x^2 + b x", "--wrt", "x", "--let", "a=2, b=1/3", "--json")
    assert json.loads(done.stdout)["critical_points"][0]["at"]["x"]["exact"] == "-1/12"
    assert calc("analyze", "a x^2", "--let", "a=log(8,2)").returncode == 0


def test_a_byte_order_mark_before_standard_input_is_passed_over():
    with subprocess.Popen([sys.executable, "-m", "calc_cli", "analyze", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.communicate(b"\xef\xbb\xbfx^2\r\n", timeout=60)[0].startswith(b"f(x) = x**2")


@pytest.mark.parametrize("format", FormatName)
@pytest.mark.parametrize("text", ["exp(exp(100)) x^2", "exp(exp(exp(100))) x", "e^e^e^e^e*x"])
def test_a_number_beyond_all_bounds_is_said(format, text):
    done = calc("analyze", text, "--format", format.value)
    assert done.returncode in (0, 2)
    assert "internal" not in done.stdout + done.stderr
    assert not done.returncode or "too large" in done.stdout + done.stderr


CLOSED = ["import os, sys; os.close(0)", "import os, sys; os.close(1)", "import os, sys; os.close(0); os.close(1); os.close(2)"]
COMMANDS = [["analyze", "x^2"], ["analyze", "-"], ["batch"], ["plot", "x^2"], ["functions"], ["schema"]]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs descriptors that are inherited")
@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("closing", CLOSED)
def test_a_closed_standard_stream_is_no_error_of_the_program(words, closing):
    script = f"{closing}; os.execv(sys.executable, [sys.executable, '-m', 'calc_cli', *{words!r}])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8", timeout=120, stdin=subprocess.DEVNULL)
    assert done.returncode == (2 if words in (["analyze", "-"], ["batch"]) else 0)
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full")
@pytest.mark.parametrize("words", [*COMMANDS, ["batch", "--format", "csv"]], ids=" ".join)
def test_a_full_disk_behind_standard_output_is_a_message(words):
    with open("/dev/full", "w") as full:
        done = calc(*words, stdout=full, capture_output=False, stderr=subprocess.PIPE, input="x^2\n")
    assert done.returncode in (1, 2)
    assert done.stderr.count("cannot write standard output: No space left on device") == 1
    assert "Traceback" not in done.stderr and "internal" not in done.stderr
