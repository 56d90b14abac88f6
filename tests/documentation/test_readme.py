"""README.md tells the truth: its console blocks are run and compared, its tables are those of the code, its files exist."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.documentation import tables

ROOT = tables.README.parent
TEXT = tables.README.read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```console\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)


def examples():
    """(command, output that is printed below it) of every console block."""
    for block in BLOCKS:
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            yield command, output


def run(command):
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {**os.environ, "PATH": path, "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        ["bash", "-c", command], cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", timeout=120
    )


@pytest.mark.parametrize(("command", "output"), examples(), ids=[command for command, _ in examples()])
def test_an_example_prints_what_is_shown(command, output):
    if "| jq" in command and shutil.which("jq") is None:
        pytest.skip("jq is not installed")
    done = run(command)
    assert done.stdout + done.stderr == output


def test_there_are_worked_examples():
    assert sum(command.startswith("calc analyze") for command, _ in examples()) >= 5


def test_tables_are_those_of_the_code():
    assert set(re.findall(r"<!-- table (\w+) -->", TEXT)) == set(tables.TABLES)
    assert tables.updated(TEXT) == TEXT, "run: python tests/documentation/tables.py"


def test_mentioned_files_exist():
    paths = re.findall(r"`((?:samples|tests|calc_cli)/[\w/.*]*)`", TEXT)
    assert [path for path in paths if not list(ROOT.glob(path))] == []
