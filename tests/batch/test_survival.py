"""A batch with bombs, killed once and resumed: its output is that of a run that was left alone, in another order of hashing too."""

import json
import os
import random
import signal
import subprocess
import sys
import time

import pytest

BOMBS = {
    30: "(x+3",
    60: "9^9^9^9 + 3",
    90: '{"expression": "sin(e^x) + 3", "on": "[0, 8]"}',  # the budget of its searches is used up
    150: "x^1000000000 + 3",
    180: '{"expression": "x^2*sin(1/x) + 3x", "on": "[0.0001, 1]"}',
    210: "sin(sin(x^9 + 3))*gamma(x)",  # ended by its time
    230: "\u202ex",
}
LINES = 250


def polynomial(chance):
    return " + ".join(f"({chance.randint(-9, 9)})*x^{k}" for k in range(chance.randint(4, 9))) + " + x^9"


def documents(path):
    return [json.loads(line) | {"seconds": None} for line in path.read_text(encoding="utf-8").splitlines()]


def code(document):
    return document.get("error", {}).get("code")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are not killed here")
def test_a_batch_that_is_killed_and_resumed_says_the_same(tmp_path):
    chance = random.Random(3)
    lines = [BOMBS.get(number, polynomial(chance)) for number in range(1, LINES + 1)]
    (tmp_path / "lines").write_text("\n".join(lines), encoding="utf-8")
    whole, part = tmp_path / "whole.jsonl", tmp_path / "part.jsonl"

    def batch(output, *options, seed):
        command = [sys.executable, "-m", "calc_cli", "batch", str(tmp_path / "lines"), "--timeout", "1", "--output", str(output)]
        quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        return subprocess.Popen([*command, *options], env=os.environ | {"PYTHONHASHSEED": seed}, **quiet)

    assert batch(whole, "--jobs", "2", seed="1").wait(timeout=120) == 1
    process = batch(part, "--jobs", "1", "--resume", seed="2")
    until = time.monotonic() + 60
    while time.monotonic() < until and not (part.exists() and part.read_bytes().count(b"\n") > LINES // 4):
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert 0 < part.read_bytes().count(b"\n") < LINES
    assert batch(part, "--jobs", "2", "--resume", seed="3").wait(timeout=120) == 1

    expected, found = documents(whole), documents(part)
    assert [document["line"] for document in found] == list(range(1, LINES + 1))
    assert all(code(document) is None for number, document in enumerate(expected, 1) if number not in BOMBS)
    for a, b in zip(found, expected, strict=True):
        by_time = "timeout" in (code(a), code(b))  # the machine decides whether it is ended, and where
        assert a == b or (by_time and a["input"] == b["input"])
    assert code(expected[209]) == code(found[209]) == "timeout"
