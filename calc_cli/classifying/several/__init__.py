"""Verdicts on critical points and sets of functions of several variables."""

from calc_cli.classifying.several.pointwise import classify_point
from calc_cli.classifying.several.verdict import SeveralVerdict

__all__ = ["SeveralVerdict", "classify_point"]
