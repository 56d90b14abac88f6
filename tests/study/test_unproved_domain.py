"""A condition whose zeros are not all known: the domain is told for the window that was searched, nothing is said beyond it."""

import pytest

from calc_cli import Settings, analyze
from calc_cli.tree import INFINITY

CASES = [("sqrt(Si(4*x) - x/2)", "[0, oo)"), ("log(Si(x) - x/9)", "(0, oo)")]


@pytest.mark.parametrize(("text", "on"), CASES)
def test_the_domain_is_that_of_the_window(text, on):
    study = analyze(text, Settings(on=on, budget_seconds=2.0))
    assert study.domain.within is not None
    assert all(piece.upper != INFINITY for piece in study.domain.intervals)
    assert study.minimum is None or study.minimum.value is not None
    assert not any("oo" in line.towards for line in study.asymptotes)
