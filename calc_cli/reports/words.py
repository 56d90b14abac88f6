"""The words of the reports for the enumerations of the model: each member has its phrase here, and only here."""

from __future__ import annotations

from calc_cli.model import (
    Bend,
    Classification,
    Convexity,
    Direction,
    PointType,
    SingularityKind,
    Symmetry,
    Test,
)

CLASSIFICATION: dict[Classification, str] = {
    Classification.LOCAL_MINIMUM: "local minimum",
    Classification.LOCAL_MAXIMUM: "local maximum",
    Classification.SADDLE: "saddle (no extremum)",
    Classification.NOT_EXTREMUM: "no extremum",
    Classification.UNDECIDED: "undecided",
    Classification.CONSTANT: "constant",
    Classification.MIXED: "mixed",
}

POINT_TYPE: dict[PointType, str] = {
    PointType.STATIONARY: "stationary",
    PointType.CORNER: "corner",
    PointType.CUSP: "cusp",
    PointType.VERTICAL_TANGENT: "vertical tangent",
    PointType.JUMP: "jump",
    PointType.ENDPOINT: "endpoint",
    PointType.REGULAR: "regular",
}

TEST: dict[Test, str] = {
    Test.SECOND_DERIVATIVE: "second derivative",
    Test.HIGHER_DERIVATIVE: "higher derivative",
    Test.FIRST_DERIVATIVE: "first derivative",
    Test.ONE_SIDED_SLOPES: "one-sided slopes",
    Test.ONE_SIDED_VALUES: "one-sided values",
    Test.HESSIAN: "Hessian",
    Test.SPLITTING_LEMMA: "splitting lemma",
    Test.LEADING_FORM: "leading form",
    Test.CURVES: "curves",
    Test.ONE_SIGN: "one sign",
    Test.MORSE_BOTT: "Morse-Bott",
    Test.NONE: "none",
}

SINGULARITY: dict[SingularityKind, str] = {
    SingularityKind.POLE: "pole",
    SingularityKind.JUMP: "jump",
    SingularityKind.REMOVABLE: "hole (removable)",
    SingularityKind.ESSENTIAL: "essential",
    SingularityKind.CORNER: "corner",
    SingularityKind.CUSP: "cusp",
    SingularityKind.VERTICAL_TANGENT: "vertical tangent",
    SingularityKind.END: "end of the domain",
}

DIRECTION: dict[Direction, str] = {
    Direction.INCREASING: "increasing",
    Direction.DECREASING: "decreasing",
    Direction.CONSTANT: "constant",
}

DIRECTION_SIGN: dict[Direction, str] = {Direction.INCREASING: "+", Direction.DECREASING: "-", Direction.CONSTANT: "0"}

BEND: dict[Bend, str] = {
    Bend.UPWARD: "concave up (convex)",
    Bend.DOWNWARD: "concave down",
    Bend.LINEAR: "straight",
}

BEND_SIGN: dict[Bend, str] = {Bend.UPWARD: "+", Bend.DOWNWARD: "-", Bend.LINEAR: "0"}

CONVEXITY: dict[Convexity, str] = {
    Convexity.STRICTLY_CONVEX: "strictly convex",
    Convexity.CONVEX: "convex",
    Convexity.AFFINE: "affine (a straight line)",
    Convexity.CONCAVE: "concave",
    Convexity.STRICTLY_CONCAVE: "strictly concave",
    Convexity.NEITHER: "neither convex nor concave",
    Convexity.UNKNOWN: "not established",
}

SYMMETRY: dict[Symmetry, str] = {
    Symmetry.EVEN: "even: f(-x) = f(x)",
    Symmetry.ODD: "odd: f(-x) = -f(x)",
    Symmetry.NONE: "neither even nor odd",
    Symmetry.UNKNOWN: "not known whether even or odd",
}


STRATEGY: dict[str, str] = {
    "normal_form": "the normal form",
    "single_kernel": "solving for one subexpression",
    "two_terms": "two terms set equal",
    "logarithms": "joining logarithms",
    "radicals": "eliminating roots",
    "trigonometric": "sines and cosines of one angle",
    "one_sign": "terms of one sign",
    "lambert": "the Lambert function",
    "rolle_chain": "counting zeros by Rolle's theorem",
    "certified_search": "the certified search",
    "integer_values": "the places where a whole number is reached",
    "constant": "constants",
    "common_factor": "a common factor of the equations",
    "algebraic": "exact elimination",
    "blocks": "groups of equations that share no variable",
    "triangular": "solving one equation after the other",
    "substitution": "substituting one variable",
    "elimination": "eliminating one variable after the other",
    "box_search": "the certified search in boxes",
}


def strategy(name: str) -> str:
    """A solving strategy in words."""
    return STRATEGY.get(name, name.replace("_", " "))


def plural(count: int, noun: str, many: str = "") -> str:
    """`1 critical point`, `2 critical points`, `2 local minima`."""
    return f"{count} {noun}" if count == 1 else f"{count} {many or f'{noun}s'}"
