"""Enclosures of certified zeros of systems, to the precision in force, kept for the next question."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from flint import arb

from calc_cli.balls.newton import CompileAll, SquareSystem, Vector, narrowed
from calc_cli.balls.precision import between_ends, precision, working_bits
from calc_cli.remembering import kept, remembered
from calc_cli.tree import Expr, SystemRoot, SystemZero, Variable

GUARD_BITS = 8
MOST_PARTS = 4096
FIRST_BITS = 64
KEPT_BITS = 152
"""The first refinement goes so far: it serves the comparisons, the Hessian and the digits shown."""
Box = tuple[tuple[Fraction, Fraction], ...]

_FOUND: dict[SystemZero, tuple[int, Vector]] = kept({})


def system_root(node: SystemRoot, compile_all: CompileAll) -> arb:
    """The quantity at the zero; a coordinate to about the precision in force (absolutely, or relatively when it is large)."""
    place = system_zero(node.zero, compile_all)
    if isinstance(node.quantity, Variable):
        return place[node.zero.variables.index(node.quantity.name)]
    return compile_all((node.quantity,), node.zero.variables)(*place)[0]


def system_zero(node: SystemZero, compile_all: CompileAll) -> Vector:
    """The zero, each coordinate to about the precision in force."""
    bits = working_bits()
    found = _FOUND.get(node)
    if found is None or found[0] < bits:
        system = square_system(node.functions, node.variables, compile_all)
        start = found[1] if found is not None else _start(system, node.box)
        bits = max(bits, KEPT_BITS)
        best = narrowed(system, start, bits + GUARD_BITS)
        if best is None:
            raise ValueError("the zero of the system cannot be enclosed more narrowly")
        if len(_FOUND) > 8192:
            _FOUND.clear()
        found = _FOUND[node] = (bits, best)
    return found[1]


@remembered(64)
def square_system(functions: tuple[Expr, ...], variables: tuple[str, ...], compile_all: CompileAll) -> SquareSystem:
    """The system compiled."""
    return SquareSystem(functions, variables, compile_all)


def remember(node: SystemZero, enclosure: Vector, bits: int) -> None:
    """Keep an enclosure that the proof of the zero has already given."""
    _FOUND.setdefault(node, (bits, enclosure))


def _start(system: SquareSystem, box: Box) -> Vector:
    """An enclosure of the zero from which Newton's method converges: the box itself, or what is left of it after cutting.

    Parts without a zero are dropped; the hull of the rest holds the zero, so that Krawczyk's test on the inflated hull finds it.
    """
    bits = FIRST_BITS
    parts: list[Box] = [box]
    while len(parts) <= MOST_PARTS:
        with precision(bits):
            around = [hull_of([part[k] for part in parts]) for k in range(len(box))]
            inflated = [side + arb(0, side.rad() / 8 + arb((1, -bits // 2))) for side in around]
            image = system.proves_unique(around) or system.proves_unique(inflated)
            if image is not None:
                return image
            pieces = [piece for part in parts for piece in _halves(part)]
            parts = [piece for piece in pieces if not system.excludes([between_ends(*side) for side in piece])]
        if len(parts) == len(pieces):
            bits = min(2 * bits, 1024)
        if not parts:
            break
    raise ValueError("no zero of the system found in its box")


def hull_of(sides: list[tuple[Fraction, Fraction]]) -> arb:
    """A ball over all the intervals."""
    return between_ends(min(side[0] for side in sides), max(side[1] for side in sides))


def _halves(part: Box) -> list[Box]:
    """The box with every side halved."""
    cut = [((low, (low + high) / 2), ((low + high) / 2, high)) if low < high else ((low, high),) for low, high in part]
    return list(product(*cut))
