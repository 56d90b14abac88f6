"""`calc batch` on random polynomials of degree 3 to 8: milliseconds a line. Run: python tests/benchmarks/batch.py [LINES] [JOBS]"""

import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CALC = str(Path(sys.executable).with_name("calc"))


def polynomial(chance):
    degree = chance.randint(3, 8)
    coefficients = [chance.randint(-9, 9) for _ in range(degree)] + [chance.choice([-3, -2, -1, 1, 2, 3])]
    terms = [f"{c:+d}*x^{k}" for k, c in reversed(list(enumerate(coefficients))) if c]
    return "".join(terms).lstrip("+").replace("*x^0", "")


def main():
    lines = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    jobs = sys.argv[2] if len(sys.argv) > 2 else "1"
    chance = random.Random(20)
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.writelines(polynomial(chance) + "\n" for _ in range(lines))
        file.flush()
        for _ in range(3):
            began = time.perf_counter()
            done = subprocess.run([CALC, "batch", file.name, "--jobs", jobs], stdout=subprocess.PIPE, text=True)
            seconds = time.perf_counter() - began
            print(f"{1000 * seconds / lines:.3f} ms a line, {len(done.stdout) / lines:.0f} characters a line, exit code {done.returncode}")


if __name__ == "__main__":
    main()
