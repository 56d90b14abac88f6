"""The report of `calc descend`: what was said before running, where each optimizer ended, step sizes, what each does at a saddle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal

from calc_cli.model import Number
from calc_cli.model.descent import Descent, DescentRun, Escape, Prediction, SaddleTrial, Verdict
from calc_cli.reports.document import BREAK, Block, Heading, Line, Mark, Paragraph, Table, math, text_of
from calc_cli.reports.numbers import cell, interval
from calc_cli.reports.sections.step_sizes import step_size_table
from calc_cli.reports.words import CLASSIFICATION
from calc_cli.tree import Comparison

MOST_COORDINATES = 4
MOST_IN_TITLE = 6
LONGEST_TITLE = 200
WORDS = {
    Verdict.MINIMUM: ("local minimum", "good"),
    Verdict.MAXIMUM: ("local maximum", "bad"),
    Verdict.SADDLE: ("stalled at a saddle", "bad"),
    Verdict.CRITICAL: ("at a critical point", "bad"),
    Verdict.FLAT: ("on a flat set", "good"),
    Verdict.NO_POINT: ("small gradient, but no critical point here", "bad"),
    Verdict.DIVERGED: ("diverged", "bad"),
    Verdict.OSCILLATES: ("oscillates", "bad"),
    Verdict.OUT_OF_STEPS: ("out of steps", "bad"),
    Verdict.LEFT_DOMAIN: ("left the domain", "bad"),
    Verdict.STOPPED: ("stopped", "bad"),
}


def number_text(value: float, digits: int = 6) -> str:
    """A double in so many digits."""
    return f"{value:.{digits}g}"


def vector_text(values: Sequence[float], digits: int = 6) -> str:
    """`(1, 0.5)`, cut after a few coordinates."""
    shown = [number_text(value + 0.0, digits) for value in values[:MOST_COORDINATES]]
    return "(" + ", ".join([*shown, *(("…",) if len(values) > MOST_COORDINATES else ())]) + ")"


def reading(study: Descent) -> Iterator[Block]:
    """The function, the start and the options."""
    name, names = study.problem.name, study.problem.variables
    listed = ", ".join(names if len(names) <= MOST_IN_TITLE else (*names[:3], "…", names[-1]))
    title = text_of((math(f"{name}({listed}) = ", study.problem.tree),))
    yield Heading(title if len(title) <= LONGEST_TITLE else title[:LONGEST_TITLE] + "…", level=1)
    options = f"rate {study.rate:g}, at most {study.most_steps} steps, tolerance {study.tolerance:g} for |grad {name}|"
    noise = f", noise {study.noise:g} with seed {study.seed}" if study.noise else ""
    yield Paragraph((f"start {vector_text(study.start, 10)}, {options}{noise}",))
    for warning in study.warnings:
        yield Paragraph((Mark("caution: ", "bad"), warning))


def points(study: Descent) -> Iterator[Block]:
    """The critical points that the runs are matched with."""
    yield Heading("Critical points")
    if not study.analyzed:
        yield Paragraph(("Not analyzed: the verdicts below lean on numerical eigenvalues and are approximate.",))
        return
    notes: list[Line] = []
    rows = []
    for index, point in enumerate(study.points, start=1):
        kind = CLASSIFICATION[point.classification] + (", global" if point.is_global else "")
        repeats: Line = (" (repeats)",) if point.family is not None or point.periods else ()
        rows.append(((f"P{index}",), *(cell(x, notes) for x in point.at), cell(point.value, notes), (kind, *repeats)))
    if rows:
        yield Table(("", *study.problem.variables, study.problem.name, "kind"), tuple(rows), tuple(notes))
    for index, component in enumerate(study.sets, start=1):
        line: Line = (f"set {index}: every point with ",)
        for place, equation in enumerate(component.equations):
            line = (*line, *((" and ",) if place else ()), math(equation) if isinstance(equation, Comparison) else math(equation, " = 0"))
        if component.interval is not None:
            line = (f"set {index}: ", interval(component.interval))
        elif not component.equations:
            line = (f"set {index}: every point",)
        yield Paragraph((*line, f", {CLASSIFICATION[component.classification]}"))
    if not rows and not study.sets:
        yield Paragraph(("None." if study.complete else "None found; the list is not proved complete.",))
    elif not study.complete:
        yield Paragraph(("The list is not proved complete.",))


def before(study: Descent) -> Iterator[Block]:
    """What gradient descent will do from this start, said before running."""
    for prediction in study.predictions:
        yield Heading("Before running")
        for line in prediction_lines(prediction, study):
            yield Paragraph(line)


def prediction_lines(said: Prediction, study: Descent) -> Iterator[Line]:
    """The saddle, the component along the way out, and the number of steps."""
    escape = said.escape
    where = f"P{said.point} is a saddle: eigenvalue {number_text(escape.eigenvalue)} along {vector_text(escape.direction)}"
    away = f"the start is {number_text(said.distance)} away, with the component c = {number_text(escape.share)} along that way out"
    yield (f"{where}; {away}.",)
    if not said.stable:
        yield (f"The rate {study.rate:g} is not below 2/lambda_max there: gradient descent blows up along the other directions.",)
    yield (f"gd: {escape_words(escape, study.rate)}.",)


def escape_words(escape: Escape, rate: float) -> str:
    """How long gradient descent needs to leave."""
    if escape.never:
        return "never leaves along it: c = 0, and the slope across the hyperplane through the saddle vanishes on all of it (proved)"
    if escape.steps is None:
        return "does not leave along it in the quadratic model: c = 0 to the last digit"
    growth = number_text(1 + rate * abs(escape.eigenvalue))
    return f"leaves after about ln(1/c)/ln({growth}) = {escape.steps:.0f} steps, until c is 1 in the quadratic model"


def runs(study: Descent) -> Iterator[Block]:
    """Where each optimizer ended."""
    yield Heading("Runs")
    name = study.problem.name
    head = ("optimizer", "ended at", name, f"|grad {name}|", "steps", "evaluations", "verdict")
    notes: list[Line] = []
    yield Table(head, tuple(run_row(run, study, notes) for run in study.runs), tuple(notes))
    yield Paragraph(("Positions are doubles; a distance to a point P is an upper bound, certified by ball arithmetic.",))


def run_row(run: DescentRun, study: Descent, notes: list[Line]) -> tuple[Line, ...]:
    """The cells of one run."""
    words, role = WORDS[run.verdict]
    verdict: Line = (Mark(words, role),)
    if run.verdict is Verdict.NO_POINT:
        verdict = (*verdict, *nearest_words(run))
    elif run.point is not None:
        near = "" if run.verdict in (Verdict.MINIMUM, Verdict.MAXIMUM, Verdict.SADDLE, Verdict.CRITICAL) else "; near"
        verdict = (*verdict, f"{near} P{run.point}{copies_words(run)}")
    if run.point is not None and run.is_global is not None and run.verdict in (Verdict.MINIMUM, Verdict.MAXIMUM):
        verdict = (*verdict, ", global" if run.is_global else ", not global")
    if run.distance is not None and run.verdict is not Verdict.NO_POINT:
        verdict = (*verdict, BREAK, f"within {bound_text(run.distance)}")
    if run.note:
        verdict = (*verdict, f" ({run.note})")
    if run.escape is not None:
        note = escape_note(run.escape, study.rate)
        if note not in notes:
            notes.append(note)
        verdict = (*verdict, f" [{notes.index(note) + 1}]")
    place = vector_text(run.path[-1], 8)
    value, slope = number_text(run.values[-1], 8), f"{run.gradient_norm:.1e}"
    return (run.optimizer,), (place,), (value,), (slope,), (str(run.steps),), (str(run.evaluations),), verdict


def nearest_words(run: DescentRun) -> Line:
    """The nearest critical point, and a lower bound of its distance."""
    if run.distance is None:
        return ()
    return (f"; the nearest, P{run.point}{copies_words(run)}, is {bound_text(run.distance, upper=False)} away",)


def escape_note(escape: Escape, rate: float) -> Line:
    """Below the table: the way out of the saddle."""
    way = f"way out: eigenvalue {number_text(escape.eigenvalue)} along {vector_text(escape.direction)}, c = {escape.share:.1g} at the end; "
    return (way, f"from there gd {escape_words(escape, rate)}")


def copies_words(run: DescentRun) -> str:
    """` (k = 3)` for a member of a family."""
    return f" (k = {', '.join(map(str, run.copies))})" if run.copies else ""


def bound_text(distance: Number, *, upper: bool = True) -> str:
    """The upper end in two digits, rounded up; or the lower end, rounded down."""
    value = Decimal(distance.upper if upper else distance.lower)
    rounding = ROUND_CEILING if upper else ROUND_FLOOR
    return "0" if value == 0 else f"{Context(prec=2, rounding=rounding).plus(value):.1e}"


def sizes(study: Descent) -> Iterator[Block]:
    """Step sizes at the critical points."""
    yield from step_size_table(study.points, study.step_sizes)


def at_saddles(study: Descent) -> Iterator[Block]:
    """What each optimizer does beside each saddle, by the runs."""
    if not study.trials:
        return
    yield Heading("At the saddles")
    numbers = sorted({trial.point for trial in study.trials})
    found = {(trial.optimizer, trial.point): trial for trial in study.trials}
    head = ["optimizer"]
    for number in numbers:
        head += [f"P{number}, c = 0", f"P{number}, c = {study.trials[0].share:g}"]
    rows = []
    for optimizer in dict.fromkeys(trial.optimizer for trial in study.trials):
        cells: list[Line] = [(optimizer,)]
        for number in numbers:
            trial = found[optimizer, number]
            cells += [trial_words(trial.left_exact, trial), trial_words(trial.left_after, trial)]
        rows.append(tuple(cells))
    first = study.trials[0]
    radius = f"half the radius {number_text(first.radius)} of a ball around the saddle"
    yield Table(tuple(head), tuple(rows))
    yield Paragraph((f"Found by running them, at most {first.most_steps} steps from {radius},",))
    yield Paragraph(("along its largest eigenvalue, with c times the radius along the way out; after: the last step inside the ball.",))


def trial_words(after: int | None, trial: SaddleTrial) -> Line:
    """`stays`, or `left after 21`."""
    return (Mark("stays", "bad"),) if after is None else (Mark(f"left after {after}", "good"),)


def rules(study: Descent) -> Iterator[Block]:
    """The sources of the rules and their constants."""
    yield Heading("Rules")
    rows = []
    for run in study.runs:
        constants = [*((f"rate {study.rate:g}",) if run.uses_rate else ()), *(f"{name} {value:g}" for name, value in run.defaults)]
        rows.append(((run.optimizer,), (run.source,), (", ".join(constants) or "-",)))
    yield Table(("optimizer", "source", "constants"), tuple(rows))


DESCENT = (reading, points, before, runs, sizes, at_saddles, rules)
"""What will happen stands before what happened."""
