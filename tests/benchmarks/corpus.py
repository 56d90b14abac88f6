"""Warm times of the analysis and of its document over the corpus, in one process. Run: python tests/benchmarks/corpus.py [FILE…]"""

import json
import statistics
import sys
import time
from dataclasses import replace
from pathlib import Path

from calc_cli.errors import CalcError
from calc_cli.pipeline import analyze
from calc_cli.reports.json import to_dict
from calc_cli.settings import Settings

CORPUS = Path(__file__).parents[1] / "corpus"


def seconds_of(record, settings):
    began = time.perf_counter()
    try:
        study = analyze(record["expression"], replace(settings, on=record.get("on")))
        middle = time.perf_counter()
        json.dumps(to_dict(study))
    except CalcError:
        middle = time.perf_counter()
    return middle - began, time.perf_counter() - middle


def main():
    names = sys.argv[1:] or ["textbook.jsonl", "hard.jsonl"]
    records = [json.loads(line) for name in names for line in (CORPUS / name).read_text(encoding="utf-8").splitlines()]
    settings = Settings(budget_seconds=3.0, steps=False)
    for record in records[:5]:
        seconds_of(record, settings)
    rows = sorted((*seconds_of(record, settings), record["id"], record["expression"]) for record in records)
    times = [analysis for analysis, *_ in rows]
    documents = [document for _, document, *_ in rows]
    print(f"{len(rows)} analyses: median {1000 * statistics.median(times):.2f} ms, mean {1000 * statistics.fmean(times):.1f} ms")
    print(f"documents: median {1000 * statistics.median(documents):.2f} ms")
    print("deciles:", " ".join(f"{1000 * t:.1f}" for t in statistics.quantiles(times, n=10)), "ms")
    for analysis, _, name, expression in reversed(rows[-15:]):
        print(f"{1000 * analysis:9.0f} ms  {name}: {expression}")


if __name__ == "__main__":
    main()
