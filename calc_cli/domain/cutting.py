"""Cut an interval, gate by gate, into open pieces on which the function is analytic.

Each gate's subterm is analytic between the cuts made before it, so its zeros there are found by `solving`; the sign at
one rational sample then holds on the whole piece.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor

from calc_cli import solving
from calc_cli.domain.conditions import Gate, Requirement
from calc_cli.domain.places import Place
from calc_cli.domain.ranges import Range, range_of
from calc_cli.domain.rationals import rational_bounds, sample_in
from calc_cli.effort import deadline, now
from calc_cli.model import Equation, Interval, Proof, Refusal, RootSet, Truth
from calc_cli.records import mutable_record
from calc_cli.tree import INFINITIES, Expr, is_constant, rational, subtract

ORDERING_BITS = (64, 256, 1024, 4096)

LEAST_SECONDS = 0.05

MOST_LEVELS = 1000
"""A floor with more integer values than this on one piece is treated as having infinitely many joints."""


@mutable_record
class Cell:
    """An open interval between cuts. place: its sample (None: the ends could not be told apart); alive: in the domain so far."""

    interval: Interval
    place: Place | None
    alive: bool = True
    certified: bool = True


@mutable_record
class Mark:
    """A cut; place knows the signs that are already decided there. gates: those that cut."""

    place: Place
    gates: tuple[Gate, ...]


class Cutting:
    """The cells and marks of an interval while gates are applied; marks[i] lies between cells[i] and cells[i + 1]."""

    def __init__(self, variable: str, interval: Interval, budget_seconds: float) -> None:
        self.variable = variable
        self.deadline = deadline(budget_seconds)
        self.cells = [self._cell(Interval(interval.lower, interval.upper), None)]
        self.marks: list[Mark] = []
        self.excluding: list[Gate] = []
        self.infinite = False
        self.accumulates_at: list[Expr] = []
        self.trail: list[Refusal] = []

    def apply(self, gate: Gate) -> None:
        """Cut every cell that is alive at the zeros of the gate's subterm; cells that fail its requirement leave the domain."""
        cells: list[Cell] = []
        marks: list[Mark] = []
        for index, cell in enumerate(self.cells):
            if index:
                marks.append(self.marks[index - 1])
            parts, cuts = self._cut(cell, gate)
            cells += parts
            marks += cuts
        self.cells, self.marks = cells, marks

    def _cell(self, interval: Interval, parent: Cell | None) -> Cell:
        sample = sample_in(interval)
        certified = sample is not None and (parent is None or parent.certified)
        if sample is None:
            return Cell(interval, None, True, certified)
        at = rational(sample)
        known = parent.place if parent is not None else None
        return Cell(interval, Place(self.variable, at) if known is None else known.moved(at), True, certified)

    def _cut(self, cell: Cell, gate: Gate) -> tuple[list[Cell], list[Mark]]:
        if not cell.alive or cell.place is None:
            return [cell], []
        applies = cell.place.applies(gate)
        if applies is not Truth.TRUE:
            cell.certified = cell.certified and applies is Truth.FALSE
            return [cell], []
        cuts = list(self._cuts(cell, cell.place, gate))
        cells = self._split(cell, [mark.place.at for mark in cuts])
        for part in cells:
            self._judge(part, gate)
        return cells, cuts

    def _split(self, cell: Cell, points: list[Expr]) -> list[Cell]:
        if not points:
            return [cell]
        ends = [cell.interval.lower, *points, cell.interval.upper]
        return [self._cell(Interval(a, b), cell) for a, b in pairwise(ends)]

    def _judge(self, cell: Cell, gate: Gate) -> None:
        """Decide on the sample whether the cell stays in the domain; what is learnt there holds on the whole cell."""
        place = cell.place
        if place is None:
            return
        if gate.requirement is Requirement.JOINT:
            decided = place.sign(gate.subterm) is not None
        elif gate.requirement is Requirement.INTEGER_JOINT:
            decided = place.level(gate.subterm) is not None
        elif gate.requirement is Requirement.NOT_POLE:
            decided = True
        else:
            satisfied = place.satisfies(gate)
            decided = satisfied is not Truth.UNKNOWN
            if satisfied is Truth.FALSE:
                cell.alive = False
                self.excluding.append(gate)
        cell.certified = cell.certified and decided

    def _cuts(self, cell: Cell, place: Place, gate: Gate) -> Iterator[Mark]:
        """The zeros of the gate's subterm (or where it is an integer) inside the cell, increasing."""
        if gate.requirement is Requirement.BRANCH:
            return
        function = place.resolve(gate.subterm)
        if function is None:
            cell.certified = False
            return
        if is_constant(function):
            self._check_constant_pole(cell, place, gate)
            return
        if gate.requirement in (Requirement.INTEGER_JOINT, Requirement.NOT_POLE):
            yield from self._integer_cuts(cell, place, gate, function)
        elif gate.subterm not in place.signs:
            for point in self._ordered(cell, self._zeros(cell, gate, function)):
                mark = self._mark(cell, place, point, gate)
                mark.place.signs[gate.subterm] = 0
                yield mark

    def _check_constant_pole(self, cell: Cell, place: Place, gate: Gate) -> None:
        if gate.requirement is Requirement.NOT_POLE and place.satisfies(gate) is not Truth.TRUE:
            cell.certified = cell.certified and place.satisfies(gate) is Truth.FALSE
            cell.alive = False
            self.excluding.append(gate)

    def _integer_cuts(self, cell: Cell, place: Place, gate: Gate, function: Expr) -> Iterator[Mark]:
        levels = self._levels(range_of(function, self.variable, cell.interval), cell, gate)
        found: dict[Expr, int] = {}
        for level in levels:
            zeros = self._zeros(cell, gate, subtract(function, rational(level)), level)
            found.update((zero, level) for zero in zeros)
            if gate.subterm in place.levels:
                return
        for point in self._ordered(cell, list(found)):
            mark = self._mark(cell, place, point, gate)
            mark.place.levels[gate.subterm] = (found[point], True)
            yield mark

    def _levels(self, values: Range | None, cell: Cell, gate: Gate) -> range:
        """The integers that the subterm may take on the cell (those <= 0 for a pole of gamma)."""
        if values is None:
            cell.certified = False
            self.trail.append(Refusal("integer_values", "the range of the argument was not established"))
            return range(0)
        lower = values.lower
        upper = values.upper
        if gate.requirement is Requirement.NOT_POLE:
            upper = Fraction(0) if upper is None else min(upper, Fraction(0))
        if lower is None or upper is None:
            self.infinite = True
            self.accumulates_at += values.falls_at if lower is None else ()
            self.accumulates_at += values.rises_at if upper is None else ()
            return range(0)
        if upper - lower > MOST_LEVELS:
            self.infinite = True
            self.trail.append(Refusal("integer_values", f"more than {MOST_LEVELS} integer values"))
            return range(0)
        return range(ceil(lower), floor(upper) + 1)

    def _zeros(self, cell: Cell, gate: Gate, function: Expr, level: int | None = None) -> list[Expr]:
        """The zeros of an analytic function in the cell; what is not proved costs the cell its certificate."""
        remaining = max(self.deadline - now(), LEAST_SECONDS)
        found: RootSet = solving.solve(Equation(function, self.variable, cell.interval), remaining)
        assert cell.place is not None
        if found.identically_zero:
            if level is None:
                cell.place.signs[gate.subterm] = 0
            else:
                cell.place.levels[gate.subterm] = (level, True)
            if gate.requirement is Requirement.NOT_POLE:
                cell.alive = False
                self.excluding.append(gate)
            return []
        if found.families or found.accumulates_at:
            self.infinite = True
            ends = (end for end in (cell.interval.lower, cell.interval.upper) if end in INFINITIES)
            self.accumulates_at += found.accumulates_at or ends
            return []
        proved = found.complete is Truth.TRUE and not found.undecided
        if not proved or any(root.proof is Proof.UNPROVED for root in found.roots):
            cell.certified = False
            self.trail += found.trail
        return [root.value for root in found.roots]

    def _ordered(self, cell: Cell, points: list[Expr]) -> list[Expr]:
        """The points in increasing order, certified; the cell loses its certificate when two cannot be told apart."""
        if len(points) < 2:
            return points
        for bits in ORDERING_BITS:
            enclosed = [(bounds, point) for point in points if (bounds := rational_bounds(point, bits)) is not None]
            enclosed.sort(key=lambda pair: pair[0])
            disjoint = all(a[0][1] < b[0][0] for a, b in pairwise(enclosed))
            if disjoint and len(enclosed) == len(points):
                return [point for _, point in enclosed]
        cell.certified = False
        return points

    def _mark(self, cell: Cell, place: Place, point: Expr, gate: Gate) -> Mark:
        """A cut inside the cell: the signs proved on the whole cell hold at the cut as well."""
        fresh = place.moved(point) if cell.certified else Place(self.variable, point)
        return Mark(fresh, (gate,))

