"""What every format needs to draw a chart: how high its values stand, and its parts when it is too wide."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from calc_cli.reports.document import Chart, VariationRow

TOP, MIDDLE, BOTTOM = 2, 1, 0
BEFORE = {"up": TOP, "down": BOTTOM}
AFTER = {"up": BOTTOM, "down": TOP}


def levels(row: VariationRow) -> list[tuple[int, int]]:
    """(height on the left side, on the right side) of each station: an arrow that rises ends at the top and begins at the bottom.

    A value that stands alone has one height: the middle where f goes on in the same direction.
    """
    heights = []
    for i, station in enumerate(row.at):
        left = BEFORE.get(row.between[i - 1]) if i else None
        right = AFTER.get(row.between[i]) if i < len(row.between) else None
        if station.bar:
            heights.append((MIDDLE if left is None else left, MIDDLE if right is None else right))
            continue
        known = {height for height in (left, right) if height is not None}
        height = known.pop() if len(known) == 1 else MIDDLE
        heights.append((height, height))
    return heights


def part(chart: Chart, first: int, last: int) -> Chart:
    """The chart from place number `first` to place number `last`; the remark stays with the last part."""
    rows = tuple(replace(row, at=row.at[first : last + 1], between=row.between[first:last]) for row in chart.rows)  # type: ignore[arg-type]
    return Chart(chart.variable, chart.places[first : last + 1], rows, chart.remark if last == len(chart.places) - 1 else ())


def parts(chart: Chart, most: int) -> list[Chart]:
    """Charts with at most so many gaps, each beginning where the one before ends; their lengths as equal as can be."""
    gaps = len(chart.places) - 1
    count = max(1, -(-gaps // most))
    cuts = [round(k * gaps / count) for k in range(count + 1)]
    return [part(chart, low, high) for low, high in pairwise(cuts)]
