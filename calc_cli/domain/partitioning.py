"""Where a function of one variable is defined and analytic, read from the tree as typed."""

from __future__ import annotations

from calc_cli.domain.conditions import Gate, branches, gates, gates_of_basic, with_definitions
from calc_cli.domain.cutting import Cell, Cutting, Mark
from calc_cli.domain.pieces import Joint, Partition, Piece
from calc_cli.domain.places import Place, certified_sign
from calc_cli.model import Condition, Interval, Truth
from calc_cli.symbolic.constants import simplify_constant
from calc_cli.tree import Expr, is_constant, subtract


def partition(tree: Expr, variable: str, interval: Interval, budget_seconds: float = 10.0) -> Partition:
    """Cut the interval into open pieces on which the function is analytic (or undefined) and the joints between them.

    budget_seconds: for all searches of zeros together; what it leaves undone makes `complete` UNKNOWN.
    """
    expanded = with_definitions(tree)
    asked = gates_of_basic(expanded)
    if interval.lower == interval.upper:
        return Partition(interval, (), (_joint(Mark(Place(variable, interval.lower), ()), expanded, asked),))
    if not asked and not branches(expanded):
        whole = Piece(Interval(interval.lower, interval.upper), expanded)
        return Partition(interval, (whole,), tuple(_end(expanded, end, ()) for end in _closed_ends(interval, variable)))
    cutting = Cutting(variable, interval, budget_seconds)
    for gate in asked:
        cutting.apply(gate)
        if cutting.infinite:
            return _infinite(interval, asked, cutting)
    return _finished(expanded, asked, interval, cutting)


def _infinite(interval: Interval, asked: tuple[Gate, ...], cutting: Cutting) -> Partition:
    conditions = _conditions([gate for gate in asked if gate.restricts and not is_constant(gate.subterm)])
    gathering = tuple(dict.fromkeys(cutting.accumulates_at))
    return Partition(interval, (), (), conditions, Truth.UNKNOWN, True, gathering, tuple(cutting.trail))


def _finished(tree: Expr, asked: tuple[Gate, ...], interval: Interval, cutting: Cutting) -> Partition:
    pieces = [_piece(tree, cell) for cell in cutting.cells]
    joints = [_joint(mark, tree, asked) for mark in cutting.marks]
    ends = [_end(tree, variable_end, asked) for variable_end in _closed_ends(interval, cutting.variable)]
    lower, upper = ends[: int(interval.lower_closed)], ends[int(interval.lower_closed) :]
    failing = cutting.excluding + [gate for mark in cutting.marks if (gate := mark.place.failing(asked)) is not None]
    pieces, joints = _merged(pieces, joints, cutting.marks, tree)
    everything = (*lower, *joints, *upper)
    proved = all(piece.certified for piece in pieces) and all(joint.defined is not Truth.UNKNOWN for joint in everything)
    conditions = _conditions([gate for gate in asked if gate in failing])
    complete = Truth.TRUE if proved else Truth.UNKNOWN
    return Partition(interval, tuple(pieces), everything, conditions, complete, trail=tuple(cutting.trail))


def _closed_ends(interval: Interval, variable: str) -> list[Place]:
    ends = ((interval.lower, interval.lower_closed), (interval.upper, interval.upper_closed))
    return [Place(variable, at) for at, closed in ends if closed]


def _end(tree: Expr, place: Place, asked: tuple[Gate, ...]) -> Joint:
    joint = _joint(Mark(place, ()), tree, asked)
    failing = place.failing(asked)
    return joint if failing is None else Joint(joint.at, joint.defined, joint.value, (failing,))


def _piece(tree: Expr, cell: Cell) -> Piece:
    if not cell.alive or cell.place is None:
        return Piece(cell.interval, None, cell.certified and cell.place is not None)
    resolved = cell.place.resolve(tree)
    return Piece(cell.interval, resolved, cell.certified and resolved is not None)


def _joint(mark: Mark, tree: Expr, asked: tuple[Gate, ...]) -> Joint:
    place = mark.place
    defined = place.defined(asked)
    resolved = place.resolve(tree) if defined is Truth.TRUE else None
    value = None if resolved is None else simplify_constant(place.value(resolved))
    return Joint(place.at, defined, value, mark.gates)


def _merged(
    pieces: list[Piece], joints: list[Joint], marks: list[Mark], tree: Expr
) -> tuple[list[Piece], list[Joint]]:
    """Without the joints that do not matter: inside the complement of the domain, or where f is analytic across."""
    kept, between = [pieces[0]], []
    for piece, joint, mark in zip(pieces[1:], joints, marks, strict=True):
        last = kept[-1]
        if last.certified and piece.certified and last.tree == piece.tree and _is_smooth(piece, joint, mark, tree):
            kept[-1] = Piece(Interval(last.interval.lower, piece.interval.upper), last.tree)
        else:
            kept.append(piece)
            between.append(joint)
    return kept, between


def _is_smooth(piece: Piece, joint: Joint, mark: Mark, tree: Expr) -> bool:
    """Proves that nothing happens at a joint between two pieces with the same tree."""
    if piece.tree is None:
        return joint.defined is Truth.FALSE
    if joint.defined is not Truth.TRUE:
        return False
    place = mark.place
    if not place.regular(gates(piece.tree)):
        return False
    there = place.resolve(tree)
    if there is None:
        return False
    return there == piece.tree or certified_sign(subtract(place.value(there), place.value(piece.tree))) == 0


def _conditions(restricting: list[Gate]) -> tuple[Condition, ...]:
    found = (Condition(gate.subterm, str(gate.requirement), gate.reason) for gate in restricting)
    return tuple(dict.fromkeys(found))
