"""The style sheet of the pictures: colours for light and for dark pages; ink is the colour of the text around."""

from __future__ import annotations

INK = "#1f2933"
PAPER = "#ffffff"
DARK_INK = "#e6e9ee"
DARK_PAPER = "#14181f"

LIGHT = {"f": "#1f5fc4", "f1": "#c2410c", "f2": "#15803d", "max": "#b4235a", "min": "#0f766e", "bend": "#7c3aed"}
DARK = {"f": "#7db2ff", "f1": "#ff9d66", "f2": "#6ee08f", "max": "#ff7fae", "min": "#4fd6c5", "bend": "#c4a5ff"}


def colours(table: dict[str, str], paper: str) -> str:
    """Custom properties of one page colour."""
    return "".join(f"--calc-{name}:{colour};" for name, colour in table.items()) + f"--calc-paper:{paper};"


STYLE = (
    ".calc-plot{max-width:100%;height:auto;font:12px system-ui,sans-serif;color:inherit;" + colours(LIGHT, PAPER) + "}"
    "@media (prefers-color-scheme:dark){.calc-plot{" + colours(DARK, DARK_PAPER) + "}}"
    ".calc-plot text{fill:currentColor;stroke:none}"
    ".calc-plot .ticks text{opacity:.75;font-size:11px}"
    ".calc-plot .labels text{paint-order:stroke;stroke:var(--calc-paper);stroke-width:3px;stroke-linejoin:round}"
    ".calc-plot .name{font-style:italic}"
    ".calc-plot path{fill:none}"
    ".calc-plot .grid{stroke:currentColor;opacity:.1}"
    ".calc-plot .axis{stroke:currentColor;opacity:.55}"
    ".calc-plot .asymptote{stroke:currentColor;stroke-dasharray:6 5;opacity:.6}"
    ".calc-plot .curve{stroke:var(--calc-f);stroke-width:2;stroke-linejoin:round;stroke-linecap:round}"
    ".calc-plot .c1{stroke:var(--calc-f1);stroke-width:1.5;stroke-dasharray:8 3}"
    ".calc-plot .c2{stroke:var(--calc-f2);stroke-width:1.5;stroke-dasharray:2 4}"
    ".calc-plot circle{fill:var(--calc-f);stroke:var(--calc-paper);stroke-width:1}"
    ".calc-plot .maximum{fill:var(--calc-max)}"
    ".calc-plot .minimum{fill:var(--calc-min)}"
    ".calc-plot .inflection{fill:var(--calc-bend)}"
    ".calc-plot .open{fill:var(--calc-paper);stroke:var(--calc-f);stroke-width:2}"
)
STANDALONE = (
    f".calc-alone{{color:{INK}}}.calc-alone .back{{fill:var(--calc-paper)}}"
    f"@media (prefers-color-scheme:dark){{.calc-alone{{color:{DARK_INK}}}}}"
)
