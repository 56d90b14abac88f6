"""Step sizes for gradient descent at the critical points: what the eigenvalues of the Hessian there allow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from calc_cli.model import CriticalPoint, Surface
from calc_cli.model.step_sizes import NewtonStep, StepSizes, step_sizes
from calc_cli.reports.document import Block, Heading, Line, Paragraph, Table, math
from calc_cli.reports.numbers import ABOUT, written
from calc_cli.reports.sections.surface import MOST_ROWS

MOST_EIGENVALUES = 4
COLUMNS = ("", "eigenvalues of H", "condition number", "rate below", "best rate", "contraction", "Newton's step")
NEWTON = {
    NewtonStep.MINIMUM: "leads here, fast",
    NewtonStep.MAXIMUM: "leads here too: to a maximum",
    NewtonStep.SADDLE: "H is indefinite: leads here too, to a saddle",
    NewtonStep.SINGULAR: "H is singular: slow or undefined",
}
REMARKS: tuple[Line, ...] = (
    (
        "For the quadratic model at the point, ",
        math("kappa"),
        " the condition number: a fixed rate of ",
        math("2/lambda_max"),
        " or more does not converge,",
    ),
    (math("2/(lambda_min + lambda_max)"), " is the best one and contracts by ", math("(kappa - 1)/(kappa + 1)"), " a step."),
)


def step_size_section(study: Surface, *, steps: bool) -> Iterator[Block]:
    """The table for the critical points of a surface; nothing without certified eigenvalues."""
    points = study.critical_points
    few = points[:MOST_ROWS]
    found = tuple(step_sizes(point.eigenvalues) for point in few)
    yield from step_size_table(few, found, numbered=len(points) > 1)
    if len(few) < len(points):
        yield Paragraph((f"For the first {len(few)} points; --json gives the eigenvalues at all {len(points)}.",))


def step_size_table(points: Sequence[CriticalPoint], found: Sequence[StepSizes | None], *, numbered: bool = True) -> Iterator[Block]:
    """One row a point whose eigenvalues are enclosed; numbered: with `P1`, `P2`, … in front."""
    rows = [row(index, point, sizes) for index, (point, sizes) in enumerate(zip(points, found, strict=True), start=1) if sizes is not None]
    if rows:
        yield Heading("Step sizes")
        yield Table(COLUMNS if numbered else COLUMNS[1:], tuple(cells if numbered else cells[1:] for cells in rows))
        for line in REMARKS:
            yield Paragraph(line)


def row(index: int, point: CriticalPoint, sizes: StepSizes) -> tuple[Line, ...]:
    """The cells of one point."""
    exact = all(value.exact is not None for value in point.eigenvalues)
    shown: Line = ()
    for place, value in enumerate(point.eigenvalues[:MOST_EIGENVALUES]):
        shown = (*shown, *((", ",) if place else ()), written(value, 12))
    if len(point.eigenvalues) > MOST_EIGENVALUES:
        shown = (*shown, ", …")
    numbers = (sizes.condition, sizes.largest_rate, sizes.best_rate, sizes.contraction)
    cells: list[Line] = [(rounded(number, exact=exact),) for number in numbers]
    if sizes.condition is None:
        cells[0] = ("infinite" if exact else "not known",)
    return ((f"P{index}",), shown, *cells, (NEWTON[sizes.newton],))


def rounded(value: float | None, *, exact: bool) -> str:
    """Six digits, `≈` before them unless they are the number; `-` for none."""
    if value is None:
        return "-"
    text = f"{value:.6g}"
    return text if exact and float(text) == value else f"{ABOUT} {text}"
