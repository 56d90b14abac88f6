"""Expressions that begin with a minus sign, and misspelt options."""

import pytest

from calc_cli.cli.app import app
from calc_cli.cli.arguments import protect
from calc_cli.cli.running import TAKE_EXPRESSIONS, options_of

OPTIONS = {"--on": True, "--json": False, "--steps": False, "--help": False}

CASES = [
    (["x"], ["--", "x"]),
    (["-x^2"], ["--", "-x^2"]),
    (["-5+x"], ["--", "-5+x"]),
    (["-d*x"], ["--", "-d*x"]),
    (["-d"], ["--", "-d"]),
    (["--x"], ["--", "--x"]),
    (["--x^2"], ["--", "--x^2"]),
    (["--sin(x)"], ["--", "--sin(x)"]),
    (["--2x"], ["--", "--2x"]),
    (["---x"], ["--", "---x"]),
    (["-"], ["--", "-"]),
    (["-json"], ["--", "-json"]),
    (["-x", "--json"], ["--json", "--", "-x"]),
    (["--json", "-x"], ["--json", "--", "-x"]),
    (["--on", "-1", "-x"], ["--on", "-1", "--", "-x"]),
    (["--on=-1", "-x"], ["--on=-1", "--", "-x"]),
    (["-x", "--on"], ["--on"]),
    (["--jsn", "x"], ["--jsn", "--", "x"]),
    (["--jsn=3", "x"], ["--jsn=3", "--", "x"]),
    (["--json", "--", "--json"], ["--json", "--", "--json"]),
    (["--help"], ["--help"]),
    ([], []),
    ([""], ["--", ""]),
]


@pytest.mark.parametrize(("words", "sorted_words"), CASES, ids=[" ".join(words) for words, _ in CASES])
def test_options_stand_before_expressions(words, sorted_words):
    assert protect(words, OPTIONS) == sorted_words


def test_commands_that_take_expressions_have_no_single_letter_options_but_one():
    import typer

    commands = typer.main.get_command(app).commands
    for name in TAKE_EXPRESSIONS:
        options = [option for option in options_of(commands[name]) if option.startswith("-")]
        assert all(len(option) > 3 or option == "-o" for option in options)
        takes_value = options_of(commands[name])
        assert {takes_value[option] for option in ("--on", "--at", "--wrt") if option in takes_value} == {True}
        assert not any(takes_value[option] for option in ("--json", "--no-steps", "--derivatives") if option in takes_value)
