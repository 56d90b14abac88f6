"""What a study says, held against dense sampling with mpmath: each check yields a sentence for every statement it finds false."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import mpmath

from calc_cli.model import Study
from tests.self_check.cases import Case
from tests.self_check.graph import (
    chart_agrees,
    concavity_agrees,
    convexity_agrees,
    derivatives_agree,
    domain_agrees,
    monotonicity_agrees,
    pieces_cover,
    sets_agree,
)
from tests.self_check.lists import critical_list_is_complete, inflection_list_is_complete, inflections_agree, points_agree
from tests.self_check.values import DIGITS
from tests.self_check.whole import asymptotes_agree, extrema_agree, intercepts_agree, singularities_agree, symmetry_and_period_agree

CHECKS: tuple[Callable[[Case], Iterator[str]], ...] = (
    domain_agrees,
    derivatives_agree,
    critical_list_is_complete,
    inflection_list_is_complete,
    points_agree,
    inflections_agree,
    monotonicity_agrees,
    concavity_agrees,
    pieces_cover,
    extrema_agree,
    singularities_agree,
    asymptotes_agree,
    intercepts_agree,
    symmetry_and_period_agree,
    convexity_agrees,
    chart_agrees,
    sets_agree,
)


def false_statements(study: Study, count: int = 60) -> list[str]:
    """What dense sampling contradicts; sentences that begin with ? are doubts, not contradictions."""
    with mpmath.workdps(DIGITS):
        case = Case.of(study, count)
        return [sentence for check in CHECKS for sentence in check(case)]
