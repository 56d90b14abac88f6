"""Coverage-guided fuzzing of the parser and of `analyze`. Needs `pip install -e '.[test,fuzz]'` (Linux and macOS; Python 3.11 to 3.13).

Run: python tests/fuzz/atheris_target.py [analyze] [formulas] [corpus folder] [options of libFuzzer]
such as: python tests/fuzz/atheris_target.py analyze formulas /tmp/corpus -max_total_time=600 -timeout=30 -rss_limit_mb=3000

Without `analyze` only reading and writing are tried, some thousand texts a second. Without `formulas` the text is the fuzzer's bytes, as
UTF-8, as any characters or as pieces of the language; with it the bytes choose a formula that can be read. A crash, a hang
or any exception but `CalcError` is a find; it is printed and the input kept in a file `crash-…`, which can be given instead of a folder.
"""

import signal
import sys
import unicodedata
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import atheris

with atheris.instrument_imports(include=["calc_cli"]):
    from calc_cli.errors import CalcError
    from calc_cli.language import draw, parse_function, to_latex, to_text
    from calc_cli.pipeline import analyze
    from calc_cli.reports import FORMATS, Options
    from calc_cli.settings import Settings

from calc_cli.functions import TABLE
from tests.fuzz.texts import PIECES

WORDS = ("analyze", "formulas")
WHOLE, SHAPED = (word in sys.argv[1:] for word in WORDS)
LONGEST = 200
"""Characters of a text, so that finds are short."""
PATIENCE_SECONDS = 3.0
"""A longer analysis is given up; a batch would kill it. What cannot be given up is a hang to libFuzzer."""


class Slow(BaseException):
    """No find."""


def text_of(data):
    """Bytes as UTF-8, as any characters, or each as a piece of the language."""
    if not data:
        return ""
    match data[0] % 3:
        case 0:
            return data[1:].decode("utf-8", "surrogateescape")[:LONGEST]
        case 1:
            return atheris.FuzzedDataProvider(data[1:]).ConsumeUnicode(LONGEST)
        case _:
            return "".join(PIECES[byte % len(PIECES)] for byte in data[1:40])


def check(text):
    """One text: an answer in every format, or a refusal that can be drawn."""
    try:
        if WHOLE:
            study = analyze(text, Settings(budget_seconds=0.3))
            for render in FORMATS.values():
                report = render(study, Options(width=80, colour=False))
                report.encode()
                assert "\x1b" not in report and "\0" not in report, report
        else:
            tree = parse_function(text).tree
            assert (to_text(tree) + to_latex(tree)).isprintable()
    except CalcError as error:
        drawn = draw(error)
        assert all(c == "\n" or unicodedata.category(c) not in ("Cc", "Cf", "Cs") for c in drawn), drawn


def give_up(number, frame):
    raise Slow


def one(text):
    """Check it, but not for ever."""
    signal.signal(signal.SIGALRM, give_up)
    signal.setitimer(signal.ITIMER_REAL, PATIENCE_SECONDS)
    try:
        check(text)
    except Slow:
        pass
    except BaseException:
        print("FOUND", ascii(text), flush=True)
        raise
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


NUMBERS = ("0", "1", "2", "3", "-1", "1/2", "0.1", "7/3", "1e-3", "pi", "e", "10^20")
EXPONENTS = ("2", "3", "-1", "1/2", "2/3", "x", "0", "-2/3", "7")
FUNCTIONS = sorted(name for name, row in TABLE.items() if row.arity is not None and 1 in row.arity)


def formula(choices, depth=4):
    """A formula whose shape the fuzzer chooses."""

    def inner():
        return formula(choices, depth - 1)

    def one_of(words):
        return words[choices.ConsumeIntInRange(0, len(words) - 1)]

    match choices.ConsumeIntInRange(0, 8) if depth else 0:
        case 0 | 1:
            return one_of(("x", "x", "x", "y", *NUMBERS))
        case 2 | 3:
            return f"({inner()}){one_of((' + ', ' - ', '*', '/', ' '))}({inner()})"
        case 4:
            return f"({inner()})^({one_of(EXPONENTS)})"
        case 5 | 6:
            return f"{one_of(FUNCTIONS)}({inner()})"
        case 7:
            return f"{one_of(('max', 'min', 'hypot', 'mod', 'log'))}({inner()}, {inner()})"
        case _:
            return f"{inner()} if {inner()} < 0 else {inner()}"


def target(data):
    """What the fuzzer calls."""
    one(formula(atheris.FuzzedDataProvider(data)) if SHAPED else text_of(data))


if __name__ == "__main__":
    atheris.Setup([word for word in sys.argv if word not in WORDS], target)
    atheris.Fuzz()
