"""The promises of a batch, with real worker processes and a fake analysis."""

import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pytest

from calc_cli.batch import run_batch, workers
from calc_cli.batch.writing import StandardOutput
from calc_cli.reports.schema import schema
from calc_cli.settings import Settings

FAKE = "tests.batch.fakes:answer"


def run(text, jobs=2, timeout_seconds=30.0, **more):
    out, err = io.StringIO(), io.StringIO()
    more = {"answer": FAKE, "standard_input": io.BytesIO(text.encode()), **more}
    code = run_batch(["-"], jobs=jobs, timeout_seconds=timeout_seconds, out=out, err=err, settings=Settings(), **more)
    return code, [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue()


def codes(documents):
    return [d["error"]["code"] if "error" in d else None for d in documents]


@pytest.mark.parametrize("jobs", [1, 3])
def test_order_is_kept(jobs):
    lines = [f"sleep 0.0{5 if i % 7 == 0 else 0}{i % 10}" for i in range(60)]
    code, documents, err = run("\n".join(lines), jobs)
    assert code == 0
    assert [d["input"] for d in documents] == lines
    assert [(d["id"], d["line"]) for d in documents] == [(str(i), i) for i in range(1, 61)]
    assert err.startswith("60 lines in ")
    assert err.endswith(" s: 60 answered\n")


def test_many_lines_travel_through_few_workers():
    code, documents, _ = run("\n".join(f"x + {i}" for i in range(3000)))
    assert code == 0
    assert [d["input"] for d in documents] == [f"x + {i}" for i in range(3000)]
    assert len({d["pid"] for d in documents}) == 2


def test_workers_are_recycled(monkeypatch):
    monkeypatch.setattr(workers, "LINES_PER_WORKER", 5)
    monkeypatch.setattr(workers, "LONGEST_LIST", 5)
    code, documents, _ = run("\n".join(f"x + {i}" for i in range(20)), jobs=1)
    assert code == 0
    assert len({d["pid"] for d in documents}) >= 3


def test_a_worker_that_has_grown_is_replaced():
    code, documents, _ = run("\n".join(f"grow {i}" for i in range(8)), jobs=1, memory_mib=600)
    assert (code, codes(documents)) == (0, [None] * 8)
    assert len({d["pid"] for d in documents}) >= 3


def test_equal_questions_are_answered_once():
    lines = ["sleep 0.2", "x", "sleep 0.2", "unproved", "error", "x", "error", '{"expression": "x", "on": "[0, 1]"}', "x"]
    code, documents, err = run("\n".join(lines), jobs=3)
    assert code == 1
    assert [(d["id"], d["line"]) for d in documents] == [(str(i), i) for i in range(1, 10)]
    assert len({d["pid"] for d in documents if d.get("input") == "sleep 0.2"}) == 1
    assert [d.get("on") for d in documents if d["input"] == "x"] == [None, None, "[0, 1]", None]
    assert "7 answered (1 not proved complete), 2 failed (2 refused)" in err


def test_the_stage_that_ran_out_is_named_with_what_was_proved():
    _, (document,), _ = run("solve", timeout_seconds=0.5)
    assert (document["error"]["code"], document["error"]["stage"]) == ("timeout", "solving")
    assert document["proved"]["function"]["text"] == "x + 1"
    jsonschema.validate(document, schema())


@pytest.mark.parametrize("word", ["hang", "spin"])
def test_a_line_that_never_ends_costs_that_line_only(word):
    lines = [f"x + {i}" for i in range(10)] + [word] + [f"y + {i}" for i in range(10)]
    code, documents, err = run("\n".join(lines), jobs=1, timeout_seconds=0.5)
    assert code == 1
    assert codes(documents) == [None] * 10 + ["timeout"] + [None] * 10
    assert documents[10] == {
        "schema_version": 1,
        "input": word,
        "id": "11",
        "line": 11,
        "error": {
            "code": "timeout",
            "message": "not finished within 0.5 s",
            "span": None,
            "hint": "allow more time with --timeout, or ask for a smaller interval with --on",
            "stage": None,
        },
    }
    assert "20 answered, 1 failed (1 timeout)" in err


FAILURES = {"die": "aborted", "kill": "aborted", "gmp": "out_of_memory", "bug 5": "internal", "memory": "out_of_memory", "error": "syntax"}


@pytest.mark.parametrize(("word", "code"), FAILURES.items())
def test_a_failing_line_costs_that_line_only(word, code):
    lines = ["x", word, "x", "x", word, word, "x", "x"]
    exit_code, documents, _ = run("\n".join(lines), jobs=2)
    assert exit_code == 1
    assert codes(documents) == [code if line == word else None for line in lines]


def test_answers_that_a_killed_worker_had_not_written_are_not_lost():
    """Quick answers are written several at once; whoever dies among them takes some along."""
    lines = [f"kill {i}" if i % 29 == 17 else f"x + {i}" for i in range(200)]
    _, documents, _ = run("\n".join(lines), jobs=1)
    assert [document["input"] for document in documents] == lines
    assert codes(documents) == ["aborted" if line.startswith("kill") else None for line in lines]


def test_an_internal_error_says_where():
    _, (document,), _ = run("bug 5")
    assert document["error"]["message"].startswith("internal error: ZeroDivisionError at tests.batch.fakes:")


def test_what_a_library_prints_stays_out():
    _, documents, _ = run("print\nprint\nx")
    assert codes(documents) == [None] * 3


def test_the_numeric_searches_get_less_time_than_the_line():
    _, (document,), _ = run("x", timeout_seconds=2.0)
    assert document["budget"] == pytest.approx(0.5)


def test_bad_lines_keep_their_place():
    code, documents, err = run('x\n{"id": "k"}\n{"id": "u", "expression": "unproved", "on": "[0, 1]"}\n')
    assert code == 1
    assert codes(documents) == [None, "missing_expression", None]
    assert (documents[2]["id"], documents[2]["line"], documents[2]["on"]) == ("u", 3, "[0, 1]")
    assert "3 lines in" in err
    assert "2 answered (1 not proved complete), 1 failed (1 refused)" in err


def test_fail_fast_stops_after_the_first_failure():
    code, documents, _ = run("x\nerror\n" + "".join(f"sleep 0.1{i}\n" for i in range(50)), fail_fast=True)
    assert code == 1
    assert codes(documents) == [None, "syntax"]


def test_nothing_to_read(tmp_path):
    err = io.StringIO()
    missing = str(tmp_path / "missing.txt")
    code = run_batch([missing], jobs=1, timeout_seconds=1.0, out=io.StringIO(), err=err, settings=Settings(), answer=FAKE)
    assert code == 2
    assert err.getvalue().splitlines()[0] == f"calc batch: {missing}: No such file or directory"


def test_workers_that_do_not_start_are_said():
    code, documents, err = run("x", answer="tests.batch.nowhere:answer")
    assert (code, documents) == (1, [])
    assert err == "calc batch: the worker processes do not start: ModuleNotFoundError: No module named 'tests.batch.nowhere'\n"


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_progress_is_drawn_on_a_terminal_only():
    err = Terminal()
    text = io.BytesIO(b"sleep 0.3\nsleep 0.31\nsleep 0.32")
    run_batch(["-"], jobs=1, timeout_seconds=9.0, out=io.StringIO(), err=err, settings=Settings(), answer=FAKE, standard_input=text)
    assert "lines/s" in err.getvalue()
    assert err.getvalue().rpartition("\r")[2].startswith("3 lines in ")
    assert "\r" not in run("sleep 0.5")[2]


def test_progress_is_not_drawn_among_results_on_the_same_terminal(monkeypatch):
    monkeypatch.setattr("sys.stdout", Terminal())
    err, text = Terminal(), io.BytesIO(b"sleep 0.3\nsleep 0.31")
    out = StandardOutput()
    run_batch(["-"], jobs=1, timeout_seconds=9.0, out=out, err=err, settings=Settings(), answer=FAKE, standard_input=text)
    assert "\r" not in err.getvalue() and err.getvalue().startswith("2 lines in ")
    assert len(sys.stdout.getvalue().splitlines()) == 2


SCRIPT = """
import sys
from calc_cli.batch import run_batch
from calc_cli.settings import Settings
fake = "tests.batch.fakes:answer"
sys.exit(run_batch(["-"], jobs=2, timeout_seconds=TIME, out=sys.stdout, err=sys.stderr, settings=Settings(), answer=fake))
"""


def start_script(timeout_seconds=60):
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", SCRIPT.replace("TIME", str(timeout_seconds))]
    return subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.fixture
def heeded_hangups():
    """SIGHUP as a program finds it that was not started by nohup."""
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, before)


@pytest.mark.usefixtures("heeded_hangups")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_interrupt_finishes_what_is_in_progress(number, code):
    process = start_script()
    process.stdin.write("x\nsleep 2\ny\n" + "".join(f"sleep 0.{i}\n" for i in range(500, 600)))
    process.stdin.flush()  # and it stays open: the program waits for more
    first = process.stdout.readline()
    time.sleep(1.0)
    process.send_signal(number)
    rest, err = process.communicate(timeout=30)
    assert process.returncode == code
    inputs = [json.loads(line)["input"] for line in [first, *rest.splitlines()]]
    assert inputs[:3] == ["x", "sleep 2", "y"]
    assert inputs[3:] == [f"sleep 0.{i}" for i in range(500, 497 + len(inputs))]
    assert len(inputs) < 20
    assert "finishing the lines in progress" in err and err.strip().endswith("; interrupted")


def test_an_interrupt_does_not_wait_for_lines_before_what_happened_to_be_known():
    process = start_script()
    process.stdin.write("error\n" + "".join(f"sleep 0.5{i}\nerror\n" for i in range(100)) + '{"broken\n')
    process.stdin.flush()
    first = process.stdout.readline()
    time.sleep(1.0)
    process.send_signal(signal.SIGINT)
    rest, _ = process.communicate(timeout=30)
    assert process.returncode == 130
    assert len([first, *rest.splitlines()]) < 20


def test_a_second_interrupt_ends_at_once():
    process = start_script()
    process.stdin.write("x\nhang\ny\n")
    process.stdin.flush()
    first = process.stdout.readline()
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    assert "finishing" in process.stderr.readline()
    process.send_signal(signal.SIGINT)
    rest, _ = process.communicate(timeout=20)
    assert process.returncode == 130
    assert [json.loads(line)["input"] for line in [first, *rest.splitlines()]] == ["x"]


def test_answers_stream_while_more_is_read():
    process = start_script()
    for i in range(3):
        process.stdin.write(f"x + {i}\n")
        process.stdin.flush()
        document = json.loads(process.stdout.readline())
        assert document["input"] == f"x + {i}"
    process.communicate(timeout=20)
    assert process.returncode == 0
    with pytest.raises(ProcessLookupError):
        os.kill(document["pid"], 0)
