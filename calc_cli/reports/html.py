"""Document -> one self-contained HTML file: formulas in MathML, a picture in SVG, nothing fetched, light and dark, made for print too."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from calc_cli.reports.charts import TOP, levels, parts
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
    text_of,
    words_and_symbols,
)
from calc_cli.reports.html_style import STYLE

MOST_GAPS = 8
ARROWS = {"up": "↗", "down": "↘", "flat": "→", "?": "?", "": ""}
SIGNS = {"-": "−", "||": ""}
PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<main>
{body}</main>
</body>
</html>
"""


def render(document: Document, *, picture: str = "") -> str:
    """The document as a page; picture: an SVG that follows the first heading and what belongs to it."""
    title = next((block.text for block in document if isinstance(block, Heading)), "calc")
    return PAGE.format(title=escape(title), style=STYLE, body=fragment(document, picture=picture))


def fragment(document: Document, *, picture: str = "") -> str:
    """The body of the page alone."""
    parts: list[str] = []
    placed = not picture
    for block in document:
        if not placed and isinstance(block, Heading) and block.level > 1:
            parts.append(f"<figure>{picture}</figure>\n")
            placed = True
        parts.extend(f"{line}\n" for line in lines(block))
    return "".join(parts) + ("" if placed else f"<figure>{picture}</figure>\n")


def lines(block: Block) -> Iterator[str]:
    """The markup of one block."""
    match block:
        case Heading(text, level, line):
            yield f"<h{min(level, 4)}>{inline(line) if line else escape(text)}</h{min(level, 4)}>"
        case Paragraph(line):
            yield f'<p class="point">{inline(line)}</p>' if text_of(line).startswith("  ") else f"<p>{inline(line)}</p>"
        case Formulas(rows):
            yield from formulas(rows)
        case Items(items):
            yield from steps(items, "steps")
        case Table():
            yield from table(block)
        case Chart():
            for piece in parts(block, MOST_GAPS):
                yield from chart(piece)
            yield from remarks((), block.remark)


def formulas(rows: tuple[tuple[Math, Math], ...]) -> Iterator[str]:
    """Equations aligned at their equality signs."""
    yield '<div class="wide"><table class="formulas">'
    for left, right in rows:
        yield f"<tr><td>{formula(left, block=True)}</td><td>{formula(Math(('=',)))}</td><td>{formula(right, block=True)}</td></tr>"
    yield "</table></div>"


def steps(items: tuple[Item, ...], name: str = "") -> Iterator[str]:
    """Steps as a list, the steps inside them as lists in it."""
    yield f'<ul class="{name}">' if name else "<ul>"
    for entry in items:
        if entry.items:
            yield f"<li>{inline(entry.line)}"
            yield from steps(entry.items)
            yield "</li>"
        else:
            yield f"<li>{inline(entry.line)}</li>"
    yield "</ul>"


def table(block: Table) -> Iterator[str]:
    """A table that scrolls by itself on a narrow screen; below it its notes and its remark."""
    yield '<div class="wide"><table>'
    yield f"<thead><tr>{''.join(f'<th>{inline(words_and_symbols(name))}</th>' for name in block.columns)}</tr></thead>"
    yield "<tbody>"
    yield from (f"<tr>{''.join(f'<td>{inline(cell)}</td>' for cell in row)}</tr>" for row in block.rows)
    yield "</tbody></table></div>"
    yield from remarks(block.notes, block.remark)


def remarks(notes: tuple[Line, ...], remark: Line) -> Iterator[str]:
    """What stands below a table."""
    yield from (f'<p class="remark">[{index}] {inline(note)}</p>' for index, note in enumerate(notes, start=1))
    if remark:
        yield f'<p class="remark">{inline(remark)}</p>'


def chart(block: Chart) -> Iterator[str]:
    """The table of signs and variations."""
    yield '<div class="wide"><table class="chart">'
    places = "<td></td>".join(f"<td>{formula(place)}</td>" for place in block.places)
    yield f"<tr><th>{formula(block.variable)}</th>{places}</tr>"
    for row in block.rows:
        yield from signs(row) if isinstance(row, SignRow) else variation(row)
    yield "</table></div>"


def signs(row: SignRow) -> Iterator[str]:
    """A row of signs with zeros and double bars."""
    cells = ""
    for i, text in enumerate(row.at):
        cells += '<td class="bar"></td>' if text == "||" else f'<td class="zero">{text}</td>' if text == "0" else "<td></td>"
        if i < len(row.between):
            sign = row.between[i]
            cells += f"<td>{SIGNS.get(sign, sign)}</td>" if sign else '<td class="outside"></td>'
    yield f"<tr><th>{formula(row.label)}</th>{cells}</tr>"


def variation(row: VariationRow) -> Iterator[str]:
    """The row of f: high values high, low values low, arrows between them."""
    cells = ""
    for i, (station, (left, right)) in enumerate(zip(row.at, levels(row), strict=True)):
        cells += bar(station, left, right) if station.bar else f'<td class="{height(left)}">{formula(station.value)}</td>'
        if i < len(row.between):
            way = row.between[i]
            cells += f'<td class="arrow {way.replace("?", "unknown")}">{ARROWS[way]}</td>' if way else '<td class="outside"></td>'
    yield f'<tr class="variation"><th>{formula(row.label)}</th>{cells}</tr>'


def bar(station: Station, left: int, right: int) -> str:
    """Limits at both sides of a double bar."""
    sides = (f'<span class="{height(level)}">{formula(limit)}</span>' for limit, level in ((station.left, left), (station.right, right)))
    return f'<td class="bar limits"><div>{"".join(sides)}</div></td>'


def height(level: int) -> str:
    """`top`, `middle`, `bottom`."""
    return "top" if level == TOP else "middle" if level else "bottom"


def inline(line: Line) -> str:
    """Words and formulas."""
    return "".join(piece_markup(piece) for piece in joined(line))


def piece_markup(piece: str | Math | Mark) -> str:
    """One piece."""
    match piece:
        case Math():
            return formula(piece)
        case Mark(text, role):
            return escape(text) if role == "break" else f'<span class="{role}">{escape(text)}</span>'
        case _:
            return escape(piece, quote=False)


def formula(piece: Math | None, *, block: bool = False) -> str:
    """A formula in MathML, with its text for those who cannot see it; nothing when there is none."""
    if piece is None or not piece.parts or piece.parts == ("",):
        return ""
    style = ' displaystyle="true"' if block else ""
    return f'<math{style} aria-label="{escape(piece.text.strip())}"><mrow>{piece.mathml}</mrow></math>'
