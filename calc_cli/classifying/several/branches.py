"""Real branches of a plane curve g = 0 through the origin, by blowing up; with them the signs of g next to the origin.

Between neighbouring branches the sign of g is constant; across a branch it changes exactly when the branch has odd multiplicity. Blowing
up (w = u(s + w')) at each zero direction of the leading form separates the branches after finitely many steps when g is reduced.
Source: J. Kollár, Lectures on Resolution of Singularities (2007), ch. 1; J. Bochnak, M. Coste, M.-F. Roy (1998), sec. 9.5.
"""

from __future__ import annotations

from math import comb

from calc_cli.classifying.several.binary_forms import Direction, directions, sign_somewhere, takes_both_signs
from calc_cli.classifying.several.coefficients import ZERO, Coefficient, plus, sign, times
from calc_cli.classifying.several.germs import BOTH, Signs
from calc_cli.classifying.several.jets import Jet, Undecided, head, leading

DEEPEST = 10
Known = tuple[int, int] | None
"""Unknown terms are all divisible by u**a * w**b; None: nothing is unknown."""


def plane_signs(jet: Jet, order: int, exact: bool) -> Signs:
    """The signs of a germ of two variables, zero at the origin.

    order: the degree up to which the jet is known; exact: it is the whole function. Raises Undecided.
    """
    lowest = leading(jet, order)
    if lowest is None:
        if exact:
            return Signs(False, False, True)
        raise Undecided
    degree, form = lowest
    if degree % 2:
        return BOTH
    try:
        found = directions(form, degree)
    except Undecided:
        if takes_both_signs(form, degree):
            return BOTH
        raise
    if any(direction.multiplicity % 2 for direction in found):
        return BOTH
    known = [None if exact else (0, order + 1) if direction.slope is None else (order + 1, 0) for direction in found]
    if some_branch(jet, found, degree, known, DEEPEST):
        return BOTH
    one = sign_somewhere(form, degree)
    return Signs(one > 0, one < 0, False)


def has_branch(g: Jet, known: Known, depth: int) -> bool:
    """Has the strict transform g a real branch of odd multiplicity through the origin? False: it has no real branch at all.

    Branches of even multiplicity keep it from ending: then, and where terms are unknown, Undecided is raised.
    """
    s = sign(head(g))
    if s is None or depth == 0:
        raise Undecided
    if s:
        return False
    lowest = leading(g, max((sum(e) for e in g), default=0))
    if lowest is None:
        raise Undecided
    degree, form = lowest
    if known is not None and degree >= sum(known):
        raise Undecided
    if degree == 1:
        return True
    found = directions(form, degree)
    if any(direction.multiplicity % 2 for direction in found):
        return True
    return some_branch(g, found, degree, [known] * len(found), depth - 1)


def some_branch(g: Jet, found: list[Direction], degree: int, known: list[Known], depth: int) -> bool:
    """Has the transform at one of the directions a branch? One that has settles it, whatever is not decided about the others."""
    undecided = False
    for direction, unknown in zip(found, known, strict=True):
        try:
            if has_branch(*blown_up(g, direction, degree, unknown), depth):
                return True
        except Undecided:
            undecided = True
    if undecided:
        raise Undecided
    return False


def blown_up(g: Jet, direction: Direction, degree: int, known: Known) -> tuple[Jet, Known]:
    """The strict transform at a direction, in coordinates (u, w') with w = u (slope + w'), or (w, u') with u = w u'."""
    if direction.slope is None:
        turned: Jet = {(j, i): value for (i, j), value in g.items()}
        return blown_up(turned, Direction(ZERO, direction.multiplicity), degree, None if known is None else (known[1], known[0]))
    found: Jet = {}
    for (i, j), value in g.items():
        for k, factor in enumerate(binomial(direction.slope, j)):
            if factor != ZERO:
                place = (i + j - degree, k)
                term = times(value, factor)
                found[place] = plus(found[place], term) if place in found else term
    left = {place: value for place, value in found.items() if place[0] >= 0 and value != ZERO}
    if known is None:
        return left, None
    a, b = known
    fresh = (a + b - degree, b if direction.slope == ZERO else 0)
    if fresh[0] <= 0 and fresh[1] <= 0:
        raise Undecided
    return left, fresh


def binomial(slope: Coefficient, n: int) -> list[Coefficient]:
    """(slope + w)**n as coefficients of w, lowest first."""
    powers: list[Coefficient] = [ZERO + 1]
    for _ in range(n):
        powers.append(times(powers[-1], slope))
    return [times(powers[n - k], ZERO + comb(n, k)) for k in range(n + 1)]
