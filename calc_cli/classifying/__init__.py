"""Verdicts on points: minimum, maximum, saddle, and the test that decided."""

from calc_cli.classifying.tests import TESTS, Occasion, Verdict, classify, classify_endpoint

__all__ = ["TESTS", "Occasion", "Verdict", "classify", "classify_endpoint"]
