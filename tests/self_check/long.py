"""The long self-check: `python -m tests.self_check.long [FIRST LAST]`.

Studies random functions and prints every contradiction, doubt and weakness. Exit code 1 when anything false was said.
"""

from __future__ import annotations

import sys
from time import perf_counter

from calc_cli import Settings, analyze
from calc_cli.errors import CalcError
from calc_cli.model import Study
from tests.self_check.checking import false_statements
from tests.self_check.functions import random_function

USUAL = (0, 400)
SLOW_SECONDS = 8.0


def main(first: int, last: int) -> int:
    """The number of functions about which something false was said."""
    wrong = 0
    for seed in range(first, last):
        kind, text, on = random_function(seed)
        label = f"{seed} [{kind}] {text} {on or ''}"
        began = perf_counter()
        try:
            study = analyze(text, Settings(on=on, budget_seconds=4.0))
        except CalcError as error:
            print("refused", label, error.code, flush=True)
            continue
        seconds = perf_counter() - began
        found = false_statements(study, 50)
        wrong += any(not sentence.startswith("?") for sentence in found)
        for sentence in found:
            print("doubt" if sentence.startswith("?") else "FALSE", label, "::", sentence, flush=True)
        weakness = weak(study)
        if weakness or seconds > SLOW_SECONDS:
            print(weakness or "slow", label, f"{seconds:.1f} s", flush=True)
    print(f"{last - first} functions, {wrong} with a false statement")
    return wrong


def weak(study: Study) -> str:
    """What was not proved though an interval was not asked for."""
    status = study.critical_status
    if not status.proved:
        return "not proved"
    return "window" if study.region is None and status.within is not None and not status.infinite else ""


if __name__ == "__main__":
    bounds = [int(argument) for argument in sys.argv[1:3]] or list(USUAL)
    sys.exit(1 if main(*bounds) else 0)
