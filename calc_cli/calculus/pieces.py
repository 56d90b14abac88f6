"""Rules for functions made of pieces: the derivative of each piece on the interior of that piece."""

from __future__ import annotations

from calc_cli.calculus.conditions import MIRRORED, interiors, meet_rarely
from calc_cli.calculus.differentiation import Differentiation
from calc_cli.model import Step
from calc_cli.tree import ZERO, Call, Comparison, Expr, Junction, Piecewise, Variable


def locally_constant(node: Call, d: Differentiation) -> Step:
    """floor(u)' = 0 wherever it is continuous"""
    return d.step("locally_constant", node, ZERO)


def absolute_value(node: Call, d: Differentiation) -> Step:
    """abs(x)' = sign(x) for x != 0"""
    letter = Variable(d.letter)
    return d.chain("absolute_value", node, node.arguments[0], Call("abs", (letter,)), Call("sign", (letter,)))


def maximum(node: Call, d: Differentiation) -> Step:
    """max(u, v)' = u' where u > v, v' where v > u"""
    return _extreme("maximum", node, ">", d)


def minimum(node: Call, d: Differentiation) -> Step:
    """min(u, v)' = u' where u < v, v' where v < u"""
    return _extreme("minimum", node, "<", d)


def _extreme(rule: str, node: Call, relation: str, d: Differentiation) -> Step:
    """Pieces tried in order: part i where it beats all later parts. Where ties have no interior, they are left out."""
    parts = node.arguments
    substeps = [d.of(part) for part in parts]
    slopes = [d.derivative(part) for part in parts]
    if all(slope == slopes[0] for slope in slopes):
        return d.step(rule, node, slopes[0], *substeps)
    apart = all(meet_rarely(a, b) for i, a in enumerate(parts) for b in parts[i + 1 :])
    branches: list[tuple[Expr, Expr]] = []
    for i, part in enumerate(parts if apart else parts[:-1]):
        rivals = (*parts[:i], *parts[i + 1 :]) if apart else parts[i + 1 :]
        wins = tuple(_wins(part, relation, rival) for rival in rivals)
        branches.append((slopes[i], wins[0] if len(wins) == 1 else Junction("and", wins)))
    return d.step(rule, node, Piecewise(tuple(branches), None if apart else slopes[-1]), *substeps)


def _wins(part: Expr, relation: str, rival: Expr) -> Comparison:
    """part relation rival, a lone variable on the left."""
    if isinstance(rival, Variable) and not isinstance(part, Variable):
        return Comparison(rival, MIRRORED[relation], part)
    return Comparison(part, relation, rival)


def piecewise(node: Piecewise, d: Differentiation) -> Step:
    """(u if c else v)' = u' inside c, v' inside its complement"""
    values = [value for value, _ in node.branches] + ([] if node.otherwise is None else [node.otherwise])
    conditions = [condition for _, condition in node.branches]
    substeps = [d.of(value) for value in values]
    slopes = [d.derivative(value) for value in values]
    regions = interiors(conditions, node.otherwise is not None)
    if regions is None:
        branches = tuple(zip(slopes, conditions, strict=False))
        return d.step("piecewise", node, Piecewise(branches, slopes[-1] if node.otherwise is not None else None), *substeps)
    inside = tuple((slope, region) for slope, region in zip(slopes, regions, strict=True) if region is not None)
    return d.step("piecewise", node, Piecewise(inside, None) if inside else ZERO, *substeps)
