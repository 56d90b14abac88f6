"""Pictures: Study -> SVG, characters, PNG, PDF.

features.py  what a picture must show        window.py   the part of the plane       sampling.py  function -> polylines
scene.py     all of it together, once        svg.py, braille.py, figures.py          a scene drawn
"""

from __future__ import annotations

from calc_cli.reports.plot.braille import braille_plot
from calc_cli.reports.plot.svg import svg_plot

__all__ = ["braille_plot", "svg_plot"]
