"""The fuzz test with fresh texts, until it is stopped. Run: python tests/fuzz/longer.py [LISTS]; prints every text that ended in a bug."""

import sys
import warnings
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from hypothesis import strategies as st
from hypothesis.errors import NonInteractiveExampleWarning

from tests.fuzz.test_fuzz import analyzed, read
from tests.fuzz.texts import formulas, texts


def main():
    warnings.simplefilter("ignore", NonInteractiveExampleWarning)
    strategy = st.lists(st.one_of(formulas, formulas, texts), min_size=50, max_size=50)
    seen = 0
    for _ in range(int(sys.argv[1]) if len(sys.argv) > 1 else 10**9):
        lines = [line for line in strategy.example() if line.strip()]
        for line in lines:
            read(line)
        for text, error in analyzed(lines, 5.0):
            print(ascii(text), error["code"], error["message"], flush=True)
        seen += len(lines)
        print(f"{seen} texts", file=sys.stderr, end="\r")


if __name__ == "__main__":
    main()
