"""A grid of characters: curves in braille dots (2 x 4 a character) or in ASCII, lines and marks over them."""

from __future__ import annotations

import math
from collections.abc import Sequence

BRAILLE = 0x2800
DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
ASCII_CURVE = "*"


class Canvas:
    """columns x rows characters; x from 0 to 1 rightwards, y from 0 to 1 upwards."""

    def __init__(self, columns: int, rows: int, *, ascii_only: bool) -> None:
        self.columns = columns
        self.rows = rows
        self.ascii_only = ascii_only
        self.dots: dict[tuple[int, int], int] = {}
        self.under: dict[tuple[int, int], str] = {}
        self.over: dict[tuple[int, int], str] = {}

    def column(self, x: float) -> int:
        """The column of a place."""
        return min(self.columns - 1, max(0, math.floor(x * self.columns)))

    def row(self, y: float) -> int:
        """The row of a place, from the top."""
        return min(self.rows - 1, max(0, math.floor((1.0 - y) * self.rows)))

    def mark(self, x: float, y: float, character: str) -> None:
        """A character that hides what is under it; the first one at a place stays."""
        self.over.setdefault((self.row(y), self.column(x)), character)

    def horizontal(self, y: float, character: str) -> None:
        """A line across, seen where no curve runs."""
        for column in range(self.columns):
            self.cross(self.row(y), column, character)

    def vertical(self, x: float, character: str) -> None:
        """A line upright, seen where no curve runs."""
        for row in range(self.rows):
            self.cross(row, self.column(x), character)

    def slanted(self, start: tuple[float, float], end: tuple[float, float], character: str) -> None:
        """A line of single characters, every second column."""
        for column in range(self.column(start[0]), self.column(end[0]) + 1, 2):
            share = ((column + 0.5) / self.columns - start[0]) / max(end[0] - start[0], 1e-12)
            if 0 <= share <= 1:
                self.under.setdefault((self.row(start[1] + share * (end[1] - start[1])), column), character)

    def cross(self, row: int, column: int, character: str) -> None:
        """A character under the curves; two solid lines meet in a cross."""
        before = self.under.get((row, column))
        crossing = {("─", "│"): "┼", ("│", "─"): "┼", ("-", "|"): "+", ("|", "-"): "+"}
        self.under[row, column] = character if before is None else crossing.get((before, character), before)

    def polyline(self, places: Sequence[tuple[float, float]]) -> None:
        """A curve through places."""
        wide, high = self.columns * 2, self.rows * 4
        points = [(min(wide - 1, max(0, int(x * wide))), min(high - 1, max(0, int((1.0 - y) * high)))) for x, y in places]
        for start, end in zip(points, points[1:], strict=False):  # noqa: RUF007  itertools is not worth its import here
            self.segment(start, end)

    def segment(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """All dots between two dots."""
        (a, b), (c, d) = start, end
        steps = max(abs(c - a), abs(d - b), 1)
        for k in range(steps + 1):
            x, y = a + round(k * (c - a) / steps), b + round(k * (d - b) / steps)
            place = (y // 4, x // 2)
            self.dots[place] = self.dots.get(place, 0) | DOTS[y % 4][x % 2]

    def character(self, row: int, column: int) -> str:
        """What stands in a cell."""
        place = (row, column)
        if place in self.over:
            return self.over[place]
        if place in self.dots:
            return ASCII_CURVE if self.ascii_only else chr(BRAILLE + self.dots[place])
        return self.under.get(place, " ")

    def lines(self) -> list[str]:
        """The rows as text."""
        return ["".join(self.character(row, column) for column in range(self.columns)) for row in range(self.rows)]
