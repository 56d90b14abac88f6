"""Scene -> one paragraph for those who cannot see the picture."""

from __future__ import annotations

from calc_cli.reports.plot.features import Role
from calc_cli.reports.plot.labels import decimals, numeric_label
from calc_cli.reports.plot.scene import Scene

NOUNS = {
    Role.MAXIMUM: "local maximum",
    Role.MINIMUM: "local minimum",
    Role.STATIONARY: "stationary point",
    Role.SADDLE: "saddle",
    Role.CORNER: "corner",
    Role.INFLECTION: "inflection point",
    Role.ENDPOINT: "endpoint",
    Role.OPEN: "open end",
    Role.CLOSED: "closed end",
}
MOST_NAMED = 24


def describe(scene: Scene) -> str:
    """The window, the marked points and the asymptotes in words."""
    window = scene.window
    variable = scene.study.problem.variables[0]
    parts = [f"Graph for {variable} from {decimals(window.left)} to {decimals(window.right)}"]
    parts += [f"{NOUNS[p.role]} at {p.label or numeric_label(p.x, p.y)}" for p in scene.points[:MOST_NAMED]]
    if len(scene.points) > MOST_NAMED:
        parts.append(f"{len(scene.points) - MOST_NAMED} more marked points")
    vertical = [decimals(line.at) for line in scene.asymptotes if line.at is not None]
    if vertical:
        parts.append(f"vertical asymptote{'s' if len(vertical) > 1 else ''} at {variable} = {', '.join(vertical[:MOST_NAMED])}")
    for line in scene.asymptotes:
        if line.at is None:
            slope = "" if line.slope == 0 else f"{decimals(line.slope)}·{variable} + "
            parts.append(f"asymptote y = {slope}{decimals(line.intercept)}")
    return "; ".join(parts) + "."
