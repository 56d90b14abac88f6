"""Newton's method on boxes for n equations in n unknowns: proofs that a zero exists and is unique, and its refinement.

Source: R. E. Moore, R. B. Kearfott, M. J. Cloud, Introduction to Interval Analysis (2009), ch. 8; R. Krawczyk (1969);
S. M. Rump, Verification methods, Acta Numerica 19 (2010), sec. 13.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flint import arb, arb_mat

from calc_cli.balls.partials import jacobian_trees
from calc_cli.balls.precision import precision
from calc_cli.tree import Expr

CompileAll = Callable[[tuple[Expr, ...], tuple[str, ...]], Callable[..., list[arb]]]
Vector = list[arb]

STEADY_SHARE = 0.9
"""A step that leaves every side wider than this share of it needs more bits."""


class SquareSystem:
    """n functions of n variables with their Jacobian, compiled once."""

    __slots__ = ("_identity", "size", "slopes", "values")

    def __init__(self, functions: tuple[Expr, ...], variables: tuple[str, ...], compile_all: CompileAll) -> None:
        if len(functions) != len(variables):
            raise ValueError("as many functions as variables are needed")
        rows = jacobian_trees(functions, variables)
        self.size = len(variables)
        self.values = compile_all(functions, variables)
        self.slopes = compile_all(tuple(entry for row in rows for entry in row), variables)
        self._identity = arb_mat(self.size, self.size, [int(i == j) for i in range(self.size) for j in range(self.size)])

    def jacobian(self, box: Sequence[arb]) -> arb_mat | None:
        """The Jacobian matrix over the box; None where it is not proved defined."""
        entries = self.slopes(*box)
        return arb_mat(self.size, self.size, entries) if all(entry.is_finite() for entry in entries) else None

    def krawczyk(self, box: Sequence[arb]) -> Vector | None:
        """K(X) = m - Y f(m) + (I - Y J(X)) (X - m), Y about J(m)^-1: it holds every zero in X; None: not defined.

        K(X) inside the interior of X proves that X holds exactly one zero, a simple one.
        """
        slopes = self.jacobian(box)
        if slopes is None:
            return None
        middle = [side.mid() for side in box]
        values = self.values(*middle)
        if not all(value.is_finite() for value in values):
            return None
        offset = arb_mat(self.size, 1, [side - m for side, m in zip(box, middle, strict=True)])
        return self.image(slopes, middle, arb_mat(self.size, 1, values), offset)

    def image(self, slopes: arb_mat, middle: Vector, values: arb_mat, offset: arb_mat) -> Vector | None:
        """Krawczyk's operator from the Jacobian over the box, the values at its middle and the box minus its middle."""
        try:
            inverse = slopes.mid().inv().mid()
        except ZeroDivisionError:
            return None
        moved = (self._identity - inverse * slopes) * offset - inverse * values
        return [m + step for m, step in zip(middle, moved.entries(), strict=True)]

    def newton(self, box: Sequence[arb]) -> Vector | None:
        """N(X) = m - J(X)^-1 f(m): it holds every zero in X; None when some matrix in J(X) may be singular."""
        slopes = self.jacobian(box)
        if slopes is None:
            return None
        middle = [side.mid() for side in box]
        try:
            step = slopes.solve(arb_mat(self.size, 1, self.values(*middle)))
        except ZeroDivisionError:
            return None
        image = [m - s for m, s in zip(middle, step.entries(), strict=True)]
        return image if all(side.is_finite() for side in image) else None

    def proves_unique(self, box: Sequence[arb]) -> Vector | None:
        """An enclosure of the only zero in the box when Krawczyk's test proves that there is exactly one."""
        image = self.krawczyk(box)
        if image is None or not all(side.contains_interior(k) for side, k in zip(box, image, strict=True)):
            return None
        return image

    def excludes(self, box: Sequence[arb]) -> bool:
        """Is it proved that the functions have no common zero in the box?"""
        return any(value > 0 or value < 0 for value in self.values(*box))


def narrowed(system: SquareSystem, box: Vector, bits: int) -> Vector | None:
    """The enclosure `box` of one zero narrowed to 2**-bits (relatively above 1) by Newton's method; None when it does not contract."""
    working = bits + 32
    while not is_narrow(box, bits):
        with precision(working):
            image = system.newton(box) or system.krawczyk(box)  # elimination on a wide matrix may fail where Krawczyk's operator contracts
            if image is None:
                return None
            smaller = [side.intersection(part) if side.overlaps(part) else part for side, part in zip(box, image, strict=True)]
        stuck = not any(new.rad() < STEADY_SHARE * old.rad() for new, old in zip(smaller, box, strict=True))
        if stuck and working > 2 * bits + 256:
            return None
        box, working = smaller, min(2 * working, 2 * bits + 512) if stuck else working
    return box


def is_narrow(box: Sequence[arb], bits: int) -> bool:
    """Every side known to 2**-bits, absolutely below 1 and relatively above."""
    bound = arb((1, -bits))
    return all(side.rad() <= (bound if abs(side) < 1 else bound * side.abs_lower()) for side in box)
