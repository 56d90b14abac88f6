"""Document -> Markdown: headings, tables, formulas as code in calc syntax."""

from __future__ import annotations

from collections.abc import Iterator

from calc_cli.reports.document import Block, Document, Formulas, Heading, Item, Items, Line, Mark, Math, Paragraph, Table


def render(document: Document) -> str:
    """The document as Markdown text."""
    return "\n\n".join("\n".join(lines(block)) for block in document) + "\n"


def lines(block: Block) -> Iterator[str]:
    """The lines of one block."""
    match block:
        case Heading(text, level):
            yield f"# `{text}`" if level == 1 else f"{'#' * level} {text}"
        case Paragraph(line):
            text = inline(line)
            yield f"- {text.strip()}" if text.startswith("  ") else text
        case Formulas(rows):
            yield from (f"- `{left.text} = {right.text}`" for left, right in rows)
        case Items(items):
            for index, entry in enumerate(items, start=1):
                yield from steps(entry, f"{index}. ", "")
        case Table(columns, rows, notes, remark):
            yield "| " + " | ".join(columns) + " |"
            yield "|" + " --- |" * len(columns)
            yield from ("| " + " | ".join(inline(cell).replace("|", "\\|") for cell in row) + " |" for row in rows)
            yield from below(notes, remark)


def below(notes: tuple[Line, ...], remark: Line) -> Iterator[str]:
    """The notes of a table, numbered as its cells point to them, and its remark."""
    if notes:
        yield ""
    for index, note in enumerate(notes, start=1):
        yield f"{index}. {inline(note)}"
    if remark:
        yield ""
        yield inline(remark)


def steps(entry: Item, mark: str, indent: str) -> Iterator[str]:
    """A step and the steps inside it as a nested list."""
    yield f"{indent}{mark}{inline(entry.line)}"
    for inner in entry.items:
        yield from steps(inner, "- ", indent + "   ")


def inline(line: Line) -> str:
    """Words and formulas; characters that mean something in Markdown are escaped in the words."""
    return "".join(piece_text(piece) for piece in line).replace("` `", " ")


def piece_text(piece: str | Math | Mark) -> str:
    """One piece."""
    if isinstance(piece, Math):
        return f"`{piece.text}`"
    text = piece if isinstance(piece, str) else piece.text
    for character in "*_<|":
        text = text.replace(character, "\\" + character)
    return text
