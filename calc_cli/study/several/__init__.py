"""Functions of several variables: critical points, bounds, convexity, boundary; maps and their linear approximation."""

from calc_cli.study.several.surface import study_surface

__all__ = ["study_surface"]
