"""Functions of one variable inside those of several: their infimum and supremum on an interval."""

from __future__ import annotations

from calc_cli import stages
from calc_cli.language import to_text
from calc_cli.model import Extremum, Interval, Problem, Proof, Study
from calc_cli.remembering import remembered
from calc_cli.settings import Settings
from calc_cli.study.region import LINE
from calc_cli.study.studying import study
from calc_cli.tree import Expr

Extrema = tuple[Extremum | None, Extremum | None]
BUDGET_SECONDS = 1.0


@remembered(512)
def study_on_line(tree: Expr, variable: str, interval: Interval, budget_seconds: float = BUDGET_SECONDS) -> Study:
    """The study of a function of one variable on an interval."""
    asked = None if interval == LINE else written(interval)
    with stages.apart():
        return study(Problem("", tree, "f", (variable,)), Settings(on=asked, budget_seconds=budget_seconds))


def written(interval: Interval) -> str:
    """The interval as the language reads it."""
    left, right = "[" if interval.lower_closed else "(", "]" if interval.upper_closed else ")"
    return f"{left}{to_text(interval.lower)}, {to_text(interval.upper)}{right}"


@remembered(1024)
def extrema_on_line(tree: Expr, variable: str, interval: Interval) -> Extrema:
    """Infimum and supremum, each None when it is not established with proof."""
    found = study_on_line(tree, variable, interval)
    return _proved(found.minimum), _proved(found.maximum)


def _proved(extremum: Extremum | None) -> Extremum | None:
    if extremum is None or extremum.value is None or extremum.proof is Proof.UNPROVED:
        return None
    return extremum
