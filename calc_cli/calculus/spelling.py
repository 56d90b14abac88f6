"""Exponentials are written as they were typed: e**u or exp(u)."""

from __future__ import annotations

from dataclasses import replace

from calc_cli.model import Step
from calc_cli.tree import Call, Constant, Expr, Power, is_constant, transform, walk


def types_powers_of_e(typed: Expr) -> bool:
    """e**u with a variable u occurs, and exp(u) does not."""
    nodes = list(walk(typed))
    return any(is_power_of_e(node) for node in nodes) and not any(isinstance(node, Call) and node.function == "exp" for node in nodes)


def is_power_of_e(node: Expr) -> bool:
    """e**u with a variable u."""
    return isinstance(node, Power) and isinstance(node.base, Constant) and node.base.name == "e" and not is_constant(node.exponent)


def with_powers_of_e(tree: Expr) -> Expr:
    """exp(u) written e**u."""
    return transform(
        tree, lambda node: Power(Constant("e"), node.arguments[0]) if isinstance(node, Call) and node.function == "exp" else node
    )


def step_with_powers_of_e(step: Step) -> Step:
    """The step and all inside it with exp(u) written e**u."""
    return replace(
        step,
        before=None if step.before is None else with_powers_of_e(step.before),
        after=None if step.after is None else with_powers_of_e(step.after),
        note=tuple(part if isinstance(part, str) else with_powers_of_e(part) for part in step.note),
        substeps=tuple(map(step_with_powers_of_e, step.substeps)),
    )
