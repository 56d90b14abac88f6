"""A report as blocks of text, formulas and tables: what every format renders, built once from a Study.

Text is a `Line`: words and formulas in order; `BREAK` is a place where a narrow format may begin a new line. A formula is
`Math`: its parts are trees and bare symbols such as `f'(x) = `, so a format may print calc syntax, LaTeX or anything else.
"""

from __future__ import annotations

from calc_cli.language import to_latex, to_text
from calc_cli.records import record
from calc_cli.tree import Expr


@record
class Math:
    """A formula: trees and symbols, written one after the other; spaces belong to the symbols."""

    parts: tuple[Expr | str, ...]

    @property
    def text(self) -> str:
        """In the syntax that calc itself reads."""
        return "".join(part if isinstance(part, str) else to_text(part) for part in self.parts)

    @property
    def latex(self) -> str:
        """As LaTeX."""
        return "".join(latex_symbol(part) if isinstance(part, str) else to_latex(part) for part in self.parts)


@record
class Mark:
    """Words that carry a judgement, for a format that has colours: `good`, `bad`, `minimum`, `maximum`, `quiet`."""

    text: str
    role: str


BREAK = Mark(" ", "break")

Piece = str | Math | Mark
Line = tuple[Piece, ...]


@record
class Heading:
    """The title of a section; level 1 is the whole report."""

    text: str
    level: int = 2


@record
class Paragraph:
    """A line of words and formulas."""

    line: Line


@record
class Formulas:
    """Formulas that stand alone, one below the other, with their equality signs aligned: (left side, right side)."""

    rows: tuple[tuple[Math, Math], ...]


@record
class Table:
    """A table. Below it stand its notes, which cells point to by `[1]`, and its remark."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    notes: tuple[Line, ...] = ()
    remark: Line = ()


@record
class Item:
    """A step of a worked solution with the steps inside it."""

    line: Line
    items: tuple[Item, ...] = ()


@record
class Items:
    """Steps in order."""

    items: tuple[Item, ...]


Block = Heading | Paragraph | Formulas | Table | Items
Document = tuple[Block, ...]


def math(*parts: Expr | str) -> Math:
    """The formula of these trees and symbols."""
    return Math(parts)


def latex_symbol(symbol: str) -> str:
    """A bare symbol (`oo`, `<=`, `f''(x) = `) in LaTeX."""
    for plain, latex in (("<=", r"\le"), (">=", r"\ge"), ("oo", r"\infty"), ("{", r"\{"), ("}", r"\}")):
        symbol = symbol.replace(plain, latex)
    return symbol


def text_of(line: Line) -> str:
    """The line as plain text."""
    return "".join(piece if isinstance(piece, str) else piece.text for piece in line)
