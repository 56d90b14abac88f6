"""Points whose Hessian is proved singular: the tests in the order in which they are tried, each with its reason."""

from __future__ import annotations

from collections.abc import Callable

from calc_cli.classifying.several.inertia import Inertia
from calc_cli.classifying.several.verdict import Matrix
from calc_cli.model import Classification, Test
from calc_cli.records import record
from calc_cli.tree import Expr


@record
class Decision:
    """What a test found; evidence as in the verdict."""

    kind: Classification
    strict: bool | None
    test: Test
    evidence: tuple[tuple[str, Expr], ...] = ()


@record
class Occasion:
    """A stationary point with singular Hessian; inertia: of the Hessian, None when not known."""

    tree: Expr
    variables: tuple[str, ...]
    at: tuple[Expr, ...]
    hessian: Matrix
    inertia: Inertia | None

    def taylor_evidence(self) -> tuple[tuple[str, Expr], ...]:
        """The Taylor form found, for a point that stays undecided."""
        return ()


DEGENERATE_TESTS: tuple[Callable[[Occasion], Decision | None], ...] = ()
