"""A partition against ball arithmetic: at any rational point the typed tree is defined exactly where the pieces say so."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from calc_cli.balls import compare, enclose
from calc_cli.domain import Partition, gates, partition
from calc_cli.language import parse_expression
from calc_cli.model import Interval, Truth
from calc_cli.tree import Expr, rational, substitute

LEAVES = st.sampled_from(["x", "1", "2", "x-1", "x+2", "x^2", "x^2-2", "3-x", "x^3-x"])
ROOTS = ("sqrt({})", "({})^(1/3)", "({})^(2/3)", "({})^(3/4)", "({})^(-2/3)")
ONE_ARGUMENT = (*ROOTS, "abs({})", "log({})", "1/({})", "sign({})", "relu({})", "-({})", "exp({})", "({})^2", "asin({})", "floor({})")
TWO_ARGUMENTS = ("({})+({})", "({})-({})", "({})*({})", "({})/({})", "max({},{})", "min({},{})", "({0} if {1} < 1 else {1})")


def grown(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    one = st.tuples(st.sampled_from(ONE_ARGUMENT), children).map(lambda pair: pair[0].format(pair[1]))
    two = st.tuples(st.sampled_from(TWO_ARGUMENTS), children, children).map(lambda triple: triple[0].format(*triple[1:]))
    return one | two


FUNCTIONS = st.recursive(LEAVES, grown, max_leaves=3)
POINTS = st.fractions(min_value=-3, max_value=3, max_denominator=12)


def found_at(found: Partition, point: Fraction) -> tuple[Truth, Expr | None]:
    """(is f defined at the point?, the constant tree the partition says is the value)."""
    here = rational(point)
    for piece in found.pieces:
        if compare(piece.interval.lower, here) == -1 and compare(here, piece.interval.upper) == -1:
            tree = piece.tree
            return (Truth.FALSE, None) if tree is None else (Truth.TRUE, substitute(tree, {"x": here}))
    for joint in found.joints:
        if compare(joint.at, here) == 0:
            return joint.defined, joint.value
    return Truth.UNKNOWN, None


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(FUNCTIONS, st.lists(POINTS, min_size=6, max_size=6, unique=True))
def test_defined_where_balls_are_finite(text: str, points: list[Fraction]) -> None:
    tree = parse_expression(text)
    found = partition(tree, "x", Interval(rational(-3), rational(3), True, True))
    assume(found.complete is Truth.TRUE)
    for point in points:
        typed = enclose(substitute(tree, {"x": rational(point)}), 64)
        defined, value = found_at(found, point)
        if typed.is_finite():
            assert defined is Truth.TRUE, f"{text} at {point}"
            assert value is not None
            assert enclose(value, 64).overlaps(typed), f"{text} at {point}"
        else:
            assert defined is not Truth.TRUE or on_the_border(tree, point), f"{text} at {point}"



def on_the_border(tree: Expr, point: Fraction) -> bool:
    """May some gate's subterm vanish there? Then balls cannot prove that f is defined."""
    images = (enclose(substitute(gate.subterm, {"x": rational(point)}), 64) for gate in gates(tree))
    return any(not image.is_finite() or image.contains(0) for image in images)
