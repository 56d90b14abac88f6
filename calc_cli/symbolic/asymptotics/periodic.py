"""A function of sin(k*u), cos(k*u), tan(k*u)… with u → ±oo that takes two values takes both again and again: no limit."""

from __future__ import annotations

from fractions import Fraction

from flint import fmpq

from calc_cli.balls import enclose
from calc_cli.symbolic.asymptotics.constants import rational_power
from calc_cli.symbolic.asymptotics.exact import Exact, Undecided, to_tree
from calc_cli.symbolic.asymptotics.expansion import Expansion
from calc_cli.symbolic.asymptotics.monomials import UNIT, Monomial, size
from calc_cli.symbolic.asymptotics.series import Series
from calc_cli.tree import Call, Expr, Variable, add, children, is_constant, multiply, rational, rebuild

_WAVES = frozenset({"sin", "cos", "tan", "cot", "sec", "csc"})
_PHASES = (Fraction(1, 3), Fraction(1), Fraction(2), Fraction(17, 5))
_BITS = 64


def proves_no_limit(tree: Expr, variable: str, near: Series) -> bool:
    """The tree is a periodic function of something that tends to infinity, and not constant."""
    angles: dict[Expr, Exact] = {}
    if not _waves_only(tree, variable, angles) or not angles:
        return False
    try:
        phases = _as_multiples(list(angles), variable, near)
    except Undecided:
        return False
    values = [enclose(_at_phase(tree, phases, phase), _BITS) for phase in _PHASES]
    return any(a.is_finite() and b.is_finite() and not a.overlaps(b) for a in values for b in values)


def _waves_only(node: Expr, variable: str, angles: dict[Expr, Exact]) -> bool:
    """Does the variable occur only inside angles? They are gathered."""
    if isinstance(node, Call) and node.function in _WAVES and not is_constant(node):
        angles[node.arguments[0]] = fmpq(0)
        return True
    if isinstance(node, Variable):
        return node.name != variable
    return all(_waves_only(child, variable, angles) for child in children(node))


def _as_multiples(angles: list[Expr], variable: str, near: Series) -> dict[Expr, tuple[fmpq, Exact]]:
    """Each angle as q * u + constant, u the first angle's infinite part; q rational. Raises `Undecided`."""
    parts = {angle: _line(Expansion({variable: near}, 4).expand(angle)) for angle in angles}
    first = parts[angles[0]][0]
    base: Monomial | None = first[0]
    found: dict[Expr, tuple[fmpq, Exact]] = {}
    for angle, ((m, c), constant) in parts.items():
        q = c * rational_power(first[1], fmpq(-1))
        if m != base or not isinstance(q, fmpq):
            raise Undecided
        found[angle] = (q, constant)
    return found


def _line(f: Series) -> tuple[tuple[Monomial, Exact], Exact]:
    """f = c * m + constant exactly, m → oo."""
    if f.error is not None or not f.terms or size(f.terms[0][0]) <= 0 or len(f.terms) > 2:
        raise Undecided
    if len(f.terms) == 1:
        return f.terms[0], fmpq(0)
    if f.terms[1][0] != UNIT:
        raise Undecided
    return f.terms[0], f.terms[1][1]


def _at_phase(node: Expr, phases: dict[Expr, tuple[fmpq, Exact]], phase: Fraction) -> Expr:
    """The tree with u = phase."""
    if node in phases:
        q, constant = phases[node]
        return add(multiply(to_tree(q), rational(phase)), to_tree(constant))
    parts = children(node)
    return rebuild(node, tuple(_at_phase(part, phases, phase) for part in parts)) if parts else node
