"""Pictures: Study -> SVG, characters, PNG, PDF; Surface -> contours and the surface in space.

features.py  what a picture must show      window.py    the part of the plane       sampling.py  function -> polylines
scene.py     all of it together, once      svg.py, braille.py, figures.py           a scene drawn
landscape.py a surface on a grid           shading.py, figures.py                   a landscape drawn
"""

from __future__ import annotations

from calc_cli.model import Study, Surface
from calc_cli.reports.plot.braille import braille_plot
from calc_cli.reports.plot.svg import svg_plot

__all__ = ["braille_plot", "character_plot", "file_plot", "svg_plot"]


def character_plot(
    study: Study | Surface, columns: int, rows: int, *, ascii_only: bool = False, derivatives: bool = False, legend: bool = True
) -> list[str]:
    """The picture of a study in characters."""
    if isinstance(study, Study):
        return braille_plot(study, columns, rows, ascii_only=ascii_only, derivatives=derivatives, legend=legend)
    from calc_cli.reports.plot.shading import shaded_plot

    return shaded_plot(study, columns, rows, ascii_only=ascii_only, with_legend=legend)


def file_plot(study: Study | Surface, ending: str, *, width: int, height: int, derivatives: bool = False) -> bytes:
    """The bytes of a picture file; ending: `.svg`, `.png` or `.pdf`."""
    if isinstance(study, Study) and ending == ".svg":
        return svg_plot(study, width=width, height=height, derivatives=derivatives, standalone=True).encode()
    from calc_cli.reports.plot.figures import figure_file

    return figure_file(study, ending.lstrip("."), width=width, height=height, derivatives=derivatives)
