"""What every source file keeps to."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "calc_cli"
MODULES = sorted(PACKAGE.rglob("*.py"))
LONGEST_FILE = 400
LONGEST_FUNCTION = 60
LAST_RESORT = {"cli/analyze.py", "cli/plot.py", "cli/descend.py", "cli/running.py"}  # a bug must end in a message there
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "engine", "manager", "misc", "common"}
FORBIDDEN_CALLS = {"eval", "exec", "sympify", "parse_expr", "lambdify", "__import__", "compile"}
GENERATED = {"records.py": {"exec"}}  # its texts are made of the names of fields alone

each_module = pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))


@each_module
def test_a_file_is_short(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


@each_module
def test_a_function_is_short(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert [f.name for f in functions if f.end_lineno - f.lineno + 1 > LONGEST_FUNCTION] == []


@each_module
def test_a_name_says_what_is_inside(path):
    assert not {part.removesuffix(".py") for part in path.relative_to(PACKAGE).parts} & FORBIDDEN_NAMES


@each_module
def test_text_is_never_executed(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    names = [f.id for f in calls if isinstance(f, ast.Name)]
    attributes = [f.attr for f in calls if isinstance(f, ast.Attribute) and not (isinstance(f.value, ast.Name) and f.value.id == "re")]
    assert not {*names, *attributes} & (FORBIDDEN_CALLS - GENERATED.get(str(path.relative_to(PACKAGE)), set()))


@each_module
def test_no_blind_except(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    handlers = [node for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler)]
    blind = [h.lineno for h in handlers if h.type is None or (isinstance(h.type, ast.Name) and h.type.id in {"Exception", "BaseException"})]
    assert len(blind) <= (str(path.relative_to(PACKAGE)) in LAST_RESORT)
