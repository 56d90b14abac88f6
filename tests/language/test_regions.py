"""Regions as people type them."""

from __future__ import annotations

import pytest

from calc_cli.errors import CalcError
from calc_cli.language import parse_region, to_text
from calc_cli.model import Interval

REGIONS = [
    ("[-2, 5]", "x", "x [-2, 5]"),
    ("(0, oo)", "x", "x (0, oo)"),
    ("[0, ∞)", "x", "x [0, oo)"),
    ("[-oo, oo]", "x", "x (-oo, oo)"),
    ("[0, 2pi]", "xy", "x [0, 2*pi]; y [0, 2*pi]"),
    ("(-oo, 3]", "x", "x (-oo, 3]"),
    ("]0, 1[", "x", "x (0, 1)"),
    ("]0, 1]", "x", "x (0, 1]"),
    ("0 <= x <= 1", "x", "x [0, 1]"),
    ("1 > x ≥ 0", "x", "x [0, 1)"),
    ("x > 0", "x", "x (0, oo)"),
    ("0 < x", "x", "x (0, oo)"),
    ("x>0 and x<3", "x", "x (0, 3)"),
    ("x in [-1, 1], y in [0, 2]", "xy", "x [-1, 1]; y [0, 2]"),
    ("-1<=x<=1, 0<y", "xy", "x [-1, 1]; y (0, oo)"),
    ("y in [0, 1]", "xy", "y [0, 1]"),
    ("[0,1]×[0,2]", "xy", "x [0, 1]; y [0, 2]"),
    ("[-sqrt(2), 2^(1/3))", "x", "x [-sqrt(2), 2**(1/3))"),
    ("[-e, e]", "x", "x [-e, e]"),
    ("x in [0.1, 1e3]", "x", "x [0.1, 1000]"),
]
REFUSED = [
    ("", "x", "empty"),
    ("z > 0", "x", "unknown_variable"),
    ("z in [0, 1]", "x", "unknown_variable"),
    ("[3, 1]", "x", "wrong_order"),
    ("[1, 1]", "x", "wrong_order"),
    ("[pi, 3]", "x", "wrong_order"),
    ("(oo, 3)", "x", "wrong_order"),
    ("[0, -oo]", "x", "wrong_order"),
    ("x > 1 and x < 0", "x", "wrong_order"),
    ("x > 0, x > 1", "x", "repeated_bound"),
    ("[0, 1", "x", "unclosed_interval"),
    ("[0]", "x", "bad_region"),
    ("[0, 1] x", "x", "bad_region"),
    ("foo", "x", "bad_region"),
    ("x == 1", "x", "bad_region"),
    ("x != 1", "x", "bad_region"),
    ("x in 3", "x", "bad_region"),
    ("x < y", "xy", "not_constant"),
    ("x > 0 or x < -1", "x", "bad_region"),
    ("[0, 1/0]", "x", "bad_region"),
    ("(1,2),(3,4)", "x", "bad_region"),
    ("[0, x]", "x", "not_constant"),
    ("[0, 2*oo]", "x", "infinity"),
    ("[0,", "x", "missing_operand"),
    ("[0, 9^9^9]", "x", "constant_too_large"),
    ("[0, 1]\x1b", "x", "invisible_character"),
]


def shown(name: str, interval: Interval) -> str:
    left, right = "[" if interval.lower_closed else "(", "]" if interval.upper_closed else ")"
    return f"{name} {left}{to_text(interval.lower)}, {to_text(interval.upper)}{right}"


@pytest.mark.parametrize(("text", "variables", "expected"), REGIONS)
def test_region(text: str, variables: str, expected: str) -> None:
    assert "; ".join(shown(name, interval) for name, interval in parse_region(text, tuple(variables)).items()) == expected


@pytest.mark.parametrize(("text", "variables", "code"), REFUSED)
def test_refused_region(text: str, variables: str, code: str) -> None:
    with pytest.raises(CalcError) as caught:
        parse_region(text, tuple(variables))
    assert caught.value.code == code


def test_a_declared_name_is_whole() -> None:
    assert list(parse_region("rate > 0", ("rate",))) == ["rate"]
    assert list(parse_region("xy in [0, 1]", ("xy",))) == ["xy"]
