"""Reports for people: the text of every study, at fixed widths without colour, and what holds at any width."""

import os
from pathlib import Path

import pytest

from calc_cli.reports import FORMATS, Options
from calc_cli.reports.document import Heading, Table, math
from calc_cli.reports.sections import SECTIONS, build
from calc_cli.reports.terminal import render
from tests.reports.studies import STUDIES

SNAPSHOTS = Path(__file__).parent / "snapshots"
UPDATE = bool(os.environ.get("CALC_UPDATE_SNAPSHOTS"))

each_study = pytest.mark.parametrize("name", STUDIES)


def check_snapshot(name, text):
    """Compare with the stored text; CALC_UPDATE_SNAPSHOTS=1 stores it instead."""
    path = SNAPSHOTS / name
    if UPDATE:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@each_study
@pytest.mark.parametrize("width", [80, None], ids=["80", "pipe"])
def test_terminal_text(name, width):
    check_snapshot(f"{name}-{width or 'pipe'}.txt", FORMATS["terminal"](STUDIES[name](), Options(width=width, steps=True)))


@each_study
def test_markdown_text(name):
    check_snapshot(f"{name}.md", FORMATS["markdown"](STUDIES[name](), Options()))


@each_study
@pytest.mark.parametrize("width", [30, 57, 80, 120])
def test_nothing_is_cut_and_nothing_is_too_wide(name, width):
    text = FORMATS["terminal"](STUDIES[name](), Options(width=width))
    assert "…" not in text
    assert all(len(line) <= width and line == line.rstrip() for line in text.splitlines())
    folded = "".join(text.split())
    for point in STUDIES[name]().critical_points:
        if point.at[0].exact and point.family is None and len(point.at[0].exact) < 6:
            assert point.at[0].exact in folded


@each_study
def test_plain_text_has_no_escapes(name):
    for width in (80, None):
        assert "\x1b" not in FORMATS["terminal"](STUDIES[name](), Options(width=width))


@each_study
def test_colour_changes_nothing_but_escapes(name):
    import re

    coloured = FORMATS["terminal"](STUDIES[name](), Options(width=80, colour=True))
    assert "\x1b[" in coloured
    plain = "\n".join(line.rstrip() for line in re.sub(r"\x1b\[[0-9;]*m", "", coloured).splitlines()) + "\n"
    assert plain == FORMATS["terminal"](STUDIES[name](), Options(width=80))


@each_study
def test_a_terminal_without_unicode_gets_ascii(name):
    assert FORMATS["terminal"](STUDIES[name](), Options(width=80, ascii_only=True)).isascii()


def test_headings_are_numbered_in_order():
    titles = [block.text for block in build(STUDIES["rational"]()) if isinstance(block, Heading) and block.level == 2]
    assert [title.split(".")[0] for title in titles] == [str(i + 1) for i in range(len(titles))]


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.__name__)
def test_every_section_says_something_about_some_study(section):
    assert any(list(section(make(), steps=False)) for make in STUDIES.values())


@pytest.mark.parametrize("text", ["[bold]x[/bold]", "[/]", "[link=x]", ":smile:", "\\[x]"])
def test_text_is_never_markup(text):
    table = Table(("x",), (((text,),), ((math(text),),)))
    assert render((Heading(text), table), width=80).count(text) == 3


def test_a_long_exact_form_stands_below_the_table():
    from tests.reports.studies import MINIMUM, point, study_of

    long = "rootof(x**5 - x - 1234567890123456789, 0)"
    study = study_of("x", "1", "0", critical_points=(point(long, "0", MINIMUM),))
    text = FORMATS["terminal"](study, Options(width=80))
    assert "[1] " in text and "≈ " in text
    assert "rootof(t**5" in "".join(text.split("[1] ")[-1])


def test_an_unwieldy_exact_form_is_left_to_json():
    from tests.reports.studies import MINIMUM, point, study_of

    long = "rootof(" + " + ".join(f"{i + 1234567}*x**{i}" for i in range(1, 20, 2)) + " + 1, 0)"
    text = FORMATS["terminal"](study_of("x", "1", "0", critical_points=(point(long, "0", MINIMUM),)), Options(width=80))
    assert "rootof" not in text and "--json has them" in text


def test_the_letter_of_a_family_is_not_the_variable():
    from calc_cli.model import family_index

    assert (family_index(("x",)), family_index(("k",)), family_index(("k", "n"))) == ("k", "n", "m")
