"""SIAM 100-digit challenge, problem 4: every critical point certified, against a bare contract-and-bisect loop of codac.

    python tests/benchmarks/siam.py
"""

import time
from collections import Counter

import codac

from calc_cli import Settings, analyze
from calc_cli import tree as t
from calc_cli.calculus import gradient
from calc_cli.language import parse_expression, parse_region
from calc_cli.model import System
from calc_cli.solving.systems.box_search import search_box
from calc_cli.solving.systems.contractors import Translation

FUNCTION = "exp(sin(50x)) + sin(60exp(y)) + sin(70sin(x)) + sin(sin(80y)) - sin(10(x+y)) + (x^2+y^2)/4"
VARIABLES = ("x", "y")
RESOLUTION = 1e-6


def bare(equations: tuple[t.Expr, ...]) -> int:
    """Contract and bisect down to the resolution; the number of boxes left, of which nothing is proved."""
    vector = codac.VectorVar(2)
    names = {name: vector[k] for k, name in enumerate(VARIABLES)}
    function = codac.AnalyticFunction([vector], [Translation(codac, names).of(equation) for equation in equations])
    contractor = codac.CtcInverse(function, codac.IntervalVector([[0.0, 0.0]] * 2))
    queue, left = [codac.IntervalVector([[-1.0, 1.0]] * 2)], 0
    while queue:
        box = queue.pop()
        contractor.contract(box)
        if box.is_empty():
            continue
        if box.max_diam() < RESOLUTION:
            left += 1
        else:
            queue.extend(box.bisect_largest())
    return left


def main() -> None:
    """The bare loop, the certified search and the whole study, in seconds of processor time."""
    equations = tuple(entry.result for entry in gradient(parse_expression(FUNCTION), VARIABLES))
    start = time.process_time()
    boxes = bare(equations)
    plain = time.process_time() - start
    region = parse_region("[-1, 1]", VARIABLES)
    start = time.process_time()
    found = search_box(System(equations, VARIABLES, tuple(region[name] for name in VARIABLES)), 120)
    certified = time.process_time() - start
    start = time.process_time()
    study = analyze(FUNCTION, Settings(on="[-1, 1]", budget_seconds=120))
    whole = time.process_time() - start
    kinds = Counter(point.classification.value for point in study.critical_points)
    print(f"bare loop: {boxes} boxes in {plain:.2f} s")
    print(f"search: {len(found.points)} points, {len(found.undecided)} undecided, {certified:.2f} s, {certified / plain:.2f} times")
    print(f"whole study: {dict(kinds)}, complete: {study.critical_status.proved}, {whole:.2f} s, {whole / plain:.2f} times")
    assert study.minimum is not None and study.minimum.value is not None
    print(f"global minimum: {study.minimum.value.lower}")


if __name__ == "__main__":
    main()
