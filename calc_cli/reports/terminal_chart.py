"""Chart -> lines of text: every place a column around an anchor, so that the bars of one place stand below each other."""

from __future__ import annotations

from rich.cells import cell_len

from calc_cli.records import record
from calc_cli.reports.charts import levels, part
from calc_cli.reports.document import Chart, Math, SignRow, VariationRow

WIDEST_IN_A_PIPE = 120
GAP = 5


@record
class Glyphs:
    """The characters of a chart."""

    bar: str
    line: str
    rule: str
    cross: str
    arrows: dict[str, str]
    outside: str = "///"


UNICODE = Glyphs("║", "│", "─", "┼", {"up": "↗", "down": "↘", "flat": "→", "?": "?"})
ASCII = Glyphs("||", "|", "-", "+", {"up": "/", "down": "\\", "flat": "->", "?": "?"})


def draw(chart: Chart, width: int, *, ascii_only: bool = False) -> list[str]:
    """The lines of the chart; of several charts one below the other where one would be wider than `width`; none where it cannot fit."""
    glyphs = ASCII if ascii_only else UNICODE
    lines: list[str] = []
    first, last = 0, len(chart.places) - 1
    while first < last:
        end = first
        while end < last and breadth(picture(part(chart, first, end + 1), glyphs)) <= width:
            end += 1
        if end == first:
            return []
        lines += [*([""] if lines else []), *picture(part(chart, first, end), glyphs)]
        first = end
    return lines


def breadth(lines: list[str]) -> int:
    """Columns of the widest line."""
    return max(map(cell_len, lines))


def picture(chart: Chart, glyphs: Glyphs) -> list[str]:
    """One chart, as wide as it needs."""
    label_width = max(cell_len(label.text) for label in (chart.variable, *(row.label for row in chart.rows))) + 1
    columns = [extents(chart, i, glyphs) for i in range(len(chart.places))]
    anchors, at = [], 1
    for i, (before, after) in enumerate(columns):
        at += before + (GAP if i else 0)
        anchors.append(at)
        at += after
    bodies: list[tuple[str, list[list[str]]]] = [(chart.variable.text, [place_line(chart, anchors, at)])]
    for row in chart.rows:
        if isinstance(row, SignRow):
            bodies.append((row.label.text, [sign_line(row, columns, anchors, at, glyphs)]))
        else:
            bodies.append((row.label.text, variation_lines(row, columns, anchors, at, glyphs)))
    lines: list[str] = []
    for index, (label, body) in enumerate(bodies):
        if index:
            lines.append(glyphs.rule * label_width + glyphs.cross + glyphs.rule * at)
        for i, cells in enumerate(body):
            title = label if i == len(body) // 2 else ""
            lines.append(title + " " * (label_width - cell_len(title)) + glyphs.line + "".join(cells).rstrip())
    return [line.rstrip() for line in lines]


def extents(chart: Chart, i: int, glyphs: Glyphs) -> tuple[int, int]:
    """Columns that place number i needs before and after its anchor."""
    before, after = around(chart.places[i].text)
    for row in chart.rows:
        if isinstance(row, VariationRow):
            station = row.at[i]
            if station.bar:
                before = max(before, size(station.left) + 1)
                after = max(after, len(glyphs.bar) + 1 + size(station.right))
            elif station.value is not None:
                low, high = around(station.value.text)
                before, after = max(before, low), max(after, high)
        else:
            after = max(after, len(glyphs.bar))
    return before, after


def around(text: str) -> tuple[int, int]:
    """Columns before the anchor and from the anchor on of a centred text."""
    return (cell_len(text) - 1) // 2, cell_len(text) - (cell_len(text) - 1) // 2


def size(formula: Math | None) -> int:
    """Columns of a formula that may be missing."""
    return 0 if formula is None else cell_len(formula.text)


def empty(columns: int) -> list[str]:
    """A blank line."""
    return [" "] * (columns + 1)


def put(line: list[str], start: int, text: str) -> None:
    """Write over a line from a column on."""
    for offset, character in enumerate(text):
        line[start + offset] = character


def put_centred(line: list[str], anchor: int, text: str) -> None:
    """Write around an anchor."""
    if text:
        put(line, anchor - around(text)[0], text)


def place_line(chart: Chart, anchors: list[int], columns: int) -> list[str]:
    """The places."""
    line = empty(columns)
    for anchor, place in zip(anchors, chart.places, strict=True):
        put_centred(line, anchor, place.text)
    return line


def middle(anchors: list[int], extent: list[tuple[int, int]], i: int) -> int:
    """Halfway between what stands at a place and what stands at the next."""
    return (anchors[i] + extent[i][1] + anchors[i + 1] - extent[i + 1][0] - 1) // 2


def sign_line(row: SignRow, extent: list[tuple[int, int]], anchors: list[int], columns: int, glyphs: Glyphs) -> list[str]:
    """Signs in the gaps, zeros and bars at the places."""
    line = empty(columns)
    for anchor, text in zip(anchors, row.at, strict=True):
        put(line, anchor, glyphs.bar if text == "||" else text)
    for i, text in enumerate(row.between):
        put_centred(line, middle(anchors, extent, i), text or glyphs.outside)
    return line


def variation_lines(row: VariationRow, extent: list[tuple[int, int]], anchors: list[int], columns: int, glyphs: Glyphs) -> list[list[str]]:
    """Three lines: what is high, the arrows, what is low."""
    lines = [empty(columns) for _ in range(3)]
    for (left, right), anchor, station in zip(levels(row), anchors, row.at, strict=True):
        if station.bar:
            for line in lines:
                put(line, anchor, glyphs.bar)
            put(lines[2 - left], anchor - 1 - size(station.left), station.left.text if station.left is not None else "")
            put(lines[2 - right], anchor + len(glyphs.bar) + 1, station.right.text if station.right is not None else "")
        elif station.value is not None:
            put_centred(lines[2 - left], anchor, station.value.text)
    for i, text in enumerate(row.between):
        put_centred(lines[1], middle(anchors, extent, i), glyphs.arrows.get(text, glyphs.outside))
    return lines
