"""Is f stationary at a point where pieces of f meet? All of them have a zero gradient there, or f has a slope in some direction."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from calc_cli import tree as t
from calc_cli.calculus import gradient
from calc_cli.domain import Requirement, gates, with_definitions
from calc_cli.model import Truth
from calc_cli.study.several.place import PlaceInSpace, place_at
from calc_cli.symbolic.asymptotics import limit
from calc_cli.symbolic.constants import decide_zero, sign_of
from calc_cli.tree import Expr, Variable, substitute

MOST_JOINTS = 4
STEP = "t_"


def decide_stationary(tree: Expr, variables: tuple[str, ...], at: tuple[Expr, ...]) -> Truth:
    """Is f differentiable at the point with gradient zero? f is continuous there, and analytic on each side of the joints."""
    if has_slope(tree, variables, at):
        return Truth.FALSE
    return Truth.TRUE if proves_flat_pieces(tree, variables, at) else Truth.UNKNOWN


def has_slope(tree: Expr, variables: tuple[str, ...], at: tuple[Expr, ...]) -> bool:
    """Proves that (f(a + t*d) - f(a))/t does not tend to 0 for some direction d of the grid {-1, 0, 1}^n."""
    here = place_at(variables, at)
    resolved = here.resolve(tree)
    if resolved is None:
        return False
    value = here.value(resolved)
    step = Variable(STEP)
    for direction in product((0, 1, -1), repeat=len(at)):
        if any(direction):
            moved = {name: t.add(x, t.multiply(t.rational(Fraction(d)), step)) for name, x, d in zip(variables, at, direction, strict=True)}
            slope = limit(t.divide(t.subtract(substitute(tree, moved), value), step), STEP, t.ZERO, 1)
            if slope.exists is Truth.FALSE or (slope.value is not None and sign_of(slope.value) in (1, -1)):
                return True
    return False


def proves_flat_pieces(tree: Expr, variables: tuple[str, ...], at: tuple[Expr, ...]) -> bool:
    """Proves that every analytic piece that meets at the point has the gradient zero there."""
    whole = with_definitions(tree)
    here = place_at(variables, at)
    crossing: list[Expr] = []
    for gate in gates(whole):
        sign = here.sign(gate.subterm)
        if sign is None or (sign == 0 and gate.requirement is not Requirement.JOINT):
            return False
        if sign == 0 and gate.subterm not in crossing:
            crossing.append(gate.subterm)
    if len(crossing) > MOST_JOINTS:
        return False
    for signs in product((1, -1), repeat=len(crossing)):
        piece = PlaceInSpace("", t.ZERO, dict(zip(crossing, signs, strict=True)), point=here.point).resolve(whole)
        if piece is None or gates(piece):
            return False
        slopes = (here.value(entry.result) for entry in gradient(piece, variables))
        if not all(decide_zero(slope) is Truth.TRUE for slope in slopes):
            return False
    return True
