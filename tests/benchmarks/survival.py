"""10,000 lines, one in a hundred a bomb: complete, in order; killed at a random moment and resumed, the output is the same.

What the clock decides is left out of the comparison.

Run: python tests/benchmarks/survival.py [LINES] [ROUNDS] [TIMEOUT]; prints one line a round, exit code 1 when one differs.
"""

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

BOMBS = ["besselj(10^6, x) + {}", "(x^3-x+{})^3333", "sin(sin(x^9+{}))*gamma(x)", "(a+b+c+d+{})^90*sin(a b)", "(x+{}", "9^9^9^9+{}"]


def without_times(path):
    documents = [json.loads(line) for line in path.read_text().splitlines()]
    return [{**document, "seconds": None, "proved": None} for document in documents]


def is_alike(a, b):
    """The same document; a line that one of the two runs ended by its time may be answered, or ended elsewhere, in the other."""
    timed = any(document.get("error", {}).get("code") == "timeout" for document in (a, b))
    return a == b or (timed and all(a[key] == b[key] for key in ("id", "line", "input")))


def main():
    lines, rounds, timeout = (int(word) for word in (sys.argv[1:] + ["10000", "10", "1"][len(sys.argv) - 1 :])[:3])
    chance = random.Random(7)
    texts = [chance.choice(BOMBS).format(i) if i % 100 == 57 else polynomial(chance) for i in range(lines)]
    with tempfile.TemporaryDirectory() as folder:
        source, whole = Path(folder, "in.txt"), Path(folder, "whole.jsonl")
        source.write_text("\n".join(texts))
        command = [CALC, "batch", str(source), "--timeout", str(timeout), "--output"]
        began = time.perf_counter()
        done = subprocess.run([*command, str(whole)], stderr=subprocess.PIPE, text=True)
        length = time.perf_counter() - began
        expected = without_times(whole)
        assert [document["line"] for document in expected] == list(range(1, lines + 1))
        answered = [document for document in expected if "error" not in document]
        print(f"{done.stderr.splitlines()[-1]}; exit code {done.returncode}, {len(answered)} of {lines} answered", flush=True)
        differ = 0
        for number in range(1, rounds + 1):
            part = Path(folder, f"part{number}.jsonl")
            process = subprocess.Popen([*command, str(part), "--resume"], stderr=subprocess.DEVNULL)
            time.sleep(chance.uniform(0.3, 0.9 * length))
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
            kept = part.read_bytes().count(b"\n") if part.exists() else 0
            code = subprocess.run([*command, str(part), "--resume"], stderr=subprocess.DEVNULL).returncode
            found = without_times(part)
            odd = [a["line"] for a, b in zip(found, expected, strict=False) if not is_alike(a, b)][:5]
            same = len(found) == len(expected) and not odd
            differ += not same
            timed = sum(a != b for a, b in zip(found, expected, strict=False))
            verdict = f"DIFFERENT at {odd}" if not same else "identical" + (f", but {timed} bombs met the clock elsewhere" if timed else "")
            print(f"round {number}: killed after {kept} lines, exit code {code}, {verdict}", flush=True)
    sys.exit(min(differ, 1))


if __name__ == "__main__":
    main()
