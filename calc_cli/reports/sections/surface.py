"""The report of a function of several variables, part one: the reading, gradient, Hessian, critical points, their kinds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice

from calc_cli.balls.decimals import number
from calc_cli.model import Classification, CriticalPoint, CriticalSet, Derivation, Number, Proof, Surface, Test
from calc_cli.reports.completeness import among, beyond, covers_everything
from calc_cli.reports.document import BREAK, Block, Formulas, Heading, Items, Line, Mark, Math, Paragraph, Table, math
from calc_cli.reports.numbers import about, box, cell, is_plain, is_short, sign_words, written
from calc_cli.reports.sections.classification import ROLES
from calc_cli.reports.sections.domain import condition, joined
from calc_cli.reports.sections.working import items, worked_derivative
from calc_cli.reports.words import CLASSIFICATION, POINT_TYPE, TEST, plural, strategy
from calc_cli.tree import Comparison, Expr, is_constant

LONGEST_CELL = 16
LONGEST_SET = 60
MOST_ROWS = 100
MOST_GLOBAL = 10
"""Rows of a table of points, and further ones with a global extremum; programs get all points."""
FEWEST_COUNTED = 6
COUNTED = (
    (Classification.LOCAL_MINIMUM, "local minimum", "local minima"),
    (Classification.LOCAL_MAXIMUM, "local maximum", "local maxima"),
    (Classification.SADDLE, "saddle", "saddles"),
    (Classification.NOT_EXTREMUM, "point that is no extremum", "points that are no extrema"),
    (Classification.UNDECIDED, "undecided point", "undecided points"),
)


def reading(study: Surface, *, steps: bool) -> Iterator[Block]:
    """The reading, the region asked for, notes and warnings, and the shapes: f: R^2 -> R."""
    problem = study.problem
    whole = math(f"{problem.name}({', '.join(problem.variables)}) = ", problem.tree)
    yield Heading(whole.text, 1, (whole,))
    size = len(problem.variables)
    source = f"R^{size}" if not study.conditions else "U"
    yield Paragraph((math(f"{problem.name}: {source} -> R"), f", gradient {size}x1, Hessian {size}x{size}, symmetric"))
    if study.conditions:
        asked = joined([condition(each) for each in study.conditions])
        yield Paragraph((math("U"), ": the points of ", math(f"R^{size}"), f" where {problem.name} is defined; ", *asked))
    if study.region is not None:
        yield Paragraph((f"asked for ({', '.join(problem.variables)}) in ", box(study.region)))
    for note in problem.notes:
        yield Paragraph((Mark("note: ", "quiet"), note))
    for warning in study.warnings:
        yield Paragraph((Mark("warning: ", "bad"), warning))


def partial_name(name: str, *variables: str) -> str:
    """`f_x`, `f_xy`, with commas between longer names: `f_{w1,w2}`."""
    if all(len(variable) == 1 for variable in variables):
        return f"{name}_{''.join(variables)}"
    return f"{name}_{variables[0]}" if len(variables) == 1 else f"{name}_{{{','.join(variables)}}}"


def gradient(study: Surface, *, steps: bool) -> Iterator[Block]:
    """The partial derivatives, with the rules when the working is asked for."""
    yield Heading("Gradient")
    rows = [(partial_name(study.problem.name, v), entry) for v, entry in zip(study.problem.variables, study.gradient, strict=True)]
    yield from derivations(rows, steps)


def hessian(study: Surface, *, steps: bool) -> Iterator[Block]:
    """The second partial derivatives, each once."""
    names = study.problem.variables
    yield Heading("Hessian")
    size = range(len(names))
    rows = [(partial_name(study.problem.name, names[i], names[j]), study.hessian[i][j]) for i in size for j in size if i <= j]
    yield from derivations(rows, steps)


def derivations(rows: list[tuple[str, Derivation]], steps: bool) -> Iterator[Block]:
    """The derivatives one below the other; with steps each after its rules."""
    if not steps:
        yield Formulas(tuple((math(name), math(derivation.result)) for name, derivation in rows))
        return
    for name, derivation in rows:
        yield from worked_derivative(name, derivation)


def critical(study: Surface, *, steps: bool) -> Iterator[Block]:
    """grad f = 0, the points, the sets, and whether these are all."""
    name, names = study.problem.name, study.problem.variables
    yield Heading("Critical points")
    equations = " and ".join(f"{partial_name(name, v)} = 0" for v in names)
    yield Paragraph((f"grad {name} = 0, that is {equations}:",))
    if study.solution:
        yield Items(items(study.solution, deep=steps))
    if study.critical_points:
        yield points_table(study)
        yield from left_out(study.critical_points)
    for component in study.critical_sets:
        yield Paragraph(("  ", *set_words(component, study)))
    for line in status_lines(study, trail=steps):
        yield Paragraph(line)


def shown(points: tuple[CriticalPoint, ...]) -> Iterator[tuple[int, CriticalPoint]]:
    """The points of the tables with their numbers: the first ones, and some later ones with a global extremum."""
    yield from enumerate(points[:MOST_ROWS], start=1)
    later = ((index, point) for index, point in enumerate(points[MOST_ROWS:], start=MOST_ROWS + 1) if point.is_global)
    yield from islice(later, MOST_GLOBAL)


def left_out(points: tuple[CriticalPoint, ...]) -> Iterator[Paragraph]:
    """`and 2620 more points, not shown here: --json lists all 2720`."""
    more = len(points) - len(list(shown(points)))
    if more:
        yield Paragraph((f"  and {plural(more, 'more point')}, not shown here: --json lists all {len(points)}",))


def points_table(study: Surface) -> Table:
    """Columns: one a variable, the value."""
    notes: list[Line] = []
    names = study.problem.variables
    numbered = len(study.critical_points) > 1
    rows = []
    for index, point in shown(study.critical_points):
        cells = [*(cell(x, notes) for x in point.at), cell(point.value, notes)]
        rows.append(((f"P{index}",), *cells) if numbered else tuple(cells))
    head = (*(("",) if numbered else ()), *names, f"{study.problem.name}({', '.join(names)})")
    return Table(head, tuple(rows), tuple(notes), remark=repeated(study))


def repeated(study: Surface) -> Line:
    """`each of them repeats along (2*pi, 0) and (0, 2*pi)`."""
    periods = next((point.periods for point in study.critical_points if point.periods), ())
    if not periods:
        return ()
    line: Line = ("each of them repeats along ",)
    for index, period in enumerate(periods):
        line = (*line, *((" and ",) if index else ()), vector(period))
    return line


def vector(entries: tuple[Number, ...]) -> Math:
    """`(2*pi, 0)`."""
    parts: list[Expr | str] = ["("]
    for index, entry in enumerate(entries):
        parts += [*((", ",) if index else ()), *written(entry).parts]
    return Math((*parts, ")"))


def set_words(component: CriticalSet, study: Surface) -> Line:
    """`every point with x - y = 0 (a curve): f = 0, local minimum`."""
    kind = {1: "a curve", 2: "a surface"}.get(component.dimension, f"dimension {component.dimension}")
    line = points_of(component, study)
    line = (*line, f" ({kind})") if component.equations else line
    if component.value is not None:
        line = (*line, f": {study.problem.name} = ", written(component.value))
    role = ROLES.get(component.classification, "")
    unproved: Line = (", ", Mark("not proved", "bad")) if component.proof is Proof.UNPROVED else ()
    return (*line, ", ", Mark(CLASSIFICATION[component.classification], role), *unproved)


def points_of(component: CriticalSet, study: Surface) -> Line:
    """`every point with x - y = 0 and z > 0`."""
    line: Line = ("every point with ",) if component.equations else ("every point",)
    for index, equation in enumerate(component.equations):
        line = (*line, *((" and ",) if index else ()), math(equation) if isinstance(equation, Comparison) else math(equation, " = 0"))
    return line


def status_lines(study: Surface, *, trail: bool) -> Iterator[Line]:
    """Complete on R^n, complete within a box, or not proved."""
    status, listed = study.critical_status, study.critical_points
    if status.proved:
        everywhere = status.within is None or covers_everything(status, study)
        where: Line = (
            ("on its whole domain" if study.conditions else f"on all of R^{len(study.problem.variables)}",)
            if study.region is None
            else ("in the interior of the box asked for",)
        )
        if not everywhere and status.within is not None:
            where = ("within ", box(status.within))
        yield Mark("Complete: ", "good"), these_are_all(study), " ", *where, " (proved)."
        if not everywhere:
            yield (beyond(status, "critical point"),)
        return
    if all(point.classification is not Classification.UNDECIDED for point in listed) or status.count is None:
        more = "there may be more critical points than those listed." if listed else "there may be critical points."
        yield Mark("Not proved to be complete: ", "bad"), more
    else:
        yield Mark("Not decided: ", "bad"), f"these are all {plural(status.count, 'critical point')}, but the kind of one is open."
    if status.undecided:
        yield "undecided: ", *among(status.undecided)
    for refusal in status.trail if trail else ():
        yield (f"{strategy(refusal.strategy)}: {refusal.reason}",)


def these_are_all(study: Surface) -> str:
    """`these are all 4 critical points`; where f may have no gradient, points that are not extrema are not among them."""
    count = study.critical_status.count
    every = "every stationary point and every extremum" if study.joints else "every critical point"
    if study.critical_sets:
        return f"{every} is listed, single points and sets,"
    if study.critical_status.infinite:
        return f"these families hold {every}"
    if count == 0:
        return f"there is no {'stationary point and no extremum' if study.joints else 'critical point'}"
    if count == 1:
        return f"this is the only {'stationary point or extremum' if study.joints else 'critical point'}"
    return f"these are all {count} {'stationary points and extrema' if study.joints else 'critical points'}"


def classification(study: Surface, *, steps: bool) -> Iterator[Block]:
    """The Hessian at each point, what was read off it, and the kind."""
    if not study.critical_points:
        return
    yield Heading("Classification")
    planar = len(study.problem.variables) == 2
    numbered = len(study.critical_points) > 1
    columns = (f"{partial_name(study.problem.name, study.problem.variables[0], study.problem.variables[0])}", "D") if planar else ()
    head = (*(("point",) if numbered else ()), *columns, "eigenvalues of the Hessian", "index", "test", "kind")
    rows = []
    for index, point in shown(study.critical_points):
        row = (*(minors(point) if planar else ()), eigenvalues(point), (index_of(point),), test(point), kind(point))
        rows.append(((f"P{index}",), *row) if numbered else row)
    yield Table(head, tuple(rows), remark=remark(study))
    yield from left_out(study.critical_points)
    yield from counts(study)
    for index, point in shown(study.critical_points):
        yield from evidence(point, f"P{index}: " if numbered else "")


def counts(study: Surface) -> Iterator[Paragraph]:
    """`4 local minima, 1 local maximum, 4 saddles`, when the points are many."""
    if len(study.critical_points) < FEWEST_COUNTED:
        return
    numbers = Counter(point.classification for point in study.critical_points)
    parts = [plural(numbers[found], one, many) for found, one, many in COUNTED if numbers[found]]
    repeated = any(point.periods for point in study.critical_points)
    yield Paragraph((f"{'In one period' if repeated else 'In all'}: {', '.join(parts)}",))


def remark(study: Surface) -> Line:
    """What D and index mean."""
    names = study.problem.variables
    if len(names) != 2:
        return ("index: the number of negative eigenvalues",)
    f, (x, y) = study.problem.name, names
    both = (partial_name(f, x, x), partial_name(f, y, y), partial_name(f, x, y))
    return (math(f"D = {both[0]}*{both[1]} - {both[2]}**2"), "; index: the number of negative eigenvalues")


def minors(point: CriticalPoint) -> tuple[Line, Line]:
    """f_xx and D at the point, with their signs."""
    first = point.hessian[0][0] if point.hessian else None
    return signed(first), signed(point.determinant)


def signed(value: Number | None) -> Line:
    """`-9 < 0`."""
    if value is None:
        return ("-",)
    shown = written(value) if is_plain(value) or is_short(value, LONGEST_CELL) else math(about(value, 6))
    return (Math((*shown.parts, sign_words(value))),)


def eigenvalues(point: CriticalPoint) -> Line:
    """`-3, 3`."""
    line: Line = ()
    for value in point.eigenvalues:
        short = is_short(value, LONGEST_CELL)
        line = (*line, *((",", BREAK) if line else ()), written(value) if short else about(value, 6))
    return line or ("-",)


def index_of(point: CriticalPoint) -> str:
    """The number of negative eigenvalues."""
    return "-" if point.index is None else str(point.index)


def test(point: CriticalPoint) -> Line:
    """The name of the test; of the type when f is not smooth there."""
    smooth = point.type.value == "stationary"
    words = TEST.get(point.test, point.test.value.replace("_", " "))
    return (words,) if smooth else (f"{POINT_TYPE[point.type]}: {words}" if point.test is not Test.NONE else POINT_TYPE[point.type],)


def kind(point: CriticalPoint) -> Line:
    """`local minimum, strict, global`."""
    extremum = point.classification in (Classification.LOCAL_MINIMUM, Classification.LOCAL_MAXIMUM)
    role = ROLES.get(point.classification, "")
    also = [word for word, holds in (("strict", extremum and point.strict), ("global", extremum and point.is_global)) if holds]
    name = "saddle" if point.classification is Classification.SADDLE else CLASSIFICATION[point.classification]
    line: Line = (Mark(name, role),)
    if also:
        line = (*line, ",", BREAK, Mark(", ".join(also), role))
    return line if point.proof is not Proof.UNPROVED else (*line, ",", BREAK, Mark("not proved", "bad"))


def evidence(point: CriticalPoint, prefix: str) -> Iterator[Block]:
    """What decided a degenerate point: the Taylor form, the curves."""
    for label, tree in point.evidence:
        shown: Line = (math(tree),) if not is_constant(tree) else (written(number(tree)),)
        yield Paragraph((f"  {prefix}{label}: ", *shown))
