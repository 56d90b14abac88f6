"""Formulas in the symbols of a textbook, for terminals: `3x² − 6x − 9`, `−√3/2`, `e^(−x)`. What is written can be typed in again."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any

from calc_cli.language import to_text
from calc_cli.reports.document import Document, Heading, Math, SignRow, math, text_of

SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
WHOLE_POWER = re.compile(r"\*\*([0-9]{1,4})(?![\w.(]|\*\*)")
COEFFICIENT = re.compile(r"(?<![\w.^/√²³⁰¹⁴-⁹])([0-9]+(?:\.[0-9]+)?)\*(?=(?![eE])[^\W\d_]|\((?!-)|[√∛|])")
PRODUCTS = (
    (re.compile(r"\)\*\("), ")("),
    (re.compile(r"([²³¹⁰⁴-⁹])\*\("), r"\1("),
    (re.compile(r"((?<![\w^.√*])[0-9]*[a-dk-zπ])\*\("), r"\1("),
    (re.compile(r"π\*(?=[a-df-z](?![\w(]))"), "π"),
    (re.compile(r"((?<![\w^.√*])[0-9]*[^\W\d_]|[)²³¹⁰⁴-⁹])\*(?=[^\W\d_]+\(|e\*\*)"), r"\1 "),
)
"""Products written side by side, as calc reads them too."""
CALLED = re.compile(r"(?<![\w.])([0-9]+)(?=[^\W\d_][^\W_]+\()")
DIMENSION = re.compile(r"\bR\^([0-9]+)")
NAMES = {"pi": "π", "oo": "∞"}
SIGNS = (("<=", "≤"), (">=", "≥"), ("!=", "≠"), ("->", "→"), ("**", "^"), ("*", "·"))
CALL = re.compile(r"(?<![\w.])(sqrt|cbrt|abs|log)\(")
ROOTS = {"sqrt": "√", "cbrt": "∛"}


def typeset(text: str) -> str:
    """The text of a formula with symbols.

    >>> typeset("f'(x) = -3*x**2/(2*sqrt(3)) + log(x)*(x - 1)**2")
    "f'(x) = −3x²/(2√3) + ln(x)(x − 1)²"
    """
    text = re.sub(r"(?<![\w.])(pi|oo)(?!\w)", lambda found: NAMES[found[1]], with_calls(text))
    text = WHOLE_POWER.sub(lambda found: found[1].translate(SUPERSCRIPTS), text)
    text = CALLED.sub(r"\1 ", COEFFICIENT.sub(r"\1", text))
    for pattern, beside in PRODUCTS:
        text = pattern.sub(beside, text)
    for plain, symbol in SIGNS:
        text = text.replace(plain, symbol)
    return re.sub(r"(?<![0-9][eE])-", "−", text)


def with_calls(text: str) -> str:
    """sqrt(3) written √3, abs(x - 1) written |x − 1|, log(x) written ln(x); what a power stands on stays as it is."""
    found = list(CALL.finditer(text))
    for call in reversed(found):  # the inner ones first
        start, inside = call.start(), call.end()
        end = closing(text, inside)
        if end is None:
            continue
        content, after = text[inside:end], text[end + 1 :]
        raised = after.startswith(("**", "^"))
        if call[1] in ROOTS and not raised:
            simple = re.fullmatch(r"[0-9]+|[^\W\d_]", content)
            text = text[:start] + ROOTS[call[1]] + (content if simple else f"({content})") + after
        elif call[1] == "abs" and "|" not in content:
            text = f"{text[:start]}|{content}|{after}"
        elif call[1] == "log" and not has_comma(content):
            text = f"{text[:start]}ln({content}){after}"
    return text


def closing(text: str, start: int) -> int | None:
    """Where the parenthesis that was opened just before `start` is closed."""
    depth = 1
    for at in range(start, len(text)):
        depth += (text[at] in "([") - (text[at] in ")]")
        if depth == 0:
            return at
    return None


def has_comma(content: str) -> bool:
    """A comma outside all parentheses."""
    depth = 0
    for character in content:
        depth += (character in "([") - (character in ")]")
        if character == "," and depth == 0:
            return True
    return False


def reals(found: re.Match[str]) -> str:
    """R^2 written ℝ²."""
    return "ℝ" + found[1].translate(SUPERSCRIPTS)


def typeset_document(document: Document) -> Document:
    """Every formula of the document with symbols."""
    return tuple(typeset_part(block) for block in document)


def typeset_part(part: Any) -> Any:
    """A block, a line or a cell with its formulas in symbols."""
    if isinstance(part, Math):
        return math(typeset("".join(DIMENSION.sub(reals, p) if isinstance(p, str) else to_text(p) for p in part.parts)))
    if isinstance(part, Heading):
        return replace(part, text=text_of(typeset_part(part.line))) if part.line and part.level == 1 else part
    if isinstance(part, SignRow):
        signs = tuple(text.replace("-", "−") for text in part.between)
        return replace(part, label=typeset_part(part.label), between=signs)
    if isinstance(part, tuple):
        return tuple(map(typeset_part, part))
    if is_dataclass(part) and not isinstance(part, type):
        return replace(part, **{field.name: typeset_part(getattr(part, field.name)) for field in fields(part)})
    return part
