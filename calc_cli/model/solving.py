"""Equations and systems, and what solving them answers."""

from __future__ import annotations

from collections.abc import Sequence

from calc_cli.model.values import Interval, Region, Step
from calc_cli.model.words import Proof, StopReason, Truth
from calc_cli.records import record
from calc_cli.tree import Expr


@record
class Equation:
    """function = 0 on an interval where the function is analytic: what a strategy of `solving` receives."""

    function: Expr
    variable: str
    interval: Interval


@record
class Root:
    """A real zero. value: constant tree; multiplicity: None when not known; method: the strategy that found it."""

    value: Expr
    multiplicity: int | None
    proof: Proof
    method: str


@record
class RootFamily:
    """The zeros base.value + k * period, k any integer."""

    base: Root
    period: Expr


@record
class Refusal:
    """Why a strategy could not finish."""

    strategy: str
    reason: str


@record
class RootSet:
    """Every zero in `searched` is one of roots, belongs to a family, or lies in an undecided interval — when complete is TRUE.

    identically_zero: the function vanishes on the whole interval (then the lists are empty). accumulates_at: points (or
    infinities) at which infinitely many zeros gather; then the roots listed are those in `searched`.
    """

    searched: Interval
    roots: tuple[Root, ...] = ()
    families: tuple[RootFamily, ...] = ()
    undecided: tuple[Interval, ...] = ()
    complete: Truth = Truth.TRUE
    identically_zero: bool = False
    accumulates_at: tuple[Expr, ...] = ()
    stopped: StopReason = StopReason.FINISHED
    trail: tuple[Refusal, ...] = ()
    steps: Sequence[Step] = ()


@record
class System:
    """All equations = 0 at once, in these variables, inside the region (None: wherever they are defined in R^n)."""

    equations: tuple[Expr, ...]
    variables: tuple[str, ...]
    region: Region | None = None


@record
class SystemPoint:
    """An isolated real solution. at: one constant tree a variable; multiplicity: 1 when simple (proved), None when not known."""

    at: tuple[Expr, ...]
    proof: Proof
    method: str
    multiplicity: int | None = None


@record
class PointFamily:
    """The solutions base + sum of k_i * periods[i], k_i any integers; each period is a vector, one constant tree a variable."""

    base: SystemPoint
    periods: tuple[tuple[Expr, ...], ...]


@record
class Component:
    """A positive-dimensional set of solutions: all points where the equations vanish."""

    equations: tuple[Expr, ...]
    dimension: int


@record
class PointSet:
    """Every real solution in `searched` is a point, in a family, on a component or in an undecided box - when complete is TRUE."""

    searched: Region | None
    points: tuple[SystemPoint, ...] = ()
    families: tuple[PointFamily, ...] = ()
    components: tuple[Component, ...] = ()
    undecided: tuple[Region, ...] = ()
    complete: Truth = Truth.TRUE
    stopped: StopReason = StopReason.FINISHED
    trail: tuple[Refusal, ...] = ()
    steps: tuple[Step, ...] = ()
