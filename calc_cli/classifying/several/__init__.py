"""Verdicts on critical points and sets of functions of several variables."""

from calc_cli.classifying.several.components import SetVerdict, classify_component
from calc_cli.classifying.several.enclosed import enclosed_point
from calc_cli.classifying.several.pointwise import classify_point
from calc_cli.classifying.several.radial import proves_monotone_rays
from calc_cli.classifying.several.singular import classify_singular_point
from calc_cli.classifying.several.verdict import SeveralVerdict

__all__ = [
    "SetVerdict",
    "SeveralVerdict",
    "classify_component",
    "classify_point",
    "classify_singular_point",
    "enclosed_point",
    "proves_monotone_rays",
]
