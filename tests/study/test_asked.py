"""A region or a point that is no number is the user's error, never one of the program."""

import pytest

from calc_cli import analyze
from calc_cli.errors import CalcError
from calc_cli.pipeline import analyze_locally, analyze_map, differentiate
from calc_cli.settings import Settings

NO_NUMBERS = ["log(0)", "sqrt(-1)", "1/0", "gamma(-1)", "acos(2)", "1/(sqrt(2)^2 - 2)", "tan(pi/2)"]


@pytest.mark.parametrize("text", NO_NUMBERS)
@pytest.mark.parametrize("function", ["x^2", "x^2 + y^2"])
def test_an_end_that_is_no_number(text, function):
    with pytest.raises(CalcError) as caught:
        analyze(function, Settings(on=f"x in [0, {text}]"))
    assert caught.value.code in ("undefined_value", "bad_region")


@pytest.mark.parametrize("region", ["[sqrt(6), sqrt(2)*sqrt(3)]", "[sqrt(2), 1.41421356]", "[1, sin(1)^2 + cos(1)^2]"])
@pytest.mark.parametrize("function", ["x^2", "x^2 + y^2"])
def test_ends_that_are_not_in_order(region, function):
    with pytest.raises(CalcError) as caught:
        analyze(function, Settings(on=f"x in {region}"))
    assert caught.value.code == "wrong_order"


def test_ends_that_lie_close_together_are_in_order():
    assert analyze("x^2", Settings(on="[1.41421356, sqrt(2)]")).minimum.attained


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_a_point_that_is_no_number(text):
    asks = [
        lambda: differentiate("x^2", at=f"x={text}"),
        lambda: analyze_locally("x^2 + y", at=f"x={text}, y=1"),
        lambda: analyze_map("[x y, x]", at=f"x={text}, y=1"),
        lambda: analyze_map("[x y, x]", at="x=0, y=1", near=f"x={text}, y=1"),
    ]
    for ask in asks:
        with pytest.raises(CalcError) as caught:
            ask()
        assert caught.value.code == "undefined_value"
