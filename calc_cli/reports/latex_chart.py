"""Chart -> `tkz-tab`, as French textbooks print it; a plain table where that has no picture for what happens."""

from __future__ import annotations

from collections.abc import Iterator

from calc_cli.reports.charts import BOTTOM, MIDDLE, TOP, levels, parts
from calc_cli.reports.document import Chart, Math, SignRow, VariationRow

MOST_GAPS = 6
WIDTH_CM = 14.0
WIDEST_GAP_CM = 3.0
ARROWS = {"up": r"$\nearrow$", "down": r"$\searrow$", "flat": r"$\rightarrow$", "?": "?", "": "///"}
HEIGHTS = {TOP: "+", BOTTOM: "-"}


def pictures(chart: Chart) -> Iterator[str]:
    """The chart, or its parts one below the other."""
    for piece in parts(chart, MOST_GAPS):
        yield r"\begin{center}"
        yield from tabular(piece) if needs_tabular(piece) else picture(piece)
        yield r"\end{center}"


def latex(formula: Math | None) -> str:
    """In mathematics mode; empty when there is none."""
    from calc_cli.reports.latex import mathematics

    return "" if formula is None else f"${mathematics(formula)}$"


def needs_tabular(chart: Chart) -> bool:
    """Directions that are not known, or a value whose two arrows cannot meet: `tkz-tab` would draw arrows that say too much."""
    for row in chart.rows:
        if isinstance(row, SignRow):
            if "?" in row.between:
                return True
            continue
        if "?" in row.between or any(passes(row, i) and i in (0, len(row.at) - 1) for i in range(len(row.at))):
            return True
        if variation_items(row) is None:
            return True
    return False


def picture(chart: Chart) -> Iterator[str]:
    """`tikzpicture` with one line of signs or variations a row."""
    gap = min(WIDEST_GAP_CM, WIDTH_CM / (len(chart.places) - 1))
    heads = [f"{latex(chart.variable)}/0.9"]
    heads += [f"{latex(row.label)}/{0.9 if isinstance(row, SignRow) else 1.9}" for row in chart.rows]
    yield r"\begin{tikzpicture}"
    yield rf"\tkzTabInit[lgt=1.6,espcl={gap:.2f},nocadre=false]{{{','.join(heads)}}}"
    yield "{" + ",".join("{" + latex(place) + "}" for place in chart.places) + "}"
    rank = {i: i + 1 for i in range(len(chart.places))}
    for row in chart.rows:
        if isinstance(row, SignRow):
            yield rf"\tkzTabLine{{{sign_items(row)}}}"
        else:
            yield rf"\tkzTabVar{{{variation_items(row)}}}"
            for i, (before, after) in carried(row).items():
                yield rf"\tkzTabIma{{{rank[before]}}}{{{rank[after]}}}{{{rank[i]}}}{{{latex(row.at[i].value)}}}"
    yield r"\end{tikzpicture}"


def sign_items(row: SignRow) -> str:
    """`,+,z,-,d,h,`: places and gaps in turn."""
    at = {"0": "z", "||": "d", "": ""}
    places = [at[text] for text in row.at]
    gaps = [text if text in ("+", "-") else {"": "h", "0": "0"}[text] for text in row.between]
    return ",".join(text for pair in zip(places, [*gaps, ""], strict=True) for text in pair)[:-1]


def passes(row: VariationRow, i: int) -> bool:
    """f goes on in the same direction through this place: the arrow is not broken there."""
    station = row.at[i]
    inside = 0 < i < len(row.at) - 1
    return inside and not station.bar and row.between[i - 1] == row.between[i] and row.between[i] in ("up", "down")


def carried(row: VariationRow) -> dict[int, tuple[int, int]]:
    """For each value on an unbroken arrow: the places where the arrow begins and ends."""
    ends = [i for i in range(len(row.at)) if not passes(row, i)]
    inner = (i for i in range(len(row.at)) if passes(row, i) and row.at[i].value is not None)
    return {i: (max(e for e in ends if e < i), min(e for e in ends if e > i)) for i in inner}


def variation_items(row: VariationRow) -> str | None:
    """`-/ $v$ , +D- / $l$ / $r$ , R/`; None when a height cannot be drawn."""
    items: list[str] = []
    previous: str | None = None
    for i, (left, right) in enumerate(levels(row)):
        if passes(row, i):
            items.append("R/")
            continue
        item = bar_item(row, i, left, right, previous) if row.at[i].bar else value_item(row, i, left, right, previous)
        if item is None:
            return None
        items.append(item)
        previous = item.partition("/")[0].strip("DCH")[-1:] or None
    return ", ".join(items)


def value_item(row: VariationRow, i: int, left: int, right: int, previous: str | None) -> str | None:
    """A value at the height of its arrows; beside a flat stretch at the height where the stretch lies."""
    flat_before, flat_after = (i > 0 and row.between[i - 1] == "flat"), (i < len(row.between) and row.between[i] == "flat")
    if left == MIDDLE or right == MIDDLE:
        if not (flat_before or flat_after or len(row.between) == 0):
            return None
        sign = previous if flat_before and previous in ("+", "-") else "+"
    else:
        sign = HEIGHTS[left]
    if flat_before and previous is not None and sign != previous:
        return None
    hatched = i < len(row.between) and row.between[i] == ""
    return f"{sign}{'H' if hatched else ''}/ {latex(row.at[i].value)}"


def bar_item(row: VariationRow, i: int, left: int, right: int, previous: str | None) -> str | None:
    """`+D-/ $l$ / $r$`: the limits at both sides of a double bar; C instead of D at the side to which the value belongs."""
    station = row.at[i]
    has_left, has_right = i > 0 and row.between[i - 1] != "", i < len(row.between) and row.between[i] != ""
    hatch = "H" if i < len(row.between) and row.between[i] == "" else ""
    first = previous or "+" if left == MIDDLE else HEIGHTS[left]
    second = "+" if right == MIDDLE else HEIGHTS[right]
    if has_left and i > 0 and row.between[i - 1] == "flat" and previous is not None:
        first = previous
    if has_left and has_right:
        bar = "CD" if station.value is not None and station.value == station.left else "D"
        bar = "DC" if station.value is not None and station.value == station.right else bar
        return f"{first}{bar}{second}/ {latex(station.left)} / {latex(station.right)}"
    if has_left:
        return f"{first}D{hatch}/ {latex(station.left)}"
    return f"D{second}/ {latex(station.right)}" if has_right else None


def tabular(chart: Chart) -> Iterator[str]:
    """A plain table: values and limits at the places, arrows between them."""
    columns = len(chart.places) * 2 - 1
    yield rf"\begin{{adjustbox}}{{max width=\textwidth}}\begin{{tabular}}{{c|{'c' * columns}}}"
    places = spread([latex(place) for place in chart.places], [""] * (len(chart.places) - 1))
    yield " & ".join([latex(chart.variable), *places]) + r" \\ \hline"
    for row in chart.rows:
        if isinstance(row, SignRow):
            cells = spread([text.replace("||", r"$\|$") for text in row.at], [text.replace("-", "$-$") or "///" for text in row.between])
        else:
            cells = spread([station_text(row, i) for i in range(len(row.at))], [ARROWS[text] for text in row.between])
        yield " & ".join([latex(row.label), *cells]) + r" \\ \hline"
    yield r"\end{tabular}\end{adjustbox}"


def station_text(row: VariationRow, i: int) -> str:
    """A value, or limits beside a bar."""
    station = row.at[i]
    return rf"{latex(station.left)} $\|$ {latex(station.right)}" if station.bar else latex(station.value)


def spread(places: list[str], gaps: list[str]) -> list[str]:
    """place, gap, place, …, place."""
    return [text for pair in zip(places, [*gaps, ""], strict=True) for text in pair][:-1]
