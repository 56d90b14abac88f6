"""README.md tells the truth: its console blocks are run and compared, its tables are those of the code, its files exist."""

import re
import shutil

import pytest

from tests.documentation import reports, tables
from tests.documentation.examples import README, examples, printed

TEXT = README.read_text(encoding="utf-8")
EXAMPLES = examples(TEXT)


@pytest.mark.parametrize(("command", "output"), EXAMPLES, ids=[command for command, _ in EXAMPLES])
def test_an_example_prints_what_is_shown(command, output):
    if "| jq" in command and shutil.which("jq") is None:
        pytest.skip("jq is not installed")
    assert printed(command) == output


def test_there_are_worked_examples():
    assert sum(command.startswith("calc analyze") for command, _ in EXAMPLES) >= 5


def test_tables_are_those_of_the_code():
    assert set(re.findall(r"<!-- table (\w+) -->", TEXT)) == set(tables.TABLES)
    assert tables.updated(TEXT) == TEXT, "run: python tests/documentation/tables.py"


def test_documents_are_those_of_the_program():
    assert reports.outdated() == [], "run: python tests/documentation/reports.py"


def test_mentioned_files_exist():
    paths = re.findall(r"`((?:samples|tests|calc_cli)/[\w/.*]*)`", TEXT)
    assert [path for path in paths if not list(README.parent.glob(path))] == []
