"""What a partition is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calc_cli.model import Condition, Interval, Refusal, Truth
from calc_cli.records import record
from calc_cli.tree import Expr

if TYPE_CHECKING:
    from calc_cli.domain.conditions import Gate


@record
class Piece:
    """An open interval on which f equals the branch-free, analytic `tree`; tree None: outside the domain.

    certified: no joint inside is missing and the signs that chose the tree are proved (False: nothing is said of the piece).
    """

    interval: Interval
    tree: Expr | None
    certified: bool = True


@record
class Joint:
    """A point between two pieces, or a closed end of the interval.

    defined: is f defined there; value: f(at), a simplified constant, when it is; gates: those that cut there.
    """

    at: Expr
    defined: Truth
    value: Expr | None
    gates: tuple[Gate, ...] = ()


@record
class Partition:
    """Consecutive open pieces that cover the interval up to the joints.

    joints: those between pieces, with the closed ends of the interval first and last (see `inner_joints`).
    complete: TRUE when every piece and every joint is proved. infinite: infinitely many joints (then no piece is given);
    accumulates_at: the points or infinities where they gather, as far as known. conditions: what restricts the domain here.
    """

    interval: Interval
    pieces: tuple[Piece, ...]
    joints: tuple[Joint, ...]
    conditions: tuple[Condition, ...] = ()
    complete: Truth = Truth.TRUE
    infinite: bool = False
    accumulates_at: tuple[Expr, ...] = ()
    trail: tuple[Refusal, ...] = ()

    @property
    def lower_end(self) -> Joint | None:
        """The joint at the lower end of the interval, when that end is closed."""
        return self.joints[0] if self.interval.lower_closed and self.joints else None

    @property
    def upper_end(self) -> Joint | None:
        """The joint at the upper end of the interval, when that end is closed."""
        return self.joints[-1] if self.interval.upper_closed and self.joints else None

    @property
    def inner_joints(self) -> tuple[Joint, ...]:
        """inner_joints[i] lies between pieces[i] and pieces[i + 1]."""
        start = 1 if self.lower_end is not None else 0
        return self.joints[start : start + max(len(self.pieces) - 1, 0)]
