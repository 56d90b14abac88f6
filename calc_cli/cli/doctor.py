"""`calc doctor`: versions, optional parts, and ten studies whose answers are known."""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable
from importlib import import_module, metadata
from importlib.util import find_spec

from calc_cli import __version__
from calc_cli.budgets.endings import Ended
from calc_cli.cli import exits
from calc_cli.cli.budget import run_within
from calc_cli.cli.output import complain, write
from calc_cli.errors import CalcError
from calc_cli.records import record

BUDGET_SECONDS = 120.0
MISSING = "not installed"
REQUIRED = (("typer", "typer"), ("rich", "rich"), ("python-flint", "flint"), ("orjson", "orjson"))
OPTIONAL = (
    ("codac", "codac", "contractors for the search in boxes of several variables", "codac"),
    ("matplotlib", "matplotlib", "calc plot into files", "'calc-cli[plot]'"),
    ("numpy", "numpy", "calc descend", "'calc-cli[descend]'"),
    ("scipy", "scipy", "calc descend", "'calc-cli[descend]'"),
    ("distributed", "distributed", "calc batch --dask", "'calc-cli[dask]'"),
)
"""Distribution, module, what it is for, and what pip is to install."""


@record
class Check:
    """A study of the self-test. points: place and kind of every critical point, in order."""

    expression: str
    points: tuple[tuple[str, str], ...]
    proof: str = "exact"


CHECKS = (
    Check("x^3 - 3x^2 - 9x + 5", (("-1", "local_maximum"), ("3", "local_minimum"))),
    Check("(x^2 + 1)/x", (("-1", "local_maximum"), ("1", "local_minimum"))),
    Check("x e^(-x)", (("1", "local_maximum"),)),
    Check("|x^2 - 1|", (("-1", "local_minimum"), ("0", "local_maximum"), ("1", "local_minimum"))),
    Check("x^(2/3)", (("0", "local_minimum"),)),
    Check("sin x + cos x", (("pi/4", "local_maximum"), ("5*pi/4", "local_minimum"))),
    Check("x ln x", (("1/e", "local_minimum"),)),
    Check("x^6 + x + e^x", (("", "local_minimum"),), "certified"),
    Check("x^3 + y^3 - 3x y", (("0, 0", "saddle"), ("1, 1", "local_minimum"))),
    Check("atan x", ()),
)


def answer() -> int:
    """The exit code of `calc doctor`, under a budget like every command."""
    try:
        return run_within(BUDGET_SECONDS, diagnose)
    except Ended as error:
        complain(f"error: {error.message}")
        return exits.FAILED


def diagnose() -> int:
    """Print what is installed and whether it works; 1 when a study fails."""
    lines = [f"calc {__version__}, Python {platform.python_version()} ({sys.executable}), {platform.platform()}"]
    lines += [f"  {name} {state_of(name, module)}" for name, module in REQUIRED]
    lines.append("optional parts")
    for name, module, purpose, extra in OPTIONAL:
        state = state_of(name, module)
        lines.append(f"  {name} {state} ({purpose}{f'; pip install {extra}' if state == MISSING else ''})")
    results = [(check, fault(check)) for check in CHECKS]
    lines.append("self-test")
    lines += [f"  {'ok    ' if not wrong else 'FAILED'} {check.expression}{wrong and f': {wrong}'}" for check, wrong in results]
    failed = sum(bool(wrong) for _, wrong in results)
    lines.append(f"{failed} of {len(CHECKS)} studies failed" if failed else f"all {len(CHECKS)} studies are right")
    write("\n".join(lines) + "\n")
    return exits.FAILED if failed else exits.ANSWERED


def state_of(name: str, module: str) -> str:
    """The installed version of a distribution, or why its module is of no use."""
    try:
        if find_spec(module) is None:
            return MISSING
        version = metadata.version(name)
        import_module(module)
    except (metadata.PackageNotFoundError, ValueError):
        return MISSING
    except (ImportError, OSError) as error:
        return " ".join(f"cannot be loaded: {error}".split())[:200]
    return version


def fault(check: Check, analysis: Callable[..., object] | None = None) -> str:
    """What is wrong with the study; empty when it is right."""
    try:
        from calc_cli.model import Study, Surface
        from calc_cli.pipeline import analyze

        study = (analysis or analyze)(check.expression)
    except CalcError as error:
        return f"{error.code}: {error.message}"
    except ImportError as error:
        return f"a library is missing: {error}"
    assert isinstance(study, Study | Surface)
    points = tuple((", ".join(place.exact or "" for place in point.at), point.classification.value) for point in study.critical_points)
    if points != check.points:
        return f"found {points}"
    if not study.critical_status.proved:
        return "the list is not proved to be complete"
    return "" if all(point.proof.value == check.proof for point in study.critical_points) else "the proof is of another kind"
