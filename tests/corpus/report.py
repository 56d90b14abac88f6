"""Right, undecided, wrong, none by kind of function. Run: python tests/corpus/report.py [FILE.jsonl…]"""

import io
import json
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from calc_cli.batch import run_batch  # noqa: E402
from calc_cli.settings import Settings  # noqa: E402
from tests.corpus.scoring import judge, load  # noqa: E402

CLASSES = ("right", "undecided", "wrong", "none")


def answers_of(path):
    out = io.StringIO()
    run_batch([str(path)], jobs=2, timeout_seconds=20.0, out=out, err=sys.stderr, settings=Settings(steps=False))
    return {answer["id"]: answer for answer in map(json.loads, out.getvalue().splitlines())}


def main():
    table = defaultdict(Counter)
    for name in sys.argv[1:] or ["textbook.jsonl", "hard.jsonl"]:
        began = time.perf_counter()
        answers = answers_of(Path(__file__).with_name(name))
        records = load(name)
        print(f"{name}: {1000 * (time.perf_counter() - began) / len(records):.1f} ms a line")
        for record in records:
            verdict, reason = judge(record, answers.get(record["id"]))
            if verdict != "right":
                print(f"{verdict:9s} {record['id']}: {record['expression']}  {reason}"[:200])
            for tag in [*record["tags"], "ALL"]:
                table[tag][verdict] += 1
    for tag, counts in sorted(table.items(), key=lambda item: (item[0] == "ALL", item[0])):
        print(f"{tag:18s}", *(f"{counts[kind]:4d} {kind}" for kind in CLASSES))


if __name__ == "__main__":
    main()
