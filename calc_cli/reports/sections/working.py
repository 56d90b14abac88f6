"""Steps of the computation as items of a worked solution."""

from __future__ import annotations

from calc_cli.model import Step
from calc_cli.reports.document import Item
from calc_cli.reports.sentences import sentence


def item(step: Step, *, deep: bool = True) -> Item:
    """The step in words; with `deep` the steps inside it too."""
    return Item((sentence(step),), tuple(item(inner) for inner in step.substeps) if deep else ())
