"""Processor time a study of the polynomial and rational records of the corpus, beside Giac's `tabvar` on the same expressions.

Each program answers a whole list in one process; what the start and the first study cost is measured apart and taken off. Giac draws
up variations, extrema and asymptotes in decimals; calc's share of the time includes the JSON document.

Run: python tests/benchmarks/giac.py [ROUNDS]   (`giac` comes with the package xcas of Debian and Ubuntu)
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from calc_cli.errors import CalcError
from calc_cli.language import parse_function, to_text
from calc_cli.symbolic.univariate import quotient_of

CORPUS = Path(__file__).parents[1] / "corpus"
MOST_SECONDS = 600
ANSWER = """
import json, sys
from calc_cli.batch.answering import answer
from calc_cli.batch.reading import Job
from calc_cli.settings import Settings
for line, text in enumerate(json.load(sys.stdin)):
    print(answer(Job(str(line), line, text), Settings())[1])
"""


def expressions():
    """(polynomials, rational functions that are none) of the corpus, each once, as calc prints them."""
    found = {"polynomials": {}, "rational functions": {}}
    for name in ("textbook.jsonl", "hard.jsonl"):
        for line in (CORPUS / name).read_text(encoding="utf-8").splitlines():
            try:
                problem = parse_function(json.loads(line)["expression"])
            except CalcError:
                continue
            form = quotient_of(problem.tree, problem.variables[0]) if len(problem.variables) == 1 else None
            if form is not None:
                kind = "polynomials" if form[1].degree() == 0 else "rational functions"
                found[kind][to_text(problem.tree)] = problem.variables[0]
    return found


def processor_seconds(command, text):
    """(seconds of the processor, lines of output) of a command fed a text."""
    before = os.times()
    done = subprocess.run(command, input=text, capture_output=True, text=True, timeout=MOST_SECONDS, check=False)
    after = os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return used, len(done.stdout.splitlines())


def seconds_of_calc(texts):
    return processor_seconds([sys.executable, "-c", ANSWER], json.dumps(list(texts)))[0]


def seconds_of_giac(texts):
    asked = [f"tabvar({text.replace('**', '^')},{variable})" for text, variable in texts.items()]
    return processor_seconds(["giac"], "\n".join([*asked, ""]))[0]


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    if shutil.which("giac") is None:
        sys.exit("giac is not installed: nothing to compare with (Debian and Ubuntu: apt-get install xcas)")
    for kind, texts in expressions().items():
        ours, theirs, first = [], [], dict([next(iter(texts.items()))])
        for _ in range(rounds):
            ours.append(seconds_of_calc(texts) - seconds_of_calc(first))
            theirs.append(seconds_of_giac(texts) - seconds_of_giac(first))
        calc, giac = (1000 * min(seconds) / (len(texts) - 1) for seconds in (ours, theirs))
        print(f"{len(texts)} {kind}: calc {calc:.2f} ms, giac {giac:.2f} ms of processor time a study ({giac / calc:.2f} times as much)")


if __name__ == "__main__":
    main()
