"""What the natural domain of f asks of its variables, where that is not proved to hold everywhere."""

from __future__ import annotations

from calc_cli.domain import Gate, Requirement, gates
from calc_cli.model import Condition, Interval, Region
from calc_cli.study.several.bounds import range_of
from calc_cli.study.several.region import LINE
from calc_cli.tree import Expr, is_constant


def domain_conditions(tree: Expr, variables: tuple[str, ...], region: Region | None) -> tuple[Condition, ...]:
    """`x*y > 0` for log(x*y); nothing for sqrt(x**2 + y**2), which is defined on all of R^2."""
    sides = dict(zip(variables, region or (LINE,) * len(variables), strict=True))
    asked = (gate for gate in gates(tree) if gate.restricts and not is_constant(gate.subterm))
    open_ones = [gate for gate in asked if not proves_satisfied(gate, sides)]
    return tuple(dict.fromkeys(Condition(gate.subterm, str(gate.requirement), gate.reason) for gate in open_ones))


def proves_satisfied(gate: Gate, sides: dict[str, Interval]) -> bool:
    """Proves that the condition holds on the whole region."""
    found = range_of(gate.subterm, sides)
    if gate.requirement is Requirement.NONNEGATIVE:
        return found.proves_nonnegative()
    if gate.requirement is Requirement.POSITIVE:
        return found.proves_positive()
    return gate.requirement is Requirement.NONZERO and (found.proves_positive() or found.mirrored.proves_positive())
