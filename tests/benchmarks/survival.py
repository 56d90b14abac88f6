"""10,000 lines, one in a hundred a bomb: complete, in order; killed at a random moment and resumed, the output is the same.

Compared are the documents, identical apart from `seconds`. A line that in one of the two runs was ended by its processor time (the error
`timeout`) must be the same line with the same input; the machine decides whether it is ended, and where. How many differ so is printed.

Run: python tests/benchmarks/survival.py [LINES] [ROUNDS] [TIMEOUT]; prints one line a round, exit code 1 when one differs.
"""

import collections
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from batch import CALC, polynomial

SHARE = 100
MEMORY_MIB = 256
BOMBS = [
    # ended by --timeout or --memory
    "sin(sin(x^9+{}))*gamma(x)",
    "sin(x^17 + y^17)^33*exp(x^3*y) + {}",
    "sqrt(x+{}) + sqrt(x+2) + sqrt(x+5) + sqrt(x+7) + sqrt(2x+1) + cbrt(x)",
    "besselj(300000, x)*besselj(200000, x) + {}",
    "(x^5 + x + {})^799 + sin(x)",
    "x^3000 - {}x^1999*y^900 + y^2800 - 5",
    # answered when the budget of its searches is used up
    '{{"expression": "sin(e^x) + {}", "on": "[0, 9]"}}',
    '{{"expression": "x^2*sin(1/x) + {}x", "on": "[0.0001, 1]"}}',
    '{{"expression": "sin(x^2 + y^2) + cos({}x*y)", "on": "x in [-3, 3], y in [-3, 3]"}}',
    '{{"expression": "Si(x^2) + fresnels(3x) - sin({}x)/x", "on": "[1, 40]"}}',
    "log(x^2 + y^2 + {})*sin(x + y^2) - x*y",
    "(x^3 - x + {})^3333",
    # refused
    "(x+{}",
    "9^9^9^9 + {}",
    "x^1000000000 + {}",
    "((((9!)!)!)!)*x + {}",
    "sin(x) + {}y + foo(x)",
    "\u202e__import__('os').system('true') + {}",
    '{{"expression": ["x", {}]}}',
]


def documents(path):
    """Those of a run, without the time each took."""
    return [json.loads(line) | {"seconds": None} for line in path.read_text(encoding="utf-8").splitlines()]


def code(document):
    return document.get("error", {}).get("code")


def compared(found, expected):
    """(lines that differ, lines that were ended by their time in one run and not, or elsewhere, in the other)."""
    different, timed = [], []
    for a, b in zip(found, expected, strict=True):
        if a != b:
            same_line = all(a.get(key) == b.get(key) for key in ("id", "line", "input"))
            (timed if same_line and "timeout" in (code(a), code(b)) else different).append(b["line"])
    return different, timed


def lines_of(count, chance, share=SHARE):
    """One in `share` is a bomb, of all kinds in turn."""
    bombs = (BOMBS[k % len(BOMBS)].format(k + 3) for k in range(count))
    return [next(bombs) if i % share == share // 2 else polynomial(chance) for i in range(count)]


def kill_and_resume(command, seconds):
    """Start it, kill it after so many seconds, let it go on; (lines kept, exit code in the end)."""
    part = Path(command[-1])
    process = subprocess.Popen([*command, "--resume"], stderr=subprocess.DEVNULL)
    time.sleep(seconds)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    kept = part.read_bytes().count(b"\n") if part.exists() else 0
    return kept, subprocess.run([*command, "--resume"], stderr=subprocess.DEVNULL).returncode


def main():
    count, rounds, timeout = (int(word) for word in (sys.argv[1:] + ["10000", "10", "1"][len(sys.argv) - 1 :])[:3])
    chance = random.Random(7)
    with tempfile.TemporaryDirectory() as folder:
        source, whole = Path(folder, "lines"), Path(folder, "whole.jsonl")
        source.write_text("\n".join(lines_of(count, chance)), encoding="utf-8")
        command = [CALC, "batch", str(source), "--timeout", str(timeout), "--memory", str(MEMORY_MIB), "--output"]
        began = time.perf_counter()
        done = subprocess.run([*command, str(whole)], stderr=subprocess.PIPE, text=True)
        length = time.perf_counter() - began
        expected = documents(whole)
        assert [document["line"] for document in expected] == list(range(1, count + 1))
        assert all(code(document) is None for i, document in enumerate(expected) if i % SHARE != SHARE // 2)
        print(f"{done.stderr.splitlines()[-1]}; exit code {done.returncode}; every line once, in order, every good one answered")
        print(f"{len(BOMBS)} kinds of bombs:", dict(collections.Counter(map(code, expected[SHARE // 2 :: SHARE]))), flush=True)
        wrong = 0
        for number in range(1, rounds + 1):
            part = Path(folder, f"part{number}.jsonl")
            kept, last = kill_and_resume([*command, str(part)], chance.uniform(0.3, 0.9 * length))
            different, timed = compared(documents(part), expected)
            wrong += bool(different) or last != done.returncode
            verdict = f"DIFFERENT at {different[:5]}" if different else "identical"
            told = f"{verdict}; {len(timed)} ended elsewhere by their time"
            print(f"round {number}: killed after {kept} lines, exit code {last}, {told}", flush=True)
    sys.exit(min(wrong, 1))


if __name__ == "__main__":
    main()
