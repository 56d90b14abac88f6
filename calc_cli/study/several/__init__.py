"""Functions of several variables: critical points, bounds, convexity, boundary; maps and their linear approximation.

surface.py  the whole study       local.py  gradient and Hessian at a point       maps.py  Jacobian and linear approximation
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from calc_cli.study.several.local import study_locally
    from calc_cli.study.several.maps import study_map
    from calc_cli.study.several.surface import study_surface

__all__ = ["study_locally", "study_map", "study_surface"]


def __getattr__(name: str) -> Any:
    """Each study on first use: one does not load the others."""
    if name == "study_surface":
        from calc_cli.study.several.surface import study_surface

        return study_surface
    if name == "study_map":
        from calc_cli.study.several.maps import study_map

        return study_map
    if name == "study_locally":
        from calc_cli.study.several.local import study_locally

        return study_locally
    raise AttributeError(name)
