"""Zeros of f on the whole line where its points repeat with a drift: against values from mpmath."""

import mpmath
import pytest

from calc_cli import analyze

DRIFTING = [
    ("x/10 + sin(x)", lambda x: x / 10 + mpmath.sin(x), [(-6, -5), (-4, -3), (-1, 1), (3, 4), (5, 6)]),
    ("cos(x) - x/3", lambda x: mpmath.cos(x) - x / 3, [(-3, -2.8), (-2.8, -2.5), (1, 2)]),
    ("1 - x + sin(2x)", lambda x: 1 - x + mpmath.sin(2 * x), [(1, 2)]),
    ("x + 2sin(x)", lambda x: x + 2 * mpmath.sin(x), [(-1, 1)]),
]


@pytest.mark.parametrize(("text", "function", "brackets"), DRIFTING, ids=[row[0] for row in DRIFTING])
def test_every_zero_of_a_drifting_function(text, function, brackets):
    found = analyze(text).intercepts
    assert found.complete
    expected = [float(mpmath.findroot(function, ends, solver="anderson")) for ends in brackets]
    assert [zero.approx for zero in found.x] == pytest.approx(expected, abs=1e-12)


def test_not_all_are_claimed_beside_poles():
    assert not analyze("x + tan(x)").intercepts.complete
