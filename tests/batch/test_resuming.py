"""Going on after an interruption gives the same lines as one run."""

import csv
import io
import json
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import jsonschema
import pytest

from calc_cli.batch import run_batch
from calc_cli.batch.formats import FORMATS, FormatName, NotOurs
from calc_cli.batch.resuming import answered_in, repair
from calc_cli.batch.writing import AppendedFile
from calc_cli.reports.schema import schema
from calc_cli.settings import Roots, Settings

FAKE = "tests.batch.fakes:answer"
REAL = {"answer": "calc_cli.batch.answering:answer"}


def run(files, path, format=FormatName.JSONL, settings=None, **more):
    repair(path, FORMATS[format])
    err = io.StringIO()
    with closing(AppendedFile(path, keep=True)) as out:
        if out.is_empty:
            out.write(FORMATS[format].header)
        code = run_batch(
            files,
            jobs=2,
            timeout_seconds=20.0,
            out=out,
            err=err,
            settings=settings or Settings(),
            format=format,
            answered=answered_in(path, FORMATS[format]),
            **{"answer": FAKE, **more},
        )
    return code, err.getvalue()


def lines_of(path):
    return [(d.get("file"), d["id"], d["line"]) for d in map(json.loads, path.read_text().splitlines())]


def files_in(folder):
    (folder / "a.txt").write_text("x\nerror\ny\nx\n")
    (folder / "b.jsonl").write_text('{"id": "1", "expression": "x"}\nnot json\n{"id": "\\u00e9\\"", "expression": "x"}')
    return [str(folder / "a.txt"), str(folder / "b.jsonl"), str(folder / "a.txt")]


def test_what_is_answered_is_left_out_and_a_cut_line_is_repeated(tmp_path):
    files, path = files_in(tmp_path), tmp_path / "out.jsonl"
    assert run(files, path)[0] == 1
    whole, keys = path.read_text(), lines_of(path)
    assert len(keys) == 11
    for end in [0, 30, len(whole) // 3, len(whole) // 2, len(whole) - 1, len(whole)]:
        path.write_text(whole[:end])
        assert run(files, path)[0] == 1
        assert lines_of(path) == keys
    assert "0 lines in" in run(files, path)[1]
    assert "11 answered before (3 failed)" in run(files, path)[1]


@pytest.mark.parametrize("format", FormatName)
def test_nothing_in_the_input_is_written_raw(format, tmp_path):
    bad = "\x1b[31m \x7f \x9b \u202e \x00 \ud800 \u2028 \ufeff"
    (tmp_path / "a.jsonl").write_text("".join(json.dumps({"id": bad, "expression": f"{bad}{text}"}) + "\n" for text in ("x", "=x")))
    path = tmp_path / "out"
    for _ in range(2):
        assert run([str(tmp_path / "a.jsonl")], path, format, **REAL)[0] == 1
        lines = path.read_text().splitlines()
        assert len(lines) == (2 if format is FormatName.JSONL else 3)
        assert all(line.isprintable() for line in lines)


def test_rows_of_a_table_are_repeated_together(tmp_path):
    (tmp_path / "a.txt").write_text("x^3 - 3x\n2x\nsin(\nx^4 - 2x^2\n=cmd|' /C calc'!A0\n")
    path = tmp_path / "out.csv"
    run([str(tmp_path / "a.txt")], path, FormatName.CSV, **REAL)
    whole = path.read_text()
    rows = list(csv.DictReader(io.StringIO(whole)))
    assert [(r["line"], r["point"], r["points"]) for r in rows[:4]] == [("1", "1", "2"), ("1", "2", "2"), ("2", "0", "0"), ("3", "0", "0")]
    assert [(r["at"], r["value"], r["classification"]) for r in rows[:2]] == [
        ("x = -1", "2", "local_maximum"),
        ("x = 1", "-2", "local_minimum"),
    ]
    assert rows[3]["error"] and rows[-1]["input"] == "'=cmd|' /C calc'!A0"
    for end in range(0, len(whole), 97):
        path.write_text(whole[:end])
        run([str(tmp_path / "a.txt")], path, FormatName.CSV, **REAL)
        assert path.read_text() == whole


@pytest.mark.parametrize("content", ["x^2\n", "[]\n", '{"id": 3, "line": 1}\n'])
@pytest.mark.parametrize("format", FormatName)
def test_another_file_is_not_taken_for_an_output(content, format, tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text(content)
    with pytest.raises(NotOurs):
        repair(path, FORMATS[format])
    assert path.read_text() == content


def test_the_answers_of_other_lines_are_left_alone(tmp_path):
    files, path = files_in(tmp_path), tmp_path / "out.jsonl"
    run(files, path)
    before = path.read_text()
    for changed in (files[1:], files[:2]):
        code, err = run(changed, path)
        assert code == 2
        assert "cannot resume" in err
        assert path.read_text() == before


@pytest.mark.parametrize("format", FormatName)
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("x^2\nx^3\n", "x^2\nx^4\n"),
        ("x^2\nx +* 3\n", "x^2\nx + 3\n"),
        ("-x^2\n=x^3\n", "-x^2\n=x^4\n"),
        ("x^2\n", "# x^2\nx^2\n"),
    ],
)
def test_a_line_that_has_changed_is_said(format, before, after, tmp_path):
    source, path = tmp_path / "a.txt", tmp_path / "out"
    source.write_text(before)
    run([str(source)], path, format, **REAL)
    whole = path.read_text()
    assert run([str(source)], path, format, **REAL)[0] in (0, 1)
    source.write_text(after)
    code, err = run([str(source)], path, format, **REAL)
    assert code == 2
    assert "cannot resume" in err and "the lines have changed" in err
    assert path.read_text() == whole


OPTIONS = [
    *(Settings(), Settings(on="[0, 1]"), Settings(on="[0, 2]"), Settings(let={"a": "2"}), Settings(wrt=("x",))),
    Settings(roots=Roots.PRINCIPAL),
]


@pytest.mark.parametrize("format", FormatName)
@pytest.mark.parametrize("chosen", OPTIONS)
def test_answers_to_other_options_are_not_mixed_with_these(format, chosen, tmp_path):
    source, path = tmp_path / "a.txt", tmp_path / "out"
    source.write_text("x^2\nfoo(x)\n")
    run([str(source)], path, format, chosen, **REAL)
    whole = path.read_text()
    for settings in OPTIONS:
        code, err = run([str(source)], path, format, settings, **REAL)
        assert (code, "cannot resume" in err) == ((1, False) if settings == chosen else (2, True)), err
        assert path.read_text() == whole
    if format is FormatName.JSONL:
        for line in whole.splitlines():
            jsonschema.validate(json.loads(line), schema())


def test_a_full_disk_is_a_message(tmp_path):
    if not Path("/dev/full").exists():
        pytest.skip("no device that is always full")
    (tmp_path / "a.txt").write_text("x\ny\n")
    with closing(AppendedFile(Path("/dev/full"), keep=True)) as out:
        err = io.StringIO()
        code = run_batch([str(tmp_path / "a.txt")], jobs=1, timeout_seconds=9, out=out, err=err, settings=Settings(), answer=FAKE)
    assert code == 1
    assert err.getvalue() == "calc batch: cannot write /dev/full: No space left on device\n"


def without_time(path):
    return [{**json.loads(line), "seconds": None} for line in path.read_text().splitlines()]


def test_killed_at_any_moment_and_resumed_nothing_is_lost_or_doubled(tmp_path):
    chance = random.Random(5)
    lines = [f"x^3 - {chance.randint(1, 10**6)}x + {i}" if i % 50 else "x +* 2" for i in range(600)]
    (tmp_path / "a.txt").write_text("\n".join(lines))
    command = [sys.executable, "-m", "calc_cli", "batch", str(tmp_path / "a.txt"), "--jobs", "2", "--output"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": Path(__file__).parents[2]}
    assert subprocess.run([*command, str(tmp_path / "whole")], **quiet).returncode == 1
    expected = without_time(tmp_path / "whole")
    assert [document["line"] for document in expected] == list(range(1, 601))
    path = tmp_path / "resumed"
    for _ in range(3):
        process = subprocess.Popen([*command, str(path), "--resume"], **quiet)
        deadline = time.monotonic() + 60
        size = chance.randint(1, 400_000)
        while time.monotonic() < deadline and process.poll() is None and (not path.exists() or path.stat().st_size < size):
            time.sleep(0.01)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    assert subprocess.run([*command, str(path), "--resume"], **quiet).returncode == 1
    assert without_time(path) == expected
