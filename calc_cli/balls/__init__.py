"""Ball arithmetic: the only door to FLINT's arb."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from calc_cli.balls.constants import between, compare, enclose, floor_of, sign
from calc_cli.balls.decimals import decimal_text, number, number_within
from calc_cli.balls.evaluate import compiled, compiled_all, evaluate
from calc_cli.balls.ranges import inner_bound, range_over, rational_ends

if TYPE_CHECKING:
    from calc_cli.balls.isolate import isolate_zeros

__all__ = [
    "between",
    "compare",
    "compiled",
    "compiled_all",
    "decimal_text",
    "enclose",
    "evaluate",
    "floor_of",
    "inner_bound",
    "isolate_zeros",
    "number",
    "number_within",
    "range_over",
    "rational_ends",
    "sign",
]


def __getattr__(name: str) -> Any:
    """The certified search for zeros on first use."""
    if name == "isolate_zeros":
        from calc_cli.balls.isolate import isolate_zeros

        return isolate_zeros
    raise AttributeError(name)
