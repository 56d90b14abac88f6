"""The study of a function of one variable and its parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field

from calc_cli.displays import Shown
from calc_cli.model.solving import Refusal
from calc_cli.model.values import Derivation, Interval, Number, Problem, Region, Step
from calc_cli.model.words import (
    AsymptoteKind,
    Bend,
    Classification,
    Convexity,
    Direction,
    PointType,
    Proof,
    SingularityKind,
    Symmetry,
    Test,
    Truth,
)
from calc_cli.records import record
from calc_cli.tree import Expr


@record
class Family:
    """All points at + k * period with values value + k * value_shift."""

    period: Number
    value_shift: Number
    index: str = "k"


def family_index(variables: tuple[str, ...]) -> str:
    """The letter that counts the members of a family: `k`, unless the user took it."""
    return next(letter for letter in ("k", "n", "m", "j", "i", "period_index") if letter not in variables)


@record
class Limit:
    """A one-sided limit. value: tree, infinities included; None when it does not exist or is not known (exists says which)."""

    value: Expr | None
    exists: Truth


@record
class Singularity:
    """A point where f is not smooth or not defined; left and right: one-sided limits of f (None: no domain on that side)."""

    at: Number
    kind: SingularityKind
    left: Limit | None
    right: Limit | None
    family: Family | None = None


@record
class Condition:
    """What a subterm asks of the variable: `subterm relation 0`, because of `reason` (a function's name, `quotient`, `power`)."""

    subterm: Expr
    relation: str
    reason: str


@record
class Domain:
    """intervals in increasing order; when period is not None they are those of one period, when within is not None those in it.

    complete: were all ends proved?
    """

    intervals: tuple[Interval, ...]
    conditions: tuple[Condition, ...] = ()
    period: Expr | None = None
    complete: Truth = Truth.TRUE
    within: Interval | None = None


@record
class CriticalPoint:
    """POINT of the contract; also endpoints and inflection points.

    at: one number a variable; evidence: what the test looked at, e.g. (`f''(3)`, 12) pairs as (label, tree).
    periods (several variables): all points at + k1*periods[0] + k2*periods[1] + … are alike, k1, k2, … any integers.
    """

    at: tuple[Number, ...]
    value: Number | None
    classification: Classification
    type: PointType
    test: Test
    evidence: tuple[tuple[str, Expr], ...]
    strict: bool | None
    is_global: bool | None
    proof: Proof
    family: Family | None = None
    multiplicity: int | None = None
    method: str = ""
    eigenvalues: tuple[Number, ...] = ()
    index: int | None = None
    hessian: tuple[tuple[Number, ...], ...] = ()
    determinant: Number | None = None
    on_boundary: str = ""
    periods: tuple[tuple[Number, ...], ...] = ()


@record
class CriticalSet:
    """SET of the contract: a stretch where f is constant (interval), or a curve of critical points (equations)."""

    equations: tuple[Expr, ...]
    interval: Interval | None
    dimension: int
    value: Number | None
    classification: Classification
    proof: Proof
    family: Family | None = None


@record
class MonotonePiece:
    """f is monotone on the interval, in this direction."""

    interval: Interval
    direction: Direction


@record
class ConcavityPiece:
    """The graph bends one way on the interval."""

    interval: Interval
    direction: Bend


@record
class Extremum:
    """Infimum or supremum; attained at the listed points. value None: not established.

    along (several variables): a curve in the parameter t on which f tends to the value as t -> oo, when it is not attained;
    partial: it may be attained elsewhere too, critical sets apart.
    """

    value: Number | None
    attained: bool | None
    at: tuple[tuple[Number, ...], ...] = ()
    proof: Proof = Proof.EXACT
    along: tuple[Expr, ...] = ()
    partial: bool = False


@record
class Asymptote:
    """equation: `x == 2` or `y == 3*x + 1`; towards: the side (`-oo`, `oo`) or for a vertical one the sides (`left`, `right`)."""

    kind: AsymptoteKind
    equation: Expr
    towards: tuple[str, ...]


@record
class Intercepts:
    """x: isolated zeros of f; families: (base, period) of others; intervals: where f is 0 throughout; y: f(0), None outside the domain.

    complete: these are all zeros.
    """

    x: tuple[Number, ...]
    y: Number | None
    complete: bool
    families: tuple[tuple[Number, Number], ...] = ()
    intervals: tuple[Interval, ...] = ()


@record
class Status:
    """Completeness of a list. within None: the whole domain; count None: infinitely many (or not known when not proved)."""

    proved: bool
    within: Interval | Region | None
    count: int | None
    infinite: bool = False
    undecided: tuple[Interval | Region, ...] = ()
    strategies: tuple[str, ...] = ()
    trail: tuple[Refusal, ...] = ()
    equation: Expr | None = None


@record
class Mark:
    """A point of the sign chart. first, second: signs of f', f'' there (None: undefined or unknown); role: `root`, `inflection`,
    `pole`, `hole`, `corner`, `end`, …; left, right: one-sided limits of f."""

    at: Number
    role: str
    first: int | None
    second: int | None
    value: Number | None
    left: Limit | None = None
    right: Limit | None = None


@record
class Cell:
    """An open interval between two marks. first, second: certified signs of f' and f'' on it; None: not proved. defined: in the domain."""

    interval: Interval
    defined: bool
    first: int | None = None
    second: int | None = None


@record
class SignChart:
    """marks[i] lies between cells[i] and cells[i + 1]; one cell more than marks. An end of the domain is a mark.

    lower, upper: the limits of f at -oo and oo, where the first or the last cell reaches there (else None).
    """

    marks: Sequence[Mark]
    cells: Sequence[Cell]
    period: Expr | None = None
    lower: Limit | None = None
    upper: Limit | None = None


@record
class Study(Shown):
    """The whole analysis of a function of one variable; reports and JSON read it and compute nothing."""

    problem: Problem
    region: Interval | None
    domain: Domain
    first: Derivation
    second: Derivation
    critical_points: tuple[CriticalPoint, ...]
    critical_sets: tuple[CriticalSet, ...]
    endpoints: tuple[CriticalPoint, ...]
    inflection_points: tuple[CriticalPoint, ...]
    monotonicity: tuple[MonotonePiece, ...]
    concavity: tuple[ConcavityPiece, ...]
    minimum: Extremum | None
    maximum: Extremum | None
    convexity: Convexity
    symmetry: Symmetry
    period: Number | None
    asymptotes: tuple[Asymptote, ...]
    singularities: tuple[Singularity, ...]
    intercepts: Intercepts
    chart: SignChart
    critical_status: Status
    inflection_status: Status
    solution: Sequence[Step] = ()
    inflection_solution: Sequence[Step] = ()
    warnings: tuple[str, ...] = ()
    seconds: float = 0.0
    kind: str = field(default="curve")
