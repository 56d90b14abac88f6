"""`calc batch` on random polynomials of degree 3 to 8: time a line, memory of the parent, and what a second worker brings.

Run: python tests/benchmarks/batch.py [LINES] [JOBS…], such as: python tests/benchmarks/batch.py 100000 1 2
"""

import os
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


def peak_mib(process):
    """The most memory the process itself has used, in MiB; 0 where the system does not tell."""
    try:
        status = Path(f"/proc/{process.pid}/status").read_text()
    except OSError:
        return 0
    return max((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")), default=0) / 1024


def measured(name, jobs):
    """(seconds, seconds of all processors, peak of the parent early and in the end, exit code)."""
    before, began = os.times(), time.perf_counter()
    process = subprocess.Popen([CALC, "batch", name, "--jobs", jobs], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peaks = []
    while process.poll() is None:
        peaks.append(peak_mib(process))
        time.sleep(0.05)
    seconds, after = time.perf_counter() - began, os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    peaks = [peak for peak in peaks if peak] or [0]
    return seconds, used, peaks[len(peaks) // 4], peaks[-1], process.returncode


def main():
    lines = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    chance = random.Random(20)
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.writelines(polynomial(chance) + "\n" for _ in range(lines))
        file.flush()
        first = None
        for jobs in sys.argv[2:] or ["1"]:
            seconds, used, early, peak, code = measured(file.name, jobs)
            first = first or seconds
            print(
                f"--jobs {jobs}: {seconds:.1f} s, {1000 * seconds / lines:.3f} ms a line ({first / seconds:.2f} times as fast), "
                f"{1000 * used / lines:.3f} ms of processor time a line, parent {early:.0f} MiB after a quarter, {peak:.0f} MiB at most, "
                f"exit code {code}",
                flush=True,
            )


if __name__ == "__main__":
    main()
