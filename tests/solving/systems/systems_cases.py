"""Gradient systems of functions, and how to compare what is found with the truth."""

from __future__ import annotations

from calc_cli import balls
from calc_cli.calculus import gradient
from calc_cli.language import parse_expression, parse_function, parse_region, to_text
from calc_cli.model import PointSet, System
from calc_cli.solving.systems import solve_system


def system_of(texts: tuple[str, ...], variables: tuple[str, ...], on: str | None = None) -> System:
    """The system of the expressions = 0."""
    equations = tuple(parse_expression(text) for text in texts)
    region = None if on is None else tuple(parse_region(on, variables)[name] for name in variables)
    return System(equations, variables, region)


def critical(text: str, on: str | None = None) -> PointSet:
    """The critical points of a function."""
    problem = parse_function(text)
    equations = tuple(d.result for d in gradient(problem.tree, problem.variables))
    region = None if on is None else tuple(parse_region(on, problem.variables)[name] for name in problem.variables)
    return solve_system(System(equations, problem.variables, region))


def texts(found: PointSet) -> list[tuple[str, ...]]:
    """The points as texts."""
    return [tuple(map(to_text, point.at)) for point in found.points]


def numbers(found: PointSet) -> list[tuple[float, ...]]:
    """The points as doubles."""
    return [tuple(float(balls.enclose(c, 64).mid()) for c in point.at) for point in found.points]
