"""How each list was proved: the strategies in the order in which they were tried, each with its reason to refuse."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from calc_cli.model import Status, Study, Surface
from calc_cli.reports.completeness import among, complete
from calc_cli.reports.document import Block, Heading, Line, Mark, Paragraph, Table
from calc_cli.reports.numbers import box
from calc_cli.reports.words import plural, strategy


def explanation(study: Study | Surface, *, steps: bool) -> Iterator[Block]:
    """One table a list."""
    yield Heading("How the lists were proved")
    lists = [("Critical points", study.critical_status)]
    if isinstance(study, Study):
        lists.append(("Inflection points", study.inflection_status))
    for title, status in lists:
        yield Paragraph((f"{title}: ", *verdict(status, study)))
        rows = trail(status)
        if rows:
            yield Table(("strategy", "outcome"), rows)


def verdict(status: Status, study: Study | Surface) -> Line:
    """`proved complete on the whole domain by counting zeros by Rolle's theorem`."""
    by = f" by {' and '.join(map(strategy, status.strategies))}" if status.strategies else ""
    if not status.proved:
        left: Line = ("; undecided: ", *among(status.undecided)) if status.undecided else ()
        return (Mark("not proved complete", "bad"), *left)
    if complete(status, study) or status.within is None:
        where = "on the whole domain" if study.region is None else "on what was asked for"
        return (Mark(f"proved complete {where}", "good"), by)
    return (Mark("proved complete within ", "good"), box(status.within), by)


def trail(status: Status) -> tuple[tuple[Line, ...], ...]:
    """Each strategy once with each of its reasons, those that found points last."""
    refusals = Counter((refusal.strategy, refusal.reason) for refusal in status.trail)
    rows: list[tuple[Line, ...]] = []
    for (name, reason), times in refusals.items():
        often = f" ({plural(times, 'equation')})" if times > 1 else ""
        rows.append(((strategy(name),), (f"refused: {reason}{often}",)))
    return (*rows, *(((strategy(name),), (Mark("found points", "good"),)) for name in status.strategies))
