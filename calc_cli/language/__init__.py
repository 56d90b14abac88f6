"""Text <-> tree: what people type, and how calc writes it."""

from calc_cli.language.printing import to_text
from calc_cli.language.reading import parse_expression, parse_function

__all__ = ["parse_expression", "parse_function", "to_text"]
