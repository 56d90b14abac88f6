"""No stationary point next to a cusp: along every ray from the point f is strictly monotone.

With x = a + r*d, |d|_max = 1, a square root of a quadratic form in x - a is r times that of the form in d, and an absolute value of a
linear form likewise: df/dr is then an analytic function of r and continuous in d down to r = 0, and balls decide its sign.
"""

from __future__ import annotations

from fractions import Fraction

from flint import arb

from calc_cli import balls
from calc_cli import tree as t
from calc_cli.balls.partials import partial_derivative
from calc_cli.balls.precision import between_ends, precision
from calc_cli.classifying.several.expansion import NotAnalytic, taylor_polynomial
from calc_cli.classifying.several.jets import jet_tree
from calc_cli.classifying.several.singular import faces
from calc_cli.domain import with_definitions
from calc_cli.symbolic import is_identically_zero
from calc_cli.symbolic.constants import sign_of, simplify_constant
from calc_cli.tree import Expr

RADIUS = "r_"
MOST_BOXES = 4000
ORDERS = {"sqrt": 2, "abs": 1}
Sides = tuple[tuple[Fraction, Fraction], ...]


def proves_monotone_rays(tree: Expr, variables: tuple[str, ...], at: tuple[Expr, ...], radius: Fraction) -> bool:
    """f is strictly monotone along all rays from a, up to the distance `radius` in the maximum norm: its gradient is not zero there.

    >>> from calc_cli.language import parse_expression
    >>> proves_monotone_rays(parse_expression("sqrt(x^2 + y^2) + x*y"), ("x", "y"), (t.ZERO, t.ZERO), Fraction(1, 2))
    True
    """
    polar = in_polar_form(tree, variables, at)
    if polar is None:
        return False
    names = (RADIUS, *map(direction, variables))
    try:
        slope = balls.compiled(partial_derivative(polar, RADIUS), names)
    except ValueError:
        return False
    queue: list[Sides] = [((Fraction(0), radius), *face) for face in faces(len(variables))]
    sign = 0
    with precision(53):
        for _ in range(MOST_BOXES):
            if not queue:
                return True
            box = queue.pop()
            value: arb = slope(*(between_ends(low, high) for low, high in box))
            found = 1 if value > 0 else -1 if value < 0 else 0
            if found and found == (sign or found):
                sign = found
            elif found:
                return False
            else:
                queue.extend(halves(box))
    return False


def halves(box: Sides) -> list[Sides]:
    """The box cut across its widest side."""
    side = max(range(len(box)), key=lambda k: box[k][1] - box[k][0])
    low, high = box[side]
    middle = (low + high) / 2
    return [(*box[:side], half, *box[side + 1 :]) for half in ((low, middle), (middle, high))]


def direction(name: str) -> str:
    """The letter of a coordinate of the direction."""
    return f"{name}_d"


def in_polar_form(tree: Expr, variables: tuple[str, ...], at: tuple[Expr, ...]) -> Expr | None:
    """f(a + r*d) for r > 0 with roots and absolute values that vanish at a taken apart; None when that is not possible."""
    along = {name: t.add(x, t.multiply(t.Variable(RADIUS), t.Variable(direction(name)))) for name, x in zip(variables, at, strict=True)}
    taken: dict[Expr, Expr] = {}
    place = dict(zip(variables, at, strict=True))
    plain = with_definitions(tree)
    for node in t.walk(plain):
        inside = root_of(node)
        if inside is None or t.is_constant(inside[1]):
            continue
        kind, u = inside
        sign = sign_of(simplify_constant(t.substitute(u, place)))
        if sign is None:
            return None
        if sign == 0:
            form = homogeneous(u, variables, at, ORDERS[kind])
            if form is None:
                return None
            taken[node] = t.multiply(t.Variable(RADIUS), t.call(kind, form))
    letters = {node: t.Variable(f"root_{k}") for k, node in enumerate(taken)}
    marked = t.transform(plain, lambda node: letters.get(node, node))
    return t.substitute(marked, along | {letters[node].name: form for node, form in taken.items()}) if taken else None


def root_of(node: Expr) -> tuple[str, Expr] | None:
    """(`sqrt` or `abs`, u) for a square root or an absolute value of u."""
    match node:
        case t.Call("sqrt" | "abs" as name, (u,)):
            return name, u
        case t.Power(u, exponent) if t.rational_value(exponent) == Fraction(1, 2):
            return "sqrt", u
        case _:
            return None


def homogeneous(tree: Expr, variables: tuple[str, ...], at: tuple[Expr, ...], order: int) -> Expr | None:
    """The form q of this degree, in the direction, with u(a + x) = q(x); None when u is none."""
    try:
        jet = taylor_polynomial(tree, variables, at, order)
    except NotAnalytic:
        return None
    form = jet_tree({e: v for e, v in jet.items() if sum(e) == order}, tuple(map(direction, variables)))
    back = {direction(name): t.subtract(t.Variable(name), x) for name, x in zip(variables, at, strict=True)}
    return form if is_identically_zero(t.subtract(tree, t.substitute(form, back))) else None
