"""Studies built by hand, so that reports are tested without the pipeline."""

from __future__ import annotations

from dataclasses import replace

from calc_cli.balls.decimals import number
from calc_cli.language import parse_expression
from calc_cli.model import (
    Asymptote,
    AsymptoteKind,
    Bend,
    Cell,
    Classification,
    ConcavityPiece,
    Condition,
    Convexity,
    CriticalPoint,
    CriticalSet,
    Derivation,
    Direction,
    Domain,
    Extremum,
    Family,
    Intercepts,
    Interval,
    Limit,
    Mark,
    MonotonePiece,
    PointType,
    Problem,
    Proof,
    Refusal,
    SignChart,
    Singularity,
    SingularityKind,
    Status,
    Step,
    Study,
    Symmetry,
    Test,
    Truth,
)
from calc_cli.tree import INFINITY, MINUS_INFINITY, Comparison, Expr, IsolatedRoot


def tree(text: str) -> Expr:
    return {"oo": INFINITY, "-oo": MINUS_INFINITY}.get(text) or parse_expression(text)


def num(text: str | Expr):
    return number(tree(text) if isinstance(text, str) else text)


def span(lower: str, upper: str, brackets: str = "()") -> Interval:
    return Interval(tree(lower), tree(upper), brackets[0] == "[", brackets[1] == "]")


def derivation(before: str, after: str) -> Derivation:
    result = tree(after)
    return Derivation(result, result, Step("sum", tree(before), result, note=("x",)))


def point(at, value, kind, test=Test.SECOND_DERIVATIVE, evidence=(), type=PointType.STATIONARY, strict=True, is_global=False, **more):
    evidence = tuple((label, tree(found)) for label, found in evidence)
    return CriticalPoint((num(at),), num(value), kind, type, test, evidence, strict, is_global, more.pop("proof", Proof.EXACT), **more)


MINIMUM, MAXIMUM = Classification.LOCAL_MINIMUM, Classification.LOCAL_MAXIMUM
REALS = Domain((span("-oo", "oo"),))
EMPTY_CHART = SignChart((), (Cell(span("-oo", "oo"), True),))


def study_of(text: str, first: str, second: str, **parts) -> Study:
    given = {
        "problem": Problem(text, tree(text), "f", ("x",)),
        "region": None,
        "domain": REALS,
        "first": derivation(text, first),
        "second": derivation(first, second),
        "critical_points": (),
        "critical_sets": (),
        "endpoints": (),
        "inflection_points": (),
        "monotonicity": (),
        "concavity": (),
        "minimum": None,
        "maximum": None,
        "convexity": Convexity.NEITHER,
        "symmetry": Symmetry.NONE,
        "period": None,
        "asymptotes": (),
        "singularities": (),
        "intercepts": Intercepts((), None, True),
        "chart": EMPTY_CHART,
        "critical_status": Status(True, None, 0),
        "inflection_status": Status(True, None, 0),
        "seconds": 0.004,
    }
    return Study(**{**given, **parts})


def mark(at: str, role: str, first: int | None, second: int | None, value: str | None, left: str = "", right: str = "") -> Mark:
    limits = (Limit(tree(side), Truth.TRUE) if side else None for side in (left, right))
    return Mark(num(at), role, first, second, None if value is None else num(value), *limits)


def cell(lower: str, upper: str, first: int | None, second: int | None, *, defined: bool = True) -> Cell:
    return Cell(span(lower, upper), defined, first, second)


CUBIC_CHART = SignChart(
    (mark("-1", "stationary", 0, -1, "10"), mark("1", "inflection", -1, 0, "-6"), mark("3", "stationary", 0, 1, "-22")),
    (cell("-oo", "-1", 1, -1), cell("-1", "1", -1, -1), cell("1", "3", -1, 1), cell("3", "oo", 1, 1)),
    None,
    Limit(tree("-oo"), Truth.TRUE),
    Limit(tree("oo"), Truth.TRUE),
)
RATIONAL_CHART = SignChart(
    (
        mark("0", "end", None, None, "-1", right="-1"),
        mark("1", "pole", None, None, None, "-oo", "oo"),
        mark("1 + sqrt(2)", "stationary", 0, 1, "2 + 2*sqrt(2)"),
        mark("4", "end", None, None, "17/3", left="17/3"),
    ),
    (
        cell("0", "0", None, None, defined=False),
        cell("0", "1", -1, -1),
        cell("1", "1 + sqrt(2)", -1, 1),
        cell("1 + sqrt(2)", "4", 1, 1),
        cell("4", "4", None, None, defined=False),
    ),
)


def cubic() -> Study:
    equation = Comparison(tree("3*x**2 - 6*x - 9"), "==", tree("0"))
    factored = Comparison(tree("3*(x - 3)*(x + 1)"), "==", tree("0"))
    zeros = tuple(num(f"rootof(x**3 - 3*x**2 - 9*x + 5, {i})") for i in range(3))
    return study_of(
        "x**3-3x**2-9x+5",
        "3*x**2 - 6*x - 9",
        "6*x - 6",
        critical_points=(
            point("-1", "10", MAXIMUM, evidence=[("f''", "-12")], multiplicity=1, method="polynomial"),
            point("3", "-22", MINIMUM, evidence=[("f''", "12")], multiplicity=1, method="polynomial"),
        ),
        inflection_points=(point("1", "-6", Classification.NOT_EXTREMUM, Test.NONE, (), PointType.REGULAR, None, None),),
        monotonicity=(
            MonotonePiece(span("-oo", "-1"), Direction.INCREASING),
            MonotonePiece(span("-1", "3"), Direction.DECREASING),
            MonotonePiece(span("3", "oo"), Direction.INCREASING),
        ),
        concavity=(ConcavityPiece(span("-oo", "1"), Bend.DOWNWARD), ConcavityPiece(span("1", "oo"), Bend.UPWARD)),
        minimum=Extremum(num("-oo"), False),
        maximum=Extremum(num("oo"), False),
        intercepts=Intercepts(zeros, num("5"), True),
        chart=CUBIC_CHART,
        critical_status=Status(True, None, 2, strategies=("polynomial",)),
        inflection_status=Status(True, None, 1),
        solution=(Step("factor", equation, factored),),
    )


def sine() -> Study:
    """Families, a period, values without shift."""
    turn = Family(num("2*pi"), num("0"))
    half = Family(num("pi"), num("0"))
    return study_of(
        "sin(x)",
        "cos(x)",
        "-sin(x)",
        critical_points=(
            point("pi/2", "1", MAXIMUM, evidence=[("f''", "-1")], is_global=True, family=turn),
            point("3*pi/2", "-1", MINIMUM, evidence=[("f''", "1")], is_global=True, family=turn),
        ),
        inflection_points=(point("0", "0", Classification.NOT_EXTREMUM, Test.NONE, (), PointType.REGULAR, None, None, family=half),),
        monotonicity=(
            MonotonePiece(span("-pi/2", "pi/2"), Direction.INCREASING),
            MonotonePiece(span("pi/2", "3*pi/2"), Direction.DECREASING),
        ),
        concavity=(ConcavityPiece(span("-pi", "0"), Bend.UPWARD), ConcavityPiece(span("0", "pi"), Bend.DOWNWARD)),
        minimum=Extremum(num("-1"), True, ((num("3*pi/2"),),)),
        maximum=Extremum(num("1"), True, ((num("pi/2"),),)),
        symmetry=Symmetry.ODD,
        period=num("2*pi"),
        intercepts=Intercepts((), num("0"), True, ((num("0"), num("pi")),)),
        chart=replace(EMPTY_CHART, period=tree("2*pi")),
        critical_status=Status(True, None, None, infinite=True),
        inflection_status=Status(True, None, None, infinite=True),
    )


def rational() -> Study:
    """A pole, a hole, asymptotes, a domain with a gap, an interval asked for with endpoints, values shifted by nothing."""
    return study_of(
        "(x**2+1)/(x-1)",
        "(x**2 - 2*x - 1)/(x - 1)**2",
        "4/(x - 1)**3",
        region=span("0", "4", "[]"),
        domain=Domain((span("0", "1", "[)"), span("1", "4", "(]")), (Condition(tree("x - 1"), "!=", "quotient"),)),
        critical_points=(point("1 + sqrt(2)", "2 + 2*sqrt(2)", MINIMUM, evidence=[("f''", "sqrt(2)")]),),
        endpoints=(
            point("0", "-1", MAXIMUM, Test.FIRST_DERIVATIVE, type=PointType.ENDPOINT),
            point("4", "17/3", MAXIMUM, Test.FIRST_DERIVATIVE, type=PointType.ENDPOINT),
        ),
        monotonicity=(
            MonotonePiece(span("0", "1", "[)"), Direction.DECREASING),
            MonotonePiece(span("1", "1 + sqrt(2)"), Direction.DECREASING),
            MonotonePiece(span("1 + sqrt(2)", "4", "(]"), Direction.INCREASING),
        ),
        concavity=(ConcavityPiece(span("0", "1", "[)"), Bend.DOWNWARD), ConcavityPiece(span("1", "4", "(]"), Bend.UPWARD)),
        minimum=Extremum(num("-oo"), False),
        maximum=Extremum(num("oo"), False),
        asymptotes=(
            Asymptote(AsymptoteKind.VERTICAL, Comparison(tree("x"), "==", tree("1")), ("left", "right")),
            Asymptote(AsymptoteKind.OBLIQUE, Comparison(tree("y"), "==", tree("x + 1")), ("-oo", "oo")),
        ),
        singularities=(Singularity(num("1"), SingularityKind.POLE, Limit(tree("-oo"), Truth.TRUE), Limit(tree("oo"), Truth.TRUE)),),
        intercepts=Intercepts((), num("-1"), True),
        chart=RATIONAL_CHART,
        critical_status=Status(True, span("0", "4", "[]"), 1),
        inflection_status=Status(True, span("0", "4", "[]"), 0),
    )


def unproved() -> Study:
    """Enclosed numbers without closed form, a list not proved to be complete, a point of unknown kind."""
    root = IsolatedRoot(tree("cos(x) - x"), "x", parse_fraction("0.7"), parse_fraction("0.8"))
    return study_of(
        "sin(x) - x**2/2",
        "cos(x) - x",
        "-sin(x) - 1",
        critical_points=(
            CriticalPoint((number(root),), None, Classification.UNDECIDED, PointType.STATIONARY, Test.NONE, (), None, None, Proof.UNPROVED),
        ),
        critical_sets=(CriticalSet((), span("5", "6", "[]"), 1, num("2"), Classification.CONSTANT, Proof.EXACT),),
        convexity=Convexity.UNKNOWN,
        singularities=(Singularity(num("7"), SingularityKind.ESSENTIAL, Limit(None, Truth.FALSE), Limit(None, Truth.UNKNOWN)),),
        intercepts=Intercepts((num("0"),), num("0"), False),
        critical_status=Status(
            False,
            None,
            None,
            undecided=(span("10", "21/2"),),
            trail=(Refusal("polynomial", "cos(x) is left"),),
            equation=tree("cos(x) - x"),
        ),
        inflection_status=Status(True, span("-100", "100"), None, infinite=True),
        warnings=("the search was stopped after 10 s",),
    )


def parse_fraction(text: str):
    from fractions import Fraction

    return Fraction(text)


STUDIES = {"cubic": cubic, "sine": sine, "rational": rational, "unproved": unproved}
