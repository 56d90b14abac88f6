"""How values show themselves in a notebook: functions registered from above, so that the model knows no report."""

from __future__ import annotations

from collections.abc import Callable

DISPLAYS: dict[str, Callable[[object], str]] = {}
"""By format: `html`, `latex`."""


class Shown:
    """A value that a notebook can show; nothing when no display is registered."""

    __slots__ = ()

    def _repr_html_(self) -> str | None:
        display = DISPLAYS.get("html")
        return None if display is None else display(self)

    def _repr_latex_(self) -> str | None:
        display = DISPLAYS.get("latex")
        return None if display is None else display(self)
