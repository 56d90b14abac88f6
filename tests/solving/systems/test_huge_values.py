"""Values beyond the doubles: no zero is lost on a box where exp(x^2 + y^2) overflows."""

import pytest

from calc_cli.language import parse_expression, parse_region
from calc_cli.model import System, Truth
from calc_cli.solving.systems.box_search import search_box


@pytest.mark.parametrize("side", [20, 40, 120])
def test_zeros_are_found_or_left_undecided(side):
    equations = tuple(map(parse_expression, ("x*(3*x*exp(x^2+y^2)-2)", "2*y+3*cos(y)*exp(x^2+y^2)")))
    box = parse_region(f"[-{side}, {side}]", ("x", "y"))
    found = search_box(System(equations, ("x", "y"), (box["x"], box["y"])), 3.0)
    assert found.complete is not Truth.TRUE or found.undecided or len(found.points) == 4
    assert len(found.points) == 4 or found.undecided
