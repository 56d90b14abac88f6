"""Whole processes: `calc` beside `python -c "import sympy"`, alternating. Run: python tests/benchmarks/start_up.py [RUNS]"""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

CALC = str(Path(sys.executable).with_name("calc"))
COMMANDS = {
    'calc analyze "x**3-3x**2-9x+5"': [CALC, "analyze", "x**3-3x**2-9x+5"],
    "calc analyze … --json": [CALC, "analyze", "x**3-3x**2-9x+5", "--json"],
    "calc --help": [CALC, "--help"],
    'python -c ""': [sys.executable, "-c", ""],
    'python -c "import flint"': [sys.executable, "-c", "import flint"],
    'python -c "import sympy"': [sys.executable, "-c", "import sympy"],
}
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | {"NO_COLOR": "1"}
YARDSTICK = 'python -c "import sympy"'


def seconds_of(command):
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL, env=ENVIRONMENT)
    return time.perf_counter() - began


def main():
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    for command in COMMANDS.values():
        seconds_of(command)  # warm the file cache
    times = {name: [] for name in COMMANDS}
    for _ in range(runs):
        for name, command in COMMANDS.items():
            times[name].append(seconds_of(command))
    print(f"{'command':34s} {'min ms':>8s} {'median ms':>10s} {'of sympy (min)':>15s} {'(median)':>9s}")
    low, middle = min(times[YARDSTICK]), statistics.median(times[YARDSTICK])
    for name, values in times.items():
        least, median = min(values), statistics.median(values)
        print(f"{name:34s} {1000 * least:8.1f} {1000 * median:10.1f} {least / low:15.2f} {median / middle:9.2f}")


if __name__ == "__main__":
    main()
