"""Document -> text for a terminal: rich tables at the terminal's width, plain full-width text in a pipe."""

from __future__ import annotations

import io

from rich.box import ASCII2, SIMPLE_HEAD, Box
from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from calc_cli.reports.document import Block, Chart, Document, Formulas, Heading, Item, Items, Line, Mark, Math, Paragraph, Table, text_of
from calc_cli.reports.terminal_chart import WIDEST_IN_A_PIPE, draw
from calc_cli.reports.wrapping import GLUE, TERM, glued, split, term_of

INDENT = (0, 0, 0, 2)
PIPE_WIDTH = 100_000_000
STYLES = {
    "good": "green",
    "bad": "yellow",
    "minimum": "cyan",
    "maximum": "magenta",
    "quiet": "dim",
    "increasing": "green",
    "decreasing": "red",
}
ASCII_WORDS = str.maketrans({"≈": "~", "’": "'", "·": "*"})


def render(document: Document, *, width: int | None = None, colour: bool = False, ascii_only: bool = False) -> str:
    """The document as text. width: columns to wrap at, None for a pipe (never wrapped, never cut)."""
    buffer = io.StringIO()
    console = Console(
        file=buffer,
        width=width or PIPE_WIDTH,
        force_terminal=colour,
        no_color=not colour,
        color_system="standard" if colour else None,
        markup=False,
        highlight=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )
    for before, block in zip((None, *document), document, strict=False):
        if isinstance(before, Table) and isinstance(block, Table):
            console.print()
        console.print(renderable(block, ASCII2 if ascii_only else SIMPLE_HEAD, width or PIPE_WIDTH))
    text = "\n".join(line.rstrip() for line in buffer.getvalue().replace(GLUE, " ").splitlines()).strip("\n") + "\n"
    return text.translate(ASCII_WORDS) if ascii_only else text


def renderable(block: Block, box: Box, width: int) -> RenderableType:
    """The block for rich."""
    match block:
        case Heading(text, level):
            return Text(text if level == 1 else f"\n{text}", style="bold")
        case Paragraph(line):
            return indented(styled(line, whole=True))
        case Formulas(rows):
            return formulas(rows)
        case Items(items):
            return Group(*(step for entry in items for step in steps(entry, 1)))
        case Table():
            return table(block, box, width)
        case Chart():
            return chart(block, box is ASCII2, width)


def indented(text: Text) -> RenderableType:
    """A paragraph; its own leading spaces count for every line of it, so that it stays one thing when it wraps."""
    spaces = len(text.plain) - len(text.plain.lstrip(" "))
    return Padding(text[spaces:], (0, 0, 0, 2 + spaces), expand=False)


def styled(line: Line, *, breaks: bool = False, whole: bool = False) -> Text:
    """Words and formulas; never read as markup. whole: a formula is broken at few places only."""
    text = Text(overflow="fold")
    for piece in line:
        match piece:
            case Mark(_, "break"):
                text.append("\n" if breaks else " ")
            case Mark(words, role):
                text.append(words, style=STYLES.get(role, ""))
            case Math():
                text.append(glued(piece.text) if whole else piece.text)
            case _:
                text.append(piece)
    return text


def formulas(rows: tuple[tuple[Math, Math], ...]) -> RenderableType:
    """Left sides, equality signs and right sides in columns."""
    grid = RichTable.grid(padding=(0, 1))
    grid.add_column(no_wrap=True)
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for left, right in rows:
        grid.add_row(Text(left.text), Text("="), Text(" ".join(map(term_of, split(right.text, TERM)))))
    return Padding(grid, INDENT, expand=False)


def steps(entry: Item, depth: int) -> list[RenderableType]:
    """A step and the steps inside it, each a level deeper."""
    own = Padding(styled(entry.line, whole=True), (0, 0, 0, 2 * depth), expand=False)
    return [own, *(inner for item in entry.items for inner in steps(item, depth + 1))]


def table(block: Table, box: Box, width: int) -> RenderableType:
    """The table and, below it, its notes and its remark. A cell is broken at its `BREAK`s only when the table would be too wide."""
    breaks = natural_width(block) > width
    grid = RichTable(box=box, collapse_padding=True, pad_edge=False, show_edge=False, header_style="bold")
    for name in block.columns:
        grid.add_column(Text(name), overflow="fold")
    for row in block.rows:
        grid.add_row(*(styled(cell, breaks=breaks) for cell in row))
    below = [styled((f"[{index}] ", *line)) for index, line in enumerate(block.notes, start=1)]
    below += [styled(block.remark)] if block.remark else []
    return Group(Padding(grid, INDENT, expand=False), *(Padding(text, INDENT, expand=False) for text in below))


def chart(block: Chart, ascii_only: bool, width: int) -> RenderableType:
    """The chart, or charts; a terminal too narrow for a single gap gets none."""
    text = Text("\n".join(draw(block, min(width - 2, WIDEST_IN_A_PIPE), ascii_only=ascii_only)))
    for arrow, style in (("↗", "increasing"), ("↘", "decreasing")):
        text.highlight_words([arrow], STYLES[style])
    if not text.plain:
        text = Text("(the terminal is too narrow for the table of variations)")
    below = [styled(block.remark)] if block.remark else []
    return Group(*(Padding(part, INDENT, expand=False) for part in (text, *below)))


def natural_width(block: Table) -> int:
    """Columns the table takes when no cell is broken."""
    rows = [tuple((name,) for name in block.columns), *block.rows]
    widths = [max(cell_len(text_of(cell)) for cell in column) for column in zip(*rows, strict=True)]
    return sum(widths) + 2 * len(widths)
