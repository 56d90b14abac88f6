"""The enumerations: their values are the words of the JSON contract."""

from __future__ import annotations

from enum import Enum, StrEnum


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
    """Why a search ended."""

    FINISHED = "finished"
    TIME = "time"
    PRECISION = "precision"
    BOXES = "boxes"


class Classification(StrEnum):
    """What a critical point or set is."""

    LOCAL_MINIMUM = "local_minimum"
    LOCAL_MAXIMUM = "local_maximum"
    SADDLE = "saddle"
    NOT_EXTREMUM = "not_extremum"
    UNDECIDED = "undecided"
    CONSTANT = "constant"
    MIXED = "mixed"


class PointType(StrEnum):
    """How a point is singled out: where f' vanishes, or how it fails to exist."""

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
    SPLITTING_LEMMA = "splitting_lemma"
    LEADING_FORM = "leading_form"
    CURVES = "curves"
    ONE_SIGN = "one_sign"
    MORSE_BOTT = "morse_bott"
    NONE = "none"


class SingularityKind(StrEnum):
    """What happens at a joint of the domain."""

    POLE = "pole"
    JUMP = "jump"
    REMOVABLE = "removable"
    ESSENTIAL = "essential"
    CORNER = "corner"
    CUSP = "cusp"
    VERTICAL_TANGENT = "vertical_tangent"
    END = "end"


class Direction(StrEnum):
    """How f moves along an interval."""

    INCREASING = "increasing"
    DECREASING = "decreasing"
    CONSTANT = "constant"


class Bend(StrEnum):
    """Direction of concavity."""

    UPWARD = "upward"
    DOWNWARD = "downward"
    LINEAR = "linear"


class Convexity(StrEnum):
    """The verdict on the whole domain."""

    STRICTLY_CONVEX = "strictly_convex"
    CONVEX = "convex"
    AFFINE = "affine"
    CONCAVE = "concave"
    STRICTLY_CONCAVE = "strictly_concave"
    NEITHER = "neither"
    UNKNOWN = "unknown"


class Symmetry(StrEnum):
    """NONE: proved to be neither even nor odd."""

    EVEN = "even"
    ODD = "odd"
    NONE = "none"
    UNKNOWN = "unknown"


class AsymptoteKind(StrEnum):
    """The direction of an asymptote."""

    VERTICAL = "vertical"
    HORIZONTAL = "horizontal"
    OBLIQUE = "oblique"
