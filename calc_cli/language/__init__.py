"""Text <-> tree: what people type, and how calc writes it."""

from calc_cli.language.drawing import draw
from calc_cli.language.formulas import text_and_latex
from calc_cli.language.latex import to_latex
from calc_cli.language.printing import to_text
from calc_cli.language.reading import parse_expression, parse_function
from calc_cli.language.regions import parse_region

__all__ = ["draw", "parse_expression", "parse_function", "parse_region", "text_and_latex", "to_latex", "to_text"]
