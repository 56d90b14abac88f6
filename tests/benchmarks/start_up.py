"""Whole processes: `calc` beside `python -c "import sympy"`, alternating: CPU time (user + system) and wall time, least of all runs.

Run: python tests/benchmarks/start_up.py [RUNS]
"""

import os
import resource
import subprocess
import sys
import time
from pathlib import Path

CALC = str(Path(sys.executable).with_name("calc"))
CUBIC = "x**3-3x**2-9x+5"
COMMANDS = {
    f'calc analyze "{CUBIC}"': [CALC, "analyze", CUBIC],
    "calc analyze … --json": [CALC, "analyze", CUBIC, "--json"],
    "calc --help": [CALC, "--help"],
    'python -c ""': [sys.executable, "-c", ""],
    'python -c "import flint"': [sys.executable, "-c", "import flint"],
    'python -c "import sympy"': [sys.executable, "-c", "import sympy"],
}
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | {"NO_COLOR": "1"}
YARDSTICK = 'python -c "import sympy"'


def seconds_of(command):
    """(CPU seconds, wall seconds) of a process and its children."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL, env=ENVIRONMENT)
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall


def main():
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    for command in COMMANDS.values():
        seconds_of(command)  # warm the file cache
    times = {name: [] for name in COMMANDS}
    for _ in range(runs):
        for name, command in COMMANDS.items():
            times[name].append(seconds_of(command))
    least = {name: tuple(map(min, zip(*values, strict=True))) for name, values in times.items()}
    print(f"{'command':34s} {'CPU ms':>8s} {'of sympy':>9s} {'wall ms':>9s} {'of sympy':>9s}")
    for name, (cpu, wall) in least.items():
        of_cpu, of_wall = cpu / least[YARDSTICK][0], wall / least[YARDSTICK][1]
        print(f"{name:34s} {1000 * cpu:8.1f} {of_cpu:9.2f} {1000 * wall:9.1f} {of_wall:9.2f}")


if __name__ == "__main__":
    main()
