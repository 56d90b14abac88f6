"""Every common zero of n functions in a bounded box of n variables: contract, prove, bisect.

The contract: what is covered neither by a listed zero nor by an undecided box holds no zero. Boxes are dropped by codac's contractors
(rigorous interval arithmetic) and by ball arithmetic; a zero is listed only when Krawczyk's test in ball arithmetic proves that it
exists and is alone. Source: Moore, Kearfott, Cloud, Introduction to Interval Analysis (2009), ch. 8; R. B. Kearfott, Rigorous Global
Search (1996).
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import field, replace

from calc_cli import balls
from calc_cli import tree as t
from calc_cli.balls.newton import SquareSystem
from calc_cli.balls.precision import precision
from calc_cli.balls.system_roots import square_system
from calc_cli.effort import charge, deadline, now
from calc_cli.model import PointSet, Refusal, Region, StopReason, System, Truth
from calc_cli.records import mutable_record
from calc_cli.solving.systems.contractors import Contract, contractor
from calc_cli.solving.systems.exponentials import without_common_exponential
from calc_cli.solving.systems.krawczyk import Box, Examined, Finding, Located, examine
from calc_cli.solving.systems.located import clusters, distinct, exact_points, placed, region_of

METHOD = "box_search"
SHARE = 0.4921875
"""Where a side is cut: off its middle, where people put zeros."""
FIRST_RESOLUTION, LAST_RESOLUTION = 2.0**-20, 2.0**-34
UNDEFINED_RESOLUTION = 2.0**-12
THINNEST = 2.0**-36
MOST_STUCK = 2000
MOST_BOXES = 500_000
PRECISIONS = (53, 106)
BOX_SECONDS, NODE_SECONDS = 60e-6, 3e-6
"""For one box, and for each node of the functions in the contractors."""


@mutable_record
class Search:
    """The state of one search. stuck: boxes below the resolution about which nothing is known; tried, useful: by width, how often
    the Newton step was tried and told something."""

    system: SquareSystem
    contract: Contract | None
    deadline: float
    scale: tuple[float, ...]
    box_seconds: float = BOX_SECONDS
    resolution: float = FIRST_RESOLUTION
    queue: list[Box] = field(default_factory=list)
    located: list[Located] = field(default_factory=list)
    stuck: list[Box] = field(default_factory=list)
    examined: int = 0
    tried: Counter[int] = field(default_factory=Counter)
    useful: Counter[int] = field(default_factory=Counter)
    stopped: StopReason = StopReason.FINISHED


def search_box(system: System, budget_seconds: float = 10.0) -> PointSet:
    """Every solution inside the region of the system, certified; the rest in undecided boxes.

    >>> from calc_cli.language import parse_expression, parse_region
    >>> equations = (parse_expression("cos(x) - y"), parse_expression("x - y"))
    >>> region = parse_region("[-4, 4]", ("x", "y"))
    >>> found = search_box(System(equations, ("x", "y"), tuple(region[name] for name in ("x", "y"))))
    >>> [balls.decimal_text(part, 6) for part in found.points[0].at]
    ['0.739085', '0.739085']
    """
    start = None if system.region is None else starting_box(system.region)
    if start is None or system.region is None or len(system.equations) != len(system.variables):
        return refused(system, "no bounded box, or not as many equations as variables")
    simpler = replace(system, equations=tuple(map(without_common_exponential, system.equations)))
    try:
        square = square_system(simpler.equations, system.variables, balls.compiled_all)
    except ValueError as error:
        return refused(system, str(error))
    contract = contractor(simpler.equations, system.variables)
    nodes = sum(1 for function in simpler.equations for _ in t.walk(function)) if contract is not None else 0
    box_seconds = BOX_SECONDS + NODE_SECONDS * nodes
    search = Search(square, contract, deadline(budget_seconds), tuple(b - a for a, b in start), box_seconds)
    search.queue.append(start)
    with precision(PRECISIONS[0]):
        run(search)
    if search.stuck and search.stopped is StopReason.FINISHED:
        finish_clusters(search)
    zeros, unclear = distinct(search.system, search.located)
    points, near_border = placed(system, simpler, zeros, METHOD)
    left = clusters([*search.queue, *search.stuck, *unclear])
    undecided = tuple(map(region_of, left)) + near_border
    multiple = exact_points(system, left, METHOD) if search.stopped is StopReason.FINISHED else ()
    return PointSet(system.region, points + multiple, undecided=undecided, complete=Truth.TRUE, stopped=search.stopped)


def refused(system: System, reason: str) -> PointSet:
    """Nothing is claimed."""
    return PointSet(system.region, complete=Truth.UNKNOWN, trail=(Refusal(METHOD, reason),))


def starting_box(region: Region) -> Box | None:
    """Doubles around the region; None when it is unbounded."""
    sides = []
    for interval in region:
        ends = [balls.enclose(end, 64) for end in (interval.lower, interval.upper)]
        if not all(end.is_finite() for end in ends):
            return None
        low, high = float(balls.rational_ends(ends[0])[0]), float(balls.rational_ends(ends[1])[1])
        sides.append((math.nextafter(low, -math.inf), math.nextafter(high, math.inf)))
    return tuple(sides)


def run(search: Search) -> None:
    """Until no box is left, or the budget or the patience ends."""
    queue = search.queue
    while queue:
        search.examined += 1
        charge(search.box_seconds)
        if search.examined % 64 == 0 and now() > search.deadline:
            search.stopped = StopReason.TIME
            return
        if len(search.stuck) > MOST_STUCK or search.examined > MOST_BOXES:
            search.stopped = StopReason.BOXES
            return
        box: Box | None = queue.pop()
        if box is not None and search.contract is not None:
            box = search.contract(box)
        if box is not None:
            step(search, box)


def step(search: Search, box: Box) -> None:
    """One box: proved empty, a zero located in it, contracted, or cut in two."""
    box = thickened(box, search.scale)
    level = math.frexp(max(high - low for low, high in box))[1]
    if search.contract is not None and search.tried[level] >= 16 and 8 * search.useful[level] < search.tried[level]:
        cut(search, Examined(Finding.UNKNOWN, box))
        return
    found = examine(search.system, box)
    search.tried[level] += 1
    search.useful[level] += found.finding is not Finding.UNKNOWN and found.finding is not Finding.UNDEFINED
    if found.finding is Finding.ONE:
        assert found.located is not None
        search.located.append(found.located)
    elif found.finding is Finding.SMALLER:
        search.queue.append(found.box)
    elif found.finding is not Finding.NONE:
        cut(search, found)


def thickened(box: Box, scale: tuple[float, ...]) -> Box:
    """Very thin sides made a little wider: a contractor may leave a zero on the very border, where Krawczyk's test cannot prove it."""
    if all(high - low >= THINNEST * width for (low, high), width in zip(box, scale, strict=True)):
        return box
    return tuple(
        side if side[1] - side[0] >= THINNEST * width else (side[0] - THINNEST * width, side[1] + THINNEST * width)
        for side, width in zip(box, scale, strict=True)
    )


def cut(search: Search, found: Examined) -> None:
    """The box in two parts across the side to which the functions are most sensitive; set apart when it is small."""
    box = found.box
    shares = [(high - low) / width if width else 0.0 for (low, high), width in zip(box, search.scale, strict=True)]
    smallest = UNDEFINED_RESOLUTION if found.finding is Finding.UNDEFINED else search.resolution
    if max(shares) < max(search.resolution, smallest):
        search.stuck.append(box)
        return
    weights = [w if 2**8 * share > max(shares) else 0.0 for w, share in zip(found.smear or shares, shares, strict=True)]
    side = max(range(len(box)), key=lambda k: (weights[k], shares[k]))
    if not math.isfinite(weights[side]):
        side = max(range(len(box)), key=lambda k: shares[k])
    low, high = box[side]
    middle = low + SHARE * (high - low)
    if not low < middle < high:
        search.stuck.append(box)
        return
    search.queue.append((*box[:side], (low, middle), *box[side + 1 :]))
    search.queue.append((*box[:side], (middle, high), *box[side + 1 :]))


def finish_clusters(search: Search) -> None:
    """Clusters of small undecided boxes once more, with more bits and down to a finer resolution."""
    rough = clusters(search.stuck)
    search.stuck = []
    search.resolution = LAST_RESOLUTION
    for box in rough:
        end = min(search.deadline, deadline(0.5))
        part = Search(search.system, search.contract, end, search.scale, search.box_seconds, LAST_RESOLUTION, [box])
        with precision(PRECISIONS[1]):
            run(part)
        search.located.extend(part.located)
        search.stuck.extend(clusters([*part.stuck, *part.queue]))
