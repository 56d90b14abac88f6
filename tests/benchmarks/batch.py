"""Random polynomials of degree 3 to 8: CPU milliseconds a line, warm in one process and as `calc batch` with one worker.

Every line is a polynomial not seen before. Run: python tests/benchmarks/batch.py [LINES]
"""

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from calc_cli.pipeline import analyze
from calc_cli.reports.json import to_dict
from calc_cli.settings import Settings

CALC = str(Path(sys.executable).with_name("calc"))
BLOCK = 40


def polynomial(chance):
    degree = chance.randint(3, 8)
    coefficients = [chance.randint(-9, 9) for _ in range(degree)] + [chance.choice([-3, -2, -1, 1, 2, 3])]
    terms = [f"{c:+d}*x^{k}" for k, c in reversed(list(enumerate(coefficients))) if c]
    return "".join(terms).lstrip("+").replace("*x^0", "")


def milliseconds_a_line(lines):
    began = time.process_time()
    for line in lines:
        json.dumps(to_dict(analyze(line, Settings(steps=False))))
    return 1000 * (time.process_time() - began) / len(lines)


def in_one_process(chance, count):
    milliseconds_a_line([polynomial(chance) for _ in range(BLOCK)])  # warm up
    blocks = sorted(milliseconds_a_line([polynomial(chance) for _ in range(BLOCK)]) for _ in range(max(1, count // BLOCK)))
    print(f"in one process: least {blocks[0]:.2f}, median {blocks[len(blocks) // 2]:.2f} ms a line (blocks of {BLOCK})")


def as_batch(chance, count):
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.writelines(polynomial(chance) + "\n" for _ in range(count))
        file.flush()
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run([CALC, "batch", file.name, "--jobs", "1"], stdout=subprocess.PIPE, text=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"calc batch: {1000 * cpu / count:.2f} ms a line with starting, {len(done.stdout) // count} characters, code {done.returncode}")


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    chance = random.Random(20)
    in_one_process(chance, count)
    as_batch(chance, count)


if __name__ == "__main__":
    main()
