"""How values show themselves, in a notebook and as JSON: functions registered from above, so that the model knows no report."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

DISPLAYS: dict[str, Callable[..., Any]] = {}
"""By format: `html` and `latex` give text, `dict` the JSON document."""


class Shown:
    """A value that has a JSON document and that a notebook can show."""

    __slots__ = ()

    def to_dict(self, *, steps: bool = False) -> dict[str, Any]:
        """The JSON document that `--json` prints, as a dictionary; steps: with the trees of the worked steps."""
        document: dict[str, Any] = DISPLAYS["dict"](self, steps=steps)
        return document

    def _repr_html_(self) -> str | None:
        display = DISPLAYS.get("html")
        return None if display is None else display(self)

    def _repr_latex_(self) -> str | None:
        display = DISPLAYS.get("latex")
        return None if display is None else display(self)
