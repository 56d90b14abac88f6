"""Coverage-guided fuzzing of the parser and of `analyze`. Needs `pip install atheris` (Linux, macOS).

Run: python tests/fuzz/atheris_target.py [analyze] [corpus folder] [options of libFuzzer, such as -max_total_time=600 -rss_limit_mb=2048]

Without `analyze` only reading is tried, some thousand texts a second. A crash, a hang (-timeout=20) or any exception but
`CalcError` is a find.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import atheris

with atheris.instrument_imports(include=["calc_cli"]):
    from calc_cli.errors import CalcError
    from calc_cli.language import draw, parse_function, to_latex, to_text
    from calc_cli.pipeline import analyze
    from calc_cli.reports.json import render
    from calc_cli.settings import Settings

WHOLE = "analyze" in sys.argv[1:]


def one(data: bytes) -> None:
    """One text: at most 200 characters, so that finds are short."""
    text = atheris.FuzzedDataProvider(data).ConsumeUnicode(200)
    try:
        if WHOLE:
            render(analyze(text, Settings(budget_seconds=0.5)))
        else:
            tree = parse_function(text).tree
            to_text(tree)
            to_latex(tree)
    except CalcError as error:
        draw(error)


if __name__ == "__main__":
    atheris.Setup([word for word in sys.argv if word != "analyze"], one)
    atheris.Fuzz()
