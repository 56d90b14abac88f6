"""Descent -> an animation: the paths grow over the contours, f grows against the steps. A .gif, or one .html file that needs no network."""

from __future__ import annotations

import base64
import html
import io
import json
import math
from typing import TYPE_CHECKING, Any

from calc_cli.model.descent import Descent
from calc_cli.reports.plot.descent import draw_ground, figure_of, finish_values, inside, label_of, path_of

if TYPE_CHECKING:
    from matplotlib.lines import Line2D

FRAMES = 60
FRAME_MS = 80
LAST_MS = 2000
ENDINGS = (".gif", ".html")
Point = tuple[float, float]
Canvas = Any
"""matplotlib's FigureCanvasAgg, whose methods have no types."""
Curve = tuple["Line2D", list[Point]]


def animation(study: Descent, ending: str) -> bytes:
    """The bytes of the file."""
    canvas, curves = empty_picture(study)
    most = max(len(run.path) for run in study.runs)
    frames = sorted({round(k * most / FRAMES) for k in range(1, FRAMES + 1)} | {1})
    return moving_page(canvas, curves, frames, study) if ending == ".html" else moving_image(canvas, curves, frames)


def empty_picture(study: Descent) -> tuple[Canvas, list[Curve]]:
    """The drawn picture without the runs, and their lines with the points that each will get, one a step."""
    figure, left, right = figure_of(study)
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    canvas: Canvas = FigureCanvasAgg(figure)
    curves: list[Curve] = []
    for run in study.runs:
        values = [(float(k), value) for k, value in enumerate(run.values) if math.isfinite(value)]
        (line,) = right.plot([k for k, _ in values], [v for _, v in values], linewidth=1.2, label=label_of(run))
        curves.append((line, values))
    if left is not None:
        window = draw_ground(left, study)
        for run in study.runs:
            (line,) = left.plot([], [], ".-", linewidth=1.2, markersize=3)
            curves.append((line, inside(path_of(run), window)))
    finish_values(right, study)
    canvas.draw()
    figure.set_layout_engine("none")
    for line, _ in curves:
        line.set_visible(False)  # and not empty: the legend keeps its place beside the lines
    canvas.draw()
    for line, _ in curves:
        line.set_visible(True)
    return canvas, curves


def moving_image(canvas: Canvas, curves: list[Curve], frames: list[int]) -> bytes:
    """A .gif: the ground is drawn once, the lines above it for each frame."""
    from PIL import Image

    ground = canvas.copy_from_bbox(canvas.figure.bbox)
    pictures = []
    for count in frames:
        canvas.restore_region(ground)
        for line, points in curves:
            line.set_data([x for x, _ in points[:count]], [y for _, y in points[:count]])
            if line.axes is not None:
                line.axes.draw_artist(line)
        size = canvas.get_width_height()
        pictures.append(
            Image.frombytes("RGBA", size, bytes(canvas.buffer_rgba())).convert("RGB").quantize(method=Image.Quantize.FASTOCTREE)
        )
    buffer = io.BytesIO()
    durations = [FRAME_MS] * (len(pictures) - 1) + [LAST_MS]
    pictures[0].save(buffer, format="GIF", save_all=True, append_images=pictures[1:], duration=durations, loop=0)
    return buffer.getvalue()


def moving_page(canvas: Canvas, curves: list[Curve], frames: list[int], study: Descent) -> bytes:
    """A page with the ground as an image, the runs as numbers, and a script that draws them."""
    width, height = canvas.get_width_height()
    image = io.BytesIO()
    canvas.print_png(image)
    lines = [{"color": color_of(line), "points": pixels(line, points, height), "frame": frame_of(line, height)} for line, points in curves]
    data = json.dumps({"lines": lines, "counts": frames}, allow_nan=False, separators=(",", ":"))
    title = html.escape(f"{study.problem.name}: {study.problem.text}")
    parts = {"TITLE": title, "WIDTH": str(width), "HEIGHT": str(height), "DELAY": str(FRAME_MS), "DATA": data.replace("<", "\\u003c")}
    page = PAGE
    for name, value in parts.items():
        page = page.replace(f"@{name}@", value)
    return page.replace("@IMAGE@", base64.b64encode(image.getvalue()).decode()).encode()


def color_of(line: Line2D) -> str:
    """As #rrggbb."""
    from matplotlib.colors import to_hex

    return to_hex(line.get_color())


def pixels(line: Line2D, points: list[Point], height: int) -> list[list[float]]:
    """The points in pixels of the picture, y downwards, kept within reach of a canvas."""
    if line.axes is None or not points:
        return []
    places: Any = line.axes.transData.transform(points)
    return [[round(min(max(float(x), -1e4), 1e4), 1), round(min(max(height - float(y), -1e4), 1e4), 1)] for x, y in places]


def frame_of(line: Line2D, height: int) -> list[float]:
    """x, y, width and height of the axes in pixels: nothing is drawn outside."""
    if line.axes is None:
        return []
    box = line.axes.bbox
    return [round(box.x0, 1), round(height - box.y1, 1), round(box.width, 1), round(box.height, 1)]


PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>@TITLE@</title>
<style>
body { font-family: sans-serif; margin: 1em auto; max-width: @WIDTH@px; color: #222; background: #fff; }
canvas { width: 100%; height: auto; background: url("data:image/png;base64,@IMAGE@") 0 0 / 100% 100%; }
input { width: 70%; vertical-align: middle; }
</style>
</head>
<body>
<p>@TITLE@</p>
<canvas id="picture" width="@WIDTH@" height="@HEIGHT@"></canvas>
<p><button id="play">pause</button> <input id="step" type="range" min="0" value="0" aria-label="step"> step <span id="number"></span></p>
<script>
const data = @DATA@;
const pen = document.getElementById("picture").getContext("2d");
const slider = document.getElementById("step");
const button = document.getElementById("play");
slider.max = data.counts.length - 1;
let running = true;
function draw() {
  const count = data.counts[slider.value];
  document.getElementById("number").textContent = count - 1;
  pen.clearRect(0, 0, pen.canvas.width, pen.canvas.height);
  for (const line of data.lines) {
    pen.save();
    pen.beginPath();
    pen.rect(...line.frame);
    pen.clip();
    pen.strokeStyle = pen.fillStyle = line.color;
    pen.lineWidth = 1.5;
    pen.beginPath();
    const shown = line.points.slice(0, count);
    shown.forEach(([x, y], k) => k ? pen.lineTo(x, y) : pen.moveTo(x, y));
    pen.stroke();
    if (shown.length) {
      const [x, y] = shown[shown.length - 1];
      pen.beginPath();
      pen.arc(x, y, 3, 0, 7);
      pen.fill();
    }
    pen.restore();
  }
}
function tick() {
  if (running) {
    slider.value = Number(slider.value) < Number(slider.max) ? Number(slider.value) + 1 : 0;
    draw();
  }
}
button.onclick = () => { running = !running; button.textContent = running ? "pause" : "play"; };
slider.oninput = () => { running = false; button.textContent = "play"; draw(); };
draw();
setInterval(tick, @DELAY@);
</script>
</body>
</html>
"""
