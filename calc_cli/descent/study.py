"""The whole story of `calc descend`: compile, say what will happen, run, match with the critical points, analyze the step sizes."""

from __future__ import annotations

import re
from difflib import get_close_matches
from time import perf_counter

import numpy as np

from calc_cli import balls
from calc_cli.descent.escapes import predictions
from calc_cli.descent.landscape import Landscape
from calc_cli.descent.program import Loss
from calc_cli.descent.rules import OPTIMIZERS, SCIPY_METHODS
from calc_cli.descent.runs import Options, run
from calc_cli.descent.trials import trials
from calc_cli.descent.verdicts import finished
from calc_cli.errors import CalcError
from calc_cli.language import parse_expression
from calc_cli.language.vectors import parse_point
from calc_cli.model import Problem
from calc_cli.model.descent import Descent
from calc_cli.model.step_sizes import step_sizes
from calc_cli.study.asked import require_number
from calc_cli.tree import is_constant


def chosen_optimizers(text: str) -> tuple[str, ...]:
    """`gd,adam` or `all` -> names; CalcError for another one.

    >>> chosen_optimizers("gd, adam")
    ('gd', 'adam')
    """
    found = [(match[0].lower(), match.span()) for match in re.finditer(r"[^\s,]+", text)]
    for name, span in found:
        if name not in (*OPTIMIZERS, "all"):
            near = get_close_matches(name, OPTIMIZERS, n=1)
            hint = f"did you mean {near[0]}? " if near else ""
            hint += f"choose of {', '.join(OPTIMIZERS)}, or all"
            raise CalcError("unknown_optimizer", f"{name} is not an optimizer here", text, span, hint)
    names = tuple(dict.fromkeys(name for name, _ in found))
    if not names:
        raise CalcError("unknown_optimizer", "no optimizer is named", text, None, f"choose of {', '.join(OPTIMIZERS)}, or all")
    return OPTIMIZERS if "all" in names else names


def start_of(text: str, variables: tuple[str, ...]) -> tuple[float, ...]:
    """`x=1, y=0.001`, `(1, 0.001)`, or one number for every variable -> the nearest doubles.

    >>> start_of("-6/5", ("x", "y"))
    (-1.2, -1.2)
    """
    plain = text.strip()
    if len(variables) > 1 and "=" not in plain and "," not in plain:
        values = (parse_expression(plain),) * len(variables)
    else:
        values = parse_point(plain, variables)
    if not all(is_constant(value) for value in values):
        raise CalcError("not_constant", "the start is not a number", text, (0, len(text)), "write x=1, y=0.5")
    for value in values:
        require_number(value, "the start", text)
    found = [balls.number(value).approx for value in values]
    if any(value is None for value in found):
        raise CalcError("start_outside", "the start is not a finite point", text, (0, len(text)), "give a finite number for each variable")
    return tuple(value for value in found if value is not None)


def descend(
    problem: Problem,
    start: tuple[float, ...],
    optimizers: tuple[str, ...],
    options: Options,
    landscape: Landscape | None,
    warnings: tuple[str, ...] = (),
) -> Descent:
    """Every optimizer from the start; landscape: what the analysis proved, None when it was not done or did not end."""
    began = perf_counter()
    loss = Loss(problem.tree, problem.variables)
    x = np.array(start, dtype=float)
    known = landscape or Landscape()
    ignoring = [name for name in optimizers if name in SCIPY_METHODS] if options.noise else []
    if ignoring:
        warnings = (*warnings, f"noise is not added to {', '.join(ignoring)}")
    said = predictions(loss, problem.tree, known, x, options.rate)
    runs = tuple(finished(run(name, loss, x, options), loss, problem.tree, landscape, options) for name in optimizers)
    return Descent(
        problem=problem,
        start=start,
        rate=options.rate,
        most_steps=options.steps,
        tolerance=options.tolerance,
        noise=options.noise,
        seed=options.seed,
        runs=runs,
        points=known.points,
        sets=known.sets,
        analyzed=landscape is not None,
        complete=known.complete,
        predictions=said,
        step_sizes=tuple(step_sizes(point.eigenvalues) for point in known.points),
        trials=trials(loss, known, optimizers, options),
        warnings=warnings,
        seconds=perf_counter() - began,
    )
