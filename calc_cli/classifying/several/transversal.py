"""Sets of critical points by the eigenvalues of the Hessian along them: no kind changes but where one more eigenvalue vanishes.

On a smooth set of dimension d in R^n the Hessian has at most m = n - d eigenvalues other than zero. Where their product, the sum of
the principal minors of size m, is not zero, the critical points nearby are the set itself and the signs of these eigenvalues decide
(Morse-Bott lemma: A. Banyaga, D. Hurtubise, 2004); they stay the same as long as the product is not zero. What is left are sample
points of the parts of the set and the exceptional points, each decided by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import combinations, pairwise

from calc_cli import balls
from calc_cli import tree as t
from calc_cli.balls.precision import precision
from calc_cli.calculus import gradient
from calc_cli.classifying.several.enclosed import PRECISIONS, EnclosedPoint, enclosed_hessian, hessian_trees
from calc_cli.classifying.several.inertia import determinant, inertia_from
from calc_cli.classifying.several.pointwise import classify_point
from calc_cli.classifying.several.verdict import non_degenerate
from calc_cli.model import Classification, PointSet, System, SystemPoint, Truth
from calc_cli.records import record
from calc_cli.solving.systems import solve_system
from calc_cli.symbolic import simplify
from calc_cli.symbolic.comparing import in_order
from calc_cli.symbolic.constants import simplify_constant
from calc_cli.tree import Expr

At = tuple[Expr, ...]
SECONDS = 1.5
MOST_VARIABLES = 4
MOST_EXCEPTIONS = 40
CENTRE = (Fraction(1, 7), Fraction(-2, 11), Fraction(3, 13), Fraction(-5, 17))
"""From where distances are measured: no symmetric place."""
UNDECIDED = Classification.UNDECIDED


@record
class CriticalManifold:
    """A set of critical points of f given by equations, of a dimension; graph: the variables solved for, None when they are not."""

    tree: Expr
    variables: tuple[str, ...]
    equations: tuple[Expr, ...]
    dimension: int
    graph: dict[str, Expr] | None


def kinds_on(manifold: CriticalManifold) -> frozenset[Classification] | None:
    """The kinds of all points of the set; None when that is not decided."""
    size = len(manifold.variables)
    if size > MOST_VARIABLES or not 0 < manifold.dimension < size:
        return None
    found = exceptional(manifold)
    if found is None or len(found) > MOST_EXCEPTIONS:
        return None
    parts = on_line(manifold, found) if manifold.graph is not None and manifold.dimension == 1 else on_every_part(manifold, found)
    if parts is None:
        return None
    kinds = {regular_kind(manifold, at) for at in parts} | {classify_point(manifold.tree, manifold.variables, at).kind for at in found}
    return None if UNDECIDED in kinds or not kinds else frozenset(kinds)


def eigenvalue_product(manifold: CriticalManifold) -> Expr:
    """The sum of the principal minors of the Hessian of size n - dimension."""
    rows = hessian_trees(manifold.tree, manifold.variables)
    chosen = combinations(range(len(rows)), len(rows) - manifold.dimension)
    whole = t.add(*(determinant([[rows[i][j] for j in block] for i in block], lambda tree: tree) for block in chosen))
    return simplify(t.substitute(whole, manifold.graph) if manifold.graph is not None else whole)


def exceptional(manifold: CriticalManifold) -> list[At] | None:
    """The finitely many points of the set at which one more eigenvalue vanishes; None when they are not finite, or not all known."""
    found = solved((*manifold.equations, eigenvalue_product(manifold)), manifold.variables)
    return None if found is None else [point.at for point in found]


def solved(equations: tuple[Expr, ...], variables: tuple[str, ...]) -> tuple[SystemPoint, ...] | None:
    """The common zeros when they are proved to be these points; otherwise None."""
    found: PointSet = solve_system(System(equations, variables), SECONDS)
    listed = found.families or found.components or found.undecided
    return None if listed or found.complete is not Truth.TRUE else found.points


def on_line(manifold: CriticalManifold, found: list[At]) -> list[At] | None:
    """A curve that is a graph over one variable: a point between neighbouring exceptional points, and beyond the outer ones."""
    assert manifold.graph is not None
    graph = manifold.graph
    free = next(name for name in manifold.variables if name not in graph)
    index = manifold.variables.index(free)
    groups, doubtful = in_order(found, lambda at: at[index])
    if doubtful:
        return None
    ends = [t.MINUS_INFINITY, *(group[0][index] for group in groups), t.INFINITY]
    whole = [graph.get(name, t.Variable(name)) for name in manifold.variables]
    places = [{free: t.rational(balls.between(low, high))} for low, high in pairwise(ends)]
    return [tuple(simplify_constant(t.substitute(x, place)) for x in whole) for place in places]


def on_every_part(manifold: CriticalManifold, found: list[At]) -> list[At] | None:
    """A smooth closed set without exceptional points: on each connected part a point nearest to a centre, by Lagrange's condition."""
    slopes = [[entry.result for entry in gradient(equation, manifold.variables)] for equation in manifold.equations]
    size, count = len(manifold.variables), len(slopes)
    if found or count != size - manifold.dimension:
        return None
    if solved((*manifold.equations, *minors(slopes, count)), manifold.variables) != ():
        return None  # a point where the set is not proved to be smooth
    away: list[Expr] = [t.subtract(t.Variable(name), t.rational(c)) for name, c in zip(manifold.variables, CENTRE, strict=False)]
    nearest = solved((*manifold.equations, *minors([*slopes, away], count + 1)), manifold.variables)
    return None if nearest is None else [point.at for point in nearest]


def minors(rows: Sequence[Sequence[Expr]], size: int) -> list[Expr]:
    """The determinants of all choices of columns of a matrix with so many rows."""
    keep: Callable[[Expr], Expr] = simplify
    return [determinant([[row[j] for j in columns] for row in rows], keep) for columns in combinations(range(len(rows[0])), size)]


def proves_smooth_at(manifold: CriticalManifold, at: At) -> bool:
    """Is the set a manifold of its dimension next to the point?"""
    if manifold.graph is not None:
        return len(manifold.graph) == len(manifold.variables) - manifold.dimension
    if len(manifold.equations) != 1 or manifold.dimension != len(manifold.variables) - 1:
        return False
    place = dict(zip(manifold.variables, at, strict=True))
    slopes = (entry.result for entry in gradient(manifold.equations[0], manifold.variables))
    return any(balls.sign(t.substitute(slope, place), 256) for slope in slopes)


def regular_kind(manifold: CriticalManifold, at: At) -> Classification:
    """The kind of a point that is not exceptional: as many eigenvalues are zero as the set has dimensions, the others are not."""
    point = EnclosedPoint(manifold.variables, at, None)
    for bits in PRECISIONS:
        with precision(bits):
            coefficients = list(enclosed_hessian(manifold.tree, point, bits).charpoly().coeffs())
        signs: list[int | None] = [1 if c > 0 else -1 if c < 0 else None for c in coefficients[manifold.dimension :]]
        inertia = inertia_from([0] * manifold.dimension + signs)
        if inertia is not None:
            return non_degenerate(inertia)[0]
    return UNDECIDED
