"""Document -> a LaTeX document that pdflatex compiles as it stands; charts are drawn by `tkz-tab`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from calc_cli.language.latex import GREEK_LETTERS
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
    Table,
    joined,
    words_and_symbols,
)
from calc_cli.reports.latex_chart import pictures

PREAMBLE = r"""\documentclass[11pt,a4paper]{article}
\usepackage[utf8]{inputenc}
\usepackage[T1]{fontenc}
\usepackage{lmodern}
\usepackage{amsmath,amssymb}
\usepackage[margin=2cm]{geometry}
\usepackage{adjustbox,booktabs,longtable,xcolor}
\usepackage{tikz}
\usepackage{tkz-tab}
\setlength{\parindent}{0pt}
\setlength{\parskip}{4pt}
\emergencystretch=3em
\newcommand{\step}[2]{\par\hangindent=#1em\hangafter=0 #2\par}
\begin{document}
"""
COLOURS = {"good": "green!45!black", "bad": "orange!75!black", "minimum": "cyan!55!black", "maximum": "magenta!70!black"}
COLOURS |= {"increasing": "green!45!black", "decreasing": "red!75!black", "quiet": "gray"}
LONG_TABLE = 30
WORDS = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_", "^": r"\^{}",
    "~": r"\~{}", "<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}", "≈": r"$\approx$", "…": r"\dots{}", "’": "'",
    "−": "$-$", "·": r"$\cdot$", "×": r"$\times$", "→": r"$\to$", "≤": r"$\le$", "≥": r"$\ge$", "√": r"$\surd$",
    "∞": r"$\infty$", "\n": " ",
}  # fmt: skip
FORMULA_WORDS = {"≈": r"\approx ", "−": "-", "·": r"\cdot ", "×": r"\times ", "∞": r"\infty ", "…": r"\dots "}
ARROWS = re.compile(r"(->|<=|>=|!=)")
ARROW_WORDS = {"->": r"$\to$", "<=": r"$\le$", ">=": r"$\ge$", "!=": r"$\ne$"}


def render(document: Document) -> str:
    """The document as a LaTeX file."""
    return PREAMBLE + "\n".join("\n".join(lines(block)) for block in document) + "\n\\end{document}\n"


def lines(block: Block) -> Iterator[str]:
    """The lines of one block."""
    match block:
        case Heading(text, 1, line):
            title = inline(line) if line else words(text)
            yield rf"\begin{{center}}\begin{{adjustbox}}{{max width=\textwidth}}\Large {title}\end{{adjustbox}}\end{{center}}"
        case Heading(text, _, line):
            yield rf"\subsection*{{{inline(line) if line else words(text)}}}"
        case Paragraph(line):
            indent = sum(1 for _ in line[0]) - len(line[0].lstrip(" ")) if line and isinstance(line[0], str) else 0
            yield rf"\step{{{indent}}}{{{inline(line).strip()}}}"
        case Formulas(rows):
            yield from formulas(rows)
        case Items(items):
            for entry in items:
                yield from steps(entry, 0)
        case Table():
            yield from table(block)
        case Chart():
            yield from pictures(block)
            yield from ([inline(block.remark), ""] if block.remark else [])


def formulas(rows: tuple[tuple[Math, Math], ...]) -> Iterator[str]:
    """Aligned equations, made smaller when they are too wide for the page."""
    yield r"\begin{center}\begin{adjustbox}{max width=\textwidth}"
    yield r"$\begin{aligned}"
    yield " \\\\\n".join(f"{mathematics(left)} &= {mathematics(right)}" for left, right in rows)
    yield r"\end{aligned}$"
    yield r"\end{adjustbox}\end{center}"


def steps(entry: Item, depth: int) -> Iterator[str]:
    """A step and the steps inside it, each a level deeper."""
    yield rf"\step{{{2 * depth}}}{{{inline(entry.line)}}}"
    for inner in entry.items:
        yield from steps(inner, depth + 1)


def table(block: Table) -> Iterator[str]:
    """The table, made smaller when it is too wide, over several pages when it is long; below it its notes and its remark."""
    columns = "l" * len(block.columns)
    head = " & ".join(rf"\textbf{{{inline(words_and_symbols(name))}}}" for name in block.columns) + r" \\ \midrule"
    body = [" & ".join(inline(cell) for cell in row) + r" \\" for row in block.rows]
    if len(block.rows) > LONG_TABLE:
        yield rf"\begin{{small}}\begin{{longtable}}{{{columns}}}"
        yield from (head, r"\endhead", *body, r"\end{longtable}\end{small}")
    else:
        yield rf"\begin{{center}}\begin{{adjustbox}}{{max width=\textwidth}}\begin{{tabular}}{{{columns}}}"
        yield from (head, *body, r"\end{tabular}\end{adjustbox}\end{center}")
    for index, note in enumerate(block.notes, start=1):
        yield rf"\step{{0}}{{[{index}] {inline(note)}}}"
    if block.remark:
        yield rf"\step{{0}}{{{inline(block.remark)}}}"


def inline(line: Line) -> str:
    """Words and formulas."""
    return "".join(piece_text(piece) for piece in joined(line))


def piece_text(piece: str | Math | Mark) -> str:
    """One piece."""
    match piece:
        case Math():
            return f"${mathematics(piece)}$"
        case Mark(text, role) if role in COLOURS:
            return rf"\textcolor{{{COLOURS[role]}}}{{{words(text)}}}"
        case Mark(text, _):
            return words(text)
        case _:
            return words(piece)


def mathematics(piece: Math) -> str:
    """A formula for mathematics mode, only of characters that pdflatex knows."""
    return "".join(c if c.isascii() else FORMULA_WORDS.get(c) or command(c) for c in piece.latex)


def command(character: str) -> str:
    """A Greek letter as its command; what pdflatex does not know as its number."""
    if character in GREEK_LETTERS:
        return rf"\{GREEK_LETTERS[character]} "
    return rf"\text{{{character}}}" if character.isalpha() and ord(character) < 0x180 else rf"\text{{U+{ord(character):04X}}}"


def words(text: str) -> str:
    """Words for text mode."""
    return "".join(ARROW_WORDS.get(part) or "".join(map(letter, part)) for part in ARROWS.split(text))


def letter(character: str) -> str:
    """One character of text."""
    if character in WORDS:
        return WORDS[character]
    if character.isascii() or (character.isalpha() and ord(character) < 0x180):
        return character if character.isprintable() else " "
    return f"${command(character).strip()}$"
