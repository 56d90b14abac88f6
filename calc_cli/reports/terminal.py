"""Document -> text for a terminal: rich tables at the terminal's width, plain full-width text in a pipe."""

from __future__ import annotations

import io

from rich.box import ASCII2, SIMPLE_HEAD, Box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from calc_cli.reports.document import Block, Document, Formulas, Heading, Item, Items, Line, Mark, Math, Paragraph, Table

PIPE_WIDTH = 1_000_000
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
    for block in document:
        console.print(
            renderable(block, ASCII2 if ascii_only else SIMPLE_HEAD, wraps=width is not None),
            soft_wrap=width is None and not is_table(block),
        )
    text = "\n".join(line.rstrip() for line in buffer.getvalue().splitlines()).strip("\n") + "\n"
    return text.translate(ASCII_WORDS) if ascii_only else text


def is_table(block: Block) -> bool:
    """Tables take their own width; everything else in a pipe is one line a line."""
    return isinstance(block, Table | Formulas)


def renderable(block: Block, box: Box, *, wraps: bool) -> RenderableType:
    """The block for rich."""
    match block:
        case Heading(text, level):
            return Text(text if level == 1 else f"\n{text}", style="bold" if level == 1 else "bold blue")
        case Paragraph(line):
            return hanging(styled(line, wraps=wraps)) if wraps else Text("  ").append_text(styled(line, wraps=wraps))
        case Formulas(rows):
            return formulas(rows)
        case Items(items):
            return Group(*(step for entry in items for step in steps(entry, 1, wraps=wraps)))
        case Table():
            return table(block, box, wraps=wraps)


def hanging(text: Text) -> RenderableType:
    """A paragraph; lines after the first are indented further, so that it stays one thing."""
    indent = len(text.plain) - len(text.plain.lstrip(" "))
    text = text[indent:]
    return Padding(text, (0, 0, 0, 2 + indent), expand=False)


def styled(line: Line, *, wraps: bool) -> Text:
    """Words and formulas; never read as markup."""
    text = Text(overflow="fold")
    for piece in line:
        match piece:
            case Mark(_, "break"):
                text.append("\n" if wraps else " ")
            case Mark(words, role):
                text.append(words, style=STYLES.get(role, ""))
            case Math():
                text.append(piece.text)
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
        grid.add_row(Text(left.text), Text("="), Text(right.text))
    return Padding(grid, (0, 0, 0, 2), expand=False)


def steps(entry: Item, depth: int, *, wraps: bool) -> list[RenderableType]:
    """A step and the steps inside it, each a level deeper."""
    words = styled(entry.line, wraps=wraps)
    own: RenderableType = Padding(words, (0, 0, 0, 2 * depth), expand=False) if wraps else Text("  " * depth).append_text(words)
    return [own, *(inner for item in entry.items for inner in steps(item, depth + 1, wraps=wraps))]


def table(block: Table, box: Box, *, wraps: bool) -> RenderableType:
    """The table and, below it, its notes."""
    grid = RichTable(box=box, pad_edge=True, show_edge=False, header_style="bold")
    for name in block.columns:
        grid.add_column(Text(name), overflow="fold")
    for row in block.rows:
        grid.add_row(*(styled(cell, wraps=wraps) for cell in row))
    below = [styled((f"[{index}] ", *line), wraps=wraps) for index, line in enumerate(block.notes, start=1)]
    below += [styled(block.remark, wraps=wraps)] if block.remark else []
    return Group(Padding(grid, (0, 0, 0, 1), expand=False), *(Padding(text, (0, 0, 0, 2), expand=False) for text in below))
