"""The rounding mode that codac needs does not outlive its work."""

from importlib.util import find_spec

import pytest

from calc_cli.language import parse_expression
from calc_cli.solving.systems.contractors import contractor
from calc_cli.solving.systems.rounding import controls, outward

if find_spec("codac") is None:  # importing it here would leave its rounding mode to all other tests
    pytest.skip("codac is not installed", allow_module_level=True)


def test_a_contraction_leaves_python_with_rounding_to_nearest():
    functions = [parse_expression("cos(x) - y"), parse_expression("x**2 + y**2 - 2/3")]
    contract = contractor(functions, ("x", "y"))
    box = contract(((0.0, 1.0), (0.0, 1.0)))
    assert box is not None
    assert repr(round(75.8 + 1e-9, 1)) == "75.8"
    assert repr(1.1 + 2.2) == "3.3000000000000003"
    assert 1.0 + 2.0**-60 == 1.0


@pytest.mark.skipif(controls() is None, reason="the C library cannot set the mode")
def test_inside_intervals_are_outward():
    from codac import Interval

    with outward():
        square = Interval(0.1, 0.1) * Interval(0.1, 0.1)
        assert square.lb() < square.ub()
