"""Every rule name a differentiation step may carry, with the function that applies it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from calc_cli.calculus import pieces, rules, table
from calc_cli.calculus.differentiation import Differentiation

RULES: dict[str, Callable[..., Any] | None] = {
    "constant": rules.constant,
    "identity": rules.identity,
    "constant_multiple": rules.constant_multiple,
    "sum": rules.sum_rule,
    "product": rules.product,
    "quotient": rules.quotient,
    "reciprocal": rules.reciprocal,
    "power": rules.power_rule,
    "chain": Differentiation.chain,
    "exponential": rules.exponential,
    "general_power": rules.general_power,
    "logarithm_of_absolute_value": table.logarithm_of_absolute_value,
    "absolute_value": pieces.absolute_value,
    "maximum": pieces.maximum,
    "minimum": pieces.minimum,
    "piecewise": pieces.piecewise,
    "locally_constant": pieces.locally_constant,
    "definition": table.definition,
    "several_arguments": table.several_arguments,
    "table": table.one_argument,
    "special_function": table.one_argument,
    "polynomial": None,
    "logarithm": None,
    "trigonometric": None,
    "inverse_trigonometric": None,
    "hyperbolic": None,
    "inverse_hyperbolic": None,
}
"""None: `polynomial` is a sum of powers after `condense`; the others are rows of the table, applied by `table.one_argument`."""
