"""Ball arithmetic: the only door to FLINT's arb."""

from calc_cli.balls.constants import between, compare, enclose, floor_of, sign
from calc_cli.balls.decimals import decimal_text, number, number_within
from calc_cli.balls.evaluate import compiled, compiled_all, evaluate
from calc_cli.balls.isolate import isolate_zeros
from calc_cli.balls.ranges import inner_bound, range_over, rational_ends

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
