"""Document -> Markdown as GitHub shows it: headings, tables, formulas as LaTeX between dollar signs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from calc_cli.reports.document import (
    Block,
    Chart,
    Document,
    Formulas,
    Heading,
    Item,
    Items,
    Line,
    Mark,
    Math,
    Paragraph,
    SignRow,
    Station,
    Table,
    VariationRow,
    joined,
    words_and_symbols,
)

ARROWS = {"up": "↗", "down": "↘", "flat": "→", "?": "?", "": "///"}
SPECIAL = re.compile(r"([\\`*_<>|$~#\[\]])")
SAFE = (
    (r"\{", r"\lbrace "),
    (r"\}", r"\rbrace "),
    (r"\left|", r"\left\vert "),
    (r"\right|", r"\right\vert "),
    ("<", r"\lt "),
    (">", r"\gt "),
)
"""What Markdown would read as its own, in other words of LaTeX."""


def render(document: Document) -> str:
    """The document as Markdown text."""
    return "\n\n".join("\n".join(lines(block)) for block in document) + "\n"


def lines(block: Block) -> Iterator[str]:
    """The lines of one block."""
    match block:
        case Heading(text, level, line):
            yield f"{'#' * level} {inline(line) if line else escaped(text)}"
        case Paragraph(line):
            text = inline(line)
            yield f"- {text.strip()}" if text.startswith("  ") else text
        case Formulas(rows):
            yield from formulas(rows)
        case Items(items):
            for index, entry in enumerate(items, start=1):
                yield from steps(entry, f"{index}. ", "")
        case Table(columns, rows, notes, remark):
            yield from table([inline(words_and_symbols(name)) for name in columns], [[inline(cell) for cell in row] for row in rows])
            yield from below(notes, remark)
        case Chart():
            yield from chart(block)


def formulas(rows: tuple[tuple[Math, Math], ...]) -> Iterator[str]:
    """A block of aligned equations."""
    yield "```math"
    yield r"\begin{aligned}"
    yield " \\\\\n".join(f"{left.latex} &= {right.latex}" for left, right in rows)
    yield r"\end{aligned}"
    yield "```"


def table(head: list[str], rows: list[list[str]]) -> Iterator[str]:
    """A pipe table."""
    yield "| " + " | ".join(head) + " |"
    yield "|" + " --- |" * len(head)
    yield from ("| " + " | ".join(row) + " |" for row in rows)


def below(notes: tuple[Line, ...], remark: Line) -> Iterator[str]:
    """The notes of a table, numbered as its cells point to them, and its remark."""
    if notes:
        yield ""
    for index, note in enumerate(notes, start=1):
        yield f"{index}. {inline(note)}"
    if remark:
        yield ""
        yield inline(remark)


def chart(block: Chart) -> Iterator[str]:
    """Places and gaps as columns; limits at both sides of a bar."""
    head = [formula(block.variable), *interleaved([formula(place) for place in block.places], [""] * (len(block.places) - 1))]
    rows = [[formula(row.label), *chart_row(row)] for row in block.rows]
    yield from table(head, rows)
    yield from below((), block.remark)


def chart_row(row: SignRow | VariationRow) -> list[str]:
    """The cells of one row of a chart."""
    if isinstance(row, SignRow):
        return interleaved([text.replace("||", "‖") for text in row.at], [text or "///" for text in row.between])
    return interleaved([station(place) for place in row.at], [ARROWS[text] for text in row.between])


def station(place: Station) -> str:
    """A value, or the limits beside a bar."""
    if place.bar:
        return " ".join((*([formula(place.left)] if place.left else []), "‖", *([formula(place.right)] if place.right else [])))
    return "" if place.value is None else formula(place.value)


def interleaved(places: list[str], gaps: list[str]) -> list[str]:
    """place, gap, place, gap, …, place."""
    return [text for pair in zip(places, [*gaps, ""], strict=True) for text in pair][:-1]


def steps(entry: Item, mark: str, indent: str) -> Iterator[str]:
    """A step and the steps inside it as a nested list."""
    yield f"{indent}{mark}{inline(entry.line)}"
    for inner in entry.items:
        yield from steps(inner, "- ", indent + "   ")


def inline(line: Line) -> str:
    """Words and formulas; characters that mean something in Markdown are escaped in the words."""
    return "".join(piece_text(piece) for piece in joined(line))


def piece_text(piece: str | Math | Mark) -> str:
    """One piece."""
    return formula(piece) if isinstance(piece, Math) else escaped(piece if isinstance(piece, str) else piece.text)


def formula(piece: Math) -> str:
    r"""`$x^{2}$`; between backquotes too where a line of LaTeX is broken, since Markdown reads `\\` first."""
    text = piece.latex
    for plain, safe in SAFE:
        text = text.replace(plain, safe)
    text = text.strip()
    return f"$`{text}`$" if "\\\\" in text else f"${text}$"


def escaped(text: str) -> str:
    """Words that Markdown shows as they are."""
    return SPECIAL.sub(r"\\\1", text)
