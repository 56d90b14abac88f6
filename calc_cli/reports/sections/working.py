"""Steps of the computation as items of a worked solution."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from calc_cli.model import Derivation, Step
from calc_cli.reports.document import Block, Formulas, Item, Items, math
from calc_cli.reports.sentences import is_differentiation, sentence_line, title


def items(steps: Sequence[Step], *, deep: bool = True) -> tuple[Item, ...]:
    """The steps in words, one after the other; with `deep` the steps inside them too."""
    return tuple(item(step, previous, deep=deep) for previous, step in zip((None, *steps), steps, strict=False))


def item(step: Step, previous: Step | None = None, *, deep: bool = True) -> Item:
    """One step in words; the first step inside it may go on from what it comes to."""
    if not deep or not step.substeps:
        return Item(sentence_line(step, previous))
    inner = items(step.substeps)
    first = item(step.substeps[0], step)
    return Item(sentence_line(step, previous), (first, *inner[1:]))


def worked_derivative(name: str, derivation: Derivation) -> Iterator[Block]:
    """The rule for the whole function with the steps inside it, then `f'(x) = …` as the rule gives it and in its simplest form."""
    step = derivation.step
    if is_differentiation(step):
        yield Items((Item(title(step), items(step.substeps)),))
    rows = [(math(name), math(derivation.raw))]
    if derivation.raw != derivation.result:
        rows.append((math(""), math(derivation.result)))
    yield Formulas(tuple(rows))
