"""Functions of several variables: critical points, bounds, convexity, boundary; maps and their linear approximation."""

from calc_cli.study.several.local import study_locally
from calc_cli.study.several.maps import study_map
from calc_cli.study.several.surface import study_surface

__all__ = ["study_locally", "study_map", "study_surface"]
