"""Regions and points as they are asked for: read, and proved to be made of real numbers in the right order."""

from __future__ import annotations

from collections.abc import Sequence

from calc_cli import balls
from calc_cli.errors import CalcError
from calc_cli.language import parse_region
from calc_cli.language.reading import check_values
from calc_cli.model import Interval
from calc_cli.settings import Settings
from calc_cli.symbolic.comparing import compare
from calc_cli.tree import INFINITIES, Expr, rational_value


def asked_sides(text: str, variables: Sequence[str]) -> dict[str, Interval]:
    """The interval of each variable named in a region, its ends proved to be numbers with lower < upper.

    >>> asked_sides("[log(0), 1]", ["x"])
    Traceback (most recent call last):
    calc_cli.errors.CalcError: an end of the interval is not proved to be a real number
    """
    sides = parse_region(text, variables)
    for side in sides.values():
        for end in (side.lower, side.upper):
            if end not in INFINITIES:
                require_number(end, "an end of the interval", text)
        if compare(side.lower, side.upper) != -1:
            message = "the lower end is not proved to be below the upper end"
            raise CalcError("wrong_order", message, text, (0, len(text)), "write the smaller end first")
    return sides


def require_answerable(settings: Settings) -> None:
    """Refuse what no function can be asked: names that are none, values that are no numbers, a region that is none.

    >>> require_answerable(Settings(on="[2, 1]"))
    Traceback (most recent call last):
    calc_cli.errors.CalcError: the lower end is not below the upper end
    """
    check_values(settings)
    if settings.on is not None:
        asked_sides(settings.on, settings.wrt)


def asked_point(text: str | None, variables: Sequence[str]) -> tuple[Expr, ...]:
    """A number for each variable of `x=2, y=3`; none when nothing is asked."""
    if not text:
        return ()
    from calc_cli.language.vectors import parse_point  # a study of a function alone does not load it

    point = parse_point(text, variables)
    for name, value in zip(variables, point, strict=True):
        require_number(value, f"the value of {name}", text)
    return point


def require_number(constant: Expr, what: str, text: str) -> None:
    """Refuse a constant that is not proved to be a finite real number, such as log(0)."""
    if rational_value(constant) is None and not balls.enclose(constant).is_finite():
        raise CalcError("undefined_value", f"{what} is not proved to be a real number", text, (0, len(text)), "give a real number")
