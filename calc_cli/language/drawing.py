"""A refusal drawn for people: the message, the text with a caret under the place, the hint. Plain text, nothing echoed raw."""

from __future__ import annotations

import unicodedata

from calc_cli.errors import CalcError

WINDOW = 72
MARGIN = "  "
UNSEEN = "\N{REPLACEMENT CHARACTER}"


def draw(error: CalcError) -> str:
    """Message, text line, caret line and hint line; a long text is cut around the place.

    >>> print(draw(CalcError("unknown_name", "there is no function named sine", "sine(x)", (0, 4), "did you mean sin?")))
    there is no function named sine
      sine(x)
      ^^^^
    hint: did you mean sin?
    """
    lines = [visible(error.message)]
    if error.text.strip() and error.span is not None:
        lines += place(error.text, error.span)
    if error.hint:
        lines.append(f"hint: {visible(error.hint)}")
    return "\n".join(lines)


def visible(text: str) -> str:
    """The text with every character that cannot be seen replaced; tabs and line ends become spaces."""
    return "".join(seen(character) for character in text)


def seen(character: str) -> str:
    """One character, fit to be written to a terminal."""
    if character in "\t\n\r" or unicodedata.category(character) == "Zs":
        return " "
    return character if character.isprintable() and unicodedata.category(character)[0] != "M" else UNSEEN


def place(text: str, span: tuple[int, int]) -> list[str]:
    """The text around the span, and the carets under it."""
    start, end = max(0, min(span[0], len(text))), max(0, min(span[1], len(text)))
    first, last = window(len(text), start, end)
    before = "…" if first > 0 else ""
    after = "…" if last < len(text) else ""
    shown = before + visible(text[first:last]) + after
    offset = columns(before + visible(text[first:start]))
    carets = max(1, columns(visible(text[start : min(end, last)])))
    return [MARGIN + shown, MARGIN + " " * offset + "^" * carets]


def window(length: int, start: int, end: int) -> tuple[int, int]:
    """The stretch of the text to show: all of it when short, otherwise around the span."""
    if length <= WINDOW:
        return 0, length
    first = max(0, min(start - WINDOW // 3, length - WINDOW))
    return first, min(length, first + WINDOW)


def columns(text: str) -> int:
    """The width of a text in a terminal: wide characters take two columns."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
