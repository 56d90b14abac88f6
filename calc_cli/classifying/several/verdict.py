"""What is found out about a critical point of a function of several variables."""

from __future__ import annotations

from calc_cli.classifying.several.inertia import Inertia
from calc_cli.model import Classification, Number, Test
from calc_cli.records import record
from calc_cli.tree import Expr

Matrix = tuple[tuple[Expr, ...], ...]


@record
class SeveralVerdict:
    """kind and the test that decided it; strict: is the inequality strict (None: no extremum, or not known).

    index: number of negative eigenvalues of the Hessian, None when not known; eigenvalues: increasing, empty when not enclosed;
    hessian, determinant: constant trees, and as numbers ready to be shown (empty, None: not made).
    evidence: (name, tree) pairs, for a degenerate point the Taylor form or the curves.
    """

    kind: Classification
    strict: bool | None
    test: Test
    index: int | None = None
    eigenvalues: tuple[Number, ...] = ()
    hessian: Matrix = ()
    determinant: Expr | None = None
    evidence: tuple[tuple[str, Expr], ...] = ()
    hessian_numbers: tuple[tuple[Number, ...], ...] = ()
    determinant_number: Number | None = None


def non_degenerate(inertia: Inertia) -> tuple[Classification, bool | None]:
    """All eigenvalues positive: strict minimum; all negative: strict maximum; of both signs: saddle."""
    if inertia.positive and inertia.negative:
        return Classification.SADDLE, None
    return (Classification.LOCAL_MAXIMUM if inertia.negative else Classification.LOCAL_MINIMUM), True
