"""The whole story on one screen: read, differentiate, cut, solve, classify, study."""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter

from calc_cli.language import parse_function
from calc_cli.model import Study, Surface
from calc_cli.settings import Settings
from calc_cli.study import study


def analyze(text: str, settings: Settings | None = None) -> Study | Surface:
    """The study of a function typed as text, a `Surface` when it has several variables; CalcError when it cannot be read.

    >>> [str(p.classification) for p in analyze("x**3-3x**2-9x+5").critical_points]
    ['local_maximum', 'local_minimum']
    """
    began = perf_counter()
    chosen = settings or Settings()
    problem = parse_function(text, chosen)
    if len(problem.variables) == 1:
        return replace(study(problem, chosen), seconds=perf_counter() - began)
    from calc_cli.study.several import study_surface  # a study of one variable does not load the theory of several

    return replace(study_surface(problem, chosen), seconds=perf_counter() - began)
