"""The characters of terminal pictures, for terminals with all characters and for those with ASCII only."""

from __future__ import annotations

import re

from calc_cli.records import record
from calc_cli.reports.plot.features import Role


@record
class Characters:
    """Lines, the frame, and one mark a role."""

    across: str
    upright: str
    dashed_across: str
    dashed_upright: str
    slanted: str
    corner: str
    tick_across: str
    tick_upright: str
    marks: dict[Role, str]


UNICODE = Characters(
    "─", "│", "╌", "┊", "·", "└", "┴", "┤",
    {Role.MAXIMUM: "▲", Role.MINIMUM: "▼", Role.STATIONARY: "■", Role.SADDLE: "×", Role.CORNER: "■", Role.INFLECTION: "◆",
     Role.ENDPOINT: "●", Role.OPEN: "○", Role.CLOSED: "●"},
)  # fmt: skip
ASCII = Characters(
    "-", "|", "-", ":", ".", "+", "+", "+",
    {Role.MAXIMUM: "^", Role.MINIMUM: "v", Role.STATIONARY: "#", Role.SADDLE: "+", Role.CORNER: "#", Role.INFLECTION: "x",
     Role.ENDPOINT: "@", Role.OPEN: "o", Role.CLOSED: "@"},
)  # fmt: skip


def characters(*, ascii_only: bool) -> Characters:
    """The set for a terminal."""
    return ASCII if ascii_only else UNICODE


def plain(text: str) -> str:
    """A label in ASCII.

    >>> plain("(−√3, 3√3/2)"), plain("3π/2")
    ('(-sqrt(3), 3sqrt(3)/2)', '3pi/2')
    """
    text = re.sub(r"√([0-9]+)", r"sqrt(\1)", text)
    return text.replace("−", "-").replace("π", "pi").replace("·", "*")
