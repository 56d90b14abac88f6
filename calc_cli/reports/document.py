"""A report as blocks of text, formulas and tables: what every format renders, built once from a Study.

Text is a `Line`: words and formulas in order; `BREAK` is a place where a narrow format may begin a new line. A formula is
`Math`: its parts are trees and bare symbols such as `f'(x) = `, so a format may print calc syntax, LaTeX or anything else.
"""

from __future__ import annotations

import re

from calc_cli.language import to_latex, to_text
from calc_cli.records import record
from calc_cli.reports.symbols import symbols_latex, symbols_mathml
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
        return "".join(symbols_latex(part) if isinstance(part, str) else to_latex(part) for part in self.parts)

    @property
    def mathml(self) -> str:
        """As MathML, to stand inside `<math>`."""
        from calc_cli.language.mathml import to_mathml

        return "".join(symbols_mathml(part) if isinstance(part, str) else to_mathml(part) for part in self.parts)


@record
class Mark:
    """Words that carry a judgement, for a format that has colours: `good`, `bad`, `minimum`, `maximum`, `quiet`."""

    text: str
    role: str


SYMBOLIC = re.compile(r"(?<!\w)([^\W\d_](?:'+(?:\([^()]*\))?|\([^()]*\)|_\w+|_\{[^}]*\})?)(?!\w|\()")
"""A single letter with what may follow it: primes, an argument, an index."""

BREAK = Mark(" ", "break")

Piece = str | Math | Mark
Line = tuple[Piece, ...]


@record
class Heading:
    """The title of a section; level 1 is the whole report. line: the title with its formulas, when it has some."""

    text: str
    level: int = 2
    line: Line = ()


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


@record
class SignRow:
    """The signs of a derivative. at: `0`, `||` (not defined) or nothing at each place; between: `+`, `-`, `0`, `?` (not known) or
    nothing (outside the domain)."""

    label: Math
    at: tuple[str, ...]
    between: tuple[str, ...]


@record
class Station:
    """f at a place: its value, or its limits from the left and from the right beside a bar (f breaks off or is not defined there)."""

    value: Math | None = None
    left: Math | None = None
    right: Math | None = None
    bar: bool = False


@record
class VariationRow:
    """How f runs: `up`, `down`, `flat`, `?` (not known) or nothing (outside the domain) between its stations."""

    label: Math
    at: tuple[Station, ...]
    between: tuple[str, ...]


@record
class Chart:
    """A table of signs and variations: places in order, and rows that say what happens at and between them; remark: below it."""

    variable: Math
    places: tuple[Math, ...]
    rows: tuple[SignRow | VariationRow, ...]
    remark: Line = ()


Block = Heading | Paragraph | Formulas | Table | Items | Chart
Document = tuple[Block, ...]


def math(*parts: Expr | str) -> Math:
    """The formula of these trees and symbols."""
    return Math(parts)


def joined(line: Line) -> Line:
    """The line with neighbouring formulas as one."""
    found: list[Piece] = []
    for piece in line:
        if isinstance(piece, Math) and found and isinstance(found[-1], Math):
            found[-1] = Math((*found[-1].parts, *piece.parts))
        else:
            found.append(piece)
    return tuple(found)


def words_and_symbols(text: str) -> Line:
    """Plain words with what is a formula in them as a formula: `sign of f'`, `f(x)`, `inflection x`."""
    line: Line = ()
    for i, part in enumerate(SYMBOLIC.split(text)):
        line = (*line, *(((math(part) if i % 2 else part),) if part else ()))
    return line


def text_of(line: Line) -> str:
    """The line as plain text."""
    return "".join(piece if isinstance(piece, str) else piece.text for piece in line)
