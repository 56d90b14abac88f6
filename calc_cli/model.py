"""Every value that crosses a stage boundary, frozen: the glossary of the project.

All real numbers are constant trees (`tree`), exact by construction; infinities are `INFINITY`, `MINUS_INFINITY`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, StrEnum

from calc_cli.tree import Expr


class Truth(Enum):
    """Three-valued: what is not proved is `UNKNOWN`. Has no `bool()`: ask `is Truth.TRUE`."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"

    def __bool__(self) -> bool:
        raise TypeError("a Truth has no bool(); compare with `is Truth.TRUE`")


class Proof(StrEnum):
    """How a statement is known: by algebra, by ball arithmetic, or not."""

    EXACT = "exact"
    CERTIFIED = "certified"
    UNPROVED = "unproved"


class StopReason(StrEnum):
    FINISHED = "finished"
    TIME = "time"
    PRECISION = "precision"
    BOXES = "boxes"


class Classification(StrEnum):
    LOCAL_MINIMUM = "local_minimum"
    LOCAL_MAXIMUM = "local_maximum"
    SADDLE = "saddle"
    NOT_EXTREMUM = "not_extremum"
    UNDECIDED = "undecided"
    CONSTANT = "constant"
    MIXED = "mixed"


class PointType(StrEnum):
    STATIONARY = "stationary"
    CORNER = "corner"
    CUSP = "cusp"
    VERTICAL_TANGENT = "vertical_tangent"
    JUMP = "jump"
    ENDPOINT = "endpoint"
    REGULAR = "regular"


class Test(StrEnum):
    """What decided a classification."""

    __test__ = False
    SECOND_DERIVATIVE = "second_derivative"
    HIGHER_DERIVATIVE = "higher_derivative"
    FIRST_DERIVATIVE = "first_derivative"
    ONE_SIDED_SLOPES = "one_sided_slopes"
    ONE_SIDED_VALUES = "one_sided_values"
    HESSIAN = "hessian"
    NONE = "none"


class SingularityKind(StrEnum):
    POLE = "pole"
    JUMP = "jump"
    REMOVABLE = "removable"
    ESSENTIAL = "essential"
    CORNER = "corner"
    CUSP = "cusp"
    VERTICAL_TANGENT = "vertical_tangent"
    END = "end"


class Direction(StrEnum):
    INCREASING = "increasing"
    DECREASING = "decreasing"
    CONSTANT = "constant"


class Bend(StrEnum):
    """Direction of concavity."""

    UPWARD = "upward"
    DOWNWARD = "downward"
    LINEAR = "linear"


class Convexity(StrEnum):
    STRICTLY_CONVEX = "strictly_convex"
    CONVEX = "convex"
    AFFINE = "affine"
    CONCAVE = "concave"
    STRICTLY_CONCAVE = "strictly_concave"
    NEITHER = "neither"
    UNKNOWN = "unknown"


class Symmetry(StrEnum):
    EVEN = "even"
    ODD = "odd"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Number:
    """A real number ready to be shown: NUMBER of the contract.

    tree: its constant tree; exact: text calc reads back, None when only enclosed; approx: nearest double, None for
    infinities; lower, upper: decimal strings rounded outwards (equal when the number is a short decimal).
    """

    tree: Expr
    exact: str | None
    approx: float | None
    lower: str
    upper: str


@dataclass(frozen=True, slots=True)
class Interval:
    """lower < upper, constant trees or infinities; the closed flags are False at infinities. A single point has lower == upper."""

    lower: Expr
    upper: Expr
    lower_closed: bool = False
    upper_closed: bool = False


Region = tuple[Interval, ...]
"""One interval a variable."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a worked solution, taken from the computation itself.

    rule: stable name of the rule (`product`, `quadratic_formula`, `second_derivative_test`); before, after: trees, for
    equations `Comparison` nodes; note: values a sentence of the rule needs, in order.
    """

    rule: str
    before: Expr | None = None
    after: Expr | None = None
    substeps: tuple[Step, ...] = ()
    note: tuple[Expr | str, ...] = ()


@dataclass(frozen=True, slots=True)
class Derivation:
    """result: the derivative, simplified for display; raw: as the rules gave it; step: how it was computed."""

    result: Expr
    raw: Expr
    step: Step


@dataclass(frozen=True, slots=True)
class Problem:
    """text as typed; tree; the function's name; variables in order; the region asked for (None: the natural domain)."""

    text: str
    tree: Expr
    name: str
    variables: tuple[str, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Equation:
    """function = 0 on an interval where the function is analytic: what a strategy of `solving` receives."""

    function: Expr
    variable: str
    interval: Interval


@dataclass(frozen=True, slots=True)
class Root:
    """A real zero. value: constant tree; multiplicity: None when not known; method: the strategy that found it."""

    value: Expr
    multiplicity: int | None
    proof: Proof
    method: str


@dataclass(frozen=True, slots=True)
class RootFamily:
    """The zeros base.value + k * period, k any integer."""

    base: Root
    period: Expr


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a strategy could not finish."""

    strategy: str
    reason: str


@dataclass(frozen=True, slots=True)
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
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Family:
    """All points at + k * period with values value + k * value_shift."""

    period: Number
    value_shift: Number
    index: str = "k"


@dataclass(frozen=True, slots=True)
class Limit:
    """A one-sided limit. value: tree, infinities included; None when it does not exist or is not known (exists says which)."""

    value: Expr | None
    exists: Truth


@dataclass(frozen=True, slots=True)
class Singularity:
    """A point where f is not smooth or not defined; left and right: one-sided limits of f (None: no domain on that side)."""

    at: Number
    kind: SingularityKind
    left: Limit | None
    right: Limit | None
    family: Family | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """What a subterm asks of the variable: `subterm relation 0`, because of `reason` (a function's name, `quotient`, `power`)."""

    subterm: Expr
    relation: str
    reason: str


@dataclass(frozen=True, slots=True)
class Domain:
    """intervals in increasing order; when period is not None they are those of one period. complete: were all ends proved?"""

    intervals: tuple[Interval, ...]
    conditions: tuple[Condition, ...] = ()
    period: Expr | None = None
    complete: Truth = Truth.TRUE


@dataclass(frozen=True, slots=True)
class CriticalPoint:
    """POINT of the contract; also endpoints and inflection points.

    at: one number a variable; evidence: what the test looked at, e.g. (`f''(3)`, 12) pairs as (label, tree).
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


@dataclass(frozen=True, slots=True)
class CriticalSet:
    """SET of the contract: a stretch where f is constant (interval), or a curve of critical points (equations)."""

    equations: tuple[Expr, ...]
    interval: Interval | None
    dimension: int
    value: Number | None
    classification: Classification
    proof: Proof
    family: Family | None = None


@dataclass(frozen=True, slots=True)
class MonotonePiece:
    interval: Interval
    direction: Direction


@dataclass(frozen=True, slots=True)
class ConcavityPiece:
    interval: Interval
    direction: Bend


@dataclass(frozen=True, slots=True)
class Extremum:
    """Infimum or supremum; attained at the listed points. value None: not established."""

    value: Number | None
    attained: bool | None
    at: tuple[tuple[Number, ...], ...] = ()
    proof: Proof = Proof.EXACT


class AsymptoteKind(StrEnum):
    VERTICAL = "vertical"
    HORIZONTAL = "horizontal"
    OBLIQUE = "oblique"


@dataclass(frozen=True, slots=True)
class Asymptote:
    """equation: `x == 2` or `y == 3*x + 1`; towards: the side (`-oo`, `oo`) or for a vertical one the sides (`left`, `right`)."""

    kind: AsymptoteKind
    equation: Expr
    towards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Intercepts:
    """x: zeros of f (complete or not); y: f(0), None when 0 is not in the domain."""

    x: tuple[Number, ...]
    y: Number | None
    complete: bool
    families: tuple[tuple[Number, Number], ...] = ()


@dataclass(frozen=True, slots=True)
class Status:
    """Completeness of a list. within None: the whole domain; count None: infinitely many (or not known when not proved)."""

    proved: bool
    within: Interval | None
    count: int | None
    infinite: bool = False
    undecided: tuple[Interval, ...] = ()
    strategies: tuple[str, ...] = ()
    trail: tuple[Refusal, ...] = ()
    equation: Expr | None = None


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Cell:
    """An open interval between two marks. first, second: certified signs of f' and f'' on it; None: not proved. defined: in the domain."""

    interval: Interval
    defined: bool
    first: int | None = None
    second: int | None = None


@dataclass(frozen=True, slots=True)
class SignChart:
    """marks[i] lies between cells[i] and cells[i + 1]; one cell more than marks. An end of the domain is a mark."""

    marks: tuple[Mark, ...]
    cells: tuple[Cell, ...]
    period: Expr | None = None


@dataclass(frozen=True, slots=True)
class Study:
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
    solution: tuple[Step, ...] = ()
    inflection_solution: tuple[Step, ...] = ()
    warnings: tuple[str, ...] = ()
    seconds: float = 0.0
    kind: str = field(default="curve")
