"""Critical points with proof: `analyze("x**3 - 3x")` gives a frozen `Study`; `Study.to_dict()` is its JSON document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from calc_cli.displays import DISPLAYS
from calc_cli.errors import CalcError
from calc_cli.settings import Roots, Settings

if TYPE_CHECKING:
    from calc_cli.model import Study
    from calc_cli.pipeline import analyze

DISPLAYS["html"] = lambda study: _shown("html", study)
DISPLAYS["latex"] = lambda study: _shown("latex", study)
DISPLAYS["dict"] = lambda study, *, steps: _document(study, steps)

__version__ = "0.1.0"
__all__ = ["CalcError", "Roots", "Settings", "Study", "analyze"]


def _shown(format: str, study: Any) -> str:
    """How a notebook shows a study; the reports are loaded when one is shown."""
    from calc_cli.reports import notebook

    return notebook.show(study, format)


def _document(study: Any, steps: bool) -> dict[str, Any]:
    """The JSON document of a study; the reports are loaded when one is asked for."""
    from calc_cli.reports.json import to_dict

    return to_dict(study, steps=steps)


def __getattr__(name: str) -> Any:
    """`analyze` and `Study` on first use: a start without analysis loads no algebra."""
    if name == "analyze":
        from calc_cli.pipeline import analyze

        return analyze
    if name == "Study":
        from calc_cli.model import Study

        return Study
    raise AttributeError(name)
