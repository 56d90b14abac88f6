"""Data flow one way: a module imports only from what stands after it in the line."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "calc_cli"

ORDER = [
    ("__main__",),
    ("cli",),
    ("batch",),
    ("budgets",),
    ("descent",),
    ("__init__",),
    ("pipeline",),
    ("study",),
    ("classifying",),
    ("domain",),
    ("solving",),
    ("calculus",),
    ("symbolic",),
    ("balls",),
    ("language",),
    ("functions",),
    ("model",),
    ("tree",),
    ("settings", "errors", "stages"),
    ("records", "displays", "effort"),
    ("remembering",),
]
RANK = {name: rank for rank, names in enumerate(ORDER) for name in names}
REPORTS_MAY_IMPORT = {"reports", "balls", "language", "functions", "model", "tree", "records", "settings", "errors", "stages"}
MAY_IMPORT_REPORTS = {"cli", "batch", "budgets", "reports", "__main__", "__init__"}
OUTSIDE = {
    "flint": {"balls", "symbolic", "solving", "calculus", "domain", "study", "classifying"},
    "rich": {"cli", "reports"},
    "typer": {"cli"},
    "matplotlib": {"reports"},
    "numpy": {"descent", "reports"},
    "scipy": {"descent"},
}

MODULES = sorted(PACKAGE.rglob("*.py"))


def group(path):
    """The folder, or the module, directly under the package."""
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imported(path):
    """Every (module name, line) that a file imports, function-level imports and TYPE_CHECKING ones too."""
    package = ("calc_cli", *path.relative_to(PACKAGE).parts[:-1])
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*base, *([node.module] if node.module else [])])
            if module == "calc_cli":
                for alias in node.names:
                    yield f"calc_cli.{alias.name}", node.lineno
            else:
                yield module, node.lineno


def is_allowed(importer, imported_group):
    if importer == imported_group:
        return True
    if importer == "reports":
        return imported_group in REPORTS_MAY_IMPORT
    if imported_group == "reports":
        return importer in MAY_IMPORT_REPORTS
    if imported_group not in RANK:  # a name re-exported by the package itself
        return RANK[importer] < RANK["__init__"]
    return RANK[importer] < RANK[imported_group]


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_go_one_way(path):
    importer = group(path)
    assert importer == "reports" or importer in RANK, f"{importer} has no place in the order of imports"
    wrong = [
        f"line {line}: {importer} imports {name}"
        for name, line in imported(path)
        if name.startswith("calc_cli.") and not is_allowed(importer, name.split(".")[1])
    ]
    assert not wrong


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_libraries_are_used_where_they_belong(path):
    wrong = [
        f"line {line}: {name}"
        for name, line in imported(path)
        if group(path) not in OUTSIDE.get(name.split(".")[0], {group(path)}) or name.split(".")[0] in {"sympy", "mpmath"}
    ]
    assert not wrong
