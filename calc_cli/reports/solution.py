"""The whole worked solution of a study as one list of steps, each with the part it belongs to; what JSON prints."""

from __future__ import annotations

from collections.abc import Iterator

from calc_cli.model import Classification, CriticalPoint, Limit, Step, Study, Test
from calc_cli.reports.document import text_of
from calc_cli.reports.evidence import words
from calc_cli.reports.numbers import is_short
from calc_cli.reports.words import CLASSIFICATION
from calc_cli.tree import ZERO, Comparison, Variable

RELATIONS = frozenset(("<", "<=", ">", ">=", "==", "!="))
TEST_RULES = {
    Test.SECOND_DERIVATIVE: "second_derivative_test",
    Test.HIGHER_DERIVATIVE: "higher_derivative_test",
    Test.FIRST_DERIVATIVE: "first_derivative_test",
    Test.ONE_SIDED_SLOPES: "one_sided_slopes",
    Test.ONE_SIDED_VALUES: "one_sided_values",
}
EXTREMA = (Classification.LOCAL_MINIMUM, Classification.LOCAL_MAXIMUM)


def solution(study: Study) -> Iterator[tuple[str, Step]]:
    """Domain, derivatives, f' = 0, the test of each point, f'' = 0, limits at the ends."""
    yield from (("domain", step) for step in dict.fromkeys(conditions(study)))
    yield "first_derivative", study.first.step
    yield "second_derivative", study.second.step
    yield from (("critical_points", step) for step in study.solution)
    yield from (("classification", test_step(point, study)) for point in (*study.critical_points, *study.endpoints))
    yield from (("inflection_points", step) for step in study.inflection_solution)
    yield from (("limits", step) for step in limits(study))


def conditions(study: Study) -> Iterator[Step]:
    """What each subterm asks of the variable."""
    for asked in study.domain.conditions:
        plain = asked.relation in RELATIONS
        relation = Comparison(asked.subterm, asked.relation, ZERO) if plain else None
        yield Step("domain_condition", relation, note=(asked.reason, asked.subterm, asked.relation))


def test_step(point: CriticalPoint, study: Study) -> Step:
    """The test that decided the kind of a point, with its numbers."""
    f, x = study.problem.name, study.problem.variables[0]
    kind = CLASSIFICATION[point.classification]
    answer = f"a {kind}" if point.classification in EXTREMA else kind
    place = Comparison(Variable(x), "==", point.at[0].tree) if is_short(point.at[0]) else None
    return Step(TEST_RULES.get(point.test, "no_test"), place, note=(text_of(words(point, f, x)), answer))


def limits(study: Study) -> Iterator[Step]:
    """The limits of f at the ends of its domain and at its breaks."""
    x = study.problem.variables[0]
    for end, limit in (("-oo", study.chart.lower), ("oo", study.chart.upper)):
        yield from limit_step(study, limit, f"{x} -> {end}")
    for mark in study.chart.marks:
        if is_short(mark.at) and mark.value is None:
            yield from limit_step(study, mark.left, f"{x} -> {mark.at.exact} from the left")
            yield from limit_step(study, mark.right, f"{x} -> {mark.at.exact} from the right")


def limit_step(study: Study, limit: Limit | None, where: str) -> Iterator[Step]:
    """One limit, when it is known."""
    if limit is not None and limit.value is not None:
        yield Step("limit_at_end", study.problem.tree, limit.value, note=(where,))
