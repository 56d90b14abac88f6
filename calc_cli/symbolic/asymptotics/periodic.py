"""A function of sin(k*u), cos(k*u), tan(k*u)… with u → ±oo that takes two values takes both again and again: no limit."""

from __future__ import annotations

from fractions import Fraction

from flint import arb, fmpq

from calc_cli.balls import enclose
from calc_cli.symbolic.asymptotics.constants import from_tree, rational_power
from calc_cli.symbolic.asymptotics.exact import Exact, Undecided, to_tree
from calc_cli.symbolic.asymptotics.expansion import Expansion
from calc_cli.symbolic.asymptotics.monomials import UNIT, Monomial, size
from calc_cli.symbolic.asymptotics.series import Series
from calc_cli.symbolic.asymptotics.signs import sign
from calc_cli.symbolic.asymptotics.structure import ValueOf
from calc_cli.tree import (
    INFINITIES,
    ONE,
    Call,
    Expr,
    Negation,
    Product,
    Quotient,
    Sum,
    Variable,
    add,
    children,
    divide,
    is_constant,
    multiply,
    negate,
    rational,
    rebuild,
    show,
)

_WAVES = frozenset({"sin", "cos", "tan", "cot", "sec", "csc"})
_PHASES = (Fraction(1, 3), Fraction(1), Fraction(2), Fraction(17, 5), Fraction(14, 3))
_BITS = 64


def proves_no_limit(tree: Expr, variable: str, near: Series, value_of: ValueOf) -> bool:
    """Is the tree P, G + P or G * P with a periodic P that keeps it from settling, where G has a limit (`value_of`)?

    P takes two values: P and, when G has a finite limit, G + P have no limit, nor has G * P when that is not 0.
    P takes both signs: G * P has no limit when G is infinitely large.
    """
    tree = tree.operand if isinstance(tree, Negation) else tree
    if isinstance(tree, Sum):
        rest, waves = _parted(tree.terms, variable)
        if not waves or not rest:
            return _varies(_values(tree, variable, near))
        limit = value_of(add(*rest))
        return limit is not None and limit not in INFINITIES and _varies(_values(add(*waves), variable, near))
    if isinstance(tree, Product | Quotient):
        rest, waves = _parted(_factors(tree), variable)
        if not waves or not rest:
            return _varies(_values(tree, variable, near))
        limit = value_of(multiply(*rest))
        values = _values(multiply(*waves), variable, near) if limit is not None else []
        if limit in INFINITIES:
            return any(v > 0 for v in values) and any(v < 0 for v in values)
        return limit is not None and sign(from_tree(limit)) != 0 and _varies(values)
    return _varies(_values(tree, variable, near))


def _factors(node: Expr) -> tuple[Expr, ...]:
    match node:
        case Product(parts):
            return tuple(factor for part in parts for factor in _factors(part))
        case Quotient(a, b):
            return (*_factors(a), *(divide(ONE, factor) for factor in _factors(b)))
        case Negation(operand):
            return (negate(ONE), *_factors(operand))
        case _:
            return (node,)


def _parted(parts: tuple[Expr, ...], variable: str) -> tuple[list[Expr], list[Expr]]:
    """The parts with the variable outside angles, and the others (constants go with the first)."""
    rest: list[Expr] = []
    waves: list[Expr] = []
    for part in parts:
        angles: set[Expr] = set()
        (waves if _waves_only(part, variable, angles) and angles else rest).append(part)
    return rest, waves


def _varies(values: list[arb]) -> bool:
    return any(not a.overlaps(b) for a in values for b in values)


def _values(tree: Expr, variable: str, near: Series) -> list[arb]:
    """Values that a periodic function of something infinitely large takes again and again; none when it is not one."""
    angles: set[Expr] = set()
    if not _waves_only(tree, variable, angles) or not angles:
        return []
    try:
        phases = _as_multiples(sorted(angles, key=show), variable, near)
    except Undecided:
        return []
    values = [enclose(_at_phase(tree, phases, phase), _BITS) for phase in _PHASES]
    return [value for value in values if value.is_finite()]


def _waves_only(node: Expr, variable: str, angles: set[Expr]) -> bool:
    """Does the variable occur only inside angles? They are gathered; an angle may itself be made of waves: sin(abs(sin(x)))."""
    if isinstance(node, Call) and node.function in _WAVES and not is_constant(node):
        inner: set[Expr] = set()
        if _waves_only(node.arguments[0], variable, inner):
            angles |= inner
        else:
            angles.add(node.arguments[0])
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
