"""Lines of comma-separated values -> records; a quotation mark that is never closed spoils its own line only."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterable, Iterator

MOST_LINES = 50
"""A cell may go on over so many lines."""
SEPARATORS = ",;\t"


class BadRow(Exception):
    """A record that cannot be read."""


def header_of(line: str, wanted: str) -> tuple[str, list[str]] | None:
    """The separator and the names of the columns: the separator under which one of them is the wanted column.

    >>> header_of("Expression; id", "expression")
    (';', ['expression', 'id'])
    """
    for separator in SEPARATORS:
        try:
            columns = [column.strip().lower() for column in next(csv.reader([line], delimiter=separator), [])]
        except csv.Error:
            continue
        if wanted in columns:
            return separator, columns
    return None


def records(lines: Iterable[str], first: int, separator: str) -> Iterator[tuple[int, list[str] | BadRow]]:
    """(number of its first line, cells) of every record that is not empty; first: the number of the first line."""
    rest = _Lines(lines, first)
    while (number := rest.number) and (line := rest.next()) is not None:
        try:
            row = next(csv.reader([_whole(line, rest)], delimiter=separator, strict=False), [])
        except BadRow as error:
            yield number, error
            continue
        except csv.Error:
            yield number, BadRow(f"a cell has more than {csv.field_size_limit()} characters")
            continue
        if any(cell.strip() for cell in row):
            yield number, row


class _Lines:
    """Lines that can be given back."""

    def __init__(self, lines: Iterable[str], first: int) -> None:
        self._lines = iter(lines)
        self._returned: deque[str] = deque()
        self.number = first

    def next(self) -> str | None:
        line = self._returned.popleft() if self._returned else next(self._lines, None)
        self.number += 1
        return line

    def give_back(self, lines: list[str]) -> None:
        self._returned.extendleft(reversed(lines))
        self.number -= len(lines)


def _whole(line: str, rest: _Lines) -> str:
    """The line with those into which its quoted cells go on."""
    taken: list[str] = []
    open_quotes = line.count('"') % 2
    while open_quotes:
        more = rest.next() if len(taken) < MOST_LINES else None
        if more is None:
            rest.give_back(taken)
            raise BadRow("a quotation mark is never closed")
        taken.append(more)
        open_quotes ^= more.count('"') % 2
    return "".join([line, *taken])
