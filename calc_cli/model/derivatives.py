"""The derivatives of an expression with respect to one name, all other names being constants."""

from __future__ import annotations

from dataclasses import field

from calc_cli.displays import Shown
from calc_cli.model.values import Derivation, Number, Problem
from calc_cli.records import record


@record
class Derivatives(Shown):
    """derivations: f', f'', … up to the order asked for, each from the one before, with respect to `problem.variables[0]`.

    constants: the other names; at: a number for each name (the variable first) when a point was asked for; values: f, f', … there.
    """

    problem: Problem
    derivations: tuple[Derivation, ...]
    constants: tuple[str, ...] = ()
    at: tuple[Number, ...] = ()
    values: tuple[Number, ...] = ()
    warnings: tuple[str, ...] = ()
    seconds: float = 0.0
    kind: str = field(default="derivatives")
