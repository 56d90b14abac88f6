"""The examples in docstrings are true."""

import doctest
from importlib import import_module
from pathlib import Path

import pytest

import calc_cli

ROOT = Path(calc_cli.__file__).parent
FILES = [path.relative_to(ROOT.parent) for path in ROOT.rglob("*.py") if ">>>" in path.read_text("utf-8")]
MODULES = sorted(".".join(path.with_suffix("").parts) for path in FILES)


@pytest.mark.parametrize("name", MODULES)
def test_examples(name):
    found = doctest.testmod(import_module(name.removesuffix(".__init__")))
    assert found.attempted
    assert not found.failed
