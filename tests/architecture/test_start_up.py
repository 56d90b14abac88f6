"""What is slow to import stays out until it is needed."""

import subprocess
import sys

import pytest

HEAVY = ["sympy", "numpy", "mpmath", "matplotlib", "codac", "scipy"]
SCRIPT = """
import sys
sys.argv = ["calc", *sys.argv[1:]]


class Refuse:
    # The analysis runs in a child process whose modules are not seen here, so a heavy import fails there.
    def find_spec(self, name, path=None, target=None):
        if name in {heavy}:
            raise ImportError(name)


sys.meta_path.insert(0, Refuse())
from calc_cli.cli import main
try:
    main()
except SystemExit as end:
    code = end.code or 0
else:
    code = 0
print("MODULES", code, *[name for name in {heavy} if name in sys.modules], *(["flint"] if "flint" in sys.modules else []))
"""


def run_calc(*arguments):
    """(exit code, heavy modules that were imported) of one command."""
    command = [sys.executable, "-c", SCRIPT.replace("{heavy}", repr(HEAVY)), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL)
    line = next(line for line in reversed(done.stdout.splitlines()) if line.startswith("MODULES"))
    _, code, *modules = line.split()
    return int(code), modules


@pytest.mark.parametrize("arguments", [("--help",), ("analyze", "--help")], ids=" ".join)
def test_help_imports_nothing_heavy(arguments):
    assert run_calc(*arguments) == (0, [])


def test_a_syntax_error_imports_nothing_heavy():
    code, modules = run_calc("analyze", "x +* 2")
    assert code == 2
    assert set(modules) <= {"flint"}


@pytest.mark.parametrize("expression", ["x**3-3x**2-9x+5", "(x^2+1)/(x-1)", "exp(-x^2)", "x+sin(x)"])
@pytest.mark.parametrize("options", [(), ("--json",)], ids=["tables", "json"])
def test_an_analysis_imports_no_other_mathematics(expression, options):
    code, modules = run_calc("analyze", expression, *options)
    assert code == 0
    assert set(modules) <= {"flint"}
